"""The rates of habiliteringsersättning over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.hours.habilitation import HabilitationRate
from asfdesk.storage.columns import need_day

if TYPE_CHECKING:
    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault


class HabilitationQueries:
    """Reads."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def rates(self) -> list[HabilitationRate]:
        """Every rate, ordered by its first day."""
        return [
            _rate(row) for row in self._rows.all("SELECT * FROM habilitation_rate ORDER BY 2, 1")
        ]


class HabilitationStore(HabilitationQueries):
    """Reads and writes; writes only inside `Writer.action`."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def add_rate(self, rate: HabilitationRate) -> int:
        """Add a rate (its id is not used) and return its id."""
        return self._writer.insert("habilitation_rate", _values(rate))

    def change_rate(self, rate: HabilitationRate) -> None:
        """Write a rate anew."""
        self._writer.update("habilitation_rate", rate.id, _values(rate))

    def remove_rate(self, rate_id: int) -> None:
        """Take a rate away; the earlier one then holds on."""
        self._writer.delete("habilitation_rate", rate_id)


def _rate(row: type_row) -> HabilitationRate:
    return HabilitationRate(
        row["id"],
        need_day(row["valid_from"]),
        row["full_day_ore"],
        row["half_day_ore"],
        row["full_day_minutes"],
    )


def _values(rate: HabilitationRate) -> dict[str, object]:
    return {
        "valid_from": rate.valid_from.isoformat(),
        "full_day_ore": rate.full_day_ore,
        "half_day_ore": rate.half_day_ore,
        "full_day_minutes": rate.full_day_minutes,
    }
