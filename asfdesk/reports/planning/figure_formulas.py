"""How each key figure is worked out, in words, and with its numbers put in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk import i18n
from asfdesk.domain.planning.figure import Unit
from asfdesk.i18n import N_, _
from asfdesk.reports.planning.figure_words import number_words, value_words

if TYPE_CHECKING:
    from asfdesk.domain.planning.figure import Figure

_FORMULAS = {
    "self_financing": N_("Sales of goods and services / all operating income"),
    "sold_share": N_("(Sold training + goods and services) / all operating income"),
    "public_share": N_(
        "(Training that public payers buy + wage subsidies + public grants) / all operating income"
    ),
    "grant_dependence": N_("(Wage subsidies + public grants) / all operating income"),
    "largest_payer": N_(
        "What the largest buyer of training pays, grants left out / all operating income"
    ),
    "sold_coverage": N_("(Sold training + goods and services) / all operating costs"),
    "operating_margin": N_("Operating result / net sales"),
    "result_margin": N_("Operating result / all operating income"),
    "gross_margin": N_("(Sales of goods and services - goods bought) / sales"),
    "staff_share": N_("Staff costs / all operating income"),
    "subsidy_coverage": N_("Wage subsidies / staff costs"),
    "solidity": N_("(Equity + 0.794 × untaxed reserves) / all assets"),
    "quick_ratio": N_("(Current assets - stock) / short-term debts"),
    "current_ratio": N_("Current assets / short-term debts"),
    "liquidity_months": N_("Cash and bank / operating costs a month without depreciation"),
    "cost_per_place_month": N_("Training cost / (sold places x months)"),
    "net_cost_per_place_month": N_(
        "(Training cost - income of sold training) / (sold places x months)"
    ),
    "occupancy": N_("Delivered place-days / (places x working days)"),
    "income_per_delivered_day": N_("Income of sold training / delivered place-days"),
    "income_per_place_day": N_("Income of sold training / sold place-days"),
    "supervisor_hours_per_day": N_("Supervisors' hours / delivered place-days"),
    "trainees_per_supervisor": N_("Mean ongoing placements / supervisors' full-time posts"),
    "supervision_cost_per_day": N_("Supervisors' hours x cost per hour / delivered place-days"),
    "result_rate": N_("Exits to work or studies / all exits"),
    "cost_per_result": N_("Training cost / exits to work or studies"),
    "break_even_places": N_(
        "Costs that the places must cover / (price x days x occupancy - what varies with places)"
    ),
    "break_even_stepped": N_(
        "Every number of places at which the income covers the supervisors needed, in whole"
        " steps, and the other fixed costs"
    ),
    "break_even_turnover": N_("Costs that the goods must cover / gross margin on goods"),
    "social_return": N_(
        "Results x value a year, less deadweight, what others did, displacement and drop-off,"
        " as worth today / training cost"
    ),
    "payback_months": N_("Cost per trainee / (share that reaches a result x value a month)"),
}


def formula_words(key: str) -> str:
    """The formula of a key figure in words."""
    return _(_FORMULAS[key])


def formula_numbers(figure: Figure) -> str:
    """The formula with its numbers: "1 150 000 kr / 3 200 000 kr = 35,9 %"; "" without any."""
    if figure.numerator is None and figure.denominator is None:
        return ""
    top = number_words(figure.numerator, figure.numerator_unit)
    bottom = number_words(figure.denominator, figure.denominator_unit)
    said = value_words(figure)
    if figure.unit is Unit.PLACES and figure.value is not None:
        said = f"{i18n.decimal(figure.value, 2)} → {said}"
    return f"{top} / {bottom} = {said}"
