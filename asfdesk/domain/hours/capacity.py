"""Supervision against trainees over some days: need by ratio, schedule, time and cost.

Full-time posts are 8 h x working days (decisions A15); trainees are mean ongoing placements per
working day (A15), so that the need says the same as trainees per supervisor against the ratio.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.hours.supervision import FULL_DAY_MINUTES
from asfdesk.domain.money import ratio, round_half_up

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from asfdesk.domain.hours.holidays import WorkCalendar
    from asfdesk.domain.hours.supervision import Supervisor
    from asfdesk.domain.hours.supervision_plan import Rota
    from asfdesk.domain.people.placements import Placement

WEEKS_AHEAD = (4, 8, 12)
"""Decisions that end within so many weeks are counted (domain.md §8.1, R9)."""

DAYS_IN_WEEK = 7
_WHOLE_BP = 10_000
ZERO = Fraction(0)


@dataclass(frozen=True)
class SupervisionFigures:
    """Supervision of some days. Minutes are whole; None = not known, which is not zero.

    Attributes:
        workdays: the enterprise's working days; `past_workdays` those that have come.
        reported: reported minutes. `cost_ore`: what they cost; None when some have no price.
        attended: trainees' attended minutes.
        delivered: delivered place-days of the days that have come (decisions A3).
        scheduled: minutes by schedule, leave taken away. `leave`: what leave takes.
        employed: minutes of employments: 8 h x share x working days.
        trainees: mean ongoing placements per working day.
        per_supervisor: how many trainees one full-time supervisor takes, as the user has said.
    """

    workdays: int
    past_workdays: int
    reported: int
    attended: int
    delivered: Fraction
    scheduled: int
    leave: int
    employed: Fraction
    trainees: Fraction | None
    cost_ore: int | None
    per_supervisor: Fraction | None = None

    @property
    def full_time(self) -> Fraction | None:
        """Reported time as full-time posts."""
        return ratio(self.reported, FULL_DAY_MINUTES * self.past_workdays)

    @property
    def employed_full_time(self) -> Fraction | None:
        """Employed supervisors as full-time posts."""
        return ratio(self.employed, FULL_DAY_MINUTES * self.workdays)

    @property
    def hours_per_trainee_hour(self) -> Fraction | None:
        """Supervisor hours for each attended trainee hour."""
        return ratio(self.reported, self.attended)

    @property
    def trainees_per_supervisor(self) -> Fraction | None:
        """Mean trainees for each employed full-time supervisor (finance.md §9.6, 20)."""
        posts = self.employed_full_time
        return None if self.trainees is None or not posts else self.trainees / posts

    @property
    def cost_per_day(self) -> Fraction | None:
        """Öre of reported time for each delivered place-day (finance.md §9.6, 21)."""
        return None if self.cost_ore is None else ratio(Fraction(self.cost_ore), self.delivered)

    @property
    def needed(self) -> int | None:
        """Minutes the trainees need by the ratio, half up; None while nobody has said it."""
        if not self.per_supervisor or self.trainees is None:
            return None
        posts = self.trainees / self.per_supervisor
        return round_half_up(posts * FULL_DAY_MINUTES * self.workdays)

    @property
    def missing(self) -> int:
        """Minutes that are needed and not scheduled."""
        return 0 if self.needed is None else max(self.needed - self.scheduled, 0)

    @property
    def over_ratio(self) -> bool:
        """Whether there are more trainees for each employed supervisor than the ratio says."""
        each = self.trainees_per_supervisor
        return each is not None and self.per_supervisor is not None and each > self.per_supervisor


def employed_minutes(
    people: Iterable[Supervisor], days: Iterable[date], calendar: WorkCalendar
) -> Fraction:
    """8 h x share of full time for each working day somebody is employed."""
    worked = [day for day in days if calendar.is_workday(day)]
    found = ZERO
    for person in people:
        for day in worked:
            employment = person.employment_on(day)
            if employment is not None and person.employed_in(day, day):
                found += Fraction(FULL_DAY_MINUTES * employment.fte_bp, _WHOLE_BP)
    return found


def scheduled_and_leave(
    rota: Rota, people: Collection[Supervisor], days: Iterable[date]
) -> tuple[int, int]:
    """Minutes scheduled when leave is taken away, and the minutes leave takes."""
    scheduled = leave = 0
    for day in days:
        for person in people:
            scheduled += rota.minutes_on(person, day)
            leave += rota.leave_minutes_on(person, day)
    return scheduled, leave


def days_left(placements: Iterable[Placement], as_of: date) -> dict[int, int]:
    """Placement id -> days until its decision ends, for those that run on a day and do end.

    A placement that the same trainee follows up under the same agreement frees no place, and is
    left out.
    """
    known = list(placements)
    return {
        one.id: (one.decision_to - as_of).days
        for one in known
        if one.decision_to is not None and one.decision_to >= as_of and one.spans(as_of)
        if not _followed(one, known)
    }


def ending_within(left: Collection[int], weeks: Iterable[int] = WEEKS_AHEAD) -> tuple[int, ...]:
    """How many of so many days left are within so many weeks, the last day included."""
    return tuple(sum(days <= DAYS_IN_WEEK * count for days in left) for count in weeks)


def _followed(one: Placement, known: Iterable[Placement]) -> bool:
    return any(
        other.trainee_id == one.trainee_id
        and other.agreement_id == one.agreement_id
        and one.decision_to is not None
        and other.decision_from > one.decision_to
        for other in known
    )
