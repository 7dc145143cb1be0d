"""A table from outside: xlsx or csv, told apart by what is in the file."""

from __future__ import annotations

import codecs
import csv
import io

from asfdesk.domain.hours.sheet_table import SheetTable
from asfdesk.errors import ImportRefusedError
from asfdesk.formats.xlsx_in import MAX_COLUMNS, MAX_ROWS, MAX_TEXT, read_xlsx
from asfdesk.formats.zip_parts import too_large
from asfdesk.i18n import _

MAX_BYTES = 20_000_000
SUFFIXES = frozenset({".xlsx", ".xlsm", ".csv", ".tsv", ".txt"})
"""What the program offers to read as attendance."""

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
_SEPARATORS = ("\t", ";", ",")
"""In this order when they divide equally well: a comma is also a decimal mark."""
_LOOK = 30


def read_tables(data: bytes, name: str = "") -> list[SheetTable]:
    """The sheets of a workbook, or the one table of a text file.

    Raises:
        ImportRefusedError: it is of another kind, damaged, or larger than the limits.
    """
    if len(data) > MAX_BYTES:
        raise too_large()
    if data.startswith(_OLD_EXCEL) or (data.startswith(_ZIP) and _OPEN_DOCUMENT in data[:200]):
        raise _other_kind()
    if data.startswith(_ZIP):
        return read_xlsx(data)
    if b"\0" in data[:4096] and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise _other_kind()
    return [SheetTable(name, _csv_rows(_decoded(data)))]


def _decoded(data: bytes) -> str:
    """UTF-8, or what Excel on a Swedish Windows saves; every byte means something there."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _csv_rows(text: str) -> tuple[tuple[str | None, ...], ...]:
    separator = _separator(text)
    found: list[tuple[str | None, ...]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            # Excel's own hint about the separator is no row of the table.
            if not found and len(row) == 1 and row[0].lower().startswith("sep="):
                continue
            cells = tuple(cell.strip() or None for cell in row)
            if len(found) >= MAX_ROWS or len(cells) > MAX_COLUMNS:
                raise too_large()
            if any(cell and len(cell) > MAX_TEXT for cell in cells):
                raise too_large()
            found.append(cells)
    except csv.Error:
        raise too_large() from None
    return tuple(found)


def _separator(text: str) -> str:
    """The one that divides most of the first lines into most columns."""
    lines = [line for line in text.splitlines()[:_LOOK] if line.strip()]
    if lines and lines[0].lower().startswith("sep=") and lines[0][4:5] in _SEPARATORS:
        return lines[0][4]

    def divided(separator: str) -> int:
        return sum(min(line.count(separator), MAX_COLUMNS) for line in lines)

    present = [one for one in ("\t", ";") if sum(one in line for line in lines) * 2 >= len(lines)]
    return max(present, key=divided) if present and lines else ","


def _other_kind() -> ImportRefusedError:
    return ImportRefusedError(
        _("The file is not xlsx or csv; nothing was changed."),
        _("Attendance is read from Excel workbooks (xlsx) and text tables (csv)."),
        _("Open it in Excel or LibreOffice and save it as xlsx."),
    )
