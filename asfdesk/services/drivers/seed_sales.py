"""Sales of a new plan: what each line sold for in a year, with its season and cost of goods."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import SALES, codes_under
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.money import round_half_up
from asfdesk.domain.period import MONTHS_IN_YEAR
from asfdesk.domain.plan import BASIS_POINTS, THOUSANDTHS
from asfdesk.reports.planning.plan_words import line_word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.domain.drivers.kinds import Driver
    from asfdesk.domain.period import Month
    from asfdesk.services.session import ReadSession

GOODS = "K10"
KRONA = 100


@dataclass(frozen=True)
class Seeded:
    """Drivers, and the lines whose actuals they stand for."""

    drivers: tuple[Driver, ...]
    lines: frozenset[str]


def seed_sales(session: ReadSession, year: Mapping[str, Mapping[Month, int]]) -> Seeded:
    """One unit a year of each sales line, priced at the year's sales, by the months' shares.

    Goods cost the same share of every line's sales: which goods went where is not in the books.

    Args:
        session: the open file.
        year: line -> month -> öre by effect, twelve months.
    """
    lines = session.plans.lines()
    sold_on = [
        line
        for line in lines
        if line.code in codes_under(lines, {SALES}) and sum(year.get(line.code, {}).values()) > 0
    ]
    goods = [code for code in codes_under(lines, {GOODS}) if code in year]
    sold = sum(sum(year[line.code].values()) for line in sold_on)
    cost = -sum(sum(year[code].values()) for code in goods)
    share = round_half_up(Fraction(max(cost, 0) * BASIS_POINTS, sold)) if sold else 0
    fits = 0 < share <= BASIS_POINTS
    drivers = tuple(
        SalesStream(
            id=0,
            name=line_word(line),
            volume_milli=THOUSANDTHS,
            price_ore=sum(year[line.code].values()),
            cogs_bp=share if fits else 0,
            season=_season(year[line.code]),
            line_code=line.code,
            cost_line_code=GOODS,
            seeded=True,
        )
        for line in sold_on
    )
    explained = {line.code for line in sold_on} | (set(goods) if fits else set())
    return Seeded(drivers, frozenset(explained))


def _season(amounts: Mapping[Month, int]) -> tuple[int, ...]:
    """Whole kronor by calendar month; a month that gave back more than it sold weighs nothing."""
    by_number = {month.number: max(0, ore) // KRONA for month, ore in amounts.items()}
    return tuple(by_number.get(number, 0) for number in range(1, MONTHS_IN_YEAR + 1))
