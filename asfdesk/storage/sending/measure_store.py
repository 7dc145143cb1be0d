"""Budgeted participants of measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.sending.volumes import MeasureBudget
from asfdesk.storage.columns import need_day

if TYPE_CHECKING:
    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault

_TABLE = "measure_budget"


class MeasureQueries:
    """Reads."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def budgets(self) -> list[MeasureBudget]:
        """Every budget, by first day and measure."""
        sql = f"SELECT * FROM {_TABLE} ORDER BY first_day, measure, id"
        return [_budget(row) for row in self._rows.all(sql)]


class MeasureStore(MeasureQueries):
    """Reads and writes; writes only inside `Writer.action`."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def add_budget(self, budget: MeasureBudget) -> int:
        """Add a budget (its id is not used) and return its id."""
        return self._writer.insert(_TABLE, _values(budget))

    def change_budget(self, budget: MeasureBudget) -> None:
        """Write a budget anew."""
        self._writer.update(_TABLE, budget.id, _values(budget))

    def remove_budget(self, budget_id: int) -> None:
        """Take a budget away."""
        self._writer.delete(_TABLE, budget_id)


def _budget(row: type_row) -> MeasureBudget:
    return MeasureBudget(
        row["id"],
        row["measure"],
        need_day(row["first_day"]),
        need_day(row["last_day"]),
        row["budgeted"],
    )


def _values(budget: MeasureBudget) -> dict[str, object]:
    return {
        "measure": budget.measure,
        "first_day": budget.first.isoformat(),
        "last_day": budget.last.isoformat(),
        "budgeted": budget.budgeted,
    }
