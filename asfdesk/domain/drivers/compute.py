"""A plan from its drivers, month by month (ADR 0031).

A `Calculator` keeps what each driver gave. Changing one driver computes that one again and adds
the plan up; a new `Calculator` computes all of it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.components import SickCover
from asfdesk.domain.drivers.kept import Workings
from asfdesk.domain.drivers.result import PlanResult
from asfdesk.domain.drivers.supervisors import supervision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.drivers.result import Component
    from asfdesk.domain.drivers.timeline import Timeline
    from asfdesk.domain.period import Month


class Calculator:
    """Computes plans; what the drivers gave is kept while months and parameters stay the same."""

    def __init__(self) -> None:
        self._workings: Workings | None = None

    def compute(self, model: PlanModel) -> PlanResult:
        """The plan, without liquidity; its shocks must have been applied already."""
        workings = self._workings_of(model)
        timeline = workings.frame.timeline
        training = [workings.stream(one) for one in model.streams]
        trainees = [one.trainees_milli for one in training if one.trainees_milli]
        components = (*(one.component for one in training), *_others(model, workings))
        lines, overridden = _lines(components, model.overrides, timeline)
        return PlanResult(
            months=model.months,
            lines=lines,
            components=components,
            volumes=tuple(one.volumes for one in training if one.volumes is not None),
            supervision=supervision(model.staff, trainees, model.premises, timeline),
            overridden=overridden,
        )

    def _workings_of(self, model: PlanModel) -> Workings:
        given = (model.months, model.workdays, model.parameters, model.costs_typed_positive)
        if self._workings is None or self._workings.given != given:
            self._workings = Workings(*given)
        self._workings.turn()
        return self._workings


def compute(model: PlanModel) -> PlanResult:
    """The plan, without liquidity; its shocks must have been applied already (`shocked`)."""
    return Calculator().compute(model)


def _others(model: PlanModel, workings: Workings) -> Iterator[Component]:
    """What everything but training gives, in the order of the model."""
    cover = SickCover.of(model.premises, workings.frame.timeline)
    for sale in model.sales:
        yield from workings.sale(sale)
    for row in model.staff:
        _months, components = workings.staff(row)
        yield from components
        yield from workings.illness((row, cover))
    yield from map(workings.fixed, model.fixed)
    yield from map(workings.grant, model.grants)
    yield from map(workings.investment, model.investments)
    yield from map(workings.loan, model.loans)


def _lines(
    components: Iterable[Component],
    overrides: Mapping[tuple[str, Month], int],
    timeline: Timeline,
) -> tuple[dict[str, tuple[int, ...]], frozenset[tuple[str, Month]]]:
    """Each line's amounts, and the cells that say something else than its drivers give."""
    given = defaultdict[str, list[tuple[int, ...]]](list)
    for component in components:
        given[component.line_code].append(component.amounts)
    summed = {
        code: [sum(month) for month in zip(*amounts, strict=True)]
        for code, amounts in given.items()
    }
    overridden = set()
    for (code, month), amount in overrides.items():
        at = timeline.at(month)
        if 0 <= at < len(timeline.months):
            line = summed.setdefault(code, [0] * len(timeline.months))
            if code in given and line[at] != amount:
                overridden.add((code, month))
            line[at] = amount
    return {code: tuple(summed[code]) for code in sorted(summed)}, frozenset(overridden)
