"""`python -m asfdesk` and the installed command.

A verb runs headless, anything else opens the window. Imports stand inside the functions so that
the command line never loads Qt, and `--help` hardly anything.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENDING = ".asfdesk"
_FAILED = 1
_WINDOW_OPTIONS = ("--example", "--self-check")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit code."""
    from asfdesk.storage.disk.core_dumps import forbid_core_dumps  # noqa: PLC0415 - before anything else

    forbid_core_dumps()
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        # Pipes on Windows are not UTF-8 by themselves; a console takes any letter.
        if stream is not None and not stream.isatty():
            stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # real streams have it
    if wants_window(words):
        if not has_display():
            return _no_display()
        from asfdesk.app import main as open_window  # noqa: PLC0415 - Qt only for the window

        return open_window(words)
    try:
        from asfdesk.cli import main as run_verb  # noqa: PLC0415 - not loaded for the window

        return run_verb(words)
    except KeyboardInterrupt:
        return _stopped()


def _stopped() -> int:
    """Ctrl-C: whatever was open has been closed on the way here."""
    from asfdesk.i18n import _  # noqa: PLC0415 - see above

    return _failed(_("Stopped before it was done. Run it again."))


def _no_display() -> int:
    """Qt would end the program without a word that helps."""
    from asfdesk.i18n import _  # noqa: PLC0415 - see above

    return _failed(
        _("There is no screen to open the window on. asfdesk --help lists what works without one.")
    )


def _failed(text: str) -> int:
    if sys.stderr is not None:
        sys.stderr.write(f"asfdesk: {text}\n")
    return _FAILED


def has_display() -> bool:
    """Whether a window can open; only Linux can lack a screen without the program knowing."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in named)


def wants_window(words: Sequence[str]) -> bool:
    """Whether the first word is a file to open, or there is none: no verb, so the window."""
    if not words or words[0] in _WINDOW_OPTIONS:
        return True
    first = words[0]
    return first.lower().endswith(_ENDING) or Path(first).is_file()


if __name__ == "__main__":
    sys.exit(main())
