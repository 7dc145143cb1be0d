"""A plan of several years in reports whose period reaches over two of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.period import Month, Period
from asfdesk.services.drivers.plan_life import approve_plan
from asfdesk.services.drivers.type_amounts import set_amounts
from asfdesk.services.planning.edit_plan import new_plan
from asfdesk.services.sending.economy_source import planned_lines
from tests.bookroom import add_year

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession


def test_each_month_of_a_long_plan_counts_once(session: WriteSession) -> None:
    first = add_year(session)
    second = add_year(session, date(2027, 1, 1), date(2027, 12, 31))
    new_plan(session, first, years=2)
    long = session.plans.plans(first)[0].id
    december, january = Month(2026, 12), Month(2027, 1)
    set_amounts(session, long, {("I10", december): 100, ("I10", january): 1_000})
    approve_plan(session, long, date(2026, 1, 1))
    over = Period.of_months(december, january)
    assert planned_lines(session, over)["I10"] == 1_100
    # A plan of the second year's own takes that year over.
    new_plan(session, second)
    own = session.plans.plans(second)[0].id
    set_amounts(session, own, {("I10", january): 7})
    approve_plan(session, own, date(2026, 12, 1))
    assert planned_lines(session, over)["I10"] == 107
