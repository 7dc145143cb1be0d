"""The day that counts as today: the computer's, but the example enterprise stands still."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asfdesk.services.session import ReadSession

EXAMPLE_TODAY = "example_today"
"""Setting: the example's day; absent in every other file."""


def today_in(session: ReadSession, clock_today: date) -> date:
    """The example's own day, else the clock's."""
    text = session.enterprise.setting(EXAMPLE_TODAY, "")
    return date.fromisoformat(text) if text else clock_today
