"""Corrections and result fees on R3, by hand: one agreement at 320 kr a day with 25 % VAT."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from asfdesk.domain.codes import ExitGroup, PriceBasis, PriceUnit
from asfdesk.domain.people.placements import Exit
from asfdesk.domain.period import Month
from asfdesk.domain.sales.invoicing import Basis, Invoice, InvoicedRow
from asfdesk.i18n import set_language
from asfdesk.reports import document as doc
from asfdesk.reports.sales.invoice_corrections import Corrections, row_vat_bp
from asfdesk.reports.sales.invoice_report import bills, build
from tests.unit.reports.work_example import AGREEMENT, HEAD, OCTOBER, TERMS, facts, values

SEPTEMBER = Month(2026, 9)
BACK = InvoicedRow(SEPTEMBER, 1, date(2026, 1, 1), PriceUnit.DAY, 32_000, Fraction(-3), -96_000)


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def carried(*rows: InvoicedRow) -> Corrections:
    return Corrections({(1, OCTOBER): Basis(1, OCTOBER, carried=rows)}, {1: 1})


def tables(document: doc.Document) -> dict[str, doc.Table]:
    return {table.key: table for table in document.tables()}


def test_vat_is_taken_back_too() -> None:
    # October, worked out in work_example: 1 has 20 days there and 1 notified paid to half, 2 has
    # 10 days: 30.5 x 320 = 9 760. Corrected by -960: 8 800, VAT 25 % = 2 200.
    (bill,) = bills(facts(), carried(BACK))
    assert (bill.own_ore, bill.net_ore, bill.vat_ore) == (976_000, 880_000, 220_000)


def test_the_rows_stand_apart_and_in_the_sum() -> None:
    found = tables(build(facts(), HEAD, corrections=carried(BACK)))
    rows = found["corrections_1_2026-10"]
    assert values(rows, 0) == [
        1,
        "2026-09",
        "Per day",
        32_000,
        date(2026, 1, 1),
        -3,
        -96_000,
        Fraction(1, 4),
    ]
    assert values(rows, 1)[6] == -96_000
    sums = [row.cells[11].value for row in found["bill_1_2026-10"].totals]
    assert sums == [976_000, -96_000, 880_000, 220_000, 1_100_000]


def test_a_correction_is_a_basis_even_when_nothing_was_delivered() -> None:
    nothing = replace(facts(), placements=(), entries={})
    assert bills(nothing) == []
    (bill,) = bills(nothing, carried(BACK))
    assert bill.net_ore == -96_000


def test_the_vat_of_a_row_is_that_of_its_terms() -> None:
    later = replace(TERMS, id=2, valid_from=date(2026, 9, 15), vat_bp=600)
    agreement = replace(AGREEMENT, terms=(TERMS, later))
    assert row_vat_bp(agreement, BACK) == 2500
    assert row_vat_bp(agreement, replace(BACK, terms_from=date(2026, 9, 15))) == 600
    # Terms that have been removed since: those that hold in the month.
    assert row_vat_bp(agreement, replace(BACK, terms_from=date(2026, 9, 1))) == 600


def test_an_invoice_that_has_been_noted_is_named_and_its_change_told() -> None:
    noted = Invoice(7, 1, OCTOBER, "1042", date(2026, 11, 2), 976_000)
    basis = Basis(1, OCTOBER, later=(replace(BACK, month=OCTOBER),), invoices=(noted,))
    document = build(facts(), HEAD, corrections=Corrections({(1, OCTOBER): basis}))
    notes = [block.text for block in document.blocks if isinstance(block, doc.Note)]
    assert "Invoice 1042 of 2026-11-02 has been noted for this month." in notes
    assert any("−960.00 kr without VAT stands as a correction" in text for text in notes)


def test_a_result_fee_says_what_it_is_paid_for() -> None:
    fee = replace(
        TERMS, unit=PriceUnit.RESULT, basis=PriceBasis.ATTENDED, price_ore=1_500_000, payable={}
    )
    base = facts()
    left = replace(base.placements[0], exit=Exit(date(2026, 10, 9), ExitGroup.WORK))
    shown = replace(base, agreements=(replace(AGREEMENT, terms=(fee,)),), placements=(left,))
    row = values(tables(build(shown, HEAD))["bill_1_2026-10"], 0)
    assert row[2] == "Per result: work, ended 2026-10-09"
    assert row[11] == 1_500_000
