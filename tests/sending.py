"""A small enterprise whose months are locked and sent, for tests of what must go again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from asfdesk.domain.codes import LegalForm
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.period import Month, Period
from asfdesk.services.hours.register_attendance import CellEdit, fill_as_planned, set_cells
from asfdesk.services.lock_attendance import lock_month, reopen_month
from asfdesk.services.sending.export_report import parse_formats
from asfdesk.services.sending.make_for_recipient import make_for_recipient
from asfdesk.services.sending.report_catalogue import find_report
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.sending.sent_reports import mark_sent
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.services.session import WriteSession

MARCH, APRIL, MAY, JUNE = (Month(2026, number) for number in range(3, 7))
TODAY = date(2026, 7, 1)
MADE = datetime(2026, 6, 15, 10, tzinfo=UTC)
NAME = "Åsa Qvarnlind"


def locked_months(session: WriteSession, last: Month = JUNE) -> tuple[int, int]:
    """Two trainees in a project, with attendance as planned and locked March to June.

    Args:
        session: an empty file.
        last: the last month that is filled in and locked.
    """
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
        add_placement(session, agreement, 1, first=first, name=NAME),
        add_placement(session, agreement, 2, first=first, name="Bo Ek"),
    )
    for month in (one for one in (MARCH, APRIL, MAY, JUNE) if one <= last):
        fill_as_planned(session, Period.of_month(month), TODAY)
        lock_month(session, month, TODAY)
    return both


def send(
    session: WriteSession, folder: Path, key: str, *months: Month, recipient: str = "SCB"
) -> list[int]:
    """Make a report for somebody for each month, and mark it as sent."""
    made = []
    for month in months:
        request = ReportRequest(Period.of_month(month), TODAY, MADE, recipient=recipient)
        parts = make_for_recipient(session, find_report(key), request, parse_formats("csv"), folder)
        for one in parts:
            mark_sent(session, one.sent_id, TODAY, TODAY)
            made.append(one.sent_id)
    return made


def correct(session: WriteSession, month: Month, placement: int, typed: str) -> None:
    """Open a month, write its third day, lock it again."""
    reopen_month(session, month, "rätta", TODAY)
    if typed:
        day = date(month.year, month.number, 3)
        set_cells(session, [CellEdit(placement, day, typed)])
    lock_month(session, month, TODAY)
