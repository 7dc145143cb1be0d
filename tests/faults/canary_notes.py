"""Canaries in what is written about trainees, and in the waiting list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.codes import Form, ReferringBody
from asfdesk.domain.people.placement_codes import (
    ConsentKind,
    GoalStatus,
    NoteKind,
    ProgressStep,
    SituationKind,
)
from asfdesk.domain.people.progress import (
    SITUATION_TEXTS,
    Consent,
    Goal,
    SituationReport,
    Step,
    TraineeNote,
)
from asfdesk.domain.people.waiting import Waiting
from asfdesk.services.people.follow_goals import add_goal, add_step, change_goal
from asfdesk.services.people.keep_notes import add_consent, add_note
from asfdesk.services.people.manage_waiting import add_request
from asfdesk.services.people.write_situations import add_situation
from tests.faults.canary_words import GUARDED, word
from tests.strongbox import TODAY

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

_DAY = date(2026, 9, 2)


def plant_written(session: WriteSession) -> None:
    """Something of every kind about everybody, and one who waits."""
    protected = {one.id for one in session.trainees.trainees() if one.protected}
    for placement in session.placements.placements():
        more = f" {GUARDED}" if placement.trainee_id in protected else ""
        _about(session, placement.id, placement.trainee_id, more)
    goal = session.progress.goals()[0]
    # A change, so that the undo list holds the goal as it was.
    change_goal(session, goal, TODAY)
    request = Waiting(
        0,
        _DAY,
        ReferringBody.MUNICIPALITY,
        Form.WORK_TRAINING,
        name=word("waiting", "name_sealed"),
        contact=word("waiting", "contact_sealed"),
        note=word("waiting", "note_sealed"),
    )
    add_request(session, request, TODAY)


def _about(session: WriteSession, placement: int, trainee: int, more: str) -> None:
    def text(table: str, column: str) -> str:
        return word(table, f"{column}_sealed") + more

    add_goal(
        session, Goal(0, placement, _DAY, GoalStatus.ACTIVE, None, text("goal", "text")), TODAY
    )
    steps = (ProgressStep.ARRIVING, ProgressStep.ROUTINE)
    add_step(session, Step(0, placement, _DAY, *steps, text("progress_step", "note")), TODAY)
    add_note(
        session,
        TraineeNote(0, trainee, _DAY, NoteKind.TALK, text("trainee_note", "text")),
        TODAY,
    )
    consent = Consent(0, trainee, ConsentKind.FOLLOW_UP, _DAY, None, text("consent", "note"))
    add_consent(session, consent, TODAY)
    texts = {name: text("situation_report", name) for name in SITUATION_TEXTS}
    report = SituationReport(
        0, placement, date(2026, 9, 4), SituationKind.OTHER, _DAY, date(2026, 9, 4), **texts
    )
    add_situation(session, report, TODAY)
