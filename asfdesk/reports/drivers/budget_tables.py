"""Resultatbudget as tables: the rows of the resultatrapport by month or quarter, sums live."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from asfdesk.domain.planning.statement import RowKind
from asfdesk.i18n import _, short_month
from asfdesk.reports import document as doc
from asfdesk.reports.formula import Ref, Sum
from asfdesk.reports.live_table import LiveTable
from asfdesk.reports.planning.statement_formulas import sum_statement
from asfdesk.reports.planning.variance_rows import row_word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from asfdesk.domain.period import Month
    from asfdesk.domain.planning.month_budget import MonthBudget
    from asfdesk.domain.planning.statement import StatementRow

MONTHS_PER_TABLE = 12
QUARTER = 3
DASH = "\u2013"


@dataclass(frozen=True)
class Slot:
    """A column of months: which, by number from 0, and what stands over them."""

    key: str
    title: str
    places: tuple[int, ...]
    span: str = ""

    def shifted(self, by: int) -> Slot:
        """The same months where they are numbered from an earlier one."""
        return replace(self, places=tuple(at + by for at in self.places))


def by_month(months: Sequence[Month], spans: Callable[[int], str]) -> list[Slot]:
    """A column for each month; `spans` says what stands over the month of that number."""
    return [
        Slot(f"m{month}", short_month(month.number), (at,), spans(at))
        for at, month in enumerate(months)
    ]


def by_quarter(months: Sequence[Month]) -> list[Slot]:
    """A column for each three months of the fiscal year; the last may be shorter."""
    found = []
    for start in range(0, len(months), QUARTER):
        inside = tuple(range(start, min(start + QUARTER, len(months))))
        title = quarter_word([months[at] for at in inside])
        found.append(Slot(f"q{months[start]}", title, inside, str(months[start].year)))
    return found


def quarter_word(months: Sequence[Month]) -> str:
    """jan–mar."""
    first, last = short_month(months[0].number), short_month(months[-1].number)
    return first if len(months) == 1 else f"{first}{DASH}{last}"


def month_spans(budget: MonthBudget) -> Callable[[int], str]:
    """Booked or planned, with the calendar year."""

    def said(at: int) -> str:
        year = budget.months[at].year
        word = _("Booked %(year)d") if at < budget.booked else _("Budget %(year)d")
        return word % {"year": year}

    return said


def slot_columns(slots: Sequence[Slot]) -> list[doc.Column]:
    """The slots as columns of money."""
    return [doc.money(slot.key, slot.title) for slot in slots]


def slot_spans(slots: Sequence[Slot], before: int = 1, after: int = 0) -> list[doc.Span]:
    """What stands over the slots; neighbours with the same words share one heading."""
    found = [doc.Span("", before)] if before else []
    words = [slot.span for slot in slots]
    starts = [0, *(at + 1 for at, (one, two) in enumerate(pairwise(words)) if one != two)]
    ends = [*starts[1:], len(words)]
    found += [doc.Span(words[start], end - start) for start, end in zip(starts, ends, strict=True)]
    return [*found, *([doc.Span("", after)] if after else [])]


def chunks(slots: Sequence[Slot], most: int = MONTHS_PER_TABLE) -> list[Sequence[Slot]]:
    """So many slots to a table that it fits a page lying down."""
    return [slots[start : start + most] for start in range(0, len(slots), most)]


@dataclass(frozen=True)
class Statement:
    """The rows of a resultatrapport, with the words of the legal form."""

    rows: Sequence[StatementRow]
    says_surplus: bool

    def words(self, row: StatementRow) -> str:
        """What a row is called."""
        return row_word(row, says_surplus=self.says_surplus)

    def line(self, row: StatementRow, cells: Sequence[doc.Value]) -> doc.Row:
        """A row of a table, sums in bold."""
        strong = row.kind in (RowKind.SUBTOTAL, RowKind.GROUP)
        style = doc.RowStyle.STRONG if strong else doc.RowStyle.NORMAL
        return doc.row(self.words(row), *cells, style=style, indent=0 if strong else 1)


def budget_tables(
    key: str, title: str, budget: MonthBudget, statement: Statement, slots: Sequence[Slot]
) -> list[doc.Table]:
    """A budget, at most twelve months to a table; the last has the sum of all.

    Args:
        key: of the first table; the others have a number after it.
        title: of the tables.
        budget: the amounts.
        statement: the rows; the same for every table that is to be added up with these.
        slots: the columns.
    """
    made: list[doc.Table] = []
    parts = chunks(slots)
    for number, part in enumerate(parts, start=1):
        last = number == len(parts)
        columns = [doc.text("row", _("kr"), 22), *slot_columns(part)]
        columns += [doc.money("sum", _("Sum"))] if last else []
        lines = []
        for row in statement.rows:
            cells: list[doc.Value] = [budget.amount(row.codes, slot.places) for slot in part]
            cells += [budget.amount(row.codes, budget.all_months)] if last else []
            lines.append(statement.line(row, cells))
        table = doc.table(
            key if number == 1 else f"{key}_{number}",
            title,
            columns,
            lines,
            spans=slot_spans(part, after=1 if last else 0),
            compact=True,
        )
        made.append(_live(table, made, statement.rows, len(part)))
    return made


def _live(
    table: doc.Table, before: Sequence[doc.Table], rows: Sequence[StatementRow], slots: int
) -> doc.Table:
    """Sums of rows, and of the months of every table so far in the column of the sum."""
    live = LiveTable(table, before)
    sum_statement(live, rows, range(1, slots + 1))
    for at in range(len(rows)):
        refs = [Ref(at, column, one.key) for one in before for column in range(1, len(one.columns))]
        refs += [Ref(at, column) for column in range(1, slots + 1)]
        live.cell(at, slots + 1, Sum(tuple(refs)))
    return live.table()


def columns_of(tables: Sequence[doc.Table], row: int, wanted: range) -> tuple[Ref, ...]:
    """The cells of a row in those columns of months, over all tables, that are wanted.

    Args:
        tables: what `budget_tables` made.
        row: which row.
        wanted: numbers of the columns, from 0 over all tables.
    """
    found, number = [], 0
    for table in tables:
        for column, one in enumerate(table.columns):
            if one.key[0] in "mq" and column:
                if number in wanted:
                    found.append(Ref(row, column, table.key))
                number += 1
    return tuple(found)
