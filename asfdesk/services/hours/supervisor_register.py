"""The register of supervisors: employments, schedules and leave of everybody, over time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.hours.supervision import ESF_YEAR_MINUTES
from asfdesk.domain.period import Period
from asfdesk.services.hours.rota import rota
from asfdesk.services.hours.supervision_month import supervisor_name

if TYPE_CHECKING:
    from asfdesk.domain.hours.supervision import Employment, Supervisor
    from asfdesk.domain.hours.supervision_plan import Leave, Rota, WeekPlan
    from asfdesk.services.session import ReadSession


@dataclass(frozen=True)
class LeaveLine:
    """Leave, and how many of the enterprise's working days it takes."""

    leave: Leave
    workdays: int


@dataclass(frozen=True)
class SupervisorEntry:
    """One supervisor.

    Attributes:
        name: the name for an owner, "Handledare 3" otherwise.
        employment, plan: what holds today; None = nothing.
        plans, leaves: in the order they begin.
        year_minutes: reported from 1 January up to and including today.
        works_here: whether today lies within the employment's days, or it has not begun.
    """

    supervisor: Supervisor
    name: str = field(repr=False)
    employment: Employment | None
    plan: WeekPlan | None
    plans: tuple[WeekPlan, ...]
    leaves: tuple[LeaveLine, ...]
    year_minutes: int
    works_here: bool

    @property
    def over_year(self) -> bool:
        """Whether ESF's year is passed, for those it is watched for."""
        return self.supervisor.esf_project and self.year_minutes > ESF_YEAR_MINUTES


@dataclass(frozen=True)
class SupervisorRegister:
    """Everybody, those who work here first; agreements (id and name) to bind schedules to."""

    entries: tuple[SupervisorEntry, ...]
    agreements: tuple[tuple[int, str], ...]


def supervisor_register(session: ReadSession, today: date) -> SupervisorRegister:
    """The register as it stands on a day."""
    plans = rota(session)
    so_far = Period(date(today.year, 1, 1), today)
    year = session.supervision.minutes_by_supervisor(so_far)
    entries = [
        _entry(person, plans, year.get(person.id, 0), today)
        for person in session.supervision.supervisors()
    ]
    ahead = Period(today, date.max)
    return SupervisorRegister(
        tuple(sorted(entries, key=lambda one: (not one.works_here, one.supervisor.number))),
        tuple(
            (one.id, one.name)
            for one in session.agreements.agreements()
            if ahead.overlaps(one.starts_on, one.ends_on) or _used(plans, one.id)
        ),
    )


def _entry(person: Supervisor, plans: Rota, year: int, today: date) -> SupervisorEntry:
    leaves = plans.leaves.get(person.id, ())
    return SupervisorEntry(
        supervisor=person,
        name=supervisor_name(person),
        employment=person.employment_on(today),
        plan=plans.plan_on(person.id, today),
        plans=plans.plans.get(person.id, ()),
        leaves=tuple(
            LeaveLine(one, plans.calendar.workdays(Period(one.first, one.last))) for one in leaves
        ),
        year_minutes=year,
        works_here=person.ended_on is None or person.ended_on >= today,
    )


def _used(plans: Rota, agreement_id: int) -> bool:
    return any(
        time.agreement_id == agreement_id
        for own in plans.plans.values()
        for plan in own
        for time in plan.times
    )
