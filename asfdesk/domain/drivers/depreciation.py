"""Depreciation: what was paid, evenly over the months it is used (finance.md §9.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.money import spread

if TYPE_CHECKING:
    from asfdesk.domain.drivers.costs import Investment
    from asfdesk.domain.drivers.timeline import Timeline


def depreciation(investment: Investment, timeline: Timeline) -> tuple[int, ...]:
    """Öre written off by month, positive, from the month it is bought; largest remainder.

    What was bought before the plan goes on being written off in it.
    """
    parts = spread(investment.amount_ore, [1] * investment.life_months)
    before = timeline.at(investment.month)
    return tuple(
        parts[at - before] if 0 <= at - before < len(parts) else 0
        for at in range(len(timeline.months))
    )
