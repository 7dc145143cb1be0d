"""What the forecast from decisions is made from: what is known, and what is taken for granted."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from random import Random

    from asfdesk.domain.period import Month
    from asfdesk.domain.planning.attendance_spread import Shares
    from asfdesk.domain.planning.decision_record import Group
    from asfdesk.domain.planning.prolongation_odds import Odds

MILLION = 1_000_000


@dataclass(frozen=True)
class Rate:
    """How often something happens a day: so many times seen, over so many days.

    Half a time over `weight` days is added, so that what has not been seen is not impossible.
    """

    times: int
    days: int
    weight: int

    @property
    def mean(self) -> float:
        """Times a day."""
        return (self.times + 0.5) / (self.days + self.weight)

    def draw(self, chance: Random) -> float:
        """One rate that would explain what was seen."""
        return chance.gammavariate(self.times + 0.5, 1) / (self.days + self.weight)


@dataclass(frozen=True)
class HeldPlace:
    """One placement that may earn.

    Attributes:
        decided: how many of the days asked about lie up to its decision's last day; 0 = the
            decision has ended lately and may still be prolonged.
        ore: what each day would pay if the placement held and everything booked were paid; 0 on
            days that are not worked, paused, in a gap, or after the agreement. Whole öre are int.
        final: it ends with the decision, whatever others do: that is known already.
    """

    placement_id: int
    agreement_id: int
    decided: int
    ore: tuple[int | Fraction, ...] = field(repr=False)
    final: bool = False


@dataclass(frozen=True)
class Situation:
    """What is known of the days asked about.

    Attributes:
        first: the first day that has not been written down yet.
        months: the months of the days, in order.
        edges: where each month's days begin, counted from `first`, and where the last one ends.
        fixed: agreement id -> öre a month that nobody's presence changes (places and lump sums
            sold, days already attended).
        groups: agreement id -> its group.
        places: agreement id -> whole places that can be filled.
        usual: agreement id -> what each day of one ordinary place would pay, like `ore`.
    """

    first: date
    months: tuple[Month, ...]
    edges: tuple[int, ...]
    held: tuple[HeldPlace, ...]
    fixed: Mapping[int, tuple[int, ...]]
    groups: Mapping[int, Group]
    places: Mapping[int, int]
    usual: Mapping[int, tuple[int | Fraction, ...]] = field(repr=False)
    by_attendance: Mapping[int, bool] = field(default_factory=dict)

    @property
    def days(self) -> int:
        """How many days are asked about."""
        return self.edges[-1]


@dataclass(frozen=True)
class Beliefs:
    """What is taken for granted; everything here is shown to the user with what it rests on.

    Attributes:
        odds: of being prolonged.
        lengths, first_lengths: group -> days that prolongations and first decisions give.
        share: agreement id -> paid share of what is booked.
        shares: how that varies. `set_shares`: agreements whose share somebody has decided on.
        levels: agreement id -> how sure its share is, as a standard deviation.
        early: leaving before the decision ends, a day.
        filled: agreement id -> a free place being filled, a day; empty = nobody new comes.
    """

    odds: Odds
    lengths: Mapping[Group, Sequence[int]]
    first_lengths: Mapping[Group, Sequence[int]]
    share: Mapping[int, Fraction]
    shares: Shares
    early: Rate
    filled: Mapping[int, Rate] = field(default_factory=dict)
    set_shares: frozenset[int] = frozenset()
    levels: Mapping[int, float] = field(default_factory=dict)

    def share_of(self, one: HeldPlace) -> Fraction:
        """The share expected of a placement: the agreement's, and what is known of its own."""
        own, _width = self.shares.people.get(one.placement_id, (0.0, 0.0))
        if one.agreement_id in self.set_shares:
            own = 0.0
        return self.share[one.agreement_id] + _millionths(own)


def _millionths(likely: float) -> Fraction:
    return Fraction(round(likely * MILLION), MILLION)
