"""Change of adviser: entries of the binder go into a sealed file, and into another binder."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk.domain.visiting.client import FileState
from asfdesk.services.file.open_file import check_new_password
from asfdesk.storage.file.manifest import SHIPPED_COST
from asfdesk.storage.visiting.binder_file import (
    HAND_OVER_ENDING,
    read_hand_over,
    write_hand_over,
)

if TYPE_CHECKING:
    from asfdesk.services.visiting.binder import Binder
    from asfdesk.storage.file.manifest import KdfCost


@dataclass(frozen=True)
class TakenIn:
    """What came of a hand-over: names of those added, and of those that were there already."""

    added: tuple[str, ...] = field(repr=False)
    known: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class HandOver:
    """What goes to another adviser.

    Attributes:
        uids: which clients.
        password: the hand-over's own, said to the receiver by another way than the file goes.
        with_notes: whether the private notes go along.
        remove: whether the clients leave this binder.
    """

    uids: tuple[str, ...]
    password: str = field(repr=False)
    with_notes: bool
    remove: bool


def hand_over(binder: Binder, what: HandOver, path: Path, cost: KdfCost = SHIPPED_COST) -> Path:
    """Write clients into a hand-over; they leave the binder only after it lies there.

    Args:
        binder: the giver's.
        what: which clients, and how.
        path: where; .asfover is added, and nothing may be there.
        cost: of the key derived from the password.

    Returns:
        Where the hand-over lies.

    Raises:
        InvalidInputError: the password is empty.
        AsfDeskError: it could not be written; the binder is as it was.
    """
    check_new_password("password", what.password)
    target = path.absolute()
    if target.suffix.lower() != HAND_OVER_ENDING:
        target = target.with_name(target.name + HAND_OVER_ENDING)
    given = [binder.client(uid) for uid in what.uids]
    if not what.with_notes:
        given = [replace(one, notes="") for one in given]
    write_hand_over(target, given, what.password, cost)
    if what.remove:
        binder.remove(frozenset(what.uids))
    return target


def take_in(binder: Binder, path: Path, password: str) -> TakenIn:
    """Take a hand-over into this binder; what is there already stays as it is.

    Raises:
        OpeningError: the hand-over cannot be opened; nothing was taken in.
    """
    known = {one.uid for one in binder.clients}
    given = read_hand_over(path.absolute(), password)
    new = [replace(one, state=_state(one.path)) for one in given if one.uid not in known]
    binder.put(new)
    return TakenIn(
        tuple(one.name for one in new), tuple(one.name for one in given if one.uid in known)
    )


def _state(path: str) -> FileState:
    """The file lies where it lay for the giver, seldom here."""
    return FileState.HERE if Path(path).exists() else FileState.MISSING
