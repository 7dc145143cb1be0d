"""Every report of the catalogue on the example: what other programs rely on."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.period import Period, PeriodKind
from asfdesk.services.report_catalogue import CATALOGUE, make_report
from asfdesk.services.report_entry import ReportRequest

if TYPE_CHECKING:
    from asfdesk.services.open_file import OpenFile
    from asfdesk.services.report_entry import ReportEntry

TODAY = date(2026, 11, 9)


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.key)
def test_no_two_tables_of_a_report_have_one_key(entry: ReportEntry, opened: OpenFile) -> None:
    quarter = Period.of_quarter(2026, 3)
    assert PeriodKind.QUARTER in entry.period_kinds
    request = ReportRequest(quarter, TODAY, datetime(2026, 11, 9, 12, 0, tzinfo=UTC))
    keys = [table.key for table in make_report(opened.session, entry, request).tables()]
    assert keys
    assert len(set(keys)) == len(keys)
