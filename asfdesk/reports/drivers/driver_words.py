"""Words about what a plan is made from: roles, kinds, ways to pay, and when something runs."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.agreements import WHOLE_BP
from asfdesk.domain.drivers.costs import GrantPaid, LoanKind
from asfdesk.domain.drivers.premises import VatPeriod
from asfdesk.domain.drivers.result import Part
from asfdesk.domain.drivers.staff import StaffRole, SubsidyKind
from asfdesk.i18n import N_, _, decimal, ngettext, percent, short_month

if TYPE_CHECKING:
    from asfdesk.domain.period import Month

MILLI = 1000
YEAR, QUARTER, HALF_YEAR = 12, 3, 6

_ROLES = {
    StaffRole.SUPERVISOR: N_("Supervisor"),
    StaffRole.MANAGEMENT: N_("Management"),
    StaffRole.ADMINISTRATION: N_("Administration"),
    StaffRole.SUBSIDISED: N_("Employee with wage support"),
    StaffRole.OTHER: N_("Other staff"),
}
_SUBSIDIES = {
    SubsidyKind.WAGE_SUBSIDY: N_("Wage subsidy (lönebidrag)"),
    SubsidyKind.NEW_START: N_("New start job (nystartsjobb)"),
    SubsidyKind.INTRODUCTION: N_("Introduction job (introduktionsjobb)"),
}
_PAID = {
    GrantPaid.ADVANCE: N_("All of it in the first month"),
    GrantPaid.MONTHLY: N_("Month by month"),
    GrantPaid.ARREARS: N_("All of it afterwards"),
}
_LOANS = {
    LoanKind.STRAIGHT: N_("The same instalment each month"),
    LoanKind.ANNUITY: N_("The same payment each month (annuity)"),
}
_VAT_PERIODS = {
    VatPeriod.MONTH: N_("Each month"),
    VatPeriod.QUARTER: N_("Each quarter"),
    VatPeriod.YEAR: N_("Once a year"),
    VatPeriod.NONE: N_("Never: the enterprise declares no VAT"),
}
_PARTS = {
    Part.TRAINING: N_("Work training"),
    Part.SALES: N_("Sales"),
    Part.GOODS: N_("Cost of goods"),
    Part.PAY: N_("Pay with holiday supplement"),
    Part.FEES: N_("Employer contributions and insurance"),
    Part.PENSION: N_("Pension with special payroll tax"),
    Part.SUBSIDY: N_("Wage support"),
    Part.SICK: N_("Substitutes"),
    Part.FIXED: N_("Cost"),
    Part.GRANT: N_("Grant"),
    Part.DEPRECIATION: N_("Depreciation"),
    Part.INTEREST: N_("Interest"),
}
_EVERY = {
    1: N_("Each month"),
    2: N_("Every second month"),
    QUARTER: N_("Each quarter"),
    4: N_("Every fourth month"),
    HALF_YEAR: N_("Each half year"),
    YEAR: N_("Once a year"),
    0: N_("Only once"),
}
EVERY = (1, 2, QUARTER, 4, HALF_YEAR, YEAR, 0)
"""How often a cost can come, in the order it is offered."""


def role_word(role: StaffRole) -> str:
    """What somebody is employed for."""
    return _(_ROLES[role])


def subsidy_word(kind: SubsidyKind) -> str:
    """A kind of wage support, with its Swedish name."""
    return _(_SUBSIDIES[kind])


def paid_word(paid: GrantPaid) -> str:
    """When a grant's money comes."""
    return _(_PAID[paid])


def loan_word(kind: LoanKind) -> str:
    """How a loan is paid back."""
    return _(_LOANS[kind])


def vat_period_word(period: VatPeriod) -> str:
    """How often VAT is declared."""
    return _(_VAT_PERIODS[period])


def part_word(part: Part) -> str:
    """What an amount of a driver is a part of."""
    return _(_PARTS[part])


def every_word(months: int) -> str:
    """How often a cost comes."""
    words = _EVERY.get(months)
    if words is not None:
        return _(words)
    return ngettext("Every %(num)d month", "Every %(num)d months", months)


def month_word(month: Month) -> str:
    """A month as short as can be read: mar 2027."""
    return f"{short_month(month.number)} {month.year}"


def runs_words(first: Month | None, last: Month | None) -> str:
    """From when to when; "" for the whole plan."""
    if first is not None and last is not None:
        if first == last:
            return month_word(first)
        return f"{month_word(first)}\u2013{month_word(last)}"
    if first is not None:
        return _("from %(month)s") % {"month": month_word(first)}
    if last is not None:
        return _("until %(month)s") % {"month": month_word(last)}
    return ""


def share_word(bp: int) -> str:
    """Basis points as per cent, without needless decimals."""
    decimals = next((n for n in (0, 1) if bp % 10 ** (2 - n) == 0), 2)
    return percent(Fraction(bp, WHOLE_BP), decimals)


def plain_number(value: Fraction) -> str:
    """A number without needless decimals, at most three."""
    places = next((n for n in (0, 1, 2) if (value * 10**n).denominator == 1), 3)
    return decimal(value, places)


def full_time_word(fte_bp: int) -> str:
    """Full-time equivalents: 2,25."""
    return plain_number(Fraction(fte_bp, WHOLE_BP))


def life_words(months: int) -> str:
    """A length of time in years where it is whole years, else in months."""
    if months % YEAR == 0:
        return ngettext("%(num)d year", "%(num)d years", months // YEAR)
    return ngettext("%(num)d month", "%(num)d months", months)
