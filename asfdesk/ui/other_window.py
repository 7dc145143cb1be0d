"""A second window of the program, to look at another version beside the one that is worked in."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QProcess

from asfdesk.i18n import language


def command_for(path: Path, *, read_only: bool = True) -> tuple[str, list[str], str]:
    """Program, arguments and folder that open a file in a window of its own."""
    looking = ["--read-only"] if read_only else []
    options = [str(path), *looking, "--lang", language()]
    if getattr(sys, "frozen", False):
        return sys.executable, options, str(Path(sys.executable).parent)
    return sys.executable, ["-m", "asfdesk", *options], str(Path(__file__).parents[2])


def open_in_other_window(path: Path, *, read_only: bool = True) -> bool:
    """Start it; it asks for the password itself. Returns whether it could be started."""
    program, arguments, folder = command_for(path, read_only=read_only)
    started, _pid = QProcess.startDetached(program, arguments, folder)
    return bool(started)
