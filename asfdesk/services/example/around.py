"""What surrounds the example's placements: decisions, before and after, follow-ups."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.people.background import (
    Background,
    FollowUpContact,
    TraineeEmployment,
    follow_up_day,
)
from asfdesk.domain.people.placement_codes import (
    EmploymentForm,
    FollowUpState,
    FollowUpStep,
    Occupation,
)
from asfdesk.services.example.decided import decisions_of
from asfdesk.services.people.follow_ups import note_follow_up
from asfdesk.services.people.manage_background import add_employment, change_background

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

BASHIR, DAWIT, EMIL, JASMIN, NILS, OMAR, ROLAND = 2, 4, 5, 11, 15, 16, 19
"""Numbers of those who have left, and of their only placements."""

_NOTHING, _SEEKS, _WORKS, _STUDIES = (
    Occupation.NOTHING,
    Occupation.SEEKS,
    Occupation.WORKS,
    Occupation.STUDIES,
)
_FOUR, _SIX = FollowUpStep.FOUR_WEEKS, FollowUpStep.SIX_MONTHS

BACKGROUNDS = (
    Background(BASHIR, _NOTHING, None, _WORKS, 7_500, date(2026, 2, 2),
               work_lasted_month=True, municipal_job=False),
    Background(DAWIT, _SEEKS, None, _STUDIES, 10_000, date(2026, 1, 12), study_support=True),
    Background(EMIL, _SEEKS, None, _WORKS, 10_000, date(2026, 3, 2),
               work_lasted_month=True, municipal_job=False),
    Background(JASMIN, _NOTHING, None, _STUDIES, 10_000, date(2026, 8, 24), study_support=True),
    Background(NILS, _NOTHING, None, _NOTHING),
    Background(ROLAND, _SEEKS, None, _SEEKS),
)  # fmt: skip
ANSWERS = (
    (BASHIR, _FOUR, _WORKS, 7_500),
    (BASHIR, _SIX, _WORKS, 7_500),
    (DAWIT, _FOUR, _STUDIES, 10_000),
    (DAWIT, _SIX, _STUDIES, 10_000),
    (EMIL, _FOUR, _WORKS, 10_000),
    (JASMIN, _FOUR, _SEEKS, None),
    (NILS, _FOUR, None, None),
)
"""Number, step, what they do and how much; None = not reached. Emil and Omar wait to be asked."""


def write_around(session: WriteSession) -> None:
    """Everything of it, for those who are not protected."""
    protected = {one.id for one in session.trainees.trainees() if one.protected}
    with session.writer.action("decision.note", ["placements"], "placement"):
        for placement in session.placements.placements():
            if placement.trainee_id not in protected:
                for decision in decisions_of(placement):
                    session.decisions.add_decision(placement.id, decision)
    for background in BACKGROUNDS:
        change_background(session, background)
    for number, step, occupation, share in ANSWERS:
        _answer(session, number, step, occupation, share)
    form = EmploymentForm.WAGE_SUBSIDY
    add_employment(session, TraineeEmployment(0, BASHIR, date(2026, 2, 2), None, 7_500, form))


def _answer(
    session: WriteSession,
    number: int,
    step: FollowUpStep,
    occupation: Occupation | None,
    share: int | None,
) -> None:
    placement = session.placements.placement(number)
    if placement is None or placement.exit is None:
        return
    asked = follow_up_day(placement.exit.ended_on, step)
    state = FollowUpState.NOT_REACHED if occupation is None else FollowUpState.ANSWERED
    note_follow_up(
        session, FollowUpContact(0, number, step, state, asked, asked, occupation, share)
    )
