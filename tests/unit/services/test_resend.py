"""What must be sent again when a locked month has been corrected (decisions A12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import LegalForm
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.period import Month, Period
from asfdesk.domain.sending_codes import ResendReason
from asfdesk.services.export_report import parse_formats
from asfdesk.services.lock_attendance import lock_month, reopen_month
from asfdesk.services.make_for_recipient import make_for_recipient
from asfdesk.services.register_attendance import CellEdit, fill_as_planned, set_cells
from asfdesk.services.report_catalogue import find_report
from asfdesk.services.report_entry import ReportRequest
from asfdesk.services.resend import compare_again, uncompared
from asfdesk.services.resend_views import resend_view
from asfdesk.services.sent_reports import mark_sent
from asfdesk.services.session import write_session
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.services.session import WriteSession
    from asfdesk.storage.rows import Writer

MARCH, APRIL, MAY, JUNE = (Month(2026, number) for number in range(3, 7))
TODAY = date(2026, 7, 1)
MADE = datetime(2026, 6, 15, 10, tzinfo=UTC)
CORRECTED, AGAIN = ResendReason.CORRECTED, ResendReason.AFTER_CORRECTED


@pytest.fixture
def placements(session: WriteSession) -> tuple[int, int]:
    """Two trainees in a project, with attendance as planned and locked March to June."""
    with session.writer.action("enterprise.change", ()):
        session.enterprise.set_enterprise(
            Enterprise("Växthuset", "559999-0002", LegalForm.COOPERATIVE, date(2026, 1, 1))
        )
    agreement = add_agreement(session)
    with session.writer.action("agreement.change", ()):
        found = session.agreements.agreement(agreement)
        assert found is not None
        session.agreements.change_agreement(replace(found, project="2026-114"))
    first = date(2026, 3, 1)
    both = (
        add_placement(session, agreement, 1, first=first, name="Åsa Öberg"),
        add_placement(session, agreement, 2, first=first, name="Bo Ek"),
    )
    for month in (MARCH, APRIL, MAY, JUNE):
        fill_as_planned(session, Period.of_month(month), TODAY)
        lock_month(session, month, TODAY)
    return both


def send(
    session: WriteSession, folder: Path, key: str, *months: Month, recipient: str = "SCB"
) -> list[int]:
    made = []
    for month in months:
        request = ReportRequest(Period.of_month(month), TODAY, MADE, recipient=recipient)
        parts = make_for_recipient(session, find_report(key), request, parse_formats("csv"), folder)
        for one in parts:
            mark_sent(session, one.sent_id, TODAY, TODAY)
            made.append(one.sent_id)
    return made


def correct(session: WriteSession, month: Month, placement: int, typed: str) -> None:
    """Open a month, write one day, lock it again."""
    reopen_month(session, month, "rätta", TODAY)
    if typed:
        day = date(month.year, month.number, 3)
        set_cells(session, [CellEdit(placement, day, typed)], TODAY)
    lock_month(session, month, TODAY)


def listed(session: WriteSession) -> list[tuple[str, ResendReason, str]]:
    return [
        (one.sent.report, one.resend.reason, str(one.resend.period))
        for one in resend_view(session).lines
    ]


def test_march_is_corrected_and_april_and_may_go_again(
    session: WriteSession, placements: tuple[int, int], tmp_path: Path
) -> None:
    send(session, tmp_path, "R2", MARCH, APRIL, MAY)
    correct(session, MARCH, placements[0], "4")
    assert listed(session) == [
        ("R2", CORRECTED, "2026-03"),
        ("R2", AGAIN, "2026-04"),
        ("R2", AGAIN, "2026-05"),
    ]


def test_locked_again_unchanged_nothing_is_listed(
    session: WriteSession, placements: tuple[int, int], tmp_path: Path
) -> None:
    send(session, tmp_path, "R2", MARCH, APRIL, MAY)
    send(session, tmp_path, "R1", MARCH, APRIL)
    send(session, tmp_path, "R3", MARCH)
    correct(session, MARCH, placements[0], "")
    assert listed(session) == []


def test_changed_and_changed_back_takes_the_list_away(
    session: WriteSession, placements: tuple[int, int], tmp_path: Path
) -> None:
    send(session, tmp_path, "R2", MARCH, APRIL)
    correct(session, MARCH, placements[0], "4")
    assert len(listed(session)) == 2
    correct(session, MARCH, placements[0], "6")
    assert listed(session) == []


def test_march_that_was_sent_before_the_ledger_is_corrected_too(
    session: WriteSession, placements: tuple[int, int], tmp_path: Path
) -> None:
    send(session, tmp_path, "R2", APRIL, MAY)
    correct(session, MARCH, placements[0], "")
    assert listed(session) == []
    correct(session, MARCH, placements[0], "4")
    assert listed(session) == [
        ("R2", CORRECTED, "2026-03"),
        ("R2", AGAIN, "2026-04"),
        ("R2", AGAIN, "2026-05"),
    ]


def test_less_than_an_hour_changes_no_row_of_whole_hours(
    session: WriteSession, placements: tuple[int, int], tmp_path: Path
) -> None:
    """March 2026 has 22 working days of 6 h = 132 h; 131,5 h and 132,5 h are 131 and 132."""
    send(session, tmp_path, "R2", MARCH, APRIL)
    correct(session, MARCH, placements[0], "6,5")
    assert listed(session) == []


def test_attendance_and_invoice_bases_ask_for_their_own_month_only(
    session: WriteSession, placements: tuple[int, int], tmp_path: Path
) -> None:
    send(session, tmp_path, "R1", MARCH, APRIL, recipient="Huddinge kommun")
    correct(session, MARCH, placements[0], "4")
    assert listed(session) == [("R1", CORRECTED, "2026-03")]


def test_another_month_than_the_one_corrected_waits_for_nothing(
    session: WriteSession, placements: tuple[int, int], tmp_path: Path
) -> None:
    send(session, tmp_path, "R2", MARCH, APRIL, MAY)
    correct(session, MAY, placements[1], "4")
    assert listed(session) == [("R2", CORRECTED, "2026-05")]


def test_sending_a_new_version_does_it(
    session: WriteSession, placements: tuple[int, int], tmp_path: Path
) -> None:
    send(session, tmp_path, "R2", MARCH, APRIL, MAY)
    correct(session, MARCH, placements[0], "4")
    send(session, tmp_path, "R2", MARCH, APRIL)
    assert listed(session) == [("R2", AGAIN, "2026-05")]
    assert [one.version for one in session.sent.reports()] == [1, 1, 1, 2, 2]
    assert (tmp_path / "R2_deltagarsammanstallning_2026-03_v2.csv").is_file()
    correct(session, MARCH, placements[0], "")
    assert listed(session) == [("R2", AGAIN, "2026-05")]


def test_a_version_that_is_made_but_not_sent_is_pointed_to(
    session: WriteSession, placements: tuple[int, int], tmp_path: Path
) -> None:
    send(session, tmp_path, "R2", MARCH)
    correct(session, MARCH, placements[0], "4")
    request = ReportRequest(Period.of_month(MARCH), TODAY, MADE, recipient=" scb ")
    (made,) = make_for_recipient(
        session, find_report("R2"), request, parse_formats("csv"), tmp_path
    )
    (line,) = resend_view(session).lines
    assert line.newer is not None
    assert (line.newer.id, line.newer.version) == (made.sent_id, 2)


def test_each_recipient_is_a_chain_of_its_own(
    session: WriteSession, placements: tuple[int, int], tmp_path: Path
) -> None:
    send(session, tmp_path, "R2", MARCH, APRIL)
    send(session, tmp_path, "R2", MAY, recipient="Projektägaren")
    correct(session, APRIL, placements[0], "4")
    found = [(one.sent.recipient, str(one.resend.period)) for one in resend_view(session).lines]
    assert found == [("Projektägaren", "2026-04"), ("Projektägaren", "2026-05"), ("SCB", "2026-04")]


def test_what_an_adviser_locks_is_compared_by_the_owner(
    session: WriteSession, writer: Writer, placements: tuple[int, int], tmp_path: Path
) -> None:
    send(session, tmp_path, "R2", MARCH, APRIL)
    adviser = write_session(writer, None)
    correct(adviser, MARCH, placements[0], "4")
    assert listed(session) == []
    assert uncompared(session) == (MARCH,)
    compare_again(session, TODAY)
    assert listed(session) == [("R2", CORRECTED, "2026-03"), ("R2", AGAIN, "2026-04")]
    assert uncompared(session) == ()
