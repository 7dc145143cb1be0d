"""What a plan lacks: a sentence each, and a button that mends it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from asfdesk.i18n import _
from asfdesk.ui import theme
from asfdesk.ui.kit.buttons import link_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.elided_label import ElidedLabel
from asfdesk.ui.kit.icons import pixmap
from asfdesk.ui.kit.text import Look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.services.drivers.plan_checks import PlanGap

MARK = 13


class GapsStrip(Card):
    """The list of what is missing; not there when nothing is.

    Signals:
        mend_wanted: the Noun that a button opens.
    """

    mend_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Still missing"))
        self.body.setSpacing(2)
        self._rows: list[QWidget] = []
        self._shown: tuple[PlanGap, ...] = ()
        self.hide()

    def show_gaps(self, gaps: Sequence[PlanGap], *, editable: bool) -> None:
        """Show what is missing; nothing for a plan that can't be changed."""
        wanted = tuple(gaps) if editable else ()
        if wanted != self._shown:
            self._shown = wanted
            for row in self._rows:
                row.deleteLater()
            self._rows = [self._row(gap) for gap in wanted]
            for row in self._rows:
                self.body.addWidget(row)
        self.setVisible(bool(wanted))

    @property
    def sentences(self) -> list[str]:
        """What is said to be missing."""
        return [gap.sentence for gap in self._shown]

    def _row(self, gap: PlanGap) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        mark = QLabel()
        mark.setPixmap(pixmap("exclaim", theme.tokens().warn, MARK, self.devicePixelRatioF(), 3.0))
        line.addWidget(mark)
        line.addWidget(ElidedLabel(gap.sentence, Look.BODY), 1)
        mend = link_button(gap.mend)
        mend.setAccessibleDescription(gap.sentence)
        mend.clicked.connect(partial(self._mend, gap))
        line.addWidget(mend)
        return holder

    def _mend(self, gap: PlanGap, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a slot takes what the signal gives
        self.mend_wanted.emit(gap.noun)
