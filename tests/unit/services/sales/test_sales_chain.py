"""Sold to booked in a whole file, worked out by hand. March 2026 has 22 working days."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.agreements import Agreement, Buyer, Terms
from asfdesk.domain.books.ledger import ActualSource
from asfdesk.domain.books.mapping import MapRule
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
from asfdesk.domain.sales.sales_chain import Figures, GapReason, Step
from asfdesk.formats import csv_out, xlsx
from asfdesk.i18n import set_language
from asfdesk.services.changes import Topic
from asfdesk.services.hours.register_attendance import fill_as_planned
from asfdesk.services.lock_attendance import lock_month, reopen_month
from asfdesk.services.planning.plan_lines import seed_lines
from asfdesk.services.sales.manage_agreements import add_agreement
from asfdesk.services.sales.manage_buyers import add_buyer
from asfdesk.services.sales.manage_invoices import InvoiceFacts, note_invoice, set_paid
from asfdesk.services.sales.payment_time import payment_time
from asfdesk.services.sales.sales_chain import postings_behind, sales_view
from asfdesk.services.sending.sales_document import payment_words, rule_names, sales_document
from tests.bookroom import add_year, book
from tests.workshop import add_placement

if TYPE_CHECKING:
    from asfdesk.domain.sales.sales_chain import Gap
    from asfdesk.services.sales.sales_chain import SalesRow
    from asfdesk.services.session import WriteSession

MARCH = Month(2026, 3)
TODAY = date(2026, 6, 8)
DAY = Terms(0, 0, date(2026, 3, 1), PriceUnit.DAY, PriceBasis.ATTENDED, 32_000, 2000)
LUMP = replace(DAY, unit=PriceUnit.LUMP_SUM, basis=PriceBasis.PLACE, price_ore=12_000_000)


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def sold(session: WriteSession) -> WriteSession:
    """Two places at 320 kr; one trainee, two days away un-notified; March locked."""
    with session.writer.action("enterprise.change", (Topic.ENTERPRISE,)):
        session.enterprise.set_enterprise(
            Enterprise("Provet", "769000-0000", LegalForm.COOPERATIVE, date(2026, 1, 1))
        )
    add_buyer(session, Buyer(0, "Huddinge kommun", PayerKind.MUNICIPALITY))
    add_agreement(
        session, Agreement(0, 1, "Praktik", Form.WORK_TRAINING, date(2026, 3, 1), terms=(DAY,))
    )
    add_placement(session, 1, first=date(2026, 3, 1))
    fill_as_planned(session, Period.of_month(MARCH), TODAY)
    with session.writer.action("attendance.set", (Topic.ATTENDANCE,)):
        for number in (2, 3):
            session.attendance.put(
                AttendanceEntry(1, date(2026, 3, number), 360, 0, AttendanceCode.UNNOTIFIED)
            )
    lock_month(session, MARCH, TODAY)
    return session


def train(session: WriteSession, account: str = "3041") -> None:
    """The account belongs to the line for work training."""
    seed_lines(session)
    with session.writer.action("map_rule.add", (Topic.MAPPING,)):
        session.mapping.add_rule(MapRule(1, account, account, None, None, "I10"))


def only(session: WriteSession) -> SalesRow:
    (row,) = sales_view(session, MARCH).rows
    return row


def gaps_of(row: SalesRow, step: Step) -> list[Gap]:
    return [gap for gap in row.gaps if gap.step is step]


def reasons(row: SalesRow, step: Step) -> dict[GapReason, int]:
    return {gap.reason: gap.ore for gap in gaps_of(row, step)}


def test_the_four_figures_and_why_they_differ(sold: WriteSession) -> None:
    # Sold 2 x 22 x 320 = 14 080; 22 free places (-7 040), 2 days away (-640): delivered 6 400.
    # The invoice, dated 2 April, says 6 400; the books have 6 000 in March on 3041 (I10).
    train(sold)
    book(sold, add_year(sold), {"3041": [0, 0, -6000], "5010": [0, 0, 900]})
    note_invoice(sold, 1, MARCH, InvoiceFacts("1", date(2026, 4, 2), None, 640_000))
    row = only(sold)
    assert row.figures == Figures(1_408_000, 640_000, 640_000, 600_000)
    assert reasons(row, Step.DELIVERED) == {
        GapReason.FREE_PLACES: -704_000,
        GapReason.ABSENCE: -64_000,
    }
    assert reasons(row, Step.INVOICED) == {}
    # Dated in April: -6 400; and 6 000 is booked that no invoice of March explains.
    assert reasons(row, Step.BOOKED) == {
        GapReason.DATED_ELSEWHERE: -640_000,
        GapReason.NOT_NOTED: 600_000,
    }
    april = next(iter(sales_view(sold, Month(2026, 4)).rows))
    assert reasons(april, Step.BOOKED) == {
        GapReason.DATED_HERE: 640_000,
        GapReason.NOT_BOOKED: -640_000,
    }


def test_locked_without_an_invoice(sold: WriteSession) -> None:
    row = only(sold)
    assert reasons(row, Step.INVOICED) == {GapReason.NOT_INVOICED: -640_000}
    assert row.figures.booked_ore is None
    assert gaps_of(row, Step.BOOKED) == []


def test_agreements_on_one_line_are_booked_together(sold: WriteSession) -> None:
    # The grant sells and delivers 10 000 a month. Booked together 16 400 = 6 400 + 10 000.
    reopen_month(sold, MARCH, "avtal saknades", TODAY)  # what March owes was frozen (decisions 11)
    add_agreement(sold, Agreement(0, 1, "Bidrag", Form.OTHER, date(2026, 3, 1), terms=(LUMP,)))
    lock_month(sold, MARCH, TODAY)
    train(sold)
    book(sold, add_year(sold), {"3041": [0, 0, -16_400]})
    for agreement, ore in ((1, 640_000), (2, 1_000_000)):
        note_invoice(sold, agreement, MARCH, InvoiceFacts("7", date(2026, 3, 31), None, ore))
    view = sales_view(sold, MARCH)
    assert [row.together for row in view.rows] == [("Praktik",), ("Bidrag",)]
    assert all(row.figures.booked_ore is None for row in view.rows)
    (group,) = view.groups
    assert group.figures.booked_ore == 1_640_000
    assert group.gaps == ()
    assert view.total == Figures(2_408_000, 1_640_000, 1_640_000, 1_640_000)


def test_a_project_of_its_own_tells_an_agreement_apart(sold: WriteSession) -> None:
    # 3001 is an account for other sales, but the row bears the agreement's cost centre.
    with sold.writer.action("agreement.change", (Topic.AGREEMENTS,)):
        agreement = sold.agreements.agreements()[0]
        sold.agreements.change_agreement(replace(agreement, project="P25"))
    book(sold, add_year(sold), {"3001": [0, 0, -6400]}, cost_centre="P25")
    note_invoice(sold, 1, MARCH, InvoiceFacts("1", date(2026, 3, 31), None, 640_000))
    view = sales_view(sold, MARCH)
    assert view.rows[0].figures.booked_ore == 640_000
    assert gaps_of(view.rows[0], Step.BOOKED) == []
    assert list(rule_names(sold, view).values()) == ["cost centre P25"]
    wanted = postings_behind(view, view.rows[0].rule)
    assert (wanted.accounts, wanted.cost_centre, wanted.first) == (("3001",), "P25", MARCH)


def test_the_very_amount_on_another_account_is_named(sold: WriteSession) -> None:
    train(sold)
    year = add_year(sold)
    import_id = book(sold, year, {"3041": [0, 0, 0], "3001": [0, 0, -6400]})
    with sold.writer.action("ledger.import", (Topic.LEDGER,)):
        voucher = sold.ledger.next_voucher_id()
        sold.writer.insert_many(
            "voucher",
            ("id", "import_id", "series", "number", "day", "text", "key", "content_hash"),
            [(voucher, import_id, "A", "1", "2026-03-31", "", "A1", "x")],
        )
        sold.writer.insert_many(
            "posting",
            (
                "import_id",
                "voucher_id",
                "account",
                "month",
                "amount_sie_ore",
                "cost_centre",
                "project",
            ),
            [(import_id, voucher, "3001", "2026-03", -640_000, "", "")],
        )
    note_invoice(sold, 1, MARCH, InvoiceFacts("1", date(2026, 3, 31), None, 640_000))
    (gap,) = gaps_of(only(sold), Step.BOOKED)
    assert (gap.reason, gap.ore, gap.detail) == (GapReason.OTHER_ACCOUNT, -640_000, "3001")


def test_an_agreement_that_is_over_still_answers_for_its_invoices(sold: WriteSession) -> None:
    # Praktik ends in March; its invoice is dated in April and booked there on the shared line.
    add_agreement(sold, Agreement(0, 1, "Bidrag", Form.OTHER, date(2026, 4, 1), terms=(LUMP,)))
    train(sold)
    book(sold, add_year(sold), {"3041": [0, 0, 0, -6400]})
    note_invoice(sold, 1, MARCH, InvoiceFacts("1", date(2026, 4, 2), None, 640_000))
    with sold.writer.action("agreement.end", (Topic.AGREEMENTS,)):
        agreement = sold.agreements.agreements()[0]
        sold.agreements.change_agreement(replace(agreement, ends_on=date(2026, 3, 31)))
    (grant,) = sales_view(sold, Month(2026, 4)).rows
    assert reasons(grant, Step.BOOKED) == {GapReason.DATED_HERE: 640_000}


def test_books_without_months_say_nothing_of_a_month(sold: WriteSession) -> None:
    train(sold)
    import_id = book(sold, add_year(sold), {"3041": [0] * 11 + [-6400]})
    assert sales_view(sold, MARCH).in_books
    with sold.writer.action("ledger.import", (Topic.LEDGER,)):
        sold.writer.update("sie_import", import_id, {"source": ActualSource.YEAR_BALANCES.value})
    view = sales_view(sold, MARCH)
    assert not view.in_books
    assert view.total.booked_ore is None


def test_days_until_paid_the_fact_and_the_estimate(sold: WriteSession) -> None:
    # Sales January-March 30 000 kr over 90 days (31 + 28 + 31); receivables at the end of March
    # 2 000 + 8 000 = 10 000: 10 000 x 90 / 30 000 = 30 days.
    book(
        sold,
        add_year(sold),
        {"3041": [-10_000, -10_000, -10_000], "1510": [3000, 0, 5000]},
        [(0, "IB", "1510", 2000)],
    )
    note_invoice(sold, 1, MARCH, InvoiceFacts("1", date(2026, 3, 1), None, 640_000))
    set_paid(sold, 1, date(2026, 3, 26))
    found = payment_time(sold, MARCH)
    assert (found.paid, found.paid_days, found.estimated_days) == (1, 25, 30)
    fact, estimate = payment_words(found)
    assert fact.startswith("Paid after 25 days on average (1 invoice")
    assert "estimate: about 30 days" in estimate
    assert payment_time(sold, Month(2025, 12)).estimated_days is None


def test_the_document_holds_figures_and_reasons_and_nobodys_name(sold: WriteSession) -> None:
    view = sales_view(sold, MARCH)
    document = sales_document(sold, view, TODAY, datetime(2026, 6, 8, tzinfo=UTC))
    figures, why = document.tables()
    assert [cell.value for cell in figures.rows[0].cells] == [
        "Praktik",
        "Huddinge kommun",
        1_408_000,
        640_000,
        0,
        None,
        "plan line Work training and rehabilitation",
    ]
    assert [(row.cells[2].value, row.cells[3].value) for row in why.rows] == [
        ("22 days sold with nobody booked", -704_000),
        ("2 days of absence that the buyer does not pay", -64_000),
        ("The month is locked, but no invoice has been noted", -640_000),
    ]
    assert b"Praktik" in csv_out.render(document)
    assert xlsx.render(document).startswith(b"PK")


def test_months_without_agreements_are_empty(session: WriteSession) -> None:
    view = sales_view(session, MARCH)
    assert view.rows == ()
    assert view.total == Figures()
