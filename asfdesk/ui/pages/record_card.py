"""A card with a short register: a table, the chosen entry's text in full, and what can be done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea

from asfdesk.i18n import _
from asfdesk.ui.kit.buttons import button, link_button
from asfdesk.ui.kit.card import Card, rule
from asfdesk.ui.kit.table.table_model import TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from PySide6.QtWidgets import QPushButton

    from asfdesk.ui.kit.table.table_model import Column, RowLook

Row = TypeVar("Row")

NEW, CHANGE, REMOVE = "new", "change", "remove"
TEXT_HEIGHT = 112


class RecordCard(Card, Generic[Row]):
    """Enter or a double click changes the entry.

    Signals:
        asked: NEW, CHANGE, REMOVE or the errand of an extra link; and the entry, None for NEW.
    """

    asked = Signal(str, object)

    def __init__(  # noqa: PLR0913 - what such a register is; all named
        self,
        title: str,
        columns: Sequence[Column[Row]],
        *,
        key: Callable[[Row], Hashable],
        new_text: str,
        nothing: str,
        writable: bool,
        text: Callable[[Row], str] | None = None,
        text_height: int = TEXT_HEIGHT,
        look: Callable[[Row], RowLook] | None = None,
        extra: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Make an empty register.

        Args:
            title: of the card and of the table for screen readers.
            columns: of the table.
            key: tells entries apart, so that the same one stays chosen.
            new_text: on the button that adds an entry.
            nothing: said while there is no entry.
            writable: whether entries can be added and changed.
            text: an entry's text, shown in full under the table; None = there is none.
            text_height: room for it, in pixels.
            look: how an entry stands out.
            extra: more that can be done about an entry without changing it: errand and word.
        """
        super().__init__(title)
        self._key = key
        self._text = text
        self._writable = writable
        self._known: set[Hashable] = set()
        self.new_button = button(new_text)
        self.new_button.setEnabled(writable)
        self.new_button.clicked.connect(partial(self._ask, NEW))
        self.head.addWidget(self.new_button)
        self._nothing = label(nothing, Look.MUTED, wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.model: TableModel[Row] = TableModel(columns, look)
        self.table = TableView(self.model, title)
        self.table.current.connect(self._show_text)
        self.table.opened.connect(self._opened)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self.table, 1)
        self._words = label("", wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._area = _text_area(text_height)
        self._area.setWidget(self._words)
        self._rule = rule()
        self.body.addWidget(self._rule)
        self.body.addWidget(self._area)
        self.links: dict[str, QPushButton] = {}
        self.body.addLayout(self._link_line(extra))
        self.show_rows([])

    def _link_line(self, extra: Sequence[tuple[str, str]]) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(2)
        for what, word in (*extra, (CHANGE, _("Change")), (REMOVE, _("Remove"))):
            made = link_button(word)
            made.setAccessibleDescription(self.accessibleName())
            made.clicked.connect(partial(self._ask, what))
            self.links[what] = made
            line.addWidget(made)
        line.addStretch(1)
        return line

    def show_rows(self, rows: Sequence[Row], wanted: Hashable = None) -> None:
        """Show other entries, standing on the wanted one, else a new one, else where we stood."""
        keys = {self._key(row) for row in rows}
        new = keys - self._known
        if wanted is None and self._known and len(new) == 1:
            (wanted,) = new
        self._known = keys
        self.table.show_rows(rows, self._key, wanted)
        self._nothing.setVisible(not rows)
        self.table.setVisible(bool(rows))
        for one in (self._rule, self._area):
            one.setVisible(bool(rows) and self._text is not None)
        for what, made in self.links.items():
            made.setVisible(bool(rows))
            made.setEnabled(self._writable or what not in (CHANGE, REMOVE))
        self._show_text(self.chosen)

    @property
    def chosen(self) -> Row | None:
        """The entry that is chosen."""
        return self.model.row_if_any(self.table.currentIndex())

    @property
    def words(self) -> str:
        """The text that is shown in full."""
        return self._words.text()

    @Slot(object)
    def _show_text(self, _row: object) -> None:
        row = self.chosen
        self._words.setText(self._text(row) if self._text and row is not None else "")
        self._area.verticalScrollBar().setValue(0)

    @Slot(object)
    def _opened(self, _row: object) -> None:
        if self._writable:
            self._ask(CHANGE)

    def _ask(self, what: str, checked: object = None) -> None:
        del checked
        row = self.chosen
        if what == NEW:
            self.asked.emit(NEW, None)
        elif row is not None:
            self.asked.emit(what, row)


def _text_area(height: int) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFixedHeight(height)
    area.viewport().setAutoFillBackground(False)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
