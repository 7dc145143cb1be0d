"""One backup as it is listed: what it holds, what is known about it, and what opens it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.errors import OpeningError
from asfdesk.storage.file import backup_notes
from asfdesk.storage.file.container import read_manifest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from asfdesk.storage.file.backup_folder import BackupFile, Why
    from asfdesk.storage.file.manifest import Manifest
    from asfdesk.storage.file.restore import Owner


class State(StrEnum):
    """What is known about a backup.

    UNCHECKED: not opened since it was made or touched. WHOLE: opened, every page checked.
    DAMAGED: some byte is not as it was written.
    """

    UNCHECKED = "unchecked"
    WHOLE = "whole"
    DAMAGED = "damaged"


class OpensWith(StrEnum):
    """Whose passwords open a backup as it lies there.

    TODAY: those of the file now. THEN: those of when it was made; an owner can restore it with
    today's. UNKNOWN: cannot be told without an owner's password.
    """

    TODAY = "today"
    THEN = "then"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class BackupRow:
    """One backup as it is listed.

    Attributes:
        generation: of the client file; also its number in the list.
        made_on: the day it was made, by this computer's clock; None for one before a migration.
        saved_at: when its content was saved, UTC; None if that cannot be read.
        size: bytes.
        checked_at: when its state was found, UTC; None if it is unchecked.
    """

    path: Path
    generation: int
    why: Why
    made_on: date | None
    saved_at: datetime | None
    size: int
    state: State
    checked_at: datetime | None
    opens_with: OpensWith

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name


def backup_rows(files: Sequence[BackupFile], owner: Owner | None) -> list[BackupRow]:
    """Rows of backup files, the latest generation first.

    Args:
        files: oldest first.
        owner: with today's accesses, to tell what opens them; None = unknown.
    """
    checked = backup_notes.checked(one.path for one in files)
    return [_row(one, owner, checked.get(one.path)) for one in reversed(files)]


def _row(one: BackupFile, owner: Owner | None, checked: backup_notes.Checked | None) -> BackupRow:
    row = BackupRow(
        path=one.path,
        generation=one.generation,
        why=one.why,
        made_on=one.made_on,
        saved_at=None,
        size=one.path.stat().st_size,
        state=State.UNCHECKED,
        checked_at=None,
        opens_with=OpensWith.UNKNOWN,
    )
    if checked is not None:
        state = State.WHOLE if checked.whole else State.DAMAGED
        row = replace(row, state=state, checked_at=checked.at)
    try:
        manifest = read_manifest(one.path)
    except OpeningError:
        return replace(row, state=State.DAMAGED)
    saved = datetime.fromisoformat(manifest.saved_at)
    return replace(row, saved_at=saved, opens_with=_opens_with(manifest, owner))


def _opens_with(manifest: Manifest, owner: Owner | None) -> OpensWith:
    if owner is None:
        return OpensWith.UNKNOWN
    same = [slot.wrapped for slot in manifest.slots] == [
        slot.wrapped for slot in owner.manifest.slots
    ]
    return OpensWith.TODAY if same else OpensWith.THEN
