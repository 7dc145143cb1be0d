"""Two plans in one grid: each year has the first, the second and the difference."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.money import round_half_up
from asfdesk.i18n import ABSENT, _, decimal, money_exact
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
from asfdesk.ui.pages.drivers.year_content import ORE_PER_THOUSAND, thousands

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asfdesk.domain.drivers.plan_comparison import ComparedRow, Pair, PlanComparison

WIDEST_NAME = 250
NOTHING = "0"
"""What a difference of nothing looks like everywhere; a dash is what cannot be compared."""


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
        for ore, text in (
            (pair.first_ore, _thousands(pair.first_ore)),
            (pair.second_ore, _thousands(pair.second_ore)),
            (pair.difference_ore, signed_thousands(pair.difference_ore)),
        ):
            said = ABSENT if ore is None else _("%(amount)s kr") % {"amount": money_exact(ore)}
            yield Cell(text=text, editable=False, tip=said, spoken=said)


def _thousands(ore: int | None) -> str:
    return ABSENT if ore is None else thousands(ore)


def signed_thousands(ore: int | None) -> str:
    """A difference in thousands: a dash where there is none to take, 0 where there is nothing.

    Less than half a thousand gets decimals, so that it does not look like nothing.
    """
    if not ore:
        return ABSENT if ore is None else NOTHING
    exact = Fraction(ore, ORE_PER_THOUSAND)
    places = 0
    while not round_half_up(exact * 10**places):
        places += 1
    return f"+{decimal(exact, places)}" if ore > 0 else decimal(exact, places)


def _foot(title: str, row: ComparedRow, *, strong: bool = False) -> FootRow:
    return FootRow(title, tuple(cell.text for cell in _cells(row)), (), strong)
