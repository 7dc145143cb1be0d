"""Words about dated parameters: what each is called, and its value as people write it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.parameters import ParameterKey, ParameterUnit
from asfdesk.i18n import N_, _, day, money_exact, percent

if TYPE_CHECKING:
    from asfdesk.domain.drivers.parameters import Parameter

_WHOLE_BP = 10_000
_PERCENT_BP = 100
_NAMES = {
    ParameterKey.EMPLOYER_FEE: N_("Employer’s contribution"),
    ParameterKey.YOUTH_FEE: N_("Employer’s contribution, young people"),
    ParameterKey.YOUTH_FROM_AGE: N_("Young people: from age at the turn of the year"),
    ParameterKey.YOUTH_TO_AGE: N_("Young people: to age at the turn of the year"),
    ParameterKey.YOUTH_CAP: N_("Young people: highest pay a month"),
    ParameterKey.OLD_FEE: N_("Employer’s contribution, older people"),
    ParameterKey.OLD_FROM_AGE: N_("Older people: from age at the turn of the year"),
    ParameterKey.NO_FEE_BORN_THROUGH: N_("No contribution: born in or before"),
    ParameterKey.GROWTH_FEE: N_("Växa-stöd: contribution after refund"),
    ParameterKey.GROWTH_CAP: N_("Växa-stöd: highest pay a month"),
    ParameterKey.PENSION_TAX: N_("Special payroll tax on pensions"),
    ParameterKey.HOLIDAY: N_("Holiday supplement"),
    ParameterKey.PENSION: N_("Agreed pension"),
    ParameterKey.INSURANCE: N_("Agreed insurance"),
    ParameterKey.WAGE_SUBSIDY_CAP: N_("Wage subsidy: highest pay a month"),
    ParameterKey.WAGE_SUBSIDY_MOST: N_("Wage subsidy: highest level"),
    ParameterKey.NEW_START_CAP: N_("New start job: highest pay a month"),
    ParameterKey.INTRODUCTION_LEVEL: N_("Introduction job: level"),
    ParameterKey.INTRODUCTION_CAP: N_("Introduction job: highest pay a month"),
    ParameterKey.PRICE_BASE: N_("Price base amount"),
    ParameterKey.RAISED_PRICE_BASE: N_("Raised price base amount"),
    ParameterKey.INCOME_BASE: N_("Income base amount"),
    ParameterKey.VAT: N_("VAT"),
    ParameterKey.VAT_REDUCED: N_("VAT, reduced"),
    ParameterKey.VAT_LOW: N_("VAT, low"),
    ParameterKey.VAT_FOOD: N_("VAT on food"),
    ParameterKey.VAT_FREE_TURNOVER: N_("Turnover without VAT, a year"),
    ParameterKey.COMPANY_TAX: N_("Company tax"),
}


def parameter_word(key: ParameterKey) -> str:
    """What a parameter is called."""
    return _(_NAMES[key])


def value_words(parameter: Parameter) -> str:
    """A value with its unit: 31,42 %, 20 000,00 kr, 67 years, 1937."""
    match parameter.unit:
        case ParameterUnit.BASIS_POINTS:
            decimals = 0 if parameter.value % _PERCENT_BP == 0 else 2
            return percent(Fraction(parameter.value, _WHOLE_BP), decimals)
        case ParameterUnit.ORE:
            return _("%(amount)s kr") % {"amount": money_exact(parameter.value)}
        case ParameterUnit.YEARS:
            return _("%(number)d years") % {"number": parameter.value}
        case ParameterUnit.YEAR:
            return str(parameter.value)


def holds_words(parameter: Parameter) -> str:
    """From when, and until when if it ends."""
    first = day(parameter.valid_from)
    if parameter.valid_to is None:
        return _("from %(month)s") % {"month": first}
    return f"{first}–{day(parameter.valid_to)}"


def checked_words(parameter: Parameter) -> str:
    """When it was last checked against its source, or that it never was."""
    return day(parameter.checked_on) if parameter.checked_on else _("never checked")
