"""A computed plan as a table: its lines by month, quarter or year, with sums and result."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.plan import Section
from asfdesk.i18n import short_month
from asfdesk.reports.drivers.driver_words import QUARTER
from asfdesk.reports.planning.plan_words import line_word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.drivers.result import PlanResult
    from asfdesk.domain.period import FiscalYear, Month
    from asfdesk.domain.plan import PlanLine


class Per(StrEnum):
    """What a column of the table is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True)
class YearColumn:
    """Some months of the plan, one after the other; `workdays` of all of them."""

    title: str
    group: str
    months: tuple[Month, ...]
    workdays: int


@dataclass(frozen=True)
class YearRow:
    """A line, in öre by effect; `overridden`: columns with an amount over the drivers'."""

    code: str
    name: str
    cells: tuple[int, ...]
    overridden: tuple[bool, ...]

    @property
    def total(self) -> int:
        """All that is shown."""
        return sum(self.cells)


@dataclass(frozen=True)
class YearTable:
    """The table.

    Attributes:
        cash: cash and bank at the end of each column; None when it is not known.
        supervisors: planned and needed full-time equivalents, basis points, of the month in
            each column that lacks most; None when the need is not known.
    """

    per: Per
    columns: tuple[YearColumn, ...]
    rows: tuple[YearRow, ...]
    income: tuple[int, ...]
    costs: tuple[int, ...]
    finance: tuple[int, ...]
    cash: tuple[int, ...] | None
    supervisors: tuple[tuple[int, int], ...] | None

    @property
    def result(self) -> tuple[int, ...]:
        """Everything together."""
        return tuple(map(sum, zip(self.income, self.costs, self.finance, strict=True)))


def year_table(
    model: PlanModel,
    result: PlanResult,
    lines: Sequence[PlanLine],
    years: Sequence[FiscalYear],
    shown: FiscalYear,
    per: Per,
) -> YearTable:
    """The table of one year by month or quarter, or of every year of the plan.

    Args:
        model: what the plan is made from.
        result: what it comes to.
        lines: the plan lines in their order; those without amounts are left out.
        years: the plan's fiscal years.
        shown: the year that is shown; with Per.YEAR all are.
        per: what a column is.
    """
    days = dict(zip(model.months, model.workdays, strict=True))
    columns = _columns(years, shown, per, days)
    at = {month: place for place, month in enumerate(result.months)}
    places = [[at[month] for month in column.months] for column in columns]
    rows = tuple(
        _row(line, result, columns, places)
        for line in lines
        if any(result.lines.get(line.code, ()))
    )
    sections = {line.code: line.section for line in lines}
    return YearTable(
        per=per,
        columns=columns,
        rows=rows,
        income=_sum(rows, sections, Section.INCOME, len(columns)),
        costs=_sum(rows, sections, Section.COST, len(columns)),
        finance=_sum(rows, sections, Section.FINANCE, len(columns)),
        cash=_cash(result, columns),
        supervisors=_supervisors(result, places),
    )


def _columns(
    years: Sequence[FiscalYear], shown: FiscalYear, per: Per, days: Mapping[Month, int]
) -> tuple[YearColumn, ...]:
    if per is Per.YEAR:
        parts = [(year.label, "", tuple(year.months())) for year in years]
    else:
        months = shown.months()
        step = 1 if per is Per.MONTH else QUARTER
        chunks = [tuple(months[at : at + step]) for at in range(0, len(months), step)]
        parts = [(_span(chunk), str(chunk[0].year), chunk) for chunk in chunks]
    return tuple(
        YearColumn(title, group, months, sum(days[month] for month in months))
        for title, group, months in parts
    )


def _span(months: Sequence[Month]) -> str:
    first, last = short_month(months[0].number), short_month(months[-1].number)
    return first if len(months) == 1 else f"{first}\u2013{last}"


def _row(
    line: PlanLine,
    result: PlanResult,
    columns: Sequence[YearColumn],
    places: Sequence[Sequence[int]],
) -> YearRow:
    amounts = result.lines[line.code]
    return YearRow(
        line.code,
        line_word(line),
        tuple(sum(amounts[at] for at in inside) for inside in places),
        tuple(
            any((line.code, month) in result.overridden for month in column.months)
            for column in columns
        ),
    )


def _sum(
    rows: Sequence[YearRow], sections: Mapping[str, Section], section: Section, columns: int
) -> tuple[int, ...]:
    inside = [row.cells for row in rows if sections[row.code] is section]
    return tuple(sum(cells[at] for cells in inside) for at in range(columns))


def _cash(result: PlanResult, columns: Sequence[YearColumn]) -> tuple[int, ...] | None:
    if result.liquidity is None:
        return None
    known = dict(zip(result.liquidity.months, result.liquidity.balances, strict=True))
    return tuple(known[column.months[-1]] for column in columns)


def _supervisors(
    result: PlanResult, places: Sequence[Sequence[int]]
) -> tuple[tuple[int, int], ...] | None:
    planned, needed = result.supervision.planned_bp, result.supervision.needed_bp
    if needed is None:
        return None
    worst = (min(inside, key=lambda at: planned[at] - needed[at]) for inside in places)
    return tuple((planned[at], needed[at]) for at in worst)
