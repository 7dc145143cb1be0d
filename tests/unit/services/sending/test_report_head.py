from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk import __version__
from asfdesk.domain.hours.attendance import AttendanceEntry, MonthState, MonthStatus
from asfdesk.domain.period import Month, Period
from asfdesk.errors import RefusedError
from asfdesk.i18n import set_language
from asfdesk.reports.document import PersonalData
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.sending.report_head import attendance_issues, books_issues, report_head
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

REQUEST = ReportRequest(
    Period.of_month(Month(2026, 3)), date(2026, 3, 4), datetime(2026, 4, 8, 14, 3, tzinfo=UTC)
)


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def test_a_file_without_an_enterprise_makes_no_report(session: WriteSession) -> None:
    with pytest.raises(RefusedError):
        report_head(session, REQUEST, personal=PersonalData.NO)


def test_the_head_comes_from_the_file(own: WriteSession) -> None:
    request = replace(REQUEST, recipient="Huddinge kommun")
    head = report_head(own, request, personal=PersonalData.YES, records=7, issues=["Något saknas."])
    assert head.recipient == "Huddinge kommun"
    assert head.company == "Växthuset Café & Verkstad ek. för."
    assert head.org_number == "559999-0002"
    assert head.created_at == REQUEST.created_at
    assert head.app_version == __version__
    assert head.example
    assert head.personal is PersonalData.YES
    assert (head.records, head.open_issues, head.filter) == (7, ("Något saknas.",), "")


def test_without_the_vault_key_names_are_numbers(own: WriteSession, adviser: WriteSession) -> None:
    assert own.identities_open
    assert not adviser.identities_open
    head = report_head(adviser, REQUEST, personal=PersonalData.YES)
    assert head.personal is PersonalData.PSEUDONYMOUS
    assert report_head(adviser, REQUEST, personal=PersonalData.NO).personal is PersonalData.NO


def test_open_months_and_missing_days_are_said(own: WriteSession) -> None:
    # 2-4 March 2026 are Monday to Wednesday; one of the three planned days is filled in.
    placement = add_placement(own, add_agreement(own), first=date(2026, 3, 2))
    with own.writer.action("attendance.put", ("attendance",)):
        own.attendance.put(AttendanceEntry(placement, date(2026, 3, 2), 360, 360))
    assert attendance_issues(own, REQUEST) == (
        "Attendance in March 2026 is not locked.",
        "March 2026: 2 planned days have no attendance yet.",
    )


def test_a_locked_month_lacks_nothing_and_a_coming_one_is_not_asked_for(own: WriteSession) -> None:
    with own.writer.action("attendance.lock", ("attendance",)):
        own.attendance.set_state(
            MonthState(Month(2026, 3), MonthStatus.LOCKED, 1), date(2026, 4, 2)
        )
    quarter = replace(REQUEST, period=Period.of_months(Month(2026, 3), Month(2026, 5)))
    assert attendance_issues(own, quarter) == ()


def test_books_are_asked_for_to_the_periods_end(own: WriteSession) -> None:
    assert books_issues(own, REQUEST) == ()
    with own.writer.action("fiscal_year.add", ("enterprise",)):
        year = own.enterprise.add_fiscal_year(date(2026, 1, 1), date(2026, 12, 31))
    assert books_issues(own, REQUEST) == (
        "No month of fiscal year 2026 is confirmed as closed in the books.",
    )
    with own.writer.action("fiscal_year.books", ("enterprise",)):
        own.enterprise.set_books_through(year, Month(2026, 2))
    assert books_issues(own, REQUEST) == (
        "The books are confirmed as closed only up to February 2026.",
    )
    with own.writer.action("fiscal_year.books", ("enterprise",)):
        own.enterprise.set_books_through(year, Month(2026, 3))
    assert books_issues(own, REQUEST) == ()
    other = replace(REQUEST, period=Period.of_month(Month(2024, 1)))
    assert books_issues(own, other) == ()
