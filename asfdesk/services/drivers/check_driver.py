"""Whether a driver can be right: months inside the plan, lines of the right part, shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.drivers.costs import FixedCost, Grant, Investment, Loan
from asfdesk.domain.drivers.premises import CashItem
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.staff import StaffRow
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.services.checks import missing
from asfdesk.services.drivers.check_costs import (
    checked_cash_item,
    checked_cost,
    checked_grant,
    checked_investment,
    checked_loan,
)
from asfdesk.services.drivers.check_income import checked_sale, checked_stream
from asfdesk.services.drivers.check_staff import checked_staff
from asfdesk.services.drivers.driver_limits import Limits
from asfdesk.services.planning.plan_span import plan_months

if TYPE_CHECKING:
    from asfdesk.domain.drivers.kinds import Driver
    from asfdesk.domain.plan import Plan
    from asfdesk.services.session import ReadSession


def checked_driver(session: ReadSession, plan: Plan, driver: Driver) -> Driver:
    """The driver, its texts trimmed.

    Raises:
        InvalidInputError: something cannot be right; `field` is the attribute's name.
    """
    limits = Limits.of(session, plan_months(session, plan))
    match driver:
        case TrainingStream():
            return checked_stream(session, limits, driver)
        case SalesStream():
            return checked_sale(limits, driver)
        case StaffRow():
            return checked_staff(session, plan, limits, driver)
        case FixedCost():
            return checked_cost(limits, driver)
        case Grant():
            return checked_grant(limits, driver)
        case Investment():
            return checked_investment(limits, driver)
        case Loan():
            return checked_loan(limits, driver)
        case CashItem():
            return checked_cash_item(limits, driver)
        case _:
            raise missing()
