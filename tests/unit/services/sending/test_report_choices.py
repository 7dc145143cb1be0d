from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from asfdesk.domain.period import Month, Period, PeriodKind
from asfdesk.reports.document import Document, PersonalData
from asfdesk.services.sending.report_choices import (
    ReportStanding,
    Standing,
    report_choices,
    report_standing,
)
from asfdesk.services.sending.report_entry import Needs, ReportEntry, ReportRequest
from asfdesk.services.sending.report_head import report_head
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from asfdesk.services.session import ReadSession, WriteSession

REQUEST = ReportRequest(
    Period.of_month(Month(2026, 3)), date(2026, 4, 8), datetime(2026, 4, 8, 14, 3, tzinfo=UTC)
)


def _entry(needs: Needs = Needs.DATA, issues: tuple[str, ...] = ()) -> ReportEntry:
    def make(session: ReadSession, request: ReportRequest) -> Document:
        head = report_head(session, request, personal=PersonalData.NO, issues=issues)
        return Document("R9", "Prov", request.period, head, ())

    return ReportEntry("R9", "prov", "a", "b", "c", (PeriodKind.MONTH,), make, needs)


def test_choices_are_what_people_call_them(own: WriteSession) -> None:
    agreement = add_agreement(own)
    add_placement(own, agreement, 12, name="Åsa Öberg")
    add_placement(own, agreement, 3)
    choices = report_choices(own)
    assert [text for _, text in choices.trainees][1] == "12 Åsa Öberg"
    assert choices.trainees[0][1].endswith(" 3")
    assert choices.agreements == ((agreement, "Huddinge kommun: Huddinge"),)
    assert "Öberg" not in repr(choices)


def test_an_adviser_chooses_among_numbers(own: WriteSession, adviser: WriteSession) -> None:
    add_placement(own, add_agreement(own), 12, name="Åsa Öberg")
    assert "Öberg" not in report_choices(adviser).trainees[0][1]


def test_a_report_is_ready_or_lacks_something(own: WriteSession) -> None:
    assert report_standing(own, _entry(), REQUEST) == ReportStanding("R9", Standing.READY)
    lacking = report_standing(own, _entry(issues=("En.", "Två.")), REQUEST)
    assert lacking == ReportStanding("R9", Standing.LACKS, 2)


def test_a_report_that_cannot_be_made_says_why(own: WriteSession, adviser: WriteSession) -> None:
    assert own.identities_open
    sealed = report_standing(adviser, _entry(Needs.VAULT), REQUEST)
    assert sealed.standing is Standing.NEEDS_KEY


def test_a_file_without_an_enterprise_refuses(session: WriteSession) -> None:
    assert report_standing(session, _entry(), REQUEST).standing is Standing.REFUSED
