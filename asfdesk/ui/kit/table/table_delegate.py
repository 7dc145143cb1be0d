"""How a cell is painted: padding, tone, a second muted line, badges, section and total rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate

from asfdesk.ui import theme
from asfdesk.ui.kit.badge import HEIGHT as BADGE_HEIGHT
from asfdesk.ui.kit.badge import badge_width, paint_badge
from asfdesk.ui.kit.chart_paint import paint_trend
from asfdesk.ui.kit.table.table_model import ROW_ROLE, RowLook
from asfdesk.ui.kit.tone import colours

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel, QRect
    from PySide6.QtGui import QFont, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from asfdesk.ui.kit.table.table_model import AnyIndex, Column, TableModel
    from asfdesk.ui.kit.tone import Tone
    from asfdesk.ui.tokens import Tokens

_State = QStyle.StateFlag
_SELECTED, _HOVERED = _State.State_Selected.value, _State.State_MouseOver.value
_FOCUSED = _State.State_HasFocus.value
"""As numbers: a cell is painted hundreds of times, and Python's flags are slow to combine."""
_MIDDLE, _TOP, _BOTTOM = (
    Qt.AlignmentFlag.AlignVCenter,
    Qt.AlignmentFlag.AlignTop,
    Qt.AlignmentFlag.AlignBottom,
)
_SIDES = {
    right: {
        height: (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft) | height
        for height in (_MIDDLE, _TOP, _BOTTOM)
    }
    for right in (False, True)
}
SIDE = 8
ROW_HEIGHT = 31
TALL_ROW_HEIGHT = 46
CHART_WIDTH = 96


def cell_width(model: TableModel[Any], row: object, column: Column[Any]) -> int:
    """Room for a cell's text, its second line or its badge, in pixels."""
    if column.chart is not None:
        return column.width or CHART_WIDTH
    text = column.text(row)
    tone = column.tone(row) if column.badge and column.tone else None
    if tone is not None:
        width = badge_width(text, tone)
    else:
        bold = _bold(model, row, column)
        width = QFontMetricsF(theme.font(semibold=bold)).horizontalAdvance(text)
    if column.second is not None:
        small = QFontMetricsF(theme.font(theme.SECONDARY))
        width = max(width, small.horizontalAdvance(column.second(row)))
    return round(width) + 2 * SIDE + 1


def _bold(model: TableModel[Any], row: object, column: Column[Any]) -> bool:
    if model.look_of(row) in (RowLook.SECTION, RowLook.TOTAL):
        return True
    return column.bold is not None and column.bold(row)


class TableDelegate(QStyledItemDelegate):
    """Paints the cells of a TableModel."""

    def _cell(self, index: AnyIndex) -> tuple[TableModel[Any], Any, Column[Any]]:
        model = cast("TableModel[Any]", index.model())
        return model, index.data(ROW_ROLE), model.columns[index.column()]

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Wide enough for the text, its second line or its badge."""
        del option
        model, row, column = self._cell(index)
        tall = any(other.second is not None for other in model.columns)
        return QSize(cell_width(model, row, column), TALL_ROW_HEIGHT if tall else ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one cell."""
        model, row, column = self._cell(index)
        look = model.look_of(row)
        rect, state = option.rect, option.state.value
        painter.save()
        chosen = theme.tokens()
        _ground(painter, rect, state, look, chosen)
        area = QRectF(rect).adjusted(SIDE, 0, -SIDE, -1)
        tone = column.tone(row) if column.tone else None
        if column.chart is not None:
            spec = column.chart(row)
            if spec is not None:
                paint_trend(painter, spec, area.adjusted(0, 4, 0, -4), chosen)
        elif column.badge and tone is not None:
            self._badge(painter, area, column, column.text(row), tone)
        else:
            self._text(painter, area, (model, row, column), tone, chosen)
        if state & _FOCUSED:
            painter.setPen(QPen(QColor(chosen.accent), 2))
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -2))
        painter.restore()

    def _badge(
        self, painter: QPainter, area: QRectF, column: Column[Any], text: str, tone: Tone
    ) -> None:
        width = min(badge_width(text, tone), area.width())
        left = area.right() - width if column.kind.right else area.left()
        top = area.center().y() - BADGE_HEIGHT / 2
        paint_badge(painter, QRectF(left, top, width, BADGE_HEIGHT), text, tone)

    def _text(
        self,
        painter: QPainter,
        area: QRectF,
        cell: tuple[TableModel[Any], Any, Column[Any]],
        tone: Tone | None,
        chosen: Tokens,
    ) -> None:
        model, row, column = cell
        muted = column.muted or model.look_of(row) is RowLook.MUTED
        color = colours(tone)[0] if tone is not None else chosen.muted if muted else chosen.text
        sides = _SIDES[column.kind.right]
        face = theme.font(semibold=_bold(model, row, column))
        second = column.second(row) if column.second else ""
        upper = QRectF(area)
        if second:
            middle = area.center().y()
            upper.setBottom(middle + 1)
            lower = QRectF(area.left(), middle + 1, area.width(), area.bottom() - middle - 1)
            _words(
                painter,
                lower,
                second,
                theme.font(theme.SECONDARY),
                chosen.muted,
                sides[_TOP],
            )
        side = sides[_BOTTOM if second else _MIDDLE]
        _words(painter, upper, column.text(row), face, color, side)

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> QWidget:
        """A plain field in the cell, named after its column for screen readers."""
        del option
        _model, _row, column = self._cell(index)
        editor = QLineEdit(parent)
        editor.setProperty("look", "cell")
        editor.setAccessibleName(column.title)
        if column.kind.right:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        return editor

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        """Start with the cell's text, all of it selected."""
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        """Hand the text over."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        """Exactly the cell."""
        del index
        editor.setGeometry(option.rect)


def _ground(painter: QPainter, rect: QRect, state: int, look: RowLook, chosen: Tokens) -> None:
    """The colour of a chosen row, and the lines between rows."""
    if state & _SELECTED:
        painter.fillRect(rect, QColor(chosen.soft))
    elif state & _HOVERED:
        painter.fillRect(rect, QColor(chosen.hover))
    painter.setPen(QColor(chosen.line if look is RowLook.TOTAL else chosen.grid))
    painter.drawLine(rect.left(), rect.bottom(), rect.right() + 1, rect.bottom())
    if look is RowLook.TOTAL:
        painter.drawLine(rect.left(), rect.top() - 1, rect.right() + 1, rect.top() - 1)


def _words(
    painter: QPainter, area: QRectF, text: str, face: QFont, color: str, side: Qt.AlignmentFlag
) -> None:
    painter.setFont(face)
    painter.setPen(QColor(color))
    shown = QFontMetricsF(face).elidedText(text, Qt.TextElideMode.ElideRight, area.width() + 1)
    painter.drawText(area, side, shown)
