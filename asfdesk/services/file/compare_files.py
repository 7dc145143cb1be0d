"""Two versions of the same client file: who saved the other one, when, and what differs.

Nothing is merged and nothing is overwritten: a person decides which version goes on. The other
file is only read, under the keys of the one that is open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from asfdesk.domain.file.comparison import differences
from asfdesk.reports.people.progress_words import protected_request_word
from asfdesk.reports.words import protected_word
from asfdesk.services.file.compare_inventory import INVENTORIES
from asfdesk.services.file.open_file import OpenFile
from asfdesk.storage.file.lock import lock_holder
from asfdesk.storage.file.manifest import Role
from asfdesk.storage.file.opening import open_other_version
from asfdesk.storage.file.other_copies import OtherCopy, described, last_slot, other_copies

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping
    from datetime import datetime
    from pathlib import Path

    from asfdesk.domain.file.comparison import Entry, NounDifference
    from asfdesk.services.session import ReadSession
    from asfdesk.storage.file.lock import Holder

__all__ = ["OtherCopy"]


@dataclass(frozen=True)
class Comparison:
    """How another version differs from the open one.

    Attributes:
        path: where the other version lies.
        saved_at: when it was saved, with zone.
        app_version: of the program that saved it.
        role: with what kind of password it was last worked in; None if it does not say.
        holder: who has it open now, or None.
        differences: noun by noun; empty = the two hold the same.
    """

    path: Path
    saved_at: datetime
    app_version: str
    role: Role | None
    holder: Holder | None
    differences: tuple[NounDifference, ...] = field(repr=False)


def compare_with(opened: OpenFile, path: Path) -> Comparison:
    """Compare the open file, unsaved work included, with another version of it.

    Raises:
        RefusedError: it is another client's, or was saved under other keys.
        OpeningError: it could not be read.
    """
    about = described(path)
    other = OpenFile(open_other_version(path, opened.file))
    try:
        role = _role(last_slot(other.file.rows))
        found = compare_sessions(opened.session, other.session)
    finally:
        other.close()
    holder = lock_holder(path)
    if holder is not None and holder.mine:
        holder = None
    return Comparison(path, about.saved_at, about.app_version, role, holder, found)


def compare_sessions(mine: ReadSession, theirs: ReadSession) -> tuple[NounDifference, ...]:
    """What differs, in the order of the nouns; names nobody who is protected in either."""
    closed = _closed_names(mine, theirs)
    found = (
        differences(noun, _without(lay(mine), closed), _without(lay(theirs), closed))
        for noun, lay in INVENTORIES
    )
    return tuple(one for one in found if one is not None)


def _closed_names(*versions: ReadSession) -> dict[str, str]:
    """Name -> what stands for it: of those who are protected in one version, from every version.

    A version from before the protection still holds the name in its lists, and in its queue.
    """
    people = [(session.trainees.names(), session.trainees.trainees()) for session in versions]
    numbers = {one.number for _names, trainees in people for one in trainees if one.protected}
    queue = [one for session in versions for one in session.waiting.requests()]
    closed = {one.id for one in queue if one.protected}
    waiting = {
        one.name: protected_request_word(one.id) for one in queue if one.id in closed and one.name
    }
    return waiting | {
        names[one.id]: protected_word(one.number)
        for names, trainees in people
        for one in trainees
        if one.number in numbers and names.get(one.id)
    }


def _without(entries: Mapping[Hashable, Entry], closed: Mapping[str, str]) -> dict[Hashable, Entry]:
    if not closed:
        return dict(entries)
    longest_first = sorted(closed, key=len, reverse=True)
    names = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    return {
        key: replace(entry, label=names.sub(lambda found: closed[found[0]], entry.label))
        for key, entry in entries.items()
    }


def versions_beside(opened: OpenFile) -> list[OtherCopy]:
    """Other versions in the same folder, as synchronising programs leave them; latest first."""
    return other_copies(opened.path, opened.file.manifest)


def _role(slot: str) -> Role | None:
    name = slot.partition(":")[0]
    return Role(name) if name in set(Role) else None
