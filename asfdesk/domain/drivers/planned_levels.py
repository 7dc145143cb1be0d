"""What a plan takes places, occupancy, prices and the like to be, as one number each."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from asfdesk.domain.codes import PriceBasis, PriceUnit
from asfdesk.domain.drivers.staff import StaffRole
from asfdesk.domain.drivers.timeline import Timeline
from asfdesk.domain.drivers.training_income import terms_by_month
from asfdesk.domain.money import ratio, round_half_up
from asfdesk.domain.plan import THOUSANDTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.drivers.staff import StaffRow
    from asfdesk.domain.drivers.streams import TrainingStream

NOT_BY_PLACE = (PriceUnit.LUMP_SUM, PriceUnit.RESULT)
"""Prices that are for something else than places."""


class PlannedLevels:
    """Means of some months of a plan, weighed by working days and places.

    Streams that are not paid by place stand outside; None = there is nothing to take a mean of.
    """

    def __init__(self, model: PlanModel, months: Sequence[int]) -> None:
        self._model = model
        self._months = tuple(months)
        self._timeline = Timeline(model.months, model.workdays)
        days = [model.workdays[at] for at in self._months]
        self._weights = days if any(days) else [1] * len(days)
        self._streams = [one for one in model.streams if one.unit not in NOT_BY_PLACE]

    @cached_property
    def _place_days(self) -> dict[int, Fraction]:
        return {one.id: self._mean(one, "places") for one in self._streams}

    def _mean(self, stream: TrainingStream, *fields: str) -> Fraction:
        """The mean of a product of a stream's terms, 0 in months it does not run."""
        terms = terms_by_month(stream, self._timeline)
        total = Fraction(0)
        for at, weight in zip(self._months, self._weights, strict=True):
            held = terms[at]
            if held is not None:
                value = Fraction(weight)
                for field in fields:
                    value *= getattr(held, field)
                total += value
        return total / sum(self._weights)

    @property
    def places_milli(self) -> int:
        """Places, all streams together."""
        return round_half_up(sum(self._place_days.values(), Fraction(0)) * THOUSANDTHS)

    def places_by_stream(self) -> list[tuple[int, Fraction]]:
        """Places of each stream that is paid by place."""
        return list(self._place_days.items())

    @cached_property
    def steady_places(self) -> bool:
        """Whether every stream has the same places in all the months."""
        return all(self._runs_through(one) and not one.changes for one in self._streams)

    def _runs_through(self, one: TrainingStream | StaffRow) -> bool:
        return set(self._months) <= set(self._timeline.span(one.first, one.last))

    @property
    def occupancy_bp(self) -> int | None:
        """Of the places that are paid by occupancy."""
        streams = [one for one in self._streams if one.basis is not PriceBasis.PLACE]
        return self._weighed(streams, "occupancy_bp")

    @property
    def has_sales(self) -> bool:
        """Whether goods or services are sold."""
        return bool(self._model.sales)

    @property
    def has_prices(self) -> bool:
        """Whether anything is sold at a price."""
        return bool(self._model.streams)

    @property
    def price_unit(self) -> PriceUnit | None:
        """What all prices are for, where they are for the same."""
        units = {one.unit for one in self._streams}
        return units.pop() if len(units) == 1 else None

    @property
    def price_ore(self) -> int | None:
        """The price, where all are for the same unit."""
        return None if self.price_unit is None else self._weighed(self._streams, "price_ore")

    def priced_streams(self) -> list[int]:
        """The streams whose price that is."""
        return [one.id for one in self._streams]

    @property
    def supervisors_bp(self) -> int:
        """Full-time equivalents."""
        return round_half_up(sum((size for _id, size in self.supervisors_by_row()), Fraction(0)))

    def supervisors_by_row(self) -> list[tuple[int, Fraction]]:
        """Full-time equivalents of each row, in basis points; 0 in months it does not run."""
        found = []
        for row in self._model.staff:
            if row.role is StaffRole.SUPERVISOR:
                inside = set(self._timeline.span(row.first, row.last))
                share = Fraction(len(inside & set(self._months)), len(self._months))
                found.append((row.id, row.fte_bp * share))
        return found

    @cached_property
    def steady_supervisors(self) -> bool:
        """Whether every row runs through all the months."""
        return all(
            self._runs_through(row) for row in self._model.staff if row.role is StaffRole.SUPERVISOR
        )

    @property
    def sick_bp(self) -> int:
        """Supervisors' illness in the first of the months."""
        return self._model.premises.sick_on(self._model.months[self._months[0]])

    @property
    def terms_days(self) -> int | None:
        """Days until the streams are paid, weighed by places; of sales where there are none."""
        if self._streams:
            weighed = ((one.terms_days, self._place_days[one.id]) for one in self._streams)
            found = _weighed_mean(weighed)
            if found is not None:
                return found
        others = [one.terms_days for one in self._model.streams]
        others += [one.terms_days for one in self._model.sales if one.terms_days]
        return _weighed_mean((days, Fraction(1)) for days in others)

    def _weighed(self, streams: Iterable[TrainingStream], field: str) -> int | None:
        """The mean of what each stream says, weighed by its place-days."""
        streams = list(streams)
        total = sum((self._mean(one, "places", field) for one in streams), Fraction(0))
        places = sum((self._place_days[one.id] for one in streams), Fraction(0))
        mean = ratio(total, places)
        return None if mean is None else round_half_up(mean)


def _weighed_mean(values: Iterable[tuple[int, Fraction]]) -> int | None:
    known = list(values)
    total = sum((value * weight for value, weight in known), Fraction(0))
    mean = ratio(total, sum((weight for _value, weight in known), Fraction(0)))
    return None if mean is None else round_half_up(mean)
