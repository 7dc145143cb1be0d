"""Half-made files that a kill left among this user's files of the program.

Whole files replace each other there (`atomic`), so what a kill leaves is a temporary file that
nobody will ever look at, or the folder in which a backup was being opened. All of it is encrypted
or says nothing, but it takes room.
"""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

from asfdesk import paths
from asfdesk.storage.disk.atomic import TEMPORARY_SUFFIX, discard

if TYPE_CHECKING:
    from pathlib import Path

_OLD_SECONDS = 3600
"""A younger one may be in the hands of another program that runs now."""
_WORK = "work"
"""Working copies go whole, see `left_copies`."""
_HALF_OPENED = ".open-*"
"""Where `restore` unpacks a backup."""


def sweep() -> None:
    """Take away what nobody works with any more; what cannot be taken away stays."""
    root = paths.user_data()
    places = [folder for folder in _folders_in(root) if folder.name != _WORK]
    for place in (root, *places, *_folders_in(root / "backups")):
        for path in place.glob(f".*{TEMPORARY_SUFFIX}*"):
            if _is_old(path):
                discard(path)
    for folder in (root / "backups").glob(_HALF_OPENED):
        if _is_old(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _folders_in(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.is_dir()]
    except OSError:
        return []


def _is_old(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime > _OLD_SECONDS
    except OSError:
        return False
