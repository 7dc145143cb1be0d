"""The what-if's year as a grid: rows by month, in thousand kronor, what is changed in bold."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.i18n import _, decimal, money, month_name, short_month
from asfdesk.ui.kit.grid.grid_content import (
    Cell,
    DayColumn,
    FootRow,
    GridContent,
    GridRow,
    HeadColumn,
    HeadLook,
)
from asfdesk.ui.kit.grid.grid_frame import DayGrid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.period import Month
    from asfdesk.reports.drivers.what_if_rows import WhatIfRow

THOUSAND_KRONOR = 100_000
FEWEST_ROWS = 2
WIDEST_NAME = 190
LEAST_MONTH, MOST_MONTH = 36, 60
"""How wide a month is, pixels: below the least the grid scrolls, its names stay."""


class WhatIfTable(DayGrid):
    """Rows of one fiscal year; the result never scrolls out of sight.

    A lever's step changes few rows. Those that stand as they stood keep their cells, so that the
    grid paints nothing of them.
    """

    def __init__(self) -> None:
        super().__init__(_("Income and costs of the year"), fewest_rows=FEWEST_ROWS)
        self.model.read_only = True
        self._months: tuple[Month, ...] = ()
        self._heads: tuple[DayColumn, ...] = ()
        self._known: dict[WhatIfRow, tuple[GridRow, tuple[Cell, ...]]] = {}

    def show_year(self, months: Sequence[Month], rows: Sequence[WhatIfRow]) -> None:
        """Show other amounts, or another year."""
        if tuple(months) != self._months:
            self._months, self._known = tuple(months), {}
            self._heads = tuple(map(_column, self._months))
        lines = [row for row in rows if not row.is_result]
        made = {row: self._known.get(row) or (_row(row), _cells(row)) for row in lines}
        self._known = made
        content = GridContent(
            heads=(HeadColumn(_("Income and costs, tkr"), HeadLook.NAME, WIDEST_NAME),),
            total_titles=(_("Year"),),
            columns=self._heads,
            rows=tuple(made[row][0] for row in lines),
            cells=tuple(made[row][1] for row in lines),
            foot=tuple(_foot(row) for row in rows if row.is_result),
            numbers=True,
        )
        self.set_content(content, MOST_MONTH, LEAST_MONTH)


def _column(month: Month) -> DayColumn:
    name = month_name(month.year, month.number)
    return DayColumn(short_month(month.number), "", str(month.year), tip=name, spoken=name)


def _row(row: WhatIfRow) -> GridRow:
    return GridRow((row.name,), (_thousands(row.total),), f"{row.name}: {_beside_plan(row)}")


def _cells(row: WhatIfRow) -> tuple[Cell, ...]:
    found = []
    for ore in row.cells:
        exact = _("%(amount)s kr") % {"amount": money(ore)}
        text = _thousands(ore) if ore else ""
        found.append(Cell(text, editable=False, strong=row.changed, tip=exact, spoken=exact))
    return tuple(found)


def _foot(row: WhatIfRow) -> FootRow:
    cells = tuple(map(_thousands, row.cells))
    return FootRow(row.name, cells, (_thousands(row.total),), strong=True)


def _thousands(ore: int) -> str:
    return decimal(Fraction(ore, THOUSAND_KRONOR), 0)


def _beside_plan(row: WhatIfRow) -> str:
    values = {"amount": money(row.total), "planned": money(row.planned_ore)}
    return _("%(amount)s kr, plan %(planned)s kr") % values
