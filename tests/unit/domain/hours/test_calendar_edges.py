"""Week 53, a leap day, nights when the clock is set, and working days of years, by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.agreements import Agreement, Terms
from asfdesk.domain.codes import AttendanceCode, Form, PriceBasis, PriceUnit, ReferringBody
from asfdesk.domain.hours.absence_reports import AbsenceReport
from asfdesk.domain.hours.attendance import AttendanceEntry
from asfdesk.domain.hours.holidays import WorkCalendar
from asfdesk.domain.people.placements import DaySlot, Placement, Schedule
from asfdesk.domain.period import Month, Period, PeriodKind, parse_period
from asfdesk.domain.sales.billing import bill

if TYPE_CHECKING:
    from fractions import Fraction

FIRST = date(2026, 1, 1)
HOURLY = Terms(1, 1, FIRST, PriceUnit.HOUR, PriceBasis.ATTENDED, 100_00, 1000)
AGREEMENT = Agreement(1, 1, "Avtal", Form.WORK_TRAINING, FIRST, terms=(HOURLY,))
FIVE_DAYS = dict.fromkeys(range(1, 6), DaySlot(360, 540))


def _placement(week: dict[int, DaySlot] | None = None) -> Placement:
    schedule = Schedule(1, 1, FIRST, 7500, FIVE_DAYS if week is None else week)
    return Placement(
        1, 1, 1, Form.WORK_TRAINING, ReferringBody.MUNICIPALITY, FIRST, None, schedules=(schedule,)
    )


@pytest.mark.parametrize(
    ("year", "eves_closed", "days"),
    [(2026, True, 251), (2026, False, 254), (2027, True, 253), (2027, False, 256)],
)
def test_working_days_of_a_year_with_and_without_the_eves(
    year: int,
    eves_closed: bool,  # noqa: FBT001 - the table's own column
    days: int,
) -> None:
    # 2026: 261 weekdays, of which 7 are public holidays (1 and 6 January, 3 and 6 April, 1 and
    # 14 May, 25 December; 6 June and 26 December are Saturdays): 254. The eves of 2026 are a
    # Friday and two Thursdays: 251. 2027: 261 less 1 and 6 January, 26 and 29 March, 6 May (1 May,
    # 6 June, 25 and 26 December fall on weekends): 256; its eves are all three on weekdays: 253.
    assert WorkCalendar(eves_closed=eves_closed).workdays(Period.of_year(year)) == days


def test_week_53_lies_in_two_years() -> None:
    week = parse_period("2026-W53")
    assert (week.first, week.last) == (date(2026, 12, 28), date(2027, 1, 3))
    assert week.kind is PeriodKind.WEEK
    assert str(week) == "2026-W53"
    # Mon to Wed are worked; Thursday is New Year's Eve, Friday New Year's Day.
    assert [day.day for day in WorkCalendar().worked_days(week)] == [28, 29, 30]
    assert [d.day for d in WorkCalendar(eves_closed=False).worked_days(week)] == [28, 29, 30, 31]
    assert week.months() == [Month(2026, 12), Month(2027, 1)]


def test_each_year_is_billed_for_its_own_days_of_week_53() -> None:
    calendar = WorkCalendar()
    worked = [*calendar.worked_days(parse_period("2026-W53")), date(2027, 1, 4)]
    entries = {(1, day): (AttendanceEntry(1, day, 360, 360),) for day in worked}

    def attended(month: Month) -> Fraction:
        (row,) = bill(AGREEMENT, [_placement()], entries, month, calendar.is_workday)
        return row.units.attended

    # Three days of 6 h in December, and Monday of week 1 in January.
    assert attended(Month(2026, 12)) == 18
    assert attended(Month(2027, 1)) == 6


def test_the_leap_day_is_a_day_like_others() -> None:
    february = Month(2028, 2)
    calendar = WorkCalendar()
    leap = date(2028, 2, 29)  # a Tuesday
    assert calendar.is_workday(leap)
    # 1 February is a Tuesday: four weeks of five days, and the 29th.
    assert calendar.workdays(Period.of_month(february)) == 21
    assert parse_period("2028-02-29") == Period(leap, leap, PeriodKind.DAY)
    with pytest.raises(ValueError, match="day is out of range"):
        parse_period("2027-02-29")
    place = Terms(1, 1, FIRST, PriceUnit.PLACE_MONTH, PriceBasis.BOOKED, 21_000_00, 1000)
    days = {
        (1, day): (AttendanceEntry(1, day, 360, 360),)
        for day in calendar.worked_days(Period.of_month(february))
    }
    days[1, leap] = (AttendanceEntry(1, leap, 360, 0, AttendanceCode.CLOSED),)
    (row,) = bill(
        replace(AGREEMENT, terms=(place,)), [_placement()], days, february, calendar.is_workday
    )
    # 21 000 kr over 21 working days; closed on the leap day takes one day's 1 000 kr away.
    assert row.amount_ore == 20_000_00


def test_an_agreement_can_end_on_the_leap_day() -> None:
    ends = replace(AGREEMENT, ends_on=date(2028, 2, 29))
    leap = {(1, date(2028, 2, 29)): (AttendanceEntry(1, date(2028, 2, 29), 360, 360),)}
    (row,) = bill(ends, [_placement()], leap, Month(2028, 2), WorkCalendar().is_workday)
    assert row.units.attended == 6
    assert bill(ends, [_placement()], leap, Month(2028, 3), WorkCalendar().is_workday) == []


@pytest.mark.parametrize("night", [date(2026, 3, 29), date(2026, 10, 25)])
def test_nights_when_the_clock_is_set_have_the_time_the_clock_shows(night: date) -> None:
    # Both are Sundays. Planned and written 1.00 to 5.00: 4 h in March, when an hour is skipped,
    # and in October, when one comes twice. What is agreed and reported are times of the clock.
    calendar = WorkCalendar()
    placement = _placement({7: DaySlot(240, 60)})
    entries = {(1, night): (AttendanceEntry(1, night, 240, 240),)}
    (row,) = bill(AGREEMENT, [placement], entries, Month.of(night), calendar.is_workday)
    assert row.units.attended == 4
    assert row.amount_ore == 400_00
    moment = datetime(night.year, night.month, night.day, 2, 30)  # noqa: DTZ001 - wall clock
    report = AbsenceReport(0, 1, night, 60, 300, 60, 180, notified_at=moment)
    assert report.minutes == 120
    assert report.notified_at == moment
