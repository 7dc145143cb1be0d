"""Ctrl+K: go to a page, a trainee or a report, or do something, by typing a few letters.

Names of trainees are held in memory only, while the file is open (decisions C18).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QStringListModel, Qt, Slot
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QVBoxLayout

from asfdesk.i18n import _
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

WIDTH, HEIGHT = 560, 380
SHOWN = 60


@dataclass(frozen=True)
class Destination:
    """Somewhere to go or something to do.

    Attributes:
        text: what is shown and searched.
        kind: what it is, in words ("page", "trainee" …), shown after the text.
        act: what happens.
        into_page: whether the keyboard shall stand in the page that is shown then.
    """

    text: str = field(repr=False)
    kind: str
    act: Callable[[], None] = field(repr=False)
    into_page: bool = False

    @property
    def line(self) -> str:
        """One line of the list."""
        return f"{self.text}   ·   {self.kind}"


def plain(text: str) -> str:
    """Lower case without accents, so that "oster" finds "Öster"."""
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def matches(query: str, destinations: Sequence[Destination]) -> list[Destination]:
    """Those that hold every word typed; those that begin with it come first."""
    words = plain(query).split()
    found = [one for one in destinations if all(word in plain(one.line) for word in words)]
    if words:
        found.sort(key=lambda one: not plain(one.text).startswith(words[0]))
    return found[:SHOWN]


class GoToDialog(QDialog):
    """A field and a list; Up and Down choose, Enter goes, Esc leaves."""

    def __init__(self, destinations: Sequence[Destination], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Go to"))
        self.setAccessibleName(_("Go to"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedSize(WIDTH, HEIGHT)
        self._all = tuple(destinations)
        self._found: list[Destination] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 12)
        layout.setSpacing(8)
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Page, trainee number, report or action"))
        self.field.setAccessibleName(_("Find"))
        self.field.installEventFilter(self)
        layout.addWidget(self.field)
        self._lines = QStringListModel(self)
        self.list = QListView()
        self.list.setModel(self._lines)
        self.list.setProperty("look", "go-to")
        self.list.setAccessibleName(_("Found"))
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setUniformItemSizes(True)
        layout.addWidget(self.list, 1)
        layout.addWidget(label(_("Up and Down choose, Enter goes, Esc leaves"), Look.SECONDARY))
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self._go)
        self.list.clicked.connect(self._go)
        self._search("")
        self.field.setFocus()

    @property
    def found(self) -> list[Destination]:
        """What the list shows."""
        return list(self._found)

    @Slot(str)
    def _search(self, query: str) -> None:
        self._found = matches(query, self._all)
        self._lines.setStringList([one.line for one in self._found])
        if self._found:
            self.list.setCurrentIndex(self._lines.index(0, 0))

    @Slot()
    @Slot(QModelIndex)
    def _go(self, index: QModelIndex | None = None) -> None:
        line = (index or self.list.currentIndex()).row()
        if 0 <= line < len(self._found):
            chosen = self._found[line]
            self.accept()
            chosen.act()
            if chosen.into_page:
                self._into_page()

    def _into_page(self) -> None:
        """The keyboard would go back to where it was, often beside the page."""
        window = self.parentWidget()
        shown = (page for page in window.findChildren(Page) if page.isVisible()) if window else ()
        for page in shown:
            page.take_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys in the field move in the list."""
        if event.type() == QEvent.Type.KeyPress and self._move(event):  # type: ignore[arg-type]
            return True
        return super().eventFilter(watched, event)

    def _move(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None or not self._found:
            return False
        line = min(max(self.list.currentIndex().row() + step, 0), len(self._found) - 1)
        self.list.setCurrentIndex(self._lines.index(line, 0))
        return True
