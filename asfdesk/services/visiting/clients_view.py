"""What the page Klienter shows: every client, those who need a visit first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.visiting.client import FileState, needs_visit
from asfdesk.services.visiting.client_trust import look_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asfdesk.domain.visiting.client import Client
    from asfdesk.services.visiting.binder import Binder
    from asfdesk.services.visiting.client_trust import Found, OtherCopy


@dataclass(frozen=True)
class ClientRow:
    """One client as shown.

    Attributes:
        mine: what its file says about itself; None while it has not been looked at.
        others: other versions of it in the same folder.
    """

    client: Client = field(repr=False)
    mine: OtherCopy | None = None
    others: tuple[OtherCopy, ...] = field(default=(), repr=False)

    @property
    def conflict(self) -> bool:
        """Whether there are two versions and somebody must choose."""
        return bool(self.others)

    @property
    def openable(self) -> bool:
        """Whether one click opens it."""
        return self.client.state in (FileState.HERE, FileState.IN_USE, FileState.OLDER)


def client_rows(binder: Binder) -> list[ClientRow]:
    """From the binder alone, at once."""
    return arranged(ClientRow(one) for one in binder.clients)


def look_at_clients(binder: Binder) -> list[ClientRow]:
    """With how each file lies there now; nothing is written."""
    return arranged(_row(look_at(one)) for one in binder.clients)


def arranged(rows: Iterable[ClientRow]) -> list[ClientRow]:
    """In the order that `needs_visit` says."""
    return sorted(rows, key=lambda one: needs_visit(one.client, conflict=one.conflict))


def _row(found: Found) -> ClientRow:
    return ClientRow(found.client, found.mine, found.others)
