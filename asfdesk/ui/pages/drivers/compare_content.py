"""Two plans in one grid: each year has the first, the second and the difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.i18n import ABSENT, _, money_exact
from asfdesk.reports.planning.plan_words import line_word
from asfdesk.ui.kit.grid.grid_content import (
    Cell,
    DayColumn,
    FootRow,
    GridContent,
    GridRow,
    HeadColumn,
    HeadLook,
)
from asfdesk.ui.pages.drivers.year_content import thousands

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asfdesk.domain.drivers.plan_comparison import ComparedRow, Pair, PlanComparison

WIDEST_NAME = 250
PARTS = 3
"""The first, the second, the difference."""


def compare_content(found: PlanComparison, *, only_differing: bool) -> GridContent:
    """The grid, in thousands of kronor."""
    rows = [
        row for row in found.rows if row.line is not None and (row.differs or not only_differing)
    ]
    names = [line_word(row.line) if row.line else "" for row in rows]
    return GridContent(
        heads=(HeadColumn(_("Thousands of kr"), HeadLook.NAME, WIDEST_NAME),),
        columns=tuple(_columns([year.label for year in found.years])),
        rows=tuple(GridRow((name,), (), name) for name in names),
        cells=tuple(tuple(_cells(row)) for row in rows),
        foot=(
            _foot(_("Total income"), found.income),
            _foot(_("Total costs"), found.costs),
            _foot(_("Financial items"), found.finance),
            _foot(_("Result"), found.result, strong=True),
        ),
        numbers=True,
    )


def _columns(years: Sequence[str]) -> Iterator[DayColumn]:
    """Every year, and all of them when there are several."""
    groups = [*years, _("All years")] if len(years) > 1 else list(years)
    for group in groups:
        for top, spoken in (
            (_("A"), _("plan A")),
            (_("B"), _("plan B")),
            (_("B − A"), _("B less A")),
        ):
            yield DayColumn(
                top=top, bottom="", group=group, shaded=False, spoken=f"{group}, {spoken}"
            )


def _pairs(row: ComparedRow) -> tuple[Pair, ...]:
    return (*row.years, row.total) if len(row.years) > 1 else row.years


def _cells(row: ComparedRow) -> Iterator[Cell]:
    for pair in _pairs(row):
        differs = pair.difference_ore != 0
        for ore, is_difference in (
            (pair.first_ore, False),
            (pair.second_ore, False),
            (pair.difference_ore if differs else None, True),
        ):
            said = ABSENT if ore is None else _("%(amount)s kr") % {"amount": money_exact(ore)}
            text = "" if ore is None else thousands(ore)
            yield Cell(
                text=f"+{text}" if is_difference and ore is not None and ore > 0 else text,
                editable=False,
                tip=said,
                spoken=said,
            )


def _foot(title: str, row: ComparedRow, *, strong: bool = False) -> FootRow:
    return FootRow(title, tuple(cell.text for cell in _cells(row)), (), strong)
