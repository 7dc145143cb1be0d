from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.period import FiscalYear, Month, Period, PeriodKind
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import set_language
from asfdesk.services.sending.report_period import offered_periods, report_period

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

MARCH = Month(2026, 3)
BROKEN = FiscalYear(1, date(2025, 7, 1), date(2026, 6, 30))
BEFORE = FiscalYear(2, date(2024, 7, 1), date(2025, 6, 30))


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def test_periods_are_read_as_typed(session: WriteSession) -> None:
    assert report_period(session, " 2026-03 ") == Period.of_month(MARCH)
    assert report_period(session, "2026-Q1") == Period.of_quarter(2026, 1)


def test_what_is_no_period_is_refused_with_examples(session: WriteSession) -> None:
    with pytest.raises(InvalidInputError) as caught:
        report_period(session, "mars")
    assert caught.value.field == "period"
    assert "2026-Q3" in caught.value.todo


def test_a_fiscal_year_must_be_one_of_the_files(own: WriteSession) -> None:
    with pytest.raises(InvalidInputError) as caught:
        report_period(own, "FY2026")
    assert caught.value.why == ""
    with own.writer.action("fiscal_year.add", ("enterprise",)):
        own.enterprise.add_fiscal_year(date(2026, 1, 1), date(2026, 6, 30))
        own.enterprise.add_fiscal_year(date(2026, 7, 1), date(2027, 6, 30))
    with pytest.raises(InvalidInputError) as caught:
        report_period(own, "FY2026")
    assert "FY2026-01" in caught.value.why
    assert "FY2026-07" in caught.value.why
    with pytest.raises(InvalidInputError) as caught:
        report_period(own, "fy2024")
    assert "FY2026-01, FY2026-07" in caught.value.why
    found = report_period(own, "FY2026-07")
    assert (found.first, found.last) == (date(2026, 7, 1), date(2027, 6, 30))


@pytest.mark.parametrize(
    ("kind", "first", "count"),
    [
        (PeriodKind.DAY, "2026-03-31", 31),
        (PeriodKind.WEEK, "2026-W14", 13),  # holds 31 March, a Tuesday
        (PeriodKind.MONTH, "2026-03", 24),
        (PeriodKind.QUARTER, "2026-Q1", 8),
        (PeriodKind.YEAR, "2026", 4),
        (PeriodKind.FISCAL_YEAR, "FY2025-07", 2),
        (PeriodKind.RANGE, "2025-07..2026-03", 12),
    ],
)
def test_the_period_around_the_month_is_offered_first(
    kind: PeriodKind, first: str, count: int
) -> None:
    found = offered_periods(kind, MARCH, [BEFORE, BROKEN])
    assert str(found[0]) == first
    assert len(found) == count == len(set(found))
    assert all(one.kind is kind for one in found)


def test_without_fiscal_years_the_calendar_year_counts() -> None:
    assert str(offered_periods(PeriodKind.RANGE, MARCH, [])[0]) == "2026-01..2026-03"
    assert offered_periods(PeriodKind.FISCAL_YEAR, MARCH, []) == []
