"""What is paid on a loan month by month: interest on what is owed, and amortisation."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.costs import LoanKind
from asfdesk.domain.money import round_half_up, spread
from asfdesk.domain.plan import BASIS_POINTS

if TYPE_CHECKING:
    from asfdesk.domain.drivers.costs import Loan
    from asfdesk.domain.period import Month

_MONTHS = 12


@dataclass(frozen=True)
class LoanPayment:
    """One payment, öre, both positive."""

    month: Month
    interest_ore: int
    amortised_ore: int


def loan_payments(loan: Loan) -> tuple[LoanPayment, ...]:
    """Every payment of a loan, the first in the month after the payout.

    Interest is a twelfth of the year's on what is owed before the payment, rounded to öre. A
    straight loan amortises the same each month (largest remainder); an annuity pays the same
    each month, rounded to öre. The last payment settles what is left, also of a loan with interest
    only until then.
    """
    steps = loan.months - loan.grace_months
    straight = spread(loan.amount_ore, [1] * steps) if steps > 0 else []
    annuity = _annuity(loan, steps)
    owed, found = loan.amount_ore, []
    for number in range(1, loan.months + 1):
        interest = round_half_up(Fraction(owed * loan.rate_bp, BASIS_POINTS * _MONTHS))
        step = number - loan.grace_months
        if number == loan.months:
            amortised = owed
        elif step <= 0:
            amortised = 0
        elif loan.kind is LoanKind.STRAIGHT:
            amortised = straight[step - 1]
        else:
            amortised = min(owed, annuity - interest)
        owed -= amortised
        found.append(LoanPayment(loan.month.plus(number), interest, amortised))
    return tuple(found)


def _annuity(loan: Loan, steps: int) -> int:
    """The same payment each month that pays the loan with interest."""
    if steps <= 0:
        return 0
    rate = Fraction(loan.rate_bp, BASIS_POINTS * _MONTHS)
    if not rate:
        return round_half_up(Fraction(loan.amount_ore, steps))
    grown = (1 + rate) ** steps
    return round_half_up(loan.amount_ore * rate * grown / (grown - 1))
