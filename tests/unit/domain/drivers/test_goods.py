"""Sales by season, what the goods cost, and how a year's sum is split."""

from __future__ import annotations

from dataclasses import replace

from asfdesk.domain.drivers.compute import compute
from asfdesk.domain.drivers.sales import SalesChange, SalesStream
from asfdesk.domain.period import Month
from tests.plans import WORKDAYS, line, plan

CAFE = SalesStream(
    1,
    "Lunch",
    volume_milli=12_000_000,
    price_ore=35_00,
    cogs_bp=3000,
    season=(5, 5, 10, 10, 10, 10, 10, 10, 10, 10, 5, 5),
)
"""12 000 at 35 = 420 000 a year."""


def sold(one: SalesStream, code: str = "I20", first: str = "2026-01", count: int = 12) -> list[int]:
    return list(line(compute(replace(plan(first, count), sales=(one,))), code))


def test_the_year_is_sold_by_its_season() -> None:
    found = sold(CAFE)
    assert found[:3] == [21_000_00, 21_000_00, 42_000_00]
    assert sum(found) == 420_000_00


def test_goods_cost_a_share_of_what_is_sold() -> None:
    found = sold(CAFE, "K10")
    assert found[:3] == [-6_300_00, -6_300_00, -12_600_00]
    assert sum(found) == -126_000_00


def test_without_cost_of_goods_there_is_no_such_line() -> None:
    assert "K10" not in compute(replace(plan(), sales=(replace(CAFE, cogs_bp=0),))).lines


def test_t10_a_year_by_working_days() -> None:
    # 600 000 kr on 2026's working days, in öre.
    one = replace(CAFE, volume_milli=1000, price_ore=600_000_00, season=WORKDAYS[2026])
    assert sold(one) == [
        4780877,
        4780877,
        5258964,
        4780877,
        4541833,
        5019920,
        5498008,
        5019920,
        5258964,
        5258964,
        5019920,
        4780876,
    ]


def test_an_even_year_comes_to_its_sum() -> None:
    # 1 000 at 350: 350 000 / 12 = 29 166,66…, eight months get an öre more.
    one = replace(CAFE, volume_milli=1_000_000, price_ore=350_00, season=(1,) * 12)
    assert sold(one) == [29_166_67] * 8 + [29_166_66] * 4
    assert sold(replace(one, season=(0,) * 12)) == [29_166_67] * 8 + [29_166_66] * 4


def test_a_broken_year_follows_the_calendar() -> None:
    found = sold(CAFE, first="2026-11", count=4)
    assert found == [21_000_00, 21_000_00, 21_000_00, 21_000_00]
    assert sum(sold(CAFE, first="2026-07")) == 420_000_00


def test_sixteen_months_sell_more_than_a_year() -> None:
    # March 2026 - June 2027: the year and March to June once more.
    assert sum(sold(CAFE, first="2026-03", count=16)) == 420_000_00 + 4 * 42_000_00


def test_price_and_volume_change_from_a_month_on() -> None:
    # From August 15 000 a year at 40 = 600 000.
    one = replace(CAFE, changes=(SalesChange(Month(2026, 8), 15_000_000, 40_00),))
    assert sold(one)[6:9] == [42_000_00, 60_000_00, 60_000_00]
    assert sold(one, "K10")[6:9] == [-12_600_00, -18_000_00, -18_000_00]


def test_sales_begin_and_end() -> None:
    found = sold(replace(CAFE, first=Month(2026, 6), last=Month(2026, 7)))
    assert found == [0] * 5 + [42_000_00] * 2 + [0] * 5


def test_cost_is_rounded_by_itself() -> None:
    # 0,10 kr a month at 33,33 % is 0,03333: a year of 0,39996 is 0,40 in twelve parts.
    one = replace(CAFE, volume_milli=1000, price_ore=120, season=(1,) * 12, cogs_bp=3333)
    assert sold(one) == [10] * 12
    assert sold(one, "K10") == [-4] * 4 + [-3] * 8
