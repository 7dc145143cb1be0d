"""Sold, booked and delivered places per buyer in a month, as averages over its working days."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.alphabet import in_alphabet
from asfdesk.domain.hours.places import PlaceDays, place_days
from asfdesk.domain.money import ratio
from asfdesk.domain.period import Period
from asfdesk.reports.hours.work_facts import by_day
from asfdesk.services.hours.work_calendar import work_calendar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asfdesk.domain.agreements import Agreement, Buyer
    from asfdesk.domain.period import Month
    from asfdesk.services.session import ReadSession

ON_LEVEL = Fraction(4, 5)
"""Delivered at least four fifths of sold is what absence usually leaves."""

MANY_EMPTY = 2


class Standing(StrEnum):
    """How deliveries stand to what was sold."""

    ON_LEVEL = "on_level"
    BELOW = "below"
    EMPTY = "empty"
    NOTHING_SOLD = "nothing_sold"


@dataclass(frozen=True)
class Places:
    """Average places over the working days counted; None where there was no working day."""

    sold: Fraction | None
    booked: Fraction | None
    delivered: Fraction | None

    @classmethod
    def of(cls, days: PlaceDays, workdays: int) -> Places:
        """Place-days over working days."""
        return cls(
            ratio(days.available, workdays),
            ratio(days.booked, workdays),
            ratio(days.delivered, workdays),
        )

    @property
    def occupancy(self) -> Fraction | None:
        """Delivered of sold; None when nothing was sold."""
        return ratio(self.delivered or Fraction(0), self.sold) if self.sold else None

    @property
    def empty(self) -> int:
        """Whole places sold that nobody is placed on."""
        return max(int((self.sold or Fraction(0)) - (self.booked or Fraction(0))), 0)

    @property
    def standing(self) -> Standing:
        """How it stands."""
        if self.occupancy is None:
            return Standing.NOTHING_SOLD
        if self.empty >= MANY_EMPTY:
            return Standing.EMPTY
        return Standing.ON_LEVEL if self.occupancy >= ON_LEVEL else Standing.BELOW


@dataclass(frozen=True)
class BuyerPlaces:
    """One buyer's month; `agreements` are the names of those that ran."""

    buyer: Buyer
    agreements: tuple[str, ...]
    places: Places


@dataclass(frozen=True)
class MonthPlaces:
    """All buyers of a month.

    Attributes:
        through: the last day counted: the month's, or today in a month that runs.
    """

    rows: tuple[BuyerPlaces, ...]
    total: Places
    through: date


def month_places(session: ReadSession, month: Month, today: date) -> MonthPlaces:
    """Places of a month, largest buyer first; a running month counts the days so far."""
    through = min(month.last, max(today, month.first))
    days = [day for day in month.days() if day <= through]
    calendar = work_calendar(session)
    workdays = sum(calendar.is_workday(day) for day in days)
    found: dict[int, PlaceDays] = {}
    names: dict[int, list[str]] = {}
    for agreement, counted in _counted(session, days):
        found[agreement.buyer_id] = found.get(agreement.buyer_id, PlaceDays()) + counted
        names.setdefault(agreement.buyer_id, []).append(agreement.name)
    buyers = {buyer.id: buyer for buyer in session.agreements.buyers()}
    rows = sorted(
        (
            BuyerPlaces(buyers[key], tuple(names[key]), Places.of(counted, workdays))
            for key, counted in found.items()
        ),
        key=lambda row: (-(row.places.sold or 0), in_alphabet(row.buyer.name)),
    )
    whole = sum(found.values(), PlaceDays())
    return MonthPlaces(tuple(rows), Places.of(whole, workdays), through)


def _counted(session: ReadSession, days: Sequence[date]) -> list[tuple[Agreement, PlaceDays]]:
    """Each agreement that ran on one of the days, with its place-days."""
    calendar = work_calendar(session)
    placements = session.placements.in_period(days[0], days[-1])
    entries = by_day(session.attendance.entries(Period(days[0], days[-1])))
    return [
        (
            agreement,
            place_days(agreement, placements, entries, days, calendar.is_workday),
        )
        for agreement in session.agreements.agreements()
        if agreement.starts_on <= days[-1]
        and (agreement.ends_on is None or agreement.ends_on >= days[0])
    ]
