"""What asks for sending again besides a corrected month: texts, books, a project number (A12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.hours.absence_reports import AbsenceReport
from asfdesk.domain.people.placement_codes import SituationKind
from asfdesk.domain.people.progress import SituationReport
from asfdesk.domain.period import Month, Period
from asfdesk.domain.sending_codes import ResendReason, SentState
from asfdesk.i18n import set_language
from asfdesk.services.sending.export_report import parse_formats
from asfdesk.services.sending.make_for_recipient import make_for_recipient
from asfdesk.services.sending.report_catalogue import find_report, make_report
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.sending.resend import compare_everything
from asfdesk.services.sending.resend_views import resend_view
from asfdesk.services.sending.sent_reports import mark_sent, sent_lines
from asfdesk.services.todo import todo
from tests.bookroom import add_year, book
from tests.sending import APRIL, MADE, MARCH, MAY, TODAY, correct, locked_months, send

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.services.session import WriteSession

CORRECTED, AGAIN = ResendReason.CORRECTED, ResendReason.AFTER_CORRECTED


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def placements(session: WriteSession) -> tuple[int, int]:
    """Two trainees in a project, with attendance as planned and locked March to June."""
    return locked_months(session)


def listed(session: WriteSession) -> list[tuple[str, ResendReason, str]]:
    return [
        (one.sent.report, one.resend.reason, str(one.resend.period))
        for one in resend_view(session).lines
    ]


def test_a_changed_project_number_is_seen_at_the_next_opening(
    session: WriteSession, placements: tuple[int, int], tmp_path: Path
) -> None:
    del placements
    send(session, tmp_path, "R2", MARCH, APRIL)
    assert compare_everything(session, TODAY) == frozenset()
    agreement = session.agreements.agreements()[0]
    with session.writer.action("agreement.change", ("agreements",)):
        session.agreements.change_agreement(replace(agreement, project="2026-999"))
    assert listed(session) == []
    assert compare_everything(session, TODAY)
    assert listed(session) == [("R2", CORRECTED, "2026-03"), ("R2", AGAIN, "2026-04")]
    assert compare_everything(session, TODAY) == frozenset(), "it is listed already"


def write_text(session: WriteSession, placement: int, comment: str, row: int = 0) -> None:
    texts = SituationReport(
        row,
        placement,
        date(2026, 3, 20),
        SituationKind.OTHER,
        MARCH.first,
        MARCH.last,
        comment=comment,
    )
    with session.writer.action("situation.write", ("trainees",)):
        if row:
            session.progress.change_situation(texts)
        else:
            session.progress.add_situation(texts)


def test_a_changed_text_asks_for_r5_again_until_it_says_the_same(
    session: WriteSession, placements: tuple[int, int], tmp_path: Path
) -> None:
    write_text(session, placements[0], "Trivs i köket.")
    send(session, tmp_path, "R5", MARCH, recipient="Handläggaren")
    correct(session, MARCH, placements[0], "4")
    assert listed(session) == [], "the months say nothing about a text"
    write_text(session, placements[0], "Trivs i köket och kassan.", row=1)
    compare_everything(session, TODAY)
    assert listed(session) == [("R5", ResendReason.CHANGED, "2026-03")]
    write_text(session, placements[0], "Trivs i köket.", row=1)
    compare_everything(session, TODAY)
    assert listed(session) == []


def test_new_bookkeeping_asks_for_r8_and_r13_of_that_month_only(
    session: WriteSession, placements: tuple[int, int], tmp_path: Path
) -> None:
    """January to April; in the new file March has 1 000 kr more of account 3001."""
    del placements
    year = add_year(session, through="2026-04")
    book(session, year, {"3001": [-1000, -1000, -1000, -1000]}, cost_centre="K1")
    for key in ("R8", "R13"):
        send(session, tmp_path, key, MARCH, APRIL, recipient="Styrelsen")
    assert compare_everything(session, TODAY) == frozenset()
    book(session, year, {"3001": [-1000, -1000, -2000, -1000]}, cost_centre="K1")
    compare_everything(session, TODAY)
    assert listed(session) == [
        ("R13", ResendReason.CHANGED, "2026-03"),
        ("R8", ResendReason.CHANGED, "2026-03"),
    ]
    correct(session, MARCH, 1, "")
    assert len(listed(session)) == 2, "locking a month says nothing about the books"
    assert send(session, tmp_path, "R8", MARCH, recipient="Styrelsen")
    assert [one[0] for one in listed(session)] == ["R13"]


def test_a_deviation_that_changed_goes_again_and_a_new_one_does_not(
    session: WriteSession, placements: tuple[int, int], tmp_path: Path
) -> None:
    one = AbsenceReport(0, placements[0], date(2026, 3, 3), 540, 900, 540, 600)
    with session.writer.action("absence.add", ("attendance",)):
        session.absences.add(one)
    send(session, tmp_path, "R4", MARCH, recipient="Arbetsförmedlingen")
    with session.writer.action("absence.add", ("attendance",)):
        session.absences.add(replace(one, day=date(2026, 3, 5)))
    correct(session, MARCH, placements[0], "")
    assert listed(session) == []
    with session.writer.action("absence.change", ("attendance",)):
        session.absences.change(replace(one, id=1, absent_to=660))
    correct(session, MARCH, placements[0], "")
    assert listed(session) == [("R4", CORRECTED, "2026-03")]


def test_places_are_compared_only_for_months_that_were_locked_when_they_were_sent(
    session: WriteSession, placements: tuple[int, int], tmp_path: Path
) -> None:
    july = Month(2026, 7)
    assert not session.attendance.state(july).locked
    send(session, tmp_path, "R9", MARCH, july, recipient="Samordningsförbundet")
    correct(session, MARCH, placements[0], "F")
    assert listed(session) == [("R9", CORRECTED, "2026-03")]


def test_what_never_went_is_made_and_not_asked_for_again(
    session: WriteSession, placements: tuple[int, int], tmp_path: Path
) -> None:
    send(session, tmp_path, "R1", MARCH, recipient="Huddinge kommun")
    request = ReportRequest(Period.of_month(APRIL), TODAY, MADE, recipient="Huddinge kommun")
    make_for_recipient(session, find_report("R1"), request, parse_formats("csv"), tmp_path)
    correct(session, MARCH, placements[0], "4")
    correct(session, APRIL, placements[0], "4")
    view = resend_view(session)
    assert listed(session) == [("R1", CORRECTED, "2026-03")]
    (made,) = view.made
    assert (made.sent.report, str(made.sent.period), made.again is not None) == (
        "R1",
        "2026-04",
        True,
    )
    states = {str(line.sent.period): (line.sent.state, line.waits) for line in sent_lines(session)}
    assert states == {
        "2026-03": (SentState.SENT, True),
        "2026-04": (SentState.CREATED, False),
    }
    said = [item.strong for item in todo(session, TODAY)]
    assert "1 report is made, not sent" in said


def test_the_first_day_it_went_is_kept(
    session: WriteSession, placements: tuple[int, int], tmp_path: Path
) -> None:
    del placements
    (sent_id,) = send(session, tmp_path, "R1", MARCH, recipient="Huddinge kommun")
    first = session.sent.report(sent_id)
    assert first is not None
    later = date(TODAY.year, TODAY.month, TODAY.day + 3)
    mark_sent(session, sent_id, later, later)
    found = session.sent.report(sent_id)
    assert found is not None
    assert (found.sent_on, found.last_sent_on) == (first.sent_on, later)


@pytest.mark.parametrize("key", ["R1", "R2", "R3"])
def test_a_report_of_the_month_that_runs_has_data_until_today(
    session: WriteSession, placements: tuple[int, int], key: str
) -> None:
    del placements
    inside = date(2026, 5, 12)
    request = ReportRequest(Period.of_month(MAY), inside, MADE, recipient="SCB")
    assert make_report(session, find_report(key), request).head.cut_off == inside
    over = replace(request, today=date(2026, 6, 2))
    assert make_report(session, find_report(key), over).head.cut_off == date(2026, 5, 31)
