"""Which reports are due, by hand-worked days."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.agreements import Terms
from asfdesk.domain.codes import LegalForm, PriceBasis, PriceUnit
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.period import Month, Period, PeriodKind
from asfdesk.services.sending.due_reports import due_day, due_reports
from asfdesk.services.sending.export_report import parse_formats
from asfdesk.services.sending.make_for_recipient import make_for_recipient
from asfdesk.services.sending.report_catalogue import find_report
from asfdesk.services.sending.report_entry import Due, DueFor, ReportRequest
from asfdesk.services.sending.sent_reports import mark_sent
from asfdesk.services.todo import todo
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.services.session import WriteSession

TODAY = date(2026, 4, 10)
MADE = datetime(2026, 4, 9, 10, tzinfo=UTC)
MARCH = Period.of_month(Month(2026, 3))


@pytest.fixture(autouse=True)
def agreement(session: WriteSession) -> int:
    """One buyer with a project number, one trainee since March."""
    with session.writer.action("enterprise.change", ()):
        session.enterprise.set_enterprise(
            Enterprise("Växthuset", "559999-0002", LegalForm.COOPERATIVE, date(2026, 1, 1))
        )
    found = add_agreement(session)
    add_placement(session, found, 1, first=date(2026, 3, 2))
    return found


def due(session: WriteSession, today: date = TODAY) -> list[tuple[str, str, str, bool]]:
    return [
        (one.entry.key, str(one.period), one.due_on.isoformat(), one.made)
        for one in due_reports(session, today)
    ]


def test_scb_has_four_weeks_and_the_others_the_next_month() -> None:
    scb = Due(PeriodKind.MONTH, DueFor.PROJECT, weeks=4)
    assert due_day(scb, MARCH) == date(2026, 4, 28)
    assert due_day(scb, Period.of_month(Month(2024, 2))) == date(2024, 3, 28)  # a leap day
    month = Due(PeriodKind.MONTH, DueFor.BUYER)
    assert due_day(month, MARCH) == date(2026, 4, 30)
    quarter = Due(PeriodKind.QUARTER, DueFor.ENTERPRISE)
    assert due_day(quarter, Period.of_quarter(2025, 4)) == date(2026, 1, 31)


def test_what_a_month_and_a_quarter_ask_for(session: WriteSession) -> None:
    assert due(session) == [
        ("R1", "2026-03", "2026-04-30", False),
        ("R3", "2026-03", "2026-04-30", False),
        ("R7", "2026-Q1", "2026-04-30", False),
    ]


def test_a_project_asks_for_the_list_of_participants(session: WriteSession, agreement: int) -> None:
    found = session.agreements.agreement(agreement)
    assert found is not None
    with session.writer.action("agreement.change", ()):
        session.agreements.change_agreement(replace(found, project="2026-114"))
    assert due(session)[0] == ("R2", "2026-03", "2026-04-28", False)


def test_what_is_paid_whoever_comes_needs_an_invoice_basis_only(session: WriteSession) -> None:
    other = add_agreement(session, "Botkyrka")
    terms = Terms(0, 0, date(2026, 1, 1), PriceUnit.LUMP_SUM, PriceBasis.PLACE, 1_200_000, 0)
    with session.writer.action("terms.add", ()):
        session.agreements.add_terms(other, terms)
    names = [(one.entry.key, str(one.period), one.about) for one in due_reports(session, TODAY)]
    assert names == [
        ("R3", "2026-02", "Botkyrka kommun"),
        ("R1", "2026-03", "Huddinge kommun"),
        ("R3", "2026-03", "Botkyrka kommun"),
        ("R3", "2026-03", "Huddinge kommun"),
        ("R7", "2026-Q1", ""),
    ]


def test_made_is_not_sent_and_sent_is_done(session: WriteSession, tmp_path: Path) -> None:
    request = ReportRequest(MARCH, TODAY, MADE, recipient="Huddinge kommun")
    (made,) = make_for_recipient(
        session, find_report("R1"), request, parse_formats("txt"), tmp_path
    )
    assert due(session)[0] == ("R1", "2026-03", "2026-04-30", True)
    mark_sent(session, made.sent_id, TODAY, TODAY)
    assert [one[0] for one in due(session)] == ["R3", "R7"]


def test_one_trainees_page_is_not_the_buyers_report(session: WriteSession, tmp_path: Path) -> None:
    request = ReportRequest(MARCH, TODAY, MADE, trainee_id=1, recipient="Huddinge kommun")
    (made,) = make_for_recipient(
        session, find_report("R1"), request, parse_formats("txt"), tmp_path
    )
    mark_sent(session, made.sent_id, TODAY, TODAY)
    assert due(session)[0][0] == "R1"


def test_the_to_do_list_names_them_and_leads_there(session: WriteSession) -> None:
    (item,) = [one for one in todo(session, TODAY) if one.go.startswith("reports")]
    assert (item.go, item.month, item.count) == ("reports:R1", Month(2026, 3), 3)
    assert "R1" in item.detail
    assert "2026-04-30" in item.detail
