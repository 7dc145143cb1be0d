"""Break-even in places of a whole plan's year.

The places of every stream that is paid by place are varied together, in proportion. Supervisors
follow the need in steps where a ratio is said: what the plan has beyond its need is kept. Another
supervisor costs what the planned ones cost on average in the same month. Everything else stays.
So at the plan's own places the result is the plan's, unless it lacks supervisors: then it is the
result with those it needs.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from asfdesk.domain.codes import PriceUnit
from asfdesk.domain.drivers.break_even import MOST_COUNTED, gaps, profitable, safe_from
from asfdesk.domain.drivers.result import Part
from asfdesk.domain.drivers.staff import StaffRole
from asfdesk.domain.plan import BASIS_POINTS, THOUSANDTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.drivers.premises import Premises
    from asfdesk.domain.drivers.result import PlanResult
    from asfdesk.domain.planning.figure import CountRange

_COST_OF_STAFF = (Part.PAY, Part.FEES, Part.PENSION, Part.SICK)
_NOT_BY_PLACE = (PriceUnit.LUMP_SUM, PriceUnit.RESULT)


@dataclass(frozen=True)
class LossAgain:
    """Places with a loss above some without: what happens there.

    Attributes:
        counts: the places.
        before_bp, needed_bp: supervisors needed at the last count without a loss, and at the
            first of these; full-time equivalents in basis points.
    """

    counts: CountRange
    before_bp: int
    needed_bp: int


@dataclass(frozen=True)
class PlanBreakEven:
    """Break-even in places of a year of a plan.

    Attributes:
        ranges: every count of places without a loss; the last has no end when it can be shown
            that no higher count has one.
        counted_to: the highest count that was looked at.
        planned: the plan's places, mean of the year by working days.
        fixed_ore: what the places must cover with the planned staff, a year's öre.
        per_place_ore: what one place brings in the year.
        losses: the counts between the ranges.
        by_need: whether supervisors follow the need; else the planned ones are reckoned with.
    """

    ranges: tuple[CountRange, ...]
    counted_to: int
    planned: Fraction
    fixed_ore: int
    per_place_ore: Fraction
    losses: tuple[LossAgain, ...]
    by_need: bool

    @property
    def first(self) -> int | None:
        """The smallest count of places without a loss."""
        return self.ranges[0].first if self.ranges else None


def plan_break_even(
    model: PlanModel, result: PlanResult, months: Sequence[int]
) -> PlanBreakEven | None:
    """Break-even of some months of a plan, a fiscal year as a rule.

    Args:
        model: the plan, its shocks applied.
        result: what it comes to.
        months: which of its months, by number from 0.

    Returns:
        None when no place is paid for in these months.
    """
    by_place = {one.id for one in model.streams if one.unit not in _NOT_BY_PLACE}
    sold = _Sold.of(model, result, months, by_place)
    income = sum(
        one.amounts[at]
        for one in result.components
        if one.part is Part.TRAINING and one.driver_id in by_place
        for at in months
    )
    if not sold.mean or income <= 0:
        return None
    total = sum(line[at] for line in result.lines.values() for at in months)
    fixed = income - total
    per_place = income / sold.mean
    staff = _Supervisors.of(model, result, sold, months)
    profit = staff.profit_of(per_place, fixed)
    safe = safe_from(-fixed - staff.at_most.fixed, per_place - staff.at_most.per_place)
    most = MOST_COUNTED if safe is None else safe
    ranges = profitable(profit, most, safe is not None)
    return PlanBreakEven(
        ranges=ranges,
        counted_to=most,
        planned=sold.mean,
        fixed_ore=fixed,
        per_place_ore=per_place,
        losses=tuple(
            LossAgain(one, staff.needed(one.first - 1), staff.needed(one.first))
            for one in gaps(ranges)
        ),
        by_need=bool(staff.months),
    )


@dataclass(frozen=True)
class _Sold:
    """Places that are paid by place, and the others, by month.

    Attributes:
        mean: of the former, by working days.
    """

    by_place: tuple[Fraction, ...]
    others: tuple[Fraction, ...]
    mean: Fraction

    @classmethod
    def of(
        cls, model: PlanModel, result: PlanResult, months: Sequence[int], ids: Iterable[int]
    ) -> _Sold:
        wanted = frozenset(ids)
        paid = [one.places for one in result.volumes if one.stream_id in wanted]
        rest = [one.places for one in result.volumes if one.stream_id not in wanted]
        by_place = [_milli(one[at] for one in paid) for at in months]
        others = [_milli(one[at] for one in rest) for at in months]
        weights = [model.workdays[at] for at in months]
        weights = weights if any(weights) else [1] * len(weights)
        weighed = sum(p * w for p, w in zip(by_place, weights, strict=True))
        return cls(
            tuple(Fraction(places, THOUSANDTHS) for places in by_place),
            tuple(Fraction(places, THOUSANDTHS) for places in others),
            Fraction(weighed, sum(weights) * THOUSANDTHS),
        )


def _milli(places: Iterable[Fraction]) -> int:
    """Places together, in the thousandths they are kept in."""
    return sum(one.numerator * THOUSANDTHS // one.denominator for one in places)


@dataclass(frozen=True)
class _SupervisorMonth:
    """Months that are alike: steps needed are (places × rises + stands) / divisor, rounded up.

    Attributes:
        surplus_bp: planned beyond the need of the plan's own places.
        cost_per_bp: of one basis point of full time in the month.
    """

    rises: int
    stands: int
    divisor: int
    planned_bp: int
    surplus_bp: int
    cost_per_bp: Fraction

    @property
    def kept_bp(self) -> int:
        """What is reckoned with beyond the need, less what the plan has already."""
        return self.surplus_bp - self.planned_bp

    def steps(self, places: int) -> int:
        """Steps that are needed."""
        return -(-(places * self.rises + self.stands) // self.divisor)


@dataclass(frozen=True)
class _Most:
    """An upper limit of a cost: `fixed + places × per_place`."""

    fixed: Fraction
    per_place: Fraction


@dataclass(frozen=True)
class _Supervisors:
    """The supervisors needed at any count of places, and what they cost beyond the plan."""

    step_bp: int
    months: tuple[tuple[_SupervisorMonth, int], ...]

    @classmethod
    def of(
        cls, model: PlanModel, result: PlanResult, sold: _Sold, months: Sequence[int]
    ) -> _Supervisors:
        premises, needed = model.premises, result.supervision.needed_bp
        costs = _cost_per_bp(model, result, months)
        if needed is None or costs is None:
            return cls(1, ())
        alike = Counter(
            (
                (sold.by_place[place], sold.others[place], sold.mean),
                (result.supervision.planned_bp[at], needed[at]),
                costs[place],
            )
            for place, at in enumerate(months)
            if model.workdays[at]
        )
        found = ((_month(premises, *one), times) for one, times in alike.items())
        return cls(max(premises.ratio_step_bp, 1), tuple(found))

    def needed(self, places: int) -> int:
        """Full-time equivalents needed in the month that needs most, basis points."""
        return max((one.steps(places) * self.step_bp for one, _times in self.months), default=0)

    def profit_of(self, per_place: Fraction, fixed: int) -> Callable[[int], int]:
        """The result at a count of places, times one and the same positive number.

        Only its sign is asked for, hundreds of times: whole numbers are so much faster.
        """
        costs = [times * one.cost_per_bp for one, times in self.months]
        scale = lcm(per_place.denominator, *(cost.denominator for cost in costs))
        each, never = int(per_place * scale), fixed * scale
        never += sum(
            int(cost * scale) * one.kept_bp
            for (one, _times), cost in zip(self.months, costs, strict=True)
        )
        months = [
            (one.rises, one.stands, one.divisor, int(cost * scale) * self.step_bp)
            for (one, _times), cost in zip(self.months, costs, strict=True)
        ]

        def profit(places: int) -> int:
            left = places * each - never
            for rises, stands, divisor, step in months:
                left += (places * rises + stands) // -divisor * step
            return left

        return profit

    @property
    def at_most(self) -> _Most:
        """What they cannot cost more than: every need rounded up by a whole step."""
        fixed = per_place = Fraction(0)
        for one, times in self.months:
            cost = times * one.cost_per_bp
            steps = Fraction(one.stands, one.divisor) + 1
            fixed += (steps * self.step_bp + one.kept_bp) * cost
            per_place += Fraction(one.rises, one.divisor) * self.step_bp * cost
        return _Most(fixed, per_place)


def _month(
    premises: Premises,
    places: tuple[Fraction, Fraction, Fraction],
    supervisors: tuple[int, int],
    cost_per_bp: Fraction,
) -> _SupervisorMonth:
    by_place, others, mean = places
    planned, needed = supervisors
    step = Fraction(
        THOUSANDTHS * BASIS_POINTS, (premises.ratio_milli or 1) * max(premises.ratio_step_bp, 1)
    )
    rises, stands = by_place / mean * step, others * step
    divisor = rises.denominator * stands.denominator
    return _SupervisorMonth(
        rises=rises.numerator * stands.denominator,
        stands=stands.numerator * rises.denominator,
        divisor=divisor,
        planned_bp=planned,
        surplus_bp=max(0, planned - needed),
        cost_per_bp=cost_per_bp,
    )


def _cost_per_bp(
    model: PlanModel, result: PlanResult, months: Sequence[int]
) -> list[Fraction] | None:
    """What a basis point of a supervisor costs in each month; None when none is planned."""
    ids = {row.id for row in model.staff if row.role is StaffRole.SUPERVISOR}
    parts = [
        one.amounts
        for one in result.components
        if one.part in _COST_OF_STAFF and one.driver_id in ids
    ]
    planned = [result.supervision.planned_bp[at] for at in months]
    costs = [-sum(one[at] for one in parts) for at in months]
    if not sum(planned):
        return None
    mean = Fraction(sum(costs), sum(planned))
    return [Fraction(cost, bp) if bp else mean for cost, bp in zip(costs, planned, strict=True)]
