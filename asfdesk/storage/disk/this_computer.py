"""A random name for this computer and user, so that two computers called the same are told apart.

Cloned computers often share their host name. The name says nothing about anybody; it lies in
locks and among this user's own files.
"""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from asfdesk import paths
from asfdesk.errors import AsfDeskError
from asfdesk.storage.disk.atomic import atomic_write

if TYPE_CHECKING:
    from pathlib import Path

_NAME = re.compile(r"[0-9a-f]{16}")


def this_computer() -> str:
    """The name, made the first time; "" when it can neither be read nor kept."""
    path = paths.user_data() / "computer"
    found = _kept(path)
    if found:
        return found
    try:
        paths.private_folder("")
        atomic_write(path, secrets.token_hex(8).encode())
    except (OSError, AsfDeskError):
        return ""
    # Two programs that start together may both have written: what lies there now counts.
    return _kept(path)


def _kept(path: Path) -> str:
    try:
        text = path.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
    return text if _NAME.fullmatch(text) else ""
