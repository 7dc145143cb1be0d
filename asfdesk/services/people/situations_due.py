"""Which läges- och slutrapporter (R5) wait to be written, over every placement."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from asfdesk.domain.file.erasure import ErasureKind
from asfdesk.domain.people.situation_due import situation_due

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.people.situation_due import SituationDue
    from asfdesk.services.session import ReadSession

LOOKED_BACK = timedelta(weeks=26)
"""Nothing is asked for so long after a placement has ended."""
LOOKED_AHEAD = timedelta(weeks=52)
"""A placement that begins later does not carry on one that ends now."""


def situations_due(session: ReadSession, today: date) -> list[SituationDue]:
    """What waits, the longest due first. Nobody is reminded of somebody anonymised."""
    gone = {
        one.number for one in session.erasure.tombstones() if one.kind is ErasureKind.ANONYMISED
    }
    forgotten = {one.id for one in session.trainees.trainees() if one.number in gone}
    written = session.progress.situation_days()
    placements = session.placements.in_period(today - LOOKED_BACK, today + LOOKED_AHEAD)
    latest: dict[int, date] = {}
    for one in placements:
        before = latest.get(one.trainee_id, one.decision_from)
        latest[one.trainee_id] = max(before, one.decision_from)
    found = [
        situation_due(
            one,
            written.get(one.id, ()),
            today,
            goes_on=one.decision_to is not None and latest[one.trainee_id] > one.decision_to,
        )
        for one in placements
        if one.trainee_id not in forgotten
    ]
    return sorted((one for one in found if one), key=lambda one: (one.due_on, one.placement_id))
