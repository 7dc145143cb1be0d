"""Every report of the catalogue on the example: what other programs rely on."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.period import Month, Period, PeriodKind
from asfdesk.services.sending.report_catalogue import CATALOGUE, make_report
from asfdesk.services.sending.report_entry import ReportRequest

if TYPE_CHECKING:
    from asfdesk.reports.document import Document
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.sending.report_entry import ReportEntry
    from asfdesk.services.session import ReadSession

TODAY = date(2026, 11, 9)
AT = datetime(2026, 11, 9, 12, 0, tzinfo=UTC)
NOTHING_THEN = {"R4", "R5"}
"""The example has no deviations, and nobody's goals or steps are in a report of that month."""


def made(session: ReadSession, entry: ReportEntry) -> Document:
    """The report of its quarter, month or fiscal year; R12e of a trainee."""
    if entry.key == "R12e":
        trainee = session.trainees.trainees()[0]
        day = Period(TODAY, TODAY, PeriodKind.DAY)
        return make_report(session, entry, ReportRequest(day, TODAY, AT, trainee_id=trainee.id))
    for period in (Period.of_quarter(2026, 3), Period.of_month(Month(2026, 11))):
        if period.kind in entry.period_kinds:
            return make_report(session, entry, ReportRequest(period, TODAY, AT))
    assert PeriodKind.FISCAL_YEAR in entry.period_kinds
    (year,) = (one for one in session.enterprise.fiscal_years() if TODAY in one.period)
    return make_report(session, entry, ReportRequest(year.period, TODAY, AT))


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.key)
def test_no_two_tables_of_a_report_have_one_key(entry: ReportEntry, opened: OpenFile) -> None:
    keys = [table.key for table in made(opened.session, entry).tables()]
    assert keys or entry.key in NOTHING_THEN
    assert len(set(keys)) == len(keys)
