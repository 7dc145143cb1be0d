"""How the persons of two overlapping periods hang together, when both are told (ADR 0040).

A person is counted once in each period, however often there: those who are in both and those who
are in one alone are counts that nobody asks for, but that the two numbers tell together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.people.throughput import flow
from asfdesk.domain.sending.counts import Name, Sum
from asfdesk.domain.sending.period_ties import Ties
from asfdesk.reports.planning.quarterly_counts import PEOPLE, flow_name, whole_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asfdesk.domain.period import Period
    from asfdesk.reports.planning.quarterly_counts import Persons


def tie_people(persons: Persons, period: Period, others: Iterable[Period]) -> Ties:
    """A period's persons, and those of other periods that share a day with it.

    Args:
        persons: whom statistics count, over all the periods.
        period: what is asked for.
        others: periods of which the persons have gone out.
    """
    sums: list[Sum] = []
    true: dict[Name, int] = {}
    mine = flow(persons.placements, period)
    for other in others:
        if str(other) == str(period) or not other.overlaps(period.first, period.last):
            continue
        theirs = flow(persons.placements, other)
        text = "+".join(sorted((str(period), str(other))))
        both = Name(f"{PEOPLE}.both", text)
        true[both] = len(mine.unique & theirs.unique)
        for one, who, rest in ((period, mine, theirs), (other, theirs, mine)):
            beyond = other if one is period else period
            if beyond.first <= one.first and one.last <= beyond.last:
                # Whoever is there in a part of a period is there in all of it.
                sums.append(Sum(whole_name(one), (both,)))
                continue
            alone = Name(f"{PEOPLE}.alone", text, str(one))
            true[alone] = len(who.unique - rest.unique)
            sums.append(Sum(whole_name(one), (both, alone)))
        edges = {"at_start": period.first == other.first, "at_end": period.last == other.last}
        for part, same in edges.items():
            if same:
                sums.append(Sum(flow_name(period, part), (flow_name(other, part),)))
        sums += [
            Sum(whole_name(one), (flow_name(one, "at_end"), flow_name(one, "ended")))
            for one in (period, other)
        ]
    return Ties(tuple(sums), true)
