"""The enterprise's supervision rota: everybody's schedules and leave on its own calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.hours.supervision_plan import Rota
from asfdesk.services.hours.work_calendar import work_calendar

if TYPE_CHECKING:
    from asfdesk.services.session import ReadSession


def rota(session: ReadSession) -> Rota:
    """Schedules and leave of all supervisors."""
    return Rota(work_calendar(session), session.rota.plans(), session.rota.leaves())
