"""How soon a free place is filled, as it has gone so far: arrivals against days that stood free."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from asfdesk.domain.planning.decision_inputs import Rate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.people.placements import Placement
    from asfdesk.domain.period import Period

USUAL_WAIT_DAYS = 60
"""How long a place is taken to stand free where nothing at all has been seen."""


def filling_rates(
    placements: Sequence[Placement], places: Mapping[int, Sequence[int]], period: Period
) -> dict[int, Rate]:
    """Agreement id -> how soon a free place of it is filled, a day.

    An agreement with few arrivals is drawn towards how it goes on all of them together.

    Args:
        placements: those that count.
        places: agreement id -> whole places on each day of the period.
        period: the days looked at; the last one has come.
    """
    seen = {
        key: _arrivals([one for one in placements if one.agreement_id == key], each, period)
        for key, each in places.items()
    }
    came = sum(times for times, _free in seen.values())
    free = sum(days for _times, days in seen.values())
    every = Rate(came, free, USUAL_WAIT_DAYS // 2)
    return {
        key: Rate(times, days, round(1 / every.mean / 2)) for key, (times, days) in seen.items()
    }


def _arrivals(
    placements: Sequence[Placement], places: Sequence[int], period: Period
) -> tuple[int, int]:
    """Placements that began inside the period, and the days that places stood free in it."""
    days = len(places)
    change = [0] * (days + 1)
    began = 0
    for one in placements:
        if not period.overlaps(one.decision_from, one.last_day):
            continue
        first = (one.decision_from - period.first).days
        last = days if one.last_day is None else (one.last_day - period.first).days + 1
        change[max(first, 0)] += 1
        change[min(last, days)] -= 1
        began += first > 0
    held = accumulate(change[:days])
    free = sum(max(whole - count, 0) for whole, count in zip(places, held, strict=True))
    return began, free
