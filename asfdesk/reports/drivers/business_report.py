"""R17 Affärsplan i siffror: the numeric parts of a business plan (finance.md §1.2).

Year one by month, the later ones by quarter, all of them side by side; liquidity, capital need,
sales, staff, break-even, sensitivity, and both business ideas with their shares.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.cash_kronor import cash_in_kronor, need_in_kronor
from asfdesk.i18n import _
from asfdesk.reports import document as doc
from asfdesk.reports.chart_spec import BarChart, Series
from asfdesk.reports.drivers import business_tables as tables
from asfdesk.reports.drivers.assumption_blocks import assumption_blocks
from asfdesk.reports.drivers.budget_tables import (
    Statement,
    budget_tables,
    by_month,
    by_quarter,
    quarter_word,
)
from asfdesk.reports.drivers.cash_tables import cash_tables
from asfdesk.reports.drivers.driver_words import month_word
from asfdesk.reports.drivers.liquidity_report import (
    cash_chart_block,
    cash_words,
    no_cash_note,
)
from asfdesk.reports.drivers.what_if_words import break_even_sentences
from asfdesk.reports.formula import Ref, Sum
from asfdesk.reports.live_table import LiveTable
from asfdesk.reports.planning.statement_formulas import sum_statement
from asfdesk.reports.rounding_words import plus_and_minus, rounded_together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.drivers.capital_need import CapitalNeed
    from asfdesk.domain.drivers.plan_break_even import PlanBreakEven
    from asfdesk.domain.drivers.sensitivity import TriedCase
    from asfdesk.domain.period import Period
    from asfdesk.domain.planning.statement import StatementRow
    from asfdesk.reports.drivers.assumption_blocks import Assumed
    from asfdesk.reports.drivers.budget_tables import Slot
    from asfdesk.reports.drivers.business_tables import PlanYears

CHART_HEIGHT = 100


@dataclass(frozen=True)
class BusinessData:
    """What the document is made from.

    Attributes:
        rows: of the resultatrapport, for every year.
        need: None when operations and investments never take more than they give, or cash is
            not known.
        break_even: one for each year; None where no places are sold.
    """

    subtitle: str
    years: PlanYears
    rows: Sequence[StatementRow]
    need: CapitalNeed | None
    break_even: tuple[PlanBreakEven | None, ...]
    cases: tuple[TriedCase, ...]
    assumed: Assumed
    opening_words: str
    says_surplus: bool


def build(period: Period, head: doc.Head, data: BusinessData) -> doc.Document:
    """The document; `head` says who it is for."""
    years = data.years
    statement = Statement(data.rows, data.says_surplus)
    by_year = [_year_budget(years, at, statement) for at in range(len(years.labels))]
    blocks: list[doc.Block] = [_figures(data)]
    blocks += [doc.Heading(_("Two business ideas")), tables.double_idea(years)]
    blocks.append(_quarter_chart(years))
    blocks += [doc.PageBreak(), doc.Heading(_("Result budget"))]
    blocks.append(_side_by_side(data, by_year, statement))
    for label, made in zip(years.labels, by_year, strict=True):
        title = _("Result budget %(year)s") % {"year": label}
        blocks += [doc.PageBreak(), doc.Heading(title, 2), *made]
    blocks += _cash_blocks(data)
    blocks += [doc.PageBreak(), doc.Heading(_("Sales plan")), tables.sales_plan(years)]
    blocks += [doc.Heading(_("Staff plan")), tables.staff_plan(years)]
    needed = tables.supervisors(years)
    blocks += [needed] if needed is not None else []
    blocks += _break_even_blocks(data)
    blocks += [doc.Heading(_("What if it turns out otherwise"))]
    blocks.append(tables.sensitivity_table(years.labels, data.cases))
    blocks += [doc.PageBreak(), doc.Heading(_("Assumptions")), *assumption_blocks(data.assumed)]
    return doc.Document(
        key="R17",
        title=_("Business plan in figures"),
        period=period,
        head=head,
        blocks=tuple(blocks),
        subtitle=data.subtitle,
        landscape=True,
    )


def _result_word(data: BusinessData) -> str:
    return Statement(data.rows, data.says_surplus).words(data.rows[-1])


def _figures(data: BusinessData) -> doc.KeyFigures:
    """The result of each year, and the lowest cash."""
    years = data.years
    word = _result_word(data) if data.rows else _("Result")
    figures = [
        doc.KeyFigure(
            f"{word} {label}",
            budget.result,
            doc.Kind.MONEY,
            _("kr"),
            tone=doc.Tone.BAD if budget.result < 0 else doc.Tone.NEUTRAL,
            key=f"result_{at}",
        )
        for at, (label, budget) in enumerate(zip(years.labels, years.budgets, strict=True), start=1)
    ]
    cash = years.result.liquidity
    if cash is not None:
        month, ore = cash.lowest
        tone = doc.Tone.BAD if cash.headroom_ore < 0 else doc.Tone.NEUTRAL
        said = month_word(month)
        figures.append(
            doc.KeyFigure(_("Lowest cash"), ore, doc.Kind.MONEY, _("kr"), said, tone, key="lowest")
        )
    return doc.KeyFigures(tuple(figures))


def _slots(years: PlanYears, at: int) -> list[Slot]:
    """The first year by month, the others by quarter."""
    months = years.budgets[at].months
    if at:
        return by_quarter(months)
    spans = [str(month.year) for month in months]
    return by_month(months, spans.__getitem__)


def _year_budget(years: PlanYears, at: int, statement: Statement) -> list[doc.Table]:
    key = f"budget_{at + 1}"
    return budget_tables(key, "", years.budgets[at], statement, _slots(years, at))


def _side_by_side(
    data: BusinessData, by_year: Sequence[Sequence[doc.Table]], statement: Statement
) -> doc.Table:
    """Every year as a column, from the sums of its own tables."""
    years = data.years
    lines = [
        statement.line(row, [one.amount(row.codes, one.all_months) for one in years.budgets])
        for row in data.rows
    ]
    columns = [doc.text("row", _("kr"), 40), *years.money_columns("year")]
    table = doc.table(
        "years",
        "",
        columns,
        lines,
        empty=_("The plan has no amounts."),
        note=f"{plus_and_minus()} {rounded_together()}",
        compact=True,
    )
    live = LiveTable(table, [one for made in by_year for one in made])
    sum_statement(live, data.rows)
    for at, made in enumerate(by_year):
        column = len(made[-1].columns) - 1
        for row in range(len(data.rows)):
            live.cell(row, at + 1, Sum((Ref(row, column, made[-1].key),)))
    return live.table()


def _quarter_chart(years: PlanYears) -> doc.Chart:
    """The result of each quarter of every year."""
    labels, values = [], []
    for budget in years.budgets:
        for slot in by_quarter(budget.months):
            months = [budget.months[at] for at in slot.places]
            labels.append(f"{quarter_word(months)} {months[-1].year % 100:02d}")
            values.append(budget.amount(budget.lines, slot.places))
    chart = BarChart(tuple(labels), (Series(_("Result"), tuple(values)),))
    return doc.Chart(chart, _("Result by quarter"), height=CHART_HEIGHT)


def _cash_blocks(data: BusinessData) -> list[doc.Block]:
    blocks: list[doc.Block] = [doc.PageBreak(), doc.Heading(_("Liquidity budget"))]
    cash = data.years.result.liquidity
    if cash is None:
        return [*blocks, no_cash_note()]
    blocks += [*cash_words(cash, data.opening_words), cash_chart_block(cash)]
    blocks += _capital_blocks(data)
    made: list[doc.Table] = []
    shown = cash_in_kronor(cash)
    for at, label in enumerate(data.years.labels):
        first = data.years.spans[at].start
        slots = [slot.shifted(first) for slot in _slots(data.years, at)]
        title = _("Liquidity budget %(year)s") % {"year": label}
        found = cash_tables(f"cash_{at + 1}", title, shown, slots, made)
        made += found
        blocks += [doc.PageBreak(), *found]
    return blocks


def _capital_blocks(data: BusinessData) -> list[doc.Block]:
    blocks: list[doc.Block] = [doc.Heading(_("Capital need and financing"))]
    if data.need is None:
        text = _("At no month’s end have operations and investments taken more than they gave.")
        return [*blocks, doc.Paragraph(text)]
    return [*blocks, tables.capital_table(need_in_kronor(data.need))]


def _break_even_blocks(data: BusinessData) -> list[doc.Block]:
    blocks: list[doc.Block] = [doc.PageBreak(), doc.Heading(_("Break-even"))]
    blocks.append(tables.break_even_table(data.years.labels, data.break_even))
    for label, found in zip(data.years.labels, data.break_even, strict=True):
        said = " ".join(break_even_sentences(found))
        if said:
            blocks.append(doc.Paragraph(said, f"{label}:"))
    return blocks
