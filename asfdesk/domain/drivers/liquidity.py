"""The liquidity budget: when a plan's money comes and goes, direct method (finance.md §9.3).

How each amount is paid: `payments`. VAT is reckoned in the month of the sale or purchase, paid
or not (as it is when invoices are booked), and settled as `vat_periods` says. A value typed over
what the drivers give is paid like the drivers of its line: the difference is shared between them
by size; over a grant it is paid the same month. Balances are those of the month's end; inside a
month cash may be lower (decisions A7).

What began before the plan: of loans and grants the dates say what is left, so it is reckoned
here. Everything else that was on its way is a carried item.

Nothing is lost at the end: what the plan leaves to be paid later is in `Liquidity.after`, so

    opening + result + depreciation and other lines without money
        + loans in - amortisation - investments excl. VAT + carried items
        + what was on its way before - what is on its way after = closing balance

with the VAT that is not settled yet among what is on its way.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.cash_flows import Flow, borrowed, granted, invested, paid
from asfdesk.domain.drivers.cash_sheet import CashSheet
from asfdesk.domain.drivers.kept import Kept
from asfdesk.domain.drivers.payments import Payments
from asfdesk.domain.drivers.premises import VatPeriod
from asfdesk.domain.drivers.result import CashKind, Part
from asfdesk.domain.drivers.typed_over import settled

if TYPE_CHECKING:
    from asfdesk.domain.drivers.cash_flows import Amounts, Flows
    from asfdesk.domain.drivers.costs import Grant, Investment, Loan
    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.drivers.payments import Payment
    from asfdesk.domain.drivers.result import Component, Liquidity, PlanResult
    from asfdesk.domain.period import Month


def liquidity(model: PlanModel, result: PlanResult) -> Liquidity | None:
    """The plan's liquidity budget; None when the opening balance isn't known.

    Args:
        model: the plan, its shocks applied.
        result: what it comes to.
    """
    return CashCalculator().liquidity(model, result)


class CashCalculator:
    """Makes liquidity budgets; what each amount comes to in cash is kept from one to the next."""

    def __init__(self) -> None:
        self._kept: _Kept | None = None

    def liquidity(self, model: PlanModel, result: PlanResult) -> Liquidity | None:
        """The same as the function of that name, sooner when little has changed."""
        premises = model.premises
        if premises.opening_ore is None:
            return None
        kept = self._kept_for(model.months)
        sheet = CashSheet(model.months)
        payments = Payments(model)
        for component, amounts in settled(result):
            _add_component(sheet, payments, kept, component, amounts)
        driven = {component.line_code for component in result.components}
        for code, amounts in result.lines.items():
            payment = None if code in driven else payments.of_line(code)
            if payment is not None:
                sheet.add(kept.paid((payment, amounts)))
        _add_outside_result(sheet, kept, model)
        sheet.add_vat(premises.vat_period, model.year_ends)
        return sheet.liquidity(premises.opening_ore, premises.credit_limit_ore)

    def _kept_for(self, months: tuple[Month, ...]) -> _Kept:
        if self._kept is None or self._kept.months != months:
            self._kept = _Kept(months)
        self._kept.turn()
        return self._kept


class _Kept:
    """What things come to in cash, as long as the plan's months are the same."""

    def __init__(self, months: tuple[Month, ...]) -> None:
        self.months = months
        self.paid: Kept[tuple[Payment, Amounts], Flows] = Kept(lambda key: paid(*key, months))
        self.granted: Kept[Grant, Flows] = Kept(partial(granted, months=months))
        self.borrowed: Kept[Loan, Flows] = Kept(partial(borrowed, months=months))
        self.invested: Kept[tuple[Investment, bool], Flows] = Kept(
            lambda key: invested(key[0], months, with_vat=key[1])
        )

    def turn(self) -> None:
        """Begin a new budget."""
        for one in (self.paid, self.granted, self.borrowed, self.invested):
            one.turn()


def _add_component(
    sheet: CashSheet, payments: Payments, kept: _Kept, component: Component, amounts: Amounts
) -> None:
    if component.part is Part.GRANT:
        if amounts is not component.amounts:
            over = zip(amounts, component.amounts, strict=True)
            sheet.add_row(Flow(CashKind.GRANTS, tuple(ore - own for ore, own in over)))
        return
    payment = payments.of(component)
    if payment is not None:
        sheet.add(kept.paid((payment, amounts)))


def _add_outside_result(sheet: CashSheet, kept: _Kept, model: PlanModel) -> None:
    """Grants by their dates, investments, loans and carried items."""
    with_vat = model.premises.vat_period is not VatPeriod.NONE
    for grant in model.grants:
        sheet.add(kept.granted(grant))
    for bought in model.investments:
        sheet.add(kept.invested((bought, with_vat)))
    for loan in model.loans:
        sheet.add(kept.borrowed(loan))
    for item in model.cash_items:
        amounts = tuple(item.amount_ore * (month == item.month) for month in model.months)
        sheet.add_row(Flow(CashKind.CARRIED, amounts))
