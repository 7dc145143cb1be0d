"""Everything a plan is made from, read out of the file as one value, and what it comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import base_code, is_typed_as_cost
from asfdesk.domain.drivers.compute import compute
from asfdesk.domain.drivers.model import PlanModel
from asfdesk.domain.drivers.parameters import Parameters
from asfdesk.domain.drivers.shocked import shocked
from asfdesk.domain.period import Period
from asfdesk.domain.plan import PlanKind, PlanStatus, ValueSource
from asfdesk.services.drivers.rates_in_use import rates_in_use
from asfdesk.services.hours.work_calendar import work_calendar
from asfdesk.services.planning.plan_span import plan_years

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.period import Month
    from asfdesk.domain.plan import Plan
    from asfdesk.services.session import ReadSession


def model_of(session: ReadSession, plan: Plan) -> PlanModel:
    """A plan as it is to be computed; its shocks are in it, not applied.

    Amounts that were typed, pasted, spread or copied are its overrides. An approved plan is
    computed with the parameters and working days it was approved with, the others with today's.
    """
    years = plan_years(session, plan)
    months = tuple(month for year in years for month in year.months())
    lines = session.plans.lines(with_inactive=True)
    drivers = session.drivers
    return PlanModel(
        months=months,
        workdays=plan_workdays(session, plan, months),
        parameters=plan_rates(session, plan),
        streams=drivers.streams(plan.id),
        sales=drivers.sales(plan.id),
        staff=drivers.staff(plan.id),
        fixed=drivers.fixed(plan.id),
        grants=drivers.grants(plan.id),
        investments=drivers.investments(plan.id),
        loans=drivers.loans(plan.id),
        cash_items=drivers.cash_items(plan.id),
        shocks=drivers.shocks(plan.id),
        premises=drivers.premises(plan.id),
        overrides={
            (value.line_code, value.month): value.amount_ore
            for value in session.plans.values(plan.id)
            if value.source is not ValueSource.DRIVERS
        },
        costs_typed_positive=frozenset(line.code for line in lines if is_typed_as_cost(line)),
        year_ends=tuple(year.months()[-1] for year in years),
        bases={line.code: base_code(line) for line in lines if line.parent},
    )


def plan_rates(session: ReadSession, plan: Plan) -> Parameters:
    """The parameters a plan is computed with: those it keeps, else today's.

    Approved plans keep theirs, and so does a scenario made of one: what differs between the two
    is then the shock alone.
    """
    kept = session.parameters.of_plan(plan.id) if _keeps(plan) else ()
    return Parameters.of(kept) if kept else rates_in_use(session)


def plan_workdays(session: ReadSession, plan: Plan, months: Sequence[Month]) -> tuple[int, ...]:
    """The working days a plan is computed with: those it keeps, as with `plan_rates`.

    A plan that was approved before working days were kept has today's calendar.
    """
    kept = session.parameters.workdays_of_plan(plan.id) if _keeps(plan) else {}
    calendar = work_calendar(session)
    return tuple(
        kept[month] if month in kept else calendar.workdays(Period.of_month(month))
        for month in months
    )


def _keeps(plan: Plan) -> bool:
    return plan.status is not PlanStatus.DRAFT or plan.kind is PlanKind.SCENARIO


def driven_amounts(model: PlanModel) -> dict[tuple[str, Month], int]:
    """(line, month) -> öre by effect that the drivers give; shocks are applied.

    A line with any driver has an amount in every month of the plan, 0 where none of them runs.
    """
    result = compute(shocked(model))
    found: dict[tuple[str, Month], int] = {}
    for component in result.components:
        for month, ore in zip(result.months, component.amounts, strict=True):
            cell = (component.line_code, month)
            found[cell] = found.get(cell, 0) + ore
    return found
