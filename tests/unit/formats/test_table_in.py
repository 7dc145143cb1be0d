"""Tables from outside: csv as people save it, and workbooks made to do harm."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from fractions import Fraction

import pytest
import xlsxwriter

from asfdesk.domain.hours.sheet_table import ClockTime, unguarded
from asfdesk.errors import ImportRefusedError
from asfdesk.formats.table_in import read_tables
from asfdesk.formats.xlsx_styles import Shown, shown_as


def workbook(**parts: str) -> bytes:
    """A minimal workbook with some parts replaced."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    found = {
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="r"><sheets>'
        '<sheet name="A" r:id="x1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="x1" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData><row r="1">'
        '<c r="A1"><v>7</v></c></row></sheetData></worksheet>',
    }
    names = {"book": "xl/workbook.xml", "rels": "xl/_rels/workbook.xml.rels"}
    found |= {names.get(key, "xl/worksheets/sheet1.xml"): text for key, text in parts.items()}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in found.items():
            archive.writestr(name, text)
    return target.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_as_it_is_saved(encoding: str, separator: str) -> None:
    text = f"Löpnummer{separator}Datum\r\n7{separator}2026-10-05\r\n"
    (table,) = read_tables(text.encode(encoding))
    assert table.rows == (("Löpnummer", "Datum"), ("7", "2026-10-05"))


def test_a_decimal_comma_is_no_separator() -> None:
    (table,) = read_tables(b"Nr;Timmar\r\n7;6,5\r\n")
    assert table.rows[1] == ("7", "6,5")


def test_values_of_a_workbook() -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    page = book.add_worksheet("Blad")
    page.write_string(0, 0, "Nr")
    page.write_number(0, 1, 6.5)
    page.write_datetime(0, 2, date(2024, 2, 29), book.add_format({"num_format": "d/m"}))
    page.write_number(0, 3, 0.25, book.add_format({"num_format": "[h]:mm"}))
    page.write_formula(0, 4, "=1+1", None, 2)
    book.close()
    (table,) = read_tables(target.getvalue())
    assert table.name == "Blad"
    expected = ("Nr", Fraction(13, 2), date(2024, 2, 29), ClockTime(360), Fraction(2))
    assert table.rows == (expected,)


def test_a_minimal_workbook_is_read() -> None:
    assert read_tables(workbook())[0].rows == ((Fraction(7),),)


@pytest.mark.parametrize(
    "data",
    [
        workbook(sheet='<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>'),
        workbook(sheet="<worksheet><sheetData>"),
        workbook(sheet='<worksheet><c r="A9999999"><v>1</v></c></worksheet>'),
        workbook(sheet='<worksheet><c r="ZZZ1"><v>1</v></c></worksheet>'),
        workbook(sheet="<a>" * 100),
        workbook(sheet=f"<worksheet>{' ' * 9_000_000}</worksheet>"),
        workbook(book="<workbook/>"),
        workbook()[:-30],
        b"PK\x03\x04nothing",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\x00\x01\x02\x03",
        b"a;b\n" * 20_001,
    ],
)
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(ImportRefusedError):
        read_tables(data)


def test_a_sheet_in_another_file_leads_nowhere() -> None:
    rels = (
        '<Relationships><Relationship Id="x1" TargetMode="External" '
        'Target="file:///etc/worksheets/x.xml"/></Relationships>'
    )
    with pytest.raises(ImportRefusedError):
        read_tables(workbook(rels=rels))


@pytest.mark.parametrize(
    ("format_id", "code", "shown"),
    [
        (0, None, Shown.NUMBER),
        (14, None, Shown.DAY),
        (20, None, Shown.TIME),
        (46, None, Shown.TIME),
        (164, "yyyy\\-mm\\-dd", Shown.DAY),
        (165, "[h]:mm", Shown.TIME),
        (166, '0.00" h"', Shown.NUMBER),
        (167, "[Red]0.0", Shown.NUMBER),
        (168, "[$-41D]d mmmm", Shown.DAY),
        (169, "General", Shown.NUMBER),
    ],
)
def test_number_formats(format_id: int, code: str | None, shown: Shown) -> None:
    assert shown_as(format_id, code) is shown


def test_the_guarding_apostrophe_goes_again() -> None:
    assert [unguarded(text) for text in ("'=A1", "'n", "=A1")] == ["=A1", "'n", "=A1"]
