"""R7 section D: the quarter's and the year's money in the groups the support structure asks for.

Income (a)-(e) of domain.md §6: sales, work-integration services, wage support, grants and
partnership; then other income, staff, premises, other costs and the result. Every plan line and
what has no plan line stands in exactly one row, so the rows add up to the result.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import UNMAPPED, Subtotal
from asfdesk.domain.money import ratio
from asfdesk.i18n import _
from asfdesk.reports import document as doc
from asfdesk.reports.planning.plan_words import subtotal_word
from asfdesk.reports.rounding_words import rounded_alone

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

SALES = frozenset({"I20"})
SERVICES = frozenset({"I10"})
WAGE_SUPPORT = frozenset({"I40"})
GRANTS = frozenset({"I50", "I51", "I52", "I60"})
STAFF = frozenset({"K40", "K41", "K42", "K43", "K44"})
PREMISES = frozenset({"K20"})


@dataclass(frozen=True)
class Economy:
    """Öre by effect on the result, by base plan line ("" = without a plan line).

    Attributes:
        quarter, quarter_plan: the quarter's sums; the plan is empty when there is none.
        year, year_plan: the fiscal year up to the quarter's end.
        partnership: plan lines of agreements that pay a lump sum (IOP).
        liquidity_months: cash / monthly costs without depreciation.
        largest_buyer: largest payer's share of income.
        says_surplus: whether the enterprise speaks of surplus or deficit.
    """

    quarter: Mapping[str, int]
    quarter_plan: Mapping[str, int]
    year: Mapping[str, int]
    year_plan: Mapping[str, int]
    partnership: frozenset[str] = field(default_factory=frozenset)
    liquidity_months: Fraction | None = None
    largest_buyer: Fraction | None = None
    says_surplus: bool = False


def _groups(economy: Economy) -> list[tuple[str, str, frozenset[str]]]:
    """Key, title and plan lines of each row; the last of income and of costs takes the rest."""
    lines = frozenset(
        code
        for side in (economy.quarter, economy.quarter_plan, economy.year, economy.year_plan)
        for code in side
    )
    own = economy.partnership - SERVICES - SALES
    grants = GRANTS - own
    named = SALES | SERVICES | WAGE_SUPPORT | grants | own
    income = frozenset(code for code in lines if code.startswith("I"))
    rest = lines - income - STAFF - PREMISES
    return [
        ("sales", _("(a) Sales of goods and services"), SALES),
        ("services", _("(b) Work-integration services"), SERVICES),
        ("wage_support", _("(c) Wage support"), WAGE_SUPPORT - own),
        ("grants", _("(d) Grants and projects"), grants),
        ("partnership", _("(e) Partnership (IOP)"), own),
        ("other_income", _("Other income"), income - named),
        ("staff", _("Staff"), STAFF),
        ("premises", _("Premises"), PREMISES),
        ("other_costs", _("Other costs, financial items and tax"), rest - {UNMAPPED}),
        ("unmapped", _("Without a plan line"), rest & {UNMAPPED}),
    ]


INCOME_ROWS = 6
"""How many of the rows are income."""


def income_sources(
    booked: Mapping[str, int], partnership: frozenset[str]
) -> list[tuple[str, str, int]]:
    """Key, title and öre of income by source, as R7 groups it; together they are all of it."""
    groups = _groups(Economy(booked, {}, booked, {}, partnership))[:INCOME_ROWS]
    return [
        (key, title, sum(booked.get(code, 0) for code in lines)) for key, title, lines in groups
    ]


def economy_table(economy: Economy) -> doc.Table:
    """Actual, plan and variance for the quarter and the year to date."""
    columns = [
        doc.text("group", _("kr"), 30),
        doc.money("quarter", _("Actual")),
        doc.money("quarter_plan", _("Plan")),
        doc.money("quarter_variance", _("Variance"), signed=True),
        doc.percent("quarter_percent", "%", signed=True),
        doc.money("year", _("Actual")),
        doc.money("year_plan", _("Plan")),
        doc.money("year_variance", _("Variance"), signed=True),
        doc.percent("year_percent", "%", signed=True),
    ]
    everything = frozenset(economy.year) | frozenset(economy.year_plan)
    everything |= frozenset(economy.quarter) | frozenset(economy.quarter_plan)
    rows = [
        _row(title, economy, lines, key=key)
        for key, title, lines in _groups(economy)
        if lines & everything or lines in (SALES, SERVICES)
    ]
    return doc.table(
        "economy",
        "",
        columns,
        rows,
        totals=[
            _row(
                subtotal_word(Subtotal.YEAR, says_surplus=economy.says_surplus),
                economy,
                everything,
                share=False,
                key="result",
            )
        ],
        spans=[doc.Span("", 1), doc.Span(_("The quarter"), 4), doc.Span(_("Year to date"), 4)],
        note=" ".join((_("Variance = actual minus plan; plus is good."), rounded_alone())),
        compact=True,
    )


def _row(
    title: str, economy: Economy, lines: frozenset[str], *, key: str, share: bool = True
) -> doc.Row:
    cells: list[doc.Value] = []
    for actual, plan in (
        (economy.quarter, economy.quarter_plan),
        (economy.year, economy.year_plan),
    ):
        done = sum(actual.get(code, 0) for code in lines)
        planned = sum(plan.get(code, 0) for code in lines) if plan else None
        cells.append(done)
        cells.append(planned)
        cells.append(None if planned is None else done - planned)
        cells.append(ratio(done - planned, abs(planned)) if share and planned else None)
    return doc.row(title, *cells, key=key)
