"""A pre-system's vouchers: which of them stay when another file comes (decisions B2)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from asfdesk.storage.rows import Reader


class PreliminaryQueries:
    """Reads vouchers of an import by what is to become of them."""

    def __init__(self, rows: Reader) -> None:
        self._rows = rows

    def vouchers_kept(
        self,
        import_id: int,
        months: Collection[str] = (),
        series: Collection[str] = (),
        after: date | None = None,
    ) -> list[int]:
        """The vouchers that another file leaves alone.

        Args:
            import_id: the pre-system's import.
            months: YYYY-MM that the other file has vouchers in.
            series: its voucher series; only these are replaced, and only in those months.
            after: vouchers up to this day are in the books already; None = none are.
        """
        sql = """
          SELECT id FROM voucher WHERE import_id = :id AND day > :after
          AND NOT (substr(day, 1, 7) IN (SELECT value FROM json_each(:months))
                   AND series IN (SELECT value FROM json_each(:series))) ORDER BY id
        """
        params = {
            "id": import_id,
            "after": str(after) if after else "",
            "months": json.dumps(sorted(months)),
            "series": json.dumps(sorted(series)),
        }
        return [row["id"] for row in self._rows.all(sql, params)]

    def turnover_of(self, voucher_ids: Sequence[int]) -> dict[tuple[str, str, str, str], int]:
        """(account, YYYY-MM, cost centre, project) -> öre with SIE's sign."""
        sql = """
          SELECT account, month, cost_centre, project, sum(amount_sie_ore) AS amount FROM posting
          WHERE voucher_id IN (SELECT value FROM json_each(:ids)) GROUP BY 1, 2, 3, 4
        """
        rows = self._rows.all(sql, {"ids": json.dumps(list(voucher_ids))})
        return {
            (row["account"], row["month"], row["cost_centre"], row["project"]): row["amount"]
            for row in rows
        }

    def hashes_of(self, voucher_ids: Sequence[int]) -> dict[str, str]:
        """Voucher key -> content hash of some vouchers."""
        sql = (
            "SELECT key, content_hash FROM voucher WHERE id IN (SELECT value FROM json_each(:ids))"
        )
        rows = self._rows.all(sql, {"ids": json.dumps(list(voucher_ids))})
        return {row["key"]: row["content_hash"] for row in rows}

    def count_rows_of(self, voucher_ids: Sequence[int]) -> int:
        """How many postings some vouchers have."""
        sql = "SELECT count(*) FROM posting WHERE voucher_id IN (SELECT value FROM json_each(:ids))"
        return int(self._rows.value(sql, {"ids": json.dumps(list(voucher_ids))}))
