"""Invoices in the canary file. Their number is free text; nobody's name stands in them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.agreements import Agreement, Terms
from asfdesk.domain.codes import Form, PriceBasis, PriceUnit
from asfdesk.domain.period import Month
from asfdesk.services.sales.manage_agreements import add_agreement
from asfdesk.services.sales.manage_invoices import InvoiceFacts, note_invoice, set_paid
from tests.faults.canary_words import word

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

SINCE = date(2026, 9, 1)
SEPTEMBER = Month(2026, 9)


def plant_invoice(session: WriteSession) -> None:
    """An invoice for a sum a year, which nobody's attendance decides, and its payment."""
    buyer = session.agreements.buyers()[0]
    terms = Terms(0, 0, SINCE, PriceUnit.LUMP_SUM, PriceBasis.PLACE, 12_000_000, 0)
    agreement = Agreement(0, buyer.id, "Bidrag", Form.OTHER, SINCE, terms=(terms,))
    known = {one.id for one in session.agreements.agreements()}
    add_agreement(session, agreement)
    (made,) = {one.id for one in session.agreements.agreements()} - known
    facts = InvoiceFacts(word("invoice", "number"), SINCE, date(2026, 10, 1), 1_000_000)
    note_invoice(session, made, SEPTEMBER, facts)
    set_paid(session, session.invoices.of_agreement(made)[0].id, date(2026, 9, 30))
