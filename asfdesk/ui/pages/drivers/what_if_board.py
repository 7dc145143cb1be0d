"""What if: levers and break-even at the left; figures, cash and the year at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from asfdesk.domain.drivers.levers import LeverKey
from asfdesk.i18n import ABSENT, _, money, month_name, percent
from asfdesk.reports.drivers.cash_chart import cash_chart
from asfdesk.reports.drivers.liquidity_words import headroom_words
from asfdesk.reports.drivers.what_if_rows import what_if_rows
from asfdesk.reports.drivers.what_if_words import (
    need_words,
    paid_after_words,
    planned_words,
    so_far_words,
)
from asfdesk.ui.kit.buttons import button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.pages.drivers.break_even_block import BreakEvenBlock
from asfdesk.ui.pages.drivers.cash_chart_view import CashChartView
from asfdesk.ui.pages.drivers.figure_card import FigureCard
from asfdesk.ui.pages.drivers.lever_row import LeverRow
from asfdesk.ui.pages.drivers.what_if_table import WhatIfTable

if TYPE_CHECKING:
    from asfdesk.domain.drivers.levers import Lever
    from asfdesk.domain.drivers.what_if import Answer
    from asfdesk.services.drivers.what_if_facts import WhatIfStart

LEFT_WIDTH, WIDE_LEFT = 304, 440
CHART_HEIGHT = 84
FRAME_MS = 10
"""So long chart and months wait for the figures to be painted; dragging does not pile them up."""
ZOOM = 1.6


class WhatIfBoard(QWidget):
    """Shows a plan and lets its levers be pulled.

    Signals:
        pulled: a lever stands elsewhere; `values` has all of them.
    """

    pulled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._start: WhatIfStart | None = None
        self._answer: Answer | None = None
        self._year = range(0)
        self._rest_soon = QTimer(self, singleShot=True, interval=FRAME_MS)
        self._rest_soon.timeout.connect(self._show_rest)
        self.levers: dict[LeverKey, LeverRow] = {}
        self.result, self.income, self.cash = FigureCard(), FigureCard(), FigureCard()
        self.break_even = BreakEvenBlock()
        self.chart = CashChartView(_("Cash by month"), CHART_HEIGHT)
        self.table = WhatIfTable()
        self.save_button = button(_("Save as a scenario…"))
        self.reset_button = button(_("Reset"))
        self.reset_button.clicked.connect(self.reset)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(14)
        line.addWidget(self._left())
        line.addLayout(self._right(), 1)

    def hasHeightForWidth(self) -> bool:
        """No: chart and table give way, so it need never be as high as it would like to be."""
        return False

    def _left(self) -> Card:
        self.left = Card(_("What if…"))
        self.left.setFixedWidth(LEFT_WIDTH)
        self.left.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 6, 0)
        self._rows.setSpacing(3)
        holder = QWidget()
        holder.setLayout(self._rows)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holder)
        self.left.body.addWidget(area, 1)
        self.left.body.addWidget(self.break_even)
        line = QHBoxLayout()
        line.addWidget(self.save_button)
        line.addWidget(self.reset_button)
        line.addStretch(1)
        self.left.body.addLayout(line)
        return self.left

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(12)
        cards = QHBoxLayout()
        cards.setSpacing(14)
        for card in (self.result, self.income, self.cash):
            cards.addWidget(card, 1)
        self.chart_card = Card()
        self.chart_card.body.addWidget(self.chart, 1)
        self.chart_card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column.addLayout(cards)
        column.addWidget(self.chart_card, 5)
        column.addWidget(self.table, 6)
        return column

    def set_large(self, *, large: bool) -> None:
        """Large letters and no table, for several people around a screen; or as on the page."""
        self.left.setFixedWidth(WIDE_LEFT if large else LEFT_WIDTH)
        self.table.setVisible(not large)
        self._show_rest()
        self.save_button.setVisible(not large)
        self.chart.set_zoom(ZOOM if large else 1.0)

    def begin(self, start: WhatIfStart) -> None:
        """Show a plan, nothing changed."""
        self._start = start
        self._year = start.what_if.months
        for row in self.levers.values():
            self._rows.removeWidget(row)
            row.deleteLater()
        self.levers = {lever.key: self._row(lever) for lever in start.what_if.levers}
        while self._rows.count():
            self._rows.takeAt(0)
        for row in self.levers.values():
            self._rows.addWidget(row)
        self._rows.addStretch(1)
        self.show_answer(start.what_if.plan)
        self._rest_soon.stop()
        self._show_rest()

    def _row(self, lever: Lever) -> LeverRow:
        row = LeverRow(lever)
        row.pulled.connect(self._pulled)
        return row

    @property
    def values(self) -> dict[LeverKey, int]:
        """Where the levers stand."""
        return {key: row.value for key, row in self.levers.items()}

    @Slot()
    def _pulled(self) -> None:
        self.pulled.emit()

    @Slot()
    def reset(self) -> None:
        """Everything as planned."""
        for row in self.levers.values():
            row.set_value(row.lever.planned)
        self.pulled.emit()

    def show_answer(self, answer: Answer) -> None:
        """Show what comes of it."""
        start = self._start
        if start is None:
            return
        changed = bool(answer.shocks)
        for button_ in (self.save_button, self.reset_button):
            button_.setEnabled(changed)
        self._show_notes(start, answer)
        self._show_figures(answer, start.what_if.plan, changed=changed)
        self.break_even.show_break_even(answer.break_even)
        self._answer = answer
        self._rest_soon.start()

    @Slot()
    def _show_rest(self) -> None:
        """Chart and months come a moment after the figures, which one looks at while dragging."""
        start, answer = self._start, self._answer
        if start is None or answer is None:
            return
        self._show_chart(answer, start.what_if.plan)
        if not self.table.isHidden():
            months = answer.result.months[self._year.start : self._year.stop]
            rows = what_if_rows(answer, start.what_if.plan, start.lines, self._year)
            self.table.show_year(months, rows)

    def _show_figures(self, answer: Answer, plan: Answer, *, changed: bool) -> None:
        at = next(at for at, one in enumerate(answer.years) if one.months == self._year)
        now, before = answer.years[at], plan.years[at]
        self.result.set_title(_("Result"))
        self.income.set_title(_("Income"))
        self.cash.set_title(_("Lowest cash"))
        second = (_kronor(before.result_ore), _("plan")) if changed else ("", "")
        said = _("what if") if changed else _("plan")
        self.result.show_figure(_kronor(now.result_ore), said, *second)
        shares = [
            words % {"share": percent(share, 0)}
            for words, share in (
                (_("own sales %(share)s"), now.own_share),
                (_("public money %(share)s"), now.public_share),
            )
            if share is not None
        ]
        self.income.show_figure(_kronor(now.income_ore), " · ".join(shares))
        self._show_cash(answer)

    def _show_cash(self, answer: Answer) -> None:
        cash = answer.liquidity
        if cash is None:
            self.cash.show_figure(ABSENT, _("Say under Liquidity what is in the bank."))
            return
        month, ore = cash.lowest
        where = month_name(month.year, month.number)
        self.cash.show_figure(_kronor(ore), f"{where} · {headroom_words(cash)}")

    def _show_chart(self, answer: Answer, plan: Answer) -> None:
        cash, changed = answer.liquidity, bool(answer.shocks)
        self.chart_card.set_title(
            _("Cash by month"),
            _("solid what if, dashed plan") if changed and cash is not None else "",
        )
        before = plan.liquidity if changed else None
        self.chart.show_cash(cash_chart(cash, before) if cash is not None else None)

    def _show_notes(self, start: WhatIfStart, answer: Answer) -> None:
        for key, row in self.levers.items():
            said = [planned_words(row.lever)]
            if key is LeverKey.OCCUPANCY and start.facts.occupancy is not None:
                said.append(so_far_words(start.facts.occupancy))
            if key is LeverKey.PAYMENT_DAYS and start.facts.paid_after is not None:
                said.append(paid_after_words(start.facts.paid_after))
            needed = answer.result.supervision.needed_bp
            if key is LeverKey.SUPERVISORS and needed is not None:
                most = max(needed[at] for at in self._year)
                said.append(need_words(most, row.value, answer.model.premises))
            row.say(" · ".join(said))


def _kronor(ore: int) -> str:
    return _("%(amount)s kr") % {"amount": money(ore)}
