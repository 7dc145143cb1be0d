"""Break-even, finance.md §9.6 nos. 24-26, and of a whole plan, where it is not monotonic."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from asfdesk.domain.codes import PriceBasis, PriceUnit
from asfdesk.domain.drivers.break_even import (
    MOST_COUNTED,
    Stepped,
    gaps,
    profitable,
    turnover,
)
from asfdesk.domain.drivers.compute import compute
from asfdesk.domain.drivers.costs import FixedCost
from asfdesk.domain.drivers.plan_break_even import plan_break_even
from asfdesk.domain.drivers.premises import Premises
from asfdesk.domain.drivers.staff import StaffRole, StaffRow
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.domain.planning.figure import CountRange
from tests.unit.domain.drivers.cash_cases import model

if TYPE_CHECKING:
    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.drivers.plan_break_even import PlanBreakEven

NUMBER_25 = Stepped(
    12 * (Fraction(11_500_00) * Fraction(9, 10) - 400_00), 8, 510_000_00, 420_000_00
)


class TestFormulas:
    """Nos. 25 and 26; 24 is told by `test_key_figures` (14,85)."""

    def test_25_every_profitable_range(self) -> None:
        assert NUMBER_25.ranges() == (CountRange(8, 8), CountRange(13, None))

    def test_25_the_figures_told(self) -> None:
        assert NUMBER_25.profit(8) == 25_200_00
        assert NUMBER_25.profit(12) == -7_200_00
        assert NUMBER_25.profit(17) == 79_800_00
        assert all(NUMBER_25.profit(places) < 0 for places in (*range(1, 8), *range(9, 13)))

    def test_25_a_supervisor_that_never_pays(self) -> None:
        assert Stepped(10_00, 2, 100_00, 1_00).ranges() == ()

    def test_25_a_supervisor_that_just_pays_never_becomes_safe(self) -> None:
        """Each full pair covers its supervisor and no more: even counts only, for ever."""
        found = Stepped(50_00, 2, 100_00, 0).ranges()
        assert found[:2] == (CountRange(2, 2), CountRange(4, 4))
        assert found[-1] == CountRange(MOST_COUNTED, MOST_COUNTED)

    def test_25_without_any_cost_every_count(self) -> None:
        assert Stepped(1_00, 8, 0, 0).ranges() == (CountRange(1, None),)

    def test_26_turnover(self) -> None:
        """1 035 000 / (740/1 150) = 1 608 445,95 -> 1 608 446 kr."""
        exact = turnover(1_035_000_00, Fraction(740, 1_150))
        assert exact is not None
        assert round(exact / 100) == 1_608_446

    def test_26_without_margin(self) -> None:
        assert turnover(1, Fraction(0)) is None
        assert turnover(1, None) is None

    def test_ranges_and_the_gaps_between(self) -> None:
        found = profitable(lambda count: 1 if count in (2, 3, 5) else -1, 6, and_on=False)
        assert found == (CountRange(2, 3), CountRange(5, 5))
        assert gaps(found) == (CountRange(4, 4),)
        assert gaps(()) == ()


def plan(places: int = 17, **given: Any) -> PlanModel:  # noqa: ANN401 - any field
    """No. 25 as a plan: 9 950 kr a place and month, supervisors at 42 500, 35 000 otherwise."""
    stream = TrainingStream(
        1,
        "Kommunen",
        places * 1_000,
        10_000,
        9_950_00,
        unit=PriceUnit.PLACE_MONTH,
        basis=PriceBasis.PLACE,
    )
    supervisor = StaffRow(
        1,
        StaffRole.SUPERVISOR,
        "Handledare",
        -(-places // 8) * 10_000,
        42_500_00,
        holiday_bp=0,
        pension_bp=0,
        insurance_bp=0,
        line_code="K41",
    )
    made = model(
        12,
        streams=(stream,),
        staff=(supervisor,),
        fixed=(FixedCost(1, "Lokal", "K20", 35_000_00, vat_bp=0),),
        premises=Premises(0, ratio_milli=8_000, ratio_step_bp=10_000),
        costs_typed_positive=frozenset({"K20"}),
    )
    return replace(made, **given)


def found(made: PlanModel, months: range = range(12)) -> PlanBreakEven:
    """Its break-even."""
    answer = plan_break_even(made, compute(made), months)
    assert answer is not None
    return answer


class TestPlan:
    """A whole plan."""

    def test_no_25_as_a_plan(self) -> None:
        answer = found(plan())
        assert answer.ranges == (CountRange(8, 8), CountRange(13, None))
        assert (answer.first, answer.planned, answer.by_need) == (8, 17, True)

    def test_the_same_whatever_count_of_places_it_was_planned_with(self) -> None:
        for places in (5, 8, 16, 30):
            assert found(plan(places)).ranges == (CountRange(8, 8), CountRange(13, None))

    def test_why_there_is_a_loss_again(self) -> None:
        loss = found(plan()).losses[0]
        assert (loss.counts, loss.before_bp, loss.needed_bp) == (CountRange(9, 12), 10_000, 20_000)

    def test_two_streams_are_varied_in_proportion(self) -> None:
        """Six and eleven places at the same price are no. 25 again."""
        one = plan().streams[0]
        streams = (replace(one, places_milli=6_000), replace(one, id=2, places_milli=11_000))
        assert found(plan(streams=streams)).ranges == (CountRange(8, 8), CountRange(13, None))

    def test_without_a_ratio_the_planned_supervisors_stay(self) -> None:
        """3 × 510 000 + 420 000 = 1 950 000 / 119 400 = 16,3 places."""
        answer = found(plan(premises=Premises(0)))
        assert answer.ranges == (CountRange(17, None),)
        assert not answer.by_need
        assert answer.fixed_ore / answer.per_place_ore == Fraction(1_950_000, 119_400)

    def test_supervisors_beyond_the_need_are_kept(self) -> None:
        """One supervisor more than needed, always: 510 000 more; 8 places no longer suffice."""
        made = plan()
        extra = replace(made.staff[0], fte_bp=40_000)
        # 119 400 n - (⌈n/8⌉ + 1) × 510 000 - 420 000: n = 16 -> -39 600; 20 -> -72 000;
        # 21 -> +47 400; 25, with one more -> +15 000.
        assert found(plan(staff=(extra,))).ranges == (CountRange(21, None),)

    def test_at_the_plan_s_places_it_is_the_plan_s_result(self) -> None:
        """17 places earn 79 800: nothing beyond the plan is added or taken away."""
        made = plan()
        assert sum(compute(made).result) == 79_800_00
        answer = found(made)
        assert answer.per_place_ore * 17 - answer.fixed_ore == 79_800_00

    def test_lacking_supervisors_are_counted(self) -> None:
        """Planned with one supervisor for 17: the break-even is that of those needed."""
        made = plan()
        lacking = replace(made.staff[0], fte_bp=10_000)
        assert found(plan(staff=(lacking,))).ranges == (CountRange(8, 8), CountRange(13, None))

    def test_places_of_a_lump_sum_stand_still_but_need_supervision(self) -> None:
        """A buyer pays 510 000 a year for 8 of the places: it carries its own supervisor."""
        lump = TrainingStream(2, "Fast", 8_000, 10_000, 510_000_00, unit=PriceUnit.LUMP_SUM)
        made = plan(17)
        streams = (*made.streams, lump)
        staff = (replace(made.staff[0], fte_bp=40_000),)
        answer = found(plan(17, streams=streams, staff=staff))
        assert answer.planned == 17
        assert answer.ranges == (CountRange(8, 8), CountRange(13, None))

    def test_a_part_of_the_plan(self) -> None:
        """Half a year at half the costs: the same places."""
        assert found(plan(), range(6)).ranges == (CountRange(8, 8), CountRange(13, None))

    def test_places_that_come_in_the_middle_of_the_year(self) -> None:
        """Ten places in months that all have twenty working days, twenty from July: mean 15."""
        made = plan(10)
        more = replace(made.streams[0], id=2, first=made.months[6])
        assert found(plan(streams=(made.streams[0], more))).planned == 15

    def test_no_places_no_answer(self) -> None:
        made = plan(streams=())
        assert plan_break_even(made, compute(made), range(12)) is None

    def test_a_ratio_without_any_planned_supervisor_has_no_price(self) -> None:
        answer = found(plan(staff=()))
        assert not answer.by_need
        assert answer.ranges == (CountRange(4, None),)
