"""What stands behind a plan's amounts, computed once for all that explains or limits them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.compute import compute
from asfdesk.domain.drivers.shocked import shocked
from asfdesk.domain.drivers.timeline import Timeline
from asfdesk.services.drivers.plan_model import model_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.drivers.result import Component, Part, PlanResult
    from asfdesk.domain.period import Month
    from asfdesk.domain.plan import Plan
    from asfdesk.services.session import ReadSession


@dataclass(frozen=True)
class PlanBehind:
    """A plan's drivers, with its shocks in them, and what they give."""

    model: PlanModel

    @cached_property
    def result(self) -> PlanResult:
        """Computed when somebody asks, and then kept."""
        return compute(self.model)

    @property
    def timeline(self) -> Timeline:
        """The plan's months and working days."""
        return Timeline(self.model.months, self.model.workdays)

    def components(self, parts: Iterable[Part]) -> list[Component]:
        """What the drivers give of some kinds."""
        wanted = frozenset(parts)
        return [one for one in self.result.components if one.part in wanted]

    def amounts(self, component: Component, months: Sequence[Month]) -> list[int]:
        """A component's öre in some months, in order; 0 outside the plan."""
        at = dict(zip(self.model.months, component.amounts, strict=True))
        return [at.get(month, 0) for month in months]


def plan_behind(session: ReadSession, plan: Plan | None) -> PlanBehind | None:
    """What a plan is made from; None without a plan."""
    return None if plan is None else PlanBehind(shocked(model_of(session, plan)))
