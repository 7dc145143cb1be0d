"""How many trainees one full-time supervisor takes, from days on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.storage.columns import need_day

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.storage.rows import Reader, Writer
    from asfdesk.storage.vault import Vault

TABLE = "supervisor_ratio"


class RatioQueries:
    """Reads."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def ratios(self) -> list[tuple[date, int]]:
        """(first day, thousandths of a trainee), by day."""
        rows = self._rows.all(f"SELECT * FROM {TABLE} ORDER BY valid_from")
        return [(need_day(row["valid_from"]), row["ratio_milli"]) for row in rows]


class RatioStore(RatioQueries):
    """Reads and writes; writes only inside `Writer.action`."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def set_ratio(self, valid_from: date, milli: int | None) -> None:
        """What holds from a day on; None takes the day's value away."""
        sql = f"SELECT id FROM {TABLE} WHERE valid_from = :day"
        there = self._rows.value(sql, {"day": valid_from.isoformat()})
        if there and milli is None:
            self._writer.delete(TABLE, there)
        elif there:
            self._writer.update(TABLE, there, {"ratio_milli": milli})
        elif milli is not None:
            row = {"valid_from": valid_from.isoformat(), "ratio_milli": milli}
            self._writer.insert(TABLE, row)
