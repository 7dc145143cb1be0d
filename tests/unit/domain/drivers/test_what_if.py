"""Levers, what they change, and what comes of it; worked by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from asfdesk.domain.codes import PayerKind, PriceBasis, PriceUnit
from asfdesk.domain.drivers.levers import LeverKey, LeverUnit
from asfdesk.domain.drivers.premises import Premises
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.shocks import Shock, ShockDriver
from asfdesk.domain.drivers.staff import StaffRole, StaffRow
from asfdesk.domain.drivers.streams import StreamChange, TrainingStream
from asfdesk.domain.drivers.what_if import WhatIf, years_of
from asfdesk.domain.drivers.whole_plan import whole_plan
from asfdesk.domain.period import Month
from tests.unit.domain.drivers.cash_cases import model, months

if TYPE_CHECKING:
    from asfdesk.domain.drivers.levers import Lever
    from asfdesk.domain.drivers.model import PlanModel


def stream(number: int, places: int, **given: Any) -> TrainingStream:  # noqa: ANN401 - any field
    """A stream paid by the day, 20 working days a month in these tests."""
    made = TrainingStream(number, f"Köpare {number}", places * 1_000, 8_000, 300_00)
    return replace(made, **given)


def supervisor(number: int, fte: int, **given: Any) -> StaffRow:  # noqa: ANN401 - any field
    """A supervisor without anything on top of the pay, 30 000 kr a month."""
    made = StaffRow(
        number, StaffRole.SUPERVISOR, f"Handledare {number}", fte, 30_000_00, holiday_bp=0,
        pension_bp=0, insurance_bp=0, line_code="K41",
    )  # fmt: skip
    return replace(made, **given)


def plan(**given: Any) -> PlanModel:  # noqa: ANN401 - any field
    """Ten and five places, two supervisors, a café."""
    values: dict[str, Any] = {
        "streams": (stream(1, 10), stream(2, 5)),
        "staff": (supervisor(1, 10_000), supervisor(2, 5_000)),
        "sales": (SalesStream(1, "Café", 1_200_000, 50_00),),
        "premises": Premises(100_000_00, 50_000_00, sick_bp=500),
        **given,
    }
    return model(12, **values)


def lever(what_if: WhatIf, key: LeverKey) -> Lever:
    """One of its levers."""
    return next(one for one in what_if.levers if one.key is key)


class TestPlanned:
    """What the levers stand at when nothing is changed."""

    def test_every_lever_of_a_plan_with_everything(self) -> None:
        found = {one.key: one.planned for one in WhatIf(plan()).levers}
        assert found == {
            LeverKey.OCCUPANCY: 8_000,
            LeverKey.PLACES: 15_000,
            LeverKey.PRICE: 300_00,
            LeverKey.SUPERVISORS: 15_000,
            LeverKey.SICK: 500,
            LeverKey.PAYMENT_DAYS: 30,
            LeverKey.SALES_VOLUME: 10_000,
        }

    def test_an_empty_plan_has_none(self) -> None:
        assert WhatIf(model(12)).levers == ()

    def test_means_are_weighed_by_places(self) -> None:
        """Ten places at 80 % and 300 kr, five at 95 % and 360 kr: 85 % and 320 kr."""
        streams = (stream(1, 10), stream(2, 5, occupancy_bp=9_500, price_ore=360_00))
        what_if = WhatIf(plan(streams=streams))
        assert lever(what_if, LeverKey.OCCUPANCY).planned == 8_500
        assert lever(what_if, LeverKey.PRICE).planned == 320_00
        assert lever(what_if, LeverKey.PRICE).price_unit is PriceUnit.DAY

    def test_places_that_are_paid_whatever_happens_have_no_occupancy(self) -> None:
        streams = (stream(1, 10), stream(2, 5, basis=PriceBasis.PLACE, occupancy_bp=1_000))
        assert lever(WhatIf(plan(streams=streams)), LeverKey.OCCUPANCY).planned == 8_000

    def test_prices_for_different_things_are_pulled_by_share(self) -> None:
        streams = (stream(1, 10), stream(2, 5, unit=PriceUnit.PLACE_MONTH, price_ore=6_000_00))
        price = lever(WhatIf(plan(streams=streams)), LeverKey.PRICE)
        assert (price.unit, price.planned) == (LeverUnit.SHARE_OF_PLAN, 10_000)

    def test_the_year_that_is_looked_at_decides(self) -> None:
        """Five places more from the second year on."""
        change = StreamChange(Month(2027, 1), 15_000, 8_000, 300_00)
        made = model(
            24,
            streams=(stream(1, 10, changes=(change,)),),
            year_ends=(Month(2026, 12), Month(2027, 12)),
        )
        what_if = WhatIf(made)
        assert lever(what_if, LeverKey.PLACES).planned == 10_000
        what_if.look_at(1)
        assert lever(what_if, LeverKey.PLACES).planned == 15_000


class TestShocks:
    """What a pulled lever changes."""

    def shocks(self, key: LeverKey, value: int, **given: Any) -> tuple[Shock, ...]:  # noqa: ANN401 - any field
        return WhatIf(plan(**given)).answer({key: value}).shocks

    def test_nothing_pulled_nothing_changed(self) -> None:
        what_if = WhatIf(plan())
        assert what_if.answer({}).shocks == ()
        assert what_if.answer({one.key: one.planned for one in what_if.levers}).shocks == ()

    def test_occupancy_by_as_much_each(self) -> None:
        assert self.shocks(LeverKey.OCCUPANCY, 7_500) == (Shock(ShockDriver.OCCUPANCY, delta=-500),)

    def test_two_places_more_in_proportion_to_the_thousandth(self) -> None:
        """10 and 5 of 15: 1,333 and 0,667 of two."""
        assert self.shocks(LeverKey.PLACES, 17_000) == (
            Shock(ShockDriver.PLACES, delta=1_333, target_id=1),
            Shock(ShockDriver.PLACES, delta=667, target_id=2),
        )

    def test_a_stream_that_comes_later_is_pulled_by_share(self) -> None:
        """Ten places, and six from July: mean 13; to 14 is 14/13 of each."""
        streams = (stream(1, 10), stream(2, 6, first=Month(2026, 7)))
        found = self.shocks(LeverKey.PLACES, 14_000, streams=streams)
        assert found == (Shock(ShockDriver.PLACES, factor_bp=10_769),)

    def test_a_price_of_each_stream(self) -> None:
        lump = stream(3, 0, unit=PriceUnit.LUMP_SUM, price_ore=90_000_00)
        streams = (stream(1, 10), stream(2, 5), lump)
        assert self.shocks(LeverKey.PRICE, 315_00, streams=streams) == (
            Shock(ShockDriver.PRICE, delta=15_00, target_id=1),
            Shock(ShockDriver.PRICE, delta=15_00, target_id=2),
        )

    def test_supervisors_in_proportion(self) -> None:
        """1,0 and 0,5 of 1,5: a quarter less is 0,1667 and 0,0833."""
        assert self.shocks(LeverKey.SUPERVISORS, 12_500) == (
            Shock(ShockDriver.SUPERVISORS, delta=-1_667, target_id=1),
            Shock(ShockDriver.SUPERVISORS, delta=-833, target_id=2),
        )

    def test_the_rest(self) -> None:
        assert self.shocks(LeverKey.SICK, 800) == (Shock(ShockDriver.SICK, delta=300),)
        assert self.shocks(LeverKey.PAYMENT_DAYS, 60) == (
            Shock(ShockDriver.PAYMENT_DAYS, delta=30),
        )
        assert self.shocks(LeverKey.SALES_VOLUME, 9_000) == (
            Shock(ShockDriver.SALES_VOLUME, factor_bp=9_000),
        )


class TestAnswer:
    """What comes of it."""

    def test_one_month_by_hand(self) -> None:
        """15 × 20 × 0,8 × 300 = 72 000 a month; at 75 % 67 500. Café 5 000, supervisors 45 000
        and 5 % × 80 % × 45 000 = 1 800 for illness."""
        what_if = WhatIf(plan())
        assert what_if.plan.years[0].result_ore == 12 * (72_000 + 5_000 - 45_000 - 1_800) * 100
        pulled = what_if.answer({LeverKey.OCCUPANCY: 7_500})
        assert pulled.years[0].result_ore == what_if.plan.years[0].result_ore - 12 * 4_500_00
        assert pulled.years[0].income_ore == 12 * (67_500 + 5_000) * 100

    def test_later_payment_moves_cash_only(self) -> None:
        """At 60 days January and February bring the café's money only."""
        what_if = WhatIf(plan())
        later = what_if.answer({LeverKey.PAYMENT_DAYS: 60})
        assert later.years[0].result_ore == what_if.plan.years[0].result_ore
        assert later.liquidity is not None
        assert what_if.plan.liquidity is not None
        assert later.liquidity.balances[1] == what_if.plan.liquidity.balances[1] - 72_000_00

    def test_it_is_the_same_as_computing_the_scenario_anew(self) -> None:
        made = plan()
        what_if = WhatIf(made)
        for values in (
            {LeverKey.PLACES: 17_000, LeverKey.PRICE: 310_00},
            {LeverKey.SUPERVISORS: 10_000, LeverKey.SICK: 0},
            {LeverKey.SALES_VOLUME: 12_000},
            {LeverKey.PLACES: 17_000, LeverKey.PRICE: 310_00},
        ):
            answer = what_if.answer(values)
            anew = whole_plan(replace(made, shocks=answer.shocks))
            assert answer.result == anew

    def test_on_top_of_a_scenario_s_own_shocks(self) -> None:
        made = plan(shocks=(Shock(ShockDriver.PLACES, 5_000),))
        what_if = WhatIf(made)
        assert lever(what_if, LeverKey.PLACES).planned == 7_500
        assert what_if.answer({LeverKey.PLACES: 8_500}).years[0].income_ore == 100 * 12 * (
            8_500 * 20 * 8 * 300 // 10_000 + 5_000
        )

    def test_who_pays(self) -> None:
        """36 000 private and 36 000 public training, 5 000 own sales a month."""
        streams = (stream(1, 7, places_milli=7_500), stream(2, 7, places_milli=7_500))
        streams = (streams[0], replace(streams[1], payer=PayerKind.PRIVATE))
        year = WhatIf(plan(streams=streams)).plan.years[0]
        assert year.own_share == Fraction(5, 77)
        assert year.public_share == Fraction(36, 77)

    def test_without_income_no_shares(self) -> None:
        year = WhatIf(model(12)).plan.years[0]
        assert (year.own_share, year.public_share, year.income_ore) == (None, None, 0)

    def test_typed_training_says_not_who_pays(self) -> None:
        made = model(1, overrides={("I10", Month(2026, 1)): 100_00})
        year = WhatIf(made).plan.years[0]
        assert (year.own_share, year.public_share) == (0, None)

    def test_break_even_of_the_year_looked_at(self) -> None:
        """A place brings 57 600 a year; 45 000 + 1 800 - 5 000 a month is 501 600: 8,7 places."""
        answer = WhatIf(plan()).plan
        assert answer.break_even is not None
        assert answer.break_even.first == 9

    def test_no_opening_balance_no_cash(self) -> None:
        assert WhatIf(plan(premises=Premises())).plan.liquidity is None


class TestYears:
    """The fiscal years of a plan."""

    def test_without_ends_it_is_one(self) -> None:
        assert years_of(model(12)) == (range(12),)

    @pytest.mark.parametrize(
        ("ends", "found"),
        [
            ((16, 28), (range(16), range(16, 28))),
            ((12, 24, 36), (range(12), range(12, 24), range(24, 36))),
        ],
    )
    def test_as_they_end(self, ends: tuple[int, ...], found: tuple[range, ...]) -> None:
        span = months(ends[-1])
        made = model(ends[-1], year_ends=tuple(span[end - 1] for end in ends))
        assert years_of(made) == found
