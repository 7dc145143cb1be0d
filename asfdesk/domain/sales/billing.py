"""What a buyer owes for a month: units by price model, and rows of an invoice basis (R3).

Decisions A2 (a row is rounded to öre once, half up), A13 (what a day is), A14 (units and bases):

* ATTENDED pays attended units plus absence by the share that the terms give each code.
* BOOKED pays every booked unit, except days the enterprise kept closed (code X) unless the terms
  list that code.
* PLACE pays the places sold, whoever comes.
* PLACE_MONTH is a month's price, pro rata on the working days the row covers.
* LUMP_SUM is a year's sum: a twelfth a month, largest remainder over the calendar year.
* RESULT pays each placement that ended in work or studies, on the day it ended.

Parts of one month's price (new terms inside the month) are rounded together by largest remainder,
so that they sum to what the whole month costs. Which days count for a placement is its own matter
(`Placement.holds_on`: decisions, pauses); a placement registered by mistake or only asked for
owes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.codes import ExitGroup, PriceBasis, PriceUnit
from asfdesk.domain.hours.places import PLACE
from asfdesk.domain.money import ratio, round_half_up, round_together, spread
from asfdesk.domain.period import MONTHS_IN_YEAR
from asfdesk.domain.sales.billed_time import MINUTES_IN_HOUR, DayCounter, Units

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from asfdesk.domain.agreements import Agreement, Terms
    from asfdesk.domain.people.placements import Placement
    from asfdesk.domain.period import Month
    from asfdesk.domain.sales.billed_time import Entries

__all__ = ["BillingRow", "Segment", "Units", "bill", "place_units", "segments"]

REACHED = (ExitGroup.WORK, ExitGroup.STUDIES)
"""Exits that a result fee is paid for (decisions A16)."""


@dataclass(frozen=True)
class BillingRow:
    """One row of an invoice basis.

    Attributes:
        placement_id: None for rows that no single trainee stands behind (places, lump sums).
        unit_price_ore: öre per unit excl. VAT, as the terms or the level say.
        amount_ore: excl. VAT, rounded once.
        unfilled_days: planned days nobody has written down.
        result_on, result_group: for a result fee, the day the placement ended and how: that is
            what the fee is paid for.
    """

    agreement_id: int
    terms: Terms
    units: Units
    unit_price_ore: int
    amount_ore: int
    placement_id: int | None = None
    level: int | None = None
    unfilled_days: int = 0
    result_on: date | None = None
    result_group: ExitGroup | None = None

    @property
    def exact_ore(self) -> Fraction:
        """The amount before it was rounded."""
        return self.units.payable * self.unit_price_ore


@dataclass(frozen=True)
class Segment:
    """The days of a month that one set of terms holds on.

    Attributes:
        share: of the month's price: its working days of the month's, or its days of the month's
            in a month that the enterprise keeps closed.
    """

    terms: Terms
    days: tuple[date, ...]
    working: int
    workdays: int
    share: Fraction


def bill(
    agreement: Agreement,
    placements: Sequence[Placement],
    entries: Entries,
    month: Month,
    is_workday: Callable[[date], bool],
) -> list[BillingRow]:
    """Rows of one agreement for one month, one per placement and set of terms.

    Terms that begin inside the month split it: each day is paid by the terms that hold on it.
    """
    mine = [
        placement
        for placement in placements
        if placement.agreement_id == agreement.id and placement.counts
    ]
    rows: list[BillingRow] = []
    for segment in segments(agreement, month, is_workday):
        terms = segment.terms
        if terms.unit is PriceUnit.LUMP_SUM:
            rows.append(_lump_sum(segment, month))
        elif terms.unit is PriceUnit.RESULT:
            rows += _results(segment, mine)
        elif terms.basis is PriceBasis.PLACE:
            rows += _places(segment, agreement)
        else:
            counter = DayCounter(agreement, terms, entries, is_workday, segment.workdays)
            rows += [
                row for placement in mine for row in _of_placement(counter, placement, segment)
            ]
    return _rounded_together(rows)


def segments(
    agreement: Agreement, month: Month, is_workday: Callable[[date], bool]
) -> list[Segment]:
    """The month's days that the agreement covers, by the terms that hold on them, in order."""
    whole = list(month.days())
    workdays = sum(map(is_workday, whole))
    found: dict[int, tuple[Terms, list[date]]] = {}
    for day in whole:
        terms = agreement.terms_on(day) if agreement.holds_on(day) else None
        if terms is not None:
            found.setdefault(terms.id, (terms, []))[1].append(day)
    made = []
    for terms, days in found.values():
        working = sum(map(is_workday, days))
        share = ratio(working, workdays)
        if share is None:
            share = Fraction(len(days), len(whole))
        made.append(Segment(terms, tuple(days), working, workdays, share))
    return made


def place_units(segment: Segment, agreement: Agreement) -> Fraction:
    """Units that the places sold are over a segment's days, in the unit of its price."""
    terms = segment.terms
    places = Fraction(terms.places_milli, PLACE)
    match terms.unit:
        case PriceUnit.PLACE_MONTH:
            return places * segment.share
        case PriceUnit.HOUR:
            per_day = Fraction(agreement.place_day_minutes, MINUTES_IN_HOUR)
            return places * segment.working * per_day
        case PriceUnit.HALF_DAY:
            return places * segment.working * 2
        case _:
            return places * segment.working


def _row(terms: Terms, units: Units, price_ore: int | None = None) -> BillingRow:
    price = terms.price_ore if price_ore is None else price_ore
    amount = round_half_up(units.payable * price)
    return BillingRow(terms.agreement_id, terms, units, price, amount)


def _lump_sum(segment: Segment, month: Month) -> BillingRow:
    twelfth = spread(segment.terms.price_ore, [1] * MONTHS_IN_YEAR)[month.number - 1]
    units = Units(booked=segment.share, payable=segment.share)
    return _row(segment.terms, units, twelfth)


def _places(segment: Segment, agreement: Agreement) -> list[BillingRow]:
    count = place_units(segment, agreement)
    return [_row(segment.terms, Units(booked=count, payable=count))] if count else []


def _results(segment: Segment, placements: Iterable[Placement]) -> list[BillingRow]:
    one = Units(payable=Fraction(1))
    return [
        replace(
            _row(segment.terms, one),
            placement_id=placement.id,
            result_on=placement.exit.ended_on,
            result_group=placement.exit.group,
        )
        for placement in placements
        if placement.exit
        and placement.exit.ended_on in segment.days
        and placement.exit.group in REACHED
    ]


def _of_placement(
    counter: DayCounter, placement: Placement, segment: Segment
) -> Iterable[BillingRow]:
    counted = counter.count(placement, segment.days)
    if counted is not None:
        row = _row(segment.terms, counted.units, segment.terms.price_of(placement.level))
        yield replace(
            row,
            placement_id=placement.id,
            level=placement.level,
            unfilled_days=counted.unfilled_days,
        )


def _rounded_together(rows: list[BillingRow]) -> list[BillingRow]:
    """Parts of one month's price rounded so that they sum to the whole (decisions A14)."""
    parts: dict[tuple[PriceUnit, int | None], list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        if row.terms.unit in (PriceUnit.PLACE_MONTH, PriceUnit.LUMP_SUM):
            parts[row.terms.unit, row.placement_id].append(at)
    made = list(rows)
    for places in parts.values():
        amounts = round_together([rows[at].exact_ore for at in places])
        for at, amount in zip(places, amounts, strict=True):
            made[at] = replace(rows[at], amount_ore=amount)
    return made
