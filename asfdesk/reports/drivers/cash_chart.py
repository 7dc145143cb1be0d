"""Cash by month as a chart: a plan, or what if beside the plan, with the low point marked."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.i18n import _, decimal
from asfdesk.reports.chart_spec import Ink, LineChart, Look, Mark, Series
from asfdesk.reports.drivers.driver_words import month_word
from asfdesk.reports.drivers.liquidity_words import low_point_words

if TYPE_CHECKING:
    from asfdesk.domain.drivers.result import Liquidity

THOUSAND_KRONOR = 100_000


def cash_chart(cash: Liquidity, plan: Liquidity | None = None) -> LineChart:
    """Month-ends of a plan's cash.

    The overdraft's limit is drawn where cash goes below zero: only there it matters.

    Args:
        cash: what is drawn solid, its low point marked.
        plan: what it is compared with, drawn dashed; None = nothing.
    """
    name = _("Cash") if plan is None else _("What if")
    series = [Series(name, cash.balances)]
    if plan is not None:
        series.append(Series(_("Plan"), plan.balances, Look.DASHED, Ink.PLAN))
    if cash.credit_limit_ore and any(ore < 0 for one in series for ore in one.values if ore):
        limit = (-cash.credit_limit_ore,) * len(cash.months)
        series.append(Series(_("Overdraft limit"), limit, Look.DASHED, Ink.BAD))
    month, ore = cash.lowest
    said = {"amount": decimal(Fraction(ore, THOUSAND_KRONOR), 0), "month": month_word(month)}
    mark = Mark(
        cash.months.index(month),
        _("%(amount)s tkr, %(month)s") % said,
        Ink.BAD if cash.headroom_ore < 0 else Ink.ACTUAL,
    )
    return LineChart(
        labels=tuple(month_word(one) for one in cash.months),
        series=tuple(series),
        marks=(mark,),
        summary=low_point_words(cash),
    )
