"""Canaries of decisions and pauses, of before and after, of follow-ups and employments."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.people.background import Background, FollowUpContact, TraineeEmployment
from asfdesk.domain.people.decisions import Pause
from asfdesk.domain.people.placement_codes import (
    Education,
    EmploymentForm,
    FollowUpState,
    FollowUpStep,
    Occupation,
    SupportLength,
    SupportSource,
)
from asfdesk.services.people.follow_ups import note_follow_up
from asfdesk.services.people.manage_background import (
    add_employment,
    change_background,
    set_shows_health,
)
from asfdesk.services.people.manage_decisions import Letter, note_first_decision
from asfdesk.services.people.manage_pauses import add_pause
from tests.faults.canary_words import GUARDED, WRITTEN_STEM, word

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

FIRST, LAST = date(2026, 12, 1), date(2026, 12, 4)


def plant_decisions(session: WriteSession, today: date, guarded: int) -> None:
    """A case number and a pause for everybody, the protected to be as well.

    Args:
        session: where nobody is protected yet, and nobody's placement has ended.
        today: when it is written down.
        guarded: the running number of the one whose case number goes with the protection.
    """
    numbers = {trainee.id: trainee.number for trainee in session.trainees.trainees()}
    set_shows_health(session, wanted=True)
    for placement in session.placements.placements():
        reference = word("placement_decision", "reference")
        if numbers[placement.trainee_id] == guarded:
            reference = f"{WRITTEN_STEM} {GUARDED}"
        note_first_decision(session, placement.id, Letter(today, None, reference))
        reason = word("placement_pause", "reason_sealed")
        add_pause(session, Pause(0, placement.id, FIRST, LAST, reason))
        change_background(
            session,
            Background(
                placement.id,
                Occupation.SEEKS,
                education=Education.AFTER_UPPER_SECONDARY,
                support_before=SupportSource.PERMANENT_SICKNESS,
                support_after=SupportSource.SOCIAL_ASSISTANCE,
                support_length=SupportLength.MIDDLE,
            ),
        )
        form = EmploymentForm.WAGE_SUBSIDY_SECURITY
        job = TraineeEmployment(0, placement.trainee_id, LAST, None, 10_000, form)
        add_employment(session, job)


def plant_follow_up(session: WriteSession, placement_id: int, today: date) -> None:
    """Somebody who has left was asked."""
    note_follow_up(
        session,
        FollowUpContact(
            0,
            placement_id,
            FollowUpStep.FOUR_WEEKS,
            FollowUpState.NOT_REACHED,
            today,
            note=word("follow_up_contact", "note_sealed"),
        ),
    )
