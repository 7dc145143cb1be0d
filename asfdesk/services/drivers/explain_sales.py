"""Why a line of sales differs from plan: volume and price, where the volume sold is typed.

What was planned comes from the plan's sales streams; what was sold is typed by month under the
stream's name, because bookkeeping holds no volumes. Nothing is guessed where it is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.goods import sales_terms, season_share
from asfdesk.domain.plan import THOUSANDTHS
from asfdesk.domain.planning.sales_variance import PlannedSale, SalesMonth, sales_effects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.drivers.sales import SalesStream
    from asfdesk.domain.period import Month
    from asfdesk.domain.planning.forecast import LineYear
    from asfdesk.domain.planning.sales_variance import SalesEffects
    from asfdesk.services.drivers.plan_behind import PlanBehind
    from asfdesk.services.session import ReadSession


@dataclass(frozen=True)
class SalesExplained:
    """A line of sales taken apart.

    Attributes:
        streams: names of the plan's sales streams on the line.
    """

    effects: SalesEffects
    streams: tuple[str, ...]


def explain_sales(
    session: ReadSession,
    line_code: str,
    line: LineYear,
    behind: PlanBehind | None,
    months: Sequence[Month],
) -> SalesExplained | None:
    """Volume and price over some months; None when the plan sells nothing on the line."""
    streams = [one for one in behind.model.sales if one.line_code == line_code] if behind else []
    if behind is None or not streams or not months:
        return None
    planned: dict[Month, dict[str, PlannedSale]] = {month: {} for month in months}
    for stream in streams:
        for month, sale in _planned(stream, behind).items():
            if month in planned:
                _add(planned[month], stream.name, sale)
    sold: dict[Month, dict[str, Fraction]] = {month: {} for month in months}
    for volume in session.expected.volumes(line_code):
        if volume.month in sold:
            sold[volume.month][volume.name] = Fraction(volume.volume_milli, THOUSANDTHS)
    effects = sales_effects(
        SalesMonth(
            month,
            planned[month],
            sold[month],
            line.plan.get(month, 0),
            line.actual.get(month, 0),
        )
        for month in months
    )
    return SalesExplained(effects, tuple(dict.fromkeys(one.name for one in streams)))


def _planned(stream: SalesStream, behind: PlanBehind) -> dict[Month, PlannedSale]:
    """The months in which the stream runs: units, and öre per unit."""
    terms = sales_terms(stream, behind.timeline)
    return {
        month: PlannedSale(
            Fraction(held.volume_milli, THOUSANDTHS) * season_share(stream, month.number),
            Fraction(held.price_ore),
        )
        for month, held in zip(behind.model.months, terms, strict=True)
        if held is not None
    }


def _add(month: dict[str, PlannedSale], name: str, sale: PlannedSale) -> None:
    """Streams with the same name are one: their price is what they come to together."""
    before = month.get(name)
    if before is None:
        month[name] = sale
        return
    volume = before.volume + sale.volume
    ore = before.volume * before.price_ore + sale.volume * sale.price_ore
    month[name] = PlannedSale(volume, ore / volume if volume else sale.price_ore)
