"""A detail of a driver that its facts leave out, by its name in the form: "VAT: 25 % → 12 %"."""

from __future__ import annotations

import re
from dataclasses import fields
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.codes import PayerKind, PriceBasis, PriceUnit
from asfdesk.domain.drivers.costs import GrantPaid, LoanKind
from asfdesk.domain.drivers.premises import VatPeriod
from asfdesk.domain.drivers.staff import StaffRole, Subsidy, SubsidyKind
from asfdesk.domain.period import Month
from asfdesk.i18n import ABSENT, N_, _, hours, money_exact, month_name
from asfdesk.reports.drivers.driver_words import (
    MILLI,
    full_time_word,
    loan_word,
    month_word,
    paid_word,
    plain_number,
    role_word,
    share_word,
    subsidy_word,
    vat_period_word,
)
from asfdesk.reports.words import payer_kind_word, price_basis_word, price_unit_word

if TYPE_CHECKING:
    from collections.abc import Iterator

_LABELS = {
    "places_milli": N_("Places"),
    "occupancy_bp": N_("Occupancy (%)"),
    "price_ore": N_("Price without VAT (kr)"),
    "unit": N_("Price"),
    "basis": N_("Counted on"),
    "payer": N_("Kind of payer"),
    "buyer_id": N_("Buyer"),
    "first": N_("From"),
    "last": N_("Until"),
    "day_minutes": N_("Hours of a place-day"),
    "vat_bp": N_("VAT (%)"),
    "terms_days": N_("Paid after (days)"),
    "line_code": N_("Plan line"),
    "project": N_("Project or cost centre"),
    "changes": N_("Changes from a month"),
    "volume_milli": N_("Sold in twelve months (number)"),
    "cogs_bp": N_("Cost of goods (per cent of the sales)"),
    "season": N_("Season"),
    "cost_vat_bp": N_("VAT on the goods (%)"),
    "cost_terms_days": N_("Goods paid after (days)"),
    "cost_line_code": N_("Plan line of the goods"),
    "role": N_("Role"),
    "fte_bp": N_("Full-time employments"),
    "monthly_pay_ore": N_("Full-time pay a month (kr)"),
    "birth_year": N_("Year of birth"),
    "holiday_bp": N_("Holiday supplement (%)"),
    "pension_bp": N_("Pension (%)"),
    "insurance_bp": N_("Insurance (%)"),
    "rise_bp": N_("Rise of pay each year (%)"),
    "rise_month": N_("Rise from"),
    "subsidy": N_("Support for the pay"),
    "amount_ore": N_("Amount (kr)"),
    "every_months": N_("How often"),
    "index_bp": N_("Rises each January (%)"),
    "paid": N_("The money comes"),
    "delay_months": N_("Months until it comes"),
    "month": N_("Paid in"),
    "life_months": N_("Lasts (years)"),
    "rate_bp": N_("Interest a year (%)"),
    "months": N_("Paid back over (years)"),
    "kind": N_("Paid back with"),
    "grace_months": N_("Months at first with interest only"),
    "opening_ore": N_("Cash and bank when the plan begins (kr)"),
    "credit_limit_ore": N_("Overdraft limit (kr)"),
    "payroll_tax_bp": N_("Tax drawn from pay (%)"),
    "vat_period": N_("VAT is declared"),
    "ratio_milli": N_("Trainees per full-time supervisor"),
    "ratio_step_bp": N_("Employed in steps of"),
    "sick_bp": N_("Supervisors’ sick leave with a substitute (%)"),
    "sick_cost_bp": N_("What a covered hour costs on top (per cent of an hour)"),
    "sick_line_code": N_("Plan line of the substitutes"),
}
_OF_SUBSIDY = {
    "kind": N_("Support for the pay"),
    "level_bp": N_("Level of the support (%)"),
    "cap_ore": N_("Highest pay that counts (kr)"),
    "with_premiums": N_("Pension and insurance count too"),
    "first": N_("Support from"),
    "last": N_("Support until"),
    "delay_months": N_("Paid after (months)"),
    "line_code": N_("Plan line of the support"),
}
_ONLY_NAMED = frozenset({"buyer_id", "line_code", "cost_line_code", "sick_line_code"})
"""Details whose values say nothing outside their form."""
_BY_RATES = frozenset({"holiday_bp", "pension_bp", "insurance_bp", "cap_ore"})
_UNIT = re.compile(r" \([^)]*\)$")
"""The form's unit in parentheses: here it stands with the value."""


def detail_words(name: str, first: object, second: object) -> Iterator[str]:
    """What differs in a detail, in one phrase or, for the support of a pay, several.

    Args:
        name: the attribute of the driver.
        first: what it is in the one plan.
        second: what it is in the other.
    """
    if isinstance(first, Subsidy) and isinstance(second, Subsidy):
        for field in fields(first):
            one, other = getattr(first, field.name), getattr(second, field.name)
            if one != other:
                yield _difference(_label(_OF_SUBSIDY[field.name]), field.name, one, other)
    else:
        yield _difference(_label(_LABELS[name]), name, first, second)


def _label(msgid: str) -> str:
    return _UNIT.sub("", _(msgid))


def _difference(label: str, name: str, first: object, second: object) -> str:
    if name in _ONLY_NAMED or isinstance(first, tuple) or isinstance(second, tuple):
        return label
    return f"{label}: {_value(name, first)} \u2192 {_value(name, second)}"


def _value(name: str, value: object) -> str:
    """A value with its unit."""
    if value is None:
        return _("by the rates") if name in _BY_RATES else ABSENT
    if isinstance(value, Month):
        return month_word(value)
    if isinstance(value, Subsidy):
        return subsidy_word(value.kind)
    if isinstance(value, StrEnum):
        return _code(value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, int):
        return _number(name, value)
    return str(value) or ABSENT


def _number(name: str, value: int) -> str:  # noqa: PLR0911 - one for each unit
    if name == "rise_month":
        return month_name(2000, value, with_year=False)
    if name == "birth_year":
        return str(value)
    if name == "day_minutes":
        return f"{hours(value)} h"
    if name == "fte_bp":
        return full_time_word(value)
    if name == "ratio_step_bp":
        return _("%(fte)s of full time") % {"fte": full_time_word(value)}
    if name.endswith("_bp"):
        return share_word(value)
    if name.endswith("_ore"):
        return _("%(amount)s kr") % {"amount": money_exact(value)}
    if name.endswith("_milli"):
        return plain_number(Fraction(value, MILLI))
    return plain_number(Fraction(value))


def _code(value: StrEnum) -> str:  # noqa: PLR0911 - one for each code list
    """A code in words."""
    match value:
        case PriceUnit():
            return price_unit_word(value)
        case PriceBasis():
            return price_basis_word(value)
        case PayerKind():
            return payer_kind_word(value)
        case StaffRole():
            return role_word(value)
        case SubsidyKind():
            return subsidy_word(value)
        case GrantPaid():
            return paid_word(value)
        case LoanKind():
            return loan_word(value)
        case VatPeriod():
            return vat_period_word(value)
        case _:
            return str(value)
