"""A user without a mouse: everything goes to where the keyboard is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from shiboken6 import isValid

from tests.at_once import form

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from asfdesk.ui.kit.form.form import FormDialog

Key, Modifier = Qt.Key, Qt.KeyboardModifier
MOST_TABS = 60


class Keyboard:
    """Presses keys over a page and the dialogs that it opens.

    Attributes:
        presses: how many keys it took so far.
    """

    def __init__(self, page: QWidget) -> None:
        self._page = page
        self.presses = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
        """One key, where the keyboard is."""
        self.presses += 1
        QTest.keyClick(self.place(), key, modifier)
        QApplication.processEvents()

    def place(self) -> QWidget:
        """The widget that has the keyboard: in the menu or dialog that is up, else on the page."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup
        top: QWidget = QApplication.activeModalWidget() or self._page.window()
        inside: QWidget | None = top.focusWidget()
        return top if inside is None else inside

    def write(self, text: str) -> None:
        """Text over what the field holds."""
        place = self.place()
        if isinstance(place, QLineEdit):
            place.selectAll()
        self.presses += len(text)
        QTest.keyClicks(place, text)

    def tab_to(self, wanted: QWidget) -> None:
        """Tab until the keyboard is there; it must be reachable."""
        for _step in range(MOST_TABS):
            if self.place() is wanted:
                return
            self.press(Key.Key_Tab)
        raise AssertionError(wanted.accessibleName())

    def fill(self, **texts: str) -> FormDialog:
        """Fill fields of the form that is up, in its order: lists by their first letters."""
        dialog = form(self._page)
        for name, text in texts.items():
            editor = dialog.rows[name].editor
            self.tab_to(editor)
            if isinstance(editor, QComboBox):
                self._choose(editor, text)
            else:
                self.write(text)
            QApplication.processEvents()
        return dialog

    def save(self) -> None:
        """Enter in a field saves the form; it must go away."""
        dialog = self.save_later()
        if isValid(dialog) and dialog.isVisible():
            raise AssertionError({name: row.error for name, row in dialog.rows.items()})

    def save_later(self) -> FormDialog:
        """Enter in a field of the form, which goes away when the worker has saved it."""
        dialog = form(self._page)
        fields = [row.editor for row in dialog.rows.values() if row.editor.isVisible()]
        self.tab_to(next(one for one in fields if isinstance(one, QLineEdit)))
        self.press(Key.Key_Return)
        return dialog

    def _choose(self, box: QComboBox, text: str) -> None:
        """Up to the top, then down until the list says so."""
        self.press(Key.Key_Home)
        for _step in range(box.count()):
            if box.currentText().startswith(text):
                return
            self.press(Key.Key_Down)
        raise AssertionError([box.itemText(at) for at in range(box.count())])
