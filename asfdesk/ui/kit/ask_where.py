"""Where to save: the system's own dialog, which also asks before it replaces a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from asfdesk.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def ask_where(parent: QWidget, title: str, suggested: Path, kinds: str) -> Path | None:
    """The place that was chosen, or None.

    Args:
        parent: the window that asks.
        title: what the dialog is called.
        suggested: the folder it begins in and the name that stands there.
        kinds: what files it shows, as Qt writes it: "PDF files (*.pdf)".
    """
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, str(suggested), kinds)
    return Path(chosen) if chosen else None


def ask_where_client_file(parent: QWidget, suggested: Path) -> Path | None:
    """The place for a client file, or None."""
    return ask_where(parent, _("Where to save the file"), suggested, _("Client files (*.asfdesk)"))


def ask_where_pdf(parent: QWidget, title: str, suggested: Path) -> Path | None:
    """The place for a page as PDF, or None."""
    return ask_where(parent, title, suggested, _("PDF files (*.pdf)"))
