"""Which parameters a plan really uses, so that it can say so and what was never checked is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.parameters import Parameters
from asfdesk.domain.drivers.rates import Rates, rates_by_month
from asfdesk.domain.drivers.staff_cost import staff_months
from asfdesk.domain.drivers.timeline import Timeline

if TYPE_CHECKING:
    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.drivers.parameters import ParameterKey


def used_rates(model: PlanModel) -> Parameters:
    """The values that are looked up when the plan's staff is reckoned, of all that are known.

    Nothing but staff is reckoned with parameters: VAT and depreciation are said row by row.
    """
    timeline = Timeline(model.months, model.workdays)
    noted = [_NotedRates(one.values) for one in rates_by_month(model.parameters, model.months)]
    for row in model.staff:
        staff_months(row, timeline, noted)
    found = {
        parameter
        for month, rates in zip(model.months, noted, strict=True)
        for key in rates.asked
        if (parameter := model.parameters.on(key, month.first)) is not None
    }
    return Parameters.of(found)


@dataclass(frozen=True)
class _NotedRates(Rates):
    """A month's rates that remember what was asked for."""

    asked: set[ParameterKey] = field(default_factory=set)

    def get(self, key: ParameterKey) -> int | None:
        """The value, noted."""
        self.asked.add(key)
        return super().get(key)

    def or_zero(self, key: ParameterKey) -> int:
        """The value or 0, noted."""
        self.asked.add(key)
        return super().or_zero(key)
