"""What surrounds a placement: before and after it, the asking afterwards, later employment.

Occupation is that within one week before or after (domain.md §3.4), its share that of 40 hours a
week. Support, its length and education reveal health or come close to it: they are sealed, and
shown only where the enterprise has chosen so (setting HEALTH_FIELDS).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from asfdesk.domain.codes import ExitGroup
from asfdesk.domain.people.placement_codes import FollowUpStep
from asfdesk.domain.period import Month

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.people.placement_codes import (
        Education,
        EmploymentForm,
        FollowUpState,
        Occupation,
        SupportLength,
        SupportSource,
    )
    from asfdesk.domain.people.placements import Placement

HEALTH_FIELDS = "health_fields"
SUPPORT_BANDS = "support_length_"
"""Settings: how the enterprise words a band of support length, by the band's code after this."""
"""Setting: "1" shows what reveals health; "0", the default, hides it."""

FOUR_WEEKS = timedelta(weeks=4)
MONTHS_AFTER = {FollowUpStep.SIX_MONTHS: 6, FollowUpStep.TWELVE_MONTHS: 12}


@dataclass(frozen=True)
class Background:
    """What is known of the time before and after one placement. None and "" = not asked.

    Attributes:
        before_bp: share of full time in work or studies before, in basis points; `after_bp` after.
        work_began_on: the day work or studies began, for Kolada (domain.md §3.10).
        work_lasted_month: whether the work has lasted one continuous month.
        study_support: whether the studies entitle to studiemedel.
        municipal_job: whether the work is a municipal labour-market employment.
    """

    placement_id: int
    before: Occupation | None = None
    before_bp: int | None = None
    after: Occupation | None = None
    after_bp: int | None = None
    work_began_on: date | None = None
    work_lasted_month: bool | None = None
    study_support: bool | None = None
    municipal_job: bool | None = None
    education: Education | None = field(default=None, repr=False)
    support_before: SupportSource | None = field(default=None, repr=False)
    support_after: SupportSource | None = field(default=None, repr=False)
    support_length: SupportLength | None = field(default=None, repr=False)


@dataclass(frozen=True)
class FollowUpContact:
    """One asking of somebody who has left: who was asked when, and what they do now."""

    id: int
    placement_id: int
    step: FollowUpStep
    state: FollowUpState
    asked_on: date | None = None
    answered_on: date | None = None
    occupation: Occupation | None = None
    occupation_bp: int | None = None
    note: str = field(default="", repr=False)


@dataclass(frozen=True)
class TraineeEmployment:
    """A trainee who became an employee of the enterprise (counted in R10 and R11).

    `form` is sealed: how somebody is employed may reveal health. `fte_bp`: 10000 = full time.
    """

    id: int
    trainee_id: int
    starts_on: date
    ends_on: date | None
    fte_bp: int
    form: EmploymentForm | None = field(default=None, repr=False)

    def holds_on(self, day: date) -> bool:
        """Whether the employment runs on a day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


def follow_up_day(ended_on: date, step: FollowUpStep) -> date:
    """The day somebody is to be asked: four weeks, six or twelve months after the last day.

    A month that is too short for the day gives its last day: 6 months after 31 August is the
    last of February.
    """
    if step is FollowUpStep.FOUR_WEEKS:
        return ended_on + FOUR_WEEKS
    month = Month.of(ended_on).plus(MONTHS_AFTER[step])
    return min(month.last, month.first + timedelta(days=ended_on.day - 1))


def is_followed_up(placement: Placement) -> bool:
    """Whether a placement's trainee is asked afterwards: it has ended, not by mistake or death."""
    return placement.exit is not None and placement.exit.group not in _NOT_ASKED


def counts_as_result(background: Background, placement: Placement) -> bool | None:
    """Whether an exit counts as started work or studies by Kolada's rule; None = not known yet.

    Work counts when it has lasted one continuous month, subsidised or not, but not municipal
    labour-market employment; studies count when they entitle to studiemedel (domain.md §3.10).
    Also None for exits outside rates: a mistaken registration, a death.
    """
    leaving = placement.exit
    if leaving is None or leaving.group in _NOT_ASKED:
        return None
    if leaving.group is ExitGroup.STUDIES:
        return background.study_support
    if leaving.group is not ExitGroup.WORK:
        return False
    if background.municipal_job or background.work_lasted_month is False:
        return False
    return None if background.municipal_job is None else background.work_lasted_month


_NOT_ASKED = (ExitGroup.MISREGISTERED, ExitGroup.DECEASED)
