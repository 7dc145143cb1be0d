"""Places sold, booked, attended and delivered, counted in place-days (decisions A3, A13).

A place-day is the agreement's unit of a day: 1 for a day with planned time, or minutes divided by
the agreement's minutes per place-day. Available = places x working days. Delivered = attended, or
booked where the agreement pays for booking or for the place.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.agreements import DayCount
from asfdesk.domain.codes import PriceBasis
from asfdesk.domain.money import ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from asfdesk.domain.agreements import Agreement
    from asfdesk.domain.hours.attendance import AttendanceEntry
    from asfdesk.domain.people.placements import Placement

ZERO = Fraction(0)
PLACE = 1000
"""Places are kept in thousandths."""


@dataclass(frozen=True)
class PlaceDays:
    """Place-days of one agreement, or of several added up."""

    available: Fraction = ZERO
    booked: Fraction = ZERO
    attended: Fraction = ZERO
    delivered: Fraction = ZERO

    def __add__(self, other: PlaceDays) -> PlaceDays:
        return PlaceDays(
            self.available + other.available,
            self.booked + other.booked,
            self.attended + other.attended,
            self.delivered + other.delivered,
        )

    @property
    def booking_rate(self) -> Fraction | None:
        """Bokningsgrad = booked / available."""
        return ratio(self.booked, self.available)

    @property
    def attendance_rate(self) -> Fraction | None:
        """Närvarograd = attended / booked."""
        return ratio(self.attended, self.booked)

    @property
    def occupancy(self) -> Fraction | None:
        """Beläggning = delivered / available."""
        return ratio(self.delivered, self.available)


@dataclass(frozen=True)
class DayTime:
    """Planned and attended minutes of one placement on one day, all activities together.

    `filled` is False where nobody has written the day down: not filled in is not zero.
    """

    planned: int
    attended: int
    filled: bool


def day_time(
    placement: Placement,
    day: date,
    entries: Mapping[tuple[int, date], tuple[AttendanceEntry, ...]],
    *,
    workday: bool,
) -> DayTime:
    """What was planned and attended: from the rows where there are any, else by the schedule.

    The schedule plans nothing on days that are not working days.
    """
    rows = entries.get((placement.id, day), ())
    if rows:
        planned = sum(row.planned_minutes for row in rows)
        return DayTime(planned, sum(row.attended_minutes for row in rows), filled=True)
    return DayTime(placement.planned_minutes(day) if workday else 0, 0, filled=False)


def day_value(agreement: Agreement, minutes: int) -> Fraction:
    """How many place-days so many minutes on one day are."""
    if minutes <= 0:
        return ZERO
    if agreement.day_count is DayCount.MINUTES:
        return Fraction(minutes, agreement.place_day_minutes)
    return Fraction(1)


def place_days(
    agreement: Agreement,
    placements: Iterable[Placement],
    entries: Mapping[tuple[int, date], tuple[AttendanceEntry, ...]],
    days: Iterable[date],
    is_workday: Callable[[date], bool],
) -> PlaceDays:
    """Place-days of one agreement over some days.

    Args:
        agreement: with its terms.
        placements: those of this agreement; others are passed over, and those that don't count.
        entries: attendance rows by placement and day.
        days: the days to count.
        is_workday: the enterprise's calendar.
    """
    mine = [p for p in placements if p.agreement_id == agreement.id and p.counts]
    total = PlaceDays()
    for day in days:
        held = [placement for placement in mine if placement.holds_on(day)]
        total += places_on(agreement, held, entries, day, workday=is_workday(day))
    return total


def places_on(
    agreement: Agreement,
    held: Iterable[Placement],
    entries: Mapping[tuple[int, date], tuple[AttendanceEntry, ...]],
    day: date,
    *,
    workday: bool,
) -> PlaceDays:
    """Place-days of one agreement on one day; `held` are its placements that hold then.

    Nothing on a day when the agreement does not run: a place that is not sold cannot be filled,
    even when a decision runs on (R9, R7 and the key figures count alike).
    """
    if not agreement.holds_on(day):
        return PlaceDays()
    terms = agreement.terms_on(day)
    available = Fraction(terms.places_milli, PLACE) if terms and workday else ZERO
    # Whole numbers are added up and divided once: there are many placements and days.
    by_minutes = agreement.day_count is DayCount.MINUTES
    planned = came = 0
    for placement in held:
        time = day_time(placement, day, entries, workday=workday)
        planned += time.planned if by_minutes else time.planned > 0
        came += time.attended if by_minutes else time.attended > 0
    unit = agreement.place_day_minutes if by_minutes else 1
    booked, attended = Fraction(planned, unit), Fraction(came, unit)
    by_booking = terms is not None and terms.basis is not PriceBasis.ATTENDED
    return PlaceDays(available, booked, attended, booked if by_booking else attended)
