"""A file dialog begins where the last file was, else in Documents, else at home."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from asfdesk.ui.start_folder import start_folder


@pytest.fixture
def documents(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The user's Documents, not made yet."""
    folder = tmp_path / "Dokument"
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _which: str(folder))
    return folder


def test_the_last_folder_comes_first(documents: Path, tmp_path: Path) -> None:
    documents.mkdir()
    last = tmp_path / "bokföring"
    last.mkdir()
    assert start_folder(str(last)) == last


def test_a_folder_that_is_gone_gives_documents(documents: Path, tmp_path: Path) -> None:
    documents.mkdir()
    assert start_folder(str(tmp_path / "gone")) == documents
    assert start_folder() == documents


@pytest.mark.usefixtures("documents")
def test_without_documents_there_is_home() -> None:
    assert start_folder() == Path.home()
