"""Cost centres and projects of the figures in use: their names, and what is booked on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.books.ledger import ObjectAmount
from asfdesk.domain.books.mapping import COST_CENTRE, PROJECT
from asfdesk.storage.books.posting_queries import ACTIVE_IMPORTS

if TYPE_CHECKING:
    from asfdesk.domain.period import Month
    from asfdesk.storage.rows import Reader

OBJECT_COLUMNS = {COST_CENTRE: "cost_centre", PROJECT: "project"}
"""Dimension -> its column in the books."""

_RESULT = "account >= '3' AND account < '899'"


class ObjectQueries:
    """Reads what goes by cost centre or project."""

    def __init__(self, rows: Reader) -> None:
        self._rows = rows

    def cost_centres(self) -> list[str]:
        """Cost centres (kostnadsställen) that the figures in use mention."""
        return self._mentioned(COST_CENTRE)

    def projects(self) -> list[str]:
        """Projects that the figures in use mention."""
        return self._mentioned(PROJECT)

    def objects_mentioned(self) -> tuple[list[str], list[str]]:
        """Projects and cost centres that the figures in use mention, in one question."""
        rows = self._rows.all(
            "SELECT DISTINCT cost_centre, project FROM account_month"
            f" WHERE import_id IN ({ACTIVE_IMPORTS})"
        )
        projects = {row["project"] for row in rows}
        centres = {row["cost_centre"] for row in rows}
        return sorted(projects - {""}), sorted(centres - {""})

    def _mentioned(self, dimension: int) -> list[str]:
        column = OBJECT_COLUMNS[dimension]
        sql = (
            f"SELECT DISTINCT {column} AS code FROM account_month"
            f" WHERE import_id IN ({ACTIVE_IMPORTS}) AND {column} <> '' ORDER BY 1"
        )
        return [row["code"] for row in self._rows.all(sql)]

    def object_names(self, dimension: int) -> dict[str, str]:
        """Code -> name, of the imports in use; the latest import's name counts."""
        sql = (
            "SELECT number, name, max(import_id) FROM sie_object"
            f" WHERE import_id IN ({ACTIVE_IMPORTS}) AND dimension = :dimension"
            " GROUP BY number ORDER BY number"
        )
        rows = self._rows.all(sql, {"dimension": dimension})
        return {row["number"]: row["name"] for row in rows}

    def object_amounts(self, dimension: int, first: Month, last: Month) -> list[ObjectAmount]:
        """Turnover of result accounts per object and account, months first..last added up.

        Args:
            dimension: 1 cost centre, 6 project (SIE §8).
            first: first month.
            last: last month, included.
        """
        column = OBJECT_COLUMNS[dimension]
        sql = (
            f"SELECT {column} AS code, account, sum(amount_sie_ore) AS amount FROM account_month"
            f" WHERE import_id IN ({ACTIVE_IMPORTS}) AND month BETWEEN :first AND :last"
            f" AND {_RESULT} GROUP BY 1, account ORDER BY 1, account"
        )
        rows = self._rows.all(sql, {"first": str(first), "last": str(last)})
        return [ObjectAmount(row["code"], row["account"], row["amount"]) for row in rows]

    def wage_credits(self, first: Month, last: Month) -> list[ObjectAmount]:
        """Credits on 70xx in vouchers that also debit bank, tax account or a claim.

        That is how a wage subsidy looks that is booked as lower cost. A corrected wage is
        credited and debited inside class 7, or is the exact opposite of an earlier row; both are
        left out.

        Returns:
            Account, and the credited öre with SIE's sign (negative); `code` is "".
        """
        sql = f"""
          SELECT account, sum(net) AS amount FROM (
            SELECT p.voucher_id, p.account AS account, sum(p.amount_sie_ore) AS net FROM posting p
            WHERE p.import_id IN ({ACTIVE_IMPORTS}) AND p.account >= '70' AND p.account < '71'
            AND p.month BETWEEN :first AND :last
            GROUP BY p.voucher_id, p.account HAVING net < 0
          ) AS credit
          WHERE EXISTS (
            SELECT 1 FROM posting d WHERE d.voucher_id = credit.voucher_id
            AND d.amount_sie_ore > 0 AND (d.account >= '15' AND d.account < '17'
              OR d.account >= '19' AND d.account < '2')
          )
          AND NOT EXISTS (
            SELECT 1 FROM posting r WHERE r.import_id IN ({ACTIVE_IMPORTS})
            AND r.account = credit.account AND r.amount_sie_ore = -credit.net
          )
          GROUP BY account ORDER BY account
        """
        rows = self._rows.all(sql, {"first": str(first), "last": str(last)})
        return [ObjectAmount("", row["account"], row["amount"]) for row in rows]
