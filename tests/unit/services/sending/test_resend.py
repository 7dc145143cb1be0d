"""What must be sent again when a locked month has been corrected (decisions A12)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.agreements import Terms
from asfdesk.domain.codes import ExitGroup, ExitReason, PriceBasis, PriceUnit
from asfdesk.domain.people.placements import Exit
from asfdesk.domain.period import Period
from asfdesk.domain.sending_codes import ResendReason
from asfdesk.services.hours.register_attendance import CellEdit, fill_as_planned, set_cells
from asfdesk.services.lock_attendance import lock_month, reopen_month
from asfdesk.services.people.manage_decisions import Letter, prolong_placement
from asfdesk.services.people.manage_placements import end_placement
from asfdesk.services.sales.manage_invoices import InvoiceFacts, note_invoice
from asfdesk.services.sending.export_report import parse_formats
from asfdesk.services.sending.make_for_recipient import make_for_recipient
from asfdesk.services.sending.report_catalogue import find_report
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.sending.resend import compare_again, uncompared
from asfdesk.services.sending.resend_views import resend_view
from asfdesk.services.sending.sent_reports import mark_sent
from asfdesk.services.session import write_session
from tests.sending import APRIL, MADE, MARCH, MAY, TODAY, correct, locked_months, send
from tests.workshop import add_placement

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


def test_a_month_that_was_never_entered_waits_until_it_has_gone(
    session: WriteSession, placements: tuple[int, int], tmp_path: Path
) -> None:
    send(session, tmp_path, "R2", APRIL, MAY)
    everything = [
        ("R2", CORRECTED, "2026-03"),
        ("R2", AGAIN, "2026-04"),
        ("R2", AGAIN, "2026-05"),
    ]
    correct(session, MARCH, placements[0], "4")
    correct(session, MARCH, placements[0], "")
    assert listed(session) == everything
    correct(session, MARCH, placements[0], "6")
    assert listed(session) == []


def test_a_later_month_is_let_go_when_the_earlier_one_is_as_it_was(
    session: WriteSession, placements: tuple[int, int], tmp_path: Path
) -> None:
    """April's hours so far follow March's, which were wrong only while March was open."""
    send(session, tmp_path, "R2", MARCH, APRIL, MAY)
    reopen_month(session, MARCH, "rätta", TODAY)
    set_cells(session, [CellEdit(placements[0], date(2026, 3, 3), "4")])
    correct(session, APRIL, placements[0], "")
    assert listed(session) == [("R2", CORRECTED, "2026-04"), ("R2", AGAIN, "2026-05")]
    set_cells(session, [CellEdit(placements[0], date(2026, 3, 3), "6")])
    lock_month(session, MARCH, TODAY)
    assert listed(session) == []


@pytest.fixture
def march(session: WriteSession, tmp_path: Path) -> int:
    """A decision on March alone in a project; March is locked and sent, April is still open."""
    locked_months(session, last=MARCH)
    agreement = session.agreements.agreements()[0].id
    reopen_month(session, MARCH, "en till", TODAY)
    first, last = date(2026, 3, 1), date(2026, 3, 31)
    placement = add_placement(session, agreement, 3, first=first, last=last, name="Cia Lo")
    fill_as_planned(session, Period.of_month(MARCH), TODAY)
    lock_month(session, MARCH, TODAY)
    send(session, tmp_path, "R2", MARCH)
    return placement


def lock_april(session: WriteSession) -> None:
    fill_as_planned(session, Period.of_month(APRIL), TODAY)
    lock_month(session, APRIL, TODAY)


def test_an_end_that_a_prolongation_takes_away_is_corrected(
    session: WriteSession, march: int
) -> None:
    """What was sent says that the participation ended on 31 March; it goes on."""
    prolong_placement(session, march, date(2026, 4, 1), date(2026, 6, 30), Letter(TODAY))
    lock_april(session)
    assert listed(session) == [("R2", CORRECTED, "2026-03")]


def test_an_end_that_is_noted_after_the_month_was_locked_is_corrected(
    session: WriteSession, march: int
) -> None:
    first = session.placements.placements()[0].id
    leaving = Exit(date(2026, 3, 31), ExitGroup.BACK, ExitReason.OWN_WISH)
    end_placement(session, first, leaving)
    lock_april(session)
    assert first != march
    assert listed(session) == [("R2", CORRECTED, "2026-03")]


def test_nothing_moved_nothing_is_listed_for_the_month_before(
    session: WriteSession, march: int
) -> None:
    leaving = Exit(date(2026, 3, 31), ExitGroup.BACK, ExitReason.DECISION_ENDED)
    end_placement(session, march, leaving)
    lock_april(session)
    assert listed(session) == []


def test_an_invoice_basis_that_got_a_correction_goes_again(
    session: WriteSession, placements: tuple[int, int], tmp_path: Path
) -> None:
    """March was invoiced, so that what changes in it stands on the basis of April."""
    agreement = session.agreements.agreements()[0]
    day_price = Terms(
        0, agreement.id, agreement.starts_on, PriceUnit.DAY, PriceBasis.ATTENDED, 32_000, 2000
    )
    with session.writer.action("terms.add", ()):
        session.agreements.add_terms(agreement.id, day_price)
    # 2 trainees x 22 days x 320 kr.
    facts = InvoiceFacts("1001", date(2026, 4, 2), None, 1_408_000)
    note_invoice(session, agreement.id, MARCH, facts)
    send(session, tmp_path, "R3", MARCH, APRIL, MAY, recipient="Huddinge kommun")
    correct(session, MARCH, placements[0], "O")
    assert listed(session) == [("R3", CORRECTED, "2026-03"), ("R3", AGAIN, "2026-04")]
