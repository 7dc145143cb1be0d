"""Assumptions of the socio-economic calculation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.planning.society import Assumption
from asfdesk.storage.columns import from_day, to_day

if TYPE_CHECKING:
    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault


class SocietyQueries:
    """Reads."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def assumptions(self) -> list[Assumption]:
        """Every assumption that somebody has made, by key."""
        rows = self._rows.all("SELECT * FROM society_assumption ORDER BY key")
        return [
            Assumption(
                row["key"],
                row["low"],
                row["likely"],
                row["high"],
                row["source"],
                to_day(row["checked_on"]),
            )
            for row in rows
        ]

    def _row(self, key: str) -> type_row | None:
        return self._rows.one("SELECT * FROM society_assumption WHERE key = :key", {"key": key})


class SocietyStore(SocietyQueries):
    """Reads and writes; writes only inside `Writer.action`."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def put(self, one: Assumption) -> None:
        """Write an assumption over the one with its key."""
        values = {
            "key": one.key,
            "low": one.low,
            "likely": one.likely,
            "high": one.high,
            "source": one.source,
            "checked_on": from_day(one.checked_on),
        }
        row = self._row(one.key)
        if row is None:
            self._writer.insert("society_assumption", values)
        else:
            self._writer.update("society_assumption", row["id"], values)

    def remove(self, key: str) -> None:
        """Take an assumption away, if there is one."""
        row = self._row(key)
        if row is not None:
            self._writer.delete("society_assumption", row["id"])
