"""R16 Paket till finansiär: what a funder such as Mikrofonden asks for (finance.md §1.3).

Resultatbudget and likviditetsbudget for the rest of the year and the next one, laid out like the
resultatrapport; months that are booked say so. What the file does not hold is listed, to be
enclosed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.i18n import _, money, month_name
from asfdesk.reports import document as doc
from asfdesk.reports.drivers.assumption_blocks import assumption_blocks
from asfdesk.reports.drivers.budget_tables import (
    Statement,
    budget_tables,
    by_month,
    columns_of,
    month_spans,
)
from asfdesk.reports.drivers.liquidity_report import (
    cash_chart_block,
    cash_figures,
    cash_words,
    no_cash_note,
    year_tables,
)
from asfdesk.reports.formula import Sum
from asfdesk.reports.live_table import LiveTable
from asfdesk.reports.planning.figure_formulas import formula_words
from asfdesk.reports.planning.figure_words import figure_word
from asfdesk.reports.planning.statement_formulas import sum_statement
from asfdesk.reports.rounding_words import plus_and_minus, rounded_together

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.drivers.result import Liquidity
    from asfdesk.domain.period import FiscalYear, Month, Period
    from asfdesk.domain.planning.figure import Figure
    from asfdesk.domain.planning.month_budget import MonthBudget
    from asfdesk.domain.planning.statement import StatementRow
    from asfdesk.reports.drivers.assumption_blocks import Assumed


@dataclass(frozen=True)
class BookedYear:
    """An earlier year as booked: öre by effect by line code."""

    label: str
    lines: Mapping[str, int]


@dataclass(frozen=True)
class CashStart:
    """Where the liquidity budget begins, and how the plan saw it.

    Attributes:
        booked: whether the opening balance is that of the books or the bank, not the plan's.
        planned_ore: what the plan has at the same moment.
        gap_ore: what next year's plan begins with, less what this year's ends with here.
    """

    month: Month
    booked: bool
    planned_ore: int
    gap_ore: int = 0


@dataclass(frozen=True)
class FunderData:
    """What the package is made from.

    Attributes:
        rows: of the resultatrapport, for every budget and last year.
        this_year: booked months and, where there is a plan, the others.
        next_year: None when no plan covers it.
        last_year: None when its books are not here.
        years: the fiscal years of the budgets.
        cash: from the first month that is not booked; None when no plan has opening cash.
        figures: of the twelve months up to the last booked one; absent ones have no value.
        figures_words: which months they are of.
        plans: (fiscal year, the plan that its open months are from).
    """

    subtitle: str
    rows: Sequence[StatementRow]
    this_year: MonthBudget
    next_year: MonthBudget | None
    last_year: BookedYear | None
    years: tuple[FiscalYear, ...]
    cash: Liquidity | None
    cash_start: CashStart | None
    figures: tuple[Figure, ...]
    figures_words: str
    plans: tuple[tuple[str, str], ...]
    assumed: tuple[Assumed, ...]
    says_surplus: bool


def build(period: Period, head: doc.Head, data: FunderData) -> doc.Document:
    """The package; `head` says who it is for."""
    statement = Statement(data.rows, data.says_surplus)
    tables = [_year_tables(one, at, statement) for at, one in enumerate(_budgets(data))]
    blocks: list[doc.Block] = [*_first_page(data, tables, statement)]
    for one, made in zip(_budgets(data), tables, strict=True):
        title = _("Result budget %(year)s by month") % {"year": one.label}
        blocks += [doc.PageBreak(), doc.Heading(title), *made]
    blocks += _cash_blocks(data)
    blocks += [doc.PageBreak(), doc.Heading(_("Assumptions"))]
    for number, assumed in enumerate(data.assumed, start=1):
        blocks += assumption_blocks(assumed, number)
    return doc.Document(
        key="R16",
        title=_("Package for a funder"),
        period=period,
        head=head,
        blocks=tuple(blocks),
        subtitle=data.subtitle,
        landscape=True,
    )


def _budgets(data: FunderData) -> list[MonthBudget]:
    return [one for one in (data.this_year, data.next_year) if one is not None and one.months]


def _year_tables(budget: MonthBudget, number: int, statement: Statement) -> list[doc.Table]:
    slots = by_month(budget.months, month_spans(budget))
    return budget_tables(f"budget_{number + 1}", "", budget, statement, slots)


def _first_page(
    data: FunderData, tables: Sequence[Sequence[doc.Table]], statement: Statement
) -> list[doc.Block]:
    blocks: list[doc.Block] = []
    if data.cash is not None:
        blocks.append(cash_figures(data.cash))
    blocks.append(doc.Facts(tuple(doc.Fact(*one) for one in data.plans)))
    blocks += _key_figures(data)
    title = _("Result, booked and budgeted")
    return [
        *blocks,
        _checklist(data),
        doc.PageBreak(),
        doc.Heading(title),
        _summary(data, tables, statement),
    ]


@dataclass(frozen=True)
class _SummaryColumn:
    """A column of the summary: where it is from, months of a budget by number, or last year."""

    column: doc.Column
    budget: int | None = None
    first: int = 0
    last: int = 0


def _summary(
    data: FunderData, tables: Sequence[Sequence[doc.Table]], statement: Statement
) -> doc.Table:
    """Last year, this year as booked, its rest, all of it, and next year."""
    budgets = _budgets(data)
    parts = _summary_columns(data, budgets)
    this = [at for at, part in enumerate(parts, start=1) if part.budget == 0]
    whole = len(this) > 1 and budgets[0] is data.this_year
    columns = [doc.text("row", _("kr"), 24), *(part.column for part in parts)]
    where = this[-1] + 1 if whole else 0
    if whole:
        title = _("%(year)s in all") % {"year": data.this_year.label}
        columns.insert(where, doc.money("this_year", title))
    lines = []
    for row in data.rows:
        cells: list[doc.Value] = [_summary_cell(data, budgets, part, row) for part in parts]
        if whole:
            cells.insert(where - 1, data.this_year.amount(row.codes, data.this_year.all_months))
        lines.append(statement.line(row, cells))
    table = doc.table(
        "summary",
        "",
        columns,
        lines,
        empty=_("Neither plan nor bookkeeping is there for this fiscal year."),
        note=f"{plus_and_minus()} {rounded_together()}",
        compact=True,
    )
    live = LiveTable(table, [one for made in tables for one in made])
    if whole:
        live.sum_columns(where, this)
    sum_statement(live, data.rows)
    for at, part in enumerate(parts):
        column = at + 1 + (1 if whole and at + 1 >= where else 0)
        if part.budget is not None:
            wanted = range(part.first, part.last)
            for place in range(len(data.rows)):
                refs = columns_of(tables[part.budget], place, wanted)
                live.cell(place, column, Sum(refs))
    return live.table()


def _summary_columns(data: FunderData, budgets: Sequence[MonthBudget]) -> list[_SummaryColumn]:
    found = []
    if data.last_year is not None:
        title = _("%(year)s booked") % {"year": data.last_year.label}
        found.append(_SummaryColumn(doc.money("last_year", title)))
    for number, budget in enumerate(budgets):
        names = {"year": budget.label}
        count = len(budget.months)
        if budget.booked:
            title = _("%(year)s booked through %(month)s") % {
                "year": budget.label,
                "month": _name(budget.months[budget.booked - 1]),
            }
            column = doc.money(f"booked_{number + 1}", title)
            found.append(_SummaryColumn(column, number, 0, budget.booked))
        if count > budget.booked:
            rest = _("%(year)s, rest budgeted") if budget.booked else _("%(year)s budgeted")
            column = doc.money(f"budgeted_{number + 1}", rest % names)
            found.append(_SummaryColumn(column, number, budget.booked, count))
    return found


def _summary_cell(
    data: FunderData, budgets: Sequence[MonthBudget], part: _SummaryColumn, row: StatementRow
) -> int:
    if part.budget is None:
        lines = data.last_year.lines if data.last_year is not None else {}
        return sum(lines.get(code, 0) for code in row.codes)
    return budgets[part.budget].amount(row.codes, range(part.first, part.last))


def _name(month: Month) -> str:
    return month_name(month.year, month.number)


def _key_figures(data: FunderData) -> list[doc.Block]:
    """What a bank looks at first."""
    if not data.figures:
        return []
    columns = [
        doc.text("figure", _("Key figure"), 36),
        doc.percent("value", _("Value")),
        doc.text("formula", _("Formula"), 60),
    ]
    rows = [
        doc.row(figure_word(one.key), one.value, formula_words(one.key)) for one in data.figures
    ]
    title = _("What a bank looks at (%(months)s)") % {"months": data.figures_words}
    note = _("– = it cannot be worked out from the books that are here.")
    return [doc.table("figures", title, columns, rows, note=note, compact=True)]


def _checklist(data: FunderData) -> doc.Table:
    """What a funder asks for, and what the enterprise must enclose (finance.md §1.3)."""
    later = data.next_year
    reaches = (
        data.cash is not None and later is not None and data.cash.months[-1] == later.months[-1]
    )
    asked = [
        (_("Business plan"), _("your own text; its figures are in R17")),
        (_("Latest annual accounts and annual report"), _("enclosed by you")),
        (
            _("Income statement and balance sheet of last year"),
            _("enclosed by you, from the bookkeeping program"),
        ),
        (
            _("This year’s income statement and balance sheet as far as booked"),
            _("enclosed by you, from the bookkeeping program"),
        ),
        (_("Result budget for the rest of the year and next year"), _here(whole=later is not None)),
        (_("Liquidity budget for the rest of the year and next year"), _here(whole=reaches)),
        (_("Certificate of registration"), _("enclosed by you")),
        (_("Statutes or articles of association"), _("enclosed by you")),
    ]
    columns = [
        doc.text("tick", "", 3),
        doc.text("what", _("Asked for"), 60),
        doc.text("where", _("Where it is"), 44),
    ]
    rows = [doc.row("☐", what, where) for what, where in asked]
    return doc.table("checklist", _("To send with it"), columns, rows, compact=True)


def _here(*, whole: bool) -> str:
    return _("in this package") if whole else _("not whole yet, see what is missing")


def _cash_blocks(data: FunderData) -> list[doc.Block]:
    blocks: list[doc.Block] = [doc.PageBreak(), doc.Heading(_("Liquidity budget"))]
    if data.cash is None:
        return [*blocks, no_cash_note()]
    blocks += cash_words(data.cash, _start_words(data.cash, data.cash_start))
    blocks.append(cash_chart_block(data.cash))
    return [*blocks, *year_tables(data.cash, data.years)]


def _start_words(cash: Liquidity, start: CashStart | None) -> str:
    if start is None:
        return ""
    values = {
        "month": _name(start.month),
        "amount": money(cash.opening_ore),
        "planned": money(start.planned_ore),
    }
    if not start.booked:
        said = [
            _("%(month)s begins with %(amount)s kr, as the plan has it, not the books.") % values
        ]
    else:
        said = [
            _(
                "%(month)s begins with %(amount)s kr, as booked or as the bank says; the plan had"
                " %(planned)s kr."
                " Payments for what was sold and bought before are as planned."
            )
            % values
        ]
    if start.gap_ore:
        text = _("Next year’s plan reckons with %(amount)s kr more at its start than is left here.")
        if start.gap_ore < 0:
            text = _(
                "Next year’s plan reckons with %(amount)s kr less at its start than is left here."
            )
        said.append(text % {"amount": money(abs(start.gap_ore))})
    return " ".join(one[:1].upper() + one[1:] for one in said)
