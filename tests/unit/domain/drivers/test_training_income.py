"""Training income in every unit and basis, with what changes inside the plan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import PriceBasis, PriceUnit
from asfdesk.domain.drivers.compute import compute
from asfdesk.domain.drivers.streams import StreamChange
from asfdesk.domain.drivers.timeline import Timeline
from asfdesk.domain.drivers.training_income import volumes
from asfdesk.domain.period import Month
from tests.plans import line, plan, stream

if TYPE_CHECKING:
    from asfdesk.domain.drivers.streams import TrainingStream


def income(one: TrainingStream, first: str = "2026-01", count: int = 12) -> tuple[int, ...]:
    return line(compute(replace(plan(first, count), streams=(one,))), "I10")


def test_t1_a_month_and_a_year() -> None:
    # 12 places x 20 days x 0,85 x 320; 251 days in the year.
    found = income(stream())
    assert found[0] == 65_280_00
    assert sum(found) == 819_264_00


@pytest.mark.parametrize(
    ("one", "january"),
    [
        # 12 x 20 x 0,85 x 320, the average of the levels being 320.
        (replace(stream(), unit=PriceUnit.LEVEL_DAY), 65_280_00),
        # 204 delivered days are 408 half days of 150.
        (replace(stream(price_kr=150), unit=PriceUnit.HALF_DAY), 61_200_00),
        # 204 days of five hours at 62,50.
        (
            replace(stream(), unit=PriceUnit.HOUR, price_ore=62_50, day_minutes=300),
            63_750_00,
        ),
        # 204 days of seven and a half hours at 40.
        (replace(stream(price_kr=40), unit=PriceUnit.HOUR, day_minutes=450), 61_200_00),
        # 12 x 0,85 x 11 500.
        (replace(stream(price_kr=11_500), unit=PriceUnit.PLACE_MONTH), 117_300_00),
        # Half a result a month at 25 000; nobody's occupancy matters.
        (
            replace(stream(price_kr=25_000), unit=PriceUnit.RESULT, places_milli=500),
            12_500_00,
        ),
        # A twelfth of 1 000 000 in January, the earlier months taking the odd öre.
        (replace(stream(price_kr=1_000_000), unit=PriceUnit.LUMP_SUM), 83_333_34),
    ],
)
def test_every_unit(one: TrainingStream, january: int) -> None:
    assert income(one)[0] == january


@pytest.mark.parametrize(
    ("unit", "price_ore", "january"),
    [
        (PriceUnit.DAY, 320_00, 76_800_00),  # 12 x 20 x 320
        (PriceUnit.HALF_DAY, 150_00, 72_000_00),  # 12 x 40 x 150
        (PriceUnit.HOUR, 50_00, 72_000_00),  # 12 x 20 x 6 h x 50
        (PriceUnit.PLACE_MONTH, 11_500_00, 138_000_00),  # 12 x 11 500
    ],
)
def test_places_are_paid_whatever_the_occupancy(
    unit: PriceUnit, price_ore: int, january: int
) -> None:
    one = replace(stream(), unit=unit, price_ore=price_ore, basis=PriceBasis.PLACE)
    assert income(one)[0] == january


def test_booked_days_are_paid_by_the_occupancy_said() -> None:
    assert income(replace(stream(), basis=PriceBasis.BOOKED))[0] == 65_280_00


def test_a_place_month_does_not_ask_for_days() -> None:
    one = replace(stream(), unit=PriceUnit.PLACE_MONTH, price_ore=10_000_00)
    closed = replace(plan(), workdays=(0,) * 12, streams=(one,))
    assert line(compute(closed), "I10") == (102_000_00,) * 12


def test_the_price_changes_in_the_middle_of_the_year() -> None:
    # 122 days at 12 x 0,85 x 320 = 3 264, then 129 days at 12 x 0,85 x 335 = 3 417.
    one = replace(stream(), changes=(StreamChange(Month(2026, 7), 12_000, 8500, 335_00),))
    found = income(one)
    assert sum(found[:6]) == 398_208_00
    assert sum(found[6:]) == 440_793_00


def test_the_latest_change_holds_in_whatever_order_they_are_given() -> None:
    later = StreamChange(Month(2026, 7), 14_000, 7500, 335_00)
    earlier = StreamChange(Month(2026, 3), 10_000, 8000, 320_00)
    found = income(replace(stream(), changes=(later, earlier)))
    assert found[1] == 65_280_00
    assert found[2] == 56_320_00  # 10 x 22 x 0,8 x 320
    assert found[6] == 80_902_50  # 14 x 23 x 0,75 x 335


def test_a_change_from_before_the_plan_holds_from_its_start() -> None:
    one = replace(stream(), changes=(StreamChange(Month(2025, 9), 10_000, 8000, 320_00),))
    assert income(one)[0] == 51_200_00  # 10 x 20 x 0,8 x 320


def test_it_runs_from_its_first_month_to_its_last() -> None:
    found = income(replace(stream(), first=Month(2026, 3), last=Month(2026, 5)))
    assert found == (0, 0, 71_808_00, 65_280_00, 62_016_00, 0, 0, 0, 0, 0, 0, 0)


def test_it_may_run_outside_the_plan() -> None:
    assert sum(income(replace(stream(), last=Month(2025, 12)))) == 0
    assert sum(income(replace(stream(), first=Month(2027, 1)))) == 0
    whole = replace(stream(), first=Month(2020, 1), last=Month(2030, 1))
    assert sum(income(whole)) == 819_264_00


def test_a_lump_sum_is_split_as_it_is_invoiced() -> None:
    # 1 000 000 / 12: January to April 83 333,34, the rest 83 333,33 (finance.md §9.1).
    one = replace(stream(), unit=PriceUnit.LUMP_SUM, price_ore=1_000_000_00)
    assert income(one) == (83_333_34,) * 4 + (83_333_33,) * 8
    broken = income(one, "2026-07")
    assert broken == (83_333_33,) * 6 + (83_333_34,) * 4 + (83_333_33,) * 2
    assert sum(broken) == 1_000_000_00


def test_a_lump_sum_rises_from_a_month_on() -> None:
    change = StreamChange(Month(2026, 7), 0, 10_000, 1_200_000_00)
    one = replace(stream(0), unit=PriceUnit.LUMP_SUM, price_ore=600_000_00, changes=(change,))
    assert income(one) == (50_000_00,) * 6 + (100_000_00,) * 6


def test_a_month_is_rounded_once_and_halves_go_up() -> None:
    # 0,5 places x 0,01 kr a month is half an öre.
    one = replace(stream(), unit=PriceUnit.PLACE_MONTH, places_milli=500, occupancy_bp=10_000)
    assert income(replace(one, price_ore=1))[0] == 1
    # 0,333 x 20 x 0,85 x 319,99 = 1 811,46339.
    odd = replace(stream(), places_milli=333, price_ore=319_99)
    assert income(odd)[0] == 1_811_46


def test_t13_a_broken_year_and_one_of_sixteen_months() -> None:
    # July 2026 - June 2027: 129 + 123 days; March 2026 - June 2027: 211 + 123 days; 3 264 a day.
    assert sum(income(stream(), "2026-07")) == 822_528_00
    assert sum(income(stream(), "2026-03", 16)) == 1_090_176_00


def counted(one: TrainingStream) -> object:
    model = plan()
    return volumes(one, Timeline(model.months, model.workdays))


def test_places_and_days_are_counted() -> None:
    found = compute(replace(plan(), streams=(replace(stream(), id=7),))).volumes
    assert [one.stream_id for one in found] == [7]
    assert set(found[0].places) == {12}
    assert found[0].place_days[0] == 240
    assert sum(found[0].place_days) == 3_012
    assert found[0].delivered_days[0] == 204


def test_paid_places_count_as_delivered() -> None:
    found = compute(replace(plan(), streams=(replace(stream(), basis=PriceBasis.PLACE),))).volumes
    assert found[0].delivered_days[0] == 240


def test_what_sells_no_places_counts_none() -> None:
    assert counted(replace(stream(), unit=PriceUnit.RESULT)) is None
    assert counted(replace(stream(0), unit=PriceUnit.LUMP_SUM)) is None


def test_a_lump_sum_for_some_places_counts_them() -> None:
    one = replace(stream(), unit=PriceUnit.LUMP_SUM, last=Month(2026, 6))
    found = compute(replace(plan(), streams=(one,))).volumes
    assert found[0].places == (12,) * 6 + (0,) * 6
