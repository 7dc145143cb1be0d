"""R12e: what one trainee may see of what is registered, and nobody else's."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import LegalForm
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.hours.attendance import AttendanceEntry
from asfdesk.domain.people.trainees import Identity
from asfdesk.domain.period import Month, Period, PeriodKind
from asfdesk.errors import InvalidInputError, NeedsVaultKeyError, RefusedError
from asfdesk.i18n import set_language
from asfdesk.services.people.protect_trainees import protect_trainee
from asfdesk.services.sending.export_report import FORMATS, parse_formats
from asfdesk.services.sending.make_for_recipient import make_for_recipient
from asfdesk.services.sending.report_catalogue import find_report, make_report
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.sending.trainee_extract import extract_of_file
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.services.session import WriteSession

TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = Period(TODAY, TODAY, PeriodKind.DAY)
ENTRY = find_report("R12e")


@pytest.fixture
def two(session: WriteSession) -> WriteSession:
    """Anna, number 4, and Bo, number 5, with a day each in March; Anna's is 4 h of 6."""
    set_language("en")
    enterprise = Enterprise("Växthuset", "559999-0002", LegalForm.COOPERATIVE, date(2026, 1, 1))
    with session.writer.action("enterprise.set", ("enterprise",)):
        session.enterprise.set_enterprise(enterprise)
    agreement = add_agreement(session)
    for number, name, minutes in ((4, "Anna Alm", 240), (5, "Bo Björk", 300)):
        placement = add_placement(session, agreement, number, name=name)
        with session.writer.action("attendance.set", ("attendance",)):
            session.attendance.put(AttendanceEntry(placement, date(2026, 3, 2), 360, minutes))
    return session


def _id(session: WriteSession, number: int) -> int:
    trainee = session.trainees.by_number(number)
    assert trainee is not None
    return trainee.id


def test_it_is_about_one_in_every_format(two: WriteSession, tmp_path: Path) -> None:
    """What was sent to somebody says what it said of Anna: 4 of 6 hours, not of Bo: 5 of 6."""
    month = ReportRequest(Period.of_month(Month(2026, 3)), TODAY, AT, recipient="Lindås kommun")
    make_for_recipient(two, find_report("R1"), month, parse_formats("csv"), tmp_path)
    request = ReportRequest(DAY, TODAY, AT, trainee_id=_id(two, 4))
    document = make_report(two, ENTRY, request)
    said = {one.key: one.render(document) for one in FORMATS}
    text = said["txt"].decode()
    assert "Anna Alm" in text
    assert "Björk" not in text
    assert "Björk" not in said["json"].decode()
    assert "Trainee 5" not in text
    tables = {one.key: one for one in document.tables()}
    (row,) = tables["attendance"].rows
    assert [cell.value for cell in row.cells][:5] == ["1", date(2026, 3, 2), None, 360, 240]
    (sent,) = tables["sent"].rows
    assert [cell.value for cell in sent.cells][:3] == ["R1", "2026-03", "Lindås kommun"]
    assert "Attended: 4," in str(sent.cells[5].value)
    assert "Attended: 5" not in str(sent.cells[5].value)


def test_somebody_must_be_chosen(two: WriteSession) -> None:
    with pytest.raises(InvalidInputError, match="one trainee"):
        make_report(two, ENTRY, ReportRequest(DAY, TODAY, AT))


def test_a_protected_person_opens_with_a_reason_that_is_kept(two: WriteSession) -> None:
    anna = _id(two, 4)
    with two.writer.action("trainee.change", ("trainees",)):
        two.trainees.set_identity(anna, Identity(name="Anna Alm"))
    protect_trainee(two, anna)
    with pytest.raises(RefusedError):
        make_report(two, ENTRY, ReportRequest(DAY, TODAY, AT, trainee_id=anna))
    with pytest.raises(InvalidInputError):
        extract_of_file(two, anna, AT)
    assert two.trainees.openings(anna) == []
    document = extract_of_file(two, anna, AT, "Anna wants to see it")
    assert "Anna Alm" in str(document.blocks[1].facts[0].value)  # type: ignore[union-attr]
    (opening,) = two.trainees.openings(anna)
    assert "Anna wants to see it" in str(opening)
    tables = {one.key: one for one in document.tables()}
    assert "Anna wants to see it" in str(tables["protected_opening"].rows[0].cells[1].value)


def test_an_adviser_gets_none(two: WriteSession, adviser: WriteSession) -> None:
    request = ReportRequest(DAY, TODAY, AT, trainee_id=_id(two, 4))
    with pytest.raises(NeedsVaultKeyError):
        make_report(adviser, ENTRY, request)
    with pytest.raises(NeedsVaultKeyError):
        extract_of_file(adviser, _id(two, 4), AT)
