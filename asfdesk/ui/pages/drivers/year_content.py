"""The plan's year as a grid to read: lines, sums, result, cash and supervisors by column."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.i18n import _, decimal, money, money_exact, ngettext
from asfdesk.reports.drivers.driver_words import full_time_word
from asfdesk.services.drivers.year_table import Per
from asfdesk.ui.kit.grid.grid_content import (
    Cell,
    DayColumn,
    FootRow,
    GridContent,
    GridRow,
    HeadColumn,
    HeadLook,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from asfdesk.domain.period import Month
    from asfdesk.services.drivers.year_table import YearColumn, YearRow, YearTable

WIDEST_NAME = 204
ORE_PER_THOUSAND = 100_000


def year_content(
    table: YearTable, this_month: Month, own: tuple[str, Sequence[int]] | None
) -> GridContent:
    """The grid.

    Args:
        table: what it shows.
        this_month: the month it is today.
        own: name and amounts by column of the driver that is chosen, to stand under the lines.
    """
    number = thousands if table.per is Per.MONTH else money
    return GridContent(
        heads=(HeadColumn(_unit(table.per), HeadLook.NAME, WIDEST_NAME),),
        total_titles=(_("Plan") if table.per is Per.YEAR else _("Year"),),
        columns=tuple(_column(one, this_month) for one in table.columns),
        rows=tuple(GridRow((row.name,), (number(row.total),), row.name) for row in table.rows),
        cells=tuple(_cells(row, number) for row in table.rows),
        foot=_foot(table, number, own),
        numbers=True,
    )


def thousands(ore: int) -> str:
    """Öre as thousands of kronor, half up, without unit."""
    return decimal(Fraction(ore, ORE_PER_THOUSAND), 0)


def _unit(per: Per) -> str:
    if per is Per.MONTH:
        return _("Thousands of kr · working days")
    return _("Kronor · working days")


def _column(one: YearColumn, this_month: Month) -> DayColumn:
    days = ngettext("%(num)d working day", "%(num)d working days", one.workdays)
    spoken = f"{one.title} {one.group}".strip()
    return DayColumn(
        top=one.title,
        bottom=str(one.workdays),
        group=one.group,
        today=one.months == (this_month,),
        tip=f"{spoken}: {days}",
        spoken=spoken,
    )


def _cells(row: YearRow, number: Callable[[int], str]) -> tuple[Cell, ...]:
    found = []
    for ore, over in zip(row.cells, row.overridden, strict=True):
        exact = _("%(amount)s kr") % {"amount": money_exact(ore)}
        tip = "\n".join((exact, _("Written over what the drivers give."))) if over else exact
        spoken = ", ".join((exact, _("written over"))) if over else exact
        found.append(Cell(text=number(ore), editable=False, odd=over, tip=tip, spoken=spoken))
    return tuple(found)


def _foot(
    table: YearTable, number: Callable[[int], str], own: tuple[str, Sequence[int]] | None
) -> tuple[FootRow, ...]:
    rows = []
    if own is not None:
        rows.append(_sum_row(_("of it %(name)s") % {"name": own[0]}, own[1], number))
    rows += [
        _sum_row(_("Total income"), table.income, number),
        _sum_row(_("Total costs"), table.costs, number),
    ]
    if any(table.finance):
        rows.append(_sum_row(_("Financial items"), table.finance, number))
    rows.append(_sum_row(_("Result"), table.result, number, strong=True))
    if table.cash is not None:
        cash = tuple(map(number, table.cash))
        rows.append(FootRow(_("Cash at the end"), cash, (cash[-1],)))
    if table.supervisors is not None:
        rows.append(_supervisors(table.supervisors))
    return tuple(rows)


def _sum_row(
    title: str, amounts: Sequence[int], number: Callable[[int], str], *, strong: bool = False
) -> FootRow:
    return FootRow(title, tuple(map(number, amounts)), (number(sum(amounts)),), strong)


def _supervisors(months: Sequence[tuple[int, int]]) -> FootRow:
    """Planned against needed; an exclamation mark where there are too few."""
    cells = tuple(
        f"! {full_time_word(planned)}" if planned < needed else full_time_word(planned)
        for planned, needed in months
    )
    most = max(needed for _planned, needed in months)
    title = _("Supervisors (needed at most %(needed)s)") % {"needed": full_time_word(most)}
    return FootRow(title, cells, ("",))
