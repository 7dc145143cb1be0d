"""What key figures 24-26 are worked out from: the plan in force for a fiscal year, computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import SALES, codes_under
from asfdesk.domain.drivers.compute import compute
from asfdesk.domain.drivers.plan_break_even import plan_break_even
from asfdesk.domain.drivers.shocked import shocked
from asfdesk.domain.money import ratio
from asfdesk.domain.planning.figure_inputs import BreakEven
from asfdesk.services.drivers.plan_model import model_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.drivers.result import PlanResult
    from asfdesk.domain.period import FiscalYear
    from asfdesk.services.planning.key_figures import BreakEvenOf
    from asfdesk.services.session import ReadSession

GOODS = "K10"


def break_even_of(session: ReadSession) -> BreakEvenOf:
    """Gives a fiscal year's break-even; a plan of several years is computed once."""
    computed: dict[int, tuple[PlanModel, PlanResult]] = {}

    def of_year(year: FiscalYear) -> BreakEven | None:
        plan = session.plans.in_force(year.id)
        if plan is None:
            return None
        if plan.id not in computed:
            model = shocked(model_of(session, plan))
            computed[plan.id] = model, compute(model)
        return _break_even(session, *computed[plan.id], year)

    return of_year


def _break_even(
    session: ReadSession, model: PlanModel, result: PlanResult, year: FiscalYear
) -> BreakEven | None:
    inside = set(year.months())
    months = [at for at, month in enumerate(model.months) if month in inside]
    if not months:
        return None
    places = plan_break_even(model, result, months)
    lines = session.plans.lines(with_inactive=True)
    sales = _sum(result, codes_under(lines, (SALES,)), months)
    left = sales + _sum(result, codes_under(lines, (GOODS,)), months)
    total = _sum(result, result.lines, months)
    margin = ratio(left, sales) if sales > 0 and left > 0 else None
    return BreakEven(
        fixed_ore=places.fixed_ore if places else None,
        per_place_ore=places.per_place_ore if places else None,
        stepped=places.ranges if places and places.by_need else (),
        goods_fixed_ore=left - total if margin is not None else None,
        goods_margin=margin,
    )


def _sum(result: PlanResult, codes: Iterable[str], months: Iterable[int]) -> int:
    return sum(result.lines[code][at] for code in codes if code in result.lines for at in months)
