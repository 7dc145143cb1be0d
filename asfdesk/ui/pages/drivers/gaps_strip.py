"""What a plan lacks: a sentence each, and a button that mends it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from asfdesk.i18n import ngettext
from asfdesk.ui import theme
from asfdesk.ui.kit.buttons import chip, link_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.elided_label import ElidedLabel
from asfdesk.ui.kit.icons import pixmap
from asfdesk.ui.kit.text import Look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.services.drivers.plan_checks import PlanGap

MARK = 13


class GapsStrip(Card):
    """The most important thing that is missing, and the others on demand; away when none is.

    Signals:
        mend_wanted: the Noun that a button opens.
    """

    mend_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.body.setSpacing(0)
        self.fill(8, 4)
        self._rows: list[QWidget] = []
        self._shown: tuple[PlanGap, ...] = ()
        self.more = chip("")
        self.more.toggled.connect(self._show_rest)
        self.hide()

    def show_gaps(self, gaps: Sequence[PlanGap], *, begun: bool) -> None:
        """Show what is missing, all of it where nothing has been begun."""
        wanted = tuple(gaps)
        if wanted and not begun:
            self.more.setChecked(True)
        if wanted != self._shown:
            self._shown = wanted
            self.more.setParent(None)
            for row in self._rows:
                self.body.removeWidget(row)
                row.hide()
                row.deleteLater()
            self._rows = [self._row(gap) for gap in wanted]
            for row in self._rows:
                self.body.addWidget(row)
            self._offer_rest()
        self.setVisible(bool(wanted))

    @property
    def sentences(self) -> list[str]:
        """What is said to be missing."""
        return [gap.sentence for gap in self._shown]

    def _offer_rest(self) -> None:
        """A chip on the first line shows the others."""
        rest = len(self._shown) - 1
        if rest > 0:
            words = ngettext("%(num)d more missing", "%(num)d more missing", rest)
            self.more.setText(words)
            self.more.setAccessibleName(words)
            line = self._rows[0].layout()
            if line is not None:
                line.addWidget(self.more)
            self.more.show()
        self._show_rest()

    @Slot()
    def _show_rest(self) -> None:
        for row in self._rows[1:]:
            row.setVisible(self.more.isChecked())

    def _row(self, gap: PlanGap) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(8, 2, 4, 2)
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
