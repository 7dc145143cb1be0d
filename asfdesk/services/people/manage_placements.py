"""Placements: add, change, plan the week, end, take up again, remove if unused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.codes import ExitReason, PlacementStatus
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.checks import check_order, missing, need_identities
from asfdesk.services.hours.locked_months import refuse_placement_change
from asfdesk.services.hours.register_attendance import refresh_planned
from asfdesk.services.people.age_bands import cover_back_to
from asfdesk.services.people.background_checks import check_reason, checked_background
from asfdesk.services.placement_checks import (
    check_attendance_fits,
    check_clock_times,
    check_level,
    check_overlap,
    check_reference,
    check_schedules,
)

if TYPE_CHECKING:
    from asfdesk.domain.people.background import Background
    from asfdesk.domain.people.decisions import Decision
    from asfdesk.domain.people.placements import Exit, Placement, Schedule
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

CHANGED: Changes = frozenset({Topic.PLACEMENTS})
NO_EXIT_STATUSES = frozenset(PlacementStatus) - {
    PlacementStatus.ENDED,
    PlacementStatus.MISREGISTERED,
}


def check_new_placement(session: ReadSession, placement: Placement) -> Placement:
    """A placement that may be added; its first schedule holds from its first day.

    Raises:
        InvalidInputError: names the field.
        RefusedError: it reaches into a locked month.
    """
    check_order("decision_to", placement.decision_from, placement.decision_to)
    schedules = placement.schedules
    if schedules:
        schedules = (replace(schedules[0], valid_from=placement.decision_from), *schedules[1:])
    decisions = tuple(
        replace(one, valid_from=placement.decision_from, valid_to=placement.decision_to)
        for one in placement.decisions[:1]
    )
    checked = replace(
        placement, id=0, exit=None, schedules=schedules, decisions=decisions, pauses=()
    )
    for decision in decisions:
        check_reference(session, checked, decision.reference)
    if checked.status not in NO_EXIT_STATUSES:
        checked = replace(checked, status=PlacementStatus.ONGOING)
    check_schedules(checked)
    check_clock_times(session, checked, schedules)
    check_level(session, checked)
    check_overlap(session, checked)
    refuse_placement_change(session, None, checked)
    return checked


def add_placement(session: WriteSession, placement: Placement) -> Changes:
    """Add a placement with its schedules; ids of the value are not used."""
    trainee = session.trainees.trainee(placement.trainee_id)
    if trainee is None:
        raise missing()
    if trainee.ended_on is not None:
        raise RefusedError(
            _("The trainee has left."),
            todo=_("Take the trainee up again first."),
        )
    checked = check_new_placement(session, placement)
    with session.writer.action("placement.add", CHANGED, "placement"):
        session.placements.add_placement(checked)
        cover_back_to(session, checked.trainee_id, checked.decision_from)
    return CHANGED


def change_placement(session: WriteSession, placement: Placement) -> Changes:
    """Write a placement anew; trainee, schedules and exit are changed on their own.

    The first schedule moves with the first day, so that no day lacks one; so does the decision,
    where there is only one (manage_decisions has the rest).
    """
    before = need_placement(session, placement.id)
    check_order("decision_to", placement.decision_from, placement.decision_to)
    after = replace(
        placement,
        trainee_id=before.trainee_id,
        exit=before.exit,
        schedules=before.schedules,
        decisions=_moved_decision(before, placement),
        pauses=before.pauses,
    )
    if before.exit is not None:
        check_order("ended_on", after.decision_from, before.exit.ended_on)
        after = replace(after, status=before.status)
    moved = moved_first_week(after)
    if moved:
        after = replace(after, schedules=(moved, *after.schedules[1:]))
    check_schedules(after)
    check_level(session, after)
    check_overlap(session, after)
    check_attendance_fits(session, after)
    refuse_placement_change(session, before, after)
    with session.writer.action("placement.change", CHANGED, "placement", placement.id):
        session.placements.change_placement(after)
        cover_back_to(session, after.trainee_id, after.decision_from)
        if after.decisions != before.decisions:
            session.decisions.change_decision(after.decisions[0])
        if moved and moved != before.schedules[0]:
            session.placements.change_schedule(moved)
            refresh_planned(session, placement.id)
    return CHANGED


def add_schedule(session: WriteSession, placement_id: int, schedule: Schedule) -> Changes:
    """Plan the week anew from a date; the earlier schedule holds until the day before."""
    before = need_placement(session, placement_id)
    new = replace(schedule, id=0, placement_id=placement_id)
    after = replace(before, schedules=_ordered((*before.schedules, new)))
    check_schedules(after)
    check_clock_times(session, before, (new,))
    refuse_placement_change(session, before, after)
    with session.writer.action("schedule.add", CHANGED, "placement", placement_id):
        session.placements.add_schedule(placement_id, new)
        refresh_planned(session, placement_id)
    return CHANGED


def change_schedule(session: WriteSession, schedule: Schedule) -> Changes:
    """Write a schedule anew."""
    before = need_placement(session, schedule.placement_id)
    others = tuple(s for s in before.schedules if s.id != schedule.id)
    after = replace(before, schedules=_ordered((*others, schedule)))
    check_schedules(after)
    check_clock_times(session, before, (schedule,))
    refuse_placement_change(session, before, after)
    with session.writer.action("schedule.change", CHANGED, "placement", before.id):
        session.placements.change_schedule(schedule)
        refresh_planned(session, before.id)
    return CHANGED


def remove_schedule(session: WriteSession, schedule: Schedule) -> Changes:
    """Take a later schedule away; the one before holds on."""
    before = need_placement(session, schedule.placement_id)
    if before.schedules and before.schedules[0].id == schedule.id:
        raise RefusedError(
            _("The first schedule cannot be removed."),
            _("Every day of the placement needs a schedule."),
            _("Change it instead."),
        )
    after = replace(before, schedules=tuple(s for s in before.schedules if s.id != schedule.id))
    refuse_placement_change(session, before, after)
    with session.writer.action("schedule.remove", CHANGED, "placement", before.id):
        session.placements.remove_schedule(schedule.id)
        refresh_planned(session, before.id)
    return CHANGED


def end_placement(
    session: WriteSession, placement_id: int, leaving: Exit, after: Background | None = None
) -> Changes:
    """End a placement. With a reason the group follows from it (decisions A16).

    Args:
        session: where.
        placement_id: which.
        leaving: the last day, why, and whether we employ the trainee.
        after: what is known of the time after, written in the same step; None = nothing new.

    Raises:
        NeedsVaultKeyError: an adviser's session; the reason is sealed.
        InvalidInputError: the day lies outside the decision.
        RefusedError: attendance is filled in after the day, or a locked month is reached.
    """
    before = need_placement(session, placement_id)
    need_identities(session)
    if leaving.reason is None:
        raise InvalidInputError("reason", _("Choose why the placement ended."))
    check_order("ended_on", before.decision_from, leaving.ended_on)
    if before.decision_to is not None and leaving.ended_on > before.decision_to:
        raise InvalidInputError(
            "ended_on",
            _("The decision ends before this day."),
            _("Its last day is %(day)s.") % {"day": before.decision_to.isoformat()},
            _("Choose that day or an earlier one, or prolong the decision first."),
        )
    check_reason(session, leaving.reason)
    mistake = leaving.reason is ExitReason.MISREGISTERED
    status = PlacementStatus.MISREGISTERED if mistake else PlacementStatus.ENDED
    noted = replace(leaving, group=leaving.reason.group, note=leaving.note.strip())
    ended = replace(before, exit=noted, status=status)
    check_attendance_fits(session, ended)
    refuse_placement_change(session, before, ended)
    if after is not None:
        after = checked_background(session, replace(after, placement_id=placement_id))
    with session.writer.action("placement.end", CHANGED, "placement", placement_id):
        session.placements.change_placement(ended)
        if after is not None:
            session.backgrounds.set_background(after)
    return CHANGED


def reopen_placement(session: WriteSession, placement_id: int) -> Changes:
    """Take an ended placement up again; the exit with its reason goes.

    Raises:
        NeedsVaultKeyError: an adviser's session; the sealed reason would be left behind.
    """
    before = need_placement(session, placement_id)
    need_identities(session)
    after = replace(before, exit=None, status=PlacementStatus.ONGOING)
    check_overlap(session, after)
    refuse_placement_change(session, before, after)
    trainee = session.trainees.trainee(before.trainee_id)
    with session.writer.action("placement.reopen", CHANGED, "placement", placement_id):
        session.placements.change_placement(after)
        if trainee is not None and trainee.ended_on is not None:
            session.trainees.change_trainee(replace(trainee, ended_on=None))
    return CHANGED | {Topic.TRAINEES}


def remove_placement(session: WriteSession, placement_id: int) -> Changes:
    """Remove a placement that nothing rests on: no attendance, no goals, no reports."""
    before = need_placement(session, placement_id)
    if session.placements.placement_in_use(placement_id):
        raise RefusedError(
            _("Attendance or reports rest on the placement."),
            _("What has been written about it would lose its place."),
            _("End the placement instead, with the reason that it was registered by mistake."),
        )
    refuse_placement_change(session, before, None)
    with session.writer.action("placement.remove", CHANGED, "placement", placement_id):
        session.placements.remove_placement(placement_id)
    return CHANGED


def need_placement(session: ReadSession, placement_id: int) -> Placement:
    """A placement that must be there; RefusedError if not."""
    placement = session.placements.placement(placement_id)
    if placement is None:
        raise missing()
    return placement


def _ordered(schedules: tuple[Schedule, ...]) -> tuple[Schedule, ...]:
    return tuple(sorted(schedules, key=lambda s: s.valid_from))


def _moved_decision(before: Placement, placement: Placement) -> tuple[Decision, ...]:
    """The noted decisions, with the only one following the placement's days.

    Raises:
        InvalidInputError: there are several; the days follow from them.
    """
    days = (placement.decision_from, placement.decision_to)
    if days == (before.decision_from, before.decision_to) or not before.decisions:
        return before.decisions
    if len(before.decisions) > 1:
        moved_first = placement.decision_from != before.decision_from
        raise InvalidInputError(
            "decision_from" if moved_first else "decision_to",
            _("The placement has several decisions; its days follow from them."),
            todo=_("Change the decision in the trainee's file instead."),
        )
    return (replace(before.decisions[0], valid_from=days[0], valid_to=days[1]),)


def moved_first_week(placement: Placement) -> Schedule | None:
    """The first schedule, from the placement's first day; None without any.

    Raises:
        InvalidInputError: a later schedule already holds then.
    """
    if not placement.schedules:
        return None
    first, later = placement.schedules[0], placement.schedules[1:]
    if later and later[0].valid_from <= placement.decision_from:
        raise InvalidInputError(
            "decision_from",
            _("A later schedule already holds from %(day)s.")
            % {"day": later[0].valid_from.isoformat()},
            todo=_("Remove that schedule first, or choose an earlier day."),
        )
    return replace(first, valid_from=placement.decision_from)
