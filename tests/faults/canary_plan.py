"""What the plan of the canary file is made from: the names of its rows, and of its parameters."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.costs import FixedCost, Grant, Investment, Loan
from asfdesk.domain.drivers.parameters import Parameter, ParameterKey
from asfdesk.domain.drivers.premises import CashItem
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.staff import StaffRole, StaffRow
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.domain.period import Month
from asfdesk.services.drivers.edit_drivers import add_driver
from asfdesk.services.drivers.parameters import change_parameter
from asfdesk.services.drivers.plan_life import approve_plan, revise_plan
from tests.faults.canary_words import word

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession


def plant_drivers(session: WriteSession, plan_id: int, today: date) -> None:
    """A row of every kind, a parameter, and the plan approved, so that it keeps the parameter.

    A draft is made of it: changes of the calendar later in the file's story reach that one.
    """
    start = Month.of(session.enterprise.fiscal_years()[0].first)
    rows = (
        TrainingStream(
            0,
            word("plan_stream", "name"),
            1_000,
            5_000,
            100,
            project=word("plan_stream", "project"),
        ),
        SalesStream(0, word("plan_sale", "name"), 1_000, 100, project=word("plan_sale", "project")),
        StaffRow(
            0,
            StaffRole.SUPERVISOR,
            word("plan_staff", "name"),
            10_000,
            100,
            project=word("plan_staff", "project"),
        ),
        FixedCost(
            0,
            word("plan_fixed_cost", "name"),
            "K20",
            100,
            project=word("plan_fixed_cost", "project"),
        ),
        Grant(
            0,
            word("plan_grant", "name"),
            "I52",
            100,
            start,
            start,
            project=word("plan_grant", "project"),
        ),
        Investment(0, word("plan_investment", "name"), start, 100, 12),
        Loan(0, word("plan_loan", "name"), start, 100, 500, 12),
        CashItem(0, start, 100, word("plan_cash_item", "name")),
    )
    for row in rows:
        add_driver(session, plan_id, row)
    key = ParameterKey.HOLIDAY
    source = f"{word('parameter', 'source')} {word('plan_parameter', 'source')}"
    change_parameter(
        session, Parameter(key, 1_200, key.unit, date(2010, 4, 1), source=source), today
    )
    approve_plan(session, plan_id, today)
    revise_plan(session, plan_id)
