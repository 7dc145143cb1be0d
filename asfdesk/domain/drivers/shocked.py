"""A plan with its shocks applied: first the factor, then the difference (finance.md §9.3).

A shock from a month on becomes a dated change of what it strikes; a row of staff or a cost is
split in two there. Nothing becomes negative that was not, and occupancy stays within 100 %.
Payment days strike streams, and sales that are not paid at once; a cash sale stays one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from asfdesk.domain.drivers.costs import FixedCost
from asfdesk.domain.drivers.sales import SalesChange, SalesStream
from asfdesk.domain.drivers.shocks import ShockDriver
from asfdesk.domain.drivers.staff import StaffRole, StaffRow
from asfdesk.domain.drivers.streams import StreamChange, TrainingStream
from asfdesk.domain.money import round_half_up
from asfdesk.domain.plan import BASIS_POINTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.drivers.shocks import Shock
    from asfdesk.domain.period import Month

_Change = TypeVar("_Change", StreamChange, SalesChange)
_Row = TypeVar("_Row", StaffRow, FixedCost)
_Sold = TypeVar("_Sold", TrainingStream, SalesStream)
_OF_STREAM = (ShockDriver.PLACES, ShockDriver.OCCUPANCY, ShockDriver.PRICE)
_OF_SALE = (ShockDriver.SALES_VOLUME, ShockDriver.SALES_PRICE)


def shocked(model: PlanModel) -> PlanModel:
    """The same plan with its shocks worked into its drivers, one after the other, and gone."""
    start = model.months[0]
    for shock in model.shocks:
        model = _one(model, shock, start)
    return replace(model, shocks=())


def _one(model: PlanModel, shock: Shock, start: Month) -> PlanModel:
    hit = _Hit(shock, start)
    driver = shock.driver
    if driver in _OF_STREAM:
        return replace(model, streams=tuple(hit.stream(one) for one in model.streams))
    if driver in _OF_SALE:
        return replace(model, sales=tuple(hit.sale(one) for one in model.sales))
    if driver in (ShockDriver.SUPERVISORS, ShockDriver.PAY):
        return replace(model, staff=tuple(row for one in model.staff for row in hit.staff(one)))
    if driver is ShockDriver.FIXED_COSTS:
        return replace(model, fixed=tuple(row for one in model.fixed for row in hit.fixed(one)))
    if driver is ShockDriver.PAYMENT_DAYS:
        sales = model.sales
        if shock.target_id is None:
            sales = tuple(hit.terms(one) if one.terms_days else one for one in sales)
        streams = tuple(hit.terms(one) if hit.strikes(one.id) else one for one in model.streams)
        return replace(model, streams=streams, sales=sales)
    premises = model.premises
    sick, changes = hit.dated(premises.sick_bp, premises.sick_changes, most=BASIS_POINTS)
    return replace(model, premises=replace(premises, sick_bp=sick, sick_changes=changes))


def changed(value: int, shock: Shock, most: int | None = None) -> int:
    """A value after a shock: times the factor, plus the difference, never across zero.

    Args:
        value: in the driver's own unit.
        shock: what strikes it.
        most: the highest it may become; a value that was above it is kept there.
    """
    after = value
    if shock.factor_bp is not None:
        after = round_half_up(Fraction(value * shock.factor_bp, BASIS_POINTS))
    after += shock.delta
    if most is not None:
        after = min(after, most)
    return max(after, 0) if value >= 0 else min(after, 0)


@dataclass(frozen=True)
class _Hit:
    """One shock, in a plan that begins in `start`."""

    shock: Shock
    start: Month

    def strikes(self, driver_id: int) -> bool:
        """Whether a driver is meant."""
        return self.shock.target_id in (None, driver_id)

    def dated(
        self, value: int, changes: Sequence[tuple[Month, int]], most: int | None = None
    ) -> tuple[int, tuple[tuple[Month, int], ...]]:
        """A value with its dated changes, all of them struck, or those from the month on."""
        first = self.shock.first
        if first is None or first <= self.start:
            later = tuple((month, changed(old, self.shock, most)) for month, old in changes)
            return changed(value, self.shock, most), later
        held = [value, *(old for month, old in changes if month <= first)][-1]
        later = tuple(
            (month, changed(old, self.shock, most)) for month, old in changes if month > first
        )
        before = tuple(pair for pair in changes if pair[0] < first)
        return value, (*before, (first, changed(held, self.shock, most)), *later)

    def stream(self, stream: TrainingStream) -> TrainingStream:
        """A stream with other places, occupancy or prices."""
        if not self.strikes(stream.id):
            return stream
        base = StreamChange(
            stream.first or self.start, stream.places_milli, stream.occupancy_bp, stream.price_ore
        )
        before, after = self._parts([base, *sorted(stream.changes, key=lambda one: one.first)])
        held, *changes = [*before, *map(self._stream_change, after)]
        return replace(
            stream,
            places_milli=held.places_milli,
            occupancy_bp=held.occupancy_bp,
            price_ore=held.price_ore,
            changes=tuple(changes),
        )

    def _stream_change(self, held: StreamChange) -> StreamChange:
        match self.shock.driver:
            case ShockDriver.PLACES:
                return replace(held, places_milli=changed(held.places_milli, self.shock))
            case ShockDriver.OCCUPANCY:
                share = changed(held.occupancy_bp, self.shock, BASIS_POINTS)
                return replace(held, occupancy_bp=share)
            case _:
                return replace(held, price_ore=changed(held.price_ore, self.shock))

    def sale(self, sale: SalesStream) -> SalesStream:
        """Sales with another volume or price."""
        if not self.strikes(sale.id):
            return sale
        base = SalesChange(sale.first or self.start, sale.volume_milli, sale.price_ore)
        before, after = self._parts([base, *sorted(sale.changes, key=lambda one: one.first)])
        held, *changes = [*before, *map(self._sales_change, after)]
        return replace(
            sale,
            volume_milli=held.volume_milli,
            price_ore=held.price_ore,
            changes=tuple(changes),
        )

    def _sales_change(self, held: SalesChange) -> SalesChange:
        if self.shock.driver is ShockDriver.SALES_VOLUME:
            return replace(held, volume_milli=changed(held.volume_milli, self.shock))
        return replace(held, price_ore=changed(held.price_ore, self.shock))

    def _parts(self, held: list[_Change]) -> tuple[list[_Change], list[_Change]]:
        """What holds before the shock's month, and from it on; the latter is never empty."""
        first = self.shock.first
        if first is None or first <= max(held[0].first, self.start):
            return [], held
        before = [one for one in held if one.first < first]
        after = [one for one in held if one.first >= first]
        if not any(one.first == first for one in after):
            after.insert(0, replace(before[-1], first=first))
        return before, after

    def staff(self, row: StaffRow) -> Iterable[StaffRow]:
        """A row with other full-time equivalents or pay, in two where the shock comes later."""
        supervisors = self.shock.driver is ShockDriver.SUPERVISORS
        if not self.strikes(row.id) or (supervisors and row.role is not StaffRole.SUPERVISOR):
            return (row,)
        if supervisors:
            struck = replace(row, fte_bp=changed(row.fte_bp, self.shock))
        else:
            struck = replace(row, monthly_pay_ore=changed(row.monthly_pay_ore, self.shock))
        return self._split(row, struck)

    def fixed(self, cost: FixedCost) -> Iterable[FixedCost]:
        """A cost with another amount, in two where the shock comes later."""
        if not self.strikes(cost.id):
            return (cost,)
        return self._split(cost, replace(cost, amount_ore=changed(cost.amount_ore, self.shock)))

    def _split(self, old: _Row, struck: _Row) -> tuple[_Row, ...]:
        first, begins = self.shock.first, old.first or self.start
        if first is None or first <= max(begins, self.start):
            return (struck,)
        if old.last is not None and old.last < first:
            return (old,)
        until = replace(old, last=first.plus(-1))
        return until, replace(struck, first=first, since=old.since or begins)

    def terms(self, sold: _Sold) -> _Sold:
        """A stream or sale that is paid later or sooner."""
        days, changes = self.dated(sold.terms_days, sold.terms_changes)
        return replace(sold, terms_days=days, terms_changes=changes)
