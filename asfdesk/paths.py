"""Where files lie: what ships with the program, and what belongs to this computer.

The standard library decides the folders; `ASFDESK_HOME` puts everything under one folder.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path


def _root() -> Path:
    """The folder that holds `resources` and `translations`, also inside the bundle."""
    bundled = getattr(sys, "_MEIPASS", None)
    return Path(bundled) if bundled else Path(__file__).resolve().parent.parent


def resource(name: str) -> Path:
    """A file under `resources/`, for example `fonts/SourceSansPro-Regular.ttf`."""
    return _root() / "resources" / name


def translations() -> Path:
    """The folder of compiled catalogues."""
    return _root() / "translations"


def user_data() -> Path:
    """This user's folder on this computer: working copies, settings, backups.

    Local, never roaming: what lies here is encrypted but belongs to this computer.
    """
    home = os.environ.get("ASFDESK_HOME")
    if home:
        return Path(home)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return Path(base or Path.home() / "AppData" / "Local") / "ASF Desk"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "ASF Desk"
    base = os.environ.get("XDG_DATA_HOME")
    return Path(base or Path.home() / ".local" / "share") / "asfdesk"


def private_folder(name: str) -> Path:
    """A folder under `user_data()` that only this user may read; made if it is missing."""
    folder = user_data() / name
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
