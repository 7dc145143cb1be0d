"""The key figures as one JSON document (design §7, decisions D4): strings, null when absent.

Money has two decimals and effect sign, ratios six decimals, half away from zero.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from asfdesk.domain.planning.figure import Unit
from asfdesk.domain.planning.key_figures import group_of_figure
from asfdesk.reports.planning.figure_formulas import formula_words
from asfdesk.reports.planning.figure_words import figure_word, source_word

if TYPE_CHECKING:
    from fractions import Fraction

    from asfdesk.domain.planning.figure import Figure
    from asfdesk.services.planning.key_figures import KeyFigureView

RATIO_DECIMALS = 6
MONEY_DECIMALS = 2
KRONA = 100


def figures_document(view: KeyFigureView) -> dict[str, object]:
    """The document without its schema number."""
    through = view.books_through
    books = view.books
    return {
        "period": str(view.period),
        "first": view.period.first.isoformat(),
        "last": view.period.last.isoformat(),
        "books_through": None if through is None else str(through),
        "amounts": {
            "income": money_text(None if books is None else books.income),
            "costs": money_text(None if books is None else -books.costs),
            "operating_result": money_text(None if books is None else books.operating),
            "result": money_text(view.result_ore),
            "without_plan_line": money_text(view.unmapped_ore),
        },
        "figures": [_figure(figure) for figure in view.figures],
    }


def _figure(figure: Figure) -> dict[str, object]:
    return {
        "number": figure.number,
        "key": figure.key,
        "name": figure_word(figure.key),
        "unit": _unit(figure.unit),
        "value": number_text(figure.value, figure.unit),
        "numerator": number_text(figure.numerator, figure.numerator_unit),
        "numerator_unit": _unit(figure.numerator_unit),
        "denominator": number_text(figure.denominator, figure.denominator_unit),
        "denominator_unit": _unit(figure.denominator_unit),
        "source": figure.source.value,
        "source_text": source_word(figure.source),
        "protected": figure.protected,
        "group": group_of_figure(figure.number).value,
        "formula": formula_words(figure.key),
        "counts": [{"from": str(one.first), "to": _text(one.last)} for one in figure.counts],
    }


def _text(count: int | None) -> str | None:
    return None if count is None else str(count)


def _unit(unit: Unit) -> str:
    return "SEK" if unit is Unit.MONEY else unit.value


def money_text(ore: int | None) -> str | None:
    """Öre as kronor with two decimals; never -0.00."""
    return None if ore is None else f"{Decimal(ore) / KRONA:.{MONEY_DECIMALS}f}"


def number_text(value: Fraction | None, unit: Unit) -> str | None:
    """A number in its unit: persons whole, money two decimals (kronor), the rest six."""
    if value is None:
        return None
    if unit is Unit.MONEY:
        return _rounded(value / KRONA, MONEY_DECIMALS)
    return _rounded(value, 0 if unit is Unit.PERSONS and value.denominator == 1 else RATIO_DECIMALS)


def _rounded(value: Fraction, decimals: int) -> str:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{rounded + 0:f}"
