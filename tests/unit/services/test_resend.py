"""What must be sent again when a locked month has been corrected (decisions A12)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.period import Period
from asfdesk.domain.sending_codes import ResendReason
from asfdesk.services.export_report import parse_formats
from asfdesk.services.lock_attendance import lock_month, reopen_month
from asfdesk.services.make_for_recipient import make_for_recipient
from asfdesk.services.register_attendance import CellEdit, set_cells
from asfdesk.services.report_catalogue import find_report
from asfdesk.services.report_entry import ReportRequest
from asfdesk.services.resend import compare_again, uncompared
from asfdesk.services.resend_views import resend_view
from asfdesk.services.sent_reports import mark_sent
from asfdesk.services.session import write_session
from tests.sending import APRIL, MADE, MARCH, MAY, TODAY, correct, locked_months, send

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.services.session import WriteSession
    from asfdesk.storage.rows import Writer

CORRECTED, AGAIN = ResendReason.CORRECTED, ResendReason.AFTER_CORRECTED


@pytest.fixture
def placements(session: WriteSession) -> tuple[int, int]:
    """Two trainees in a project, with attendance as planned and locked March to June."""
    return locked_months(session)


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


def test_a_quarterly_report_that_holds_the_month_is_corrected_too(
    session: WriteSession, placements: tuple[int, int], tmp_path: Path
) -> None:
    quarter = ReportRequest(Period.of_quarter(2026, 2), TODAY, MADE, recipient="Stödet")
    (made,) = make_for_recipient(
        session, find_report("R7"), quarter, parse_formats("txt"), tmp_path
    )
    mark_sent(session, made.sent_id, TODAY, TODAY)
    correct(session, APRIL, placements[0], "")
    assert listed(session) == []
    reopen_month(session, APRIL, "rätta", TODAY)
    set_cells(session, [CellEdit(placements[0], date(2026, 4, 7), "F")])
    lock_month(session, APRIL, TODAY)
    assert listed(session) == [("R7", CORRECTED, "2026-Q2")]
