"""What a plan takes for granted, and money on its way outside the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.drivers.premises import CashItem, Premises, VatPeriod
from asfdesk.domain.period import Month
from asfdesk.storage.drivers.driver_table import DriverTable

if TYPE_CHECKING:
    from asfdesk.storage.drivers.driver_table import Columns, Parts
    from asfdesk.storage.rows import type_row

TABLE = "plan_premises"
"""Its row number is the plan's."""


def read_premises(row: type_row) -> Premises:
    """A row as premises."""
    return Premises(
        row["opening_ore"],
        row["credit_limit_ore"],
        row["payroll_tax_bp"],
        VatPeriod(row["vat_period"]),
        row["ratio_milli"],
        row["ratio_step_bp"],
        row["sick_bp"],
        row["sick_cost_bp"],
        row["sick_line_code"],
    )


def premises_columns(premises: Premises) -> Columns:
    """Premises as a row."""
    return {
        "opening_ore": premises.opening_ore,
        "credit_limit_ore": premises.credit_limit_ore,
        "payroll_tax_bp": premises.payroll_tax_bp,
        "vat_period": premises.vat_period.value,
        "ratio_milli": premises.ratio_milli,
        "ratio_step_bp": premises.ratio_step_bp,
        "sick_bp": premises.sick_bp,
        "sick_cost_bp": premises.sick_cost_bp,
        "sick_line_code": premises.sick_line_code,
    }


def _cash_item(row: type_row, _parts: Parts) -> CashItem:
    return CashItem(row["id"], Month.parse(row["month"]), row["amount_ore"], row["name"])


def _cash_columns(item: CashItem) -> Columns:
    return {"month": str(item.month), "amount_ore": item.amount_ore, "name": item.name}


CASH_ITEMS: DriverTable[CashItem] = DriverTable(
    "plan_cash_item", _cash_item, _cash_columns, order="month, id"
)
