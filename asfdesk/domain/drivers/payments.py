"""How each amount of a plan is paid: in which row, how many months later, and with what VAT.

Income and purchases are paid `ceil(days / 30)` months later, incl. VAT. Pay leaves as net pay in
its own month; the tax drawn from it, contributions, pensions and insurance follow the month
after (the 12th). Wage subsidies come after the months said on the row of staff. A cost of
illness is paid at once, whole.

A line that is typed without drivers knows neither terms nor VAT: `TYPED_LINES` says what is
taken for granted. Rent is paid in advance; other purchases after 30 days.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import LINE_GROUPS, Group
from asfdesk.domain.drivers.premises import VatPeriod
from asfdesk.domain.drivers.result import CashKind, Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.drivers.result import Component
    from asfdesk.domain.drivers.sales import SalesStream
    from asfdesk.domain.drivers.streams import TrainingStream
    from asfdesk.domain.period import Month

DAYS_IN_MONTH = 30
VAT = 2500


def months_until_paid(terms_days: int) -> int:
    """Payment terms in whole months, begun months counted: 0 -> 0, 1-30 -> 1, 31-60 -> 2."""
    return -(-terms_days // DAYS_IN_MONTH)


@dataclass(frozen=True)
class Payment:
    """How an amount is paid.

    Attributes:
        kind: row of the liquidity budget.
        months: whole months later.
        vat_bp: VAT on top of the amount, paid and received with it.
        tax_bp: share that is tax drawn from pay; it is paid the month after, with the fees.
        changes: (from month, months later) that a shock on payments makes, in order.
    """

    kind: CashKind
    months: int = 0
    vat_bp: int = 0
    tax_bp: int = 0
    changes: tuple[tuple[Month, int], ...] = ()


_PAY = Payment(CashKind.NET_PAY)
_BOUGHT = Payment(CashKind.PURCHASES, 1, VAT)

TYPED_LINES: Mapping[str, Payment | None] = {
    "I10": Payment(CashKind.TRAINING, 1),
    "I20": Payment(CashKind.SALES, 1, VAT),
    "I30": None,
    "I40": Payment(CashKind.SUBSIDIES, 1),
    "I50": Payment(CashKind.GRANTS, 1),
    "I51": Payment(CashKind.GRANTS, 1),
    "I52": Payment(CashKind.GRANTS, 1),
    "I60": Payment(CashKind.GRANTS, 3),
    "I70": Payment(CashKind.OTHER_IN, 1),
    "I80": Payment(CashKind.OTHER_IN),
    "K10": Payment(CashKind.GOODS, 1, VAT),
    "K11": None,
    "K20": Payment(CashKind.PURCHASES),
    "K30": _BOUGHT,
    "K31": _BOUGHT,
    "K32": _BOUGHT,
    "K33": _BOUGHT,
    "K34": Payment(CashKind.PURCHASES, 1),
    "K35": _BOUGHT,
    "K36": Payment(CashKind.PURCHASES),
    "K37": _BOUGHT,
    "K40": _PAY,
    "K41": _PAY,
    "K42": Payment(CashKind.PENSIONS, 1),
    "K43": Payment(CashKind.PAYROLL_TAX, 1),
    "K44": _BOUGHT,
    "K50": None,
    "K60": Payment(CashKind.PURCHASES, 1),
    "F10": Payment(CashKind.OTHER_IN),
    "F20": Payment(CashKind.INTEREST),
    "F30": None,
    "F40": Payment(CashKind.COMPANY_TAX),
}
"""How a shipped line is paid when it is typed without drivers; None = no money moves.

No money moves for own work that is capitalised, change in stock, depreciation and
appropriations. EU grants come three months later (finance.md §9.3: three to six).
"""


ALWAYS: Mapping[Part, Payment | None] = {
    Part.FEES: Payment(CashKind.PAYROLL_TAX, 1),
    Part.PENSION: Payment(CashKind.PENSIONS, 1),
    Part.GRANT: Payment(CashKind.GRANTS),
    Part.INTEREST: Payment(CashKind.INTEREST),
    Part.DEPRECIATION: None,
}
"""Parts that are paid in one way whatever their driver says."""


class Payments:
    """How each component and each typed line of one plan is paid."""

    def __init__(self, model: PlanModel) -> None:
        self._bases = model.bases
        self._tax_bp = model.premises.payroll_tax_bp
        self._declares = model.premises.vat_period is not VatPeriod.NONE
        self._streams = {one.id: _sold(CashKind.TRAINING, one) for one in model.streams}
        self._sales = {one.id: one for one in model.sales}
        self._delays = {one.id: one.subsidy.delay_months for one in model.staff if one.subsidy}
        self._fixed = {one.id: one for one in model.fixed}

    def of(self, component: Component) -> Payment | None:
        """How a component is paid; None when no money moves with it, as with depreciation.

        A grant's answer holds for what is typed over it only: its own money comes as
        `grants.grant_cash` says.
        """
        found = self._found(component)
        return found if found is None or self._declares else replace(found, vat_bp=0)

    def of_line(self, code: str) -> Payment | None:
        """How a line is paid that is typed without drivers."""
        found = TYPED_LINES.get(self._base(code), Payment(CashKind.PURCHASES, 1, VAT))
        if found is _PAY:
            return replace(_PAY, tax_bp=self._tax_bp)
        return found if found is None or self._declares else replace(found, vat_bp=0)

    def _base(self, code: str) -> str:
        return self._bases.get(code, code)

    def _found(self, component: Component) -> Payment | None:
        match component.part:
            case Part.TRAINING:
                return self._streams[component.driver_id]
            case Part.SALES | Part.GOODS:
                return self._of_sale(component)
            case Part.PAY:
                return replace(_PAY, tax_bp=self._tax_bp)
            case Part.SUBSIDY:
                return Payment(CashKind.SUBSIDIES, self._delays[component.driver_id])
            case Part.FIXED:
                cost = self._fixed[component.driver_id]
                kind = self._kind_of(component.line_code)
                return Payment(kind, months_until_paid(cost.terms_days), cost.vat_bp)
            case Part.SICK:
                return Payment(self._sick_kind(component.line_code))
            case other:
                return ALWAYS[other]

    def _of_sale(self, component: Component) -> Payment:
        sale = self._sales[component.driver_id]
        if component.part is Part.SALES:
            return _sold(CashKind.SALES, sale)
        return Payment(CashKind.GOODS, months_until_paid(sale.cost_terms_days), sale.cost_vat_bp)

    def _kind_of(self, code: str) -> CashKind:
        """The row that a cost or other income on a schedule belongs to: its line's."""
        typed = TYPED_LINES.get(self._base(code))
        if typed is None or typed.kind in _STAFF_ROWS:
            return CashKind.PURCHASES
        return typed.kind

    def _sick_kind(self, code: str) -> CashKind:
        staff = LINE_GROUPS.get(self._base(code)) is Group.STAFF
        return CashKind.NET_PAY if staff else CashKind.PURCHASES


def _sold(kind: CashKind, sold: TrainingStream | SalesStream) -> Payment:
    changes = tuple((first, months_until_paid(days)) for first, days in sold.terms_changes)
    return Payment(kind, months_until_paid(sold.terms_days), sold.vat_bp, changes=changes)


_STAFF_ROWS = frozenset({CashKind.NET_PAY, CashKind.PAYROLL_TAX, CashKind.PENSIONS})


def share(amounts: Iterable[int], basis_points: int) -> list[int]:
    """A share of each amount, rounded to öre once each, halves away from zero."""
    return [
        (ore * basis_points + 5000) // 10000
        if ore >= 0
        else -((-ore * basis_points + 5000) // 10000)
        for ore in amounts
    ]
