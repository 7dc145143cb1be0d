"""Costs on a schedule, grants, investments and loans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.drivers.costs import FixedCost, Grant, GrantPaid, Investment, Loan, LoanKind
from asfdesk.domain.period import Month
from asfdesk.storage.columns import from_month, to_month
from asfdesk.storage.drivers.driver_table import DriverTable

if TYPE_CHECKING:
    from asfdesk.storage.drivers.driver_table import Columns, Parts
    from asfdesk.storage.rows import type_row


def _fixed(row: type_row, _parts: Parts) -> FixedCost:
    return FixedCost(
        id=row["id"],
        name=row["name"],
        line_code=row["line_code"],
        amount_ore=row["amount_ore"],
        every_months=row["every_months"],
        first=to_month(row["first_month"]),
        last=to_month(row["last_month"]),
        index_bp=row["index_bp"],
        vat_bp=row["vat_bp"],
        terms_days=row["terms_days"],
        project=row["project"],
        seeded=bool(row["seeded"]),
    )


def _fixed_columns(cost: FixedCost) -> Columns:
    return {
        "name": cost.name,
        "line_code": cost.line_code,
        "amount_ore": cost.amount_ore,
        "every_months": cost.every_months,
        "first_month": from_month(cost.first),
        "last_month": from_month(cost.last),
        "index_bp": cost.index_bp,
        "vat_bp": cost.vat_bp,
        "terms_days": cost.terms_days,
        "project": cost.project,
        "seeded": int(cost.seeded),
    }


FIXED: DriverTable[FixedCost] = DriverTable("plan_fixed_cost", _fixed, _fixed_columns)


def _grant(row: type_row, _parts: Parts) -> Grant:
    return Grant(
        id=row["id"],
        name=row["name"],
        line_code=row["line_code"],
        amount_ore=row["amount_ore"],
        first=Month.parse(row["first_month"]),
        last=Month.parse(row["last_month"]),
        paid=GrantPaid(row["paid"]),
        delay_months=row["delay_months"],
        project=row["project"],
    )


def _grant_columns(grant: Grant) -> Columns:
    return {
        "name": grant.name,
        "line_code": grant.line_code,
        "amount_ore": grant.amount_ore,
        "first_month": str(grant.first),
        "last_month": str(grant.last),
        "paid": grant.paid.value,
        "delay_months": grant.delay_months,
        "project": grant.project,
    }


GRANTS: DriverTable[Grant] = DriverTable("plan_grant", _grant, _grant_columns)


def _investment(row: type_row, _parts: Parts) -> Investment:
    return Investment(
        id=row["id"],
        name=row["name"],
        month=Month.parse(row["month"]),
        amount_ore=row["amount_ore"],
        life_months=row["life_months"],
        vat_bp=row["vat_bp"],
        terms_days=row["terms_days"],
        line_code=row["line_code"],
    )


def _investment_columns(one: Investment) -> Columns:
    return {
        "name": one.name,
        "month": str(one.month),
        "amount_ore": one.amount_ore,
        "life_months": one.life_months,
        "vat_bp": one.vat_bp,
        "terms_days": one.terms_days,
        "line_code": one.line_code,
    }


INVESTMENTS: DriverTable[Investment] = DriverTable(
    "plan_investment", _investment, _investment_columns
)


def _loan(row: type_row, _parts: Parts) -> Loan:
    return Loan(
        id=row["id"],
        name=row["name"],
        month=Month.parse(row["month"]),
        amount_ore=row["amount_ore"],
        rate_bp=row["rate_bp"],
        months=row["months"],
        kind=LoanKind(row["kind"]),
        grace_months=row["grace_months"],
        line_code=row["line_code"],
    )


def _loan_columns(loan: Loan) -> Columns:
    return {
        "name": loan.name,
        "month": str(loan.month),
        "amount_ore": loan.amount_ore,
        "rate_bp": loan.rate_bp,
        "months": loan.months,
        "kind": loan.kind.value,
        "grace_months": loan.grace_months,
        "line_code": loan.line_code,
    }


LOANS: DriverTable[Loan] = DriverTable("plan_loan", _loan, _loan_columns)
