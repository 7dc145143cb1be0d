"""Rows of staff: pay, contributions by age, and support for the pay (finance.md §4, §9.3)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asfdesk.domain.period import Month


class StaffRole(StrEnum):
    """What somebody is employed for. Supervisors count against the need by ratio."""

    SUPERVISOR = "handledare"
    MANAGEMENT = "ledning"
    ADMINISTRATION = "admin"
    SUBSIDISED = "medarbetare_subv"
    OTHER = "ovrigt"


class SubsidyKind(StrEnum):
    """Support for somebody's pay."""

    WAGE_SUBSIDY = "lonebidrag"
    NEW_START = "nystartsjobb"
    INTRODUCTION = "introduktionsjobb"


@dataclass(frozen=True)
class Subsidy:
    """Support that comes with an employment.

    Attributes:
        level_bp: wage subsidy and introduction job: share of the cost that is paid; new start:
            how many times the employer's contribution (10000 = once, 25000 = two and a half).
        cap_ore: the highest full-time pay a month that counts; None = as the parameters say.
        with_premiums: whether pension and insurance on that part count too.
        last: the month the decision ends; None = as long as the employment.
        delay_months: months until it is paid.
        line_code: plan line of the income.
    """

    kind: SubsidyKind
    level_bp: int
    cap_ore: int | None = None
    with_premiums: bool = False
    first: Month | None = None
    last: Month | None = None
    delay_months: int = 1
    line_code: str = "I40"


@dataclass(frozen=True)
class StaffRow:
    """One employment, or several alike.

    Attributes:
        name: what the row is called; a role, no person's name.
        fte_bp: full-time equivalents in basis points (10000 = one; 22500 = two and a quarter:
            two people of full time and one of a quarter, where a cap is for each).
        monthly_pay_ore: full-time gross pay a month.
        birth_year: for the contribution by age; None = the full one.
        holiday_bp, pension_bp, insurance_bp: on top of the pay; None = as the parameters say.
        rise_bp: rise of the pay each time `rise_month` comes, after the row's first month in the
            plan; the pay typed is that month's.
        rise_month: 1-12.
        line_code: plan line of the pay (K40, or K41 for supervisors).
        seeded: taken from last year's actuals and not changed since.
        since: rises are counted from this month instead of `first`: a shock from a month on
            splits a row in two, and the later one keeps the rises of the earlier. Never stored.
    """

    id: int
    role: StaffRole
    name: str
    fte_bp: int
    monthly_pay_ore: int
    birth_year: int | None = None
    first: Month | None = None
    last: Month | None = None
    holiday_bp: int | None = None
    pension_bp: int | None = None
    insurance_bp: int | None = None
    rise_bp: int = 0
    rise_month: int = 4
    subsidy: Subsidy | None = None
    line_code: str = "K40"
    project: str = ""
    since: Month | None = None
    seeded: bool = False
