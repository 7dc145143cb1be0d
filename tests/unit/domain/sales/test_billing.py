"""Invoice bases worked out by hand. October 2026 has 22 working days (finance.md §4.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from asfdesk.domain.agreements import Agreement, DayCount, Terms
from asfdesk.domain.codes import (
    AttendanceCode,
    ExitGroup,
    Form,
    PriceBasis,
    PriceUnit,
    ReferringBody,
)
from asfdesk.domain.hours.attendance import AttendanceEntry
from asfdesk.domain.hours.places import place_days
from asfdesk.domain.people.placements import DaySlot, Exit, Placement, Schedule
from asfdesk.domain.period import Month
from asfdesk.domain.sales.billing import bill

OCTOBER = Month(2026, 10)
SIX_HOURS = {weekday: DaySlot(360) for weekday in range(1, 6)}


def _weekday(day: date) -> bool:
    return day.isoweekday() < 6


def _terms(
    unit: PriceUnit = PriceUnit.DAY,
    basis: PriceBasis = PriceBasis.ATTENDED,
    price: int = 32_000,
    places: int = 2000,
) -> Terms:
    return Terms(1, 1, date(2026, 1, 1), unit, basis, price, places)


def _agreement(*terms: Terms) -> Agreement:
    return Agreement(
        1, 1, "Avtal", Form.WORK_TRAINING, date(2026, 1, 1), date(2026, 12, 31), terms=terms
    )


def _placement(placement_id: int = 1) -> Placement:
    schedule = Schedule(1, placement_id, date(2026, 1, 1), 7500, SIX_HOURS)
    return Placement(
        placement_id,
        placement_id,
        1,
        Form.WORK_TRAINING,
        ReferringBody.MUNICIPALITY,
        date(2026, 1, 1),
        date(2026, 12, 31),
        schedules=(schedule,),
    )


Entries = dict[tuple[int, date], tuple[AttendanceEntry, ...]]


def _filled(*, absent: dict[int, AttendanceCode] | None = None) -> Entries:
    """Every working day of October attended 6 h, but for the days of the month given a code."""
    away = absent or {}
    rows: Entries = {}
    for day in OCTOBER.days():
        if _weekday(day):
            code = away.get(day.day)
            entry = AttendanceEntry(1, day, 360, 0 if code else 360, code)
            rows[1, day] = (entry,)
    return rows


def test_attended_days_are_paid_and_notified_absence_only_by_its_share() -> None:
    # 22 days, 2 away notified (paid half), 1 away un-notified (unpaid): 19 + 2 x 0.5 = 20 days.
    terms = replace(_terms(), payable={AttendanceCode.NOTIFIED: 5000})
    entries = _filled(
        absent={
            1: AttendanceCode.NOTIFIED,
            2: AttendanceCode.NOTIFIED,
            5: AttendanceCode.UNNOTIFIED,
        }
    )
    (row,) = bill(_agreement(terms), [_placement()], entries, OCTOBER, _weekday)
    assert row.units.booked == 22
    assert row.units.attended == 19
    assert row.units.paid_absence == 1
    assert row.units.unpaid_absence == 2
    assert row.units.payable == 20
    assert row.amount_ore == 640_000  # 20 x 320 kr


def test_days_nobody_wrote_down_pay_nothing_and_are_counted() -> None:
    entries = {key: rows for key, rows in _filled().items() if key[1].day < 15}
    (row,) = bill(_agreement(_terms()), [_placement()], entries, OCTOBER, _weekday)
    assert row.units.attended == 10  # 1-2, 5-9, 12-14 October
    assert row.unfilled_days == 12
    assert row.amount_ore == 320_000


def test_booked_days_are_paid_whoever_comes_but_not_when_we_kept_closed() -> None:
    entries = _filled(absent={1: AttendanceCode.UNNOTIFIED, 2: AttendanceCode.CLOSED})
    terms = _terms(basis=PriceBasis.BOOKED)
    (row,) = bill(_agreement(terms), [_placement()], entries, OCTOBER, _weekday)
    assert row.units.payable == 21
    assert row.amount_ore == 672_000


def test_a_price_change_in_mid_month_splits_the_row_exactly() -> None:
    # 1-14 October: 10 working days at 320; 15-31: 12 at 335.
    later = replace(_terms(price=33_500), id=2, valid_from=date(2026, 10, 15))
    rows = bill(_agreement(_terms(), later), [_placement()], _filled(), OCTOBER, _weekday)
    assert [(row.units.payable, row.amount_ore) for row in rows] == [(10, 320_000), (12, 402_000)]


def test_place_months_are_pro_rata_on_working_days() -> None:
    # 2 places x 9 000 kr; the agreement ends 14 October: 10 of 22 working days.
    terms = _terms(PriceUnit.PLACE_MONTH, PriceBasis.PLACE, 900_000)
    whole = bill(_agreement(terms), [], {}, OCTOBER, _weekday)
    assert [row.amount_ore for row in whole] == [1_800_000]
    ending = replace(_agreement(terms), ends_on=date(2026, 10, 14))
    part = bill(ending, [], {}, OCTOBER, _weekday)
    assert [row.amount_ore for row in part] == [818_182]  # 18 000 x 10/22 = 8 181.818…


def test_hours_half_days_and_levels() -> None:
    entries = _filled()
    agreement = _agreement(_terms(PriceUnit.HOUR, price=6_000))
    (hours,) = bill(agreement, [_placement()], entries, OCTOBER, _weekday)
    assert hours.units.attended == 132
    assert hours.amount_ore == 792_000
    (halves,) = bill(
        _agreement(_terms(PriceUnit.HALF_DAY, price=10_000)),
        [_placement()],
        entries,
        OCTOBER,
        _weekday,
    )
    assert halves.units.attended == 44  # 6 h is over the 4 h limit: two half days
    terms = replace(_terms(PriceUnit.LEVEL_DAY), level_prices_ore={3: 77_700})
    placement = replace(_placement(), level=3)
    (level,) = bill(_agreement(terms), [placement], entries, OCTOBER, _weekday)
    assert level.unit_price_ore == 77_700
    assert level.amount_ore == 22 * 77_700


@pytest.mark.parametrize(("month", "ore"), [(1, 8_333_334), (4, 8_333_334), (5, 8_333_333)])
def test_lump_sum_is_a_twelfth_by_largest_remainder(month: int, ore: int) -> None:
    # finance.md §9.1: 1 000 000 kr / 12 = 4 months of 83 333,34 and 8 of 83 333,33.
    terms = _terms(PriceUnit.LUMP_SUM, PriceBasis.PLACE, 100_000_000)
    (row,) = bill(_agreement(terms), [], {}, Month(2026, month), _weekday)
    assert row.amount_ore == ore


def test_result_fee_is_paid_once_for_work_or_studies() -> None:
    terms = _terms(PriceUnit.RESULT, price=1_500_000)
    to_work = replace(_placement(1), exit=Exit(date(2026, 10, 9), ExitGroup.WORK))
    back = replace(_placement(2), exit=Exit(date(2026, 10, 9), ExitGroup.BACK))
    rows = bill(_agreement(terms), [to_work, back], {}, OCTOBER, _weekday)
    assert [(row.placement_id, row.amount_ore) for row in rows] == [(1, 1_500_000)]


def test_place_days_and_rates() -> None:
    # 2 places x 22 days = 44 available; one placement books 22 and attends 20.
    entries = _filled(absent={1: AttendanceCode.NOTIFIED, 2: AttendanceCode.UNNOTIFIED})
    days = place_days(_agreement(_terms()), [_placement()], entries, OCTOBER.days(), _weekday)
    assert (days.available, days.booked, days.attended, days.delivered) == (44, 22, 20, 20)
    assert days.booking_rate == Fraction(1, 2)
    assert days.attendance_rate == Fraction(10, 11)
    assert days.occupancy == Fraction(5, 11)


def test_place_days_in_minutes() -> None:
    # 6 h of an 8 h place-day is three quarters: 22 x 0.75 = 16.5.
    agreement = replace(_agreement(_terms(basis=PriceBasis.BOOKED)), day_count=DayCount.MINUTES)
    days = place_days(agreement, [_placement()], {}, OCTOBER.days(), _weekday)
    assert days.booked == Fraction(33, 2)
    assert days.attended == 0
    assert days.delivered == Fraction(33, 2)
