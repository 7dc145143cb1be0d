from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.period import Month, Period
from asfdesk.formats import csv_out, json_out, text_out, xlsx
from asfdesk.formats.xlsx_formulas import TablePlaces, formula_text
from asfdesk.i18n import set_language
from asfdesk.reports import document as d
from asfdesk.reports.formula import Product, Quotient, Ref, Sum
from asfdesk.reports.live_table import LiveTable
from tests.workbook_formulas import Recomputed

if TYPE_CHECKING:
    from asfdesk.reports.formula import Formula


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def report(*tables: d.Table) -> d.Document:
    head = d.Head("Bolaget", "559999-0002", datetime(2026, 3, 1, tzinfo=UTC), "1")
    return d.Document("R0", "Prov", Period.of_month(Month(2026, 3)), head, tables)


def prices() -> d.Table:
    columns = [
        d.text("what", "Vad"),
        d.integer("places", "Platser"),
        d.money("price", "Pris", exact=True),
        d.money("income", "Intäkt", exact=True),
        d.percent("share", "Andel"),
    ]
    rows = [
        d.row("Fritidsodling", 3, 100_10, 300_30, Fraction(3003, 7007)),
        d.row("=CMD()", 4, 100_10, 400_40, Fraction(4004, 7007)),
    ]
    live = LiveTable(
        d.table("a", "Vad's 1", columns, rows, totals=[d.row("Summa", 7, "", 700_70, "")])
    )
    for row in (0, 1):
        live.cell(row, 3, Product(Ref(row, 1), Ref(row, 2)))
    live.sum_rows(2, (0, 1))
    for row in (0, 1):
        live.cell(row, 4, Quotient(Ref(row, 3), Ref(2, 3)))
    return live.table()


def test_formulas_stand_beside_their_values_and_texts_stay_texts() -> None:
    table = prices()
    book = Recomputed.of(xlsx.render(report(table)))
    formulas = {place[1]: formula for place, formula in book.formulas()}
    sheet = book.book.worksheets[0]
    first = next(cell.row for cell in sheet["A"] if cell.value == "Fritidsodling")
    assert formulas == {
        f"D{first}": f"=B{first}*C{first}",
        f"D{first + 1}": f"=B{first + 1}*C{first + 1}",
        f"B{first + 2}": f"=SUM(B{first}:B{first + 1})",
        f"D{first + 2}": f"=SUM(D{first}:D{first + 1})",
        f"E{first}": f'=IF(D{first + 2}=0,"",D{first}/D{first + 2})',
        f"E{first + 1}": f'=IF(D{first + 2}=0,"",D{first + 1}/D{first + 2})',
    }
    assert book.wrong() == []
    assert book.shown.worksheets[0][f"D{first + 2}"].value == pytest.approx(700.70)
    dangerous = sheet[f"A{first + 1}"]
    assert dangerous.data_type == "s"
    assert str(dangerous.value).endswith("=CMD()")


def test_changing_an_input_changes_what_rests_on_it() -> None:
    book = Recomputed.of(xlsx.render(report(prices())))
    sheet = book.book.worksheets[0]
    first = next(cell.row for cell in sheet["A"] if cell.value == "Fritidsodling")
    book.change((sheet.title, f"B{first}"), 13)
    assert book.value((sheet.title, f"B{first + 2}")) == 17
    assert book.value((sheet.title, f"D{first + 2}")) == pytest.approx(17 * 100.10)
    assert book.value((sheet.title, f"E{first}")) == pytest.approx(13 / 17)
    book.change((sheet.title, f"C{first}"), 0)
    book.change((sheet.title, f"C{first + 1}"), 0)
    assert book.value((sheet.title, f"E{first}")) == ""


@pytest.mark.parametrize("first", [True, False])
def test_a_formula_may_look_at_a_table_on_another_sheet(*, first: bool) -> None:
    one = prices()
    columns = [d.text("what", "Vad"), d.money("sum", "Summa", exact=True)]
    live = LiveTable(d.table("b", "Allt", columns, [d.row("Allt", 700_70)]), [one])
    live.cell(0, 1, Sum((Ref(0, 3, "a"), Ref(1, 3, "a"))))
    tables = (live.table(), one) if first else (one, live.table())
    book = Recomputed.of(xlsx.render(report(*tables)))
    (formula,) = [text for place, text in book.formulas() if place[0] == "Allt"]
    assert formula.startswith("=SUM('Vad s 1'!D")
    assert book.wrong() == []


def test_a_formula_that_gives_something_else_is_not_kept() -> None:
    table = prices()
    columns = [d.text("w", "W"), d.money("a", "A"), d.money("b", "B"), d.money("c", "C")]
    rows = [
        d.row("rätt", 5, 3, 2),
        d.row("fel", 5, 3, 9),
        d.row("dolt", 5, d.Hidden("<5"), 5),
        d.row("okänt", None, None, None),
        d.row("ett saknas", 5, None, 5),
        d.group_row("rubrik"),
    ]
    live = LiveTable(d.table("d", "Skillnad", columns, rows))
    live.sum_columns(3, (1,), minus=(2,))
    live.cell(0, 2, Sum((Ref(40, 2),)))
    live.cell(0, 1, Sum((Ref(0, 2, "nowhere"),)))
    found = live.table()
    assert [bool(row.cells[-1].formula) for row in found.rows] == [
        True, False, False, False, True, False,
    ]  # fmt: skip
    assert not any(cell.formula for cell in found.rows[0].cells[:3])
    assert Recomputed.of(xlsx.render(report(table, found))).wrong() == []


def test_the_other_formats_show_the_value() -> None:
    plain = d.table("a", "Vad's 1", prices().columns, [], totals=[])
    stripped = [
        d.Row(tuple(d.Cell(c.value) for c in line.cells))
        for line in (*prices().rows, *prices().totals)
    ]
    without = d.Table(plain.key, plain.title, plain.columns, tuple(stripped[:2]), (stripped[2],))
    for renderer in (csv_out, json_out, text_out):
        assert renderer.render(report(prices())) == renderer.render(report(without))


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (Sum((Ref(0, 1),)), "=B4"),
        (Sum((Ref(0, 1), Ref(1, 1))), "=SUM(B4:B5)"),
        (Sum((Ref(0, 1), Ref(2, 1))), "=B4+B6"),
        (Sum((Ref(0, 1), Ref(1, 1), Ref(2, 1))), "=SUM(B4:B6)"),
        (Sum((Ref(0, 1), Ref(2, 1), Ref(3, 1), Ref(5, 1))), "=SUM(B4,B6:B7,B9)"),
        (Sum((Ref(3, 1), Ref(3, 2), Ref(3, 3))), "=SUM(B7:D7)"),
        (Sum((Ref(0, 1),), (Ref(0, 2),)), "=B4-C4"),
        (Sum((Ref(0, 1),), (Ref(1, 1), Ref(2, 1))), "=B4-SUM(B5:B6)"),
        (Sum((), (Ref(0, 25),)), "=0-Z4"),
        (Sum((Ref(0, 26), Ref(0, 702))), "=AA4+AAA4"),
        (Sum((Ref(0, 0, "x"), Ref(1, 0, "x"), Ref(2, 0))), "=SUM('En till'!A1:A2,A6)"),
        (Product(Ref(0, 1), Ref(0, 2)), "=B4*C4"),
        (Quotient(Ref(0, 1), Ref(0, 2)), '=IF(C4=0,"",B4/C4)'),
    ],
)
def test_how_formulas_are_written(formula: Formula, text: str) -> None:
    places = TablePlaces()
    places.put("t", "Här", 3)
    places.put("x", "En till", 0)
    assert formula_text(formula, "t", places) == text


def test_a_day_is_never_a_formula() -> None:
    columns = [d.text("w", "W"), d.day("a", "A")]
    live = LiveTable(d.table("t", "T", columns, [d.row("x", date(2026, 3, 1))]))
    live.cell(0, 1, Sum((Ref(0, 0),)))
    assert live.table().rows[0].cells[1].formula is None
