"""What is expected in closed months, and how much was sold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.period import Month
from asfdesk.domain.planning.expected import ExpectedItem, ExpectedSource
from asfdesk.domain.planning.sales_variance import SoldVolume
from asfdesk.storage.columns import from_day, need_day, to_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault


def _item(row: type_row) -> ExpectedItem:
    return ExpectedItem(
        row["id"],
        row["line_code"],
        Month.parse(row["month"]),
        row["amount_ore"],
        row["name"],
        need_day(row["noted_on"]),
        ExpectedSource(row["source"]),
        row["agreement_id"],
        to_day(row["settled_on"]),
    )


class ExpectedQueries:
    """Reads."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def items(self, first: Month | None = None, last: Month | None = None) -> list[ExpectedItem]:
        """Kept items of some months, settled ones too: by month, line, then as they were noted."""
        rows = self._rows.all(
            "SELECT * FROM expected_item WHERE month BETWEEN :first AND :last"
            " ORDER BY month, line_code, id",
            {"first": str(first or ""), "last": str(last or "9999-99")},
        )
        return [_item(row) for row in rows]

    def item(self, item_id: int) -> ExpectedItem | None:
        """One item."""
        row = self._rows.get("expected_item", item_id)
        return _item(row) if row else None

    def volumes(self, line_code: str | None = None) -> list[SoldVolume]:
        """How much was sold, of one line or of all, by line, name and month."""
        rows = self._rows.all(
            "SELECT * FROM sold_volume WHERE :line IS NULL OR line_code = :line"
            " ORDER BY line_code, name, month",
            {"line": line_code},
        )
        return [
            SoldVolume(
                row["line_code"], row["name"], Month.parse(row["month"]), row["volume_milli"]
            )
            for row in rows
        ]


class ExpectedStore(ExpectedQueries):
    """Reads and writes; writes only inside `Writer.action`."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def add_item(self, item: ExpectedItem) -> int:
        """Add an item (its id is not used) and return its id."""
        return self._writer.insert("expected_item", _columns(item))

    def change_item(self, item: ExpectedItem) -> None:
        """Write an item's fields."""
        self._writer.update("expected_item", item.id, _columns(item))

    def remove_item(self, item_id: int) -> None:
        """Take an item away."""
        self._writer.delete("expected_item", item_id)

    def set_volumes(
        self, line_code: str, name: str, volumes: Iterable[tuple[Month, int | None]]
    ) -> bool:
        """Write what was sold by month; None = not known. Returns whether anything changed."""
        rows = self._rows.all(
            "SELECT * FROM sold_volume WHERE line_code = :line AND name = :name",
            {"line": line_code, "name": name},
        )
        known = {row["month"]: row for row in rows}
        changed = False
        for month, milli in volumes:
            row = known.get(str(month))
            if milli == (row["volume_milli"] if row else None):
                continue
            changed = True
            if row is None:
                key = {"line_code": line_code, "name": name, "month": str(month)}
                self._writer.insert("sold_volume", {**key, "volume_milli": milli})
            elif milli is None:
                self._writer.delete("sold_volume", row["id"])
            else:
                self._writer.update("sold_volume", row["id"], {"volume_milli": milli})
        return changed


def _columns(item: ExpectedItem) -> dict[str, object]:
    return {
        "line_code": item.line_code,
        "month": str(item.month),
        "amount_ore": item.amount_ore,
        "name": item.name,
        "source": item.source.value,
        "agreement_id": item.agreement_id,
        "noted_on": item.noted_on.isoformat(),
        "settled_on": from_day(item.settled_on),
    }
