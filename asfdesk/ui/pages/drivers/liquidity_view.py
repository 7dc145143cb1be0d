"""Likviditet: when the plan's money comes and goes, its low point, and where it begins."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from asfdesk.domain.drivers.typed_over import has_typed_lines
from asfdesk.domain.drivers.what_if import years_of
from asfdesk.i18n import ABSENT, _, day, money, month_name
from asfdesk.reports.drivers.cash_chart import cash_chart
from asfdesk.reports.drivers.liquidity_words import (
    headroom_words,
    inside_the_month,
    left_words,
    opening_agrees,
    typed_words,
    vat_words,
)
from asfdesk.services.drivers.bank_balances import newest_balance
from asfdesk.services.drivers.edit_drivers import set_premises
from asfdesk.services.drivers.opening_cash import opening_in_books
from asfdesk.ui.dialogs.drivers.bank_balance_form import open_bank_balance
from asfdesk.ui.dialogs.drivers.driver_dialog import DriverDialog
from asfdesk.ui.dialogs.drivers.premises_form import CashForm
from asfdesk.ui.kit.buttons import button, link_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.empty_state import EmptyState
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.pages.drivers.cash_chart_view import CashChartView
from asfdesk.ui.pages.drivers.figure_line import FigureLine
from asfdesk.ui.pages.drivers.liquidity_table import LiquidityTable
from asfdesk.ui.pages.drivers.plan_panel import PlanPanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.drivers.premises import Premises
    from asfdesk.domain.drivers.result import Liquidity
    from asfdesk.services.drivers.bank_balances import BankBalance
    from asfdesk.services.drivers.plan_drivers_view import PlanDrivers, PlanView
    from asfdesk.ui.kit.form.form import FormDialog
    from asfdesk.ui.pages.drivers.plan_panel import PlanHost

CHART_HEIGHT, FIGURES_WIDTH = 124, 344


class LiquidityView(PlanPanel):
    """The liquidity budget of the fiscal year that is shown."""

    def __init__(self, page: PlanHost) -> None:
        super().__init__(page)
        self._drivers: PlanDrivers | None = None
        self._booked: int | None = None
        self._banked: BankBalance | None = None
        self.lowest = FigureLine(_("Lowest cash"))
        self.opening = FigureLine(_("When the plan begins"))
        self.closing = FigureLine(_("When the year ends"))
        self.books_button = link_button(_("Take the books’ balance"))
        self.books_button.clicked.connect(self.take_from_books)
        self.bank_button = link_button(_("Bank balance today…"))
        self.bank_button.clicked.connect(self.type_bank)
        self.bank_button.setVisible(page.writable)
        self.chart = CashChartView(_("Cash by month"), CHART_HEIGHT)
        self.table = LiquidityTable()
        self.says = label("", Look.SECONDARY, wrap=True)
        self.change_button = button(_("Opening balance and VAT…"))
        self.change_button.clicked.connect(self.change)
        self.content = QWidget()
        self.empty = EmptyState(
            _("Say what is in cash and bank when the plan begins: then its liquidity is shown."),
            _("Opening balance and VAT…") if page.writable else "",
            self._begin,
        )
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        chart = Card(_("Cash by month"))
        chart.body.addWidget(self.chart, 1)
        chart.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        above = QHBoxLayout()
        above.setSpacing(14)
        above.addWidget(self._figures())
        above.addWidget(chart, 1)
        column.addLayout(above, 2)
        column.addWidget(self.table, 3)
        column.addWidget(self.says)
        self.body.addWidget(self.content, 1)
        self.body.addWidget(self.empty, 1)

    def _figures(self) -> Card:
        card = self._figures_card = Card()
        card.setFixedWidth(FIGURES_WIDTH)
        card.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        card.body.setSpacing(6)
        links = QHBoxLayout()
        links.setSpacing(14)
        links.addWidget(self.bank_button)
        links.addWidget(self.books_button)
        links.addStretch(1)
        for part in (self.lowest, self.closing, self.opening):
            card.body.addWidget(part)
        card.body.addLayout(links)
        card.body.addStretch(1)
        return card

    def show_view(self, view: PlanView) -> None:
        """Show a plan."""
        drivers = view.drivers
        if drivers is None:
            return
        self._drivers = drivers
        self.change_button.setEnabled(self.page.editable)
        cash = drivers.result.liquidity
        self.content.setVisible(cash is not None)
        self.empty.setVisible(cash is None)
        if cash is not None:
            self._show_cash(drivers, cash)
        session, first = self.page.context.session, drivers.model.months[0]
        today = self.page.context.today
        self.page.run(
            lambda: (opening_in_books(session, first), newest_balance(session, today)),
            self._show_known,
        )

    def _show_cash(self, drivers: PlanDrivers, cash: Liquidity) -> None:
        month, ore = cash.lowest
        where = month_name(month.year, month.number)
        self.lowest.show_figure(_kronor(ore), f"{where} · {headroom_words(cash)}")
        months = self._months(drivers)
        last = cash.months[months.stop - 1]
        self.closing.show_figure(
            _kronor(cash.balances[months.stop - 1]), month_name(last.year, last.number)
        )
        self.chart.show_cash(cash_chart(cash))
        self.table.show_cash(cash, months)
        premises = drivers.model.premises
        typed = typed_words() if has_typed_lines(drivers.result) else ""
        said = (inside_the_month(), vat_words(premises), left_words(cash), typed)
        self.says.setText(" ".join(one for one in said if one))

    def _months(self, drivers: PlanDrivers) -> range:
        shown = set(drivers.shown.months())
        return next(
            year for year in years_of(drivers.model) if drivers.model.months[year.start] in shown
        )

    @Slot(object)
    def _show_known(self, known: tuple[int | None, BankBalance | None]) -> None:
        """Whether the plan begins where the books are, and what the bank last said."""
        drivers = self._drivers
        if drivers is None:
            return
        self._booked, self._banked = known
        typed, first = drivers.model.premises.opening_ore, drivers.model.months[0]
        said = opening_agrees(typed, self._booked)
        where = month_name(first.year, first.number)
        self.opening.show_figure(
            ABSENT if typed is None else _kronor(typed),
            f"{where} · {said}" if said else where,
            _kronor(self._banked.ore) if self._banked else "",
            _("In the bank %(day)s") % {"day": day(self._banked.day)} if self._banked else "",
        )
        differs = self._booked is not None and self._booked != typed
        self.books_button.setVisible(differs and self.page.editable)
        self._keep_figures_whole()

    def _keep_figures_whole(self) -> None:
        """In a low window the page scrolls before words are written over each other."""
        column = self._figures_card.layout()
        if column is not None:
            self._figures_card.setMinimumHeight(column.totalMinimumSize().height())

    @Slot()
    def type_bank(self) -> FormDialog | None:
        """Ask for a day's bank balance."""
        return open_bank_balance(self.page, self._banked)

    @Slot()
    def take_from_books(self) -> None:
        """Begin the plan with the balance of the books."""
        drivers, booked = self._drivers, self._booked
        if drivers is not None and booked is not None:
            premises = replace(drivers.model.premises, opening_ore=booked)
            self.page.change(lambda write, plan_id: set_premises(write, plan_id, premises))

    @Slot()
    def _begin(self) -> None:
        self.change()

    @Slot()
    def change(self) -> DriverDialog[Premises] | None:
        """Ask for opening balance, overdraft, tax and VAT period."""
        drivers, write = self._drivers, self.page.context.write
        if drivers is None or write is None or not self.page.editable:
            return None
        plan_id = drivers.plan.id
        self.page.pin(plan_id)
        dialog: DriverDialog[Premises] = DriverDialog(
            self.page,
            CashForm(self._offered(drivers), drivers.offers),
            lambda premises, _names: set_premises(write, plan_id, premises),
            None,
            self.page.context.tasks.run,
        )
        dialog.saved.connect(self.page.announce)
        dialog.open()
        return dialog

    def _offered(self, drivers: PlanDrivers) -> Premises:
        """The plan's own, with the books' balance proposed where none is said."""
        premises = drivers.model.premises
        if premises.opening_ore is None and self._booked is not None:
            return replace(premises, opening_ore=self._booked)
        return premises

    def tools(self) -> Sequence[QWidget]:
        """Where the plan begins."""
        return (self.change_button,)

    def take_focus(self) -> None:
        """On the table, or on the first step."""
        (self.table if self.content.isVisible() else self.empty).setFocus()


def _kronor(ore: int) -> str:
    return _("%(amount)s kr") % {"amount": money(ore)}
