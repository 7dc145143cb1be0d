from __future__ import annotations

from datetime import date

import pytest

from asfdesk.domain.period import Month, Period, PeriodKind
from asfdesk.i18n import set_language
from asfdesk.reports.period_words import period_words


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period(date(2026, 3, 2), date(2026, 3, 2), PeriodKind.DAY), "Monday 2 March 2026"),
        (Period(date(2025, 12, 29), date(2026, 1, 4), PeriodKind.WEEK), "week 1 2026"),
        (Period.of_month(Month(2026, 3)), "March 2026"),
        (Period.of_quarter(2026, 3), "quarter 3 2026"),
        (Period.of_year(2026), "2026"),
        (Period.of_months(Month(2026, 1), Month(2026, 6)), "January–June 2026"),
        (Period.of_months(Month(2025, 11), Month(2026, 1)), "November 2025–January 2026"),
        (Period.of_months(Month(2026, 1), Month(2026, 1)), "January 2026"),
        (
            Period(date(2025, 7, 1), date(2026, 6, 30), PeriodKind.FISCAL_YEAR),
            "the fiscal year July 2025–June 2026",
        ),
    ],
)
def test_periods_as_people_say_them(period: Period, expected: str) -> None:
    set_language("en")
    assert period_words(period) == expected


def test_swedish_months_begin_with_a_small_letter() -> None:
    assert period_words(Period.of_months(Month(2026, 1), Month(2026, 3))) == "januari–mars 2026"
