"""Bank balances that were typed in, by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.storage.columns import need_day

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.storage.rows import Reader, Writer
    from asfdesk.storage.vault import Vault


class BankBalanceQueries:
    """Reads."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def balances(self) -> dict[date, int]:
        """Day -> öre, oldest first."""
        rows = self._rows.all("SELECT day, balance_ore FROM bank_balance ORDER BY day")
        return {need_day(row["day"]): row["balance_ore"] for row in rows}


class BankBalanceStore(BankBalanceQueries):
    """Reads and writes; writes only inside `Writer.action`."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def put(self, day: date, balance_ore: int | None) -> None:
        """Write a day's balance; None takes it away."""
        row_id = self._rows.value(
            "SELECT id FROM bank_balance WHERE day = :day", {"day": day.isoformat()}
        )
        if balance_ore is None:
            if row_id is not None:
                self._writer.delete("bank_balance", row_id)
        elif row_id is None:
            self._writer.insert(
                "bank_balance", {"day": day.isoformat(), "balance_ore": balance_ore}
            )
        else:
            self._writer.update("bank_balance", row_id, {"balance_ore": balance_ore})
