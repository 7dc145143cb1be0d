"""Corrections on R3: what was invoiced for earlier months and has been locked anew since (A14).

A row that takes back has a minus sign; what holds now stands below it. They are part of what is
to be invoiced, so that a correction is never a silent new invoice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk import i18n
from asfdesk.domain.agreements import WHOLE_BP
from asfdesk.i18n import _
from asfdesk.reports import document as doc
from asfdesk.reports.words import price_unit_word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.domain.agreements import Agreement
    from asfdesk.domain.period import Month
    from asfdesk.domain.sales.invoicing import Basis, InvoicedRow


@dataclass(frozen=True)
class Corrections:
    """What R3 knows of invoices.

    Attributes:
        bases: (agreement id, month) -> what was noted for it and what it carries; a basis that is
            not there has neither.
        numbers: placement id -> its trainee's own number, of the placements in carried rows.
    """

    bases: Mapping[tuple[int, Month], Basis] = field(default_factory=dict)
    numbers: Mapping[int, int] = field(default_factory=dict)

    def carried(self, agreement: Agreement, month: Month) -> tuple[InvoicedRow, ...]:
        """Rows of earlier months that stand on a month's basis."""
        basis = self.bases.get((agreement.id, month))
        return basis.carried if basis else ()


def row_vat_bp(agreement: Agreement, row: InvoicedRow) -> int:
    """The VAT of a carried row: that of the terms it was priced by, in basis points."""
    exact = next((one for one in agreement.terms if one.valid_from == row.terms_from), None)
    terms = exact or agreement.terms_on(row.month.last)
    return terms.vat_bp if terms else 0


def correction_blocks(
    agreement: Agreement, month: Month, corrections: Corrections
) -> list[doc.Block]:
    """The carried rows, and what has been invoiced of the month already; nothing when neither."""
    blocks: list[doc.Block] = []
    carried = corrections.carried(agreement, month)
    if carried:
        blocks.append(_table(agreement, month, carried, corrections.numbers))
    basis = corrections.bases.get((agreement.id, month))
    if basis is None:
        return blocks
    for invoice in basis.invoices:
        said = _("Invoice %(number)s of %(day)s has been noted for this month.")
        words = {"number": invoice.number, "day": i18n.day(invoice.invoiced_on)}
        blocks.append(doc.Note(said % words))
    if basis.later:
        ore = sum(row.amount_ore for row in basis.later)
        said = _(
            "The month has been changed since: %(sum)s kr without VAT stands as a correction on"
            " the agreement's next basis."
        )
        blocks.append(doc.Note(said % {"sum": i18n.money_exact(ore)}, doc.Tone.WARN))
    return blocks


def _table(
    agreement: Agreement,
    month: Month,
    carried: tuple[InvoicedRow, ...],
    numbers: Mapping[int, int],
) -> doc.Table:
    columns = [
        doc.integer("trainee", _("Trainee no.")),
        doc.text("month", _("Month")),
        doc.text("model", _("Price")),
        doc.money("price", _("Unit price, kr"), exact=True),
        doc.day("valid_from", _("Price from")),
        doc.decimal("units", _("Units")),
        doc.money("amount", _("Excl. VAT, kr"), exact=True),
        doc.percent("vat", _("VAT"), decimals=0),
    ]
    rows = [
        doc.row(
            _who(row, numbers),
            str(row.month),
            price_unit_word(row.unit),
            row.unit_price_ore,
            row.terms_from,
            row.units,
            row.amount_ore,
            Fraction(row_vat_bp(agreement, row), WHOLE_BP),
        )
        for row in carried
    ]
    total = sum(row.amount_ore for row in carried)
    words = doc.Cell(_("Corrections excl. VAT"), kind=doc.Kind.TEXT)
    return doc.table(
        f"corrections_{agreement.id}_{month}",
        _("Corrections of months that have been invoiced"),
        columns,
        rows,
        totals=[doc.row(words, "", "", "", "", "", total, "")],
        note=_("What was invoiced is taken back (minus), and what holds now stands in its place."),
    )


def _who(row: InvoicedRow, numbers: Mapping[int, int]) -> doc.Cell:
    number = numbers.get(row.placement_id) if row.placement_id is not None else None
    if number is None:
        return doc.Cell(_("places"), kind=doc.Kind.TEXT)
    return doc.Cell(number)
