"""Costs on a schedule, grants, investments and loans (finance.md §9.2, §9.3)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asfdesk.domain.period import Month


class GrantPaid(StrEnum):
    """When a grant's money comes; the income lies where the work is done all the same."""

    ADVANCE = "advance"
    MONTHLY = "monthly"
    ARREARS = "arrears"


class LoanKind(StrEnum):
    """How a loan is paid back."""

    STRAIGHT = "straight"
    ANNUITY = "annuity"


@dataclass(frozen=True)
class FixedCost:
    """A cost (or other income) that comes on a schedule.

    Attributes:
        amount_ore: each time, excl. VAT, as typed on its line (a cost is positive).
        every_months: 1 = each month, 3 = each quarter, counted from the first month; 0 = once.
        index_bp: how much it rises each January after its first month in the plan, whose amount
            is the one typed; basis points.
        vat_bp: VAT on it that can be deducted.
        terms_days: days until it is paid; 0 = the same month.
        seeded: taken from last year's actuals and not changed since.
        since: schedule and index are counted from this month instead of `first`: a shock from a
            month on splits a cost in two. Never stored.
    """

    id: int
    name: str
    line_code: str
    amount_ore: int
    every_months: int = 1
    first: Month | None = None
    last: Month | None = None
    index_bp: int = 0
    vat_bp: int = 2500
    terms_days: int = 30
    project: str = ""
    since: Month | None = None
    seeded: bool = False


@dataclass(frozen=True)
class Grant:
    """A grant for some months.

    Attributes:
        amount_ore: all of it; spread evenly over its months as income.
        paid: ADVANCE = all of it in the first month; MONTHLY = each month's part `delay_months`
            later; ARREARS = all of it `delay_months` after the last month.
    """

    id: int
    name: str
    line_code: str
    amount_ore: int
    first: Month
    last: Month
    paid: GrantPaid = GrantPaid.MONTHLY
    delay_months: int = 0
    project: str = ""


@dataclass(frozen=True)
class Investment:
    """Something bought to be used for years.

    Attributes:
        month: when it is bought; written off from that month on.
        amount_ore: excl. VAT.
        life_months: months it is written off over, evenly.
    """

    id: int
    name: str
    month: Month
    amount_ore: int
    life_months: int
    vat_bp: int = 2500
    terms_days: int = 30
    line_code: str = "K50"


@dataclass(frozen=True)
class Loan:
    """A loan.

    Attributes:
        month: when it is paid out; before the plan, then only what is left of it is reckoned.
        amount_ore: as it was paid out.
        rate_bp: yearly interest in basis points; a twelfth each month on what is owed.
        months: payments, the first in the month after the payout.
        grace_months: months at first with interest only; they are among `months`.
        line_code: plan line of the interest.
    """

    id: int
    name: str
    month: Month
    amount_ore: int
    rate_bp: int
    months: int
    kind: LoanKind = LoanKind.STRAIGHT
    grace_months: int = 0
    line_code: str = "F20"
