"""A table whose first column stays in sight when the others are scrolled sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, Slot
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from asfdesk.ui import theme
from asfdesk.ui.kit.table.table_view import TableView

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from asfdesk.ui.kit.table.table_model import TableModel


class FrozenTable(TableView):
    """Paints the first column over the others while they are scrolled.

    A click there chooses the row, as everywhere; the keyboard needs nothing more.
    """

    def __init__(
        self, model: TableModel[Any], name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(model, name, parent)
        self.horizontalScrollBar().valueChanged.connect(self._moved)

    @Slot()
    def _moved(self) -> None:
        """Scrolling moves what is painted, the names too: paint everything again."""
        self.viewport().update()

    def frozen_cells(self) -> list[tuple[QModelIndex, QRect]]:
        """The names in sight and where they stand; none while nothing is scrolled away."""
        if not self.horizontalOffset():
            return []
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        rows = range(first, (last if last >= 0 else self._model.rowCount() - 1) + 1)
        width = self.columnWidth(0)
        return [
            (
                self._model.index(row, 0),
                QRect(0, self.rowViewportPosition(row), width, self.rowHeight(row)),
            )
            for row in (rows if first >= 0 else ())
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, and over them the names."""
        super().paintEvent(event)
        cells = self.frozen_cells()
        if not cells:
            return
        painter = QPainter(self.viewport())
        chosen = theme.tokens()
        delegate = self.itemDelegate()
        selection = self.selectionModel()
        for index, area in cells:
            option = QStyleOptionViewItem()
            self.initViewItemOption(option)
            option.rect = area
            if selection.isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            painter.fillRect(area, QColor(chosen.surface))
            delegate.paint(painter, option, index)
        edge = self.columnWidth(0) - 1
        painter.setPen(QPen(QColor(chosen.line), 1))
        painter.drawLine(edge, cells[0][1].top(), edge, cells[-1][1].bottom())
        painter.end()
