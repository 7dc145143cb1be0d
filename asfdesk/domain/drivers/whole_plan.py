"""A plan with everything: shocks applied, computed, and its cash."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.compute import Calculator
from asfdesk.domain.drivers.liquidity import liquidity
from asfdesk.domain.drivers.shocked import shocked

if TYPE_CHECKING:
    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.drivers.result import PlanResult


def whole_plan(model: PlanModel, calculator: Calculator | None = None) -> PlanResult:
    """The plan's result with its liquidity, which is None when no opening balance is known.

    Args:
        model: the plan; a scenario's shocks are applied.
        calculator: kept by whoever computes the same plan again and again.
    """
    struck = shocked(model)
    result = (calculator or Calculator()).compute(struck)
    return replace(result, liquidity=liquidity(struck, result))
