"""Planned days that nobody has written down: they keep a month from being locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.hours.attendance import unfilled_days
from asfdesk.domain.period import Period
from asfdesk.services.hours.attendance_month import filled_days, placements_with_attendance
from asfdesk.services.hours.work_calendar import work_calendar

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.period import Month
    from asfdesk.services.session import ReadSession


def blocking_days(session: ReadSession, month: Month) -> dict[int, list[date]]:
    """Placement id -> planned days of a month that are not filled in; only those with any."""
    period = Period.of_month(month)
    calendar = work_calendar(session)
    filled = filled_days(session.attendance.entries(period))
    found = {
        placement.id: unfilled_days(placement, filled.get(placement.id, ()), calendar, period)
        for placement in placements_with_attendance(session, period)
    }
    return {placement_id: days for placement_id, days in found.items() if days}
