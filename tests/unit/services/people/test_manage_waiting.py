"""The waiting list: asked for, offered, closed, and started as a trainee in one step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import Form, ReferringBody, Sex
from asfdesk.domain.people.placement_codes import WaitingStatus
from asfdesk.domain.people.placements import Placement
from asfdesk.domain.people.trainees import Identity
from asfdesk.domain.people.waiting import Waiting, queue_by_form
from asfdesk.domain.period import Month
from asfdesk.errors import InvalidInputError, NeedsVaultKeyError, RefusedError
from asfdesk.i18n import set_language
from asfdesk.services.file.compare_written import requests
from asfdesk.services.lock_attendance import lock_month
from asfdesk.services.people.manage_placements import remove_placement
from asfdesk.services.people.manage_trainees import NewTrainee, add_trainee, remove_trainee
from asfdesk.services.people.manage_waiting import (
    add_request,
    change_request,
    identity_of,
    remove_request,
    start_request,
)
from asfdesk.services.people.protect_trainees import protect_trainee
from asfdesk.services.people.waiting_views import waiting_list
from tests.workshop import add_agreement, schedule

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession
    from asfdesk.storage._driver import Database

TODAY = date(2026, 11, 23)
ASKED = Waiting(
    0,
    date(2026, 10, 5),
    ReferringBody.MUNICIPALITY,
    Form.WORK_TRAINING,
    buyer_id=1,
    wished_from=date(2026, 12, 1),
    name="Nadia Rask",
    contact="070-174 06 05",
    note="Vill arbeta i köket",
)


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def queued(session: WriteSession) -> WriteSession:
    """An agreement (id 1), and Nadia on the list (id 1)."""
    add_agreement(session)
    add_request(session, ASKED, TODAY)
    return session


def new(first: date = date(2026, 12, 1), *, placed: bool = True) -> NewTrainee:
    placement = Placement(
        0,
        0,
        1,
        Form.WORK_TRAINING,
        ReferringBody.MUNICIPALITY,
        first,
        date(2027, 5, 31),
        schedules=(schedule({1: 360, 3: 360}, first),),
    )
    return NewTrainee(Sex.WOMAN, TODAY, identity_of(ASKED), placement if placed else None)


def test_a_request_is_sealed_and_counted_by_form(
    queued: WriteSession, adviser: WriteSession, database: Database
) -> None:
    assert queued.waiting.requests() == [replace(ASKED, id=1)]
    raw = repr(database.execute("SELECT * FROM waiting").fetchall())
    assert "Nadia" not in raw
    assert "070" not in raw
    assert queue_by_form(queued.waiting.requests(), TODAY) == {Form.WORK_TRAINING: 1}
    (seen,) = waiting_list(adviser, TODAY).rows
    assert (seen.label, seen.request.name, seen.request.note) == ("Request 1", "", "")
    (row,) = waiting_list(queued, TODAY).rows
    # 5 October to 23 November: 26 days of October and 23 of November.
    assert (row.label, row.buyer, row.days) == ("Nadia Rask", "Huddinge kommun", 49)


def test_from_the_list_to_a_placement_in_one_step_that_is_undone_as_one(
    queued: WriteSession,
) -> None:
    start_request(queued, 1, new(), TODAY)
    (trainee,) = queued.trainees.trainees()
    identity = queued.trainees.identity(trainee.id)
    assert (identity.name, identity.phone) == ("Nadia Rask", "070-174 06 05")
    assert identity.note == "Vill arbeta i köket"
    (placement,) = queued.placements.of_trainee(trainee.id)
    assert (placement.agreement_id, placement.decision_from) == (1, date(2026, 12, 1))
    assert placement.planned_minutes(date(2026, 12, 2)) == 360
    (request,) = queued.waiting.requests()
    assert request.status is WaitingStatus.STARTED
    assert (request.trainee_id, request.closed_on) == (trainee.id, TODAY)
    assert (request.name, request.contact, request.note) == ("", "", "")
    assert queue_by_form(queued.waiting.requests(), TODAY) == {}
    assert waiting_list(queued, TODAY).rows[0].label == "Nadia Rask"
    step = queued.writer.undo()
    assert step is not None
    assert step.operation == "waiting.start"
    assert queued.trainees.trainees() == []
    assert queued.placements.placements() == []
    assert queued.waiting.requests() == [replace(ASKED, id=1)]


def test_what_stands_in_the_way_of_starting(queued: WriteSession, adviser: WriteSession) -> None:
    with pytest.raises(InvalidInputError) as caught:
        start_request(queued, 1, new(placed=False), TODAY)
    assert caught.value.field == "agreement_id"
    with pytest.raises(NeedsVaultKeyError):
        start_request(adviser, 1, new(), TODAY)
    with pytest.raises(RefusedError):
        start_request(queued, 9, new(), TODAY)
    lock_month(queued, Month(2026, 10), TODAY)
    with pytest.raises(RefusedError, match="locked month"):
        start_request(queued, 1, new(date(2026, 10, 20)), TODAY)
    declined = replace(ASKED, id=1, status=WaitingStatus.DECLINED)
    change_request(queued, declined, TODAY)
    with pytest.raises(RefusedError, match="no longer on the waiting list"):
        start_request(queued, 1, new(), TODAY)
    assert queued.trainees.trainees() == []


def test_closed_today_unless_a_day_is_given_and_put_back_again(queued: WriteSession) -> None:
    change_request(queued, replace(ASKED, id=1, status=WaitingStatus.CLOSED), TODAY)
    assert queued.waiting.requests()[0].closed_on == TODAY
    on_day = replace(ASKED, id=1, status=WaitingStatus.DECLINED, closed_on=date(2026, 11, 1))
    change_request(queued, on_day, TODAY)
    assert queue_by_form(queued.waiting.requests(), date(2026, 10, 31)) == {Form.WORK_TRAINING: 1}
    assert queue_by_form(queued.waiting.requests(), date(2026, 11, 1)) == {}
    change_request(queued, replace(on_day, status=WaitingStatus.WAITING), TODAY)
    assert queued.waiting.requests()[0].closed_on is None


def test_an_adviser_changes_what_is_clear_and_leaves_what_is_sealed(
    queued: WriteSession, adviser: WriteSession
) -> None:
    seen = adviser.waiting.requests()[0]
    change_request(adviser, replace(seen, status=WaitingStatus.OFFERED), TODAY)
    assert queued.waiting.requests()[0] == replace(ASKED, id=1, status=WaitingStatus.OFFERED)
    with pytest.raises(NeedsVaultKeyError):
        add_request(adviser, ASKED, TODAY)
    with pytest.raises(NeedsVaultKeyError):
        remove_request(adviser, 1)
    remove_request(queued, 1)
    assert queued.waiting.requests() == []


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("status", replace(ASKED, status=WaitingStatus.STARTED)),
        ("received_on", replace(ASKED, received_on=date(2026, 11, 24))),
        ("buyer_id", replace(ASKED, buyer_id=9)),
        (
            "closed_on",
            replace(ASKED, status=WaitingStatus.CLOSED, closed_on=date(2026, 10, 4)),
        ),
        ("note", replace(ASKED, note="x" * 4001)),
    ],
)
def test_what_cannot_be_right_is_said_at_its_field(
    queued: WriteSession, field: str, wrong: Waiting
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        add_request(queued, wrong, TODAY)
    assert caught.value.field == field


def test_a_request_that_became_a_trainee_is_left_as_it_is(queued: WriteSession) -> None:
    start_request(queued, 1, new(), TODAY)
    with pytest.raises(RefusedError, match="become a trainee"):
        change_request(queued, replace(ASKED, id=1), TODAY)
    protect_trainee(queued, 1)
    assert waiting_list(queued, TODAY).rows[0].label == "Protected person 1"


def test_a_trainee_removed_again_closes_the_request(queued: WriteSession) -> None:
    start_request(queued, 1, new(), TODAY)
    remove_placement(queued, 1)
    remove_trainee(queued, 1)
    request = queued.waiting.requests()[0]
    assert (request.status, request.trainee_id) == (WaitingStatus.CLOSED, None)


def test_those_who_wait_stand_first_and_the_first_on_top(queued: WriteSession) -> None:
    add_request(queued, replace(ASKED, received_on=date(2026, 9, 1), name="Olle"), TODAY)
    closed = replace(ASKED, received_on=date(2026, 8, 1), status=WaitingStatus.CLOSED, name="Eva")
    add_request(queued, closed, TODAY)
    assert [row.label for row in waiting_list(queued, TODAY).rows] == ["Olle", "Nadia Rask", "Eva"]


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ("070-174 06 05", Identity("Nadia", phone="070-174 06 05", note="Kök")),
        ("nadia@post.example", Identity("Nadia", email="nadia@post.example", note="Kök")),
        ("hennes bror, 070-1", Identity("Nadia", note="hennes bror, 070-1\nKök")),
        ("", Identity("Nadia", note="Kök")),
    ],
)
def test_what_a_contact_becomes(contact: str, expected: Identity) -> None:
    assert identity_of(replace(ASKED, name="Nadia", contact=contact, note="Kök")) == expected


def test_a_number_is_given_once_whichever_way_somebody_comes(queued: WriteSession) -> None:
    add_trainee(queued, NewTrainee(Sex.MAN, TODAY), TODAY)
    start_request(queued, 1, new(), TODAY)
    assert [one.number for one in queued.trainees.trainees()] == [1, 2]


def test_the_first_request_after_somebody_was_protected_has_number_one(
    session: WriteSession,
) -> None:
    add_agreement(session)
    add_trainee(session, NewTrainee(Sex.MAN, TODAY), TODAY)
    (trainee,) = session.trainees.trainees()
    protect_trainee(session, trainee.id)
    add_request(session, replace(ASKED, name=""), TODAY)
    # Below zero its trace would carry a trainee's number, and erasing it would reach that trainee.
    (row,) = waiting_list(session, TODAY).rows
    assert (row.request.id, row.label) == (1, "Request 1")


def test_a_protected_person_waits_without_a_name_in_any_list(
    queued: WriteSession, adviser: WriteSession
) -> None:
    before = queued.waiting.request(1)
    assert before is not None
    change_request(queued, replace(before, protected=True), TODAY)
    (row,) = waiting_list(queued, TODAY).rows
    assert row.label == "Protected person, request 1"
    assert (row.request.name, row.request.contact, row.request.note) == ("", "", "")
    (seen,) = waiting_list(adviser, TODAY).rows
    assert seen.label == "Request 1"
    (entry,) = requests(queued).values()
    assert entry.label == "Protected person, request 1"
    kept = queued.waiting.request(1)
    assert kept is not None
    assert (kept.name, kept.contact, kept.note) == ("Nadia Rask", "", ""), "the name stays sealed"
    assert queued.writer.undo_steps() == []
    # What the list gave out, written back, wipes nothing more.
    change_request(queued, replace(row.request, wished_from=date(2027, 1, 4)), TODAY)
    kept = queued.waiting.request(1)
    assert kept is not None
    assert (kept.name, kept.wished_from) == ("Nadia Rask", date(2027, 1, 4))


def test_only_an_owner_says_who_waits_protected(
    queued: WriteSession, adviser: WriteSession
) -> None:
    before = queued.waiting.request(1)
    assert before is not None
    with pytest.raises(NeedsVaultKeyError):
        change_request(adviser, replace(before, protected=True), TODAY)


def test_from_the_list_to_a_protected_trainee_in_one_step(queued: WriteSession) -> None:
    before = queued.waiting.request(1)
    assert before is not None
    change_request(queued, replace(before, protected=True), TODAY)
    start_request(queued, 1, replace(new(), identity=Identity()), TODAY)
    (trainee,) = queued.trainees.trainees()
    assert trainee.protected
    assert queued.trainees.identity(trainee.id).name == "Nadia Rask"
    numbers = [one.number for one in queued.protection.protections()]
    assert numbers == [-1, trainee.number], "the request's trace stands below zero"
    (row,) = waiting_list(queued, TODAY).rows
    assert row.label == f"Protected person {trainee.number}"
    assert queued.trainees.all_age_bands() == {}
