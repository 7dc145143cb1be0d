"""Canaries in what the lists slice writes: deviations and whom they went to."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from asfdesk.domain.hours.absence_reports import AbsenceReport
from asfdesk.services.hours.report_absences import mark_absences_sent, note_absence
from tests.faults.canary_words import word
from tests.strongbox import TODAY

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

_DAY = date(2026, 9, 3)


def plant_deviations(session: WriteSession) -> None:
    """One deviation for each placement that was held on a day of September; the first is sent."""
    for placement in session.placements.placements():
        if placement.holds_on(_DAY):
            report = AbsenceReport(
                0,
                placement.id,
                _DAY,
                540,
                900,
                540,
                700,
                notified_at=datetime(2026, 9, 3, 8, 10),  # noqa: DTZ001 - the clock on the wall
                recipient=word("absence_report", "recipient_sealed"),
            )
            note_absence(session, report, TODAY)
    first = session.absences.all_reports()[0]
    mark_absences_sent(session, [first.id], date(2026, 9, 4), "", TODAY)
