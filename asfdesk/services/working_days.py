"""The enterprise's working days: the calendar, its choice about eves, and its closed weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.holidays import is_workday

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from asfdesk.services.session import ReadSession

EVES_CLOSED = "eves_closed"


def workday_rule(session: ReadSession) -> Callable[[date], bool]:
    """Whether a day is a working day, as this enterprise counts; read once, asked often."""
    eves_closed = session.enterprise.setting(EVES_CLOSED, "1") == "1"
    closed = [closed.period for closed in session.enterprise.closed_periods()]

    def is_ours(day: date) -> bool:
        return is_workday(day, eves_closed=eves_closed, closed=closed)

    return is_ours
