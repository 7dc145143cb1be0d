"""The whole program in one process: the real application object, files with cheap keys."""

from __future__ import annotations

import gc
import os
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from asfdesk.app import Desk, Options
from asfdesk.services.file.open_file import create_client_file
from tests.strongbox import CHEAP
from tests.user import User

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

TODAY = date(2026, 11, 23)


@pytest.fixture
def user(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[User]:
    """Somebody in front of the start window, on 2026-11-23, who reads English."""
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "home"))
    # Quitting for good would end every later test's event loop.
    monkeypatch.setattr(qapp, "quit", lambda: None, raising=False)
    desk = Desk(qapp, Options(language="en", today=TODAY), partial(create_client_file, cost=CHEAP))
    desk.begin()
    made = User(qtbot, desk)
    made.settle()
    yield made
    made.settle()
    if desk.window is not None:
        desk.window.close()
        qtbot.waitUntil(lambda: desk.window is None, timeout=20_000)
    if desk.start is not None:
        desk.start.close()
    desk.tasks.close()
    desk.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def _garbage_goes_here() -> Iterator[None]:
    """No collecting on a worker, see `asfdesk.ui.garbage`; what a test left goes after it."""
    gc.disable()
    yield
    gc.collect()
