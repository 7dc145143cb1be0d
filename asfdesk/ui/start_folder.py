"""Where a file dialog begins: never in the folder the program happened to be started from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def start_folder(last: str = "") -> Path:
    """Where the last file was if that folder is still there, else Documents, else home."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    wanted = (Path(text) for text in (last, documents) if text)
    return next((folder for folder in wanted if folder.is_dir()), Path.home())
