"""What one thing of a plan brings in and takes out, month by month, and what of it comes later."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asfdesk.domain.drivers.grants import grant_cash
from asfdesk.domain.drivers.loans import loan_payments
from asfdesk.domain.drivers.payments import months_until_paid, share
from asfdesk.domain.drivers.result import CashKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.drivers.costs import Grant, Investment, Loan
    from asfdesk.domain.drivers.payments import Payment
    from asfdesk.domain.period import Month

Months = tuple["Month", ...]
Amounts = tuple[int, ...]


class Flow(NamedTuple):
    """Öre in one row of the liquidity budget; in +, out -.

    Attributes:
        amounts: one per month of the plan.
        before: what was earned before the plan and is among `amounts`.
        after: what is earned or owed in the plan and settled after it.
    """

    kind: CashKind
    amounts: Amounts
    before: int = 0
    after: int = 0


class Flows(NamedTuple):
    """All that one thing brings and takes.

    Attributes:
        vat: VAT of its sales less that of its purchases, by month; () = none.
    """

    rows: tuple[Flow, ...]
    vat: Amounts = ()


def paid(payment: Payment, amounts: Amounts, months: Months) -> Flows:
    """Amounts of the result by month, paid with their VAT or less their tax."""
    if payment.tax_bp:
        tax = share(amounts, payment.tax_bp)
        net = [ore - drawn for ore, drawn in zip(amounts, tax, strict=True)]
        return Flows(
            (
                _later(payment.kind, net, payment.months),
                _later(CashKind.PAYROLL_TAX, tax, payment.months + 1),
            )
        )
    vat: list[int] = []
    gross: Sequence[int] = amounts
    if payment.vat_bp:
        vat = share(amounts, payment.vat_bp)
        gross = [ore + on_top for ore, on_top in zip(amounts, vat, strict=True)]
    if payment.changes:
        return Flows((_changing(payment, gross, months),), tuple(vat))
    return Flows((_later(payment.kind, gross, payment.months),), tuple(vat))


def _later(kind: CashKind, amounts: Sequence[int], later: int) -> Flow:
    """The same amounts so many months later."""
    inside = max(0, len(amounts) - later)
    shifted = (*(0,) * (len(amounts) - inside), *amounts[:inside])
    return Flow(kind, shifted, after=sum(amounts[inside:]))


def _changing(payment: Payment, amounts: Sequence[int], months: Months) -> Flow:
    """Amounts that are paid sooner or later from some month on."""
    row, after = [0] * len(months), 0
    for at, (month, ore) in enumerate(zip(months, amounts, strict=True)):
        held = [later for first, later in payment.changes if first <= month]
        to = at + (held[-1] if held else payment.months)
        if to < len(months):
            row[to] += ore
        else:
            after += ore
    return Flow(payment.kind, tuple(row), after=after)


def invested(one: Investment, months: Months, *, with_vat: bool) -> Flows:
    """What is bought in the plan's months, and its VAT.

    What was bought before and not paid is a carried item, like all other debts at the start.
    """
    if one.month not in months:
        return Flows(())
    vat = share([one.amount_ore], one.vat_bp)[0] if with_vat else 0
    bought = [-(one.amount_ore + vat) * (month == one.month) for month in months]
    flow = _later(CashKind.INVESTMENTS, bought, months_until_paid(one.terms_days))
    return Flows((flow,), tuple(-vat * (month == one.month) for month in months))


def granted(grant: Grant, months: Months) -> Flows:
    """A grant's money, also of months before the plan: its dates say it all."""
    cash = grant_cash(grant, months)
    return Flows((Flow(CashKind.GRANTS, cash.amounts, cash.before, cash.after),))


def borrowed(loan: Loan, months: Months) -> Flows:
    """The payout and what is paid back within the plan; interest is a part of the result."""
    back = {one.month: -one.amortised_ore for one in loan_payments(loan)}
    return Flows(
        (
            Flow(CashKind.LOANS_IN, tuple(loan.amount_ore * (m == loan.month) for m in months)),
            Flow(CashKind.AMORTISATION, tuple(back.get(month, 0) for month in months)),
        )
    )
