"""Imported bookkeeping: imports, accounts, vouchers, postings, balances.

A fiscal year points to the import whose figures are in use (`import_id`) and, apart from it, to
a pre-system's vouchers that the books don't hold yet (`preliminary_import_id`, decisions B2).
Reading goes through the view of those two; earlier imports stay only as long as undo needs them.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from asfdesk.domain.books.ledger import (
    Account,
    AccountMonth,
    ActualSource,
    BalanceKind,
    SieImport,
    is_result_account,
)
from asfdesk.domain.period import Month
from asfdesk.storage.books.import_queries import ImportQueries
from asfdesk.storage.books.object_queries import OBJECT_COLUMNS, ObjectQueries
from asfdesk.storage.books.posting_queries import ACTIVE_IMPORTS, PostingQueries
from asfdesk.storage.books.preliminary_queries import PreliminaryQueries
from asfdesk.storage.columns import from_day, to_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from asfdesk.domain.books.mapping import ObjectKey
    from asfdesk.domain.period import FiscalYear
    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault

_RESULT = "account >= '3' AND account < '899'"
_BULK_TABLES = ("posting", "voucher", "account_month", "balance", "account", "sie_object")


class LedgerQueries(PostingQueries, ObjectQueries, PreliminaryQueries, ImportQueries):
    """Reads."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        super().__init__(rows)
        self._vault = vault

    def imports(self) -> list[SieImport]:
        """Every import still known, latest first."""
        sql = f"SELECT *, id IN ({ACTIVE_IMPORTS}) AS active FROM sie_import ORDER BY id DESC"
        return [_import(row) for row in self._rows.all(sql)]

    def import_of(self, fiscal_year_id: int, *, preliminary: bool = False) -> SieImport | None:
        """The import whose figures the year uses, or the pre-system's beside it."""
        column = "preliminary_import_id" if preliminary else "import_id"
        row = self._rows.one(
            f"SELECT s.*, 1 AS active FROM sie_import s JOIN fiscal_year f ON f.{column} = s.id"
            " WHERE f.id = :year",
            {"year": fiscal_year_id},
        )
        return _import(row) if row else None

    def account_months(
        self,
        first: Month,
        last: Month,
        *,
        result_only: bool = True,
        by_object: bool = True,
        within: ObjectKey | None = None,
    ) -> list[AccountMonth]:
        """Turnover per account and month of the figures in use, months first..last included.

        Args:
            first: first month.
            last: last month.
            result_only: 3000-8989 only; otherwise the balance accounts' changes too.
            by_object: one row per cost centre and project; otherwise they are added up, which
                is all that is needed when no mapping rule goes by object.
            within: only what is booked on this cost centre or project.
        """
        objects = "cost_centre, project" if by_object else "'' AS cost_centre, '' AS project"
        keys = "account, month, cost_centre, project" if by_object else "account, month"
        limit = f"AND {_RESULT}" if result_only else ""
        if within is not None:
            limit += f" AND {OBJECT_COLUMNS[within.dimension]} = :code"
        sql = (
            f"SELECT account, month, {objects}, sum(amount_sie_ore) AS amount FROM account_month"
            f" WHERE import_id IN ({ACTIVE_IMPORTS}) AND month BETWEEN :first AND :last {limit}"
            f" GROUP BY {keys} ORDER BY account, month"
        )
        months: dict[str, Month] = {}
        found = []
        values = {"first": str(first), "last": str(last)}
        if within is not None:
            values["code"] = within.code
        for row in self._rows.all(sql, values):
            text = row["month"]
            month = months.get(text) or months.setdefault(text, Month.parse(text))
            found.append(
                AccountMonth(
                    row["account"], month, row["amount"], row["cost_centre"], row["project"]
                )
            )
        return found

    def year_months(
        self, year: FiscalYear, *, result_only: bool = True, by_object: bool = True
    ) -> list[AccountMonth]:
        """The same for a whole fiscal year."""
        return self.account_months(
            Month.of(year.first),
            Month.of(year.last),
            result_only=result_only,
            by_object=by_object,
        )

    def import_months(self, import_id: int) -> list[AccountMonth]:
        """Turnover of one import, whether it is in use or not."""
        sql = "SELECT * FROM account_month WHERE import_id = :id ORDER BY account, month"
        return [
            AccountMonth(
                row["account"],
                Month.parse(row["month"]),
                row["amount_sie_ore"],
                row["cost_centre"],
                row["project"],
            )
            for row in self._rows.all(sql, {"id": import_id})
        ]

    def accounts(self) -> list[Account]:
        """Every account of the imports in use; the latest year's name counts."""
        sql = (
            "SELECT number, name, max(import_id) FROM account"
            f" WHERE import_id IN ({ACTIVE_IMPORTS}) GROUP BY number ORDER BY number"
        )
        return [Account(row["number"], row["name"]) for row in self._rows.all(sql)]

    def balances(self, import_id: int, year_index: int, kind: BalanceKind) -> dict[str, int]:
        """Account -> öre with SIE's sign.

        Args:
            import_id: the import.
            year_index: 0 is the import's own year, -1 the one before.
            kind: opening, closing or result.
        """
        sql = (
            "SELECT account, amount_sie_ore FROM balance WHERE import_id = :id"
            " AND year_index = :year AND kind = :kind ORDER BY account"
        )
        rows = self._rows.all(sql, {"id": import_id, "year": year_index, "kind": kind.value})
        return {row["account"]: row["amount_sie_ore"] for row in rows}

    def previous_results(self, fiscal_year_id: int) -> dict[str, int]:
        """Account -> öre (SIE's sign) of the year before, as this year's file has it (#RES -1)."""
        used = self.import_of(fiscal_year_id)
        if used is None:
            return {}
        found = self.balances(used.id, -1, BalanceKind.RESULT)
        return {number: ore for number, ore in found.items() if is_result_account(number)}

    def voucher_hashes(self, import_id: int) -> dict[str, str]:
        """Voucher key -> content hash, for comparing two imports (sie.md §5.4)."""
        sql = "SELECT key, content_hash FROM voucher WHERE import_id = :id"
        rows = self._rows.all(sql, {"id": import_id})
        return {row["key"]: row["content_hash"] for row in rows}


class LedgerStore(LedgerQueries):
    """Reads and writes; writes only inside `Writer.action`."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def add_import(self, made: SieImport) -> int:
        """Note a file that is being taken in, and return its id. Not undone: see the schema."""
        import_id = self._writer.next_id("sie_import")
        columns = {
            "id": import_id,
            "fiscal_year_id": made.fiscal_year_id,
            "file_name": made.file_name,
            "sha256": made.sha256,
            "imported_at": made.imported_at.isoformat(),
            "program": made.program,
            "generated_on": from_day(made.generated_on),
            "sie_type": made.sie_type,
            "encoding": made.encoding,
            "covered_to": from_day(made.covered_to),
            "last_voucher_on": from_day(made.last_voucher_on),
            "source": made.source.value,
            "vouchers": made.vouchers,
            "postings": made.postings,
            "left_out": made.left_out,
            "issues": made.issues,
        }
        self._writer.insert_many("sie_import", list(columns), [list(columns.values())])
        return import_id

    def next_voucher_id(self) -> int:
        """The id the first of the new vouchers gets."""
        return self._writer.next_id("voucher")

    def add_accounts(self, import_id: int, names: Mapping[str, str]) -> None:
        """Account number -> name."""
        rows = ((import_id, number, name) for number, name in names.items())
        self._writer.insert_many("account", ("import_id", "number", "name"), rows)

    def add_objects(self, import_id: int, names: Mapping[tuple[int, str], str]) -> None:
        """(dimension, code) -> name, for cost centres and projects."""
        rows = ((import_id, *key, name) for key, name in names.items())
        columns = ("import_id", "dimension", "number", "name")
        self._writer.insert_many("sie_object", columns, rows)

    def add_vouchers(self, rows: Iterable[Sequence[object]]) -> None:
        """Rows of id, import, series, number, day, text, key, hash."""
        columns = ("id", "import_id", "series", "number", "day", "text", "key", "content_hash")
        self._writer.insert_many("voucher", columns, rows)

    def add_postings(self, rows: Iterable[Sequence[object]]) -> None:
        """Rows of import, voucher, account, month, öre (SIE's sign), cost centre, project."""
        columns = (
            "import_id",
            "voucher_id",
            "account",
            "month",
            "amount_sie_ore",
            "cost_centre",
            "project",
        )
        self._writer.insert_many("posting", columns, rows)

    def add_turnover(
        self, import_id: int, amounts: Mapping[tuple[str, str, str, str], int]
    ) -> None:
        """(account, YYYY-MM, cost centre, project) -> öre with SIE's sign."""
        columns = ("import_id", "account", "month", "cost_centre", "project", "amount_sie_ore")
        rows = ((import_id, *key, ore) for key, ore in sorted(amounts.items()))
        self._writer.insert_many("account_month", columns, rows)

    def add_balances(self, import_id: int, rows: Iterable[tuple[int, str, str, int]]) -> None:
        """Rows of year index, kind, account, öre (SIE's sign)."""
        columns = ("import_id", "year_index", "kind", "account", "amount_sie_ore")
        self._writer.insert_many("balance", columns, ((import_id, *row) for row in rows))

    def carry_vouchers(self, source: int, target: int, voucher_ids: Sequence[int]) -> None:
        """Copy vouchers with their rows, and the accounts' names, into another import."""
        params = {
            "source": source,
            "target": target,
            "ids": json.dumps(list(voucher_ids)),
            "shift": self.next_voucher_id() - min(voucher_ids, default=0),
        }
        chosen = "IN (SELECT value FROM json_each(:ids))"
        copied = "series, number, day, text, key, content_hash"
        self._writer.execute(
            f"INSERT INTO voucher (id, import_id, {copied})"
            f" SELECT id + :shift, :target, {copied} FROM voucher WHERE id {chosen}",
            params,
        )
        copied = "account, month, amount_sie_ore, cost_centre, project"
        self._writer.execute(
            f"INSERT INTO posting (import_id, voucher_id, {copied})"
            f" SELECT :target, voucher_id + :shift, {copied} FROM posting"
            f" WHERE voucher_id {chosen} ORDER BY id",
            params,
        )
        self._writer.execute(
            "INSERT INTO account (import_id, number, name) SELECT :target, number, name"
            " FROM account WHERE import_id = :source AND number NOT IN"
            " (SELECT number FROM account WHERE import_id = :target)",
            params,
        )

    def clear_texts(self) -> None:
        """Take every voucher's text away; the database overwrites what it frees."""
        self._writer.execute("UPDATE voucher SET text = '' WHERE text <> ''")

    def use_import(
        self, fiscal_year_id: int, import_id: int | None, *, preliminary: bool = False
    ) -> None:
        """Let the year use this import's figures; this is what undo takes back."""
        column = "preliminary_import_id" if preliminary else "import_id"
        self._writer.update("fiscal_year", fiscal_year_id, {column: import_id})

    def purge_unused(self) -> None:
        """Remove what neither a fiscal year nor an undo step refers to (decisions C11).

        The line in the import history stays as long as its fiscal year does.
        """
        unused = self._unused_imports()
        for table in _BULK_TABLES:
            for import_id in unused:
                self._writer.execute(
                    f"DELETE FROM {table} WHERE import_id = :id", {"id": import_id}
                )
        self._writer.execute(
            "DELETE FROM sie_import WHERE fiscal_year_id NOT IN (SELECT id FROM fiscal_year)"
            " AND id IN (SELECT value FROM json_each(:ids))",
            {"ids": json.dumps(unused)},
        )

    def _unused_imports(self) -> list[int]:
        kept = f"""
          SELECT id FROM sie_import WHERE id NOT IN ({ACTIVE_IMPORTS})
          AND id NOT IN (
            SELECT json_extract(before, '$.import_id') FROM undo_row
            WHERE table_name = 'fiscal_year' AND json_extract(before, '$.import_id') IS NOT NULL
            UNION ALL
            SELECT json_extract(before, '$.preliminary_import_id') FROM undo_row
            WHERE table_name = 'fiscal_year'
            AND json_extract(before, '$.preliminary_import_id') IS NOT NULL
          ) ORDER BY id
        """
        return [row["id"] for row in self._rows.all(kept)]


def _import(row: type_row) -> SieImport:
    return SieImport(
        id=row["id"],
        fiscal_year_id=row["fiscal_year_id"],
        file_name=row["file_name"],
        sha256=row["sha256"],
        imported_at=datetime.fromisoformat(row["imported_at"]),
        program=row["program"],
        generated_on=to_day(row["generated_on"]),
        sie_type=row["sie_type"],
        encoding=row["encoding"],
        covered_to=to_day(row["covered_to"]),
        last_voucher_on=to_day(row["last_voucher_on"]),
        source=ActualSource(row["source"]),
        vouchers=row["vouchers"],
        postings=row["postings"],
        left_out=row["left_out"],
        issues=row["issues"],
        active=bool(row["active"]),
    )
