"""One placement's days under one set of terms, counted in the unit of its price.

Whatever the price, the units hang together: attended = booked - unfilled - absence + extra.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.agreements import WHOLE_BP
from asfdesk.domain.codes import AttendanceCode, PriceBasis, PriceUnit
from asfdesk.domain.hours.places import ZERO, day_time, day_value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from asfdesk.domain.agreements import Agreement, Terms
    from asfdesk.domain.hours.attendance import AttendanceEntry
    from asfdesk.domain.hours.places import DayTime
    from asfdesk.domain.people.placements import Placement

    Entries = Mapping[tuple[int, date], tuple[AttendanceEntry, ...]]
    """(placement id, day) -> its attendance rows, one per activity."""

MINUTES_IN_HOUR = 60


@dataclass(frozen=True)
class Units:
    """Units of one row, in the price's own unit (days, half days, hours, place-months …).

    Attributes:
        unfilled: booked on days that nobody has written down. With a price on booked time they
            are paid all the same, with a price on attended time not yet.
        extra: attended beyond what was booked that day.
    """

    booked: Fraction = ZERO
    attended: Fraction = ZERO
    paid_absence: Fraction = ZERO
    unpaid_absence: Fraction = ZERO
    payable: Fraction = ZERO
    unfilled: Fraction = ZERO
    extra: Fraction = ZERO


@dataclass(frozen=True)
class Counted:
    """What the days of a placement came to; `unfilled_days` are days without attendance."""

    units: Units
    unfilled_days: int


@dataclass(frozen=True)
class DayCounter:
    """Counts placements under one set of terms.

    Attributes:
        workdays: working days of the whole month; a place-month is spread over them.
    """

    agreement: Agreement
    terms: Terms
    entries: Entries
    is_workday: Callable[[date], bool]
    workdays: int

    def count(self, placement: Placement, days: Sequence[date]) -> Counted | None:
        """The days on which the placement is held; None when nothing was planned or attended."""
        # Days that are alike are worked out once: fractions cost, and most days are alike.
        alike = Counter(self._told(placement, day) for day in days if placement.holds_on(day))
        total, unfilled = Units(), 0
        for (time, code), times in alike.items():
            booked = self.value(time.planned)
            if time.filled:
                one = self._filled(booked, self.value(time.attended), code)
            else:
                one = Units(booked=booked, unfilled=booked)
                unfilled += times * (time.planned > 0)
            total = _plus(total, _times(one, times))
        if not total.booked and not total.attended:
            return None
        return Counted(self._payable(total), unfilled)

    def _told(self, placement: Placement, day: date) -> tuple[DayTime, AttendanceCode | None]:
        """All that a day's units depend on."""
        time = day_time(placement, day, self.entries, workday=self.is_workday(day))
        return time, self._code(placement, day) if time.filled else None

    def _filled(self, booked: Fraction, here: Fraction, code: AttendanceCode | None) -> Units:
        away = max(booked - here, ZERO)
        share = Fraction(absence_share_bp(self.terms, code), WHOLE_BP)
        return Units(
            booked=booked,
            attended=here,
            paid_absence=away * share,
            unpaid_absence=away * (1 - share),
            extra=max(here - booked, ZERO),
        )

    def _payable(self, total: Units) -> Units:
        if self.terms.basis is PriceBasis.BOOKED:
            payable = total.booked - total.unpaid_absence
        else:
            payable = total.attended + total.paid_absence
        return _plus(total, Units(payable=payable))

    def value(self, minutes: int) -> Fraction:
        """Units that so many minutes on one day are."""
        if minutes <= 0:
            return ZERO
        half = self.agreement.half_day_limit_minutes
        match self.terms.unit:
            case PriceUnit.HOUR:
                return Fraction(minutes, MINUTES_IN_HOUR)
            case PriceUnit.HALF_DAY:
                return Fraction(1 if minutes <= half else 2)
            case PriceUnit.LEVEL_DAY:
                return Fraction(self.terms.day_share_bp(minutes, half), WHOLE_BP)
            case PriceUnit.PLACE_MONTH:
                return day_value(self.agreement, minutes) / self.workdays if self.workdays else ZERO
            case _:
                return day_value(self.agreement, minutes)

    def _code(self, placement: Placement, day: date) -> AttendanceCode | None:
        rows = self.entries.get((placement.id, day), ())
        return next((row.code for row in rows if row.code), None)


def absence_share_bp(terms: Terms, code: AttendanceCode | None) -> int:
    """Share of an absence that is paid, in basis points.

    What the terms say of the code; else booked time is paid unless the enterprise kept closed,
    and attended time is not.
    """
    if code is not None and code in terms.payable:
        return terms.payable[code]
    if terms.basis is PriceBasis.BOOKED:
        return 0 if code is AttendanceCode.CLOSED else WHOLE_BP
    return 0


def _times(one: Units, times: int) -> Units:
    if times == 1:
        return one
    return Units(
        one.booked * times,
        one.attended * times,
        one.paid_absence * times,
        one.unpaid_absence * times,
        one.payable * times,
        one.unfilled * times,
        one.extra * times,
    )


def _plus(one: Units, other: Units) -> Units:
    return Units(
        one.booked + other.booked,
        one.attended + other.attended,
        one.paid_absence + other.paid_absence,
        one.unpaid_absence + other.unpaid_absence,
        one.payable + other.payable,
        one.unfilled + other.unfilled,
        one.extra + other.extra,
    )
