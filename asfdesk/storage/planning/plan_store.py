"""Plan lines, plans and monthly amounts."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import DEFAULT_LINES
from asfdesk.domain.period import Month
from asfdesk.domain.plan import (
    Plan,
    PlanKind,
    PlanLine,
    PlanStatus,
    PlanValue,
    Section,
    ValueSource,
)
from asfdesk.storage.columns import from_day, to_day

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault


_DRIVER_LINES = (
    ("plan_stream", "line_code"),
    ("plan_sale", "line_code"),
    ("plan_sale", "cost_line_code"),
    ("plan_staff", "line_code"),
    ("plan_staff", "subsidy_line_code"),
    ("plan_fixed_cost", "line_code"),
    ("plan_grant", "line_code"),
    ("plan_investment", "line_code"),
    ("plan_loan", "line_code"),
    ("plan_premises", "sick_line_code"),
    ("expected_item", "line_code"),
)
"""Where what plans are made from refers to lines."""


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
        row["years"],
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
        "years": plan.years,
    }


def _value(row: type_row) -> PlanValue:
    month = Month.parse(row["month"])
    return PlanValue(row["line_code"], month, row["amount_ore"], ValueSource(row["source"]))


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
        """The plans that begin with a fiscal year (all when None): kind, name, latest version."""
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

    def covering(self, fiscal_year_id: int) -> list[Plan]:
        """The plans that a fiscal year lies in: those that begin latest first, then as `plans`."""
        rows = self._rows.all("SELECT id FROM fiscal_year ORDER BY first_day DESC")
        order = [row["id"] for row in rows]
        if fiscal_year_id not in order:
            return []
        here = order.index(fiscal_year_id)
        return [
            plan
            for later, start in enumerate(order[here:])
            for plan in self.plans(start)
            if plan.years > later
        ]

    def in_force(self, fiscal_year_id: int) -> Plan | None:
        """The budget in force of a fiscal year, also when it began in an earlier one.

        Of the approved ones the one that begins latest; without any, of the drafts.
        """
        budgets = [p for p in self.covering(fiscal_year_id) if p.kind is PlanKind.BUDGET]
        approved = [p for p in budgets if p.status is PlanStatus.APPROVED]
        latest = [p for p in approved or budgets if p.status is not PlanStatus.REPLACED]
        starts = [p for p in latest if p.fiscal_year_id == latest[0].fiscal_year_id]
        return max(starts, key=lambda p: (p.version, p.id), default=None)

    def values(self, plan_id: int) -> list[PlanValue]:
        """Every monthly amount of a plan, in one query; a missing one was never filled in."""
        rows = self._rows.all(
            "SELECT line_code, month, amount_ore, source FROM plan_value"
            " WHERE plan_id = :plan ORDER BY line_code, month",
            {"plan": plan_id},
        )
        return [_value(row) for row in rows]

    def amounts(
        self, plan_id: int, months: Collection[Month] | None = None
    ) -> dict[str, dict[Month, int]]:
        """Line code -> month -> öre by effect on the result.

        Args:
            plan_id: the plan.
            months: only these, for example one year of several; None = all.
        """
        found: dict[str, dict[Month, int]] = defaultdict(dict)
        for value in self.values(plan_id):
            if months is None or value.month in months:
                found[value.line_code][value.month] = value.amount_ore
        return dict(found)

    def is_line_used(self, code: str) -> bool:
        """Whether a plan, a rule, an agreement or a typed amount refers to a line."""
        return bool(
            self._rows.value(
                "SELECT EXISTS (SELECT 1 FROM plan_value WHERE line_code = :code)"
                " OR EXISTS (SELECT 1 FROM map_rule WHERE line_code = :code)"
                " OR EXISTS (SELECT 1 FROM agreement WHERE line_code = :code)"
                " OR EXISTS (SELECT 1 FROM typed_amount WHERE line_code = :code)"
                + "".join(
                    f" OR EXISTS (SELECT 1 FROM {table} WHERE {column} = :code)"
                    for table, column in _DRIVER_LINES
                ),
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
        """Take a plan and its amounts away; what it is made from must be gone (`DriverStore`)."""
        self._writer.delete_all("plan_value", self._value_rows(plan_id))
        for row in self._rows.all(
            "SELECT id FROM visit_plan WHERE plan_id = :plan", {"plan": plan_id}
        ):
            self._writer.delete("visit_plan", row["id"])
        self._writer.delete("plan", plan_id)

    def set_values(self, plan_id: int, values: Iterable[PlanValue]) -> bool:
        """Write monthly amounts; those that are there already with the same amount are left.

        Returns:
            Whether anything changed.
        """
        known = self._known(plan_id)
        added, changed = [], []
        for value in values:
            columns: dict[str, object] = {
                "amount_ore": value.amount_ore,
                "source": value.source.value,
            }
            row = known.get((value.line_code, str(value.month)))
            if row is None:
                key = {"plan_id": plan_id, "line_code": value.line_code, "month": str(value.month)}
                added.append({**key, **columns})
            elif row["amount_ore"] != value.amount_ore:
                changed.append((row, columns))
        self._writer.insert_all("plan_value", added)
        self._writer.update_all("plan_value", changed)
        return bool(added or changed)

    def set_driven(self, plan_id: int, amounts: Mapping[tuple[str, Month], int]) -> bool:
        """Let what the drivers give be these amounts, cell by cell; nothing else is touched.

        A cell that holds an amount from elsewhere keeps it. Returns whether anything changed.
        """
        known = self._known(plan_id)
        wanted = {(code, str(month)): ore for (code, month), ore in amounts.items()}
        driven = {
            cell: row for cell, row in known.items() if row["source"] == ValueSource.DRIVERS.value
        }
        gone = [row for cell, row in driven.items() if cell not in wanted]
        added = [
            {
                "plan_id": plan_id,
                "line_code": code,
                "month": month,
                "amount_ore": ore,
                "source": ValueSource.DRIVERS.value,
            }
            for (code, month), ore in wanted.items()
            if (code, month) not in known
        ]
        changed = [
            (row, {"amount_ore": wanted[cell]})
            for cell, row in driven.items()
            if cell in wanted and row["amount_ore"] != wanted[cell]
        ]
        self._writer.delete_all("plan_value", gone)
        self._writer.insert_all("plan_value", added)
        self._writer.update_all("plan_value", changed)
        return bool(gone or added or changed)

    def clear_values(self, plan_id: int, cells: Iterable[tuple[str, Month]]) -> bool:
        """Take amounts away, so that they are not filled in; returns whether any were there."""
        wanted = {(code, str(month)) for code, month in cells}
        gone = [row for cell, row in self._known(plan_id).items() if cell in wanted]
        self._writer.delete_all("plan_value", gone)
        return bool(gone)

    def _known(self, plan_id: int) -> dict[tuple[str, str], type_row]:
        """Line and month -> the row that is there."""
        return {(row["line_code"], row["month"]): row for row in self._value_rows(plan_id)}

    def _value_rows(self, plan_id: int) -> list[type_row]:
        return self._rows.all("SELECT * FROM plan_value WHERE plan_id = :plan", {"plan": plan_id})
