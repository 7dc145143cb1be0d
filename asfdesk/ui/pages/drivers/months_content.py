"""Månader: the plan as a grid of lines and months; what is written over the drivers is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import is_typed_as_cost
from asfdesk.domain.plan import Section
from asfdesk.i18n import (
    ABSENT,
    GROUP,
    _,
    money,
    money_exact,
    month_name,
    ngettext,
    pgettext,
    short_month,
)
from asfdesk.reports.words import value_source_word
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
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.period import Month
    from asfdesk.domain.plan import PlanLine
    from asfdesk.services.planning.plan_page import PlanPageView, PlanRow

WIDEST_NAME = 250


def months_content(
    view: PlanPageView,
    rows: Sequence[PlanRow],
    driven: Mapping[tuple[str, Month], int],
    this_month: Month,
) -> GridContent:
    """The grid: names and kind at the left, months, the year and last year at the right.

    Args:
        view: the plan's amounts.
        rows: the lines that are shown.
        driven: what the drivers give where something else is written, as it would be typed.
        this_month: the month it is today.
    """
    return GridContent(
        heads=(
            HeadColumn("", HeadLook.NOTE, 64),
            HeadColumn(_("Plan line"), HeadLook.NAME, WIDEST_NAME),
        ),
        total_titles=(_("Year"), _("Last year")),
        columns=_columns(view, this_month),
        rows=tuple(_row(row) for row in rows),
        cells=tuple(_cells(row, view, driven) for row in rows),
        foot=_foot(view),
        numbers=True,
    )


def kind_word(line: PlanLine) -> str:
    """Income, cost or financial: how the line's amounts are typed."""
    if is_typed_as_cost(line):
        return pgettext("kind of plan line", "Cost")
    if line.section is Section.INCOME:
        return pgettext("kind of plan line", "Income")
    return pgettext("kind of plan line", "Financial")


def as_typed(ore: int | None) -> str:
    """What the editor starts with: 33333 or 33333,50, without groups; "" when not filled in."""
    if ore is None:
        return ""
    text = money_exact(ore).replace(GROUP, "").replace("\u2212", "-")
    return text[:-3] if text.endswith((",00", ".00")) else text


def _columns(view: PlanPageView, this_month: Month) -> tuple[DayColumn, ...]:
    found = []
    for month, days in zip(view.months, view.workdays, strict=True):
        said = ngettext("%(num)d working day", "%(num)d working days", days)
        name = month_name(month.year, month.number)
        found.append(
            DayColumn(
                top=short_month(month.number),
                bottom=_("%(count)d d.") % {"count": days},
                group=str(month.year),
                today=month == this_month,
                tip=f"{name}: {said}",
                spoken=name,
            )
        )
    return tuple(found)


def _row(row: PlanRow) -> GridRow:
    kind = kind_word(row.line)
    return GridRow(
        head=(kind, row.name),
        totals=(_shown(row.year), _shown(row.last_year_sum)),
        spoken=f"{row.name}, {kind.lower()}",
    )


def _shown(ore: int | None) -> str:
    return "" if ore is None else money(ore)


def _cells(
    row: PlanRow, view: PlanPageView, driven: Mapping[tuple[str, Month], int]
) -> tuple[Cell, ...]:
    found = []
    for at, month in enumerate(view.months):
        ore, before = row.cells[at], row.last_year[at]
        instead = driven.get((row.line.code, month))
        found.append(
            Cell(
                text=_shown(ore),
                editable=view.editable,
                edit=as_typed(ore),
                default=as_typed(before),
                odd=instead is not None,
                tip="\n".join(_tips(row, at, instead)),
                spoken=_spoken(ore, instead),
            )
        )
    return tuple(found)


def _tips(row: PlanRow, at: int, instead: int | None) -> list[str]:
    """The exact amount, where it came from, and what it stands beside or in place of."""
    ore, source, before = row.cells[at], row.sources[at], row.last_year[at]
    tips = []
    if ore is not None and ore % 100:
        tips.append(_("%(amount)s kr") % {"amount": money_exact(ore)})
    if instead is not None:
        tips.append(instead_words(instead))
    elif source is not None:
        tips.append(value_source_word(source))
    if before is not None:
        tips.append(_("Last year %(amount)s kr") % {"amount": money(before)})
    return tips


def instead_words(ore: int) -> str:
    """What the drivers would give, where something else is written."""
    return _("Instead of %(amount)s from the drivers") % {"amount": money(ore)}


def _spoken(ore: int | None, instead: int | None) -> str:
    said = _("%(amount)s kr") % {"amount": ABSENT if ore is None else money_exact(ore)}
    return said if instead is None else f"{said}, {instead_words(instead)}"


def cell_words(
    view: PlanPageView, row: PlanRow, at: int, driven: Mapping[tuple[str, Month], int]
) -> str:
    """A cell in words: line, month, amount, where it came from, and last year."""
    if not 0 <= at < len(view.months):
        return row.name
    month = view.months[at]
    name = month_name(month.year, month.number)
    ore, source, before = row.cells[at], row.sources[at], row.last_year[at]
    instead = driven.get((row.line.code, month))
    parts = [f"{row.name}, {name}:"]
    parts.append(
        _("not filled in") if ore is None else _("%(amount)s kr") % {"amount": money_exact(ore)}
    )
    if instead is not None:
        words = instead_words(instead)
        parts.append(f"({words[:1].lower()}{words[1:]})")
    elif source is not None:
        parts.append(f"({value_source_word(source).lower()})")
    if before is not None:
        parts.append("· " + _("last year %(amount)s kr") % {"amount": money_exact(before)})
    return " ".join(parts)


def _foot(view: PlanPageView) -> tuple[FootRow, ...]:
    sums, before = view.sums, view.last_year
    rows = [_foot_row(_("Total income"), sums.income, before.income if before else None)]
    costs = [-ore for ore in sums.costs]
    rows.append(
        _foot_row(_("Total costs"), costs, [-ore for ore in before.costs] if before else None)
    )
    if any(sums.finance) or (before is not None and any(before.finance)):
        rows.append(
            _foot_row(_("Financial items"), sums.finance, before.finance if before else None)
        )
    rows.append(_foot_row(_("Result"), sums.result, before.result if before else None, strong=True))
    return tuple(rows)


def _foot_row(
    title: str, months: Sequence[int], before: Sequence[int] | None, *, strong: bool = False
) -> FootRow:
    last_year = "" if before is None else money(sum(before))
    return FootRow(
        title, tuple(money(ore) for ore in months), (money(sum(months)), last_year), strong
    )
