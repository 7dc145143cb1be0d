"""What a buyer owes for a month: units by price model, and rows of an invoice basis (R3).

Decisions A2 (a row is rounded to öre once, half up), A13 (what a day is), A14 (units and bases):

* ATTENDED pays attended units plus absence by the share that the terms give each code.
* BOOKED pays every booked unit, except days the enterprise kept closed (code X) unless the terms
  list that code.
* PLACE pays the places sold, whoever comes.
* PLACE_MONTH is a month's price, pro rata on the working days the row covers.
* LUMP_SUM is a year's sum: a twelfth a month, largest remainder over the calendar year.
* RESULT pays each placement that ended in work or studies.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.codes import AttendanceCode, ExitGroup, PriceBasis, PriceUnit
from asfdesk.domain.money import round_half_up, spread
from asfdesk.domain.period import MONTHS_IN_YEAR
from asfdesk.domain.places import PLACE, ZERO, day_time, day_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from asfdesk.domain.agreements import Agreement, Terms
    from asfdesk.domain.attendance import AttendanceEntry
    from asfdesk.domain.period import Month
    from asfdesk.domain.placements import Placement

WHOLE_BP = 10_000
MINUTES_IN_HOUR = 60


@dataclass(frozen=True)
class Units:
    """Units of one row, in the price's own unit (days, half days, hours, place-months …)."""

    booked: Fraction = ZERO
    attended: Fraction = ZERO
    paid_absence: Fraction = ZERO
    unpaid_absence: Fraction = ZERO
    payable: Fraction = ZERO


@dataclass(frozen=True)
class BillingRow:
    """One row of an invoice basis.

    Attributes:
        placement_id: None for rows that no single trainee stands behind (places, lump sums).
        unit_price_ore: öre per unit excl. VAT, as the terms or the level say.
        amount_ore: excl. VAT, rounded once.
        unfilled_days: planned days nobody has written down; they pay nothing yet.
    """

    agreement_id: int
    terms: Terms
    units: Units
    unit_price_ore: int
    amount_ore: int
    placement_id: int | None = None
    level: int | None = None
    unfilled_days: int = 0


def bill(
    agreement: Agreement,
    placements: Sequence[Placement],
    entries: Mapping[tuple[int, date], tuple[AttendanceEntry, ...]],
    month: Month,
    is_workday: Callable[[date], bool],
) -> list[BillingRow]:
    """Rows of one agreement for one month, one per placement and set of terms.

    Terms that begin inside the month split it: each day is paid by the terms that hold on it.
    """
    workdays = [day for day in month.days() if is_workday(day)]
    rows: list[BillingRow] = []
    for terms, days in _days_by_terms(agreement, month):
        working = [day for day in days if is_workday(day)]
        if terms.unit is PriceUnit.LUMP_SUM:
            rows += _lump_sum(terms, month, len(working), len(workdays))
        elif terms.unit is PriceUnit.RESULT:
            rows += _results(terms, placements, days)
        elif terms.basis is PriceBasis.PLACE:
            rows += _places(terms, agreement, len(working), len(workdays))
        else:
            job = _Counting(agreement, terms, entries, is_workday, len(workdays))
            rows += [
                row
                for placement in placements
                if placement.agreement_id == agreement.id
                for row in job.rows(placement, days)
            ]
    return rows


def _days_by_terms(agreement: Agreement, month: Month) -> Iterable[tuple[Terms, list[date]]]:
    """The month's days that the agreement covers, by the terms that hold on them."""
    found: dict[int, tuple[Terms, list[date]]] = {}
    for day in month.days():
        terms = agreement.terms_on(day) if agreement.holds_on(day) else None
        if terms is not None:
            found.setdefault(terms.id, (terms, []))[1].append(day)
    return found.values()


def _row(terms: Terms, units: Units, price_ore: int | None = None) -> BillingRow:
    price = terms.price_ore if price_ore is None else price_ore
    amount = round_half_up(units.payable * price)
    return BillingRow(terms.agreement_id, terms, units, price, amount)


def _lump_sum(terms: Terms, month: Month, working: int, workdays: int) -> list[BillingRow]:
    twelfth = spread(terms.price_ore, [1] * MONTHS_IN_YEAR)[month.number - 1]
    share = Fraction(working, workdays) if workdays else ZERO
    units = Units(booked=share, payable=share)
    amount = round_half_up(share * twelfth)
    return [BillingRow(terms.agreement_id, terms, units, twelfth, amount)]


def _places(terms: Terms, agreement: Agreement, working: int, workdays: int) -> list[BillingRow]:
    places = Fraction(terms.places_milli, PLACE)
    if terms.unit is PriceUnit.PLACE_MONTH:
        count = places * working / workdays if workdays else ZERO
    elif terms.unit is PriceUnit.HOUR:
        count = places * working * Fraction(agreement.place_day_minutes, MINUTES_IN_HOUR)
    elif terms.unit is PriceUnit.HALF_DAY:
        count = places * working * 2
    else:
        count = places * working
    return [_row(terms, Units(booked=count, payable=count))] if count else []


def _results(
    terms: Terms, placements: Iterable[Placement], days: Sequence[date]
) -> list[BillingRow]:
    reached = (ExitGroup.WORK, ExitGroup.STUDIES)
    one = Units(payable=Fraction(1))
    return [
        BillingRow(terms.agreement_id, terms, one, terms.price_ore, terms.price_ore, p.id)
        for p in placements
        if p.agreement_id == terms.agreement_id
        and p.exit
        and p.exit.ended_on in days
        and p.exit.group in reached
    ]


@dataclass(frozen=True)
class _Counting:
    """Counts one placement's days under one set of terms."""

    agreement: Agreement
    terms: Terms
    entries: Mapping[tuple[int, date], tuple[AttendanceEntry, ...]]
    is_workday: Callable[[date], bool]
    workdays: int

    def rows(self, placement: Placement, days: Sequence[date]) -> list[BillingRow]:
        booked = attended = paid = absent = ZERO
        unfilled = 0
        for day in days:
            if not placement.holds_on(day):
                continue
            workday = self.is_workday(day)
            time = day_time(placement, day, self.entries, workday=workday)
            if not time.planned and not time.attended:
                continue
            booked += self._count(time.planned)
            unfilled += not time.filled
            if time.filled:
                here = self._count(time.attended)
                away = max(self._count(time.planned) - here, ZERO)
                attended += here
                share = Fraction(self._share(self._code(placement, day)), WHOLE_BP)
                paid += away * share
                absent += away * (1 - share)
        if not booked and not attended:
            return []
        payable = self._payable(booked, attended, paid, absent)
        units = Units(booked, attended, paid, absent, payable)
        row = _row(self.terms, units, self._price(placement))
        return [
            replace(row, placement_id=placement.id, level=placement.level, unfilled_days=unfilled)
        ]

    def _payable(
        self, booked: Fraction, attended: Fraction, paid: Fraction, absent: Fraction
    ) -> Fraction:
        if self.terms.basis is PriceBasis.BOOKED:
            return booked - absent
        return attended + paid

    def _count(self, minutes: int) -> Fraction:
        """Units that so many minutes on one day are."""
        if minutes <= 0:
            return ZERO
        half = minutes <= self.agreement.half_day_limit_minutes
        match self.terms.unit:
            case PriceUnit.HOUR:
                return Fraction(minutes, MINUTES_IN_HOUR)
            case PriceUnit.HALF_DAY:
                return Fraction(1 if half else 2)
            case PriceUnit.LEVEL_DAY:
                return Fraction(self.terms.half_day_bp, WHOLE_BP) if half else Fraction(1)
            case PriceUnit.PLACE_MONTH:
                return day_value(self.agreement, minutes) / self.workdays if self.workdays else ZERO
            case _:
                return day_value(self.agreement, minutes)

    def _code(self, placement: Placement, day: date) -> AttendanceCode | None:
        rows = self.entries.get((placement.id, day), ())
        return next((row.code for row in rows if row.code), None)

    def _share(self, code: AttendanceCode | None) -> int:
        """Share of an absence that is paid, in basis points."""
        if code is not None and code in self.terms.payable:
            return self.terms.payable[code]
        if self.terms.basis is PriceBasis.BOOKED:
            return 0 if code is AttendanceCode.CLOSED else WHOLE_BP
        return 0

    def _price(self, placement: Placement) -> int:
        if self.terms.unit is PriceUnit.LEVEL_DAY and placement.level is not None:
            return self.terms.level_prices_ore.get(placement.level, self.terms.price_ore)
        return self.terms.price_ore
