"""A whole day grid: names and sums that never scroll out of sight, days between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollBar, QSizePolicy

from asfdesk.ui.kit.grid.grid_headers import HEAD_HEIGHT, HEAD_SIDE, ROW_HEIGHT, fitted, head_widths
from asfdesk.ui.kit.grid.grid_model import GridModel
from asfdesk.ui.kit.grid.grid_totals import DayTotals, RowTotals, total_widths
from asfdesk.ui.kit.grid.grid_view import GridView

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from asfdesk.ui.kit.grid.grid_content import GridContent

LEAST_DAY = 24
MOST_DAY = 46
_FEWEST_ROWS = 4
_EDGE = 1
_INSIDE = 6
"""Above and below, so that the card's round corners stay round."""


class DayGrid(QFrame):
    """The grid in its card. `view` has the signals, `model` the edits.

    `fewest_rows` are seen however little room there is.
    """

    def __init__(
        self, name: str, parent: QWidget | None = None, *, fewest_rows: int = _FEWEST_ROWS
    ) -> None:
        super().__init__(parent)
        self._fewest_rows = fewest_rows
        self.setProperty("look", "card")
        self.model = GridModel(self)
        self.view = GridView(self.model, self)
        self.view.setAccessibleName(name)
        self._right = RowTotals(self.view, self)
        self._bottom = DayTotals(self.view, self)
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._least_day, self._most_day = LEAST_DAY, MOST_DAY
        self._later: Callable[[], None] | None = None
        self._fitting = False
        layout = QGridLayout(self)
        layout.setContentsMargins(_EDGE, _INSIDE, _EDGE, _INSIDE)
        layout.setSpacing(0)
        layout.addWidget(self.view, 0, 0)
        layout.addWidget(self._right, 0, 1)
        layout.addWidget(self._bar, 0, 2)
        layout.addWidget(self._bottom, 1, 0, 1, 2)
        layout.setColumnStretch(0, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusProxy(self.view)
        own = self.view.verticalScrollBar()
        own.rangeChanged.connect(self._follow_range)
        own.valueChanged.connect(self._bar.setValue)
        self._bar.valueChanged.connect(own.setValue)
        self._bar.hide()
        # Its own, so that nothing is shared out any more when the grid is gone.
        self._fit_soon = QTimer(self, singleShot=True, interval=0)
        self._fit_soon.timeout.connect(self._fit)
        # Not at once: what ended the typing still goes on to the next cell.
        self.view.typing_ended.connect(self._show_later, Qt.ConnectionType.QueuedConnection)

    def waits_with(self, content: GridContent, show: Callable[[], None]) -> bool:
        """Whether content must wait because a cell is being typed in that it would move.

        Other rows or days close the cell's editor, and what is typed in it is lost. `show` is
        then called when the editor is closed, unless something newer is shown before. The page
        must keep its own values until then too, since edits are told by row and column.
        """
        if not self.view.typing or self.model.has_shape_of(content):
            return False
        self._later = show
        return True

    @Slot()
    def _show_later(self) -> None:
        show = self._later
        if show is not None and not self.view.typing:
            self._later = None
            show()

    def set_content(
        self, content: GridContent, most_day: int = MOST_DAY, least_day: int = LEAST_DAY
    ) -> None:
        """Show something else. A day is between `least_day` and `most_day` wide, in pixels."""
        widths = (least_day, most_day)
        same = self._keeps_still(content) and widths == (self._least_day, self._most_day)
        self._least_day, self._most_day = widths
        self._later = None
        self.model.set_content(content)
        if same:
            # A cell was filled in: nothing moves, and only its sums are painted again.
            self._right.change_content(content)
            self._bottom.change_content(content)
        else:
            self._fit()

    def _keeps_still(self, content: GridContent) -> bool:
        """Whether nothing moves when other content is shown."""
        same = self.model.has_shape_of(content) and len(content.foot) == len(self.content.foot)
        titles = content.total_titles == self.content.total_titles
        return same and titles and total_widths(content) == self._right.widths

    @property
    def content(self) -> GridContent:
        """What is shown."""
        return self.model.content

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width again."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """Share the width, and once more if that made the scroll bar come or go.

        Sharing changes ranges, and ranges ask for sharing: the flag ends the circle.
        """
        if self._fitting:
            return
        self._fitting = True
        try:
            bar = self._bar.isVisibleTo(self)
            self._share()
            if self._bar.isVisibleTo(self) != bar:
                self._share()
        finally:
            self._fitting = False

    def _share(self) -> None:
        """Days as wide as there is room for, the same for all; the rest goes to the names."""
        content = self.content
        sums, heads = total_widths(content), head_widths(content)
        bar = self._bar.sizeHint().width() if self._bar.isVisibleTo(self) else 0
        room = self.contentsRect().width() - 2 * _EDGE - bar - sum(sums) - sum(heads) - HEAD_SIDE
        days = max(len(content.columns), 1)
        each = min(max(room // days, self._least_day), self._most_day)
        self.view.set_head_widths(fitted(content, heads, room - each * days))
        for column in range(len(content.columns)):
            self.view.setColumnWidth(column, each)
        self._right.show_content(content, sums)
        self._bottom.show_content(content, sums)
        # Qt counts the scrolling range anew later; until then an old offset would stand.
        self.view.updateGeometries()
        self._set_heights(len(content.rows), len(content.foot))

    def _set_heights(self, rows: int, foot: int) -> None:
        across = self.view.horizontalScrollBar()
        extra = across.sizeHint().height() if across.maximum() > 0 else 0
        whole = HEAD_HEIGHT + rows * ROW_HEIGHT + extra
        self.view.setMaximumHeight(whole)
        around = foot * ROW_HEIGHT + 2 * (_INSIDE + 1)
        self.setMaximumHeight(whole + around)
        self.setMinimumHeight(
            HEAD_HEIGHT + min(rows, self._fewest_rows) * ROW_HEIGHT + extra + around
        )

    @Slot(int, int)
    def _follow_range(self, least: int, most: int) -> None:
        own = self.view.verticalScrollBar()
        self._bar.setRange(least, most)
        self._bar.setPageStep(own.pageStep())
        self._bar.setSingleStep(ROW_HEIGHT)
        if self._bar.isVisibleTo(self) != (most > 0):
            self._bar.setVisible(most > 0)
            # Not now: the view is in the middle of counting and would not count again.
            self._fit_soon.start()
