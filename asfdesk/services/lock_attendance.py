"""Locking a month of attendance, and opening it again with a reason (decisions A6, A11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.hours.attendance import MonthState, MonthStatus, with_plan
from asfdesk.domain.period import Period
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.i18n import _, ngettext
from asfdesk.services.changes import Topic
from asfdesk.services.hours.locked_months import called, locked_error
from asfdesk.services.hours.unfilled_days import blocking_days
from asfdesk.services.hours.work_calendar import work_calendar
from asfdesk.services.sending.month_aggregates import keep_aggregates
from asfdesk.services.sending.resend import list_what_must_go_again, note_rows_before_reopening

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from asfdesk.domain.hours.attendance import AttendanceEntry
    from asfdesk.domain.period import Month
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

CHANGED: Changes = frozenset({Topic.ATTENDANCE, Topic.SENT})


class UnfilledDaysError(RefusedError):
    """A month cannot be locked: planned days are not filled in.

    Attributes:
        missing: placement id -> its days.
    """

    def __init__(self, what: str, why: str, todo: str, missing: Mapping[int, list[date]]) -> None:
        super().__init__(what, why, todo)
        self.missing = missing


def lock_month(session: WriteSession, month: Month, today: date) -> Changes:
    """Lock a month: its attendance and planned time stay as they are (decisions A11).

    What has been sent and no longer agrees is listed in the same step (decisions A12), and so are
    the counts that advisers get (decisions C3).

    Raises:
        UnfilledDaysError: planned days are not filled in.
        RefusedError: it is locked already.
    """
    state = session.attendance.state(month)
    if state.locked:
        raise locked_error(month)
    missing = blocking_days(session, month)
    if missing:
        raise _unfilled_error(session, month, missing)
    version = state.version + 1
    replanned = _replanned(session, Period.of_month(month))
    with session.writer.action(
        "attendance.lock", (Topic.ATTENDANCE,), "attendance_month", undoable=False
    ):
        for entry in replanned:
            session.attendance.put(entry)
        session.attendance.set_state(MonthState(month, MonthStatus.LOCKED, version), today)
        list_what_must_go_again(session, month, today)
        keep_aggregates(session, month, version)
    return CHANGED


def reopen_month(session: WriteSession, month: Month, reason: str, today: date) -> Changes:
    """Open a locked month again, so that a mistake can be corrected.

    Raises:
        InvalidInputError: no reason was given.
        RefusedError: the month is not locked.
    """
    state = session.attendance.state(month)
    if not state.locked:
        raise RefusedError(
            _("%(month)s is open already.") % {"month": called(month)},
            todo=_("You can write in it now."),
        )
    if not reason.strip():
        raise InvalidInputError(
            "reason",
            _("Say why the month is opened again."),
            _("What has been sent for the month may have to be sent again."),
            _("A few words are enough. Write no names."),
        )
    with session.writer.action(
        "attendance.reopen", (Topic.ATTENDANCE,), "attendance_month", undoable=False
    ):
        note_rows_before_reopening(session, month, today)
        reopened = MonthState(month, MonthStatus.REOPENED, state.version, reason.strip())
        session.attendance.set_state(reopened, today)
    return CHANGED


def _replanned(session: ReadSession, period: Period) -> list[AttendanceEntry]:
    calendar = work_calendar(session)
    placements = {p.id: p for p in session.placements.in_period(period.first, period.last)}
    return [
        with_plan(entry, placements[entry.placement_id], calendar)
        for entry in session.attendance.entries(period)
        if entry.placement_id in placements
    ]


def _unfilled_error(
    session: ReadSession, month: Month, missing: Mapping[int, list[date]]
) -> UnfilledDaysError:
    numbers = {t.id: t.number for t in session.trainees.trainees()}
    placements = {p.id: p for p in session.placements.in_period(month.first, month.last)}
    by_number = sorted((numbers[placements[p].trainee_id], days) for p, days in missing.items())
    listed = "; ".join(
        _("trainee %(number)d: %(days)s")
        % {"number": number, "days": ", ".join(str(day.day) for day in days)}
        for number, days in by_number
    )
    what = ngettext(
        "%(num)d planned day is not filled in.",
        "%(num)d planned days are not filled in.",
        sum(map(len, missing.values())),
    )
    return UnfilledDaysError(
        _("%(month)s cannot be locked yet.") % {"month": called(month)} + " " + what,
        listed[:1].upper() + listed[1:] + ".",
        _("Fill in hours or a code for each of them."),
        missing,
    )
