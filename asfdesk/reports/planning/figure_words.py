"""Names of the key figures, their units and where they come from."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from asfdesk import i18n
from asfdesk.domain.planning.figure import Source, Unit
from asfdesk.domain.planning.key_figures import FigureGroup
from asfdesk.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.planning.figure import CountRange, Figure

_FIGURES = {
    "self_financing": N_("Self-financing: own sales of income"),
    "sold_share": N_("Sold share of income"),
    "public_share": N_("Public share of income"),
    "grant_dependence": N_("Grant dependence"),
    "largest_payer": N_("Largest buyer of training, share of income"),
    "sold_coverage": N_("Costs covered by what is sold"),
    "operating_margin": N_("Operating margin (of net sales)"),
    "result_margin": N_("Result margin (of total income)"),
    "gross_margin": N_("Gross margin on goods"),
    "staff_share": N_("Staff costs of income"),
    "subsidy_coverage": N_("Wage subsidies of staff costs"),
    "solidity": N_("Equity ratio"),
    "quick_ratio": N_("Quick ratio"),
    "current_ratio": N_("Current ratio"),
    "liquidity_months": N_("Liquidity in months"),
    "cost_per_place_month": N_("Training cost per place and month"),
    "net_cost_per_place_month": N_("Net training cost per place and month"),
    "occupancy": N_("Occupancy"),
    "income_per_delivered_day": N_("Training income per delivered day"),
    "income_per_place_day": N_("Training income per place-day"),
    "supervisor_hours_per_day": N_("Supervisor hours per delivered day"),
    "trainees_per_supervisor": N_("Trainees per supervisor"),
    "supervision_cost_per_day": N_("Supervision cost per delivered day"),
    "result_rate": N_("To work or studies, share of exits"),
    "cost_per_result": N_("Training cost per exit to work or studies"),
    "break_even_places": N_("Break-even in places, as if costs rose evenly"),
    "break_even_stepped": N_("Break-even in places, supervisors in steps"),
    "break_even_turnover": N_("Break-even in sales of goods"),
    "social_return": N_("Value to society per krona of training cost (SROI)"),
    "payback_months": N_("Months until the value has covered the cost"),
}

_UNITS = {
    Unit.SHARE: N_("per cent"),
    Unit.MONEY: N_("kr"),
    Unit.MONTHS: N_("months"),
    Unit.DAYS: N_("days"),
    Unit.HOURS: N_("hours"),
    Unit.PERSONS: N_("persons"),
    Unit.NUMBER: N_("number"),
    Unit.PLACES: N_("places"),
}

_SOURCES = {
    Source.BOOKS: N_("the books"),
    Source.BALANCE: N_("the balance sheet"),
    Source.BOOKS_AND_BALANCE: N_("the books and the balance sheet"),
    Source.BOOKS_AND_AGREEMENTS: N_("the books, shared out as the invoice bases"),
    Source.ATTENDANCE: N_("agreements and attendance"),
    Source.BOOKS_AND_ATTENDANCE: N_("the books and attendance"),
    Source.SUPERVISION: N_("supervision and attendance"),
    Source.EXITS: N_("exits"),
    Source.BOOKS_AND_EXITS: N_("the books and exits"),
    Source.PLAN: N_("the plan in force for the year"),
    Source.ASSUMPTIONS: N_("the books, exits and your own assumptions"),
}

_GROUPS = {
    FigureGroup.INCOME: N_("Where the income is from"),
    FigureGroup.MARGINS: N_("Margins and staff"),
    FigureGroup.BALANCE: N_("Balance sheet and liquidity"),
    FigureGroup.PLACES: N_("Places"),
    FigureGroup.SUPERVISION: N_("Supervision"),
    FigureGroup.RESULTS: N_("Results for people"),
    FigureGroup.BREAK_EVEN: N_("Break-even"),
    FigureGroup.SOCIETY: N_("Value to society"),
}


def figure_word(key: str) -> str:
    """The name of a key figure."""
    return _(_FIGURES[key])


def group_word(group: FigureGroup) -> str:
    """What a group of figures is about."""
    return _(_GROUPS[group])


def unit_word(unit: Unit) -> str:
    """What a number counts."""
    return _(_UNITS[unit])


def source_word(source: Source) -> str:
    """Where the input comes from."""
    return _(_SOURCES[source])


def value_words(figure: Figure) -> str:
    """The value as it is read, with unit: 35,9 %, 8 810 kr, 1,53; "–" when absent.

    Break-even in places is told as the counts at which nothing is lost: 8 or 13 and more.
    """
    if figure.counts:
        return count_words(figure.counts)
    if figure.unit is Unit.PLACES and figure.value is not None:
        return i18n.decimal(Fraction(ceil(figure.value)), 0)
    return number_words(figure.value, figure.unit)


def count_words(counts: Sequence[CountRange]) -> str:
    """Counts of places in words: "8 or 13 and more"."""
    return _(" or ").join(_range_words(one) for one in counts)


def _range_words(one: CountRange) -> str:
    if one.last is None:
        return _("%(count)d and more") % {"count": one.first}
    if one.first == one.last:
        return str(one.first)
    return f"{one.first}–{one.last}"


def number_words(value: Fraction | None, unit: Unit) -> str:
    """A number in its unit."""
    match unit:
        case Unit.SHARE:
            return i18n.percent(value)
        case Unit.MONEY:
            kronor = None if value is None else value / 100
            return i18n.decimal(kronor, 0) if value is None else f"{i18n.decimal(kronor, 0)} kr"
        case Unit.PERSONS:
            return i18n.decimal(value, 0)
        case _:
            return i18n.decimal(value, 2)
