"""Every report of the catalogue on the example: what other programs rely on."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.period import Month, Period, PeriodKind
from asfdesk.services.sending.report_catalogue import CATALOGUE, make_report
from asfdesk.services.sending.report_entry import ReportRequest

if TYPE_CHECKING:
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.sending.report_entry import ReportEntry

TODAY = date(2026, 11, 9)
NOTHING_THEN = {"R4", "R5"}
"""The example has no deviations, and nobody's goals or steps are in a report of that month."""


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.key)
def test_no_two_tables_of_a_report_have_one_key(entry: ReportEntry, opened: OpenFile) -> None:
    quarterly = PeriodKind.QUARTER in entry.period_kinds
    assert quarterly or PeriodKind.MONTH in entry.period_kinds
    period = Period.of_quarter(2026, 3) if quarterly else Period.of_month(Month(2026, 11))
    request = ReportRequest(period, TODAY, datetime(2026, 11, 9, 12, 0, tzinfo=UTC))
    keys = [table.key for table in make_report(opened.session, entry, request).tables()]
    assert keys or entry.key in NOTHING_THEN
    assert len(set(keys)) == len(keys)
