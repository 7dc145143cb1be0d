"""Affärsplan: the plan as a grid of lines and months."""

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
    from collections.abc import Sequence

    from asfdesk.domain.period import Month
    from asfdesk.domain.plan import PlanLine
    from asfdesk.services.planning.plan_page import PlanPageView, PlanRow

WIDEST_NAME = 250


def plan_content(view: PlanPageView, rows: Sequence[PlanRow], this_month: Month) -> GridContent:
    """The grid: names and kind at the left, months, the year and last year at the right."""
    return GridContent(
        heads=(
            HeadColumn("", HeadLook.NOTE, 64),
            HeadColumn(_("Plan line"), HeadLook.NAME, WIDEST_NAME),
        ),
        total_titles=(_("Year"), _("Last year")),
        columns=_columns(view, this_month),
        rows=tuple(_row(row) for row in rows),
        cells=tuple(_cells(row, editable=view.editable) for row in rows),
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


def _cells(row: PlanRow, *, editable: bool) -> tuple[Cell, ...]:
    found = []
    for ore, source, before in zip(row.cells, row.sources, row.last_year, strict=True):
        tips = []
        if ore is not None and ore % 100:
            tips.append(_("%(amount)s kr") % {"amount": money_exact(ore)})
        if source is not None:
            tips.append(value_source_word(source))
        if before is not None:
            tips.append(_("Last year %(amount)s kr") % {"amount": money(before)})
        said = ABSENT if ore is None else money_exact(ore)
        found.append(
            Cell(
                text=_shown(ore),
                editable=editable,
                edit=as_typed(ore),
                default=as_typed(before),
                tip="\n".join(tips),
                spoken=_("%(amount)s kr") % {"amount": said},
            )
        )
    return tuple(found)


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
