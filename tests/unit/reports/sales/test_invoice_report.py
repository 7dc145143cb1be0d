"""R3 on a month worked out by hand (work_example.py)."""

from __future__ import annotations

from fractions import Fraction

from asfdesk.reports.sales.invoice_report import bills, build
from tests.unit.reports.work_example import HEAD, facts, values


def test_rows_sums_and_vat() -> None:
    (bill,) = bills(facts())
    # 1: 20 attended + half of one notified day = 20.5 x 320 = 6 560. 2: 10 x 320 = 3 200.
    assert [row.amount_ore for row in bill.rows] == [656_000, 320_000]
    assert bill.net_ore == 976_000
    assert bill.vat_ore == 244_000
    assert bill.unfilled_days == 12


def test_the_document_shows_own_numbers_only() -> None:
    document = build(facts(), HEAD, {"I10": 1_000_000})
    text = repr(document.blocks)
    assert "Aino" not in text
    assert "Bo Prov" not in text
    table = next(t for t in document.tables() if t.key == "bill_1_2026-10")
    first = values(table, 0)
    assert first[0] == 1
    assert first[4] == 32_000
    assert first[6:11] == [22, 20, Fraction(1, 2), Fraction(3, 2), Fraction(41, 2)]
    assert first[11] == 656_000
    assert first[12] == Fraction(1, 4)
    assert [values(table, n)[11] for n in (-3, -2, -1)] == [976_000, 244_000, 1_220_000]
    assert "12 planerade dagar" in table.note


def test_comparison_with_the_plan() -> None:
    document = build(facts(), HEAD, {"I10": 1_000_000})
    table = next(t for t in document.tables() if t.key == "against_plan")
    assert values(table, 0)[1:] == [976_000, 1_000_000, -24_000]
    limited = build(facts(), HEAD)
    assert all(table.key != "against_plan" for table in limited.tables())
