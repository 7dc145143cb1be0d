"""What is written about a trainee's way: goals, steps, notes, consents, texts of R5.

Everything that is free text is sealed in the file (decisions C1) and "" without the vault key.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.people.placement_codes import (
        ConsentKind,
        GoalStatus,
        NoteKind,
        ProgressStep,
        SituationKind,
    )


@dataclass(frozen=True)
class Goal:
    """What a placement is to lead to. `done_on` = when it stopped being pursued."""

    id: int
    placement_id: int
    set_on: date
    status: GoalStatus
    done_on: date | None = None
    text: str = field(default="", repr=False)


@dataclass(frozen=True)
class Step:
    """A step on the way to work or studies (stegförflyttning), forwards or back."""

    id: int
    placement_id: int
    day: date
    step_from: ProgressStep
    step_to: ProgressStep
    note: str = field(default="", repr=False)

    @property
    def forward(self) -> bool:
        """Whether it leads on; the ladder's codes are its order."""
        return int(self.step_to) > int(self.step_from)


@dataclass(frozen=True)
class TraineeNote:
    """What was said or happened on a day."""

    id: int
    trainee_id: int
    day: date
    kind: NoteKind
    text: str = field(default="", repr=False)


@dataclass(frozen=True)
class Consent:
    """What a trainee has agreed to, and until when. `withdrawn_on` is the first day without it."""

    id: int
    trainee_id: int
    kind: ConsentKind
    given_on: date
    withdrawn_on: date | None = None
    note: str = field(default="", repr=False)

    def holds_on(self, day: date) -> bool:
        """Whether it can be relied on that day."""
        return self.given_on <= day and (self.withdrawn_on is None or day < self.withdrawn_on)


@dataclass(frozen=True)
class SituationReport:
    """The texts of one läges- or slutrapport (R5); its figures are read from the attendance.

    Attributes:
        day: when it was written.
        first, last: the days it is about, both included.
        tasks: what the trainee does.
        conditions: working conditions and adaptations, without diagnoses.
        assessment: the supervisor's.
        comment: the trainee's own.
        next_step: what is proposed.
    """

    id: int
    placement_id: int
    day: date
    kind: SituationKind
    first: date
    last: date
    tasks: str = field(default="", repr=False)
    conditions: str = field(default="", repr=False)
    assessment: str = field(default="", repr=False)
    comment: str = field(default="", repr=False)
    next_step: str = field(default="", repr=False)

    @property
    def unwritten(self) -> tuple[str, ...]:
        """Names of the texts that are empty, in the order of the report."""
        return tuple(name for name in SITUATION_TEXTS if not getattr(self, name))


SITUATION_TEXTS = ("tasks", "conditions", "assessment", "comment", "next_step")
"""The texts of a situation report, as the columns are called."""


def step_now(steps: list[Step]) -> ProgressStep | None:
    """Where somebody stands after the steps noted, or None when there are none."""
    latest = max(steps, key=lambda one: (one.day, one.id), default=None)
    return latest.step_to if latest else None
