"""When each backup was last opened and what came of it: a small note beside the backups.

It only informs. Lost or broken, it means that a backup has not been checked, and one whose file
has been touched since counts as unchecked too.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from asfdesk.errors import AsfDeskError
from asfdesk.storage.disk.atomic import atomic_write

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_NOTES = "checked.json"
_PATIENCE = 1


@dataclass(frozen=True)
class Checked:
    """What the latest check of a backup found.

    Attributes:
        at: UTC, by this computer's clock.
    """

    whole: bool
    at: datetime


def note(path: Path, *, whole: bool) -> None:
    """Remember what a check found; a note that cannot be written is not missed."""
    with suppress(OSError, AsfDeskError):
        notes = _read(path.parent)
        notes[path.name] = {
            "whole": whole,
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "stamp": _stamp(path),
        }
        there = {name: value for name, value in notes.items() if (path.parent / name).exists()}
        content = json.dumps(there, sort_keys=True, indent=0).encode()
        atomic_write(path.parent / _NOTES, content, patience=_PATIENCE)


def checked(paths: Iterable[Path]) -> dict[Path, Checked]:
    """The latest check of each backup that has not been touched since."""
    found = {}
    for path in paths:
        with suppress(OSError, ValueError, TypeError, KeyError):
            value = _read(path.parent)[path.name]
            if value["stamp"] == _stamp(path):
                at = datetime.fromisoformat(str(value["at"]))
                found[path] = Checked(value["whole"] is True, at)
    return found


def _read(folder: Path) -> dict[str, dict[str, object]]:
    try:
        notes = json.loads((folder / _NOTES).read_bytes())
    except (OSError, ValueError):
        return {}
    return notes if isinstance(notes, dict) else {}


def _stamp(path: Path) -> list[int]:
    found = path.stat()
    return [found.st_size, found.st_mtime_ns]
