"""The liquidity budget: when a plan's money comes and goes, direct method (finance.md §9.3).

How each amount is paid: `payments`. VAT is reckoned in the month of the sale or purchase, paid
or not (as it is when invoices are booked), and settled as `vat_periods` says. A value typed over
what the drivers give is paid like the drivers of its line: the difference is shared between them
by size. Balances are those of the month's end; inside a month cash may be lower (decisions A7).

Nothing is lost at the end: what the plan leaves to be paid later is in `Liquidity.after`, so

    opening + result + depreciation and other lines without money
        + loans in - amortisation - investments incl. VAT + carried items
        + what was on its way before - what is on its way after = closing balance

with the VAT that is not settled yet among what is on its way.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.grants import grant_cash
from asfdesk.domain.drivers.loans import loan_payments
from asfdesk.domain.drivers.payments import Payments, months_until_paid, share
from asfdesk.domain.drivers.premises import VatPeriod
from asfdesk.domain.drivers.result import CashKind, Liquidity, Part
from asfdesk.domain.drivers.typed_over import settled
from asfdesk.domain.drivers.vat_periods import vat_payments

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.drivers.costs import Investment
    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.drivers.payments import Payment
    from asfdesk.domain.drivers.result import PlanResult
    from asfdesk.domain.period import Month


class CashSheet:
    """Rows being filled: one amount per month and kind, what falls later, and VAT by month."""

    def __init__(self, months: Sequence[Month]) -> None:
        self._months = months
        self._count = len(months)
        self._rows: dict[CashKind, list[int]] = {}
        self._before: dict[CashKind, int] = {}
        self._after: dict[CashKind, int] = {}
        self._vat = [0] * self._count

    def add(self, kind: CashKind, amounts: Sequence[int], later: int = 0) -> None:
        """Amounts by month, paid so many months later."""
        inside = max(0, self._count - later)
        row = self._rows.get(kind) or self._rows.setdefault(kind, [0] * self._count)
        for at in range(inside):
            row[at + later] += amounts[at]
        if late := sum(amounts[inside:]):
            self.leave(kind, late)

    def leave(self, kind: CashKind, ore: int) -> None:
        """Something that is settled after the plan."""
        self._after[kind] = self._after.get(kind, 0) + ore

    def bring(self, kind: CashKind, ore: int) -> None:
        """Something that was earned before the plan and is settled in a row of it."""
        self._before[kind] = self._before.get(kind, 0) + ore

    def add_paid(self, payment: Payment, amounts: Sequence[int]) -> None:
        """Amounts of the result by month, paid with their VAT or less their tax."""
        if payment.tax_bp:
            tax = share(amounts, payment.tax_bp)
            self.add(CashKind.PAYROLL_TAX, tax, payment.months + 1)
            amounts = [ore - drawn for ore, drawn in zip(amounts, tax, strict=True)]
        elif payment.vat_bp:
            vat = share(amounts, payment.vat_bp)
            self._vat = [sum(pair) for pair in zip(self._vat, vat, strict=True)]
            amounts = [ore + on_top for ore, on_top in zip(amounts, vat, strict=True)]
        if not payment.changes:
            self.add(payment.kind, amounts, payment.months)
            return
        for at, later in enumerate(self._later(payment)):
            one = [0] * self._count
            one[at] = amounts[at]
            self.add(payment.kind, one, later)

    def _later(self, payment: Payment) -> list[int]:
        """How much later each month is paid, where that changes within the plan."""
        found = []
        for month in self._months:
            held = [later for first, later in payment.changes if first <= month]
            found.append(held[-1] if held else payment.months)
        return found

    def add_invested(self, one: Investment, *, with_vat: bool) -> None:
        """What is bought in the plan's months, and its VAT."""
        if one.month not in self._months:
            return
        at = self._months.index(one.month)
        vat = share([one.amount_ore], one.vat_bp)[0] if with_vat else 0
        amounts = [0] * self._count
        amounts[at] = -one.amount_ore - vat
        self._vat[at] -= vat
        self.add(CashKind.INVESTMENTS, amounts, months_until_paid(one.terms_days))

    def add_vat(self, period: VatPeriod, year_ends: Sequence[Month]) -> None:
        """Settle the VAT, after everything else has been added."""
        paid, left = vat_payments(self._vat, self._months, period, year_ends)
        self.add(CashKind.VAT, paid)
        self.leave(CashKind.VAT, left)

    def liquidity(self, opening_ore: int, credit_limit_ore: int) -> Liquidity:
        """The budget: rows in their order, those without any amount left out."""
        rows = {
            kind: tuple(self._rows[kind])
            for kind in CashKind
            if kind in self._rows and any(self._rows[kind])
        }
        changes = [sum(month) for month in zip(*rows.values(), strict=True)]
        moves = changes or [0] * self._count
        return Liquidity(
            months=tuple(self._months),
            opening_ore=opening_ore,
            rows=rows,
            balances=tuple(accumulate(moves, initial=opening_ore))[1:],
            credit_limit_ore=credit_limit_ore,
            before=_some(self._before),
            after=_some(self._after),
        )


def _some(found: Mapping[CashKind, int]) -> dict[CashKind, int]:
    return {kind: found[kind] for kind in CashKind if found.get(kind)}


def liquidity(model: PlanModel, result: PlanResult) -> Liquidity | None:
    """The plan's liquidity budget; None when the opening balance isn't known.

    What began before the plan: of loans and grants the dates say what is left, so it is reckoned
    here; everything else that was on its way is a carried item.
    """
    premises = model.premises
    if premises.opening_ore is None:
        return None
    sheet = CashSheet(model.months)
    payments = Payments(model)
    for component, amounts in settled(result):
        payment = payments.of(component)
        if component.part is Part.GRANT:
            over = zip(amounts, component.amounts, strict=True)
            sheet.add(CashKind.GRANTS, [ore - own for ore, own in over])
        elif payment is not None:
            sheet.add_paid(payment, amounts)
    for code, amounts in _typed_lines(result):
        payment = payments.of_line(code)
        if payment is not None:
            sheet.add_paid(payment, amounts)
    _add_outside_result(sheet, model)
    sheet.add_vat(premises.vat_period, model.year_ends)
    return sheet.liquidity(premises.opening_ore, premises.credit_limit_ore)


def _typed_lines(result: PlanResult) -> list[tuple[str, tuple[int, ...]]]:
    driven = {component.line_code for component in result.components}
    return [(code, amounts) for code, amounts in result.lines.items() if code not in driven]


def _add_outside_result(sheet: CashSheet, model: PlanModel) -> None:
    """Grants by their dates, investments, loans and carried items."""
    months = model.months
    for grant in model.grants:
        cash = grant_cash(grant, months)
        sheet.add(CashKind.GRANTS, cash.amounts)
        sheet.bring(CashKind.GRANTS, cash.before)
        sheet.leave(CashKind.GRANTS, cash.after)
    for bought in model.investments:
        sheet.add_invested(bought, with_vat=model.premises.vat_period is not VatPeriod.NONE)
    for loan in model.loans:
        paid_out = {loan.month: loan.amount_ore}
        sheet.add(CashKind.LOANS_IN, [paid_out.get(month, 0) for month in months])
        back = {paid.month: -paid.amortised_ore for paid in loan_payments(loan)}
        sheet.add(CashKind.AMORTISATION, [back.get(month, 0) for month in months])
    for item in model.cash_items:
        sheet.add(CashKind.CARRIED, [item.amount_ore * (month == item.month) for month in months])
