"""Targets of key figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.planning.figure_targets import Direction, Target

if TYPE_CHECKING:
    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault


def _target(row: type_row) -> Target:
    return Target(
        row["figure"],
        row["value_micro"],
        Direction(row["direction"]),
        row["yellow_micro"],
        row["red_micro"],
        row["fiscal_year_id"],
    )


class FigureTargetQueries:
    """Reads."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def targets(self) -> list[Target]:
        """Every target, by figure; those for all years before a year's own."""
        sql = "SELECT * FROM figure_target ORDER BY figure, fiscal_year_id"
        return [_target(row) for row in self._rows.all(sql)]

    def _row(self, figure: str, fiscal_year_id: int | None) -> type_row | None:
        """The row of a figure and year. NULLs are never alike to UNIQUE, so it is looked up."""
        return self._rows.one(
            "SELECT * FROM figure_target WHERE figure = :figure AND fiscal_year_id IS :year",
            {"figure": figure, "year": fiscal_year_id},
        )


class FigureTargetStore(FigureTargetQueries):
    """Reads and writes; writes only inside `Writer.action`."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def put(self, target: Target) -> None:
        """Write a target over the one that the figure and year have."""
        values: dict[str, object] = {
            "figure": target.figure,
            "fiscal_year_id": target.fiscal_year_id,
            "value_micro": target.value_micro,
            "direction": int(target.direction),
            "yellow_micro": target.yellow_micro,
            "red_micro": target.red_micro,
        }
        row = self._row(target.figure, target.fiscal_year_id)
        if row is None:
            self._writer.insert("figure_target", values)
        else:
            self._writer.update("figure_target", row["id"], values)

    def remove(self, figure: str, fiscal_year_id: int | None) -> None:
        """Take a target away, if there is one."""
        row = self._row(figure, fiscal_year_id)
        if row is not None:
            self._writer.delete("figure_target", row["id"])
