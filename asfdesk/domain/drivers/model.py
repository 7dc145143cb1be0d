"""Everything a plan is made from, as one value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.premises import Premises

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.domain.drivers.costs import FixedCost, Grant, Investment, Loan
    from asfdesk.domain.drivers.parameters import Parameters
    from asfdesk.domain.drivers.premises import CashItem
    from asfdesk.domain.drivers.sales import SalesStream
    from asfdesk.domain.drivers.shocks import Shock
    from asfdesk.domain.drivers.staff import StaffRow
    from asfdesk.domain.drivers.streams import TrainingStream
    from asfdesk.domain.period import Month


@dataclass(frozen=True)
class PlanModel:
    """A plan of one to three fiscal years, to be computed.

    Attributes:
        months: the months of its fiscal years, in order, without gaps.
        workdays: working days of each month (calendar less closed weeks).
        overrides: (line code, month) -> öre by effect that stands in place of what the drivers
            give; lines without drivers are typed whole this way.
        costs_typed_positive: codes of the lines whose amounts are typed as costs.
        year_ends: the last month of each fiscal year; () = one year only. VAT by the year and
            figures per year need them: a plan of 28 months may be 16 + 12.
        bases: own line -> the shipped line it belongs to, which says how it is paid; shipped
            lines are left out.
    """

    months: tuple[Month, ...]
    workdays: tuple[int, ...]
    parameters: Parameters
    streams: tuple[TrainingStream, ...] = ()
    sales: tuple[SalesStream, ...] = ()
    staff: tuple[StaffRow, ...] = ()
    fixed: tuple[FixedCost, ...] = ()
    grants: tuple[Grant, ...] = ()
    investments: tuple[Investment, ...] = ()
    loans: tuple[Loan, ...] = ()
    cash_items: tuple[CashItem, ...] = ()
    shocks: tuple[Shock, ...] = ()
    premises: Premises = field(default_factory=Premises)
    overrides: Mapping[tuple[str, Month], int] = field(default_factory=dict)
    costs_typed_positive: frozenset[str] = frozenset()
    year_ends: tuple[Month, ...] = ()
    bases: Mapping[str, str] = field(default_factory=dict)
