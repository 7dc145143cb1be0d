"""What the plan's pages ask: its drivers, cash, what if, plans compared, figures, decisions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from asfdesk.domain.period import Month
from asfdesk.domain.planning.figure_history import Step
from asfdesk.errors import AsfDeskError
from asfdesk.reports.drivers.cash_chart import cash_chart
from asfdesk.services.drivers import (
    break_even_figures,
    compare_plans,
    driver_offers,
    opening_cash,
    parameters,
    plan_drivers_view,
    what_if_facts,
)
from asfdesk.services.planning import decision_forecast, figure_views

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from asfdesk.domain.plan import Plan
    from asfdesk.services.session import ReadSession

    Question = tuple[str, Callable[[], object]]


def plan_questions(session: ReadSession, today: date) -> Iterator[Question]:
    """Every plan's pages; a plan that cannot be read is told by the first of them."""
    month = Month.of(today)
    yield "plans", partial(plan_drivers_view.plan_view, session, month, today, None, None)
    yield "parameters", partial(parameters.parameter_rows, session, today)
    yield "figures page", partial(_figures, session, month, today)
    yield "decisions", partial(decision_forecast.decision_forecast, session, today)
    try:
        plans = session.plans.plans()
    except AsfDeskError:
        return
    for plan in plans:
        yield f"plan {plan.id}", partial(_plan, session, plan, month, today)
        for other in plans:
            if other.id != plan.id:
                yield "compared", partial(compare_plans.compare_plans, session, plan.id, other.id)


def _plan(session: ReadSession, plan: Plan, month: Month, today: date) -> None:
    """All that is shown of one plan: drivers, liquidity and the start of a what-if."""
    view = plan_drivers_view.plan_view(session, month, today, plan.fiscal_year_id, plan.id)
    drivers = view.drivers
    if drivers is None:
        return
    months = drivers.model.months
    opening_cash.opening_in_books(session, months[0])
    driver_offers.driver_offers(session, months, today)
    if drivers.result.liquidity is not None:
        cash_chart(drivers.result.liquidity)
    what_if_facts.start_what_if(session, drivers.model, month, today)


def _figures(session: ReadSession, month: Month, today: date) -> None:
    for step in Step:
        span = figure_views.read_span(session, month, step, today)
        figure_views.figures_page(
            session, span, break_even=break_even_figures.break_even_of(session)
        )
