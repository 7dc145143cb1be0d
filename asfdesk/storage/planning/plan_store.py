"""Plan lines, plans and monthly amounts."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import DEFAULT_LINES
from asfdesk.domain.period import Month
from asfdesk.domain.plan import (
    Plan,
    PlanDriver,
    PlanKind,
    PlanLine,
    PlanStatus,
    PlanValue,
    Section,
    ValueSource,
)
from asfdesk.storage.columns import from_day, to_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault


def _line(row: type_row) -> PlanLine:
    return PlanLine(
        row["code"],
        Section(row["section"]),
        row["sort"],
        row["name"],
        row["export_account"],
        bool(row["active"]),
        row["parent"],
    )


def _plan(row: type_row) -> Plan:
    return Plan(
        row["id"],
        row["fiscal_year_id"],
        PlanKind(row["kind"]),
        row["name"],
        row["version"],
        PlanStatus(row["status"]),
        to_day(row["approved_on"]),
        row["based_on_id"],
        row["assumptions"],
    )


def _plan_columns(plan: Plan) -> dict[str, object]:
    return {
        "fiscal_year_id": plan.fiscal_year_id,
        "kind": plan.kind.value,
        "name": plan.name,
        "version": plan.version,
        "status": plan.status.value,
        "approved_on": from_day(plan.approved_on),
        "based_on_id": plan.based_on_id,
        "assumptions": plan.assumptions,
    }


def _value(row: type_row) -> PlanValue:
    month = Month.parse(row["month"])
    return PlanValue(row["line_code"], month, row["amount_ore"], ValueSource(row["source"]))


def _driver(row: type_row) -> PlanDriver:
    return PlanDriver(row["line_code"], row["places_milli"], row["occupancy_bp"], row["price_ore"])


class PlanQueries:
    """Reads."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def lines(self, *, with_inactive: bool = False) -> list[PlanLine]:
        """The plan lines in the order they are shown; the shipped ones before any is written."""
        rows = self._rows.all("SELECT * FROM plan_line ORDER BY sort, code")
        if not rows:
            return list(DEFAULT_LINES)
        return [_line(row) for row in rows if row["active"] or with_inactive]

    def line(self, code: str) -> PlanLine | None:
        """One line, active or not."""
        row = self._rows.one("SELECT * FROM plan_line WHERE code = :code", {"code": code})
        return _line(row) if row else None

    def plans(self, fiscal_year_id: int | None = None) -> list[Plan]:
        """The plans of a fiscal year (of all when None): by kind, name, then latest version."""
        rows = self._rows.all(
            "SELECT * FROM plan WHERE :year IS NULL OR fiscal_year_id = :year"
            " ORDER BY fiscal_year_id, kind, name, version DESC",
            {"year": fiscal_year_id},
        )
        return [_plan(row) for row in rows]

    def plan(self, plan_id: int) -> Plan | None:
        """One plan."""
        row = self._rows.get("plan", plan_id)
        return _plan(row) if row else None

    def in_force(self, fiscal_year_id: int) -> Plan | None:
        """The budget in force: the approved one, else the latest draft budget, else None."""
        budgets = [p for p in self.plans(fiscal_year_id) if p.kind is PlanKind.BUDGET]
        approved = [p for p in budgets if p.status is PlanStatus.APPROVED]
        return max(approved or budgets, key=lambda p: (p.version, p.id), default=None)

    def values(self, plan_id: int) -> list[PlanValue]:
        """Every monthly amount of a plan, in one query; a missing one was never filled in."""
        rows = self._rows.all(
            "SELECT line_code, month, amount_ore, source FROM plan_value"
            " WHERE plan_id = :plan ORDER BY line_code, month",
            {"plan": plan_id},
        )
        return [_value(row) for row in rows]

    def amounts(self, plan_id: int) -> dict[str, dict[Month, int]]:
        """Line code -> month -> öre by effect on the result."""
        found: dict[str, dict[Month, int]] = defaultdict(dict)
        for value in self.values(plan_id):
            found[value.line_code][value.month] = value.amount_ore
        return dict(found)

    def drivers(self, plan_id: int) -> dict[str, PlanDriver]:
        """Line code -> what its amounts were made from."""
        rows = self._rows.all("SELECT * FROM plan_driver WHERE plan_id = :plan", {"plan": plan_id})
        return {row["line_code"]: _driver(row) for row in rows}

    def is_line_used(self, code: str) -> bool:
        """Whether a plan, a rule, an agreement or a typed amount refers to a line."""
        return bool(
            self._rows.value(
                "SELECT EXISTS (SELECT 1 FROM plan_value WHERE line_code = :code)"
                " OR EXISTS (SELECT 1 FROM map_rule WHERE line_code = :code)"
                " OR EXISTS (SELECT 1 FROM agreement WHERE line_code = :code)"
                " OR EXISTS (SELECT 1 FROM typed_amount WHERE line_code = :code)",
                {"code": code},
            )
        )


class PlanStore(PlanQueries):
    """Reads and writes; writes only inside `Writer.action`."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def seed_lines(self) -> None:
        """Add the shipped lines that are not there yet; called when a client file is made."""
        known = {row["code"] for row in self._rows.all("SELECT code FROM plan_line")}
        for line in DEFAULT_LINES:
            if line.code not in known:
                self.add_line(line)

    def add_line(self, line: PlanLine) -> None:
        """Add a plan line."""
        self._writer.insert(
            "plan_line",
            {
                "code": line.code,
                "section": line.section.value,
                "sort": line.sort,
                "name": line.name,
                "export_account": line.export_account,
                "active": int(line.active),
                "parent": line.parent,
            },
        )

    def change_line(self, code: str, **columns: object) -> None:
        """Change name, sort, export_account or active of a line."""
        row_id = self._rows.value("SELECT id FROM plan_line WHERE code = :code", {"code": code})
        self._writer.update("plan_line", row_id, columns)

    def remove_line(self, code: str) -> None:
        """Take a line away; only one that nothing refers to."""
        row_id = self._rows.value("SELECT id FROM plan_line WHERE code = :code", {"code": code})
        self._writer.delete("plan_line", row_id)

    def add_plan(self, plan: Plan) -> int:
        """Add a plan (its id is not used) and return its id."""
        return self._writer.insert("plan", _plan_columns(plan))

    def change_plan(self, plan: Plan) -> None:
        """Write a plan's own fields."""
        self._writer.update("plan", plan.id, _plan_columns(plan))

    def remove_plan(self, plan_id: int) -> None:
        """Take a plan, its amounts and its drivers away."""
        for table in ("plan_value", "plan_driver"):
            sql = f"SELECT id FROM {table} WHERE plan_id = :plan"
            for row in self._rows.all(sql, {"plan": plan_id}):
                self._writer.delete(table, row["id"])
        self._writer.delete("plan", plan_id)

    def set_values(self, plan_id: int, values: Iterable[PlanValue]) -> bool:
        """Write monthly amounts; those that are there already with the same amount are left.

        Returns:
            Whether anything changed.
        """
        known = {
            (row["line_code"], row["month"]): row
            for row in self._rows.all(
                "SELECT * FROM plan_value WHERE plan_id = :plan", {"plan": plan_id}
            )
        }
        changed = False
        for value in values:
            columns = {"amount_ore": value.amount_ore, "source": value.source.value}
            row = known.get((value.line_code, str(value.month)))
            if row is None:
                key = {"plan_id": plan_id, "line_code": value.line_code, "month": str(value.month)}
                self._writer.insert("plan_value", {**key, **columns})
                changed = True
            elif row["amount_ore"] != value.amount_ore:
                self._writer.update("plan_value", row["id"], columns)
                changed = True
        return changed

    def clear_values(self, plan_id: int, cells: Iterable[tuple[str, Month]]) -> bool:
        """Take amounts away, so that they are not filled in; returns whether any were there."""
        wanted = {(code, str(month)) for code, month in cells}
        rows = self._rows.all("SELECT * FROM plan_value WHERE plan_id = :plan", {"plan": plan_id})
        gone = [row["id"] for row in rows if (row["line_code"], row["month"]) in wanted]
        for row_id in gone:
            self._writer.delete("plan_value", row_id)
        return bool(gone)

    def set_driver(self, plan_id: int, driver: PlanDriver) -> None:
        """Write what a line's amounts are made from."""
        columns = {
            "places_milli": driver.places_milli,
            "occupancy_bp": driver.occupancy_bp,
            "price_ore": driver.price_ore,
        }
        row_id = self._driver_id(plan_id, driver.line_code)
        if row_id is None:
            key = {"plan_id": plan_id, "line_code": driver.line_code}
            self._writer.insert("plan_driver", {**key, **columns})
        else:
            self._writer.update("plan_driver", row_id, columns)

    def clear_driver(self, plan_id: int, line_code: str) -> None:
        """Forget what a line's amounts were made from, because they come from elsewhere now."""
        row_id = self._driver_id(plan_id, line_code)
        if row_id is not None:
            self._writer.delete("plan_driver", row_id)

    def _driver_id(self, plan_id: int, line_code: str) -> int | None:
        found: int | None = self._rows.value(
            "SELECT id FROM plan_driver WHERE plan_id = :plan AND line_code = :line",
            {"plan": plan_id, "line": line_code},
        )
        return found
