"""What stands in the way of erasing somebody: agreements, what was sent, locked months."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.codes import PlacementStatus
from asfdesk.domain.file.erasure import Obstacles
from asfdesk.domain.period import Month
from asfdesk.services.hours.locked_months import locked_months
from asfdesk.services.sending.sent_scope import Scope, kept_until

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.sending.sent import SentReport
    from asfdesk.services.session import ReadSession


def erasure_obstacles(session: ReadSession, trainee_id: int, today: date) -> Obstacles:
    """What must be seen to before a trainee can be erased or anonymised."""
    placements = session.placements.of_trainee(trainee_id)
    ids = {placement.agreement_id for placement in placements}
    agreements = [one for one in session.agreements.agreements() if one.id in ids]
    locked = set(locked_months(session))
    months = {
        Month.of(entry.day)
        for placement in placements
        for entry in session.attendance.of_placement(placement.id)
    }
    return Obstacles(
        running=sum(
            one.exit is None and one.status is not PlacementStatus.MISREGISTERED
            for one in placements
        ),
        kept_until=tuple(
            (one.name, one.keep_until)
            for one in agreements
            if one.keep_until is not None and one.keep_until >= today
        ),
        no_date=tuple(one.name for one in agreements if one.keep_until is None),
        locked=tuple(sorted(months & locked)),
        sent=_held_reports(session, trainee_id, today),
    )


def _held_reports(
    session: ReadSession, trainee_id: int, today: date
) -> tuple[tuple[str, date | None], ...]:
    """Kept reports that hold somebody and must still be there, or may have to."""
    scope = Scope.of(session)
    found = []
    for sent_id in session.erasure.kept_reports(scope.numbers[trainee_id]):
        sent = session.sent.report(sent_id)
        until = _held_until(scope, sent, today) if sent else None
        if sent is not None and (until is None or until >= today):
            found.append((f"{sent.report} {sent.period}, {sent.recipient}", until))
    return tuple(found)


def _held_until(scope: Scope, sent: SentReport, today: date) -> date | None:
    """The last day on which a report must be there; None = nobody has said.

    An agreement that says no day does not lift the day of another in the same report.
    """
    until = kept_until(scope, sent)
    if until is not None:
        return until
    saying = replace(scope, agreements=tuple(one for one in scope.agreements if one.keep_until))
    known = kept_until(saying, replace(sent, keep_until=None))
    return known if known is not None and known >= today else None
