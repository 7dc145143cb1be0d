"""A user of the whole program: sees what is on the screen, clicks it and types into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPushButton,
)

from asfdesk.ui.dialogs.file.unlock import UnlockDialog
from asfdesk.ui.kit.form.form import FormDialog

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import (
        QCheckBox,
        QDialog,
        QWidget,
    )
    from pytestqt.qtbot import QtBot

    from asfdesk.app import Desk
    from asfdesk.ui.kit.grid.grid_frame import DayGrid
    from asfdesk.ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
PATIENCE_MS = 20_000


class User:
    """Works with mouse and keyboard only; waits for the worker as a person would."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self.qtbot = qtbot
        self.desk = desk

    def settle(self) -> None:
        """Wait until nothing is being done; the window is then ready for the next step."""
        tasks = self.desk.tasks
        self.qtbot.waitUntil(lambda: tasks.pending == 0, timeout=PATIENCE_MS)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        front = QApplication.activeModalWidget() or self.desk.window or self.desk.start
        if front is not None and not front.isActiveWindow():
            # Window managers do this when a dialog is closed; without a screen nobody does.
            front.activateWindow()
            self.qtbot.waitUntil(front.isActiveWindow)

    @property
    def window(self) -> MainWindow:
        assert self.desk.window is not None
        return self.desk.window

    def page(self, key: str) -> Any:  # noqa: ANN401 - each page has its own parts
        """Go to a page with its button at the left."""
        self.click(self.window.sidebar.button(key))
        assert self.window.page is not None
        assert self.window.page.isVisible()
        return self.window.page

    def click(self, widget: QWidget) -> None:
        assert widget.isVisible()
        assert widget.isEnabled()
        QTest.mouseClick(widget, LEFT)
        self.settle()

    def press(self, text: str, within: QWidget | None = None) -> None:
        """Click the button that says this."""
        place = within or self.window
        seen = [one for one in place.findChildren(QPushButton) if one.isVisible()]
        found = [one for one in seen if one.text() == text]
        assert found, (text, [one.text() for one in seen])
        self.click(found[-1])

    def tick(self, box: QCheckBox) -> None:
        QTest.mouseClick(box, LEFT, pos=QPoint(10, box.height() // 2))
        assert box.isChecked()

    def dialog(self, kind: type[QDialog] = FormDialog) -> Any:  # noqa: ANN401 - the kind asked for
        """The dialog that is up."""
        up = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        found = [one for one in up if isinstance(one, kind)]
        assert found, [type(one).__name__ for one in up]
        return found[-1]

    def write(self, field: QWidget, text: str) -> None:
        """Click a field and type over what stands there."""
        assert isinstance(field, QLineEdit)
        QTest.mouseClick(field, LEFT)
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        for letter in text:
            _strike(field, letter)

    def fill(self, dialog: FormDialog, **texts: str) -> None:
        """Fill fields of a form by their names: text fields are typed in, lists walked down."""
        for name, text in texts.items():
            editor = dialog.rows[name].editor
            if isinstance(editor, QComboBox):
                self.choose(editor, text)
            elif isinstance(editor, QLineEdit):
                self.write(editor, text)
            else:
                self.write(editor.findChildren(QLineEdit)[0], text)

    def choose(self, box: QComboBox, text: str) -> None:
        """Walk up a list with the arrow keys, and down to what is wanted; some may be closed."""
        box.setFocus()
        for _step in range(box.count()):
            QTest.keyClick(box, Qt.Key.Key_Up)
        for _step in range(box.count()):
            if box.currentText() == text:
                break
            QTest.keyClick(box, Qt.Key.Key_Down)
        assert box.currentText() == text, [box.itemText(at) for at in range(box.count())]
        self.settle()

    def save(self, dialog: FormDialog) -> None:
        """Press the form's button; the form goes away when what was typed is accepted."""
        self.click(dialog.save_button)
        assert not [one for one in dialog_errors(dialog) if one]

    def pick(self, button: QPushButton, text: str) -> None:
        """Choose from the menu under a button."""
        menu = button.menu()
        assert isinstance(menu, QMenu)
        # A menu under a button runs its own loop: opened here as the button does, without it.
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        self.pick_from(menu, text)

    def pick_from(self, menu: QWidget | None, text: str) -> None:
        """Choose from a menu that is up."""
        assert isinstance(menu, QMenu)
        action = next(one for one in menu.actions() if one.text().startswith(text))
        QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())
        self.settle()

    def leave(self) -> None:
        """Close the file from the menu at the right, and be back at the start."""
        self.click(self.window.header.menu_button)
        self.pick_from(QApplication.activePopupWidget(), "Open another file")
        self.qtbot.waitUntil(lambda: self.desk.start is not None, timeout=PATIENCE_MS)
        self.settle()

    def open_recent(self, password: str, *, read_only: bool = False) -> UnlockDialog:
        """Open the file at the top of the list; the dialog stays up when that fails."""
        start = self.desk.start
        assert start is not None
        area = start.table.visualRect(start.table.model().index(0, 0))
        QTest.mouseClick(start.table.viewport(), LEFT, pos=area.center())
        dialog: UnlockDialog = self.dialog(UnlockDialog)
        if read_only:
            self.tick(dialog.read_only)
        self.write(dialog.password, password)
        self.click(dialog.open_button)
        return dialog

    def stand(self, grid: DayGrid, name: str, column: int) -> None:
        """Click a cell in the row that is called so."""
        view = grid.view
        row = next(at for at, one in enumerate(grid.content.rows) if name in one.head)
        view.scrollTo(view.model().index(row, column))
        area = view.visualRect(view.model().index(row, column))
        QTest.mouseClick(view.viewport(), LEFT, pos=area.center())
        assert (view.currentIndex().row(), view.currentIndex().column()) == (row, column)

    def type_cells(self, grid: DayGrid, texts: Iterable[str]) -> None:
        """Type and go on with Enter, without waiting for the file."""
        for text in texts:
            for letter in text:
                QTest.keyClicks(_typed_in(grid), letter)
            QTest.keyClick(_typed_in(grid), Qt.Key.Key_Return)
        self.settle()


def dialog_errors(dialog: FormDialog) -> list[str]:
    """What a form that is still up says is wrong."""
    up = [one for one in QApplication.topLevelWidgets() if one is dialog and one.isVisible()]
    return [row.error for one in up for row in one.rows.values()]


def _strike(widget: QWidget, letter: str) -> None:
    """One key. QTest knows the keys of ASCII only; å is a key like any other here."""
    if letter.isascii():
        QTest.keyClicks(widget, letter)
        return
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        key = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(widget, key)


def _typed_in(grid: DayGrid) -> QWidget:
    """Where the next key goes: the open cell, or the grid."""
    focus = QApplication.focusWidget()
    assert focus is not None
    assert grid.isAncestorOf(focus)
    return focus
