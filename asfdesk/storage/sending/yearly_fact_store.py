"""What the enterprise states of each year (R11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.sending.yearly_facts import Fact, FactKey

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.storage.rows import Reader, Writer
    from asfdesk.storage.vault import Vault

_TABLE = "yearly_fact"


class YearlyFactQueries:
    """Reads."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def years(self) -> list[int]:
        """The years of which something is stated, in order."""
        sql = f"SELECT DISTINCT year FROM {_TABLE} ORDER BY year"
        return [row["year"] for row in self._rows.all(sql)]

    def facts(self, year: int) -> dict[FactKey, Fact]:
        """What is stated of a year."""
        sql = f"SELECT key, value, reference FROM {_TABLE} WHERE year = :year ORDER BY id"
        return {
            FactKey(row["key"]): Fact(row["value"], row["reference"])
            for row in self._rows.all(sql, {"year": year})
        }


class YearlyFactStore(YearlyFactQueries):
    """Reads and writes; writes only inside `Writer.action`."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def set_facts(self, year: int, facts: Mapping[FactKey, Fact]) -> None:
        """Write a year's facts anew; one that is not among them, or says nothing, goes."""
        sql = f"SELECT id, key FROM {_TABLE} WHERE year = :year ORDER BY id"
        there = {FactKey(row["key"]): row["id"] for row in self._rows.all(sql, {"year": year})}
        before = self.facts(year)
        kept = {key: fact for key, fact in facts.items() if not fact.empty}
        for key, row_id in there.items():
            if key not in kept:
                self._writer.delete(_TABLE, row_id)
        for key, fact in kept.items():
            values = {"value": fact.value, "reference": fact.reference}
            if key not in there:
                self._writer.insert(_TABLE, {"year": year, "key": key.value, **values})
            elif fact != before[key]:
                self._writer.update(_TABLE, there[key], values)
