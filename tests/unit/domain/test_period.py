"""Months, periods as they are typed, and fiscal years of 1-18 months."""

from __future__ import annotations

from datetime import date

import pytest

from asfdesk.domain.period import (
    FiscalYear,
    Month,
    Period,
    PeriodKind,
    is_fiscal_year,
    parse_period,
)

CALENDAR = FiscalYear(1, date(2026, 1, 1), date(2026, 12, 31))
BROKEN = FiscalYear(2, date(2025, 7, 1), date(2026, 6, 30))
SHORT = FiscalYear(3, date(2026, 7, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last", "kind"),
    [
        ("2026-03", date(2026, 3, 1), date(2026, 3, 31), PeriodKind.MONTH),
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30), PeriodKind.QUARTER),
        ("2026-q1", date(2026, 1, 1), date(2026, 3, 31), PeriodKind.QUARTER),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), PeriodKind.YEAR),
        ("2026-01..2026-06", date(2026, 1, 1), date(2026, 6, 30), PeriodKind.RANGE),
        ("2026-W53", date(2026, 12, 28), date(2027, 1, 3), PeriodKind.WEEK),
        ("2026-W12", date(2026, 3, 16), date(2026, 3, 22), PeriodKind.WEEK),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29), PeriodKind.DAY),
    ],
)
def test_a_period_as_typed(text: str, first: date, last: date, kind: PeriodKind) -> None:
    period = parse_period(text)
    assert (period.first, period.last, period.kind) == (first, last, kind)
    assert str(period).upper() == text.upper()


def test_fiscal_years_by_their_start() -> None:
    assert parse_period("FY2026", [CALENDAR, BROKEN]).first == date(2026, 1, 1)
    assert parse_period("FY2025", [CALENDAR, BROKEN]).last == date(2026, 6, 30)
    assert parse_period("fy2026-07", [CALENDAR, SHORT]).first == date(2026, 7, 1)
    with pytest.raises(ValueError, match="FY2026-01, FY2026-07"):
        parse_period("FY2026", [CALENDAR, SHORT])
    with pytest.raises(ValueError, match="FY2030"):
        parse_period("FY2030", [CALENDAR])


@pytest.mark.parametrize(
    "text",
    ["", "mars", "2026-13", "2026-00", "2026-Q5", "2026-W54", "2026-02-30", "2026-06..2026-01"],
)
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_period(text)


def test_months_go_over_the_turn_of_the_year() -> None:
    assert Month(2026, 11).plus(3) == Month(2027, 2)
    assert Month(2026, 1).plus(-13) == Month(2024, 12)
    assert Month(2024, 2).last == date(2024, 2, 29)
    assert [str(month) for month in BROKEN.months()][:2] == ["2025-07", "2025-08"]
    assert len(BROKEN.months()) == 12


def test_labels() -> None:
    assert (CALENDAR.label, BROKEN.label) == ("2026", "2025/2026")


@pytest.mark.parametrize(
    ("first", "last", "allowed"),
    [
        (date(2026, 7, 1), date(2027, 6, 30), True),  # finance.md T13
        (date(2026, 3, 1), date(2027, 6, 30), True),  # 16 months
        (date(2026, 1, 1), date(2027, 6, 30), True),  # 18
        (date(2026, 1, 1), date(2027, 7, 31), False),  # 19
        (date(2026, 1, 2), date(2026, 12, 31), False),
        (date(2026, 1, 1), date(2026, 12, 30), False),
        (date(2026, 2, 1), date(2026, 1, 31), False),
    ],
)
def test_a_fiscal_year_is_one_to_eighteen_whole_months(
    first: date, last: date, *, allowed: bool
) -> None:
    assert is_fiscal_year(first, last) is allowed


def test_overlap_counts_both_ends() -> None:
    october = Period.of_month(Month(2026, 10))
    assert october.overlaps(date(2026, 10, 31), None)
    assert october.overlaps(date(2026, 1, 1), date(2026, 10, 1))
    assert not october.overlaps(date(2026, 1, 1), date(2026, 9, 30))
    assert not october.overlaps(date(2026, 11, 1), None)
