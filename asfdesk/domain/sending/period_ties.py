"""How counts of different periods hang together: a quarter and its months, a year so far.

Holds for what happens on one day and is counted once: exits, arrivals. Not for persons in a
period, who are counted in every period they are there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from asfdesk.domain.period import Period
from asfdesk.domain.sending.counts import Sum, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from asfdesk.domain.sending.counts import Name

DAY = timedelta(days=1)


def pieces(periods: Iterable[Period]) -> tuple[Period, ...]:
    """The longest stretches that lie wholly inside or outside each period, in order."""
    given = list(periods)
    edges = sorted({one.first for one in given} | {one.last + DAY for one in given})
    found = [Period(first, after - DAY) for first, after in pairwise(edges)]
    return tuple(one for one in found if any(_inside(one, period) for period in given))


@dataclass(frozen=True)
class Ties:
    """What ties tables of different periods: sums, and counts over pieces as they are."""

    sums: tuple[Sum, ...]
    true: Mapping[Name, int]

    @classmethod
    def together(cls, found: Iterable[Ties]) -> Ties:
        """Several tables of the same periods as one."""
        every = tuple(found)
        sums = dict.fromkeys(one for ties in every for one in ties.sums)
        return cls(tuple(sums), {name: n for ties in every for name, n in ties.true.items()})


def tie_periods(
    table: Table,
    periods: Iterable[Period],
    count: Callable[[Period], Mapping[tuple[str, ...], int]],
) -> Ties:
    """Tie a table to the same table of other periods: each is the sum of its pieces.

    Args:
        table: what is asked for; its measure and dimensions are those of all periods. When its
            total is a cell of another table, that one is tied over the same periods as well.
        periods: of the table itself and of all that it hangs together with (`reached`).
        count: the cells of a piece, as they are today.
    """
    given = list(dict.fromkeys(periods))
    cut = {piece: _of(table, _piece_text(piece), count(piece)) for piece in pieces(given)}
    sums: list[Sum] = [one for piece in cut.values() for one in piece.counts().sums]
    true = {name: value for one in cut.values() for name, value in one.counts().values.items()}
    for period in given:
        whole = _of(table, str(period), {}).counts()
        sums += whole.sums
        inside = [one.period for piece, one in cut.items() if _inside(piece, period)]
        sums += [
            Sum(name, tuple(name._replace(period=text) for text in inside))
            for name in whole.values
            if name not in whole.whole
        ]
    return Ties(tuple(sums), true)


def _of(table: Table, period: str, cells: Mapping[tuple[str, ...], int]) -> Table:
    total = table.total._replace(period=period) if table.total else None
    return Table(table.measure, period, table.dimensions, cells, total)


def _piece_text(piece: Period) -> str:
    """The name of a piece, which no report may have as its period."""
    return f"{piece.first.isoformat()}_{piece.last.isoformat()}"


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
