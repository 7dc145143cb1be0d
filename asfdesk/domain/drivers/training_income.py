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
from asfdesk.domain.money import round_half_up, spread
from asfdesk.domain.period import MONTHS_IN_YEAR
from asfdesk.domain.plan import BASIS_POINTS, THOUSANDTHS

if TYPE_CHECKING:
    from asfdesk.domain.drivers.streams import TrainingStream
    from asfdesk.domain.drivers.timeline import Timeline

MINUTES_IN_HOUR = 60
HALF_DAYS = 2
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
    match stream.unit:
        case PriceUnit.LUMP_SUM:
            return Fraction(1, MONTHS_IN_YEAR)
        case PriceUnit.RESULT:
            return terms.places
        case PriceUnit.PLACE_MONTH:
            return terms.places * terms.occupancy
        case PriceUnit.HALF_DAY:
            return terms.places * terms.occupancy * workdays * HALF_DAYS
        case PriceUnit.HOUR:
            hours = Fraction(stream.day_minutes, MINUTES_IN_HOUR)
            return terms.places * terms.occupancy * workdays * hours
        case _:
            return terms.places * terms.occupancy * workdays


def training_income(stream: TrainingStream, timeline: Timeline) -> tuple[int, ...]:
    """Öre by month."""
    return tuple(
        0 if terms is None else _amount(stream, terms, workdays, month.number)
        for terms, workdays, month in zip(
            terms_by_month(stream, timeline), timeline.workdays, timeline.months, strict=True
        )
    )


def _amount(stream: TrainingStream, terms: StreamTerms, workdays: int, number: int) -> int:
    if stream.unit is PriceUnit.LUMP_SUM:
        return spread(terms.price_ore, [1] * MONTHS_IN_YEAR)[number - 1]
    return round_half_up(units(stream, terms, workdays) * terms.price_ore)


def volumes(stream: TrainingStream, timeline: Timeline) -> Volumes | None:
    """Places and place-days by month; None for a stream that sells no places.

    A result is no place. A lump sum may be for some: then they are counted.
    """
    held = terms_by_month(stream, timeline)
    sold = any(terms is not None and terms.places_milli for terms in held)
    if stream.unit is PriceUnit.RESULT or (stream.unit is PriceUnit.LUMP_SUM and not sold):
        return None
    places = tuple(ZERO if terms is None else terms.places for terms in held)
    days = tuple(one * count for one, count in zip(places, timeline.workdays, strict=True))
    delivered = tuple(
        ZERO if terms is None else one * terms.occupancy
        for one, terms in zip(days, held, strict=True)
    )
    return Volumes(stream.id, places, days, delivered)
