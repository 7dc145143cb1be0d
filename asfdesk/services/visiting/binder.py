"""The adviser's binder: making, opening, its password, and what is in it (ADR 0047).

Everything here runs on the one worker; the binder is saved by whatever changes it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk import paths
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.checks import missing
from asfdesk.services.file.file_notes import password_advice
from asfdesk.services.file.file_places import refuse_passing
from asfdesk.services.file.open_file import check_new_password
from asfdesk.storage.file.manifest import SHIPPED_COST
from asfdesk.storage.file.recovery_code import new_recovery_code
from asfdesk.storage.visiting import binder_file
from asfdesk.storage.visiting.binder_file import BINDER_ENDING, HAND_OVER_ENDING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from asfdesk.domain.visiting.client import Client
    from asfdesk.storage.file.manifest import KdfCost
    from asfdesk.storage.visiting.binder_file import BinderFile

__all__ = ["BINDER_ENDING", "HAND_OVER_ENDING", "password_advice"]

FOLDER = "binder"
LONGEST_NOTES = 20_000


class Binder:
    """An open binder, as window and command line hold it.

    Attributes:
        path: where it lies.
    """

    def __init__(self, file: BinderFile) -> None:
        self._file = file
        self.path = file.path

    @property
    def clients(self) -> tuple[Client, ...]:
        """Everything in it, in the order it was added."""
        return self._file.clients

    @property
    def closed(self) -> bool:
        """Whether its key is gone."""
        return self._file.closed

    def client(self, uid: str) -> Client:
        """One client.

        Raises:
            RefusedError: it is not in the binder any more.
        """
        found = self.client_if_any(uid)
        if found is None:
            raise missing()
        return found

    def client_if_any(self, uid: str) -> Client | None:
        """One client, or None."""
        return next((one for one in self.clients if one.uid == uid), None)

    def put(self, clients: Iterable[Client]) -> None:
        """Keep clients: those that are there are replaced, others come last. One saving."""
        new = {one.uid: one for one in clients}
        kept = [new.pop(one.uid, one) for one in self.clients]
        together = (*kept, *new.values())
        if together != self.clients:
            self._file.save(together)

    def remove(self, uids: Collection[str]) -> None:
        """Forget clients: password, figures and notes. The client files are not touched."""
        self._file.save(one for one in self.clients if one.uid not in uids)

    def close(self) -> None:
        """Let go of the key and of every client."""
        self._file.close()

    def change_password(self, current: str, new: str, cost: KdfCost = SHIPPED_COST) -> None:
        """Let another password open it.

        Raises:
            WrongKeyError: `current` does not open it.
            InvalidInputError: the new one is empty.
        """
        check_new_password("new", new)
        self._file.change_password(current, new, cost)

    def renew_code(self, cost: KdfCost = SHIPPED_COST) -> str:
        """Another recovery code; the one on paper stops working."""
        code = new_recovery_code()
        self._file.use_recovery_code(code, cost)
        return code


def usual_place() -> Path:
    """Where a binder lies unless the adviser chooses another place."""
    return paths.user_data() / FOLDER / (_("Clients") + BINDER_ENDING)


def new_binder(path: Path, password: str, cost: KdfCost = SHIPPED_COST) -> tuple[Binder, str]:
    """Make a binder.

    Args:
        path: where; .asfparm is added, and nothing may be there.
        password: its own; it should be none of the clients'.
        cost: of the key derived from it.

    Returns:
        The open binder and its recovery code, which is nowhere else.

    Raises:
        InvalidInputError: the password is empty.
        AsfDeskError: the place cannot be used; nothing is there.
    """
    check_new_password("password", password)
    path = _with_ending(path.absolute())
    if path.parent == usual_place().parent:
        paths.private_folder(FOLDER)
    if path.parent.exists():
        refuse_passing(path)
    file, code = binder_file.create_binder(path, password, cost)
    return Binder(file), code


def open_binder(path: Path, password: str) -> Binder:
    """Open a binder with its password or recovery code.

    Raises:
        OpeningError: one subclass per cause; nothing has been changed.
    """
    return Binder(binder_file.open_binder(path.absolute(), password))


def write_notes(binder: Binder, uid: str, notes: str) -> None:
    """Keep private preparation notes about a client. They never go into the client file."""
    text = notes.strip()
    if len(text) > LONGEST_NOTES:
        raise InvalidInputError(
            "notes",
            _("The notes are too long: %(length)d characters.") % {"length": len(text)},
            todo=_("Keep it to %(longest)d characters.") % {"longest": LONGEST_NOTES},
        )
    binder.put([replace(binder.client(uid), notes=text)])


def _with_ending(path: Path) -> Path:
    if path.suffix.lower() == BINDER_ENDING:
        return path
    return path.with_name(path.name + BINDER_ENDING)
