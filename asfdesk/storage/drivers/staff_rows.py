"""Rows of staff, each with the support that comes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.drivers.staff import StaffRole, StaffRow, Subsidy, SubsidyKind
from asfdesk.storage.columns import from_month, to_month
from asfdesk.storage.drivers.driver_table import DriverTable

if TYPE_CHECKING:
    from asfdesk.storage.drivers.driver_table import Columns, Parts
    from asfdesk.storage.rows import type_row

_NO_SUBSIDY: Columns = {
    "subsidy": "",
    "subsidy_level_bp": 0,
    "subsidy_cap_ore": None,
    "subsidy_with_premiums": 0,
    "subsidy_first_month": None,
    "subsidy_last_month": None,
    "subsidy_delay_months": 1,
    "subsidy_line_code": "I40",
}


def _read(row: type_row, _parts: Parts) -> StaffRow:
    return StaffRow(
        id=row["id"],
        role=StaffRole(row["role"]),
        name=row["name"],
        fte_bp=row["fte_bp"],
        monthly_pay_ore=row["monthly_pay_ore"],
        birth_year=row["birth_year"],
        first=to_month(row["first_month"]),
        last=to_month(row["last_month"]),
        holiday_bp=row["holiday_bp"],
        pension_bp=row["pension_bp"],
        insurance_bp=row["insurance_bp"],
        rise_bp=row["rise_bp"],
        rise_month=row["rise_month"],
        subsidy=_subsidy(row),
        line_code=row["line_code"],
        project=row["project"],
        seeded=bool(row["seeded"]),
    )


def _subsidy(row: type_row) -> Subsidy | None:
    if not row["subsidy"]:
        return None
    return Subsidy(
        SubsidyKind(row["subsidy"]),
        row["subsidy_level_bp"],
        row["subsidy_cap_ore"],
        bool(row["subsidy_with_premiums"]),
        to_month(row["subsidy_first_month"]),
        to_month(row["subsidy_last_month"]),
        row["subsidy_delay_months"],
        row["subsidy_line_code"],
    )


def _columns(row: StaffRow) -> Columns:
    return {
        "role": row.role.value,
        "name": row.name,
        "fte_bp": row.fte_bp,
        "monthly_pay_ore": row.monthly_pay_ore,
        "birth_year": row.birth_year,
        "first_month": from_month(row.first),
        "last_month": from_month(row.last),
        "holiday_bp": row.holiday_bp,
        "pension_bp": row.pension_bp,
        "insurance_bp": row.insurance_bp,
        "rise_bp": row.rise_bp,
        "rise_month": row.rise_month,
        "line_code": row.line_code,
        "project": row.project,
        "seeded": int(row.seeded),
        **_subsidy_columns(row.subsidy),
    }


def _subsidy_columns(subsidy: Subsidy | None) -> Columns:
    if subsidy is None:
        return _NO_SUBSIDY
    return {
        "subsidy": subsidy.kind.value,
        "subsidy_level_bp": subsidy.level_bp,
        "subsidy_cap_ore": subsidy.cap_ore,
        "subsidy_with_premiums": int(subsidy.with_premiums),
        "subsidy_first_month": from_month(subsidy.first),
        "subsidy_last_month": from_month(subsidy.last),
        "subsidy_delay_months": subsidy.delay_months,
        "subsidy_line_code": subsidy.line_code,
    }


STAFF: DriverTable[StaffRow] = DriverTable("plan_staff", _read, _columns)
