"""Invoices as they were noted, and what a corrected month makes of them (decisions A14).

An invoice keeps the rows of the basis it was made from. When a month is locked again with other
rows, the difference stands on the agreement's next basis: what was invoiced is taken back and
what holds now is put in its place. What was noted is never changed by that.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.sending_codes import InvoiceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from asfdesk.domain.codes import PriceUnit
    from asfdesk.domain.period import Month
    from asfdesk.domain.sales.billing import BillingRow


@dataclass(frozen=True)
class InvoicedRow:
    """A row that was invoiced, or (negative or not) one that corrects such a row.

    Attributes:
        month: the month it is about; earlier than the invoice's own for a correction.
        terms_from: the first day of the terms it was priced by.
        units: in the price's own unit.
        amount_ore: excl. VAT.
    """

    month: Month
    placement_id: int | None
    terms_from: date
    unit: PriceUnit
    unit_price_ore: int
    units: Fraction
    amount_ore: int

    @property
    def key(self) -> tuple[object, ...]:
        """What it is about: rows with the same key can be set off against each other."""
        return (
            self.month,
            self.placement_id or 0,
            self.terms_from,
            self.unit,
            self.unit_price_ore,
        )


class InvoiceStanding(StrEnum):
    """Where an invoice stands on a day."""

    PAID = "paid"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    OPEN = "open"


@dataclass(frozen=True)
class Invoice:
    """An invoice or credit note that was made in the invoicing program and noted here.

    Attributes:
        month: whose basis it was made from.
        amount_ore: what it says, excl. VAT; negative for a credit note.
        basis_version: how many times the month had been locked; 0 = it was not locked.
        rows: the basis it was made from; they can sum to something else than the invoice says.
    """

    id: int
    agreement_id: int
    month: Month
    number: str
    invoiced_on: date
    amount_ore: int
    due_on: date | None = None
    paid_on: date | None = None
    basis_version: int = 0
    rows: tuple[InvoicedRow, ...] = ()

    @property
    def kind(self) -> InvoiceKind:
        """A credit note takes back more than it adds."""
        return InvoiceKind.CREDIT if self.amount_ore < 0 else InvoiceKind.INVOICE

    @property
    def beside_rows_ore(self) -> int:
        """How much the invoice says beyond its basis: öresavrundning, or a slip."""
        return self.amount_ore - sum(row.amount_ore for row in self.rows)

    def standing(self, today: date, soon_days: int) -> InvoiceStanding:
        """Where it stands; within `soon_days` it is due soon."""
        if self.paid_on is not None:
            return InvoiceStanding.PAID
        if self.due_on is None or self.amount_ore <= 0:
            return InvoiceStanding.OPEN
        left = (self.due_on - today).days
        if left < 0:
            return InvoiceStanding.OVERDUE
        return InvoiceStanding.DUE_SOON if left <= soon_days else InvoiceStanding.OPEN

    def ore_of(self, month: Month) -> int:
        """Öre of this invoice that are about a month; what has no row goes to its own month."""
        rows = sum(row.amount_ore for row in self.rows if row.month == month)
        return rows + (self.beside_rows_ore if month == self.month else 0)


@dataclass(frozen=True)
class Basis:
    """What can be invoiced for an agreement and month.

    Attributes:
        rows: the month's own; they are invoiced already when `invoices` is not empty.
        carried: corrections of earlier months that stand here.
        later: corrections of this month that stand on a later basis.
        invoices: noted for the month.
    """

    agreement_id: int
    month: Month
    rows: tuple[BillingRow, ...] = ()
    carried: tuple[InvoicedRow, ...] = ()
    later: tuple[InvoicedRow, ...] = ()
    invoices: tuple[Invoice, ...] = ()

    @property
    def own_ore(self) -> int:
        """The month's own rows."""
        return sum(row.amount_ore for row in self.rows)

    @property
    def carried_ore(self) -> int:
        """Corrections of earlier months."""
        return sum(row.amount_ore for row in self.carried)

    @property
    def ore(self) -> int:
        """All that the basis comes to, excl. VAT."""
        return self.own_ore + self.carried_ore

    @property
    def is_invoiced(self) -> bool:
        """Whether an invoice has been noted for the month."""
        return bool(self.invoices)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to make an invoice of: no row comes to anything."""
        own = any(row.amount_ore for row in self.rows)
        return not own and not any(row.amount_ore for row in self.carried)

    def to_invoice(self) -> tuple[InvoicedRow, ...]:
        """The rows that an invoice made from it now would keep."""
        return (*as_invoiced(self.month, self.rows), *self.carried)


def as_invoiced(month: Month, rows: Iterable[BillingRow]) -> tuple[InvoicedRow, ...]:
    """Rows of a month's basis as an invoice keeps them."""
    return tuple(
        InvoicedRow(
            month,
            row.placement_id,
            row.terms.valid_from,
            row.terms.unit,
            row.unit_price_ore,
            row.units.payable,
            row.amount_ore,
        )
        for row in rows
    )


def differences(
    invoiced: Iterable[InvoicedRow], now: Mapping[Month, Sequence[BillingRow]]
) -> tuple[InvoicedRow, ...]:
    """What must be added to what was invoiced, so that it says what holds now.

    Args:
        invoiced: every row that was invoiced, corrections among them.
        now: the rows of the months to compare; other months are left as they were invoiced.
    """
    kept: dict[tuple[object, ...], InvoicedRow] = {}
    units: dict[tuple[object, ...], Fraction] = defaultdict(Fraction)
    ore: dict[tuple[object, ...], int] = defaultdict(int)
    for row in invoiced:
        if row.month in now:
            kept.setdefault(row.key, row)
            units[row.key] -= row.units
            ore[row.key] -= row.amount_ore
    for month, rows in now.items():
        for row in as_invoiced(month, rows):
            kept.setdefault(row.key, row)
            units[row.key] += row.units
            ore[row.key] += row.amount_ore
    changed = sorted((key for key in kept if ore[key]), key=_order)
    return tuple(_corrects(kept[key], units[key], ore[key]) for key in changed)


def _order(key: tuple[object, ...]) -> tuple[str, ...]:
    """By month, placement, terms."""
    month, placement, terms_from, unit, price = key
    return (str(month), f"{placement:09}", str(terms_from), str(unit), f"{price:015}")


def _corrects(row: InvoicedRow, units: Fraction, ore: int) -> InvoicedRow:
    return InvoicedRow(
        row.month,
        row.placement_id,
        row.terms_from,
        row.unit,
        row.unit_price_ore,
        units,
        ore,
    )


def next_basis(invoices: Iterable[Invoice]) -> Month | None:
    """The month whose basis carries an agreement's corrections; None before the first invoice.

    It is the one after the latest that has been invoiced, even after the agreement has ended.
    """
    latest = max((invoice.month for invoice in invoices), default=None)
    return latest.plus(1) if latest else None
