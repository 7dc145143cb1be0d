"""Sold - delivered - invoiced - booked in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.books.mapping import COST_CENTRE, PROJECT
from asfdesk.domain.codes import PriceUnit
from asfdesk.domain.sales.invoicing import InvoiceStanding
from asfdesk.domain.sales.sales_chain import GapReason, Step
from asfdesk.i18n import N_, _, decimal

if TYPE_CHECKING:
    from fractions import Fraction

    from asfdesk.domain.sales.booked_sales import BookingRule
    from asfdesk.domain.sales.sales_chain import Gap

_ONE = {
    PriceUnit.DAY: N_("1 day"),
    PriceUnit.LEVEL_DAY: N_("1 day"),
    PriceUnit.HALF_DAY: N_("1 half day"),
    PriceUnit.HOUR: N_("1 hour"),
    PriceUnit.PLACE_MONTH: N_("1 place-month"),
}
_MANY = {
    PriceUnit.DAY: N_("%(count)s days"),
    PriceUnit.LEVEL_DAY: N_("%(count)s days"),
    PriceUnit.HALF_DAY: N_("%(count)s half days"),
    PriceUnit.HOUR: N_("%(count)s hours"),
    PriceUnit.PLACE_MONTH: N_("%(count)s place-months"),
}

_REASONS = {
    GapReason.FREE_PLACES: N_("%(units)s sold with nobody booked"),
    GapReason.OVERBOOKED: N_("%(units)s were booked beyond the places sold"),
    GapReason.ABSENCE: N_("%(units)s of absence that the buyer does not pay"),
    GapReason.UNFILLED: N_("%(units)s are not filled in"),
    GapReason.EXTRA: N_("%(units)s were attended beyond what was booked"),
    GapReason.ROUNDING: N_("Rows are rounded to öre one by one"),
    GapReason.MONTH_OPEN: N_("It is settled when the month is locked"),
    GapReason.NOT_INVOICED: N_("The month is locked, but no invoice has been noted"),
    GapReason.CORRECTED: N_("Changed since the invoice: the correction stands on the next basis"),
    GapReason.OTHER_AMOUNT: N_("The invoice says another amount than its basis"),
    GapReason.DATED_ELSEWHERE: N_("Invoices of this month are dated in another month"),
    GapReason.DATED_HERE: N_("Invoices of other months are dated in this month"),
    GapReason.OTHER_ACCOUNT: N_("An invoice of this very amount is booked on account %(account)s"),
    GapReason.NOT_BOOKED: N_("Invoiced, but not found in the books"),
    GapReason.NOT_NOTED: N_("Booked, but no invoice has been noted for it"),
}

_TITLES = {
    GapReason.FREE_PLACES: N_("Free places and pauses"),
    GapReason.OVERBOOKED: N_("Booked beyond the places sold"),
    GapReason.ABSENCE: N_("Absence that is not paid"),
    GapReason.UNFILLED: N_("Days not filled in"),
    GapReason.EXTRA: N_("Attended beyond what was booked"),
    GapReason.ROUNDING: N_("Rounding"),
    GapReason.MONTH_OPEN: N_("The month is open"),
    GapReason.NOT_INVOICED: N_("Not invoiced"),
    GapReason.CORRECTED: N_("Changed since the invoice"),
    GapReason.OTHER_AMOUNT: N_("Another amount on the invoice"),
    GapReason.DATED_ELSEWHERE: N_("Dated in another month"),
    GapReason.DATED_HERE: N_("Invoices of other months"),
    GapReason.OTHER_ACCOUNT: N_("On account %(account)s instead"),
    GapReason.NOT_BOOKED: N_("Not found in the books"),
    GapReason.NOT_NOTED: N_("Booked without a noted invoice"),
}

_STEPS = {
    Step.DELIVERED: N_("From sold to delivered"),
    Step.INVOICED: N_("From delivered to invoiced"),
    Step.BOOKED: N_("From invoiced to booked"),
}

_STANDINGS = {
    InvoiceStanding.PAID: N_("Paid"),
    InvoiceStanding.OVERDUE: N_("Overdue"),
    InvoiceStanding.DUE_SOON: N_("Due soon"),
    InvoiceStanding.OPEN: N_("Not paid"),
}


def units_word(units: Fraction, unit: PriceUnit) -> str:
    """12 days, 7.5 hours; without needless decimals."""
    if units == 1:
        return _(_ONE[unit])
    decimals = next((n for n in (0, 1) if (units * 10**n).denominator == 1), 2)
    return _(_MANY[unit]) % {"count": decimal(units, decimals)}


def gap_sentence(gap: Gap) -> str:
    """Why a figure differs from the one before it, without the amount."""
    known = gap.units is not None and gap.unit in _MANY
    units = units_word(gap.units, gap.unit) if known and gap.units and gap.unit else ""
    return _(_REASONS[gap.reason]) % {"units": units, "account": gap.detail}


def gap_title(gap: Gap) -> str:
    """The reason in a few words."""
    return _(_TITLES[gap.reason]) % {"account": gap.detail}


def step_word(step: Step) -> str:
    """Which two figures are compared."""
    return _(_STEPS[step])


def standing_word(standing: InvoiceStanding) -> str:
    """Paid, overdue and so on."""
    return _(_STANDINGS[standing])


def rule_word(rule: BookingRule, line: str) -> str:
    """By what the books are searched.

    Args:
        rule: the rule.
        line: what its plan line is called, for a rule by line.
    """
    match rule.dimension:
        case d if d == PROJECT:
            return _("project %(code)s") % {"code": rule.code}
        case d if d == COST_CENTRE:
            return _("cost centre %(code)s") % {"code": rule.code}
        case _other:
            return _("plan line %(name)s") % {"name": line}
