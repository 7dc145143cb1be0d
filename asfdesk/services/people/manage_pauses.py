"""Pauses of a placement (suspension): the decision rests; no day is planned, booked or payable.

No status is set: whether a placement is paused follows from the days. Absence that was filled in
for paused days is cleared with the pause, in the same step; time that was attended stops it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.checks import check_order, missing
from asfdesk.services.hours.locked_months import refuse_placement_change
from asfdesk.services.hours.register_attendance import refresh_planned
from asfdesk.services.people.manage_placements import need_placement

if TYPE_CHECKING:
    from asfdesk.domain.people.decisions import Pause
    from asfdesk.domain.people.placements import Placement
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import WriteSession

CHANGED: Changes = frozenset({Topic.PLACEMENTS, Topic.ATTENDANCE})


def add_pause(session: WriteSession, pause: Pause) -> Changes:
    """Let a placement rest from a day, until another or until further notice.

    Raises:
        InvalidInputError: outside the placement, or another pause has some of the days.
        RefusedError: time is attended on one of the days, or a locked month is reached.
        NeedsVaultKeyError: an adviser's session and a reason; it is sealed.
    """
    before = need_placement(session, pause.placement_id)
    pause = replace(pause, id=0, reason=pause.reason.strip())
    after = _checked(session, before, pause, before.pauses)
    with session.writer.action("pause.add", CHANGED, "placement", before.id):
        session.decisions.add_pause(before.id, pause)
        _clear_absence(session, after)
        refresh_planned(session, before.id)
    return CHANGED


def change_pause(session: WriteSession, pause: Pause) -> Changes:
    """Write a pause anew: its days, or that it is over."""
    before = need_placement(session, pause.placement_id)
    _need_pause(before, pause.id)
    pause = replace(pause, reason=pause.reason.strip())
    others = tuple(one for one in before.pauses if one.id != pause.id)
    after = _checked(session, before, pause, others)
    with session.writer.action("pause.change", CHANGED, "placement", before.id):
        session.decisions.change_pause(pause)
        _clear_absence(session, after)
        refresh_planned(session, before.id)
    return CHANGED


def remove_pause(session: WriteSession, pause: Pause) -> Changes:
    """Take a pause away; its days are planned again, and not filled in."""
    before = need_placement(session, pause.placement_id)
    _need_pause(before, pause.id)
    after = replace(before, pauses=tuple(one for one in before.pauses if one.id != pause.id))
    refuse_placement_change(session, before, after)
    with session.writer.action("pause.remove", CHANGED, "placement", before.id):
        session.decisions.remove_pause(pause.id)
        refresh_planned(session, before.id)
    return CHANGED


def _checked(
    session: WriteSession, before: Placement, pause: Pause, others: tuple[Pause, ...]
) -> Placement:
    check_order("last_day", pause.first, pause.last)
    if not before.spans(pause.first):
        raise InvalidInputError(
            "first_day",
            _("The day lies outside the placement."),
            todo=_("Choose a day inside it."),
        )
    for other in others:
        apart = (other.last is not None and other.last < pause.first) or (
            pause.last is not None and pause.last < other.first
        )
        if not apart:
            raise InvalidInputError(
                "first_day",
                _("Another pause has some of these days; it begins on %(day)s.")
                % {"day": other.first.isoformat()},
                todo=_("Change that pause instead."),
            )
    after = replace(before, pauses=tuple(sorted((*others, pause), key=lambda one: one.first)))
    refuse_placement_change(session, before, after)
    attended = [
        entry.day
        for entry in session.attendance.of_placement(before.id)
        if entry.day in pause and entry.attended_minutes
    ]
    if attended:
        raise RefusedError(
            _("Attended time is filled in for %(day)s, inside the pause.")
            % {"day": min(attended).isoformat()},
            _("Somebody who is here is not paused."),
            _("Let the pause begin later, or clear the attendance first."),
        )
    return after


def _clear_absence(session: WriteSession, after: Placement) -> None:
    """Absence says why planned time was not attended; on a paused day there is none."""
    paused = {
        entry.day
        for entry in session.attendance.of_placement(after.id)
        if any(entry.day in pause for pause in after.pauses) and not entry.attended_minutes
    }
    for day in sorted(paused):
        session.attendance.clear(after.id, day)


def _need_pause(placement: Placement, pause_id: int) -> None:
    if all(one.id != pause_id for one in placement.pauses):
        raise missing()
