"""Drill-down: the postings behind a figure, by account, month, voucher or a search text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from asfdesk.domain.books.ledger import VoucherRow
from asfdesk.domain.period import Month
from asfdesk.storage.columns import need_day

if TYPE_CHECKING:
    from asfdesk.domain.books.ledger import PostingFilter
    from asfdesk.storage.rows import Reader, type_row

ACTIVE_IMPORTS = """
  SELECT import_id FROM fiscal_year WHERE import_id IS NOT NULL
  UNION ALL
  SELECT preliminary_import_id FROM fiscal_year WHERE preliminary_import_id IS NOT NULL
"""
"""A subquery: the imports whose figures are in use."""


class PostingQueries:
    """Reads postings of the figures in use."""

    def __init__(self, rows: Reader) -> None:
        self._rows = rows

    def postings(self, wanted: PostingFilter, offset: int, limit: int) -> list[VoucherRow]:
        """Postings of the figures in use by day and voucher, one page of them."""
        where, params = _posting_filter(wanted)
        sql = (
            "SELECT p.*, v.series, v.number, v.day, v.text FROM posting p"
            f" JOIN voucher v ON v.id = p.voucher_id WHERE {where}"
            " ORDER BY v.day, v.id, p.id LIMIT :limit OFFSET :offset"
        )
        rows = self._rows.all(sql, {**params, "limit": limit, "offset": offset})
        return [_voucher_row(row) for row in rows]

    def count_postings(self, wanted: PostingFilter) -> tuple[int, int]:
        """How many postings there are, and their sum in öre with SIE's sign."""
        where, params = _posting_filter(wanted)
        row = self._rows.one(
            "SELECT count(*) AS n, coalesce(sum(p.amount_sie_ore), 0) AS total FROM posting p"
            f" JOIN voucher v ON v.id = p.voucher_id WHERE {where}",
            params,
        )
        return (row["n"], row["total"]) if row else (0, 0)


def _posting_filter(wanted: PostingFilter) -> tuple[str, dict[str, object]]:
    """The WHERE clause and its parameters; every text is a constant of this file."""
    clauses = [f"p.import_id IN ({ACTIVE_IMPORTS})"]
    params: dict[str, object] = {}

    def limit(clause: str, name: str, value: object) -> None:
        clauses.append(clause)
        params[name] = value

    if wanted.accounts:
        listed = json.dumps(wanted.accounts)
        limit("p.account IN (SELECT value FROM json_each(:accounts))", "accounts", listed)
    if wanted.first is not None:
        limit("p.month >= :first", "first", str(wanted.first))
    if wanted.last is not None:
        limit("p.month <= :last", "last", str(wanted.last))
    if wanted.voucher_id is not None:
        limit("p.voucher_id = :voucher", "voucher", wanted.voucher_id)
    if wanted.cost_centre is not None:
        limit("p.cost_centre = :cost_centre", "cost_centre", wanted.cost_centre)
    if wanted.project is not None:
        limit("p.project = :project", "project", wanted.project)
    if wanted.search:
        limit(_SEARCH, "search", f"%{_escape(wanted.search)}%")
        params["amount"] = wanted.amount_ore
    return " AND ".join(clauses), params


_SEARCH = r"""(
  p.account LIKE :search ESCAPE '\' OR v.text LIKE :search ESCAPE '\'
  OR v.series || v.number LIKE :search ESCAPE '\'
  OR v.series || ' ' || v.number LIKE :search ESCAPE '\' OR v.day LIKE :search ESCAPE '\'
  OR p.cost_centre LIKE :search ESCAPE '\' OR p.project LIKE :search ESCAPE '\'
  OR abs(p.amount_sie_ore) = :amount
  OR p.account IN (SELECT number FROM account a
     WHERE a.import_id = p.import_id AND a.name LIKE :search ESCAPE '\')
)"""


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _voucher_row(row: type_row) -> VoucherRow:
    return VoucherRow(
        series=row["series"],
        number=row["number"],
        day=need_day(row["day"]),
        account=row["account"],
        amount_sie_ore=row["amount_sie_ore"],
        text=row["text"],
        cost_centre=row["cost_centre"],
        project=row["project"],
        voucher_id=row["voucher_id"],
        month=Month.parse(row["month"]),
    )
