"""Invoices that were noted, with the rows of the basis they were made from."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.codes import PriceUnit
from asfdesk.domain.period import Month
from asfdesk.domain.sales.invoicing import Invoice, InvoicedRow
from asfdesk.storage.columns import from_day, need_day, to_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault


class InvoiceQueries:
    """Reads: two queries however many invoices."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def invoices(self) -> list[Invoice]:
        """Every invoice, latest first."""
        return self._select("TRUE", {})

    def invoice(self, invoice_id: int) -> Invoice | None:
        """One invoice."""
        return next(iter(self._select("i.id = :id", {"id": invoice_id})), None)

    def of_agreement(self, agreement_id: int) -> list[Invoice]:
        """An agreement's invoices, latest first."""
        return self._select("i.agreement_id = :id", {"id": agreement_id})

    def _select(self, where: str, params: Mapping[str, object]) -> list[Invoice]:
        rows: dict[int, list[InvoicedRow]] = defaultdict(list)
        sql = f"""SELECT r.* FROM invoiced_row r JOIN invoice i ON i.id = r.invoice_id
                  WHERE {where} ORDER BY r.id"""
        for row in self._rows.all(sql, params):
            rows[row["invoice_id"]].append(_row(row))
        sql = f"SELECT i.* FROM invoice i WHERE {where} ORDER BY i.invoiced_on DESC, i.id DESC"
        return [_invoice(row, tuple(rows[row["id"]])) for row in self._rows.all(sql, params)]


def _row(row: type_row) -> InvoicedRow:
    return InvoicedRow(
        month=Month.parse(row["month"]),
        placement_id=row["placement_id"],
        terms_from=need_day(row["terms_from"]),
        unit=PriceUnit(row["unit"]),
        unit_price_ore=row["unit_price_ore"],
        units=Fraction(row["units_numerator"], row["units_denominator"]),
        amount_ore=row["amount_ore"],
    )


def _invoice(row: type_row, rows: tuple[InvoicedRow, ...]) -> Invoice:
    return Invoice(
        id=row["id"],
        agreement_id=row["agreement_id"],
        month=Month.parse(row["month"]),
        number=row["number"],
        invoiced_on=need_day(row["invoiced_on"]),
        amount_ore=row["amount_ore"],
        due_on=to_day(row["due_on"]),
        paid_on=to_day(row["paid_on"]),
        basis_version=row["basis_version"],
        rows=rows,
    )


class InvoiceStore(InvoiceQueries):
    """Reads and writes; writes only inside `Writer.action`."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def add_invoice(self, invoice: Invoice) -> int:
        """Add an invoice with its rows and return its id."""
        values = {
            "agreement_id": invoice.agreement_id,
            "month": str(invoice.month),
            "basis_version": invoice.basis_version,
            **_facts(invoice),
        }
        invoice_id = self._writer.insert("invoice", values)
        for row in invoice.rows:
            self._writer.insert("invoiced_row", {"invoice_id": invoice_id, **_values(row)})
        return invoice_id

    def change_invoice(self, invoice: Invoice) -> None:
        """Write number, dates and amount anew; its rows are left as they are."""
        self._writer.update("invoice", invoice.id, _facts(invoice))

    def remove_invoice(self, invoice_id: int) -> None:
        """Take an invoice and its rows away."""
        sql = "SELECT id FROM invoiced_row WHERE invoice_id = :id"
        for row in self._rows.all(sql, {"id": invoice_id}):
            self._writer.delete("invoiced_row", row["id"])
        self._writer.delete("invoice", invoice_id)


def _facts(invoice: Invoice) -> dict[str, object]:
    return {
        "kind": invoice.kind.value,
        "number": invoice.number,
        "invoiced_on": invoice.invoiced_on.isoformat(),
        "due_on": from_day(invoice.due_on),
        "paid_on": from_day(invoice.paid_on),
        "amount_ore": invoice.amount_ore,
    }


def _values(row: InvoicedRow) -> dict[str, object]:
    return {
        "month": str(row.month),
        "placement_id": row.placement_id,
        "terms_from": row.terms_from.isoformat(),
        "unit": row.unit.value,
        "unit_price_ore": row.unit_price_ore,
        "units_numerator": row.units.numerator,
        "units_denominator": row.units.denominator,
        "amount_ore": row.amount_ore,
    }
