"""The enterprise's own working calendar, from its settings and closed weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.hours.holidays import WorkCalendar

if TYPE_CHECKING:
    from asfdesk.services.session import ReadSession

EVES_CLOSED = "eves_closed"
"""Setting: "1" when midsummer's, Christmas and New Year's Eve are closed."""


def work_calendar(session: ReadSession) -> WorkCalendar:
    """Which days this enterprise works."""
    return WorkCalendar(
        eves_closed=session.enterprise.setting(EVES_CLOSED, "1") == "1",
        closed=tuple(closed.period for closed in session.enterprise.closed_periods()),
    )
