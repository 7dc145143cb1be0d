"""R8's appendices: month by month, cash and break-even, and the file's own totals beside ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.planning.statement import RowKind
from asfdesk.i18n import _, money, month_name, percent, short_month
from asfdesk.reports import document as doc
from asfdesk.reports.chart_spec import BarChart, Ink, LineChart, Look, Mark, Series
from asfdesk.reports.planning.variance_rows import row_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from fractions import Fraction

    from asfdesk.domain.period import Month
    from asfdesk.domain.planning.follow_up import FollowUp
    from asfdesk.domain.planning.statement import StatementRow

VARIANCE = "variance_by_month"
MONTHS_PER_TABLE = 12


@dataclass(frozen=True)
class LineMonths:
    """A row month by month, in the order of the year's months; None = not known.

    Actuals of open months are what is booked so far.
    """

    row: StatementRow
    plan: tuple[int | None, ...]
    actual: tuple[int | None, ...]

    def variance(self, at: int) -> int | None:
        """Actual minus plan of one month."""
        plan, actual = self.plan[at], self.actual[at]
        return None if plan is None or actual is None else actual - plan


@dataclass(frozen=True)
class ClassTotal:
    """A class of result accounts, öre by effect.

    Attributes:
        file_ore: the file's own year total (#RES); None = it has none.
        report_ore: what this program adds up, open months included.
        unmapped_ore: the part without plan line.
    """

    number: str
    file_ore: int | None
    report_ore: int
    unmapped_ore: int

    @property
    def difference_ore(self) -> int | None:
        """Report minus file."""
        return None if self.file_ore is None else self.report_ore - self.file_ore


@dataclass(frozen=True)
class CashMonth:
    """Cash and bank (1900-1999) at a month's end, öre."""

    month: Month
    ore: int


def rolling_blocks(view: FollowUp, *, says_surplus: bool) -> list[doc.Block]:
    """The twelve months up to the last closed one beside the twelve before; none if not known."""
    rows = [row for row in view.rows if row.figures.rolling_ore is not None]
    if not rows or view.through is None:
        return []
    before = any(row.figures.rolling_before_ore is not None for row in rows)
    columns = [doc.text("row", _("kr"), 24), doc.money("rolling", _("Twelve months"))]
    if before:
        columns.append(doc.money("before", _("The twelve before")))
        columns.append(doc.money("change", _("Changed by"), signed=True))
    lines = []
    for row in rows:
        now, then = row.figures.rolling_ore, row.figures.rolling_before_ore
        change = None if now is None or then is None else now - then
        cells: list[doc.Value] = [row_word(row.row, says_surplus=says_surplus), now]
        cells += [then, change] if before else []
        strong = row.row.kind in (RowKind.SUBTOTAL, RowKind.GROUP)
        style = doc.RowStyle.STRONG if strong else doc.RowStyle.NORMAL
        lines.append(doc.row(*cells, style=style, indent=0 if strong else 1))
    last = month_name(view.through.year, view.through.number)
    title = _("Twelve months to %(month)s") % {"month": last}
    return [doc.PageBreak(), doc.table("rolling", title, columns, lines, compact=True)]


def month_blocks(
    view: FollowUp, rows: Sequence[LineMonths], *, says_surplus: bool
) -> list[doc.Block]:
    """Actual, plan and variance by month, and the result as a chart."""
    if not rows:
        return []
    months = view.year.months()
    blocks: list[doc.Block] = [doc.PageBreak(), doc.Heading(_("Appendix: month by month"))]
    closed = set(view.closed_months)
    picks: list[tuple[str, str, Callable[[LineMonths, int], int | None]]] = [
        ("actual_by_month", _("Actual by month"), lambda row, at: row.actual[at]),
        ("plan_by_month", _("Plan by month"), lambda row, at: row.plan[at]),
        (
            VARIANCE,
            _("Variance by month (closed months)"),
            lambda row, at: row.variance(at) if months[at] in closed else None,
        ),
    ]
    for key, title, pick in picks:
        blocks += _month_tables((key, title), months, rows, pick, says_surplus=says_surplus)
    return [*blocks, *_result_chart(rows, months)]


def _month_tables(
    heading: tuple[str, str],
    months: Sequence[Month],
    rows: Sequence[LineMonths],
    pick: Callable[[LineMonths, int], int | None],
    *,
    says_surplus: bool,
) -> Iterator[doc.Table]:
    """One table of at most twelve months; the last one has the sum of the year."""
    key, title = heading
    signed = key == VARIANCE
    for start in range(0, len(months), MONTHS_PER_TABLE):
        places = range(start, min(start + MONTHS_PER_TABLE, len(months)))
        last = places[-1] == len(months) - 1
        columns = [doc.text("row", _("kr"), 22)]
        columns += _month_columns([months[at] for at in places], signed=signed)
        columns += [doc.money("sum", _("Sum"), signed=signed)] if last else []
        lines = []
        for row in rows:
            cells: list[doc.Value] = [row_word(row.row, says_surplus=says_surplus)]
            cells += [pick(row, at) for at in places]
            cells += [_sum([pick(row, at) for at in range(len(months))])] if last else []
            strong = row.row.kind in (RowKind.SUBTOTAL, RowKind.GROUP)
            style = doc.RowStyle.STRONG if strong else doc.RowStyle.NORMAL
            lines.append(doc.row(*cells, style=style, indent=0 if strong else 1))
        name = key if not start else f"{key}_{start // MONTHS_PER_TABLE + 1}"
        yield doc.table(name, title, columns, lines, compact=True)


def _month_columns(months: Sequence[Month], *, signed: bool = False) -> list[doc.Column]:
    return [doc.money(f"m{month}", short_month(month.number), signed=signed) for month in months]


def _sum(amounts: Sequence[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def _result_chart(rows: Sequence[LineMonths], months: Sequence[Month]) -> list[doc.Block]:
    result = rows[-1]
    series = [Series(_("Actual"), result.actual)]
    if any(amount is not None for amount in result.plan):
        series.insert(0, Series(_("Plan"), result.plan, Look.OUTLINE, Ink.PLAN))
    chart = BarChart(tuple(short_month(month.number) for month in months), tuple(series))
    return [doc.Chart(chart, _("Result by month"), height=80)]


def cash_blocks(
    cash: Sequence[CashMonth],
    break_even: Sequence[tuple[str, Fraction]],
    planned: Sequence[CashMonth] = (),
    words: Sequence[str] = (),
) -> list[doc.Block]:
    """The lowest month-end balance, the plan's cash, and where the plan breaks even.

    Args:
        cash: balances at the ends of closed months.
        break_even: name of a line, and the occupancy at which the plan's result is zero.
        planned: balances as the plan has them.
        words: what else is said of the plan's cash and break-even.
    """
    if not (cash or break_even or planned or words):
        return []
    blocks: list[doc.Block] = [doc.Heading(_("Appendix: cash and break-even"))]
    if cash:
        blocks += _cash_so_far(cash)
    for at in range(0, len(planned), MONTHS_PER_TABLE):
        part = planned[at : at + MONTHS_PER_TABLE]
        blocks.append(
            doc.table(
                f"planned_cash{at // MONTHS_PER_TABLE + 1 if at else ''}",
                _("Cash and bank as planned, at month ends") if not at else "",
                [doc.text("row", _("kr")), *_month_columns([one.month for one in part])],
                [doc.row(_("Plan"), *(one.ore for one in part))],
                compact=True,
            )
        )
    blocks += [doc.Paragraph(sentence) for sentence in words]
    blocks += [
        doc.Paragraph(
            _("With everything else as planned, the year breaks even at an occupancy of %(share)s.")
            % {"share": percent(share)},
            f"{name}:",
        )
        for name, share in break_even
    ]
    return blocks


def _cash_so_far(cash: Sequence[CashMonth]) -> list[doc.Block]:
    """The lowest month-end balance so far, as a sentence, a chart and a table."""
    lowest = min(range(len(cash)), key=lambda at: cash[at].ore)
    name = month_name(cash[lowest].month.year, cash[lowest].month.number)
    said = _("Lowest at the end of %(month)s: %(amount)s kr.") % {
        "month": name,
        "amount": money(cash[lowest].ore),
    }
    chart = LineChart(
        tuple(short_month(one.month.number) for one in cash),
        (Series(_("Cash and bank"), tuple(one.ore for one in cash)),),
        marks=(Mark(lowest, f"{money(cash[lowest].ore)} kr"),),
        summary=said,
    )
    return [
        doc.Paragraph(said + " " + _("It may have been lower inside the month.")),
        doc.Chart(chart, _("Cash and bank at month ends (accounts 1900–1999)"), height=80),
        doc.table(
            "cash",
            "",
            [doc.text("row", _("kr")), *_month_columns([one.month for one in cash])],
            [doc.row(_("Cash and bank"), *(one.ore for one in cash))],
            compact=True,
        ),
    ]


def reconciliation_blocks(view: FollowUp, classes: Sequence[ClassTotal]) -> list[doc.Block]:
    """The file's #RES per class beside what the report adds up, and why they differ."""
    if not classes:
        return []
    columns = [
        doc.text("class", _("Account class")),
        doc.money("file", _("Year total in the file (#RES)"), exact=True),
        doc.money("report", _("In this report"), exact=True),
        doc.money("difference", _("Difference"), exact=True, signed=True),
        doc.money("unmapped", _("Of it without plan line"), exact=True),
        doc.text("why", _("Why")),
    ]
    rows = [
        doc.row(
            one.number,
            one.file_ore,
            one.report_ore,
            one.difference_ore,
            one.unmapped_ore,
            _why(view, one),
        )
        for one in classes
    ]
    totals = doc.row(
        _("Sum"),
        _sum([one.file_ore for one in classes]),
        sum(one.report_ore for one in classes),
        _sum([one.difference_ore for one in classes]),
        sum(one.unmapped_ore for one in classes),
        "",
    )
    note = _(
        "By effect on the result: income plus, costs minus. Accounts 8990–8999 are left out. The"
        " whole fiscal year as imported, open months included."
    )
    title = _("Appendix: does it agree with the books?")
    return [
        doc.table("reconciliation", title, columns, rows, totals=[totals], note=note, compact=True)
    ]


def _why(view: FollowUp, one: ClassTotal) -> str:
    if one.file_ore is None:
        return _("The file has no year totals.")
    if one.difference_ore == 0:
        return _("They agree.")
    if not view.monthly:
        return _("The file's opening and closing balances do not give its year totals.")
    return _(
        "The vouchers do not add up to the file's year totals: a selection of vouchers, or"
        " preliminary vouchers beside them."
    )
