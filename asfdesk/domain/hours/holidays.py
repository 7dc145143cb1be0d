"""The Swedish working calendar: public holidays by rule, eves as a choice, closed weeks.

Public holidays follow lag (1989:253) om allmänna helgdagar; Sundays are not listed as such.
Midsummer's, Christmas and New Year's Eve are no public holidays, but most workplaces close
(finance.md §4.3), so that is a setting.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from asfdesk.domain.period import Period

_SATURDAY = 6
_NATIONAL_DAY_SINCE = 2005


class Holiday(StrEnum):
    """A public holiday, or an eve that is commonly closed."""

    NEW_YEAR = "nyarsdagen"
    EPIPHANY = "trettondedag_jul"
    GOOD_FRIDAY = "langfredagen"
    EASTER_SUNDAY = "paskdagen"
    EASTER_MONDAY = "annandag_pask"
    MAY_DAY = "forsta_maj"
    ASCENSION = "kristi_himmelsfardsdag"
    WHIT_SUNDAY = "pingstdagen"
    WHIT_MONDAY = "annandag_pingst"
    NATIONAL_DAY = "nationaldagen"
    MIDSUMMER_DAY = "midsommardagen"
    ALL_SAINTS = "alla_helgons_dag"
    CHRISTMAS_DAY = "juldagen"
    BOXING_DAY = "annandag_jul"
    MIDSUMMER_EVE = "midsommarafton"
    CHRISTMAS_EVE = "julafton"
    NEW_YEARS_EVE = "nyarsafton"


def easter_sunday(year: int) -> date:
    """Easter by the Gregorian computus (the "anonymous" algorithm, Nature 1876)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon + 15) % 30
    leaps, leap_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * leaps - epact - leap_rest) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def _saturday_from(first: date) -> date:
    """The first Saturday on or after a day."""
    return first + timedelta(days=(_SATURDAY - first.isoweekday()) % 7)


@lru_cache(maxsize=256)
def public_holidays(year: int) -> Mapping[date, Holiday]:
    """The public holidays of a year by day, in order.

    Whit Monday up to 2004, National Day from 2005 (SFS 2004:1320).
    """
    easter = easter_sunday(year)
    days = {
        date(year, 1, 1): Holiday.NEW_YEAR,
        date(year, 1, 6): Holiday.EPIPHANY,
        easter - timedelta(days=2): Holiday.GOOD_FRIDAY,
        easter: Holiday.EASTER_SUNDAY,
        easter + timedelta(days=1): Holiday.EASTER_MONDAY,
        date(year, 5, 1): Holiday.MAY_DAY,
        easter + timedelta(days=49): Holiday.WHIT_SUNDAY,
        _saturday_from(date(year, 6, 20)): Holiday.MIDSUMMER_DAY,
        _saturday_from(date(year, 10, 31)): Holiday.ALL_SAINTS,
        date(year, 12, 25): Holiday.CHRISTMAS_DAY,
        date(year, 12, 26): Holiday.BOXING_DAY,
    }
    # Ascension can meet May Day (2008); the older feast then keeps the name.
    days[easter + timedelta(days=39)] = Holiday.ASCENSION
    if year >= _NATIONAL_DAY_SINCE:
        days.setdefault(date(year, 6, 6), Holiday.NATIONAL_DAY)
    else:
        days[easter + timedelta(days=50)] = Holiday.WHIT_MONDAY
    return dict(sorted(days.items()))


@lru_cache(maxsize=256)
def _eves(year: int) -> Mapping[date, Holiday]:
    midsummer = _saturday_from(date(year, 6, 20))
    return {
        midsummer - timedelta(days=1): Holiday.MIDSUMMER_EVE,
        date(year, 12, 24): Holiday.CHRISTMAS_EVE,
        date(year, 12, 31): Holiday.NEW_YEARS_EVE,
    }


def eves(year: int) -> dict[date, Holiday]:
    """The three eves that are free by custom or agreement, not by law."""
    return dict(_eves(year))


def is_workday(day: date, *, eves_closed: bool = True, closed: Sequence[Period] = ()) -> bool:
    """Whether a day is worked: Monday to Friday, no holiday, not in a closed period."""
    if day.isoweekday() >= _SATURDAY or day in public_holidays(day.year):
        return False
    if eves_closed and day in _eves(day.year):
        return False
    return not any(day in period for period in closed)


def workdays(period: Period, *, eves_closed: bool = True, closed: Sequence[Period] = ()) -> int:
    """How many days of a period are worked."""
    return sum(is_workday(day, eves_closed=eves_closed, closed=closed) for day in period.days())


@dataclass(frozen=True)
class WorkCalendar:
    """An enterprise's own calendar: its choice of eves and its closed weeks."""

    eves_closed: bool = True
    closed: tuple[Period, ...] = ()

    def is_workday(self, day: date) -> bool:
        """Whether the enterprise works on a day."""
        return is_workday(day, eves_closed=self.eves_closed, closed=self.closed)

    def workdays(self, period: Period) -> int:
        """How many days of a period are worked."""
        return sum(1 for _ in self.worked_days(period))

    def worked_days(self, period: Period) -> Iterator[date]:
        """The worked days of a period, in order."""
        return (day for day in period.days() if self.is_workday(day))

    def holiday(self, day: date) -> Holiday | None:
        """The holiday or closed eve of a day, or None."""
        eve = _eves(day.year).get(day) if self.eves_closed else None
        return public_holidays(day.year).get(day) or eve

    def in_closed_period(self, day: date) -> bool:
        """Whether the day lies in a period when the enterprise is closed."""
        return any(day in period for period in self.closed)
