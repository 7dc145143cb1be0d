"""Periods of a history, among them broken and 16-month fiscal years."""

from __future__ import annotations

from datetime import date

from asfdesk.domain.period import FiscalYear, Month
from asfdesk.domain.planning.figure_history import Step, periods

FIRST = FiscalYear(1, date(2026, 3, 1), date(2027, 6, 30))
"""16 months."""
BROKEN = FiscalYear(2, date(2027, 7, 1), date(2028, 6, 30))
YEARS = (FIRST, BROKEN)


def texts(step: Step, first: str, last: str) -> list[str]:
    return [str(one) for one in periods(step, Month.parse(first), Month.parse(last), YEARS)]


def test_months() -> None:
    assert texts(Step.MONTH, "2026-11", "2027-02") == ["2026-11", "2026-12", "2027-01", "2027-02"]


def test_quarters_are_calendar_quarters_and_whole() -> None:
    assert texts(Step.QUARTER, "2026-03", "2026-11") == ["2026-Q2", "2026-Q3"]


def test_years_are_fiscal_years_and_whole() -> None:
    assert texts(Step.YEAR, "2026-03", "2028-05") == ["FY2026-03"]
    assert texts(Step.YEAR, "2026-03", "2028-06") == ["FY2026-03", "FY2027-07"]
    assert texts(Step.YEAR, "2026-04", "2028-06") == ["FY2027-07"]


def test_rolling_needs_twelve_months() -> None:
    assert texts(Step.ROLLING, "2026-03", "2027-03") == ["2026-03..2027-02", "2026-04..2027-03"]


def test_so_far_begins_with_the_fiscal_year() -> None:
    found = texts(Step.TO_DATE, "2026-03", "2027-08")
    assert found[0] == "2026-03..2026-03"
    assert found[15] == "2026-03..2027-06"
    assert found[16:] == ["2027-07..2027-07", "2027-07..2027-08"]


def test_no_months_no_periods() -> None:
    for step in Step:
        assert texts(step, "2027-02", "2027-01") == []
