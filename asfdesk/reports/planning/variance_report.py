"""R8 Plan mot utfall: for the board, the adviser and the bank (finance.md §9.5, domain.md §8).

Amounts are exact to the öre underneath and shown in whole kronor. Variance = actual - plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.period import Period
from asfdesk.domain.planning.forecast import Method
from asfdesk.domain.planning.statement import RowKind
from asfdesk.i18n import _, money, percent
from asfdesk.reports import document as doc
from asfdesk.reports.live_table import LiveTable
from asfdesk.reports.period_words import period_words
from asfdesk.reports.planning.plan_words import plan_state, plan_title
from asfdesk.reports.planning.variance_appendix import (
    cash_blocks,
    month_blocks,
    reconciliation_blocks,
    rolling_blocks,
)
from asfdesk.reports.planning.variance_rows import TONES, row_word
from asfdesk.reports.rounding_words import rounded_alone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.planning.comments import AgreedAction
    from asfdesk.domain.planning.follow_up import FollowUp, FollowUpRow
    from asfdesk.domain.planning.variance import Comparison, Light, Limits
    from asfdesk.reports.planning.variance_appendix import (
        CashMonth,
        ClassTotal,
        LineMonths,
    )

BASIS_POINTS = 10_000
VARIANCES = ((3, 1, 2), (7, 5, 6), (12, 10, 11))
"""Columns of the main table: a difference, its actual, its plan."""
WHY_WIDTH = 110
"""Characters: the sentences about a line stand on one line of the paper, or nearly."""


@dataclass(frozen=True)
class VarianceData:
    """What the report is made from.

    Attributes:
        view: the follow-up of the period.
        methods: how the lines are forecast; every one that is in use.
        reasons: (row, sentences) for the rows that can be explained.
        months: the rows month by month.
        classes: the file's own totals beside ours.
        cash: cash and bank at month ends; empty when balances are not known.
        break_even: occupancy at which the plan's result would be zero, by training line.
        planned_cash: cash and bank as the plan has it at the year's month ends.
        cash_words: what is said of the plan's cash and of its break-even, one sentence each.
        expected: what belongs to the closed months and is not booked: (month, what, line, öre).
        by_line: lines whose forecast goes by another method than the others, and misleading ones.
        scope: the project or cost centre it is limited to; "" = everything.
        scope_note: what the plan does not say of it.
        plan_years: the fiscal years the plan covers, when they are several.
        actions: agreed actions that are not done.
        says_surplus: whether the enterprise speaks of surplus rather than result.
    """

    view: FollowUp
    methods: tuple[Method, ...]
    reasons: tuple[tuple[str, tuple[str, ...]], ...]
    months: tuple[LineMonths, ...]
    classes: tuple[ClassTotal, ...]
    cash: tuple[CashMonth, ...]
    break_even: tuple[tuple[str, Fraction], ...]
    actions: tuple[AgreedAction, ...]
    says_surplus: bool
    planned_cash: tuple[CashMonth, ...] = ()
    cash_words: tuple[str, ...] = ()
    expected: tuple[ExpectedRow, ...] = ()
    by_line: tuple[str, ...] = ()
    scope: str = ""
    scope_note: str = ""
    plan_years: str = ""


@dataclass(frozen=True)
class ExpectedRow:
    """Something expected: the month it belongs to, what, its line's name, öre by effect."""

    month: str
    name: str
    line: str
    ore: int


def build(period: Period, head: doc.Head, data: VarianceData) -> doc.Document:
    """The report; `head` says who it is for."""
    view = data.view
    blocks: list[doc.Block] = [*_figures(data), *_summary(data)]
    blocks += _reasons(data)
    blocks += _expected(data)
    blocks += _comments(data)
    blocks += [doc.PageBreak(), doc.Heading(_("Line by line")), _main_table(data), *_notes(data)]
    blocks += rolling_blocks(view, says_surplus=data.says_surplus)
    blocks += month_blocks(view, data.months, says_surplus=data.says_surplus)
    blocks += cash_blocks(data.cash, data.break_even, data.planned_cash, data.cash_words)
    blocks += reconciliation_blocks(view, data.classes)
    return doc.Document(
        key="R8",
        title=_("Plan against actual"),
        period=period,
        head=head,
        blocks=tuple(blocks),
        subtitle=_subtitle(data),
        landscape=True,
    )


def _subtitle(data: VarianceData) -> str:
    view = data.view
    if view.plan is None:
        said = _("Fiscal year %(year)s has no plan.") % {"year": view.year.label}
    else:
        years = data.plan_years or view.year.label
        said = f"{plan_title(view.plan, years)} ({plan_state(view.plan)})"
    return f"{data.scope}. {said}" if data.scope else said


def _figures(data: VarianceData) -> list[doc.Block]:
    """Result so far, the year's forecast, and what has no plan line."""
    result = data.view.result
    if result is None:
        return []
    word = row_word(result.row, says_surplus=data.says_surplus)
    figures = [
        _figure(
            _("%(result)s so far") % {"result": word},
            result.figures.to_date,
            result.light,
            "to_date",
        ),
        _figure(
            _("%(result)s, forecast") % {"result": word},
            result.figures.year,
            result.year_light,
            "year",
        ),
    ]
    return [doc.KeyFigures(tuple(figures))]


def _figure(label: str, amounts: Comparison, light: Light, key: str) -> doc.KeyFigure:
    comparison = ""
    if amounts.plan_ore is not None:
        comparison = _("plan %(amount)s kr") % {"amount": money(amounts.plan_ore)}
    return doc.KeyFigure(
        label, amounts.actual_ore, doc.Kind.MONEY, _("kr"), comparison, TONES[light], key=key
    )


def _summary(data: VarianceData) -> list[doc.Block]:
    """The sums on the first page: what a board reads before it looks anything up."""
    view = data.view
    summed = {code for row in view.rows if row.row.kind is RowKind.GROUP for code in row.row.codes}
    rows = [
        row
        for row in view.rows
        if row.row.kind is not RowKind.LINE or summed.isdisjoint(row.row.codes)
    ]
    if len(rows) == len(view.rows) or view.plan is None:
        return []
    columns = [
        doc.text("row", _("kr"), 24),
        doc.money("to_date_actual", _("Actual")),
        doc.money("to_date_plan", _("Plan")),
        doc.money("to_date_variance", _("Variance"), signed=True),
        doc.percent("to_date_percent", "%", signed=True),
        doc.money("year_forecast", _("Forecast")),
        doc.money("year_plan", _("Plan")),
        doc.money("year_variance", _("Variance"), signed=True),
    ]
    spans = [doc.Span("", 1), doc.Span(_so_far(view), 4), doc.Span(_("Full year"), 3)]
    lines = [_summary_row(row, says_surplus=data.says_surplus) for row in rows]
    return [doc.table("summary", "", columns, lines, spans=spans, compact=True)]


def _summary_row(row: FollowUpRow, *, says_surplus: bool) -> doc.Row:
    figures = row.figures
    cells: list[doc.Value | doc.Cell] = [row_word(row.row, says_surplus=says_surplus)]
    cells += _compared(figures.to_date, row.light, is_result=row.row.is_result)
    cells += [figures.year.actual_ore, figures.year.plan_ore]
    cells += [_toned(figures.year.variance_ore, row.year_light)]
    strong = row.row.kind is RowKind.SUBTOTAL
    style = doc.RowStyle.STRONG if strong else doc.RowStyle.NORMAL
    return doc.row(*cells, style=style, indent=0 if strong else 1)


def _so_far(view: FollowUp) -> str:
    closed = view.closed_months
    if not closed:
        return _("Year to date")
    return period_words(Period.of_months(closed[0], closed[-1]))


def _main_table(data: VarianceData) -> doc.Table:
    view = data.view
    shown = Period.of_months(view.first, view.month)
    columns = [
        doc.text("row", _("kr"), 24),
        doc.money("period_actual", _("Actual")),
        doc.money("period_plan", _("Plan")),
        doc.money("period_variance", _("Variance"), signed=True),
        doc.percent("period_percent", "%", signed=True),
        doc.money("to_date_actual", _("Actual")),
        doc.money("to_date_plan", _("Plan")),
        doc.money("to_date_variance", _("Variance"), signed=True),
        doc.percent("to_date_percent", "%", signed=True),
        doc.money("last_year", _("Last year")),
        doc.money("year_forecast", _("Forecast")),
        doc.money("year_plan", _("Plan")),
        doc.money("year_variance", _("Variance"), signed=True),
    ]
    commented = any(row.comment for row in view.rows)
    if commented:
        columns.append(doc.text("comment", _("Comment"), 16))
    title = period_words(shown)
    if not view.month_closed:
        title = _("%(period)s (open)") % {"period": title}
    made = doc.table(
        "variance",
        "",
        columns,
        [_row(row, data, commented=commented) for row in view.rows],
        spans=[
            doc.Span("", 1),
            doc.Span(title, 4),
            doc.Span(_so_far(view), 5),
            doc.Span(_("Full year"), 3),
            *([doc.Span("", 1)] if commented else []),
        ],
        empty=_("Neither plan nor bookkeeping is there for this fiscal year."),
        note=" ".join((_("Variance = actual minus plan; plus is good."), rounded_alone())),
        compact=True,
    )
    return live_rows(made, view.rows, VARIANCES)


def live_rows(
    table: doc.Table, rows: Sequence[FollowUpRow], variances: Sequence[tuple[int, int, int]]
) -> doc.Table:
    """The table with its sums and differences as formulas.

    Args:
        table: one row for each of `rows`.
        rows: the rows of the statement.
        variances: columns of a difference, its actual and its plan.
    """
    live = LiveTable(table)
    parts = {
        row.row.key: at
        for at, row in enumerate(rows)
        if row.row.kind in (RowKind.LINE, RowKind.UNMAPPED)
    }
    for column, actual, plan in variances:
        live.sum_columns(column, (actual,), (plan,))
    for at, row in enumerate(rows):
        if row.row.key not in parts:
            live.sum_rows(at, [parts[code] for code in row.row.codes if code in parts])
    return live.table()


def _row(row: FollowUpRow, data: VarianceData, *, commented: bool) -> doc.Row:
    figures, is_result = row.figures, row.row.is_result
    cells: list[doc.Value | doc.Cell] = [row_word(row.row, says_surplus=data.says_surplus)]
    cells += _compared(figures.month, row.month_light, is_result=is_result)
    cells += _compared(figures.to_date, row.light, is_result=is_result)
    cells += [figures.last_year_ore, figures.year.actual_ore, figures.year.plan_ore]
    cells += [_toned(figures.year.variance_ore, row.year_light)]
    cells += [row.comment] if commented else []
    strong = row.row.kind in (RowKind.SUBTOTAL, RowKind.GROUP)
    style = doc.RowStyle.STRONG if strong else doc.RowStyle.NORMAL
    return doc.row(*cells, style=style, indent=0 if strong else 1)


def _compared(amounts: Comparison, light: Light, *, is_result: bool) -> list[doc.Value | doc.Cell]:
    return [
        amounts.actual_ore,
        amounts.plan_ore,
        _toned(amounts.variance_ore, light),
        amounts.share(is_result=is_result),
    ]


def _toned(ore: int | None, light: Light) -> doc.Cell:
    return doc.Cell(ore, TONES[light])


def _notes(data: VarianceData) -> list[doc.Block]:
    view = data.view
    found = [doc.Note(_limits_words(view.limits)), doc.Note(_methods_words(data.methods))]
    found += [doc.Note(words, doc.Tone.WARN) for words in data.by_line]
    if data.scope_note:
        found.append(doc.Note(data.scope_note, doc.Tone.WARN))
    if data.expected:
        total = sum(one.ore for one in data.expected)
        said = _(
            "Of the closed months %(amount)s kr are expected and not booked. They are listed above."
        )
        found.append(doc.Note(said % {"amount": money(total)}, doc.Tone.WARN))
    if not view.month_closed:
        found.append(
            doc.Note(
                _(
                    "The books of the period are not closed, so its figures may change and have"
                    " no light. Year to date counts closed months only."
                ),
                doc.Tone.WARN,
            )
        )
    if not view.monthly:
        found.append(
            doc.Note(
                _("The bookkeeping file holds yearly totals only, so months can't be compared."),
                doc.Tone.WARN,
            )
        )
    return list(found)


def _limits_words(limits: Limits) -> str:
    return _(
        "%(good_sign)s no worse than %(good)s of the plan or %(good_kr)s kr, %(warn_sign)s no"
        " worse than %(warn)s or %(warn_kr)s kr, %(bad_sign)s worse; the larger limit counts."
    ) % {
        "good_sign": doc.Tone.GOOD.symbol,
        "warn_sign": doc.Tone.WARN.symbol,
        "bad_sign": doc.Tone.BAD.symbol,
        "good": percent(_share(limits.good_bp), 0),
        "good_kr": money(limits.good_ore),
        "warn": percent(_share(limits.warn_bp), 0),
        "warn_kr": money(limits.warn_ore),
    }


def _share(basis_points: int) -> Fraction:
    return Fraction(basis_points, BASIS_POINTS)


def _methods_words(methods: tuple[Method, ...]) -> str:
    words = {
        Method.REMAINING_PLAN: _("closed months as booked plus the rest of the plan"),
        Method.FORECAST_PLAN: _("closed months as booked plus the rest of the forecast plan"),
        Method.SEASON: _("the year's plan times actual by plan so far"),
        Method.STRAIGHT: _("closed months as booked, spread over the whole year"),
    }
    return _("Forecast: %(methods)s.") % {"methods": "; ".join(words[one] for one in methods)}


def _reasons(data: VarianceData) -> list[doc.Block]:
    if not data.reasons:
        return []
    columns = [doc.text("row", _("Plan line")), doc.text("why", _("Why"), WHY_WIDTH)]
    rows = [doc.row(title, " ".join(words)) for title, words in data.reasons]
    return [doc.table("reasons", _("Why"), columns, rows, compact=True)]


def _expected(data: VarianceData) -> list[doc.Block]:
    """Beside year to date, never in it."""
    if not data.expected:
        return []
    columns = [
        doc.text("month", _("Belongs to")),
        doc.text("what", _("Expected, not booked yet"), 60),
        doc.text("line", _("Plan line")),
        doc.money("amount", _("kr"), signed=True),
    ]
    rows = [doc.row(one.month, one.name, one.line, one.ore) for one in data.expected]
    total = sum(one.ore for one in data.expected)
    made = doc.table(
        "expected",
        _("Expected, not booked yet"),
        columns,
        rows,
        totals=[doc.row(_("Sum"), "", "", total)],
        note=_("It stands beside the figures and is in none of them."),
        compact=True,
    )
    live = LiveTable(made)
    live.sum_rows(len(rows), range(len(rows)))
    return [live.table()]


def _comments(data: VarianceData) -> list[doc.Block]:
    if not data.actions:
        return []
    rows = [doc.row(a.what, a.owner, a.due_on, a.agreed_on) for a in data.actions]
    columns = [
        doc.text("what", _("Agreed")),
        doc.text("owner", _("Who")),
        doc.day("due_on", _("Due")),
        doc.day("agreed_on", _("Agreed on")),
    ]
    return [doc.table("actions", _("Agreed actions"), columns, rows, compact=True)]
