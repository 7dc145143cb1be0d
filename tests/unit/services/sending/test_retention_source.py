"""R12: who is past their day and on what ground, by hand; and what has gone out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import ExitGroup, LegalForm
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.hours.attendance import AttendanceEntry, MonthState, MonthStatus
from asfdesk.domain.people.placements import Exit
from asfdesk.domain.period import Month, Period
from asfdesk.errors import NeedsVaultKeyError
from asfdesk.i18n import set_language
from asfdesk.services.sending.export_report import parse_formats
from asfdesk.services.sending.make_for_recipient import make_for_recipient
from asfdesk.services.sending.report_catalogue import CATALOGUE, find_report, make_report
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.sending.retention_source import retention
from asfdesk.services.sending.sent_scope import COUNTS_PAYERS
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.reports.document import Document
    from asfdesk.services.session import WriteSession

TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
REQUEST = ReportRequest(Period.of_year(2026), TODAY, AT)
LEFT = Exit(date(2026, 3, 31), ExitGroup.STUDIES)


@pytest.fixture
def filed(session: WriteSession) -> WriteSession:
    """Trainees whose records are past their day, must be kept, or have no day.

    Numbers: 1 past, 2 past with a locked month, 3 kept until 2030, 4 under an agreement without a
    day, 5 has not left, 6 was under both the agreement that is over and the one until 2030.
    """
    set_language("en")
    enterprise = Enterprise("Växthuset", "559999-0002", LegalForm.COOPERATIVE, date(2026, 1, 1))
    with session.writer.action("enterprise.set", ("enterprise",)):
        session.enterprise.set_enterprise(enterprise)
    over, running, silent = (add_agreement(session, one) for one in ("Over", "Later", "Silent"))
    with session.writer.action("agreement.change", ("agreements",)):
        for agreement_id, until in ((over, date(2026, 11, 22)), (running, date(2030, 12, 31))):
            agreement = session.agreements.agreement(agreement_id)
            assert agreement is not None
            session.agreements.change_agreement(replace(agreement, keep_until=until))
    for number, agreement_id in ((1, over), (2, over), (3, running), (4, silent), (6, over)):
        _leave(session, add_placement(session, agreement_id, number, name=f"Namn {number}"))
    add_placement(session, over, 5)
    six = session.trainees.by_number(6)
    assert six is not None
    with session.writer.action("placement.add", ("placements",)):
        before = session.placements.of_trainee(six.id)[0]
        session.placements.add_placement(replace(before, id=0, agreement_id=running))
    two = session.trainees.by_number(2)
    assert two is not None
    (placement,) = session.placements.of_trainee(two.id)
    with session.writer.action("month.lock", ("attendance",)):
        session.attendance.put(AttendanceEntry(placement.id, date(2026, 3, 2), 360, 360))
        session.attendance.set_state(MonthState(Month(2026, 3), MonthStatus.LOCKED, 1), TODAY)
    return session


def _leave(session: WriteSession, placement_id: int) -> None:
    with session.writer.action("placement.end", ("placements",)):
        placement = session.placements.placement(placement_id)
        assert placement is not None
        session.placements.change_placement(replace(placement, exit=LEFT))


def _rows(document: Document, key: str) -> list[list[object]]:
    (table,) = (one for one in document.tables() if one.key == key)
    return [[cell.value for cell in row.cells] for row in table.rows]


def test_what_is_due_has_its_ground_and_what_to_do(filed: WriteSession) -> None:
    (one, two, three, four, six) = _rows(retention(filed, REQUEST), "trainees")
    last = date(2026, 3, 31)
    assert one[:3] == ["Trainee 1", last, None]
    assert "5.1 e" in str(one[3])
    assert one[4] == "Erase"
    assert two[0] == "Trainee 2"
    assert "7:2" in str(two[3])
    assert str(two[4]).startswith("Anonymise")
    assert three == ["Trainee 3", last, date(2030, 12, 31), "The agreement Later", "Keep"]
    assert four[3] == "Not stated: Silent"
    assert str(four[4]).startswith("Find out")
    assert six[2:] == [date(2030, 12, 31), "The agreement Later", "Keep"]


def test_by_agreement_only_those_that_nothing_else_asks_for_are_due(filed: WriteSession) -> None:
    rows = {row[0]: row for row in _rows(retention(filed, REQUEST), "agreements")}
    assert rows["Over"][2:4] == [date(2026, 11, 22), 3]
    assert rows["Over"][5] == "Erase or anonymise 2 trainees, as below"
    assert rows["Later"][3:] == [2, "The agreement: whoever pays may audit", "Keep"]
    assert rows["Silent"][2] is None
    day_before = replace(REQUEST, today=date(2026, 11, 22))
    rows = {row[0]: row for row in _rows(retention(filed, day_before), "agreements")}
    assert rows["Over"][5] == "Keep"


def test_no_name_is_in_it(filed: WriteSession) -> None:
    assert "Namn" not in str(retention(filed, REQUEST))


def test_the_log_says_what_went_to_whom_with_its_seal(filed: WriteSession, tmp_path: Path) -> None:
    entry = find_report("R1")
    month = ReportRequest(Period.of_month(Month(2026, 3)), TODAY, AT, recipient="Lindås kommun")
    made = make_for_recipient(filed, entry, month, parse_formats("csv"), tmp_path)
    rows = _rows(retention(filed, REQUEST), "exports")
    assert len(rows) == len(made)
    sent = filed.sent.report(made[0].sent_id)
    assert sent is not None
    assert rows[0] == [
        "2026-11-23 12:00",
        "Owner 1",
        "R1",
        "2026-03",
        "Lindås kommun",
        1,
        sent.record_count,
        "Made, not sent",
        None,
        sent.mac[:16],
    ]
    assert _rows(retention(filed, replace(REQUEST, period=Period.of_year(2025))), "exports") == []


def test_an_adviser_gets_none(filed: WriteSession, adviser: WriteSession) -> None:
    assert filed.identities_open
    with pytest.raises(NeedsVaultKeyError):
        make_report(adviser, find_report("R12"), REQUEST)


def test_the_reports_that_count_payers_are_those_of_the_catalogue() -> None:
    assert {one.key for one in CATALOGUE if one.counts_payers} == COUNTS_PAYERS
