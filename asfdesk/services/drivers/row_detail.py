"""The chosen row of the follow-up: explained, what is expected on it, and its chart."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from asfdesk.i18n import _
from asfdesk.reports.chart_kinds import plan_and_actual
from asfdesk.reports.chart_spec import waterfall
from asfdesk.services.drivers.explain_line import explain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.period import Month
    from asfdesk.domain.planning.expected import ExpectedItem
    from asfdesk.domain.planning.follow_up import FollowUp
    from asfdesk.reports.chart_spec import BarChart, ChartSpec
    from asfdesk.services.drivers.expected import Expected
    from asfdesk.services.drivers.explain_line import Explanation
    from asfdesk.services.drivers.follow_up_views import NamedRow
    from asfdesk.services.session import ReadSession

MOST_BARS = 6
"""So many changes have room between plan and actual."""


@dataclass(frozen=True)
class RowDetail:
    """The chosen row explained, with its chart.

    Attributes:
        expected: what is expected on it in the closed months.
        volumes: what is sold on it -> month -> how much, in thousandths; what was never typed of
            a planned sale is there too, empty.
    """

    named: NamedRow
    explanation: Explanation
    chart: ChartSpec
    expected: tuple[ExpectedItem, ...] = ()
    volumes: Mapping[str, Mapping[Month, int]] = field(default_factory=dict)


def row_detail(
    session: ReadSession, view: FollowUp, named: NamedRow, waiting: Expected | None = None
) -> RowDetail:
    """Everything about one row."""
    explanation = explain(session, view, named.row)
    volumes: dict[str, dict[Month, int]] = {name: {} for name in explanation.volumes_of}
    for one in session.expected.volumes(named.key) if volumes else ():
        if one.name in volumes:
            volumes[one.name][one.month] = one.volume_milli
    return RowDetail(
        named,
        explanation,
        detail_chart(named, explanation),
        waiting.of(named.row.row.codes) if waiting else (),
        volumes,
    )


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
    """Plan and actual, and both to date; costs stand upright, results keep their sign."""
    pairs = explanation.months
    plan = [pair.plan_ore for pair in pairs]
    actual = [pair.actual_ore for pair in pairs]
    known = [one for one in (*plan, *actual) if one is not None]
    return plan_and_actual(
        [pair.month for pair in pairs],
        plan if any(one is not None for one in plan) else None,
        actual,
        explanation.headline,
        costs=bool(known) and max(known) <= 0,
    )
