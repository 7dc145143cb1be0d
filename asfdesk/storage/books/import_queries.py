"""One import as it was taken in, whether it is in use or not: what an export writes out again."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from asfdesk.domain.books.sie import SieRow, SieVoucher
from asfdesk.domain.period import Month
from asfdesk.storage.columns import need_day

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.storage.rows import Reader, type_row


class ImportQueries:
    """Reads whole imports."""

    def __init__(self, rows: Reader) -> None:
        self._rows = rows

    def import_accounts(self, import_id: int) -> dict[str, str]:
        """Account -> name, in account order."""
        sql = "SELECT number, name FROM account WHERE import_id = :id ORDER BY number"
        return {row["number"]: row["name"] for row in self._rows.all(sql, {"id": import_id})}

    def import_objects(self, import_id: int, dimension: int) -> dict[str, str]:
        """Code -> name of the cost centres (1) or projects (6) that the file named."""
        sql = (
            "SELECT number, name FROM sie_object WHERE import_id = :id AND dimension = :dimension"
            " ORDER BY id"
        )
        rows = self._rows.all(sql, {"id": import_id, "dimension": dimension})
        return {row["number"]: row["name"] for row in rows}

    def import_balance_years(self, import_id: int) -> list[int]:
        """The years that it has balances or results of: 0, -1 …, latest first."""
        sql = "SELECT DISTINCT year_index FROM balance WHERE import_id = :id ORDER BY 1 DESC"
        return [row["year_index"] for row in self._rows.all(sql, {"id": import_id})]

    def import_vouchers(self, import_id: int) -> list[SieVoucher]:
        """Every voucher with its rows, in the file's order.

        A row keeps its month only; one in another month than its voucher gets that month's
        first day.
        """
        sql = (
            "SELECT v.id, v.series, v.number, v.day, v.text, p.account, p.month,"
            " p.amount_sie_ore, p.cost_centre, p.project"
            " FROM voucher v LEFT JOIN posting p ON p.voucher_id = v.id"
            " WHERE v.import_id = :id ORDER BY v.id, p.id"
        )
        rows = self._rows.all(sql, {"id": import_id})
        return [_voucher(list(group)) for _id, group in groupby(rows, key=itemgetter("id"))]


def _voucher(rows: list[type_row]) -> SieVoucher:
    head = rows[0]
    day = need_day(head["day"])
    lines = tuple(_row(row, day) for row in rows if row["account"] is not None)
    return SieVoucher(head["series"], head["number"], day, head["text"], 0, lines, None)


def _row(row: type_row, day: date) -> SieRow:
    month = Month.parse(row["month"])
    own_day = None if Month.of(day) == month else month.first
    return SieRow(
        row["account"], row["amount_sie_ore"], own_day, row["cost_centre"], row["project"], "", 0
    )
