"""The program's look for every test, and the example enterprise written once."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from asfdesk.services.example.write import write_example
from asfdesk.services.file.open_file import KdfCost
from asfdesk.ui.preferences import Preferences
from asfdesk.ui.settings import AppSettings
from asfdesk.ui.tasks import Tasks
from asfdesk.ui.theme import Mode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from asfdesk.services.example.write import ExampleFiles

CHEAP = KdfCost(memory_kib=64, iterations=1, lanes=1)


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> ExampleFiles:
    """The example enterprise; tests open it read-only or copy it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASFDESK_HOME", str(tmp_path_factory.mktemp("example-home")))
        return write_example(tmp_path_factory.mktemp("example"), cost=CHEAP)


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user's folder of the test's own."""
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture
def preferences(qapp: QApplication, home: None) -> Iterator[Preferences]:
    """Swedish and light, saved nowhere that matters."""
    del home
    made = Preferences(qapp, AppSettings(theme=Mode.LIGHT))
    yield made
    made.use_theme(Mode.LIGHT)
    made.deleteLater()


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    """A worker of the test's own."""
    made = Tasks()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture(autouse=True)
def _garbage_goes_here() -> Iterator[None]:
    """No collecting on a worker, see `asfdesk.ui.garbage`; what a test left goes after it."""
    gc.disable()
    yield
    # Qt's own way first: the collector takes the attributes of widgets before Qt lets go of them.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
