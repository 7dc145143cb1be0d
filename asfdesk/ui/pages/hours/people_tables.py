"""The columns of the register of supervisors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.hours.supervision import ESF_YEAR_MINUTES
from asfdesk.domain.money import ratio
from asfdesk.i18n import ABSENT, _, day, hours, money, percent
from asfdesk.reports.hours.capacity_words import schedule_words
from asfdesk.ui.kit.table.table_model import Column, Kind
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from asfdesk.domain.hours.supervision import Employment
    from asfdesk.domain.hours.supervision_plan import WeekPlan
    from asfdesk.services.hours.supervisor_register import LeaveLine, SupervisorEntry

_FULL_TIME_BP = 10_000


def people_columns() -> tuple[Column[SupervisorEntry], ...]:
    """Everybody, as it stands today."""
    return (
        Column(
            _("Supervisor"),
            lambda entry: entry.name,
            stretch=True,
            bold=lambda _entry: True,
            second=_second,
            tooltip=lambda _entry: _("Double-click or press Enter to change."),
        ),
        Column(_("Full time"), lambda entry: share(entry.employment), Kind.NUMBER),
        Column(
            _("h a week"),
            lambda entry: hours(entry.plan.minutes) if entry.plan else ABSENT,
            Kind.NUMBER,
        ),
        Column(
            _("Hours this year"),
            year_hours,
            Kind.NUMBER,
            tone=lambda entry: Tone.WARN if entry.over_year else None,
        ),
    )


def year_hours(entry: SupervisorEntry) -> str:
    """Hours so far this year; of ESF's 1,720 for those it is watched for."""
    so_far = hours(entry.year_minutes, 0)
    if not entry.supervisor.esf_project:
        return so_far
    most = {"hours": so_far, "most": hours(ESF_YEAR_MINUTES, 0)}
    return _("%(hours)s of %(most)s") % most


def _second(entry: SupervisorEntry) -> str:
    parts = []
    if entry.supervisor.esf_project:
        parts.append(_("ESF+ project"))
    if entry.supervisor.ended_on is not None:
        parts.append(_("until %(day)s") % {"day": day(entry.supervisor.ended_on)})
    return " · ".join(parts)


def share(employment: Employment | None) -> str:
    """80 %."""
    if employment is None:
        return ABSENT
    return percent(ratio(employment.fte_bp, _FULL_TIME_BP), 0)


def employment_columns() -> tuple[Column[Employment], ...]:
    """What held from when."""
    return (
        Column(_("From"), lambda one: day(one.valid_from), Kind.DATE, stretch=True),
        Column(_("Full time"), share, Kind.NUMBER),
        Column(_("kr/h"), lambda one: money(one.cost_per_hour_ore), Kind.MONEY),
    )


def plan_columns() -> tuple[Column[WeekPlan], ...]:
    """Which week held from when."""
    return (
        Column(_("From"), lambda one: day(one.valid_from), Kind.DATE),
        Column(_("Week"), schedule_words, stretch=True),
        Column(_("h a week"), lambda one: hours(one.minutes), Kind.NUMBER),
    )


def leave_columns() -> tuple[Column[LeaveLine], ...]:
    """Who is away when."""
    return (
        Column(_("First day"), lambda one: day(one.leave.first), Kind.DATE),
        Column(_("Last day"), lambda one: day(one.leave.last), Kind.DATE, stretch=True),
        Column(_("Working days"), lambda one: str(one.workdays), Kind.NUMBER),
    )
