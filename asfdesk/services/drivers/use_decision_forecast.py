"""The forecast from decisions put into a forecast plan, for the lines of the agreements."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from asfdesk.domain.plan import PlanValue, ValueSource
from asfdesk.errors import RefusedError
from asfdesk.i18n import _
from asfdesk.services.drivers.plan_life import make_forecast

if TYPE_CHECKING:
    from asfdesk.domain.period import Month
    from asfdesk.services.changes import Changes
    from asfdesk.services.planning.decision_forecast_views import DecisionForecast
    from asfdesk.services.session import WriteSession


def use_decision_forecast(session: WriteSession, forecast: DecisionForecast) -> Changes:
    """Make a forecast plan of the plan in force, with what decisions give on their lines.

    The lines then go by method B (closed months plus the rest of a forecast plan).

    Raises:
        RefusedError: the year has no plan, or no month of it is closed in the books yet.
    """
    plan = session.plans.in_force(forecast.year.id) if forecast.year else None
    if plan is None or forecast.year is None:
        raise RefusedError(
            _("There is no plan for the year."),
            _("A forecast plan begins as a copy of it."),
            _("Make a plan under Business plan first."),
        )
    amounts: dict[tuple[str, Month], int] = defaultdict(int)
    for agreement in forecast.agreements:
        for month, parts in zip(forecast.months, agreement.months, strict=True):
            amounts[agreement.line_code, month.month] += parts.total
    in_year = set(forecast.year.months())
    values = [
        PlanValue(code, month, ore, ValueSource.COPIED)
        for (code, month), ore in sorted(amounts.items())
        if month in in_year
    ]
    codes = sorted({value.line_code for value in values})
    name = _("Forecast from decisions")
    return make_forecast(session, plan.id, name, values, by_plan=codes)
