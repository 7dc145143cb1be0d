"""Every test here has a user folder of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where working copies and backups go."""
    folder = tmp_path / "user"
    monkeypatch.setenv("ASFDESK_HOME", str(folder))
    return folder


@pytest.fixture
def home(tmp_path: Path, own_folder: Path) -> Path:
    """Where a client file can lie."""
    assert own_folder.parent == tmp_path
    folder = tmp_path / "documents"
    folder.mkdir()
    return folder / "Kafé.asfdesk"
