"""Goals, steps, notes, consents and texts of reports: what may be written, by whom, and read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.file.erasure import ErasureKind
from asfdesk.domain.people.placement_codes import (
    ConsentKind,
    GoalStatus,
    NoteKind,
    ProgressStep,
    SituationKind,
)
from asfdesk.domain.people.progress import Consent, Goal, SituationReport, Step, TraineeNote
from asfdesk.errors import InvalidInputError, NeedsVaultKeyError, RefusedError
from asfdesk.services.people.follow_goals import (
    add_goal,
    add_step,
    change_goal,
    change_step,
    remove_goal,
    remove_step,
)
from asfdesk.services.people.keep_notes import (
    add_consent,
    add_note,
    change_consent,
    change_note,
    remove_consent,
    remove_note,
)
from asfdesk.services.people.manage_placements import remove_placement
from asfdesk.services.people.manage_trainees import remove_trainee
from asfdesk.services.people.protect_trainees import protect_trainee
from asfdesk.services.people.write_situations import (
    add_situation,
    change_situation,
    remove_situation,
)
from asfdesk.services.people.written_checks import MOST_LETTERS
from asfdesk.services.people.written_views import Access, written_about
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from collections.abc import Callable

    from asfdesk.services.changes import Changes
    from asfdesk.services.session import WriteSession
    from asfdesk.storage._driver import Database

TODAY = date(2026, 11, 23)
AUTUMN = date(2026, 9, 1)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SECRET = "Börjar klara kassan"


def goal(placement: int, text: str = SECRET, **more: object) -> Goal:
    return replace(Goal(0, placement, AUTUMN, GoalStatus.ACTIVE, None, text), **more)  # type: ignore[arg-type]


def step(placement: int, day: date = AUTUMN) -> Step:
    return Step(0, placement, day, ProgressStep.ARRIVING, ProgressStep.ROUTINE, SECRET)


def note(trainee: int, text: str = SECRET) -> TraineeNote:
    return TraineeNote(0, trainee, AUTUMN, NoteKind.TALK, text)


def consent(trainee: int, kind: ConsentKind = ConsentKind.FOLLOW_UP) -> Consent:
    return Consent(0, trainee, kind, AUTUMN, None, SECRET)


def situation(placement: int, **texts: str) -> SituationReport:
    return SituationReport(
        0,
        placement,
        date(2026, 10, 1),
        SituationKind.THREE_MONTHS,
        date(2026, 7, 1),
        date(2026, 9, 30),
        **(texts or {"tasks": SECRET}),
    )


@pytest.fixture
def placed(session: WriteSession) -> WriteSession:
    """Trainee 1 with placement 1, 2026-03-02 to 2026-12-31."""
    agreement = add_agreement(session)
    add_placement(session, agreement, first=date(2026, 3, 2), last=date(2026, 12, 31), name="Nadia")
    return session


WRITES: tuple[tuple[str, Callable[[WriteSession], Changes]], ...] = (
    ("goal", lambda s: add_goal(s, goal(1), TODAY)),
    ("progress_step", lambda s: add_step(s, step(1), TODAY)),
    ("trainee_note", lambda s: add_note(s, note(1), TODAY)),
    ("consent", lambda s: add_consent(s, consent(1), TODAY)),
    ("situation_report", lambda s: add_situation(s, situation(1), TODAY)),
)


@pytest.mark.parametrize(("table", "write"), WRITES)
def test_what_is_written_is_sealed_and_an_owners_alone(
    placed: WriteSession,
    adviser: WriteSession,
    database: Database,
    table: str,
    write: Callable[[WriteSession], Changes],
) -> None:
    with pytest.raises(NeedsVaultKeyError):
        write(adviser)
    assert write(placed)
    rows = database.execute(f"SELECT * FROM {table}").fetchall()
    assert len(rows) == 1
    told = b"".join(value if isinstance(value, bytes) else str(value).encode() for value in rows[0])
    assert SECRET.encode() not in told
    assert b"kassan" not in told


def test_a_goal_that_is_reached_gets_the_day_and_one_taken_up_again_loses_it(
    placed: WriteSession,
) -> None:
    add_goal(placed, goal(1), TODAY)
    reached = replace(placed.progress.goals_of(1)[0], status=GoalStatus.REACHED)
    change_goal(placed, reached, TODAY)
    assert placed.progress.goal(1) == replace(reached, done_on=TODAY)
    change_goal(placed, replace(reached, done_on=date(2026, 10, 2)), TODAY)
    assert placed.progress.goals()[0].done_on == date(2026, 10, 2)
    change_goal(placed, replace(reached, status=GoalStatus.ACTIVE, done_on=TODAY), TODAY)
    assert placed.progress.goals()[0].done_on is None
    remove_goal(placed, 1)
    assert placed.progress.goals() == []


def test_a_step_forwards_and_its_correction(placed: WriteSession) -> None:
    add_step(placed, step(1), TODAY)
    change_step(placed, replace(step(1), id=1, step_to=ProgressStep.TASKS), TODAY)
    assert placed.progress.step(1) == replace(step(1), id=1, step_to=ProgressStep.TASKS)
    assert len(placed.progress.steps()) == 1
    remove_step(placed, 1)
    assert placed.progress.steps_of(1) == []


def test_a_note_and_its_correction(placed: WriteSession) -> None:
    add_note(placed, note(1), TODAY)
    change_note(placed, replace(note(1, "Vill ha heltid"), id=1, kind=NoteKind.MEETING), TODAY)
    assert placed.notes.notes() == [TraineeNote(1, 1, AUTUMN, NoteKind.MEETING, "Vill ha heltid")]
    remove_note(placed, 1)
    assert placed.notes.notes_of(1) == []


def test_a_consent_is_withdrawn_and_given_anew(placed: WriteSession) -> None:
    add_consent(placed, consent(1), TODAY)
    with pytest.raises(RefusedError, match="2026-09-01"):
        add_consent(placed, consent(1), TODAY)
    add_consent(placed, consent(1, ConsentKind.PICTURE), TODAY)
    withdrawn = replace(consent(1), id=1, withdrawn_on=date(2026, 10, 5))
    change_consent(placed, withdrawn, TODAY)
    add_consent(placed, replace(consent(1), given_on=TODAY), TODAY)
    held = [one.kind for one in placed.notes.consents() if one.holds_on(TODAY)]
    assert held == [ConsentKind.PICTURE, ConsentKind.FOLLOW_UP]
    with pytest.raises(RefusedError):
        change_consent(placed, replace(withdrawn, withdrawn_on=None), TODAY)
    remove_consent(placed, 2)
    assert len(placed.notes.consents_of(1)) == 2


def test_the_texts_of_a_report_are_written_and_changed(placed: WriteSession) -> None:
    add_situation(placed, situation(1), TODAY)
    changed = replace(situation(1, assessment="Redo"), id=1, kind=SituationKind.OTHER)
    change_situation(placed, changed, TODAY)
    assert placed.progress.situations() == [changed]
    assert placed.progress.situation_days() == {1: [(date(2026, 10, 1), SituationKind.OTHER)]}
    remove_situation(placed, 1)
    assert placed.progress.situations_of(1) == []


WRONG: tuple[tuple[str, Callable[[WriteSession], Changes]], ...] = (
    ("text", lambda s: add_goal(s, goal(1, "  "), TODAY)),
    ("text", lambda s: add_goal(s, goal(1, "x" * (MOST_LETTERS + 1)), TODAY)),
    (
        "done_on",
        lambda s: add_goal(s, goal(1, status=GoalStatus.DROPPED, done_on=date(2026, 8, 31)), TODAY),
    ),
    ("day", lambda s: add_step(s, step(1, date(2026, 3, 1)), TODAY)),
    ("day", lambda s: add_step(s, step(1, date(2026, 11, 24)), TODAY)),
    ("step_to", lambda s: add_step(s, replace(step(1), step_to=ProgressStep.ARRIVING), TODAY)),
    ("text", lambda s: add_note(s, note(1, ""), TODAY)),
    ("day", lambda s: add_note(s, replace(note(1), day=date(2026, 11, 24)), TODAY)),
    (
        "withdrawn_on",
        lambda s: add_consent(s, replace(consent(1), withdrawn_on=date(2026, 8, 31)), TODAY),
    ),
    (
        "note",
        lambda s: add_consent(s, replace(consent(1, ConsentKind.OTHER), note=" "), TODAY),
    ),
    ("tasks", lambda s: add_situation(s, situation(1, comment=" "), TODAY)),
    ("first", lambda s: add_situation(s, replace(situation(1), first=date(2026, 3, 1)), TODAY)),
    ("last", lambda s: add_situation(s, replace(situation(1), last=date(2026, 6, 30)), TODAY)),
    ("last", lambda s: add_situation(s, replace(situation(1), last=date(2027, 1, 1)), TODAY)),
    ("day", lambda s: add_situation(s, replace(situation(1), day=date(2026, 12, 1)), TODAY)),
)


@pytest.mark.parametrize(("field", "write"), WRONG)
def test_what_cannot_be_right_is_said_at_its_field(
    placed: WriteSession, field: str, write: Callable[[WriteSession], Changes]
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        write(placed)
    assert caught.value.field == field


GONE: tuple[Callable[[WriteSession], Changes], ...] = (
    lambda s: change_goal(s, replace(goal(1), id=9), TODAY),
    lambda s: remove_goal(s, 9),
    lambda s: change_step(s, replace(step(1), id=9), TODAY),
    lambda s: remove_step(s, 9),
    lambda s: change_note(s, replace(note(1), id=9), TODAY),
    lambda s: remove_note(s, 9),
    lambda s: change_consent(s, replace(consent(1), id=9), TODAY),
    lambda s: remove_consent(s, 9),
    lambda s: change_situation(s, replace(situation(1), id=9), TODAY),
    lambda s: remove_situation(s, 9),
    lambda s: add_goal(s, goal(9), TODAY),
    lambda s: add_note(s, note(9), TODAY),
)


@pytest.mark.parametrize("write", GONE)
def test_what_is_no_longer_there_is_refused(
    placed: WriteSession, write: Callable[[WriteSession], Changes]
) -> None:
    with pytest.raises(RefusedError):
        write(placed)


@pytest.mark.parametrize("remove", [remove_goal, remove_step, remove_situation])
def test_an_adviser_removes_nothing_that_is_sealed(
    placed: WriteSession,
    adviser: WriteSession,
    remove: Callable[[WriteSession, int], Changes],
) -> None:
    for _table, write in WRITES:
        write(placed)
    for one in (remove, remove_note, remove_consent):
        with pytest.raises(NeedsVaultKeyError):
            one(adviser, 1)


def test_a_placement_that_something_is_written_about_is_not_removed(placed: WriteSession) -> None:
    add_goal(placed, goal(1), TODAY)
    with pytest.raises(RefusedError):
        remove_placement(placed, 1)
    remove_goal(placed, 1)
    remove_placement(placed, 1)
    add_note(placed, note(1), TODAY)
    with pytest.raises(RefusedError, match=r"(?i)anteckningar|notes"):
        remove_trainee(placed, 1)
    remove_note(placed, 1)
    remove_trainee(placed, 1)
    assert placed.trainees.trainees() == []


def test_the_view_has_what_is_pursued_and_what_is_latest_first(placed: WriteSession) -> None:
    add_goal(placed, goal(1, "Äldst"), TODAY)
    add_goal(placed, goal(1, "Uppnått", status=GoalStatus.REACHED, set_on=TODAY), TODAY)
    add_goal(placed, goal(1, "Nyast", set_on=date(2026, 11, 2)), TODAY)
    add_step(placed, step(1, date(2026, 10, 1)), TODAY)
    add_step(placed, replace(step(1), step_to=ProgressStep.TASKS), TODAY)
    view = written_about(placed, 1, TODAY)
    assert view.access is Access.OPEN
    assert [one.text for one in view.goals] == ["Nyast", "Äldst", "Uppnått"]
    assert [one.day for one in view.steps] == [date(2026, 10, 1), AUTUMN]
    assert view.step is ProgressStep.ROUTINE
    assert view.labels == {1: "Huddinge, 2026-03-02"}
    # 31 December - 28 days.
    assert view.due is not None
    assert view.due.due_on == date(2026, 12, 3)


def test_an_adviser_is_told_that_it_is_sealed(placed: WriteSession, adviser: WriteSession) -> None:
    add_goal(placed, goal(1), TODAY)
    view = written_about(adviser, 1, TODAY, opened=True)
    assert (view.access, view.goals, view.placements) == (Access.NEEDS_KEY, (), ())


def test_a_protected_persons_texts_open_with_the_person(placed: WriteSession) -> None:
    for _table, write in WRITES:
        write(placed)
    protect_trainee(placed, 1)
    view = written_about(placed, 1, TODAY)
    assert view.access is Access.PROTECTED
    assert not any((view.goals, view.steps, view.notes, view.consents, view.situations))
    opened = written_about(placed, 1, TODAY, opened=True)
    assert opened.access is Access.OPEN
    assert opened.notes[0].text == SECRET


@pytest.mark.parametrize("kind", ErasureKind)
def test_erasing_and_anonymising_take_what_is_written(
    placed: WriteSession, database: Database, kind: ErasureKind
) -> None:
    for _table, write in WRITES:
        write(placed)
    with placed.writer.action("trainee.erase", (), undoable=False):
        placed.erasure.take_out(1, kind)
    for table, _write in WRITES:
        assert database.execute(f"SELECT count(*) FROM {table}").fetchall() == [(0,)]
