"""Supervisors' weekly schedules, dated, and their leave."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from asfdesk.domain.codes import Activity
from asfdesk.domain.hours.supervision_plan import Leave, PlannedTime, WeekPlan
from asfdesk.storage.columns import need_day

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault

_PLANS = """
SELECT * FROM supervision_plan
ORDER BY supervisor_id, valid_from, activity, agreement_id, weekday
"""
_LEAVES = "SELECT * FROM supervisor_leave ORDER BY supervisor_id, first_day, id"


class SupervisionPlanQueries:
    """Reads. Nothing here is sealed: it says who only by running number."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def plans(self) -> dict[int, tuple[WeekPlan, ...]]:
        """Supervisor id -> schedules in the order they begin.

        A schedule that leaves nothing scheduled is one row of no minutes; it has no times.
        """
        found: dict[int, list[WeekPlan]] = {}
        rows = self._rows.all(_PLANS)
        for (supervisor_id, first), group in groupby(rows, key=_plan_key):
            times = tuple(_time(row) for row in group if row["minutes"])
            plan = WeekPlan(supervisor_id, need_day(first), times)
            found.setdefault(supervisor_id, []).append(plan)
        return {supervisor_id: tuple(plans) for supervisor_id, plans in found.items()}

    def leaves(self) -> dict[int, tuple[Leave, ...]]:
        """Supervisor id -> leave, by first day."""
        found: dict[int, list[Leave]] = {}
        for row in self._rows.all(_LEAVES):
            leave = _leave(row)
            found.setdefault(leave.supervisor_id, []).append(leave)
        return {supervisor_id: tuple(leaves) for supervisor_id, leaves in found.items()}

    def leave(self, leave_id: int) -> Leave | None:
        """One leave, or None."""
        row = self._rows.get("supervisor_leave", leave_id)
        return _leave(row) if row else None


class SupervisionPlanStore(SupervisionPlanQueries):
    """Reads and writes; writes only inside `Writer.action`."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def put_plan(self, plan: WeekPlan) -> None:
        """Write a schedule over what held from the same date."""
        self.remove_plan(plan.supervisor_id, plan.valid_from)
        times = [time for time in plan.times if time.minutes] or [PlannedTime(1, 0)]
        for time in times:
            self._writer.insert(
                "supervision_plan",
                {
                    "supervisor_id": plan.supervisor_id,
                    "valid_from": plan.valid_from.isoformat(),
                    "weekday": time.weekday,
                    "activity": time.activity,
                    "agreement_id": time.agreement_id,
                    "minutes": time.minutes,
                },
            )

    def remove_plan(self, supervisor_id: int, valid_from: date) -> None:
        """Take away the schedule from a date; the one before it then holds on."""
        rows = self._rows.all(
            "SELECT id FROM supervision_plan"
            " WHERE supervisor_id = :supervisor AND valid_from = :day ORDER BY id",
            {"supervisor": supervisor_id, "day": valid_from.isoformat()},
        )
        for row in rows:
            self._writer.delete("supervision_plan", row["id"])

    def add_leave(self, leave: Leave) -> int:
        """Add leave (the value's id is not used) and return its id."""
        return self._writer.insert("supervisor_leave", _leave_values(leave))

    def change_leave(self, leave: Leave) -> None:
        """Write leave anew."""
        self._writer.update("supervisor_leave", leave.id, _leave_values(leave))

    def remove_leave(self, leave_id: int) -> None:
        """Take leave away."""
        self._writer.delete("supervisor_leave", leave_id)


def _plan_key(row: type_row) -> tuple[int, str]:
    return row["supervisor_id"], row["valid_from"]


def _time(row: type_row) -> PlannedTime:
    return PlannedTime(
        row["weekday"], row["minutes"], Activity(row["activity"]), row["agreement_id"]
    )


def _leave(row: type_row) -> Leave:
    return Leave(
        row["id"], row["supervisor_id"], need_day(row["first_day"]), need_day(row["last_day"])
    )


def _leave_values(leave: Leave) -> dict[str, object]:
    return {
        "supervisor_id": leave.supervisor_id,
        "first_day": leave.first.isoformat(),
        "last_day": leave.last.isoformat(),
    }
