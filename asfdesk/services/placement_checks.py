"""What must hold of a placement before it is written, and what is only worth a warning."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.codes import PlacementStatus, PriceUnit
from asfdesk.domain.people.decisions import DayState
from asfdesk.domain.people.placements import FULL_BP, FULL_WEEK_MINUTES
from asfdesk.domain.period import Period
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.i18n import _, ngettext, percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from asfdesk.domain.agreements import Agreement
    from asfdesk.domain.people.placements import Placement, Schedule
    from asfdesk.services.session import ReadSession

DAY_MINUTES = 24 * 60
EXTENT_SLACK_MINUTES = 30
"""Weeks planned in whole and half hours seldom hit the decision's per cent exactly."""
LATE_IS_SAID = 30
"""Days that a late registration is warned for; after that it stands in the list of decisions."""


def check_level(session: ReadSession, placement: Placement) -> None:
    """The agreement must exist, and a price by level needs a level that has a price."""
    agreement = session.agreements.agreement(placement.agreement_id)
    if agreement is None:
        raise InvalidInputError("agreement_id", _("Choose an agreement."))
    terms = agreement.terms_on(placement.decision_from) or next(iter(agreement.terms), None)
    if terms and terms.unit is PriceUnit.LEVEL_DAY and placement.level is None:
        raise InvalidInputError(
            "level",
            _("Choose a level from 1 to 5."),
            _("The agreement is paid by level."),
        )
    if terms and terms.unit is PriceUnit.LEVEL_DAY and not terms.price_of(placement.level):
        raise InvalidInputError(
            "level",
            _("The agreement has no price for level %(level)d.") % {"level": placement.level},
            _("Its days would be invoiced at 0 kr."),
            _("Write the level's price on the agreement first, or choose another level."),
        )


def check_overlap(session: ReadSession, placement: Placement) -> None:
    """One trainee cannot have two placements under one agreement on the same day."""
    if placement.trainee_id == 0 or placement.status is PlacementStatus.MISREGISTERED:
        return
    for other in session.placements.of_trainee(placement.trainee_id):
        if (
            other.id != placement.id
            and other.agreement_id == placement.agreement_id
            and other.status is not PlacementStatus.MISREGISTERED
            and other.shared_days(placement) is not None
        ):
            until = other.last_day.isoformat() if other.last_day else _("further notice")
            raise InvalidInputError(
                "decision_from",
                _("The trainee already has a placement under this agreement then."),
                _("It runs from %(first)s to %(last)s.")
                % {"first": other.decision_from.isoformat(), "last": until},
                _("Prolong that placement, or end it before the new one begins."),
            )


def check_schedules(placement: Placement) -> None:
    """Schedules begin on the first day, one per date, within the day and within 100 %."""
    days = [schedule.valid_from for schedule in placement.schedules]
    if days and days[0] != placement.decision_from:
        raise InvalidInputError(
            "valid_from",
            _("The first schedule holds from the placement's first day, %(day)s.")
            % {"day": placement.decision_from.isoformat()},
            todo=_("Choose a later day for a new schedule."),
        )
    if len(set(days)) < len(days):
        raise InvalidInputError(
            "valid_from",
            _("Another schedule already holds from this day."),
            todo=_("Change that schedule, or choose another day."),
        )
    for schedule in placement.schedules:
        if not 0 <= schedule.extent_bp <= FULL_BP:
            raise InvalidInputError("extent_bp", _("The extent is from 0 to 100 %."))
        for weekday, slot in schedule.week.items():
            if not 0 <= slot.minutes <= DAY_MINUTES:
                raise InvalidInputError(f"day_{weekday}", _("A day has at most 24 hours."))


def check_reference(session: ReadSession, placement: Placement, reference: str) -> None:
    """A case number leads to a person: nothing of the kind is kept of a protected one (C2)."""
    trainee = session.trainees.trainee(placement.trainee_id)
    if reference.strip() and trainee is not None and trainee.protected:
        raise InvalidInputError(
            "reference",
            _("The trainee is protected."),
            _("A case number can tell who it is."),
            _("Leave the reference empty."),
        )


def check_clock_times(
    session: ReadSession, placement: Placement, schedules: Iterable[Schedule]
) -> None:
    """A time on the clock tells where a protected person can be found: none is kept (C2)."""
    trainee = session.trainees.trainee(placement.trainee_id)
    if trainee is None or not trainee.protected:
        return
    slots = [slot for schedule in schedules for slot in schedule.week.values()]
    if any(slot.start_minute is not None for slot in slots):
        raise InvalidInputError(
            "week",
            _("The trainee is protected."),
            _("A time when the day begins tells when the person can be found."),
            _("Leave the times empty; hours are enough."),
        )


def not_held_words(placement: Placement | None, day: date) -> str:
    """Why nothing can be filled in for a day that the placement does not hold, and the way out."""
    state = placement.day_state(day) if placement else DayState.OUTSIDE
    if state is DayState.PAUSED:
        return _("The placement is paused that day. Change or end the pause first.")
    if state is DayState.GAP:
        return _("No decision covers the day. Prolong the decision or correct its days first.")
    return _("The day is outside the placement. Prolong the decision first.")


def check_attendance_fits(session: ReadSession, placement: Placement) -> None:
    """Attendance that is filled in must stay inside the placement."""
    span = session.placements.attended_between(placement.id)
    if span is None:
        return
    outside = span[0] if span[0] < placement.decision_from else None
    if placement.last_day is not None and span[1] > placement.last_day:
        outside = span[1]
    if outside is None and placement.gaps:
        rows = session.attendance.of_placement(placement.id)
        uncovered = [row.day for row in rows if placement.day_state(row.day) is DayState.GAP]
        outside = min(uncovered, default=None)
    if outside is not None:
        raise RefusedError(
            _("Attendance is filled in for %(day)s, outside the placement.")
            % {"day": outside.isoformat()},
            _("Filled-in hours must belong to a placement."),
            _("Change the day, or clear the attendance first."),
        )


def placement_warnings(
    placement: Placement,
    agreement: Agreement | None,
    today: date,
    others: Sequence[Placement] = (),
    *,
    is_workday: Callable[[date], bool] | None = None,
) -> tuple[str, ...]:
    """What is odd but may be meant; shown beside the placement, never in the way.

    Args:
        placement: the one it is about.
        agreement: the one it is under.
        today: what has run out by now, and what was written down late of late.
        others: the same trainee's placements; those that share days with this one are told.
        is_workday: the enterprise's calendar; days that nobody works need no decision.
    """
    found: list[str] = []
    if agreement is not None:
        found += _outside_agreement(placement, agreement)
    ran_out = placement.decision_to is not None and placement.decision_to < today
    if ran_out and placement.exit is None:
        found.append(_("The decision has run out: prolong it or end the placement."))
    found += _undecided(placement, today, is_workday)
    if not placement.schedules:
        found.append(_("No schedule: nothing is planned in attendance."))
    schedule = placement.schedule_on(max(today, placement.decision_from))
    if schedule is not None and placement.exit is None:
        planned = sum(slot.minutes for slot in schedule.week.values())
        wanted = FULL_WEEK_MINUTES * schedule.extent_bp // FULL_BP
        if abs(planned - wanted) > EXTENT_SLACK_MINUTES:
            found.append(_("The week's hours do not match the extent of the decision."))
    found += _shared(placement, others, today)
    return tuple(found)


def _undecided(
    placement: Placement, today: date, is_workday: Callable[[date], bool] | None
) -> list[str]:
    """Days between decisions, and decisions that were written down late not long ago."""
    found = [
        _("No decision covers %(first)s–%(last)s: nothing is planned or paid then.")
        % {"first": first.isoformat(), "last": last.isoformat()}
        for first, last in placement.gaps
        if is_workday is None or any(map(is_workday, Period(first, last).days()))
    ]
    found += [
        _("The decision from %(day)s was registered late: %(late)s after that day.")
        % {
            "day": decision.valid_from.isoformat(),
            "late": ngettext("%(num)d day", "%(num)d days", decision.days_late),
        }
        for decision in placement.decisions
        if decision.days_late and (today - decision.registered_on).days <= LATE_IS_SAID
    ]
    return found


def _shared(placement: Placement, others: Sequence[Placement], today: date) -> list[str]:
    """Other placements on the same days: allowed, but hours of one day belong to one of them."""
    found = []
    for other in others:
        shared = placement.shared_days(other)
        if other.id == placement.id or shared is None:
            continue
        first, last = shared
        if last is not None and last < today:
            continue
        at = max(first, today)
        extents = [s.extent_bp for p in (placement, other) if (s := p.schedule_on(at))]
        words = {
            "first": first.isoformat(),
            "last": last.isoformat() if last else _("further notice"),
            "extent": percent(Fraction(sum(extents), FULL_BP), 0),
        }
        found.append(
            _("Another placement runs on the same days (%(first)s–%(last)s): together %(extent)s.")
            % words
        )
    return found


def _outside_agreement(placement: Placement, agreement: Agreement) -> list[str]:
    found = []
    if placement.decision_from < agreement.starts_on:
        found.append(
            _("The decision begins before the agreement does (%(day)s).")
            % {"day": agreement.starts_on.isoformat()}
        )
    last = placement.last_day
    if agreement.ends_on is not None and (last is None or last > agreement.ends_on):
        found.append(
            _("The decision runs on after the agreement has ended (%(day)s).")
            % {"day": agreement.ends_on.isoformat()}
        )
    return found
