"""Invoices from the first basis to a correction and its payment, worked out by hand.

One agreement, 320 kr per attended day; one trainee, 6 h Monday to Friday. 2026: March has 22
working days, April 20 (3 and 6 April are Easter days, and 1 May lies in May).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.agreements import Agreement, Buyer, Terms
from asfdesk.domain.codes import (
    AttendanceCode,
    Form,
    LegalForm,
    PayerKind,
    PriceBasis,
    PriceUnit,
)
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.hours.attendance import AttendanceEntry
from asfdesk.domain.period import Month, Period
from asfdesk.domain.sales.invoicing import InvoiceStanding
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.i18n import GROUP, set_language
from asfdesk.services.changes import Topic
from asfdesk.services.hours.register_attendance import fill_as_planned
from asfdesk.services.lock_attendance import lock_month, reopen_month
from asfdesk.services.sales import manage_invoices as service
from asfdesk.services.sales.invoice_basis import invoice_bases
from asfdesk.services.sales.invoice_views import invoices_view
from asfdesk.services.sales.manage_agreements import add_agreement, add_terms, remove_agreement
from asfdesk.services.sales.manage_buyers import add_buyer
from asfdesk.services.sales.manage_invoices import InvoiceFacts
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.sending.report_sources import invoice as r3
from asfdesk.services.todo import todo
from asfdesk.services.undo import undo_last
from tests.workshop import add_placement

if TYPE_CHECKING:
    from asfdesk.reports.document import Document, Table
    from asfdesk.services.session import WriteSession

MARCH, APRIL, MAY = Month(2026, 3), Month(2026, 4), Month(2026, 5)
TODAY = date(2026, 6, 8)
DAY = Terms(0, 0, date(2026, 3, 1), PriceUnit.DAY, PriceBasis.ATTENDED, 32_000, 1000)
FACTS = InvoiceFacts("1001", date(2026, 4, 2), date(2026, 5, 2), 704_000)


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def sold(session: WriteSession) -> WriteSession:
    """March and April filled in as planned and locked."""
    with session.writer.action("enterprise.change", (Topic.ENTERPRISE,)):
        session.enterprise.set_enterprise(
            Enterprise("Provet", "769000-0000", LegalForm.COOPERATIVE, date(2026, 1, 1))
        )
    add_buyer(session, Buyer(0, "Huddinge kommun", PayerKind.MUNICIPALITY))
    agreed = Agreement(0, 1, "Praktik", Form.WORK_TRAINING, date(2026, 3, 1), terms=(DAY,))
    add_agreement(session, agreed)
    add_placement(session, 1, first=date(2026, 3, 1))
    for month in (MARCH, APRIL):
        fill_as_planned(session, Period.of_month(month), TODAY)
        lock_month(session, month, TODAY)
    return session


def absent(session: WriteSession, *days: date) -> None:
    """Correct days to un-notified absence, and lock the month again."""
    month = Month.of(days[0])
    reopen_month(session, month, "fel dag", TODAY)
    with session.writer.action("attendance.set", (Topic.ATTENDANCE,)):
        for day in days:
            session.attendance.put(AttendanceEntry(1, day, 360, 0, AttendanceCode.UNNOTIFIED))
    lock_month(session, month, TODAY)


def agree(session: WriteSession, terms: Terms, *buyers: int) -> None:
    """Add agreements from March: what a locked month owes is frozen, so it is opened for them."""
    for month in (MARCH, APRIL):
        reopen_month(session, month, "avtal saknades", TODAY)
    for number, buyer in enumerate(buyers, 2):
        add_agreement(
            session,
            Agreement(0, buyer, f"Avtal {number}", Form.OTHER, date(2026, 3, 1), terms=(terms,)),
        )
    for month in (MARCH, APRIL):
        lock_month(session, month, TODAY)


def note(session: WriteSession, month: Month, facts: InvoiceFacts = FACTS) -> None:
    assert service.note_invoice(session, 1, month, facts) == {Topic.INVOICES}


def report(session: WriteSession, month: Month) -> Document:
    request = ReportRequest(
        Period.of_month(month), TODAY, datetime(2026, 6, 8, tzinfo=UTC), agreement_id=1
    )
    return r3(session, request)


def table(document: Document, key: str) -> Table | None:
    return next((one for one in document.tables() if one.key == key), None)


def test_an_invoice_keeps_the_rows_it_was_made_from(sold: WriteSession) -> None:
    note(sold, MARCH)
    (invoice,) = sold.invoices.invoices()
    assert (invoice.number, invoice.month, invoice.amount_ore) == ("1001", MARCH, 704_000)
    assert invoice.basis_version == 1
    (row,) = invoice.rows
    assert (row.month, row.placement_id, row.units, row.amount_ore) == (MARCH, 1, 22, 704_000)
    assert invoice_bases(sold, [MARCH]).basis(1, MARCH).is_invoiced
    assert undo_last(sold) is not None
    assert sold.invoices.invoices() == []


def test_a_correction_stands_on_the_next_basis_once(sold: WriteSession) -> None:
    # March: 22 days invoiced, 3 were absent: -3 x 320 = -960 on April, whose 20 days make 6 400.
    note(sold, MARCH)
    absent(sold, date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4))
    bases = invoice_bases(sold, [MARCH, APRIL])
    april = bases.basis(1, APRIL)
    assert (april.own_ore, april.carried_ore, april.ore) == (640_000, -96_000, 544_000)
    assert [row.amount_ore for row in bases.basis(1, MARCH).later] == [-96_000]
    note(sold, APRIL, replace(FACTS, number="1002", amount_ore=544_000))
    assert [row.month for row in sold.invoices.invoices()[0].rows] == [APRIL, MARCH]
    after = invoice_bases(sold, [MARCH, APRIL, MAY])
    assert after.corrections == {1: ()}
    assert after.basis(1, MAY).is_empty
    # Invoiced in all: 7 040 + 5 440 = 19 + 20 days x 320.
    assert sum(one.amount_ore for one in sold.invoices.invoices()) == 39 * 32_000


def test_locked_again_unchanged_makes_no_correction(sold: WriteSession) -> None:
    note(sold, MARCH)
    reopen_month(sold, MARCH, "kontroll", TODAY)
    lock_month(sold, MARCH, TODAY)
    assert invoice_bases(sold, [APRIL]).basis(1, APRIL).carried == ()


def test_while_the_month_is_open_nothing_is_corrected(sold: WriteSession) -> None:
    note(sold, MARCH)
    reopen_month(sold, MARCH, "kontroll", TODAY)
    with sold.writer.action("attendance.set", (Topic.ATTENDANCE,)):
        sold.attendance.put(AttendanceEntry(1, date(2026, 3, 2), 360, 0, AttendanceCode.UNNOTIFIED))
    assert invoice_bases(sold, [APRIL]).basis(1, APRIL).carried == ()


def test_r3_shows_the_correction_and_its_sum(sold: WriteSession) -> None:
    note(sold, MARCH)
    absent(sold, date(2026, 3, 2))
    document = report(sold, APRIL)
    rows = table(document, "corrections_1_2026-04")
    assert rows is not None
    assert [cell.value for cell in rows.rows[0].cells] == [
        1,
        "2026-03",
        "Per day",
        32_000,
        date(2026, 3, 1),
        -1,
        -32_000,
        0,
    ]
    bill = table(document, "bill_1_2026-04")
    assert bill is not None
    sums = [row.cells[11].value for row in bill.totals]
    assert sums == [640_000, -32_000, 608_000, 0, 608_000]
    march = report(sold, MARCH)
    said = " ".join(getattr(block, "text", "") for block in march.blocks)
    assert "Invoice 1001 of 2026-04-02 has been noted" in said
    assert "−320.00 kr without VAT stands as a correction" in said
    assert table(march, "corrections_1_2026-03") is None


def test_a_credit_note_after_the_agreement_has_ended(sold: WriteSession) -> None:
    # Nothing is delivered in May, so the correction alone is the basis: a credit note.
    note(sold, MARCH)
    note(sold, APRIL, replace(FACTS, number="1002", amount_ore=640_000))
    absent(sold, date(2026, 3, 2))
    agreement = sold.agreements.agreements()[0]
    with sold.writer.action("agreement.end", (Topic.AGREEMENTS,)):
        sold.agreements.change_agreement(replace(agreement, ends_on=APRIL.last))
    (waits,) = invoices_view(sold, TODAY).waiting
    assert (waits.basis.month, waits.basis.ore, waits.ready) == (MAY, -32_000, True)
    note(sold, MAY, InvoiceFacts("1003", TODAY, None, -32_000))
    assert sold.writer.all("SELECT kind FROM invoice ORDER BY id")[-1]["kind"] == "kredit"


def test_an_open_month_is_refused_unless_nobodys_attendance_decides(sold: WriteSession) -> None:
    fill_as_planned(sold, Period.of_month(MAY), TODAY)
    with pytest.raises(RefusedError, match="not locked"):
        service.note_invoice(sold, 1, MAY, FACTS)
    place = replace(DAY, unit=PriceUnit.PLACE_MONTH, basis=PriceBasis.PLACE, price_ore=900_000)
    agree(sold, place, 1)
    service.note_invoice(sold, 2, MAY, replace(FACTS, number="2001", amount_ore=900_000))
    assert sold.invoices.of_agreement(2)[0].basis_version == 0


def test_a_month_is_invoiced_once_and_an_empty_one_never(sold: WriteSession) -> None:
    note(sold, MARCH)
    with pytest.raises(RefusedError, match="already been noted"):
        service.note_invoice(sold, 1, MARCH, replace(FACTS, number="1009"))
    with pytest.raises(RefusedError, match="nothing to invoice"):
        service.note_invoice(sold, 1, Month(2026, 1), FACTS)


@pytest.mark.parametrize(
    ("field", "bad"),
    [
        ("number", {"number": " "}),
        ("due_on", {"due_on": date(2026, 4, 1)}),
    ],
)
def test_a_wrong_field_is_named(sold: WriteSession, field: str, bad: dict[str, object]) -> None:
    with pytest.raises(InvalidInputError) as caught:
        service.note_invoice(sold, 1, MARCH, replace(FACTS, **bad))  # type: ignore[arg-type]
    assert caught.value.field == field
    assert sold.invoices.invoices() == []


def test_a_number_is_one_buyers_and_one_of_a_month(sold: WriteSession) -> None:
    note(sold, MARCH)
    add_buyer(sold, Buyer(0, "Botkyrka", PayerKind.MUNICIPALITY))
    lump = replace(DAY, unit=PriceUnit.LUMP_SUM, basis=PriceBasis.PLACE, price_ore=12_000_000)
    agree(sold, lump, 1, 2)
    service.note_invoice(sold, 2, MARCH, replace(FACTS, amount_ore=1_000_000))
    with pytest.raises(InvalidInputError, match="has this number"):
        service.note_invoice(sold, 3, MARCH, replace(FACTS, amount_ore=1_000_000))


def test_an_invoice_is_changed_paid_and_removed(sold: WriteSession) -> None:
    note(sold, MARCH)
    service.change_invoice(sold, 1, replace(FACTS, number="1011", amount_ore=704_040))
    service.set_paid(sold, 1, date(2026, 4, 30))
    one = sold.invoices.invoice(1)
    assert one is not None
    assert (one.number, one.beside_rows_ore, one.paid_on) == ("1011", 40, date(2026, 4, 30))
    assert service.set_paid(sold, 1, date(2026, 4, 30)) == frozenset()
    assert (
        service.change_invoice(sold, 1, replace(FACTS, number="1011", amount_ore=704_040))
        == frozenset()
    )
    with pytest.raises(InvalidInputError):
        service.set_paid(sold, 1, date(2026, 4, 1))
    service.set_paid(sold, 1, None)
    service.remove_invoice(sold, 1)
    assert sold.writer.all("SELECT * FROM invoiced_row") == []
    with pytest.raises(RefusedError):
        service.remove_invoice(sold, 1)


def test_an_invoice_that_a_later_one_corrects_stays(sold: WriteSession) -> None:
    note(sold, MARCH)
    absent(sold, date(2026, 3, 2))
    note(sold, APRIL, replace(FACTS, number="1002", amount_ore=608_000))
    with pytest.raises(RefusedError, match="1002"):
        service.remove_invoice(sold, 1)
    service.remove_invoice(sold, 2)
    service.remove_invoice(sold, 1)


def test_an_agreement_with_an_invoice_stays(sold: WriteSession) -> None:
    lump = replace(DAY, unit=PriceUnit.LUMP_SUM, basis=PriceBasis.PLACE, price_ore=12_000_000)
    agree(sold, lump, 1)
    service.note_invoice(sold, 2, MARCH, replace(FACTS, amount_ore=1_000_000))
    assert 2 in sold.agreements.agreements_in_use()
    with pytest.raises(RefusedError):
        remove_agreement(sold, 2)


def test_what_waits_and_what_is_due(sold: WriteSession) -> None:
    # Never noted: only the latest locked month is asked about.
    assert [one.basis.month for one in invoices_view(sold, TODAY).waiting] == [APRIL]
    note(sold, MARCH)  # due 2 May, so overdue on 8 June
    view = invoices_view(sold, TODAY)
    assert [(one.basis.month, one.basis.ore) for one in view.waiting] == [(APRIL, 640_000)]
    assert [one.invoice.number for one in view.overdue] == ["1001"]
    note(sold, APRIL, InvoiceFacts("1002", date(2026, 5, 12), date(2026, 6, 11), 640_000))
    view = invoices_view(sold, TODAY)
    assert view.waiting == ()
    assert [row.standing for row in view.invoices] == [
        InvoiceStanding.DUE_SOON,
        InvoiceStanding.OVERDUE,
    ]


def test_the_todo_list_says_it(sold: WriteSession) -> None:
    def said() -> list[str]:
        return [
            f"{one.strong} {one.rest} {one.detail}"
            for one in todo(sold, TODAY)
            if one.go == "agreements:invoices"
        ]

    (first,) = said()
    assert first == (
        "April is locked but not invoiced for 1 agreement "
        f"6{GROUP}400 kr without VAT. Note each invoice when it has been made."
    )
    note(sold, MARCH)
    absent(sold, date(2026, 3, 2), date(2026, 3, 3))
    assert said()[1:] == [
        "A correction after an invoice −640 kr It stands on the next invoice basis.",
        f"1 invoice is overdue  7{GROUP}040 kr without VAT: 1001",
    ]


def test_r3_says_whose_level_has_no_price(sold: WriteSession) -> None:
    """Terms by level from 16 March, a trainee without a level: 12 days at 0 kr."""
    assert report(sold, MARCH).head.open_issues == ()
    by_level = replace(
        DAY,
        valid_from=date(2026, 3, 16),
        unit=PriceUnit.LEVEL_DAY,
        price_ore=0,
        level_prices_ore={1: 43_900},
    )
    for month in (MARCH, APRIL):
        reopen_month(sold, month, "pris", TODAY)
    add_terms(sold, 1, by_level)
    for month in (MARCH, APRIL):
        lock_month(sold, month, TODAY)
    assert report(sold, MARCH).head.open_issues == (
        "Praktik, 2026-03: a trainee's level is missing or has no price.",
    )
