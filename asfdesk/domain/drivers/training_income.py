"""Training income by month: what was sold, in the unit of its price (finance.md §9.3).

* DAY and LEVEL_DAY: places × working days × occupancy × price; LEVEL_DAY by the price that the
  levels come to on average. HALF_DAY: a place-day is two half days. HOUR: it is `day_minutes`.
* PLACE_MONTH: places × occupancy × price, however many days the month has.
* LUMP_SUM: a twelfth of the year's sum, split over the calendar year by largest remainder as it
  is invoiced (domain.sales.billing).
* RESULT: `places_milli` results a month × price.

With the basis PLACE every sold place is paid: the occupancy is 100 %. A month is rounded to öre
once (decisions A2).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from asfdesk.domain.codes import PriceBasis, PriceUnit
from asfdesk.domain.drivers.result import Volumes
from asfdesk.domain.money import round_quotient, spread
from asfdesk.domain.period import MONTHS_IN_YEAR
from asfdesk.domain.plan import BASIS_POINTS, THOUSANDTHS

if TYPE_CHECKING:
    from asfdesk.domain.drivers.streams import TrainingStream
    from asfdesk.domain.drivers.timeline import Timeline

MINUTES_IN_HOUR = 60
HALF_DAYS = 2
PARTS = THOUSANDTHS * BASIS_POINTS * MINUTES_IN_HOUR
"""Small parts of a unit: fine enough for places, occupancy and minutes together."""

ZERO = Fraction(0)


class StreamTerms(NamedTuple):
    """What holds of a stream in one month: thousandths of a place, basis points, öre."""

    places_milli: int
    occupancy_bp: int
    price_ore: int

    @property
    def places(self) -> Fraction:
        """Sold places."""
        return Fraction(self.places_milli, THOUSANDTHS)

    @property
    def occupancy(self) -> Fraction:
        """The share of them that is paid for."""
        return Fraction(self.occupancy_bp, BASIS_POINTS)


def terms_by_month(stream: TrainingStream, timeline: Timeline) -> tuple[StreamTerms | None, ...]:
    """What holds in each month of the plan; None in months it does not run."""
    held = _terms(stream, stream.places_milli, stream.occupancy_bp, stream.price_ore)
    coming = sorted(stream.changes, key=lambda change: change.first, reverse=True)
    found: list[StreamTerms | None] = [None] * len(timeline.months)
    for at in timeline.span(stream.first, stream.last):
        while coming and coming[-1].first <= timeline.months[at]:
            new = coming.pop()
            held = _terms(stream, new.places_milli, new.occupancy_bp, new.price_ore)
        found[at] = held
    return tuple(found)


def _terms(stream: TrainingStream, places: int, occupancy: int, price: int) -> StreamTerms:
    paid = BASIS_POINTS if stream.basis is PriceBasis.PLACE else occupancy
    return StreamTerms(places, paid, price)


def units(stream: TrainingStream, terms: StreamTerms, workdays: int) -> Fraction:
    """Units paid for in a month with so many working days; of a lump sum, one part of the year."""
    if stream.unit is PriceUnit.LUMP_SUM:
        return Fraction(1, MONTHS_IN_YEAR)
    return Fraction(_parts(stream, terms, workdays), PARTS)


def _parts(stream: TrainingStream, terms: StreamTerms, workdays: int) -> int:
    """The units in whole small parts."""
    paid = terms.places_milli * terms.occupancy_bp
    match stream.unit:
        case PriceUnit.RESULT:
            return terms.places_milli * BASIS_POINTS * MINUTES_IN_HOUR
        case PriceUnit.PLACE_MONTH:
            return paid * MINUTES_IN_HOUR
        case PriceUnit.HALF_DAY:
            return paid * workdays * HALF_DAYS * MINUTES_IN_HOUR
        case PriceUnit.HOUR:
            return paid * workdays * stream.day_minutes
        case _:
            return paid * workdays * MINUTES_IN_HOUR


def training_income(stream: TrainingStream, timeline: Timeline) -> tuple[int, ...]:
    """Öre by month."""
    if stream.unit is PriceUnit.LUMP_SUM:
        return _lump_sums(stream, timeline)
    return tuple(
        0
        if terms is None
        else round_quotient(_parts(stream, terms, workdays) * terms.price_ore, PARTS)
        for terms, workdays in zip(terms_by_month(stream, timeline), timeline.workdays, strict=True)
    )


def _lump_sums(stream: TrainingStream, timeline: Timeline) -> tuple[int, ...]:
    return tuple(
        0 if terms is None else spread(terms.price_ore, [1] * MONTHS_IN_YEAR)[month.number - 1]
        for terms, month in zip(terms_by_month(stream, timeline), timeline.months, strict=True)
    )


def places_milli(stream: TrainingStream, timeline: Timeline) -> tuple[int, ...]:
    """Thousandths of a place by month."""
    return tuple(
        0 if terms is None else terms.places_milli for terms in terms_by_month(stream, timeline)
    )


def volumes(stream: TrainingStream, timeline: Timeline) -> Volumes | None:
    """Places and place-days by month; None for a stream that sells no places.

    A result is no place. A lump sum may be for some: then they are counted.
    """
    held = terms_by_month(stream, timeline)
    sold = any(terms is not None and terms.places_milli for terms in held)
    if stream.unit is PriceUnit.RESULT or (stream.unit is PriceUnit.LUMP_SUM and not sold):
        return None
    known: dict[tuple[StreamTerms | None, int], tuple[Fraction, Fraction, Fraction]] = {}
    counted = []
    for alike in zip(held, timeline.workdays, strict=True):
        if alike not in known:
            known[alike] = _counted(*alike)
        counted.append(known[alike])
    places, days, delivered = zip(*counted, strict=True) if counted else ((), (), ())
    return Volumes(stream.id, places, days, delivered)


def _counted(terms: StreamTerms | None, workdays: int) -> tuple[Fraction, Fraction, Fraction]:
    """Places, place-days and delivered days of a month."""
    if terms is None:
        return ZERO, ZERO, ZERO
    days = terms.places * workdays
    return terms.places, days, days * terms.occupancy
