"""Months, periods and fiscal years. Days are inclusive at both ends; months are real months.

A period is written 2026-03, 2026-Q3, 2026, FY2026, FY2026-07, 2026-01..2026-06, 2026-W12 or
2026-03-14 (design §7, decisions D4). Quarters are calendar quarters.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_FISCAL_MONTHS = 18
"""A fiscal year is 1-18 months (bokföringslagen ch. 3)."""

MONTHS_IN_YEAR = 12


@dataclass(frozen=True, order=True)
class Month:
    """One calendar month; its text form is YYYY-MM."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Month:
        """The month a day lies in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Month:
        """From YYYY-MM; raises ValueError for anything else."""
        match = re.fullmatch(r"(\d{4})-(\d{2})", text)
        if not match or not 1 <= int(match[2]) <= MONTHS_IN_YEAR or int(match[1]) < 1:
            raise ValueError(text)
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    def plus(self, months: int) -> Month:
        """The month so many months later (earlier when negative)."""
        total = self.year * MONTHS_IN_YEAR + self.number - 1 + months
        return Month(total // MONTHS_IN_YEAR, total % MONTHS_IN_YEAR + 1)

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    def days(self) -> Iterator[date]:
        """Every day of the month, in order."""
        return Period(self.first, self.last).days()


class PeriodKind(StrEnum):
    """How a period was named; reports say which kinds they take."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    FISCAL_YEAR = "fiscal_year"
    RANGE = "range"


@dataclass(frozen=True, order=True)
class Period:
    """From a first to a last day, both included."""

    first: date
    last: date
    kind: PeriodKind = PeriodKind.RANGE

    @classmethod
    def of_month(cls, month: Month) -> Period:
        """One month."""
        return cls(month.first, month.last, PeriodKind.MONTH)

    @classmethod
    def of_months(cls, first: Month, last: Month) -> Period:
        """From one month to another, both included."""
        return cls(first.first, last.last)

    @classmethod
    def of_quarter(cls, year: int, quarter: int) -> Period:
        """A calendar quarter, 1-4."""
        start = Month(year, quarter * 3 - 2)
        return cls(start.first, start.plus(2).last, PeriodKind.QUARTER)

    @classmethod
    def of_year(cls, year: int) -> Period:
        """A calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31), PeriodKind.YEAR)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    def __str__(self) -> str:
        start = Month.of(self.first)
        match self.kind:
            case PeriodKind.DAY:
                return self.first.isoformat()
            case PeriodKind.WEEK:
                iso = self.first.isocalendar()
                return f"{iso.year}-W{iso.week:02d}"
            case PeriodKind.MONTH:
                return str(start)
            case PeriodKind.QUARTER:
                return f"{start.year}-Q{(start.number + 2) // 3}"
            case PeriodKind.YEAR:
                return f"{start.year}"
            case PeriodKind.FISCAL_YEAR:
                return f"FY{start}"
            case PeriodKind.RANGE:
                return f"{start}..{Month.of(self.last)}"

    def days(self) -> Iterator[date]:
        """Every day, in order."""
        for offset in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=offset)

    def months(self) -> list[Month]:
        """Every month the period touches, in order."""
        found = [Month.of(self.first)]
        while found[-1] < Month.of(self.last):
            found.append(found[-1].plus(1))
        return found

    def overlaps(self, first: date, last: date | None) -> bool:
        """Whether the period shares a day with first..last (None = still running)."""
        return first <= self.last and (last is None or last >= self.first)


@dataclass(frozen=True)
class FiscalYear:
    """A fiscal year, broken or not, of 1-18 whole months.

    Attributes:
        books_through: the last month whose books are confirmed closed (decisions A6), or None.
    """

    id: int
    first: date
    last: date
    books_through: Month | None = None

    @property
    def period(self) -> Period:
        """The year as a period."""
        return Period(self.first, self.last, PeriodKind.FISCAL_YEAR)

    def months(self) -> list[Month]:
        """Its months, in order."""
        return self.period.months()

    @property
    def label(self) -> str:
        """2026 for a calendar year, 2026/2027 for a broken one."""
        if self.first.year == self.last.year:
            return str(self.first.year)
        return f"{self.first.year}/{self.last.year}"


def is_fiscal_year(first: date, last: date) -> bool:
    """Whether first..last is 1-18 whole months (bokföringslagen ch. 3)."""
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    months = (last.year - first.year) * MONTHS_IN_YEAR + last.month - first.month + 1
    return whole and 1 <= months <= MAX_FISCAL_MONTHS


def parse_period(text: str, fiscal_years: Sequence[FiscalYear] = ()) -> Period:
    """Read a period as it is typed on the command line.

    Raises:
        ValueError: not a period, or FY names no or several fiscal years; the value is the text,
            or for several years the candidates joined by ", ".
    """
    if text.upper().startswith("FY"):
        return _parse_fiscal(text[2:], fiscal_years)
    first, dots, last = text.partition("..")
    if dots:
        period = Period.of_months(Month.parse(first), Month.parse(last))
        if period.last < period.first:
            raise ValueError(text)
        return period
    if match := re.fullmatch(r"(\d{4})-[Qq]([1-4])", text):
        return Period.of_quarter(int(match[1]), int(match[2]))
    if match := re.fullmatch(r"(\d{4})-[Ww](\d{2})", text):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return Period(monday, monday + timedelta(days=6), PeriodKind.WEEK)
    if re.fullmatch(r"\d{4}", text):
        return Period.of_year(int(text))
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        day = date.fromisoformat(text)
        return Period(day, day, PeriodKind.DAY)
    return Period.of_month(Month.parse(text))


def _parse_fiscal(text: str, fiscal_years: Sequence[FiscalYear]) -> Period:
    """FY2026 or FY2026-07: the fiscal year that starts then."""
    if re.fullmatch(r"\d{4}", text):
        found = [year for year in fiscal_years if year.first.year == int(text)]
    else:
        found = [year for year in fiscal_years if Month.of(year.first) == Month.parse(text)]
    if len(found) != 1:
        raise ValueError(", ".join(f"FY{Month.of(year.first)}" for year in found) or f"FY{text}")
    return found[0].period
