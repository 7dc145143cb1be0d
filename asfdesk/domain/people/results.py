"""What became of those who left: the properties that R10 counts exits by (domain.md §8.1).

An exit is one ended placement. A mistaken registration is never counted and a death stands outside
every table (decisions A16); protected persons are in none (C2).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from asfdesk.domain.codes import ExitGroup, ExitReason
from asfdesk.domain.people.background import counts_as_result, follow_up_day
from asfdesk.domain.people.placement_codes import FollowUpState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from asfdesk.domain.codes import AgeBand, Sex
    from asfdesk.domain.people.background import Background, FollowUpContact
    from asfdesk.domain.people.placement_codes import FollowUpStep
    from asfdesk.domain.people.placements import Placement

UNKNOWN = "unknown"
STAYS = ("under_3", "from_3", "from_6", "from_12", "from_24")
"""Whole months from the first day of the decision to the last day in it."""
WEEK_HOURS = ("under_10", "from_10", "from_20", "from_30", UNKNOWN)
"""Planned hours a week when the placement ended."""
ANSWERED, ASKED, NOT_REACHED, NOT_ASKED, COMING = (
    "answered",
    "asked",
    "not_reached",
    "not_asked",
    "coming",
)
STANDINGS = (ANSWERED, ASKED, NOT_REACHED, NOT_ASKED, COMING)
YES, NO = "yes", "no"
VERDICTS = (YES, NO, UNKNOWN)
REST = "rest"
OUTSIDE = (ExitGroup.DECEASED, ExitGroup.MISREGISTERED)
_STAY_LIMITS = (24, 12, 6, 3)
_HOUR_LIMITS = (30, 20, 10)
_HOUR = 60
_STATES = {
    FollowUpState.ANSWERED: ANSWERED,
    FollowUpState.ASKED: ASKED,
    FollowUpState.NOT_REACHED: NOT_REACHED,
}
_WORK = (ExitReason.WORK_UNSUBSIDISED, ExitReason.WORK_SUBSIDISED, ExitReason.OWN_BUSINESS)
KOLADA_REASONS = (*(one.value for one in (*_WORK, ExitReason.STUDIES)), REST)
"""How work and studies are told apart where the exact reason is known; subsidised by itself."""
KOLADA_GROUPS = (ExitGroup.WORK.value, ExitGroup.STUDIES.value, REST)
"""The same where it is sealed."""


@dataclass(frozen=True)
class Leaver:
    """One exit and what is known around it."""

    placement: Placement
    ended_on: date
    group: ExitGroup
    sex: Sex
    age: AgeBand
    background: Background
    contacts: Mapping[FollowUpStep, FollowUpContact]

    @property
    def reason(self) -> str:
        """The exact reason; "" where it is sealed."""
        leaving = self.placement.exit
        return leaving.reason.value if leaving and leaving.reason else ""

    @property
    def stay(self) -> str:
        """The band of whole months."""
        months = whole_months(self.placement.decision_from, self.ended_on)
        return next((f"from_{limit}" for limit in _STAY_LIMITS if months >= limit), "under_3")

    @property
    def week_hours(self) -> str:
        """The band of planned hours a week at the end."""
        schedule = self.placement.schedule_on(self.ended_on)
        if schedule is None:
            return UNKNOWN
        minutes = sum(slot.minutes for slot in schedule.week.values())
        found = (f"from_{limit}" for limit in _HOUR_LIMITS if minutes >= limit * _HOUR)
        return next(found, "under_10")

    @property
    def before(self) -> str:
        """Occupation before."""
        return self.background.before.value if self.background.before else UNKNOWN

    @property
    def after(self) -> str:
        """Occupation directly after."""
        return self.background.after.value if self.background.after else UNKNOWN

    @property
    def verdict(self) -> str:
        """Whether it counts as started work or studies by Kolada's rule."""
        found = counts_as_result(self.background, self.placement)
        return UNKNOWN if found is None else YES if found else NO

    def kolada_kind(self, *, by_reason: bool) -> str:
        """Work of a kind, studies or the rest; by group where the reason is sealed."""
        kind = self.reason if by_reason else self.group.value
        return kind if kind in (KOLADA_REASONS if by_reason else KOLADA_GROUPS) else REST

    def standing(self, step: FollowUpStep, today: date) -> str:
        """How the asking at a step stands."""
        contact = self.contacts.get(step)
        if contact is not None:
            return _STATES[contact.state]
        return COMING if today < follow_up_day(self.ended_on, step) else NOT_ASKED

    def answer(self, step: FollowUpStep) -> str:
        """What somebody who has answered does; "" for others."""
        contact = self.contacts.get(step)
        if contact is None or contact.state is not FollowUpState.ANSWERED:
            return ""
        return contact.occupation.value if contact.occupation else UNKNOWN


def whole_months(first: date, last: date) -> int:
    """Whole calendar months from a first to a last day, both included."""
    after = last + timedelta(days=1)
    months = (after.year - first.year) * 12 + after.month - first.month
    return months - (after.day < first.day)
