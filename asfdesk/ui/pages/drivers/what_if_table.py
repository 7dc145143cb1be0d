"""The what-if's year as a table: rows by month, in thousand kronor, what is changed in bold."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.i18n import _, decimal, money, short_month
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook, TableModel
from asfdesk.ui.kit.table.table_view import TableView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.period import Month
    from asfdesk.reports.drivers.what_if_rows import WhatIfRow

THOUSAND_KRONOR = 100_000
MONTH_WIDTH, YEAR_WIDTH = 40, 52
"""Fixed: measuring every cell again would take most of a frame each time a lever moves."""


class WhatIfTable(TableView):
    """Rows of one fiscal year."""

    def __init__(self) -> None:
        self._content: TableModel[WhatIfRow] = TableModel([], _look)
        self._months: tuple[Month, ...] = ()
        super().__init__(self._content, _("Income and costs of the year"))

    def show_year(self, months: Sequence[Month], rows: Sequence[WhatIfRow]) -> None:
        """Show other amounts, or another year."""
        if tuple(months) != self._months:
            self._months = tuple(months)
            self._content.set_columns(_columns(self._months))
        self._content.set_rows(list(rows))


def _columns(months: Sequence[Month]) -> list[Column[WhatIfRow]]:
    found: list[Column[WhatIfRow]] = [
        Column(
            _("Income and costs, tkr"),
            lambda row: row.name,
            stretch=True,
            tooltip=lambda row: row.name,
        )
    ]
    found += [_month(place, month) for place, month in enumerate(months)]
    found.append(
        Column(
            _("Year"),
            lambda row: _thousands(row.total),
            Kind.MONEY,
            bold=lambda _row: True,
            tooltip=_beside_plan,
            width=YEAR_WIDTH,
        )
    )
    return found


def _month(place: int, month: Month) -> Column[WhatIfRow]:
    return Column(
        short_month(month.number),
        lambda row: _thousands(row.cells[place]) if row.cells[place] else "",
        Kind.MONEY,
        bold=lambda row: row.changed and not row.is_result,
        tooltip=lambda row: _exact(row.cells[place]),
        width=MONTH_WIDTH,
    )


def _look(row: WhatIfRow) -> RowLook:
    return RowLook.TOTAL if row.is_result else RowLook.NORMAL


def _thousands(ore: int) -> str:
    return decimal(Fraction(ore, THOUSAND_KRONOR), 0)


def _beside_plan(row: WhatIfRow) -> str:
    values = {"amount": money(row.total), "planned": money(row.planned_ore)}
    return _("%(amount)s kr, plan %(planned)s kr") % values


def _exact(ore: int) -> str:
    return _("%(amount)s kr") % {"amount": money(ore)}
