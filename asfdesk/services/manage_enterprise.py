"""The enterprise, its calendar and the settings that lie in the file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.hours.holidays import is_workday
from asfdesk.domain.period import Period
from asfdesk.domain.plan import PlanStatus
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.checks import check_order, need_text, org_number, org_number_note
from asfdesk.services.drivers.recompute import recompute_drafts
from asfdesk.services.hours.locked_months import refuse_days, refuse_if_locked
from asfdesk.services.hours.register_attendance import refresh_planned_days
from asfdesk.services.small_counts import SMALL_COUNT, small_count

if TYPE_CHECKING:
    from asfdesk.domain.enterprise import ClosedPeriod, Enterprise
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

EVES_CLOSED = "eves_closed"
SMALL_COUNT_RANGE = range(3, 11)
"""Adjustable 3-10 (domain.md §7, small numbers)."""

CHANGED: Changes = frozenset({Topic.ENTERPRISE})
CALENDAR: Changes = frozenset({Topic.ENTERPRISE, Topic.ATTENDANCE, Topic.PLACEMENTS, Topic.PLAN})


@dataclass(frozen=True)
class EnterpriseView:
    """What the settings page shows of the enterprise.

    Attributes:
        org_note: what is odd about the organisation number, or "".
        aliases: other organisation numbers whose bookkeeping is accepted.
        small_count: smallest count that statistics show.
        draft_plans: plans that are computed anew when working days change.
    """

    enterprise: Enterprise | None
    org_note: str
    aliases: tuple[str, ...]
    closed: tuple[ClosedPeriod, ...]
    eves_closed: bool
    small_count: int
    draft_plans: int = 0


def enterprise_view(session: ReadSession) -> EnterpriseView:
    """The enterprise as the settings page shows it."""
    enterprise = session.enterprise.enterprise()
    return EnterpriseView(
        enterprise=enterprise,
        org_note=org_number_note(enterprise.org_number) if enterprise else "",
        aliases=tuple(session.enterprise.org_aliases()),
        closed=tuple(session.enterprise.closed_periods()),
        eves_closed=eves_closed(session),
        small_count=small_count(session),
        draft_plans=sum(plan.status is PlanStatus.DRAFT for plan in session.plans.plans()),
    )


def eves_closed(session: ReadSession) -> bool:
    """Whether midsommar-, jul- and nyårsafton are closed days; they are until somebody says no."""
    return session.enterprise.setting(EVES_CLOSED, "1") == "1"


def set_enterprise(session: WriteSession, enterprise: Enterprise) -> Changes:
    """Write name, organisation number and legal form."""
    checked = replace(
        enterprise,
        name=need_text("name", enterprise.name, _("Write the name of the enterprise.")),
        org_number=org_number("org_number", enterprise.org_number),
    )
    with session.writer.action("enterprise.change", CHANGED, "enterprise", 1):
        session.enterprise.set_enterprise(checked)
    return CHANGED


def add_org_alias(session: WriteSession, text: str) -> Changes:
    """Accept bookkeeping under another organisation number, for example after a change of form."""
    number = org_number("org_number", text)
    if not number:
        raise InvalidInputError("org_number", _("Write an organisation number."))
    with session.writer.action("org_alias.add", CHANGED, "org_alias"):
        session.enterprise.add_org_alias(number)
    return CHANGED


def remove_org_alias(session: WriteSession, number: str) -> Changes:
    """Stop accepting an organisation number."""
    with session.writer.action("org_alias.remove", CHANGED, "org_alias"):
        session.enterprise.remove_org_alias(number)
    return CHANGED


def add_closed_period(session: WriteSession, closed: ClosedPeriod) -> Changes:
    """Add closed days; attendance and draft plans follow them, approved plans stay."""
    checked = _check_closed(session, closed)
    refuse_days(session, [(checked.first, checked.last)])
    with session.writer.action("closed_period.add", CALENDAR, "closed_period"):
        session.enterprise.add_closed_period(checked)
        refresh_planned_days(session, checked.period)
        recompute_drafts(session)
    return CALENDAR


def change_closed_period(session: WriteSession, closed: ClosedPeriod) -> Changes:
    """Move or rename closed days."""
    checked = _check_closed(session, closed)
    old = [c for c in session.enterprise.closed_periods() if c.id == closed.id]
    refuse_if_locked(
        session,
        lambda day: any(day in c.period for c in old) != (checked.first <= day <= checked.last),
    )
    with session.writer.action("closed_period.change", CALENDAR, "closed_period", closed.id):
        session.enterprise.change_closed_period(checked)
        for one in (*old, checked):
            refresh_planned_days(session, one.period)
        recompute_drafts(session)
    return CALENDAR


def remove_closed_period(session: WriteSession, closed_id: int) -> Changes:
    """Open the days again."""
    found = [c for c in session.enterprise.closed_periods() if c.id == closed_id]
    refuse_days(session, [(c.first, c.last) for c in found])
    with session.writer.action("closed_period.remove", CALENDAR, "closed_period", closed_id):
        session.enterprise.remove_closed_period(closed_id)
        for one in found:
            refresh_planned_days(session, one.period)
        recompute_drafts(session)
    return CALENDAR


def set_eves_closed(session: WriteSession, *, closed: bool) -> Changes:
    """Say whether the three eves are closed days."""
    if closed == eves_closed(session):
        return frozenset()
    refuse_if_locked(
        session,
        lambda day: (
            is_workday(day, eves_closed=True, closed=())
            != is_workday(day, eves_closed=False, closed=())
        ),
    )
    with session.writer.action("setting.eves_closed", CALENDAR, "setting"):
        session.enterprise.set_setting(EVES_CLOSED, "1" if closed else "0")
        refresh_planned_days(session, Period(date.min, date.max))
        recompute_drafts(session)
    return CALENDAR


def set_small_count(session: WriteSession, threshold: int) -> Changes:
    """Set the smallest count that statistics show, 3-10."""
    if threshold not in SMALL_COUNT_RANGE:
        raise InvalidInputError(
            "small_count",
            _("The smallest count must be from 3 to 10."),
            _("Smaller groups can point out a person; larger ones hide nearly everything."),
            _("Five is common practice."),
        )
    with session.writer.action("setting.small_count", CHANGED, "setting"):
        session.enterprise.set_setting(SMALL_COUNT, str(threshold))
    return CHANGED


def _check_closed(session: ReadSession, closed: ClosedPeriod) -> ClosedPeriod:
    check_order("last", closed.first, closed.last)
    for other in session.enterprise.closed_periods():
        if other.id != closed.id and other.period.overlaps(closed.first, closed.last):
            raise InvalidInputError(
                "first",
                _("Some of these days are closed already."),
                _("%(first)s to %(last)s is in the list.")
                % {"first": other.first.isoformat(), "last": other.last.isoformat()},
                _("Change that row instead."),
            )
    return replace(closed, name=closed.name.strip())
