"""Decisions of a placement: note, prolong, change the extent, end early, correct, remove.

A placement's first and last day follow from its decisions, and the days between two of them that
none covers are gaps: not planned, not booked, not payable (domain.decisions). What is written down
late is warned for and never blocked; only a locked month is (decisions A11).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asfdesk.domain.people.decisions import Decision, covered
from asfdesk.domain.people.placement_codes import DecisionKind
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.checks import check_order, missing
from asfdesk.services.hours.locked_months import refuse_placement_change
from asfdesk.services.hours.register_attendance import refresh_planned
from asfdesk.services.people.age_bands import cover_back_to
from asfdesk.services.people.manage_placements import moved_first_week, need_placement
from asfdesk.services.placement_checks import (
    check_attendance_fits,
    check_clock_times,
    check_overlap,
    check_reference,
    check_schedules,
)

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.people.placements import Placement, Schedule
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import WriteSession

CHANGED: Changes = frozenset({Topic.PLACEMENTS, Topic.ATTENDANCE})


@dataclass(frozen=True)
class Letter:
    """What stands on a decision, and when it was written down here.

    The document itself is not kept in the file.
    """

    registered_on: date
    decided_on: date | None = None
    reference: str = ""

    def decision(
        self, kind: DecisionKind, valid_from: date, valid_to: date | None = None
    ) -> Decision:
        """The decision it is about."""
        return Decision(
            0,
            0,
            kind,
            valid_from,
            valid_to,
            self.registered_on,
            self.decided_on,
            self.reference.strip(),
        )


def prolong_placement(
    session: WriteSession,
    placement_id: int,
    first: date,
    last: date | None,
    letter: Letter,
    schedule: Schedule | None = None,
) -> Changes:
    """A new decision on the same placement, with a new week or extent if it brings one.

    Args:
        session: where.
        placement_id: which.
        first: its first day; the days since the last decision, if any, are a gap.
        last: its last day, None = until further notice.
        letter: reference, and when it was decided and written down.
        schedule: the week from its first day; None = the week goes on as it is.

    Raises:
        InvalidInputError: names the field (valid_from, valid_to, reference).
        RefusedError: the placement has ended, or a locked month is reached.
    """
    before = need_placement(session, placement_id)
    _refuse_ended(before)
    check_order("valid_to", first, last)
    if first < before.decision_from:
        raise InvalidInputError(
            "valid_from",
            _("The prolongation begins before the placement does."),
            _("The placement begins on %(day)s.") % {"day": before.decision_from.isoformat()},
            _("Choose a later day, or change the first decision."),
        )
    decision = letter.decision(DecisionKind.PROLONGED, first, last)
    new = None if schedule is None else replace(schedule, id=0, valid_from=first)
    return _note(session, before, decision, new, "decision.prolong")


def change_extent(
    session: WriteSession, placement_id: int, schedule: Schedule, letter: Letter
) -> Changes:
    """A decision on another extent or week from a day on; the earlier week holds until then."""
    before = need_placement(session, placement_id)
    _refuse_ended(before)
    if not before.spans(schedule.valid_from):
        raise InvalidInputError(
            "valid_from",
            _("The day lies outside the placement."),
            todo=_("Choose a day inside it, or prolong the decision first."),
        )
    decision = letter.decision(DecisionKind.EXTENT, schedule.valid_from)
    return _note(session, before, decision, replace(schedule, id=0), "decision.extent")


def shorten_placement(
    session: WriteSession, placement_id: int, last: date, letter: Letter
) -> Changes:
    """A decision that the placement ends early; how it ended is told with the exit.

    Raises:
        InvalidInputError: the day is not earlier than what holds.
        RefusedError: attendance is filled in after it, or a locked month is reached.
    """
    before = need_placement(session, placement_id)
    _refuse_ended(before)
    check_order("valid_to", before.decision_from, last)
    if before.decision_to is not None and last >= before.decision_to:
        raise InvalidInputError(
            "valid_to",
            _("The placement already ends on %(day)s.") % {"day": before.decision_to.isoformat()},
            todo=_("Choose an earlier day, or prolong the decision."),
        )
    decision = letter.decision(DecisionKind.SHORTENED, last, last)
    return _note(session, before, decision, None, "decision.shorten")


def note_first_decision(session: WriteSession, placement_id: int, letter: Letter) -> Changes:
    """Write down what stands on the decision that the placement began with."""
    before = need_placement(session, placement_id)
    if before.decisions:
        raise RefusedError(
            _("The placement's decisions are already noted."),
            todo=_("Change the decision in the list instead."),
        )
    check_reference(session, before, letter.reference)
    first = letter.decision(DecisionKind.FIRST, before.decision_from, before.decision_to)
    with session.writer.action("decision.note", CHANGED, "placement", placement_id):
        session.decisions.add_decision(placement_id, first)
    return CHANGED


def change_decision(session: WriteSession, decision: Decision) -> Changes:
    """Correct a noted decision; its kind stays."""
    before = need_placement(session, decision.placement_id)
    there = _need_decision(before, decision.id)
    check_order("valid_to", decision.valid_from, decision.valid_to)
    fixed = replace(decision, kind=there.kind, reference=decision.reference.strip())
    if fixed.kind is DecisionKind.SHORTENED and fixed.valid_to is not None:
        fixed = replace(fixed, valid_from=fixed.valid_to)
    check_reference(session, before, fixed.reference)
    decisions = tuple(fixed if one.id == fixed.id else one for one in before.decisions)
    after = _checked(session, before, decisions, before.schedules)
    with session.writer.action("decision.change", CHANGED, "placement", before.id):
        session.decisions.change_decision(fixed)
        _write(session, before, after)
    return CHANGED


def remove_decision(session: WriteSession, decision: Decision) -> Changes:
    """Take a decision away that was noted by mistake; its week, if it brought one, stays.

    Raises:
        RefusedError: it is the only one that says which days the placement has, attendance would
            lie outside, or a locked month is reached.
    """
    before = need_placement(session, decision.placement_id)
    _need_decision(before, decision.id)
    decisions = tuple(one for one in before.decisions if one.id != decision.id)
    if decisions and not any(one.covers for one in decisions):
        raise RefusedError(
            _("The other decisions rest on this one."),
            todo=_("Remove them first, or change this one."),
        )
    after = _checked(session, before, decisions, before.schedules)
    with session.writer.action("decision.remove", CHANGED, "placement", before.id):
        session.decisions.remove_decision(decision.id)
        _write(session, before, after)
    return CHANGED


def _note(
    session: WriteSession,
    before: Placement,
    decision: Decision,
    schedule: Schedule | None,
    operation: str,
) -> Changes:
    """Write a decision down, after the one the placement began with if that was never noted."""
    check_reference(session, before, decision.reference)
    check_clock_times(session, before, () if schedule is None else (schedule,))
    first = () if any(one.covers for one in before.decisions) else (_implied(before),)
    schedules = before.schedules if schedule is None else _with_week(before, schedule)
    after = _checked(session, before, (*first, *before.decisions, decision), schedules)
    with session.writer.action(operation, CHANGED, "placement", before.id):
        for one in (*first, decision):
            session.decisions.add_decision(before.id, one)
        if schedule is not None:
            _write_week(session, before, schedule)
        _write(session, before, after)
    return CHANGED


def _implied(placement: Placement) -> Decision:
    """The decision a placement began with, where only its days are known: noted in time."""
    first, last = placement.decision_from, placement.decision_to
    return Decision(0, placement.id, DecisionKind.FIRST, first, last, first)


def _checked(
    session: WriteSession,
    before: Placement,
    decisions: tuple[Decision, ...],
    schedules: tuple[Schedule, ...],
) -> Placement:
    """The placement as it becomes, with first and last day from its decisions.

    Raises:
        InvalidInputError: no day is left, or an exit lies outside.
        RefusedError: attendance would lie outside, or a locked month is reached.
    """
    spans = covered(decisions, (before.decision_from, before.decision_to))
    if not spans:
        raise InvalidInputError(
            "valid_to",
            _("No day would be left of the placement."),
            todo=_("Remove the placement, or end it as registered by mistake."),
        )
    first, last = spans[0][0], spans[-1][1]
    after = replace(
        before,
        decision_from=first,
        decision_to=last,
        decisions=decisions,
        schedules=schedules,
    )
    moved = moved_first_week(after)
    if moved is not None:
        after = replace(after, schedules=(moved, *after.schedules[1:]))
    if before.exit is not None and last is not None and before.exit.ended_on > last:
        raise InvalidInputError(
            "valid_to",
            _("The placement ended on %(day)s, after this day.")
            % {"day": before.exit.ended_on.isoformat()},
            todo=_("Choose a later day, or take the placement up again first."),
        )
    check_schedules(after)
    check_overlap(session, after)
    check_attendance_fits(session, after)
    refuse_placement_change(session, before, after)
    return after


def _write(session: WriteSession, before: Placement, after: Placement) -> None:
    session.placements.change_placement(after)
    known = {schedule.id: schedule for schedule in before.schedules}
    first = next(iter(after.schedules), None)
    if first is not None and first.id in known and first != known[first.id]:
        session.placements.change_schedule(first)
    cover_back_to(session, after.trainee_id, after.decision_from)
    refresh_planned(session, after.id)


def _with_week(placement: Placement, schedule: Schedule) -> tuple[Schedule, ...]:
    """The schedules with a new one, in the place of one that began the same day."""
    others = [s for s in placement.schedules if s.valid_from != schedule.valid_from]
    return tuple(sorted((*others, schedule), key=lambda s: s.valid_from))


def _write_week(session: WriteSession, placement: Placement, schedule: Schedule) -> None:
    there = next((s for s in placement.schedules if s.valid_from == schedule.valid_from), None)
    if there is None:
        session.placements.add_schedule(placement.id, schedule)
    else:
        session.placements.change_schedule(
            replace(schedule, id=there.id, placement_id=placement.id)
        )


def _refuse_ended(placement: Placement) -> None:
    if placement.exit is not None:
        raise RefusedError(
            _("The placement has ended."),
            _("What is decided after the end belongs to a new placement."),
            _("Take the placement up again first, or add a new one."),
        )


def _need_decision(placement: Placement, decision_id: int) -> Decision:
    found = next((one for one in placement.decisions if one.id == decision_id), None)
    if found is None:
        raise missing()
    return found
