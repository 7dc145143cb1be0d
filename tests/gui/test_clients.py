"""Klienter as an adviser works in it, by keyboard: a new binder, three clients, and back again."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from asfdesk.app import Options
from asfdesk.domain.visiting.client import ClientFigures, FileState
from asfdesk.services.visiting.binder import new_binder, open_binder, usual_place
from asfdesk.services.visiting.clients_view import ClientRow, arranged
from asfdesk.services.visiting.hand_over_clients import hand_over
from asfdesk.storage.visiting import binder_file
from asfdesk.ui import clients_desk, clients_errands
from asfdesk.ui.dialogs.visiting.add_clients import AddClientsDialog
from asfdesk.ui.dialogs.visiting.binder_forms import make_binder
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.kit.form.form import FormDialog
from asfdesk.ui.pages.visiting.clients_window import ClientsWindow
from tests.binders import BINDER, client, enterprise_file, forged, in_conflict
from tests.desks import open_desk, settle
from tests.strongbox import ADVISER, CHEAP, TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from asfdesk.app import Desk


Dialog = TypeVar("Dialog", FormDialog, MessageDialog, AddClientsDialog)


@pytest.fixture
def desk(
    qapp: QApplication, qtbot: QtBot, home: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    """The program at its start, with binders that are cheap to open."""
    del home
    monkeypatch.setattr(
        clients_desk, "make_binder", partial(make_binder, make=partial(new_binder, cost=CHEAP))
    )
    monkeypatch.setattr(clients_errands, "hand_over", partial(hand_over, cost=CHEAP))
    with open_desk(qapp, Options(language="sv", today=TODAY)) as made:
        made.starting.show()
        settle(qtbot, made)
        yield made


def _dialog(kind: type[Dialog]) -> Dialog:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind)]
    return next(one for one in found if one.isVisible())


def _fill(dialog: FormDialog, **typed: str) -> None:
    """Type into a form as at the keyboard, and press Enter."""
    for name, text in typed.items():
        field = dialog.rows[name].editor.focusProxy() or dialog.rows[name].editor
        QTest.keyClicks(field, text)
    dialog.save_button.click()


def _made(desk: Desk, qtbot: QtBot) -> ClientsWindow:
    """A new, empty binder, by its dialogs."""
    assert desk.start is not None
    desk.start.binder.setFocus()
    QTest.keyClick(desk.start.binder, Qt.Key.Key_Space)
    offer = _dialog(MessageDialog)
    QTest.keyClick(offer.focusWidget(), Qt.Key.Key_Return)
    form = _dialog(FormDialog)
    _fill(form, new=BINDER, again=BINDER)
    settle(qtbot, desk)
    code = _dialog(MessageDialog)
    QTest.keyClick(code.focusWidget(), Qt.Key.Key_Return)
    return _list(desk)


def _list(desk: Desk) -> ClientsWindow:
    """The window of clients, which is up."""
    assert desk.clients.window is not None
    return desk.clients.window


def _added(desk: Desk, qtbot: QtBot, window: ClientsWindow, folder: Path) -> None:
    window.files.emit([folder])
    settle(qtbot, desk)
    dialog = _dialog(AddClientsDialog)
    dialog.password.setText(ADVISER)  # QTest has keys for ASCII only
    QTest.keyClick(dialog.password, Qt.Key.Key_Return)
    settle(qtbot, desk)


def _names(window: ClientsWindow) -> list[str]:
    return [row.client.name for row in window._model.rows]


def test_an_advisers_hour(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    for name in ("Anna", "Bo", "Cia"):
        enterprise_file(tmp_path / f"{name}.asfdesk", name)
    window = _made(desk, qtbot)
    _added(desk, qtbot, window, tmp_path)
    assert _names(window) == ["Anna", "Bo", "Cia"]
    in_conflict(tmp_path / "Bo.asfdesk")
    forged(tmp_path / "Cia.asfdesk")
    QTest.keyClick(window.refresh_button, Qt.Key.Key_Space)
    settle(qtbot, desk)
    assert _names(window) == ["Bo", "Cia", "Anna"]
    rows = window._model.rows
    assert rows[0].conflict
    assert rows[1].client.state is FileState.NOT_TRUSTED
    window.table.select_row(1)
    assert not window.card.trust_button.isVisible()
    assert "Cia" not in window.windowTitle()
    assert not window.card.open_button.isEnabled()
    window.table.select_row(2)
    QTest.keyClick(window.table, Qt.Key.Key_Return)
    settle(qtbot, desk)
    assert desk.window is not None
    assert next(one.text for one in desk.window.header.badges)
    desk.window.leave()
    settle(qtbot, desk)
    assert _names(_list(desk)) == ["Bo", "Cia", "Anna"]


def test_a_hand_over_by_the_menu(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enterprise_file(tmp_path / "Anna.asfdesk", "Anna")
    window = _made(desk, qtbot)
    _added(desk, qtbot, window, tmp_path)
    target = tmp_path / "till Eva.asfover"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    window._act("hand_over")
    form = _dialog(FormDialog)
    QTest.keyClick(form.rows["remove"].editor, Qt.Key.Key_Space)
    _fill(form, new="till Eva bara", again="till Eva bara")
    settle(qtbot, desk)
    assert _names(window) == []
    assert [one.name for one in binder_file.read_hand_over(target, "till Eva bara")] == ["Anna"]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(target), ""))
    window._act("take_in")
    form = _dialog(FormDialog)
    _fill(form, password="till Eva bara")
    settle(qtbot, desk)
    assert _names(window) == ["Anna"]


def test_locking_lets_go_of_the_binder(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    enterprise_file(tmp_path / "Anna.asfdesk", "Anna")
    window = _made(desk, qtbot)
    _added(desk, qtbot, window, tmp_path)
    binder = desk.clients.binder
    assert binder is not None
    window.card.notes.setPlainText("Fråga om hyran")
    desk.lock()
    settle(qtbot, desk)
    assert binder.closed
    blank = desk.clients.locked
    assert blank is not None
    assert "Anna" not in blank.windowTitle() + blank.accessibleName()
    QTest.keyClicks(blank.password, "fel")
    QTest.keyClick(blank.password, Qt.Key.Key_Return)
    settle(qtbot, desk)
    assert blank.trouble.text()
    blank.password.clear()
    QTest.keyClicks(blank.password, BINDER)
    QTest.keyClick(blank.password, Qt.Key.Key_Return)
    settle(qtbot, desk)
    assert _names(_list(desk)) == ["Anna"]
    assert open_binder(usual_place(), BINDER).clients[0].notes == "Fråga om hyran"


def test_locking_a_client_asks_for_the_binders_password(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    enterprise_file(tmp_path / "Anna.asfdesk", "Anna")
    window = _made(desk, qtbot)
    _added(desk, qtbot, window, tmp_path)
    binder = desk.clients.binder
    QTest.keyClick(window.table, Qt.Key.Key_Return)
    settle(qtbot, desk)
    desk.lock()
    settle(qtbot, desk)
    assert binder is not None
    assert binder.closed
    blank = desk.locking.window
    assert blank is not None
    QTest.keyClicks(blank.password, BINDER)
    QTest.keyClick(blank.password, Qt.Key.Key_Return)
    settle(qtbot, desk)
    assert desk.window is not None
    assert desk.clients.active
    desk.window.leave()
    settle(qtbot, desk)
    assert _names(_list(desk)) == ["Anna"]


def test_locking_while_another_version_is_looked_at(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = enterprise_file(tmp_path / "Anna.asfdesk", "Anna")
    window = _made(desk, qtbot)
    _added(desk, qtbot, window, tmp_path)
    other = in_conflict(path)
    desk.clients.look()
    settle(qtbot, desk)
    binder = desk.clients.binder
    window.card.version_wanted.emit(other)
    settle(qtbot, desk)
    assert desk.window is not None
    assert desk.window._file.path == other
    desk.lock()
    settle(qtbot, desk)
    assert binder is not None
    assert binder.closed
    assert open_binder(usual_place(), BINDER).clients[0].path == str(path)


def test_files_are_dropped_onto_the_list(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    enterprise_file(tmp_path / "Anna.asfdesk", "Anna")
    window = _made(desk, qtbot)
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, content, buttons, keys)
    window.dropEvent(drop)
    settle(qtbot, desk)
    assert [one.path.name for one in _dialog(AddClientsDialog)._found] == ["Anna.asfdesk"]


@contextmanager
def _window(qtbot: QtBot, count: int) -> Iterator[tuple[ClientsWindow, list[ClientRow]]]:
    figures = ClientFigures(date(2026, 11, 2), occupancy=Fraction(3, 4))
    rows = arranged(
        ClientRow(replace(client(at, f"Företag {at:02d}", figures), notes="hyra" * (at == 7)))
        for at in range(count)
    )
    made = ClientsWindow()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    yield made, rows
    made.close()


def test_sixty_clients_are_shown_at_once_and_found(qtbot: QtBot, preferences: object) -> None:
    del preferences
    with _window(qtbot, 60) as (window, rows):
        window.show()
        qtbot.waitExposed(window)
        began = time.perf_counter()
        window.show_rows(rows)
        QApplication.processEvents()
        assert time.perf_counter() - began < 0.5
        QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(window.search, "hyra")
        assert _names(window) == ["Företag 07"]
        assert window.card.notes.toPlainText() == "hyra"
        assert window.minimumSizeHint().height() <= 768
        assert window.minimumSizeHint().width() <= 1366
