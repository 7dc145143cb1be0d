"""Which form each kind of driver has, empty or filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asfdesk.domain.drivers.costs import FixedCost, Grant, Investment, Loan
from asfdesk.domain.drivers.premises import CashItem
from asfdesk.domain.drivers.sales import SalesChange, SalesStream
from asfdesk.domain.drivers.staff import StaffRow
from asfdesk.domain.drivers.streams import StreamChange, TrainingStream
from asfdesk.i18n import _
from asfdesk.services.drivers.driver_nouns import Noun
from asfdesk.ui.dialogs.drivers.change_form import SaleChangeForm, StreamChangeForm
from asfdesk.ui.dialogs.drivers.cost_form import CostForm, blank_cost
from asfdesk.ui.dialogs.drivers.grant_form import GrantForm, blank_grant
from asfdesk.ui.dialogs.drivers.investment_form import InvestmentForm, blank_investment
from asfdesk.ui.dialogs.drivers.loan_form import LoanForm, blank_loan
from asfdesk.ui.dialogs.drivers.premises_form import (
    CashForm,
    CashItemForm,
    SupervisionForm,
    blank_cash_item,
)
from asfdesk.ui.dialogs.drivers.sale_form import SaleForm, blank_sale
from asfdesk.ui.dialogs.drivers.staff_form import StaffForm, blank_staff
from asfdesk.ui.dialogs.drivers.stream_form import StreamForm, blank_stream

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from asfdesk.services.drivers.driver_offers import DriverOffers
    from asfdesk.services.drivers.driver_rows import DriverRow
    from asfdesk.services.drivers.plan_drivers_view import PlanDrivers
    from asfdesk.ui.dialogs.drivers.driver_form import DriverForm

_FORMS: Mapping[type, Callable[[Any, DriverOffers], DriverForm[Any]]] = {
    TrainingStream: StreamForm,
    SalesStream: SaleForm,
    StaffRow: StaffForm,
    FixedCost: CostForm,
    Grant: GrantForm,
    Investment: InvestmentForm,
    Loan: LoanForm,
    CashItem: CashItemForm,
}


def adding_words() -> list[tuple[Noun, str]]:
    """What can be added, in the order of the groups; the letter after & chooses it."""
    return [
        (Noun.STREAM, _("&Work training…")),
        (Noun.SALE, _("&Sales…")),
        (Noun.STAFF, _("S&taff…")),
        (Noun.FIXED_COST, _("&Cost…")),
        (Noun.GRANT, _("&Grant…")),
        (Noun.INVESTMENT, _("&Investment…")),
        (Noun.LOAN, _("&Loan…")),
        (Noun.CASH_ITEM, _("&Payment outside the result…")),
    ]


def new_form(noun: Noun, drivers: PlanDrivers) -> DriverForm[Any]:
    """An empty form."""
    months = drivers.model.months
    blank: Mapping[Noun, Callable[[], Any]] = {
        Noun.STREAM: blank_stream,
        Noun.SALE: blank_sale,
        Noun.STAFF: blank_staff,
        Noun.FIXED_COST: blank_cost,
        Noun.GRANT: lambda: blank_grant(months),
        Noun.INVESTMENT: lambda: blank_investment(months[0]),
        Noun.LOAN: lambda: blank_loan(months[0]),
        Noun.CASH_ITEM: lambda: blank_cash_item(months[0]),
    }
    value = blank[noun]()
    return _FORMS[type(value)](value, drivers.offers)


def own_form(row: DriverRow, drivers: PlanDrivers) -> DriverForm[Any]:
    """The form of what a row shows; not for the enterprise's own settings."""
    match row.noun:
        case Noun.CASH:
            return CashForm(drivers.model.premises, drivers.offers)
        case Noun.SUPERVISION:
            return SupervisionForm(drivers.model.premises, drivers.offers)
        case Noun.STREAM_CHANGE | Noun.SALE_CHANGE:
            return change_form(row.parent, row.value, drivers)
        case _:
            return _FORMS[type(row.value)](row.value, drivers.offers)


def change_form(parent: object, change: object, drivers: PlanDrivers) -> DriverForm[Any]:
    """The form of what holds from a month on; `change` None = a new one."""
    if isinstance(parent, TrainingStream):
        known = change if isinstance(change, StreamChange) else None
        return StreamChangeForm(parent, drivers.offers, known)
    if isinstance(parent, SalesStream):
        later = change if isinstance(change, SalesChange) else None
        return SaleChangeForm(parent, drivers.offers, later)
    raise TypeError(type(parent))
