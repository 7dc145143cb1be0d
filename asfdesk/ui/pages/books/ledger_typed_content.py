"""Ekonomi, Inmatat: typed amounts as a grid of lines and months; booked months stand beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.i18n import ABSENT, _, money, money_exact, month_name, short_month
from asfdesk.ui.kit.grid.grid_content import (
    Cell,
    DayColumn,
    FootRow,
    GridContent,
    GridRow,
    HeadColumn,
    HeadLook,
    Mark,
)
from asfdesk.ui.pages.drivers.months_content import WIDEST_NAME, as_typed, kind_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.period import Month
    from asfdesk.services.books.typed_amounts import TypedRow, TypedView


def typed_content(view: TypedView, rows: Sequence[TypedRow], this_month: Month) -> GridContent:
    """The grid; cells of months that the books reach cannot be typed in."""
    known = [ore for ore in view.results if ore is not None]
    result = FootRow(
        _("Result"),
        tuple("" if ore is None else money(ore) for ore in view.results),
        (money(sum(known)) if known else "",),
        strong=True,
    )
    return GridContent(
        heads=(
            HeadColumn("", HeadLook.NOTE, 64),
            HeadColumn(_("Plan line"), HeadLook.NAME, WIDEST_NAME),
        ),
        total_titles=(_("Year"),),
        columns=tuple(
            _column(month, this_month, covered=covered)
            for month, covered in zip(view.months, view.covered, strict=True)
        ),
        rows=tuple(_row(row) for row in rows),
        cells=tuple(_cells(row, view) for row in rows),
        foot=(result,),
        numbers=True,
    )


def _column(month: Month, this_month: Month, *, covered: bool) -> DayColumn:
    name = month_name(month.year, month.number)
    state = _("from the bookkeeping") if covered else _("can be typed in")
    return DayColumn(
        top=short_month(month.number),
        bottom=_("booked") if covered else "",
        group=str(month.year),
        shaded=covered,
        today=month == this_month,
        tip=f"{name}: {state}",
        spoken=name,
    )


def _row(row: TypedRow) -> GridRow:
    kind = kind_word(row.line)
    year = "" if row.year_ore is None else money(row.year_ore)
    return GridRow(head=(kind, row.name), totals=(year,), spoken=f"{row.name}, {kind.lower()}")


def _cells(row: TypedRow, view: TypedView) -> tuple[Cell, ...]:
    found = []
    for typed, booked, covered in zip(row.cells, row.booked, view.covered, strict=True):
        ore = booked if covered else typed
        source = _("from the bookkeeping") if covered else _("typed in")
        said = ABSENT if ore is None else money_exact(ore)
        amount = _("%(amount)s kr") % {"amount": said}
        tip = "" if ore is None else f"{amount}, {source}"
        found.append(
            Cell(
                text="" if ore is None else money(ore),
                mark=Mark.OUTSIDE if covered else Mark.NONE,
                stop=not covered,
                editable=not covered,
                edit="" if covered else as_typed(ore),
                tip=tip,
                spoken=tip or said,
            )
        )
    return tuple(found)
