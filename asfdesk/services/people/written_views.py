"""What is written about one trainee, as the views of the trainee's file show it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.people.placement_codes import GoalStatus
from asfdesk.domain.people.progress import step_now
from asfdesk.i18n import day
from asfdesk.services.people.manage_trainees import need_trainee
from asfdesk.services.people.situations_due import situations_due

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.people.placement_codes import ProgressStep
    from asfdesk.domain.people.placements import Placement
    from asfdesk.domain.people.progress import Consent, Goal, SituationReport, Step, TraineeNote
    from asfdesk.domain.people.situation_due import SituationDue
    from asfdesk.services.session import ReadSession


class Access(StrEnum):
    """Whether what is written may be shown."""

    OPEN = "open"
    NEEDS_KEY = "needs_key"  # an adviser's password
    PROTECTED = "protected"  # opens with a reason


@dataclass(frozen=True)
class WrittenView:
    """Everything written about one trainee; empty while it is closed.

    Attributes:
        placements: the placement that something new is most likely about first.
        labels: placement id -> agreement and first day.
        goals: those pursued first, then by the day they were set, latest first.
        steps, notes, consents, situations: latest first.
        step: where the trainee stands; None when no step is noted.
        due: the R5 that waits longest.
    """

    trainee_id: int
    access: Access
    placements: tuple[Placement, ...] = field(default=(), repr=False)
    labels: dict[int, str] = field(default_factory=dict)
    goals: tuple[Goal, ...] = ()
    steps: tuple[Step, ...] = ()
    notes: tuple[TraineeNote, ...] = ()
    consents: tuple[Consent, ...] = ()
    situations: tuple[SituationReport, ...] = ()
    step: ProgressStep | None = None
    due: SituationDue | None = None


def written_about(
    session: ReadSession, trainee_id: int, today: date, *, opened: bool = False
) -> WrittenView:
    """What the views of a trainee's file show.

    Args:
        session: the open file.
        trainee_id: whose file.
        today: decides which report is due.
        opened: a protected person's file has been opened with a reason.
    """
    trainee = need_trainee(session, trainee_id)
    if not session.identities_open:
        return WrittenView(trainee_id, Access.NEEDS_KEY)
    if trainee.protected and not opened:
        return WrittenView(trainee_id, Access.PROTECTED)
    placements = _ordered(session.placements.of_trainee(trainee_id), today)
    names = {one.id: one.name for one in session.agreements.agreements()}
    goals = [goal for one in placements for goal in session.progress.goals_of(one.id)]
    steps = [step for one in placements for step in session.progress.steps_of(one.id)]
    reports = [text for one in placements for text in session.progress.situations_of(one.id)]
    return WrittenView(
        trainee_id,
        Access.OPEN,
        tuple(placements),
        {one.id: f"{names[one.agreement_id]}, {day(one.decision_from)}" for one in placements},
        tuple(
            sorted(
                goals,
                key=lambda one: (one.status is not GoalStatus.ACTIVE, -one.set_on.toordinal()),
            )
        ),
        tuple(sorted(steps, key=lambda one: (one.day, one.id), reverse=True)),
        tuple(reversed(session.notes.notes_of(trainee_id))),
        tuple(reversed(session.notes.consents_of(trainee_id))),
        tuple(sorted(reports, key=lambda one: (one.day, one.id), reverse=True)),
        step_now(steps),
        next((one for one in situations_due(session, today) if one.trainee_id == trainee_id), None),
    )


def _ordered(placements: list[Placement], today: date) -> list[Placement]:
    """Those that run now first, then the latest."""
    return sorted(
        placements, key=lambda one: (not one.spans(today), -one.decision_from.toordinal())
    )
