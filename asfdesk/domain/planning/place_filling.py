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
    """Free places that were filled inside the period, and the days that places stood free in it.

    Whoever begins on the day the places themselves begin, or beyond the places, fills no place
    that stood free: counted against so few free days they would make waiting look short.
    """
    days = len(places)
    change = [0] * (days + 1)
    began = [0] * days
    for one in placements:
        if not period.overlaps(one.decision_from, one.last_day):
            continue
        first = max((one.decision_from - period.first).days, 0)
        last = days if one.last_day is None else (one.last_day - period.first).days + 1
        change[first] += 1
        change[min(last, days)] -= 1
        began[first] += 1
    held = list(accumulate(change[:days]))
    filled = sum(
        min(began[day], max(min(places[day - 1], places[day]) - held[day] + began[day], 0))
        for day in range(1, days)
        if began[day]
    )
    free = sum(max(whole - count, 0) for whole, count in zip(places, held, strict=True))
    return filled, free
