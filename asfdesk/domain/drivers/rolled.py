"""A driver as it stands when a later plan begins: next year's plan is made from this year's."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from asfdesk.domain.drivers.costs import FixedCost, Grant, Investment, Loan
from asfdesk.domain.drivers.premises import CashItem
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.staff import StaffRow
from asfdesk.domain.drivers.staff_cost import rises_by
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.domain.drivers.timeline import months_between
from asfdesk.domain.money import round_half_up
from asfdesk.domain.plan import BASIS_POINTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.drivers.kinds import Driver
    from asfdesk.domain.drivers.staff import Subsidy
    from asfdesk.domain.period import Month

Dated = TypeVar("Dated", TrainingStream, SalesStream, StaffRow, FixedCost)


def rolled(driver: Driver, begun: Month, months: Sequence[Month]) -> Driver | None:
    """A driver of a plan that began in `begun`, for a plan of these months.

    Changes, rises and indexes that have come by then are worked in; the rest still comes. What
    was bought, borrowed or granted keeps its own months. None for what has ended by then, or
    does not begin before the new plan ends.
    """
    match driver:
        case TrainingStream():
            return _stream(driver, months)
        case SalesStream():
            return _sale(driver, months)
        case StaffRow():
            return _staff(driver, begun, months)
        case FixedCost():
            return _cost(driver, begun, months)
        case Grant():
            outside = driver.last < months[0] or driver.first > months[-1]
            return None if outside else driver
        case Investment() | Loan() | CashItem():
            return None if driver.month > months[-1] else driver
        case _:
            return None


def _clipped(driver: Dated, months: Sequence[Month]) -> Dated | None:
    """With its months inside the new plan; None when it has none there."""
    first, last = driver.first, driver.last
    if (last is not None and last < months[0]) or (first is not None and first > months[-1]):
        return None
    return replace(
        driver,
        first=first if first is not None and first > months[0] else None,
        last=last if last is not None and last < months[-1] else None,
    )


def _stream(stream: TrainingStream, months: Sequence[Month]) -> TrainingStream | None:
    inside = _clipped(stream, months)
    if inside is None:
        return None
    start = inside.first or months[0]
    come = [one for one in stream.changes if one.first <= start]
    held = come[-1] if come else stream
    return replace(
        inside,
        places_milli=held.places_milli,
        occupancy_bp=held.occupancy_bp,
        price_ore=held.price_ore,
        changes=tuple(one for one in stream.changes if start < one.first <= months[-1]),
    )


def _sale(sale: SalesStream, months: Sequence[Month]) -> SalesStream | None:
    inside = _clipped(sale, months)
    if inside is None:
        return None
    start = inside.first or months[0]
    come = [one for one in sale.changes if one.first <= start]
    held = come[-1] if come else sale
    return replace(
        inside,
        volume_milli=held.volume_milli,
        price_ore=held.price_ore,
        changes=tuple(one for one in sale.changes if start < one.first <= months[-1]),
    )


def _staff(row: StaffRow, begun: Month, months: Sequence[Month]) -> StaffRow | None:
    inside = _clipped(row, months)
    if inside is None:
        return None
    start = inside.first or months[0]
    times = max(0, rises_by(max(row.first or begun, begun), row.rise_month, start))
    pay = round_half_up(row.monthly_pay_ore * (1 + Fraction(row.rise_bp, BASIS_POINTS)) ** times)
    return replace(inside, monthly_pay_ore=pay, subsidy=_support(row.subsidy, months))


def _support(subsidy: Subsidy | None, months: Sequence[Month]) -> Subsidy | None:
    if subsidy is None or (subsidy.last is not None and subsidy.last < months[0]):
        return None
    if subsidy.first is not None and subsidy.first > months[-1]:
        return None
    return replace(
        subsidy,
        first=subsidy.first if subsidy.first and subsidy.first > months[0] else None,
        last=subsidy.last if subsidy.last and subsidy.last < months[-1] else None,
    )


def _cost(cost: FixedCost, begun: Month, months: Sequence[Month]) -> FixedCost | None:
    first = max(cost.first or begun, begun)
    if cost.every_months == 0:
        return replace(cost, first=first) if months[0] <= first <= months[-1] else None
    inside = _clipped(cost, months)
    if inside is None:
        return None
    start = inside.first or months[0]
    late = -months_between(first, start) % cost.every_months
    next_time = start.plus(late)
    januaries = max(0, next_time.year - first.year)
    index = (1 + Fraction(cost.index_bp, BASIS_POINTS)) ** januaries
    return replace(
        inside,
        amount_ore=round_half_up(cost.amount_ore * index),
        first=next_time if next_time > months[0] else None,
    )
