"""What became of the decisions that have ended: prolonged or not, for how long, who left before.

Only days are looked at, never why somebody left, so nothing here can tell about health. A decision
is counted once its last day has come: prolongations that are known ahead would else be counted
before the decisions that nobody prolongs, and make them look rarer than they are.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from asfdesk.domain.people.placement_codes import DecisionKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from asfdesk.domain.codes import Form
    from asfdesk.domain.people.placements import Placement

LATE_DAYS = 30
"""A decision that nobody has prolonged so many days after its end is not prolonged."""

EARLY_DAYS = 7
"""Somebody who leaves in the last so many days of a decision leaves when it ends."""

OPEN_ENDED_DAYS = 730
"""Until further notice is counted as two years."""

YEAR_DAYS = 365


class Group(NamedTuple):
    """Decisions that are measured together: one buyer's, of one form."""

    buyer_id: int
    form: Form


@dataclass(frozen=True)
class Ended:
    """A decision whose last day has come.

    Attributes:
        prolonged_days: how many days the prolongation gave; None = it was not prolonged.
    """

    group: Group
    last: date
    prolonged_days: int | None


@dataclass(frozen=True)
class Record:
    """What has been seen up to a day.

    Attributes:
        ended: decisions that reached their last day.
        left_early: placements that ended before their decision did.
        days_held: days that placements were held, which early leaving is measured against.
        first_days: how long the first decisions of placements were, by group.
    """

    as_of: date
    ended: tuple[Ended, ...]
    left_early: int
    days_held: int
    first_days: Mapping[Group, tuple[int, ...]]

    def prolonged_days(self, group: Group | None = None) -> tuple[int, ...]:
        """How long prolongations were; of every group when None."""
        return tuple(
            one.prolonged_days
            for one in self.ended
            if one.prolonged_days is not None and group in (None, one.group)
        )

    def count(self, group: Group | None = None) -> tuple[int, int]:
        """(prolonged, ended); of every group when None."""
        chosen = [one for one in self.ended if group in (None, one.group)]
        return sum(one.prolonged_days is not None for one in chosen), len(chosen)

    def years(self, group: Group) -> tuple[tuple[int, int], ...]:
        """(prolonged, ended) of each year back from the day, years without any left out."""
        found: dict[int, list[int]] = defaultdict(lambda: [0, 0])
        for one in self.ended:
            if one.group == group:
                cell = found[(self.as_of - one.last).days // YEAR_DAYS]
                cell[0] += one.prolonged_days is not None
                cell[1] += 1
        return tuple((cell[0], cell[1]) for _age, cell in sorted(found.items()))


def record_of(
    placements: Sequence[Placement], group_of: Callable[[Placement], Group], as_of: date
) -> Record:
    """What the placements' decisions show up to a day.

    Args:
        placements: those that statistics count; nothing here tells them apart again.
        group_of: the group of a placement.
        as_of: the last day that has come.
    """
    ended: list[Ended] = []
    first_days: dict[Group, list[int]] = defaultdict(list)
    early = held = 0
    followed = _followers(placements)
    for one in placements:
        if one.decision_from > as_of:
            continue
        group = group_of(one)
        spans = _spans(one, followed.get(one.id))
        first, last = spans[0]
        if last is not None:
            first_days[group].append((last - first).days + 1)
        ended += _ends(spans, group, one, as_of)
        early += _left_early(one, spans[-1][1], as_of)
        held += (min(as_of, one.last_day or as_of) - one.decision_from).days + 1
    lengths = {group: tuple(days) for group, days in first_days.items()}
    return Record(as_of, tuple(ended), early, max(held, 0), lengths)


Span = tuple["date", "date | None"]


def _spans(one: Placement, follower: Placement | None) -> list[Span]:
    """What each decision gave, in order; a placement that follows at once is a prolongation."""
    spans: list[Span] = sorted(
        ((d.valid_from, d.valid_to) for d in one.decisions if d.covers), key=lambda span: span[0]
    )
    if not spans:
        spans = [(one.decision_from, one.decision_to)]
    if follower is not None:
        spans.append((follower.decision_from, follower.decision_to))
    return spans


def _ends(spans: Sequence[Span], group: Group, one: Placement, as_of: date) -> Iterable[Ended]:
    for at, (_first, last) in enumerate(spans):
        if last is None or last >= as_of:
            continue
        if at + 1 < len(spans):
            later = spans[at + 1][1]
            if later is None or later > last:
                days = OPEN_ENDED_DAYS if later is None else (later - last).days
                yield Ended(group, last, days)
        elif not _left_early(one, last, as_of) and _is_over(one, last, as_of):
            yield Ended(group, last, None)


def _is_over(one: Placement, last: date, as_of: date) -> bool:
    return one.exit is not None or last + timedelta(days=LATE_DAYS) < as_of


def _left_early(one: Placement, last: date | None, as_of: date) -> bool:
    """Whether it ended well before its last decision did: by an exit, or by being shortened."""
    shortened = [
        d.valid_to for d in one.decisions if d.kind is DecisionKind.SHORTENED and d.valid_to
    ]
    days = [*shortened, *([one.exit.ended_on] if one.exit else [])]
    if not days or min(days) > as_of:
        return False
    return last is None or min(days) < last - timedelta(days=EARLY_DAYS)


def _followers(placements: Iterable[Placement]) -> dict[int, Placement]:
    """Placement id -> the same trainee's next one of the agreement, begun when it ended."""
    by_place: dict[tuple[int, int], list[Placement]] = defaultdict(list)
    for one in placements:
        by_place[one.trainee_id, one.agreement_id].append(one)
    found = {}
    for several in by_place.values():
        several.sort(key=lambda one: one.decision_from)
        for before, after in pairwise(several):
            last = before.last_day
            if last is not None and 0 <= (after.decision_from - last).days <= LATE_DAYS:
                found[before.id] = after
    return found
