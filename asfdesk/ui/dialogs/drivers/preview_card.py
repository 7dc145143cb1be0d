"""What a driver comes to, beside its form: the first month in parts, and the plan's years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from asfdesk.i18n import _, money, month_name
from asfdesk.reports.drivers.driver_words import part_word
from asfdesk.ui.kit.card import PADDING, Card
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from asfdesk.services.drivers.driver_preview import DriverPreview

WIDTH = 320
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PreviewCard(Card):
    """Figures that follow what is typed."""

    def __init__(self, *, has_figures: bool) -> None:
        super().__init__(_("This is what it gives") if has_figures else "")
        self.setFixedWidth(WIDTH)
        self._words = label("", Look.SECONDARY, wrap=True)
        self._words.hide()
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(0, 1)
        self._cells: list[QLabel] = []
        self._line = 0
        self.body.addWidget(self._table)
        self.body.addWidget(self._words)
        self.setVisible(has_figures)

    def say(self, words: str) -> None:
        """A line under the figures."""
        if words != self._words.text():
            self._words.setText(words)
            self._words.setVisible(bool(words))
            # The card is aligned to the top, so it does not ask how high the text is.
            room = self._words.heightForWidth(WIDTH - 2 * PADDING)
            self._words.setMinimumHeight(room)

    def show_preview(self, found: DriverPreview | None) -> None:
        """Show other figures; None = what is typed is no driver yet."""
        self._begin()
        if found is None:
            self._row(_("Fill in the fields to see it."), "")
        else:
            self._figures(found)
        self._end()

    @property
    def text(self) -> str:
        """Everything it says, for screen readers."""
        return self._table.accessibleDescription()

    def _figures(self, found: DriverPreview) -> None:
        if found.month is not None:
            self._row(month_name(found.month.year, found.month.number), _("kr"), strong=True)
            for part, ore in found.parts:
                self._row(part_word(part), money(ore))
            if len(found.parts) > 1:
                self._row(_("Together"), money(found.net_ore), strong=True)
        if any(year.driver_ore for year in found.years):
            self._row(_("Together a year"), _("kr"), strong=True)
            for year in found.years:
                self._row(year.label, money(year.driver_ore))
        self._row(_("The plan’s result"), _("kr"), strong=True)
        for year in found.years:
            self._row(year.label, _before_and_after(year.before_ore, year.after_ore))
        if found.lowest is not None:
            month, ore = found.lowest
            when = month_name(month.year, month.number)
            self._row(_("Lowest cash, %(month)s") % {"month": when}, money(ore))

    def _begin(self) -> None:
        self._line = 0

    def _row(self, name: str, figure: str, *, strong: bool = False) -> None:
        while len(self._cells) <= 2 * self._line + 1:
            self._cells.append(self._cell(len(self._cells)))
        left, right = self._cells[2 * self._line], self._cells[2 * self._line + 1]
        for cell, text in ((left, name), (right, figure)):
            look = Look.HEADING if strong else Look.BODY
            if cell.property("look") != look.value:
                cell.setProperty("look", look.value)
                cell.style().unpolish(cell)
                cell.style().polish(cell)
            if cell.text() != text:
                cell.setText(text)
            cell.show()
        self._line += 1

    def _cell(self, at: int) -> QLabel:
        made = label("", wrap=at % 2 == 0)
        self._grid.addWidget(made, at // 2, at % 2)
        if at % 2:
            made.setAlignment(_RIGHT)
        return made

    def _end(self) -> None:
        for cell in self._cells[2 * self._line :]:
            cell.hide()
        shown = self._cells[: 2 * self._line]
        said = (
            f"{a.text()} {b.text()}".strip() for a, b in zip(shown[::2], shown[1::2], strict=True)
        )
        self._table.setAccessibleDescription("; ".join(said))


def _before_and_after(before: int, after: int) -> str:
    """Both where they differ."""
    return money(after) if before == after else f"{money(before)} \u2192 {money(after)}"
