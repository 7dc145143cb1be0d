"""A month with every attendance code, for five agreements of different price models, by hand.

April 2026 has 20 working days: 30 days less 8 Saturdays and Sundays, Good Friday (the 3rd) and
Easter Monday (the 6th). What is written for everybody:

    1 Wed  F  away, notified               9 Thu  P  planning day
    2 Thu  O  away, not notified          10 Fri  H  a day off of one's own
    3 Fri  H  public holiday, not planned 13 Mon  F  came for 2 h, then away, notified
    7 Tue  L  on leave                    30 Thu     nobody has written it down
    8 Wed  X  the enterprise was closed   the other 12 working days: present as planned

Planned are 6 h a day; 20 working days less 6 coded, 1 partly and 1 unfilled leave 12 whole days.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from asfdesk.domain.agreements import Agreement, Terms
from asfdesk.domain.codes import AttendanceCode, Form, PriceBasis, PriceUnit, ReferringBody
from asfdesk.domain.hours.attendance import AttendanceEntry
from asfdesk.domain.hours.holidays import WorkCalendar
from asfdesk.domain.people.placements import DaySlot, Placement, Schedule
from asfdesk.domain.period import Month, Period
from asfdesk.domain.sales.billing import bill

APRIL = Month(2026, 4)
FIRST = date(2026, 1, 1)
CALENDAR = WorkCalendar()
CODE = AttendanceCode
WRITTEN: dict[int, tuple[AttendanceCode, int]] = {
    1: (CODE.NOTIFIED, 0),
    2: (CODE.UNNOTIFIED, 0),
    3: (CODE.HOLIDAY, 0),
    7: (CODE.LEAVE, 0),
    8: (CODE.CLOSED, 0),
    9: (CODE.PLANNING_DAY, 0),
    10: (CODE.HOLIDAY, 0),
    13: (CODE.NOTIFIED, 120),
}
UNFILLED = 30


def _placement(*, fridays: int = 360, level: int | None = None) -> Placement:
    week = {day: DaySlot(360) for day in range(1, 5)} | {5: DaySlot(fridays)}
    return Placement(
        1,
        1,
        1,
        Form.WORK_TRAINING,
        ReferringBody.MUNICIPALITY,
        FIRST,
        None,
        level=level,
        schedules=(Schedule(1, 1, FIRST, 7500, week),),
    )


def _entries(placement: Placement) -> dict[tuple[int, date], tuple[AttendanceEntry, ...]]:
    found: dict[tuple[int, date], tuple[AttendanceEntry, ...]] = {}
    for day in APRIL.days():
        planned = placement.planned_minutes(day) if CALENDAR.is_workday(day) else 0
        code, attended = WRITTEN.get(day.day, (None, planned))
        if day.day != UNFILLED and (planned or code):
            found[1, day] = (AttendanceEntry(1, day, planned, attended, code),)
    return found


def _agreement(terms: Terms) -> Agreement:
    return Agreement(1, 1, "Avtal", Form.WORK_TRAINING, FIRST, terms=(terms,))


def _billed(terms: Terms, placement: Placement | None = None) -> tuple[Fraction | int, ...]:
    one = placement or _placement()
    (row,) = bill(_agreement(terms), [one], _entries(one), APRIL, CALENDAR.is_workday)
    units = row.units
    counted = (units.booked, units.attended, units.paid_absence, units.unpaid_absence)
    return (*counted, units.payable, row.amount_ore, row.unfilled_days)


def test_april_2026_has_twenty_working_days() -> None:
    assert CALENDAR.workdays(Period.of_month(APRIL)) == 20


def test_per_attended_day() -> None:
    # F is paid by half, P in full, 320 kr a day.
    # Booked 20. Attended 12 + the 13th = 13. Paid: F 0.5 + P 1 = 1.5.
    # Unpaid: F 0.5, O, L, X and H 1 each = 4.5. (13 + 1.5 + 4.5 = 19, and the 30th is not written.)
    # Payable 13 + 1.5 = 14.5 days x 320.00 = 4 640.00 kr.
    payable = {CODE.NOTIFIED: 5000, CODE.PLANNING_DAY: 10_000}
    terms = Terms(1, 1, FIRST, PriceUnit.DAY, PriceBasis.ATTENDED, 320_00, 1000, payable=payable)
    half = Fraction(1, 2)
    assert _billed(terms) == (20, 13, 3 * half, 9 * half, 29 * half, 4_640_00, 1)


def test_per_attended_hour() -> None:
    # L is paid in full, 118 kr an hour.
    # Booked 20 x 6 = 120 h. Attended 12 x 6 + 2 = 74 h. Paid: L 6 h.
    # Unpaid: F, O, X, P and H 6 h each and 4 h of the 13th = 34 h. (74 + 6 + 34 = 114 = 19 x 6.)
    # Payable 80 h x 118.00 = 9 440.00 kr.
    terms = Terms(
        1,
        1,
        FIRST,
        PriceUnit.HOUR,
        PriceBasis.ATTENDED,
        118_00,
        1000,
        payable={CODE.LEAVE: 10_000},
    )
    assert _billed(terms) == (120, 74, 6, 34, 80, 9_440_00, 1)


def test_per_booked_day() -> None:
    # Booked days are paid whoever comes, the 30th too; X is not, and the agreement takes O away.
    # Booked 20. Paid absence: F, L, P, H = 4. Unpaid: O and X = 2. Payable 18 x 250.00 = 4 500.00.
    terms = Terms(
        1,
        1,
        FIRST,
        PriceUnit.DAY,
        PriceBasis.BOOKED,
        250_00,
        1000,
        payable={CODE.UNNOTIFIED: 0},
    )
    assert _billed(terms) == (20, 13, 4, 2, 18, 4_500_00, 1)


def test_per_level_and_part_of_a_day() -> None:
    # Level 3, 830 kr a full day; up to 4 h is a half day at 60 %. Fridays are 3 h.
    # Planned Fridays: 10, 17, 24 (the 3rd is a holiday): booked 17 + 3 x 0.6 = 18.8.
    # Whole days present: 12, of which two Fridays: 10 + 2 x 0.6 = 11.2; the 13th 2 h = 0.6: 11.8.
    # O is paid by half and H not; F, L and P in full, X never (booked).
    # Paid: F 1, the rest of the 13th 0.4, O 0.5, L 1, P 1 = 3.9. Unpaid: O 0.5, X 1, H 0.6 = 2.1.
    # Payable 18.8 - 2.1 = 16.7 x 830.00 = 13 861.00 kr.
    terms = Terms(
        1,
        1,
        FIRST,
        PriceUnit.LEVEL_DAY,
        PriceBasis.BOOKED,
        760_00,
        1000,
        payable={CODE.UNNOTIFIED: 5000, CODE.HOLIDAY: 0},
        level_prices_ore={3: 830_00},
        half_day_bp=6000,
    )
    tenth = Fraction(1, 10)
    expected = (188 * tenth, 118 * tenth, 39 * tenth, 21 * tenth, 167 * tenth, 13_861_00, 1)
    assert _billed(terms, _placement(fridays=180, level=3)) == expected


def test_per_place_and_month() -> None:
    # 2.5 places x 10 800 kr = 27 000.00, whatever was written.
    terms = Terms(1, 1, FIRST, PriceUnit.PLACE_MONTH, PriceBasis.PLACE, 10_800_00, 2500)
    sold = Fraction(5, 2)
    assert _billed(terms) == (sold, 0, 0, 0, sold, 27_000_00, 0)


def test_per_booked_place_and_month() -> None:
    # A month's price spread over 20 working days: X takes 1/20 away: 19/20 x 10 000 = 9 500.00 kr.
    terms = Terms(1, 1, FIRST, PriceUnit.PLACE_MONTH, PriceBasis.BOOKED, 10_000_00, 1000)
    twentieth = Fraction(1, 20)
    assert _billed(terms) == (
        1,
        13 * twentieth,
        5 * twentieth,
        twentieth,
        19 * twentieth,
        9_500_00,
        1,
    )


def test_per_half_day() -> None:
    # A day of 6 h is two half days, one of 2 h is one. Only F is paid. 150 kr each.
    # Booked 40. Attended 24 + 1 = 25. Paid: F 2 and the other half of the 13th 1 = 3.
    # Unpaid: O, L, X, P, H 2 each = 10. Payable 28 x 150.00 = 4 200.00 kr.
    terms = Terms(
        1,
        1,
        FIRST,
        PriceUnit.HALF_DAY,
        PriceBasis.ATTENDED,
        150_00,
        1000,
        payable={CODE.NOTIFIED: 10_000},
    )
    assert _billed(terms) == (40, 25, 3, 10, 28, 4_200_00, 1)


@pytest.mark.parametrize(("price", "amount"), [(120_000_00, 10_000_00), (100_000_00, 8_333_33)])
def test_a_fixed_sum_is_a_twelfth(price: int, amount: int) -> None:
    # 100 000 kr is 8 333.33 a month, and öre that are left over go to the first months: 4 of them.
    # April is the fourth: 1 000 000 000 öre / 12 = 83 333 333.33...; 12 x 833 333.33 lacks 4 öre.
    terms = Terms(1, 1, FIRST, PriceUnit.LUMP_SUM, PriceBasis.PLACE, price, 0)
    (row,) = bill(_agreement(terms), [], {}, APRIL, CALENDAR.is_workday)
    left = 1 if price == 100_000_00 else 0
    assert row.amount_ore == amount + left
