"""One month with every code, for agreements of different price models, worked out by hand.

October 2026 has 22 working days. Planned is 6 h a day; a day up to 4 h is a half day.

| day | code | attended |
|---|---|---|
| 1 | F, notified absence | nothing |
| 2 | O, absence not notified | nothing |
| 5 | L, leave | nothing |
| 6 | X, we kept closed | nothing |
| 7 | P, planning day | nothing |
| 8 | H, holiday | nothing |
| 9 | F for the rest | 3 h |
| the other 15 | none | 6 h |

So attended are 16 days, 15.5 where half days are paid as such, or 15 x 6 + 3 = 93 h; booked are
22 days, or 132 h.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from asfdesk.domain.agreements import Agreement, Terms
from asfdesk.domain.codes import AttendanceCode, Form, PriceBasis, PriceUnit, ReferringBody
from asfdesk.domain.hours.attendance import AttendanceEntry
from asfdesk.domain.people.placements import DaySlot, Placement, Schedule
from asfdesk.domain.period import Month
from asfdesk.domain.sales.billing import bill

OCTOBER = Month(2026, 10)
YEAR = date(2026, 1, 1)
CODES = dict(zip((1, 2, 5, 6, 7, 8, 9), "FOLXPHF", strict=True))
NOTIFIED, CLOSED = AttendanceCode.NOTIFIED, AttendanceCode.CLOSED
PLANNING, HOLIDAY = AttendanceCode.PLANNING_DAY, AttendanceCode.HOLIDAY
ATTENDED, BOOKED, PLACE = PriceBasis.ATTENDED, PriceBasis.BOOKED, PriceBasis.PLACE


def weekday(day: date) -> bool:
    return day.isoweekday() < 6


def entry(day: date) -> AttendanceEntry:
    code = CODES.get(day.day)
    attended = 360 if code is None else 180 if day.day == 9 else 0
    return AttendanceEntry(1, day, 360, attended, AttendanceCode(code) if code else None)


def test_every_code_is_there() -> None:
    assert set(CODES.values()) == {code.value for code in AttendanceCode}


@pytest.mark.parametrize(
    ("unit", "basis", "price", "payable", "units", "ore"),
    [
        pytest.param(
            # A day somebody came is a day: 16. F to 50 %: 0.5; P in full: 1. 17.5 x 320 kr.
            PriceUnit.DAY,
            ATTENDED,
            320_00,
            {NOTIFIED: 5000, PLANNING: 10_000},
            Fraction(35, 2),
            5_600_00,
            id="attended day",
        ),
        pytest.param(
            # All 22 but the day we kept closed: 21 x 300 kr.
            PriceUnit.DAY,
            BOOKED,
            300_00,
            {},
            Fraction(21),
            6_300_00,
            id="booked day",
        ),
        pytest.param(
            # 93 h attended; F to 50 %: (6 + 3) / 2 = 4.5 h; P in full: 6 h. 103.5 x 95.50 kr.
            PriceUnit.HOUR,
            ATTENDED,
            95_50,
            {NOTIFIED: 5000, PLANNING: 10_000},
            Fraction(207, 2),
            9_884_25,
            id="hour",
        ),
        pytest.param(
            # The month's price less the one day of 22 that we kept closed: 8 800 x 21 / 22.
            PriceUnit.PLACE_MONTH,
            BOOKED,
            8_800_00,
            {},
            Fraction(21, 22),
            8_400_00,
            id="booked place and month",
        ),
        pytest.param(
            # Two places sold, whoever comes: 2 x 8 800 kr.
            PriceUnit.PLACE_MONTH,
            PLACE,
            8_800_00,
            {},
            Fraction(2),
            17_600_00,
            id="sold place and month",
        ),
        pytest.param(
            # Level 3 pays 800 kr a day, half days half; the holiday in full: 15.5 + 1 = 16.5.
            PriceUnit.LEVEL_DAY,
            ATTENDED,
            0,
            {HOLIDAY: 10_000},
            Fraction(33, 2),
            13_200_00,
            id="day at a level",
        ),
        pytest.param(
            # A twelfth of 120 000 kr.
            PriceUnit.LUMP_SUM,
            PLACE,
            120_000_00,
            {},
            None,
            10_000_00,
            id="lump sum",
        ),
    ],
)
def test_what_is_paid_for_a_month_with_every_code(
    unit: PriceUnit,
    basis: PriceBasis,
    price: int,
    payable: dict[AttendanceCode, int],
    units: Fraction | None,
    ore: int,
) -> None:
    terms = Terms(
        1, 1, YEAR, unit, basis, price, 2000, payable=payable, level_prices_ore={3: 800_00}
    )
    agreement = Agreement(1, 1, "Avtal", Form.DAY_ACTIVITY_LSS, YEAR, terms=(terms,))
    week = {day: DaySlot(360) for day in range(1, 6)}
    placement = Placement(
        1,
        1,
        1,
        Form.DAY_ACTIVITY_LSS,
        ReferringBody.MUNICIPALITY,
        YEAR,
        date(2026, 12, 31),
        schedules=(Schedule(1, 1, YEAR, 7500, week),),
        level=3,
    )
    entries = {(1, day): (entry(day),) for day in OCTOBER.days() if weekday(day)}
    (row,) = bill(agreement, [placement], entries, OCTOBER, weekday)
    if units is not None:
        assert row.units.payable == units
    assert row.amount_ore == ore
    assert row.unfilled_days == 0


def test_a_closed_day_that_the_terms_pay_for_is_paid() -> None:
    """22 x 300 kr: X to the full stands in the terms of a booked day."""
    terms = Terms(1, 1, YEAR, PriceUnit.DAY, BOOKED, 300_00, 0, payable={CLOSED: 10_000})
    agreement = Agreement(1, 1, "Avtal", Form.WORK_TRAINING, YEAR, terms=(terms,))
    week = {day: DaySlot(360) for day in range(1, 6)}
    placement = Placement(
        1,
        1,
        1,
        Form.WORK_TRAINING,
        ReferringBody.MUNICIPALITY,
        YEAR,
        None,
        schedules=(Schedule(1, 1, YEAR, 7500, week),),
    )
    entries = {(1, day): (entry(day),) for day in OCTOBER.days() if weekday(day)}
    (row,) = bill(agreement, [placement], entries, OCTOBER, weekday)
    assert (row.units.payable, row.amount_ore) == (22, 6_600_00)
