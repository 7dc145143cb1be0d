"""Sold, booked and delivered places as averages. February 2026 has 20 working days."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.agreements import Terms
from asfdesk.domain.codes import AttendanceCode, PriceBasis, PriceUnit
from asfdesk.domain.hours.attendance import AttendanceEntry
from asfdesk.domain.period import Month
from asfdesk.services.sales.buyer_places import Places, Standing, month_places
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

FEBRUARY = Month(2026, 2)
AFTERWARDS = date(2026, 3, 10)
WORKDAYS = [day for day in FEBRUARY.days() if day.isoweekday() <= 5]


def sell(session: WriteSession, agreement: int, places_milli: int) -> None:
    terms = Terms(
        0, agreement, date(2026, 1, 1), PriceUnit.DAY, PriceBasis.ATTENDED, 32_000, places_milli
    )
    with session.writer.action("terms.add", ("agreements",)):
        session.agreements.add_terms(agreement, terms)


def attend(session: WriteSession, placement: int, days: int) -> None:
    """So many days attended, the rest notified absence."""
    with session.writer.action("attendance.set", ("attendance",)):
        for at, day in enumerate(WORKDAYS):
            here = at < days
            session.attendance.put(
                AttendanceEntry(
                    placement,
                    day,
                    360,
                    360 if here else 0,
                    None if here else AttendanceCode.NOTIFIED,
                )
            )


def test_averages_over_the_working_days(session: WriteSession) -> None:
    agreement = add_agreement(session)
    sell(session, agreement, 2_000)
    attend(session, add_placement(session, agreement), 10)
    found = month_places(session, FEBRUARY, AFTERWARDS)
    assert len(WORKDAYS) == 20
    assert found.through == date(2026, 2, 28)
    assert found.total == Places(Fraction(2), Fraction(1), Fraction(1, 2))
    assert found.total.occupancy == Fraction(1, 4)
    assert [row.agreements for row in found.rows] == [("Huddinge",)]


@pytest.mark.parametrize(
    ("places_milli", "attended", "standing", "empty"),
    [
        (1_000, 16, Standing.ON_LEVEL, 0),
        (1_000, 15, Standing.BELOW, 0),
        (2_000, 20, Standing.BELOW, 1),
        (3_000, 20, Standing.EMPTY, 2),
        (0, 20, Standing.NOTHING_SOLD, 0),
    ],
)
def test_how_it_stands(
    session: WriteSession, places_milli: int, attended: int, standing: Standing, empty: int
) -> None:
    agreement = add_agreement(session)
    sell(session, agreement, places_milli)
    attend(session, add_placement(session, agreement), attended)
    total = month_places(session, FEBRUARY, AFTERWARDS).total
    assert (total.standing, total.empty) == (standing, empty)


def test_a_running_month_counts_the_days_so_far(session: WriteSession) -> None:
    agreement = add_agreement(session)
    sell(session, agreement, 1_000)
    attend(session, add_placement(session, agreement), 5)
    found = month_places(session, FEBRUARY, date(2026, 2, 6))
    assert found.through == date(2026, 2, 6)
    assert found.total == Places(Fraction(1), Fraction(1), Fraction(1))


def test_the_largest_buyer_is_first(session: WriteSession) -> None:
    for name, places in (("Lilla", 1_000), ("Stora", 5_000)):
        sell(session, add_agreement(session, name), places)
    rows = month_places(session, FEBRUARY, AFTERWARDS).rows
    assert [row.buyer.name for row in rows] == ["Stora kommun", "Lilla kommun"]


def test_a_month_without_agreements_is_empty(session: WriteSession) -> None:
    found = month_places(session, FEBRUARY, AFTERWARDS)
    assert found.rows == ()
    assert found.total.standing is Standing.NOTHING_SOLD
