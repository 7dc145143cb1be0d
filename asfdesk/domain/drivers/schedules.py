"""Costs that come on a schedule, and grants that are spread over their months."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.grants import grant_parts
from asfdesk.domain.money import round_half_up
from asfdesk.domain.plan import BASIS_POINTS

if TYPE_CHECKING:
    from asfdesk.domain.drivers.costs import FixedCost, Grant
    from asfdesk.domain.drivers.timeline import Timeline


def fixed_cost(cost: FixedCost, timeline: Timeline) -> tuple[int, ...]:
    """Öre by month as typed on the line: every so many months, with its index.

    The index comes each January after the first month it runs in the plan; each time's amount
    is rounded once.
    """
    found = [0] * len(timeline.months)
    begun = timeline.begun(cost.since or cost.first)
    risen: dict[int, int] = {}
    for at in timeline.span(cost.first, cost.last):
        if _comes(cost, timeline, at):
            year = timeline.months[at].year
            if year not in risen:
                risen[year] = _risen(cost, year - begun.year)
            found[at] = risen[year]
    return tuple(found)


def _risen(cost: FixedCost, times: int) -> int:
    """The amount after so many Januaries."""
    factor = (1 + Fraction(cost.index_bp, BASIS_POINTS)) ** max(times, 0)
    return round_half_up(cost.amount_ore * factor)


def _comes(cost: FixedCost, timeline: Timeline, at: int) -> bool:
    """Whether the cost comes in a month, counted from its first month, in the plan or before."""
    first = cost.since or cost.first
    after = at if first is None else at - timeline.at(first)
    return after % cost.every_months == 0 if cost.every_months else after == 0


def grant_income(grant: Grant, timeline: Timeline) -> tuple[int, ...]:
    """Öre by month: all of it spread evenly over its months, also those outside the plan."""
    parts = grant_parts(grant)
    return tuple(parts.get(month, 0) for month in timeline.months)
