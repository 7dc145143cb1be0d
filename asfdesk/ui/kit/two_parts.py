"""Two parts beside each other where there is room, else one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class TwoParts(QWidget):
    """A line that becomes two lines in a narrow window instead of making the page scroll.

    `second` takes the room that is left beside `first`, or with `first_grows` the other way round.
    """

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        across: int = 16,
        down: int = 8,
        *,
        first_grows: bool = False,
    ) -> None:
        super().__init__()
        self._parts = (first, second)
        self._below = False
        self._first_grows = first_grows
        self._lines = QGridLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setHorizontalSpacing(across)
        self._lines.setVerticalSpacing(down)
        self._lines.setColumnStretch(0 if first_grows else 1, 1)
        # What it needs is said by minimumSizeHint: one line would otherwise be asked for for ever.
        self._lines.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._lines.addWidget(first, 0, 0)
        self._lines.addWidget(second, 0, 1)

    @property
    def is_folded(self) -> bool:
        """Whether the parts stand one below the other."""
        return self._below

    def _least(self) -> tuple[QSize, QSize]:
        first, second = (
            part.minimumSizeHint().expandedTo(part.minimumSize())
            if part.isVisibleTo(self)
            else QSize(0, 0)
            for part in self._parts
        )
        return first, second

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of the two."""
        first, second = self._least()
        if self._below:
            height = first.height() + self._lines.verticalSpacing() + second.height()
        else:
            height = max(first.height(), second.height())
        return QSize(max(first.width(), second.width()), height)

    def sizeHint(self) -> QSize:
        """Both in a line, as long as they are."""
        first, second = (part.sizeHint() for part in self._parts)
        width = first.width() + self._lines.horizontalSpacing() + second.width()
        return QSize(width, self.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Fold or unfold when a part has become longer or shorter."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return done

    def _arrange(self) -> None:
        first, second = self._least()
        below = first.width() + self._lines.horizontalSpacing() + second.width() > self.width()
        if below == self._below:
            return
        self._below = below
        first_part, second_part = self._parts
        for part in self._parts:
            self._lines.removeWidget(part)
        self._lines.addWidget(first_part, 0, 0, 1, 2 if below and self._first_grows else 1)
        if below:
            self._lines.addWidget(second_part, 1, 0, 1, 2)
        else:
            self._lines.addWidget(second_part, 0, 1)
        self.updateGeometry()
