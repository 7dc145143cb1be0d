"""Names of the key figures, their units and where they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk import i18n
from asfdesk.domain.planning.key_figures import Source, Unit
from asfdesk.i18n import N_, _

if TYPE_CHECKING:
    from fractions import Fraction

    from asfdesk.domain.planning.key_figures import Figure

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
}

_UNITS = {
    Unit.SHARE: N_("per cent"),
    Unit.MONEY: N_("kr"),
    Unit.MONTHS: N_("months"),
    Unit.DAYS: N_("days"),
    Unit.HOURS: N_("hours"),
    Unit.PERSONS: N_("persons"),
    Unit.NUMBER: N_("number"),
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
}


def figure_word(key: str) -> str:
    """The name of a key figure."""
    return _(_FIGURES[key])


def unit_word(unit: Unit) -> str:
    """What a number counts."""
    return _(_UNITS[unit])


def source_word(source: Source) -> str:
    """Where the input comes from."""
    return _(_SOURCES[source])


def value_words(figure: Figure) -> str:
    """The value as it is read, with unit: 35,9 %, 8 810 kr, 1,53; "–" when absent."""
    return number_words(figure.value, figure.unit)


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
