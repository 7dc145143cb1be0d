"""A week of places for tests, worked out by hand: 9-13 November 2026, five working days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from asfdesk.domain.agreements import Terms
from asfdesk.domain.codes import AttendanceCode, PriceBasis, PriceUnit
from asfdesk.domain.hours.attendance import AttendanceEntry
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

TODAY = date(2026, 11, 23)
MONDAY = date(2026, 11, 9)
DAYS = [MONDAY + timedelta(days=at) for at in range(5)]


def sell(
    session: WriteSession, agreement: int, places: int, basis: PriceBasis = PriceBasis.ATTENDED
) -> None:
    terms = Terms(0, agreement, date(2026, 1, 1), PriceUnit.DAY, basis, 32_000, places * 1000)
    with session.writer.action("terms.add", ("agreements",)):
        session.agreements.add_terms(agreement, terms)


def attend(session: WriteSession, placement: int, days: list[date], here: int) -> None:
    """The first so many days attended, the rest notified absence."""
    with session.writer.action("attendance.set", ("attendance",)):
        for at, day in enumerate(days):
            present = at < here
            code = None if present else AttendanceCode.NOTIFIED
            session.attendance.put(
                AttendanceEntry(placement, day, 360, 360 if present else 0, code)
            )


def five_places(session: WriteSession) -> int:
    """Five places; two trainees five days a week, one three. One planned day is not filled in."""
    made = add_agreement(session)
    sell(session, made, 5)
    first = date(2026, 11, 9)
    attend(session, add_placement(session, made, 1, first=first, last=TODAY), DAYS, 5)
    attend(session, add_placement(session, made, 2, first=first), DAYS, 4)
    three = add_placement(session, made, 3, week=dict.fromkeys((1, 2, 3), 360), first=first)
    attend(session, three, DAYS[:2], 2)
    return made
