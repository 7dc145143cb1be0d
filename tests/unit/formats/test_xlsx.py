from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from asfdesk.formats import xlsx
from asfdesk.formats.xlsx_sheet import double, number_format_code
from asfdesk.i18n import set_language
from asfdesk.reports import document as d

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from asfdesk.reports.document import Document


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def opened(document: Document) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx.render(document)))


def line_of(sheet: Worksheet, first: str) -> list[Any]:
    """The row whose first cell says so."""
    return next(list(row) for row in sheet.iter_rows() if row[0].value == first)


def test_each_table_has_its_sheet_and_the_last_says_where_it_comes_from(sample: Document) -> None:
    book = opened(sample)
    assert book.sheetnames == ["Alla slag", "Per dag", "About the report"]
    about = {row[0].value: row[1].value for row in book["About the report"].iter_rows()}
    assert about["Organisation number"] == "559999-0002"
    assert about["Data up to and including"] == datetime(2026, 3, 31)  # noqa: DTZ001 - Excel has no zones
    assert about["Number of records"] == 412
    assert "! Mars är inte låst." in about


def test_cells_are_real_numbers_dates_and_shares(sample: Document) -> None:
    row = line_of(opened(sample)["Alla slag"], "Arbetsträning & rehab")
    assert [cell.value for cell in row] == [
        "Arbetsträning & rehab",
        12,
        1_234_567.89,
        320.5,
        7.5,
        datetime(2026, 3, 14),  # noqa: DTZ001 - Excel has no zones
        -0.144,
        20.5,
    ]
    assert [cell.data_type for cell in row] == ["s", "n", "n", "n", "n", "d", "n", "n"]
    assert [cell.number_format for cell in row[1:]] == [
        "#,##0",
        "#,##0",
        "#,##0.00",
        "#,##0.00",
        "yyyy-mm-dd",
        '"‼ "+0.0%;"‼ "-0.0%;"‼ "0.0%',
        "#,##0.00",
    ]


def test_unknown_is_empty_and_hidden_is_text(sample: Document) -> None:
    row = line_of(opened(sample)["Alla slag"], "'=1+2")
    assert [cell.value for cell in row[1:5]] == ["<5", -41.5, None, None]


def test_totals_are_bold_under_a_line(sample: Document) -> None:
    row = line_of(opened(sample)["Alla slag"], "Summa")
    assert all(cell.font.b for cell in row)
    assert row[2].border.top.style == "thin"


def test_the_example_is_marked_on_every_sheet(sample: Document) -> None:
    for sheet in opened(sample):
        assert line_of(sheet, "EXAMPLE DATA")
        assert "EXAMPLE DATA" in str(sheet.oddFooter)
    real = replace(sample, head=replace(sample.head, example=False))
    for sheet in opened(real):
        assert all(row[0].value != "EXAMPLE DATA" for row in sheet.iter_rows())


def test_a_short_head_is_frozen_with_the_column_titles(sample: Document) -> None:
    only = replace(sample, blocks=sample.tables()[1:])
    sheet = opened(only)["Per dag"]
    assert sheet.freeze_panes == "B8"
    assert [cell.value for cell in sheet[7]] == ["Dag", "Deltagare", "Timmar", "Notering"]
    assert sheet.print_title_rows == "$7:$7"
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.fitToHeight == 0


def test_texts_around_the_table_are_kept(sample: Document) -> None:
    book = opened(sample)
    first = [row[0].value for row in book["Alla slag"].iter_rows()]
    assert "Resultat hittills" in first
    assert any(str(text).startswith("Varför: Lägre beläggning") for text in first)
    assert "Färre än 5 visas inte." in first
    second = [row[0].value for row in book["Per dag"].iter_rows()]
    assert "Kassa vid månadens slut: Kassan är lägst i augusti, 60 tkr." in second
    assert "! Små antal är dolda." in second
    assert "Handledare: Åsa Öberg" in second


def test_sheet_names_are_what_excel_takes(sample: Document) -> None:
    columns = [d.text("a", "A")]
    titles = ["In/ut: [alla]?", "IN UT   ALLA", "Ö" * 40, "Ö" * 40, "", "'"]
    tables = tuple(d.table("t", title, columns, [d.row("x")]) for title in titles)
    names = opened(replace(sample, blocks=tables)).sheetnames
    assert names[:4] == ["In ut alla", "IN UT ALLA (2)", "Ö" * 31, "Ö" * 27 + " (2)"]
    assert names[4:6] == ["Plan mot utfall", "Report"]
    assert all(len(name) <= 31 for name in names)


def test_words_without_a_table_get_a_sheet(sample: Document) -> None:
    book = opened(replace(sample, blocks=(d.Paragraph("Bara ord."), d.PageBreak())))
    assert book.sheetnames == ["Plan mot utfall", "About the report"]
    assert line_of(book["Plan mot utfall"], "Bara ord.")


def test_what_follows_the_last_table_is_not_lost(sample: Document) -> None:
    table = d.table("t", "Tabell", [d.text("a", "A")], [], empty="Inga rader.")
    facts = d.Facts((d.Fact("Avtal", "7"),))
    book = opened(replace(sample, blocks=(table, facts)))
    assert line_of(book["Tabell"], "Avtal")[1].value == "7"
    assert line_of(book["Tabell"], "Inga rader.")
    book = opened(replace(sample, blocks=(table, d.Heading("Slutord"), d.Paragraph("Tack."))))
    assert book.sheetnames == ["Tabell", "Slutord", "About the report"]


def test_the_same_report_gives_the_same_bytes(sample: Document) -> None:
    assert xlsx.render(sample) == xlsx.render(sample)


@pytest.mark.parametrize(
    ("kind", "decimals", "manner", "expected"),
    [
        (d.Kind.MONEY, 0, ("", False), "#,##0"),
        (d.Kind.MONEY, 0, ("", True), "+#,##0;-#,##0;#,##0"),
        (d.Kind.PERCENT, 1, ("", False), "0.0%"),
        (d.Kind.INTEGER, 0, ("!", False), '"! "#,##0;"! "-#,##0'),
    ],
)
def test_number_formats(
    kind: d.Kind, decimals: int, manner: tuple[str, bool], expected: str
) -> None:
    mark, signed = manner
    assert number_format_code(kind, decimals, signed=signed, mark=mark) == expected


def test_doubles_are_kronor_hours_and_ratios() -> None:
    assert double(-4_150, d.Kind.MONEY) == -41.5
    assert double(45, d.Kind.HOURS) == 0.75
    assert double(Fraction(1, 4), d.Kind.PERCENT) == 0.25


def test_what_stands_under_a_table_stays_on_its_sheet(sample: Document) -> None:
    def person(name: str, minutes: int) -> tuple[d.Block, ...]:
        return (
            d.PageBreak(),
            d.Heading(name),
            d.table("days", "", [d.text("day", "Day")], [d.row(f"{name} 1")]),
            d.KeyFigures((d.KeyFigure("Hours", minutes, d.Kind.HOURS),)),
            d.Signatures((d.SignatureLine("Trainee", name),)),
        )

    book = opened(replace(sample, blocks=(*person("Ada", 60), *person("Bo", 120))))
    assert book.sheetnames == ["Ada", "Bo", "About the report"]
    for name, hours in (("Ada", 1), ("Bo", 2)):
        cells = {row[0].value: row[1].value for row in book[name].iter_rows(max_col=2)}
        assert cells["Hours"] == hours
        assert f"{name} 1" in cells
        assert f"Trainee: {name}" in cells
