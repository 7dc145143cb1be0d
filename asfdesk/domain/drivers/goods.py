"""Sales of goods and services by month, and what the goods cost (finance.md §9.3).

What twelve months come to is rounded once and split over the calendar year by the season, largest
remainder: any twelve months in a row with the same price and volume come to exactly that.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from asfdesk.domain.money import round_half_up, spread
from asfdesk.domain.plan import BASIS_POINTS, THOUSANDTHS

if TYPE_CHECKING:
    from asfdesk.domain.drivers.sales import SalesStream
    from asfdesk.domain.drivers.timeline import Timeline


class SalesTerms(NamedTuple):
    """What holds of a sales stream in one month: thousandths of a unit in a year, öre."""

    volume_milli: int
    price_ore: int

    @property
    def year_ore(self) -> Fraction:
        """Exact sales of twelve months."""
        return Fraction(self.volume_milli * self.price_ore, THOUSANDTHS)


def sales_terms(stream: SalesStream, timeline: Timeline) -> tuple[SalesTerms | None, ...]:
    """What holds in each month of the plan; None in months without sales."""
    held = SalesTerms(stream.volume_milli, stream.price_ore)
    coming = sorted(stream.changes, key=lambda change: change.first, reverse=True)
    found: list[SalesTerms | None] = [None] * len(timeline.months)
    for at in timeline.span(stream.first, stream.last):
        while coming and coming[-1].first <= timeline.months[at]:
            new = coming.pop()
            held = SalesTerms(new.volume_milli, new.price_ore)
        found[at] = held
    return tuple(found)


def season_share(stream: SalesStream, number: int) -> Fraction:
    """A calendar month's share of the year; the same for all when no weight is given."""
    total = sum(stream.season)
    return Fraction(stream.season[number - 1], total) if total else Fraction(1, len(stream.season))


def sales_income(stream: SalesStream, timeline: Timeline) -> tuple[int, ...]:
    """Öre sold for by month."""
    return _by_month(stream, timeline, Fraction(1))


def cost_of_goods(stream: SalesStream, timeline: Timeline) -> tuple[int, ...]:
    """Öre the goods cost by month, positive: a share of the exact sales."""
    return _by_month(stream, timeline, Fraction(stream.cogs_bp, BASIS_POINTS))


def _by_month(stream: SalesStream, timeline: Timeline, share: Fraction) -> tuple[int, ...]:
    years: dict[SalesTerms, list[int]] = {}
    found = []
    for terms, month in zip(sales_terms(stream, timeline), timeline.months, strict=True):
        if terms is not None and terms not in years:
            years[terms] = spread(round_half_up(terms.year_ore * share), stream.season)
        found.append(0 if terms is None else years[terms][month.number - 1])
    return tuple(found)
