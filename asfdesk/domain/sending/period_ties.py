"""How counts of different periods hang together: a quarter and its months, a year so far.

Holds for what happens on one day and is counted once: exits, arrivals. Not for persons in a
period, who are counted in every period they are there.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from asfdesk.domain.period import Period
from asfdesk.domain.sending.counts import Name, Sum

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DAY = timedelta(days=1)


def pieces(periods: Iterable[Period]) -> tuple[Period, ...]:
    """The longest stretches that lie wholly inside or outside each period, in order."""
    given = list(periods)
    edges = sorted({one.first for one in given} | {one.last + DAY for one in given})
    found = [Period(first, after - DAY) for first, after in pairwise(edges)]
    return tuple(one for one in found if any(_inside(one, period) for period in given))


def piece_name(measure: str, piece: Period, cell: str) -> Name:
    """The name of a count over a piece, which no report may have."""
    return Name(measure, f"{piece.first.isoformat()}_{piece.last.isoformat()}", cell)


def tie_periods(measure: str, cells: Sequence[str], periods: Iterable[Period]) -> tuple[Sum, ...]:
    """Each cell of each period is the sum over the pieces of the period."""
    given = list(dict.fromkeys(periods))
    parts = pieces(given)
    return tuple(
        Sum(
            Name(measure, str(period), cell),
            tuple(piece_name(measure, one, cell) for one in parts if _inside(one, period)),
        )
        for period in given
        for cell in cells
    )


def reached(period: Period, others: Iterable[Period]) -> tuple[Period, ...]:
    """Those of some periods that overlap a period, or one that does, and so on."""
    left, found, front = set(others), set[Period](), [period]
    while front:
        at = front.pop()
        near = {one for one in left if one.overlaps(at.first, at.last)}
        left -= near
        found |= near
        front += sorted(near)
    return tuple(sorted(found))


def _inside(piece: Period, period: Period) -> bool:
    return period.first <= piece.first and piece.last <= period.last
