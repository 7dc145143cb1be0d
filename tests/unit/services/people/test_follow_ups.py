"""Who is to be asked when, and what came of it. Nadia left on Monday 2026-08-31."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import ExitGroup, ExitReason
from asfdesk.domain.people.background import FollowUpContact
from asfdesk.domain.people.placement_codes import FollowUpState, FollowUpStep, Occupation
from asfdesk.domain.people.placements import Exit
from asfdesk.errors import InvalidInputError, NeedsVaultKeyError, RefusedError
from asfdesk.i18n import set_language
from asfdesk.services.people import follow_ups as service
from asfdesk.services.people.follow_ups import FollowUpStanding, due_numbers, follow_ups
from asfdesk.services.people.manage_placements import add_placement as add_more
from asfdesk.services.people.manage_placements import end_placement
from asfdesk.services.people.protect_trainees import protect_trainee
from asfdesk.services.todo import todo
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

FOUR, SIX, TWELVE = FollowUpStep
ENDED = date(2026, 8, 31)
DUE, COMING, MISSED = FollowUpStanding.DUE, FollowUpStanding.COMING, FollowUpStanding.MISSED
ANSWER = FollowUpContact(
    0,
    1,
    FOUR,
    FollowUpState.ANSWERED,
    date(2026, 9, 28),
    date(2026, 9, 30),
    Occupation.WORKS,
    5_000,
    " trivs ",
)


@pytest.fixture
def left(session: WriteSession) -> WriteSession:
    """Nadia, number 1, has left; Olle, number 2, is still here."""
    set_language("en")
    agreement = add_agreement(session)
    add_placement(session, agreement, 1, name="Nadia Rask")
    add_placement(session, agreement, 2, name="Olle Sund")
    reason = ExitReason.ON_TO_ORDINARY
    end_placement(session, 1, Exit(ENDED, reason.group, reason))
    return session


def standings(session: WriteSession, today: date) -> list[FollowUpStanding]:
    return [row.standing for row in follow_ups(session, today).rows]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 9, 27), [COMING, COMING, COMING]),
        (date(2026, 9, 28), [DUE, COMING, COMING]),
        # 92 days after 28 September is 29 December.
        (date(2026, 12, 29), [DUE, COMING, COMING]),
        (date(2026, 12, 30), [MISSED, COMING, COMING]),
        (date(2027, 2, 28), [MISSED, DUE, COMING]),
        (date(2027, 8, 31), [MISSED, MISSED, DUE]),
    ],
)
def test_each_step_is_due_on_its_day(
    left: WriteSession, today: date, expected: list[FollowUpStanding]
) -> None:
    assert standings(left, today) == expected


def test_what_is_due_stands_in_the_to_do_list_by_number(left: WriteSession) -> None:
    assert all(item.go != "trainees:follow_ups" for item in todo(left, date(2026, 9, 27)))
    (item,) = [i for i in todo(left, date(2026, 9, 28)) if i.go == "trainees:follow_ups"]
    assert "Nadia" not in f"{item.strong}{item.rest}{item.detail}"
    assert "1" in item.detail
    assert due_numbers(left, date(2026, 9, 28)) == [1]


def test_an_answer_is_noted_and_can_be_taken_back(left: WriteSession) -> None:
    service.note_follow_up(left, ANSWER)
    row = follow_ups(left, date(2026, 10, 1)).rows[0]
    assert row.standing is FollowUpStanding.ANSWERED
    assert row.contact
    assert row.contact.note == "trivs"
    assert (row.contact.occupation, row.contact.occupation_bp) == (Occupation.WORKS, 5_000)
    asked = replace(ANSWER, state=FollowUpState.ASKED)
    service.note_follow_up(left, asked)
    row = follow_ups(left, date(2026, 10, 1)).rows[0]
    assert row.contact
    # Nothing is answered yet, so nothing of an answer is kept.
    assert (row.standing, row.contact.occupation, row.contact.answered_on) == (
        FollowUpStanding.ASKED,
        None,
        None,
    )
    service.remove_follow_up(left, row.contact)
    assert standings(left, date(2026, 10, 1))[0] is DUE
    with pytest.raises(RefusedError):
        service.remove_follow_up(left, row.contact)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"asked_on": None}, "asked_on"),
        ({"asked_on": date(2026, 8, 30)}, "asked_on"),
        ({"answered_on": date(2026, 9, 27)}, "answered_on"),
        ({"occupation": None}, "occupation"),
        ({"occupation_bp": 10_001}, "occupation_bp"),
    ],
)
def test_what_an_answer_needs(left: WriteSession, changes: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        service.note_follow_up(left, replace(ANSWER, **changes))  # type: ignore[arg-type]
    assert caught.value.field == field


def test_an_answer_without_a_day_came_when_it_was_asked(left: WriteSession) -> None:
    service.note_follow_up(left, replace(ANSWER, answered_on=None))
    (contact,) = left.backgrounds.follow_ups(1)
    assert contact.answered_on == date(2026, 9, 28)


def test_nobody_is_asked_who_is_here(left: WriteSession) -> None:
    with pytest.raises(RefusedError):
        service.note_follow_up(left, replace(ANSWER, placement_id=2))
    back = replace(
        left.placements.placements()[0],
        exit=None,
        decision_from=date(2026, 11, 2),
        schedules=(),
    )
    add_more(left, back)
    # Back on 2 November: the four weeks were asked before, the later steps fall away.
    assert [row.step for row in follow_ups(left, date(2026, 11, 23)).rows] == [FOUR]


def test_nobody_is_asked_after_a_mistake(left: WriteSession) -> None:
    reason = ExitReason.MISREGISTERED
    end_placement(left, 2, Exit(ENDED, ExitGroup.OTHER, reason))
    assert {row.number for row in follow_ups(left, date(2026, 11, 23)).rows} == {1}


def test_a_protected_person_has_no_name_in_the_list(left: WriteSession) -> None:
    service.note_follow_up(left, ANSWER)
    protect_trainee(left, 1)
    row = follow_ups(left, date(2026, 10, 1)).rows[0]
    assert (row.name, row.protected) == ("Protected person 1", True)


def test_an_adviser_sees_numbers_and_no_notes(left: WriteSession, adviser: WriteSession) -> None:
    service.note_follow_up(left, ANSWER)
    protect_trainee(left, 1)
    row = follow_ups(adviser, date(2026, 10, 1)).rows[0]
    assert row.contact
    assert (row.name, row.protected, row.contact.note) == ("Trainee 1", False, "")
    with pytest.raises(NeedsVaultKeyError):
        service.note_follow_up(adviser, replace(ANSWER, step=SIX, note="x"))
    service.note_follow_up(adviser, replace(ANSWER, note="", occupation_bp=10_000))
    (kept,) = left.backgrounds.follow_ups(1)
    assert (kept.occupation_bp, kept.note) == (10_000, "trivs")
