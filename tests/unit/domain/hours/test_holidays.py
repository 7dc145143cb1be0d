"""The working calendar, against finance.md's table and the `holidays` package."""

from __future__ import annotations

from datetime import date

import holidays as oracle
import pytest

from asfdesk.domain.hours.holidays import (
    Holiday,
    WorkCalendar,
    easter_sunday,
    eves,
    is_workday,
    public_holidays,
    workdays,
)
from asfdesk.domain.period import Month, Period

GOLDEN = {
    2026: ((20, 20, 22, 20, 19, 21, 23, 21, 22, 22, 21, 20), 251, 254),
    2027: ((19, 20, 21, 22, 20, 21, 22, 22, 22, 21, 22, 21), 253, 256),
    2028: ((20, 21, 23, 18, 21, 20, 21, 23, 21, 22, 22, 19), 251, 252),
}
"""finance.md §4.3: months, year, and the year with red days only."""


@pytest.mark.parametrize("year", GOLDEN)
def test_working_days_agree_with_the_golden_table(year: int) -> None:
    months, whole, strict = GOLDEN[year]
    counted = tuple(workdays(Period.of_month(Month(year, n))) for n in range(1, 13))
    assert counted == months
    assert workdays(Period.of_year(year)) == whole
    assert workdays(Period.of_year(year), eves_closed=False) == strict


@pytest.mark.parametrize("year", range(1990, 2101))
def test_public_holidays_agree_with_the_holidays_package(year: int) -> None:
    assert set(public_holidays(year)) == set(oracle.country_holidays("SE", years=year))


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (1961, date(1961, 4, 2)),
        (2008, date(2008, 3, 23)),
        (2026, date(2026, 4, 5)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter(year: int, expected: date) -> None:
    assert easter_sunday(year) == expected


def test_holidays_of_2026_by_name() -> None:
    days = public_holidays(2026)
    assert days[date(2026, 6, 20)] is Holiday.MIDSUMMER_DAY
    assert days[date(2026, 10, 31)] is Holiday.ALL_SAINTS
    assert days[date(2026, 5, 14)] is Holiday.ASCENSION
    assert list(days) == sorted(days)
    assert len(days) == 13
    assert list(eves(2026)) == [date(2026, 6, 19), date(2026, 12, 24), date(2026, 12, 31)]


def test_whit_monday_gave_way_to_the_national_day_in_2005() -> None:
    assert public_holidays(2004)[date(2004, 5, 31)] is Holiday.WHIT_MONDAY
    assert date(2004, 6, 6) not in public_holidays(2004)
    assert public_holidays(2005)[date(2005, 6, 6)] is Holiday.NATIONAL_DAY


def test_may_day_and_ascension_on_the_same_day_are_one_holiday() -> None:
    assert public_holidays(2008)[date(2008, 5, 1)] is Holiday.ASCENSION
    assert len(public_holidays(2008)) == 12


def test_an_eve_is_closed_by_choice() -> None:
    eve = date(2026, 6, 19)
    assert not is_workday(eve)
    assert is_workday(eve, eves_closed=False)
    assert WorkCalendar().holiday(eve) is Holiday.MIDSUMMER_EVE
    assert WorkCalendar(eves_closed=False).holiday(eve) is None


def test_a_closed_week_is_not_worked() -> None:
    closed = Period(date(2026, 7, 13), date(2026, 7, 17))
    calendar = WorkCalendar(closed=(closed,))
    july = Period.of_month(Month(2026, 7))
    assert calendar.workdays(july) == 23 - 5
    assert not calendar.is_workday(date(2026, 7, 15))
    assert calendar.in_closed_period(date(2026, 7, 15))
    assert not calendar.in_closed_period(date(2026, 7, 18))
    assert calendar.holiday(date(2026, 7, 15)) is None
    assert next(calendar.worked_days(july)) == date(2026, 7, 1)


def test_a_broken_fiscal_year_takes_its_days_from_two_calendar_years() -> None:
    """finance.md T13, 2026-07 to 2027-06, by hand.

    132 weekdays less 24, 25 and 31 December; 129 less 1 and 6 January, Good Friday, Easter
    Monday, Ascension and Midsummer Eve.
    """
    autumn = workdays(Period(date(2026, 7, 1), date(2026, 12, 31)))
    spring = workdays(Period(date(2027, 1, 1), date(2027, 6, 30)))
    assert (autumn, spring) == (129, 123)
    assert workdays(Period(date(2026, 7, 1), date(2027, 6, 30))) == 252
