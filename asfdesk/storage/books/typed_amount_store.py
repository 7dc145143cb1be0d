"""Monthly amounts that are typed for lack of bookkeeping: öre by effect on the result."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from asfdesk.domain.period import Month

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from asfdesk.storage.rows import Reader, Writer
    from asfdesk.storage.vault import Vault


class TypedAmountQueries:
    """Reads."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def amounts(self, first: Month, last: Month) -> dict[str, dict[Month, int]]:
        """Line code -> month -> öre, months first..last included; only what is filled in."""
        rows = self._rows.all(
            "SELECT line_code, month, amount_ore FROM typed_amount"
            " WHERE month BETWEEN :first AND :last ORDER BY line_code, month",
            {"first": str(first), "last": str(last)},
        )
        found: dict[str, dict[Month, int]] = defaultdict(dict)
        for row in rows:
            found[row["line_code"]][Month.parse(row["month"])] = row["amount_ore"]
        return dict(found)


class TypedAmountStore(TypedAmountQueries):
    """Reads and writes; writes only inside `Writer.action`."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def set_amounts(self, amounts: Mapping[tuple[str, Month], int]) -> None:
        """Write cells: (line code, month) -> öre."""
        known = self._ids(amounts)
        for (code, month), ore in amounts.items():
            row_id = known.get((code, str(month)))
            if row_id is None:
                self._writer.insert(
                    "typed_amount",
                    {"line_code": code, "month": str(month), "amount_ore": ore},
                )
            else:
                self._writer.update("typed_amount", row_id, {"amount_ore": ore})

    def clear(self, cells: Iterable[tuple[str, Month]]) -> None:
        """Take amounts away, so that they are not filled in."""
        for row_id in self._ids(cells).values():
            self._writer.delete("typed_amount", row_id)

    def _ids(self, cells: Iterable[tuple[str, Month]]) -> dict[tuple[str, str], int]:
        wanted = {(code, str(month)) for code, month in cells}
        rows = self._rows.all("SELECT id, line_code, month FROM typed_amount")
        keys = {(row["line_code"], row["month"]): int(row["id"]) for row in rows}
        return {key: row_id for key, row_id in keys.items() if key in wanted}
