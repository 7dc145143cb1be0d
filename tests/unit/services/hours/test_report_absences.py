"""Deviations (R4): noted, changed, marked as sent; proposed for those AF pays for; as a report."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.agreements import Agreement, Buyer
from asfdesk.domain.codes import Form, LegalForm, PayerKind
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.hours.absence_reports import AbsenceReport
from asfdesk.domain.period import Month, Period, parse_period
from asfdesk.errors import InvalidInputError, NeedsVaultKeyError, RefusedError
from asfdesk.formats import json_out, text_out
from asfdesk.services.hours.absence_list import AbsenceStanding, absence_day, absence_rows
from asfdesk.services.hours.register_attendance import CellEdit, fill_as_planned, set_cells
from asfdesk.services.hours.report_absences import (
    change_absence,
    mark_absences_sent,
    note_absence,
    remove_absence,
)
from asfdesk.services.people.protect_trainees import protect_trainee
from asfdesk.services.sending.report_catalogue import find_report, make_report
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.todo import todo
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from asfdesk.reports.document import Document
    from asfdesk.services.session import WriteSession

OCTOBER = Month(2026, 10)
TODAY = date(2026, 10, 30)
MONDAY, TUESDAY, FRIDAY = date(2026, 10, 5), date(2026, 10, 6), date(2026, 10, 9)
NOTICE = datetime(2026, 10, 5, 8, 10)  # noqa: DTZ001 - the clock on the wall


@pytest.fixture(autouse=True)
def placements(session: WriteSession) -> tuple[int, int]:
    """Under AF's agreement and under a municipality's; October filled in as planned, 9 to 15."""
    with session.writer.action("enterprise.change", ()):
        session.enterprise.set_enterprise(
            Enterprise("Växthuset", "559999-0002", LegalForm.COOPERATIVE, date(2026, 1, 1))
        )
        buyer = session.agreements.add_buyer(Buyer(0, "AF", PayerKind.EMPLOYMENT_SERVICE))
        agreement = session.agreements.add_agreement(
            Agreement(
                0, buyer, "Arbetsträning", Form.WORK_TRAINING, date(2026, 1, 1), measure="Rusta"
            )
        )
    found = (
        add_placement(session, agreement, 7, name="Åsa Qvarnlind"),
        add_placement(session, add_agreement(session), 8, name="Bo Ek"),
    )
    fill_as_planned(session, Period.of_month(OCTOBER), TODAY)
    return found


def _report(placement: int, **more: object) -> AbsenceReport:
    one = AbsenceReport(0, placement, MONDAY, 540, 900, 540, 660, "Kök", NOTICE)
    return replace(one, **more)  # type: ignore[arg-type]  # what a test asks for


def _only(session: WriteSession) -> AbsenceReport:
    (found,) = session.absences.all_reports()
    return found


def _made(session: WriteSession, period: str = "2026-10", absence: int | None = None) -> Document:
    made = datetime(2026, 10, 30, 10, tzinfo=UTC)
    request = ReportRequest(parse_period(period), TODAY, made, absence_id=absence)
    return make_report(session, find_report("R4"), request)


def _text(document: Document) -> str:
    return text_out.render(document).decode() + json_out.render(document).decode()


def test_a_deviation_is_kept_as_it_was_noted(
    session: WriteSession, placements: tuple[int, int]
) -> None:
    note_absence(session, _report(placements[0], recipient="Karin Handläggare"), TODAY)
    found = _only(session)
    assert (found.expected_from, found.expected_to) == (540, 900)
    assert (found.absent_from, found.absent_to, found.minutes) == (540, 660, 120)
    assert (found.activity, found.notified_at, found.sent_on) == ("Kök", NOTICE, None)
    assert found.recipient == "Karin Handläggare"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"absent_to": 555}, "absent_to"),  # exactly fifteen minutes
        ({"absent_from": 500}, "absent_from"),
        ({"absent_to": 930}, "absent_to"),
        ({"absent_from": 700, "absent_to": 650}, "absent_to"),
        ({"expected_to": 500}, "expected_to"),
        ({"day": date(2026, 10, 31)}, "day"),  # tomorrow
        ({"day": date(2025, 12, 31)}, "day"),  # before the placement
    ],
)
def test_what_cannot_be_right_names_the_field(
    session: WriteSession, placements: tuple[int, int], changes: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        note_absence(session, _report(placements[0], **changes), TODAY)
    assert caught.value.field == field
    assert session.absences.all_reports() == []


def test_sixteen_minutes_are_enough(session: WriteSession, placements: tuple[int, int]) -> None:
    note_absence(session, _report(placements[0], absent_to=556), TODAY)
    assert _only(session).minutes == 16


def test_the_same_time_is_not_noted_twice(
    session: WriteSession, placements: tuple[int, int]
) -> None:
    note_absence(session, _report(placements[0]), TODAY)
    with pytest.raises(InvalidInputError):
        note_absence(session, _report(placements[0], absent_from=600, absent_to=720), TODAY)
    note_absence(session, _report(placements[0], absent_from=660, absent_to=720), TODAY)
    note_absence(session, _report(placements[1]), TODAY)
    assert len(session.absences.all_reports()) == 3


def test_what_was_sent_and_is_changed_waits_again(
    session: WriteSession, placements: tuple[int, int]
) -> None:
    note_absence(session, _report(placements[0]), TODAY)
    mark_absences_sent(session, [_only(session).id], TUESDAY, "AF Malmö", TODAY)
    assert (_only(session).sent_on, _only(session).recipient) == (TUESDAY, "AF Malmö")
    change_absence(session, replace(_only(session), recipient="AF Lund"), TODAY)
    assert _only(session).sent_on == TUESDAY
    change_absence(session, replace(_only(session), absent_to=720), TODAY)
    assert _only(session).sent_on is None


def test_what_was_sent_stays(session: WriteSession, placements: tuple[int, int]) -> None:
    note_absence(session, _report(placements[0]), TODAY)
    mark_absences_sent(session, [_only(session).id], MONDAY, "", TODAY)
    with pytest.raises(RefusedError):
        remove_absence(session, _only(session).id)
    for day in (date(2026, 10, 31), date(2026, 10, 4)):
        with pytest.raises(InvalidInputError):
            mark_absences_sent(session, [_only(session).id], day, "", TODAY)


def test_what_was_not_sent_can_be_removed(
    session: WriteSession, placements: tuple[int, int]
) -> None:
    note_absence(session, _report(placements[0]), TODAY)
    remove_absence(session, _only(session).id)
    assert session.absences.all_reports() == []


def test_days_of_afs_agreements_are_proposed(
    session: WriteSession, placements: tuple[int, int]
) -> None:
    away = [
        CellEdit(placements[0], MONDAY, "F"),
        CellEdit(placements[0], TUESDAY, "5:45"),  # fifteen minutes short
        CellEdit(placements[0], FRIDAY, "5:44"),  # sixteen
        CellEdit(placements[0], date(2026, 10, 12), "X"),
        CellEdit(placements[1], MONDAY, "O"),  # another payer
    ]
    set_cells(session, away)
    rows = absence_rows(session, OCTOBER, TODAY)
    assert [(row.day, row.minutes, row.standing) for row in rows] == [
        (MONDAY, 360, AbsenceStanding.TO_NOTE),
        (FRIDAY, 16, AbsenceStanding.TO_NOTE),
    ]
    note_absence(session, _report(placements[0], absent_to=900), TODAY)
    standings = [row.standing for row in absence_rows(session, OCTOBER, TODAY)]
    assert standings == [AbsenceStanding.TO_NOTE, AbsenceStanding.TO_SEND]
    said = [item for item in todo(session, TODAY) if item.go == "attendance:deviations"]
    assert [item.count for item in said] == [1, 1]


def test_the_dialog_begins_with_the_attendance(
    session: WriteSession, placements: tuple[int, int]
) -> None:
    set_cells(session, [CellEdit(placements[0], MONDAY, "O")])
    found = absence_day(session, placements[0], MONDAY)
    assert found is not None
    assert (found.title_number, found.name, found.activity) == (7, "Åsa Qvarnlind", "Rusta")
    assert (found.proposal.expected_from, found.proposal.absent_to) == (540, 900)
    assert found.proposal.missing_minutes == 360
    present = absence_day(session, placements[0], TUESDAY)
    assert present is not None
    assert (present.proposal.missing_minutes, present.proposal.absent_from) == (0, None)


def test_a_pause_has_no_deviation(session: WriteSession, placements: tuple[int, int]) -> None:
    assert absence_day(session, 99, MONDAY) is None
    with session.writer.action("placement.change", ()):
        placement = session.placements.placement(placements[0])
        assert placement is not None
        session.placements.change_placement(replace(placement, decision_to=date(2026, 10, 2)))
    with pytest.raises(InvalidInputError):
        note_absence(session, _report(placements[0]), TODAY)


def test_the_report_says_what_the_recipient_asks(
    session: WriteSession, placements: tuple[int, int]
) -> None:
    note_absence(session, _report(placements[0], recipient="AF Malmö"), TODAY)
    text = _text(_made(session))
    for said in ("Åsa Qvarnlind", "Rusta", "Kök", "9.00–15.00", "9.00–11.00", "8.10", "AF Malmö"):
        assert said in text
    assert "2026" in text


def test_one_event_or_a_period(session: WriteSession, placements: tuple[int, int]) -> None:
    note_absence(session, _report(placements[0]), TODAY)
    note_absence(session, _report(placements[1], day=FRIDAY, notified_at=None), TODAY)
    first, second = session.absences.all_reports()
    both = _text(_made(session))
    assert "Åsa Qvarnlind" in both
    assert "Bo Ek" in both
    one = _text(_made(session, "2026-10-05", first.id))
    assert "Åsa Qvarnlind" in one
    assert "Bo Ek" not in one
    assert "Bo Ek" in _text(_made(session, "2026-10-09"))
    remove_absence(session, second.id)
    with pytest.raises(RefusedError):
        _made(session, "2026-10-09", second.id)


def test_a_protected_person_is_not_named(
    session: WriteSession, placements: tuple[int, int]
) -> None:
    note_absence(session, _report(placements[0]), TODAY)
    seven = session.trainees.by_number(7)
    assert seven is not None
    protect_trainee(session, seven.id)
    text = _text(_made(session))
    assert "Qvarnlind" not in text
    assert "Deltagare 7" in text
    (row,) = [row for row in absence_rows(session, OCTOBER, TODAY) if row.report]
    assert "Qvarnlind" not in row.name


def test_an_adviser_gets_no_report_and_no_recipient(
    session: WriteSession, adviser: WriteSession, placements: tuple[int, int]
) -> None:
    note_absence(session, _report(placements[0], recipient="Karin"), TODAY)
    with pytest.raises(NeedsVaultKeyError):
        _made(adviser)
    assert _only(adviser).recipient == ""
    rows = absence_rows(adviser, OCTOBER, TODAY)
    assert [row.name for row in rows] == ["Deltagare 7"]
    with pytest.raises(NeedsVaultKeyError):
        note_absence(adviser, _report(placements[1], recipient="Karin"), TODAY)
