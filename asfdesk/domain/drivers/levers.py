"""What can be pulled in a what-if: one lever each for what most often turns out otherwise.

A lever's value is an absolute one (80 % occupancy, 22 places), as people say it; what it means is
a set of shocks, the same that a scenario keeps. Several streams or rows are moved together: places
and full-time equivalents in proportion, exactly as long as all of them run unchanged through the
months that are looked at, else by the same share; occupancy and payment days by as much each;
prices by as much each when all are for the same unit, else by the same share.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.shocks import Shock, ShockDriver
from asfdesk.domain.money import round_half_up, spread
from asfdesk.domain.plan import BASIS_POINTS, THOUSANDTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from asfdesk.domain.codes import PriceUnit
    from asfdesk.domain.drivers.planned_levels import PlannedLevels

PER_CENT = 100
KRONA = 100
SUPERVISOR_STEP = 2_500
LOWEST_OCCUPANCY = 4_000
MOST_SICK = 3_000
MOST_DAYS = 120
TEN_PLACES = 10 * THOUSANDTHS


class LeverKey(StrEnum):
    """What can be pulled, in the order it is shown."""

    OCCUPANCY = "occupancy"
    PLACES = "places"
    PRICE = "price"
    SUPERVISORS = "supervisors"
    SICK = "sick"
    PAYMENT_DAYS = "payment_days"
    SALES_VOLUME = "sales_volume"


class LeverUnit(StrEnum):
    """What a lever's value is. SHARE_OF_PLAN is basis points too: 10000 = as planned."""

    BASIS_POINTS = "bp"
    SHARE_OF_PLAN = "share"
    THOUSANDTHS = "milli"
    FULL_TIME = "fte"
    ORE = "ore"
    DAYS = "days"


@dataclass(frozen=True)
class Lever:
    """One lever of one plan.

    Attributes:
        planned: the plan's own value; a mean over its rows and months where they differ.
        low, high, step: where it can be pulled, and by how much with a key.
        price_unit: what the price is for; None for other levers and for a share.
    """

    key: LeverKey
    unit: LeverUnit
    planned: int
    low: int
    high: int
    step: int
    price_unit: PriceUnit | None = None


def levers(level: PlannedLevels) -> tuple[Lever, ...]:
    """The levers that mean something in a plan with these levels."""
    found = (
        _occupancy(level),
        _places(level),
        _price(level),
        _supervisors(level),
        _sick(level),
        _payment(level),
        _share(LeverKey.SALES_VOLUME) if level.has_sales else None,
    )
    return tuple(lever for lever in found if lever is not None)


def _occupancy(level: PlannedLevels) -> Lever | None:
    planned = level.occupancy_bp
    if planned is None:
        return None
    low = min(LOWEST_OCCUPANCY, planned // PER_CENT * PER_CENT)
    unit = LeverUnit.BASIS_POINTS
    return Lever(LeverKey.OCCUPANCY, unit, planned, low, BASIS_POINTS, PER_CENT)


def _places(level: PlannedLevels) -> Lever | None:
    planned = level.places_milli
    if not planned:
        return None
    most = _up(max(2 * planned, planned + TEN_PLACES), THOUSANDTHS)
    return Lever(LeverKey.PLACES, LeverUnit.THOUSANDTHS, planned, 0, most, THOUSANDTHS)


def _price(level: PlannedLevels) -> Lever | None:
    if not level.has_prices:
        return None
    planned = level.price_ore
    if planned is None:
        return _share(LeverKey.PRICE)
    step = _price_step(planned)
    low, high = planned // 2 // step * step, _up(planned * 3 // 2, step)
    return Lever(LeverKey.PRICE, LeverUnit.ORE, planned, low, high, step, level.price_unit)


def _price_step(planned_ore: int) -> int:
    """A krona; fifty or a hundred where the price is of a whole month."""
    for limit, step in ((1_000, 1), (10_000, 50)):
        if planned_ore < limit * KRONA:
            return step * KRONA
    return 100 * KRONA


def _supervisors(level: PlannedLevels) -> Lever | None:
    planned = level.supervisors_bp
    if not planned:
        return None
    most = _up(max(2 * planned, planned + BASIS_POINTS), SUPERVISOR_STEP)
    unit = LeverUnit.FULL_TIME
    return Lever(LeverKey.SUPERVISORS, unit, planned, 0, most, SUPERVISOR_STEP)


def _sick(level: PlannedLevels) -> Lever | None:
    if not level.supervisors_bp:
        return None
    planned = level.sick_bp
    most = max(MOST_SICK, planned)
    return Lever(LeverKey.SICK, LeverUnit.BASIS_POINTS, planned, 0, most, PER_CENT // 2)


def _payment(level: PlannedLevels) -> Lever | None:
    planned = level.terms_days
    if planned is None:
        return None
    most = max(MOST_DAYS, planned)
    return Lever(LeverKey.PAYMENT_DAYS, LeverUnit.DAYS, planned, 0, most, 5)


def _share(key: LeverKey) -> Lever:
    low, high = BASIS_POINTS // 2, BASIS_POINTS * 3 // 2
    return Lever(key, LeverUnit.SHARE_OF_PLAN, BASIS_POINTS, low, high, PER_CENT)


def _up(value: int, step: int) -> int:
    return -(-value // step) * step


def shocks_of(
    level: PlannedLevels, known: Iterable[Lever], values: Mapping[LeverKey, int]
) -> tuple[Shock, ...]:
    """What the levers' values change in the plan they were made for; () when nothing does.

    Args:
        level: the plan's levels, without these shocks.
        known: its levers.
        values: where they stand; one that is missing stands as planned.
    """
    found: list[Shock] = []
    for lever in known:
        change = values.get(lever.key, lever.planned) - lever.planned
        if change:
            found += _shocks(level, lever, change)
    return tuple(found)


_BY_AS_MUCH = {
    LeverKey.OCCUPANCY: ShockDriver.OCCUPANCY,
    LeverKey.SICK: ShockDriver.SICK,
    LeverKey.PAYMENT_DAYS: ShockDriver.PAYMENT_DAYS,
}
"""Levers that move everything they strike by as much."""
_BY_SHARE = {LeverKey.SALES_VOLUME: ShockDriver.SALES_VOLUME, LeverKey.PRICE: ShockDriver.PRICE}


def _shocks(level: PlannedLevels, lever: Lever, change: int) -> list[Shock]:
    if lever.unit is LeverUnit.SHARE_OF_PLAN:
        return [Shock(_BY_SHARE[lever.key], factor_bp=BASIS_POINTS + change)]
    match lever.key:
        case LeverKey.PLACES:
            if not level.steady_places:
                return _by_share(ShockDriver.PLACES, lever, change)
            return _in_proportion(ShockDriver.PLACES, level.places_by_stream(), change)
        case LeverKey.SUPERVISORS:
            if not level.steady_supervisors:
                return _by_share(ShockDriver.SUPERVISORS, lever, change)
            return _in_proportion(ShockDriver.SUPERVISORS, level.supervisors_by_row(), change)
        case LeverKey.PRICE:
            ids = level.priced_streams()
            return [Shock(ShockDriver.PRICE, delta=change, target_id=one) for one in ids]
        case _:
            return [Shock(_BY_AS_MUCH[lever.key], delta=change)]


def _by_share(driver: ShockDriver, lever: Lever, change: int) -> list[Shock]:
    share = Fraction(BASIS_POINTS * (lever.planned + change), lever.planned)
    return [Shock(driver, factor_bp=round_half_up(share))]


def _in_proportion(
    driver: ShockDriver, sizes: Sequence[tuple[int, Fraction]], change: int
) -> list[Shock]:
    """One shock for each row, together exactly the change."""
    weights = [int(size * THOUSANDTHS) for _id, size in sizes]
    parts = spread(change, weights)
    return [
        Shock(driver, delta=part, target_id=row)
        for (row, _size), part in zip(sizes, parts, strict=True)
        if part
    ]
