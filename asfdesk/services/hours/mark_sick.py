"""Illness as the reason of an absence: by choice, sealed, for the owner's eyes (decisions A10).

It has no letter in the grid and stands in no list, report or export. Only the cell's own menu
says it, and the trainee's page counts the days.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.hours.sick_mark import SICK_CODES
from asfdesk.domain.people.background import HEALTH_FIELDS
from asfdesk.domain.period import Month, Period
from asfdesk.errors import RefusedError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.checks import need_identities
from asfdesk.services.hours.locked_months import must_be_open

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

    Place = tuple[int, date]

_ATTENDANCE: Changes = frozenset({Topic.ATTENDANCE})
_NOTHING: Changes = frozenset()


def sick_marks_shown(session: ReadSession) -> bool:
    """Whether the enterprise has chosen to note illness, and this key opens what is sealed."""
    return session.identities_open and session.enterprise.setting(HEALTH_FIELDS, "0") == "1"


def sick_days(session: ReadSession, period: Period) -> frozenset[Place]:
    """Placement and day of the absences marked as illness; none while that is not chosen."""
    if not sick_marks_shown(session):
        return frozenset()
    return frozenset(session.attendance.sick_days(period))


def sick_day_count(session: ReadSession, placement_id: int, period: Period) -> int:
    """On how many days of a period a placement's absence was illness."""
    if not sick_marks_shown(session):
        return 0
    return len(session.attendance.sick_days(period, placement_id))


def markable(session: ReadSession, places: Collection[Place]) -> list[Place]:
    """Those of the cells that hold an absence which can be marked."""
    if not places:
        return []
    days = [day for _placement, day in places]
    entries = session.attendance.entries(Period(min(days), max(days)))
    absent = {(one.placement_id, one.day) for one in entries if one.code in SICK_CODES}
    return [place for place in places if place in absent]


def mark_sick(session: WriteSession, places: Collection[Place], *, sick: bool) -> Changes:
    """Mark absences as illness, or take the mark away, as one step that can be undone.

    Cells that hold no absence are passed over.

    Raises:
        NeedsVaultKeyError: an adviser's session.
        RefusedError: it is not chosen, no cell holds an absence, or a month is locked.
    """
    need_identities(session)
    if not sick_marks_shown(session):
        raise RefusedError(
            _("Illness is not noted in this file."),
            _("It reveals health, so it is noted only if the enterprise has chosen to."),
            _("It is chosen under Settings."),
        )
    absent = markable(session, places)
    if not absent:
        raise RefusedError(
            _("There is no absence to mark."),
            _("Only notified and un-notified absence can be illness."),
            _("Write the code of the absence first."),
        )
    months = {Month.of(day) for _placement, day in absent}
    must_be_open(session, months)
    marked = sick_days(session, Period(min(months).first, max(months).last))
    changing = [place for place in absent if (place in marked) is not sick]
    if not changing:
        return _NOTHING
    # Which row it was stands nowhere in clear, nor in the audit log.
    with session.writer.action("attendance.mark", _ATTENDANCE):
        for month in sorted({Month.of(day) for _placement, day in changing}):
            session.attendance.mark_sick(frozenset(changing), month, sick=sick)
    return _ATTENDANCE
