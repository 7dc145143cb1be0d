"""What the follow-up page shows at once: the rows, and everything about the chosen one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import SUBTOTALS, Subtotal
from asfdesk.domain.planning.statement import RowKind
from asfdesk.i18n import _, month_name, short_month
from asfdesk.reports.chart_spec import BarChart, Ink, Look, Series, Unit, waterfall
from asfdesk.reports.planning.plan_words import group_word, plan_state, plan_title
from asfdesk.reports.planning.variance_rows import row_word
from asfdesk.services.drivers.explain_line import explain
from asfdesk.services.planning.follow_up import follow_up
from asfdesk.services.planning.follow_up_settings import EVERY_LINE, forecast_methods, method_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.period import Month
    from asfdesk.domain.planning.follow_up import FollowUp, FollowUpRow
    from asfdesk.domain.planning.forecast import Method
    from asfdesk.reports.chart_spec import ChartSpec
    from asfdesk.services.drivers.explain_line import Explanation
    from asfdesk.services.session import ReadSession

MOST_BARS = 6
"""So many changes have room between plan and actual."""

INCOME_GROUPS = frozenset(dict(SUBTOTALS)[Subtotal.INCOME])


@dataclass(frozen=True)
class NamedRow:
    """A row with its name."""

    name: str
    row: FollowUpRow

    @property
    def key(self) -> str:
        """Stays the same when figures change."""
        return self.row.row.key


@dataclass(frozen=True)
class FollowUpPageView:
    """Everything the page shows but the chosen row.

    Attributes:
        view: None when the month lies in no fiscal year.
        short: income by line, costs by group. `full`: every line and group.
        status: the line under the heading.
        method: of the lines that have none of their own.
    """

    view: FollowUp | None
    short: tuple[NamedRow, ...]
    full: tuple[NamedRow, ...]
    status: str
    method: Method

    def rows(self, *, every_line: bool, only_deviations: bool) -> list[NamedRow]:
        """The rows to show; the result always stays."""
        chosen = self.full if every_line else self.short
        last = chosen[-1:] if chosen else ()
        return [row for row in chosen if not only_deviations or row.row.deviates or row in last]

    def row(self, key: str) -> NamedRow | None:
        """A row by its key."""
        return next((row for row in (*self.short, *self.full) if row.key == key), None)


@dataclass(frozen=True)
class RowDetail:
    """The chosen row explained, with its chart."""

    named: NamedRow
    explanation: Explanation
    chart: ChartSpec


def follow_up_page(session: ReadSession, month: Month) -> FollowUpPageView:
    """The follow-up of the fiscal year that a month lies in."""
    method = method_of(forecast_methods(session), EVERY_LINE)
    year = session.enterprise.fiscal_year_on(month.first)
    if year is None:
        name = month_name(month.year, month.number)
        return FollowUpPageView(
            None, (), (), _("%(month)s lies in no fiscal year.") % {"month": name}, method
        )
    enterprise = session.enterprise.enterprise()
    surplus = enterprise is not None and enterprise.legal_form.says_surplus
    view = follow_up(session, year, month)
    full = tuple(NamedRow(row_word(r.row, says_surplus=surplus), r) for r in view.rows)
    return FollowUpPageView(view, _shortened(full), full, _status(view), method)


def row_detail(session: ReadSession, view: FollowUp, named: NamedRow) -> RowDetail:
    """Everything about one row."""
    explanation = explain(session, view, named.row)
    return RowDetail(named, explanation, detail_chart(named, explanation))


def _shortened(rows: Sequence[NamedRow]) -> tuple[NamedRow, ...]:
    """Income by line, costs by group: what fits on one screen."""
    summed = {row.row.row.group for row in rows if row.row.row.kind is RowKind.GROUP}
    found = []
    for named in rows:
        kind, group = named.row.row.kind, named.row.row.group
        by_line = group in INCOME_GROUPS
        if kind is RowKind.LINE and group in summed and not by_line:
            continue
        if kind is RowKind.GROUP and by_line:
            continue
        if kind is RowKind.GROUP and group is not None:
            found.append(replace(named, name=group_word(group)))
        else:
            found.append(named)
    return tuple(found)


def _status(view: FollowUp) -> str:
    if not view.imported:
        return _("No bookkeeping is imported for fiscal year %(year)s.") % {"year": view.year.label}
    parts = []
    if view.plan is None:
        parts.append(_("There is no plan for %(year)s.") % {"year": view.year.label})
    else:
        title = plan_title(view.plan, view.year.label)
        parts.append(_("Actual against %(plan)s.") % {"plan": f"{title} ({plan_state(view.plan)})"})
    if view.through is None:
        parts.append(_("No month is closed yet."))
    else:
        last = month_name(view.through.year, view.through.number)
        parts.append(_("Closed up to %(month)s.") % {"month": last})
    if view.typed:
        parts.append(_("Some amounts are typed in, not from the bookkeeping."))
    return " ".join(parts)


def detail_chart(named: NamedRow, explanation: Explanation) -> ChartSpec:
    """A row that is taken apart: from plan to actual, part by part; others by month."""
    amounts = named.row.figures.to_date
    changes = tuple((part.name, part.ore) for part in explanation.parts if not part.beside)
    if changes and amounts.plan_ore is not None and amounts.actual_ore is not None:
        steps = merged_steps(changes)
        chart = waterfall(
            (_("Plan"), amounts.plan_ore),
            tuple(change for change in steps if change[1]),
            (_("Actual"), amounts.actual_ore),
        )
        said = " ".join((explanation.headline, *explanation.sentences))
        return replace(chart, summary=said)
    return _by_month(explanation)


def merged_steps(changes: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Several streams' parts of one kind as one bar: there is room for a few."""
    if len(changes) <= MOST_BARS:
        return tuple(changes)
    sums: dict[str, int] = {}
    for name, ore in changes:
        kind = name.partition(",")[0]
        sums[kind] = sums.get(kind, 0) + ore
    return tuple(sums.items())


def _by_month(explanation: Explanation) -> BarChart:
    """Sizes, so that costs stand upright too; results keep their sign."""
    pairs = explanation.months
    known = [one for pair in pairs for one in (pair.plan_ore, pair.actual_ore) if one is not None]
    sign = -1 if known and max(known) <= 0 else 1
    series = [Series(_("Actual"), tuple(_sized(pair.actual_ore, sign) for pair in pairs))]
    if any(pair.plan_ore is not None for pair in pairs):
        plan = tuple(_sized(pair.plan_ore, sign) for pair in pairs)
        series.insert(0, Series(_("Plan"), plan, Look.OUTLINE, Ink.PLAN))
    labels = tuple(short_month(pair.month.number) for pair in pairs)
    return BarChart(labels, tuple(series), Unit.THOUSAND_KRONOR, explanation.headline)


def _sized(ore: int | None, sign: int) -> int | None:
    return None if ore is None else ore * sign
