"""Excel workbooks in: values only. Formulas, links, macros and pictures are never looked at.

A formula counts as the value that the spreadsheet program saved with it; where none was saved it
is text that begins with =, never an empty cell. Only the parts that hold cells are read, so a link
to another file leads nowhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.hours.sheet_table import ClockTime, SheetTable
from asfdesk.domain.money import round_half_up
from asfdesk.formats.xlsx_styles import Shown, read_styles
from asfdesk.formats.zip_parts import ZipParts, broken, too_large, walk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.domain.hours.sheet_table import CellValue

MAX_ROWS = 20_000
MAX_COLUMNS = 400
MAX_TEXT = 2_000
MAX_CELLS = 1_000_000
MAX_SHEETS = 60
_DAY_MINUTES = 24 * 60
_LONGEST_TIME = 40 * _DAY_MINUTES
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_NUMBER = re.compile(r"-?[0-9]{0,15}(?:\.[0-9]{0,20})?(?:[eE][-+]?[0-9]{1,2})?")
_LAST_SERIAL = 2_958_465
"""31 December 9999, the last day a spreadsheet knows."""


@dataclass(frozen=True)
class _Book:
    """What cells are read with."""

    texts: list[str]
    styles: list[Shown]
    epoch: date


def read_xlsx(data: bytes) -> list[SheetTable]:
    """Every sheet of a workbook, in order.

    Raises:
        ImportRefusedError: it is no workbook, damaged, encrypted, or larger than the limits.
    """
    parts = ZipParts(data)
    sheets, since_1904 = _sheets(parts)
    if not sheets or len(sheets) > MAX_SHEETS:
        raise broken()
    texts = _shared_texts(parts.read("xl/sharedStrings.xml"))
    epoch = date(1904, 1, 1) if since_1904 else date(1899, 12, 30)
    book = _Book(texts, read_styles(parts.read("xl/styles.xml")), epoch)
    return [
        SheetTable(name, _rows(parts.read(path), book), hidden) for name, path, hidden in sheets
    ]


def _sheets(parts: ZipParts) -> tuple[list[tuple[str, str, bool]], bool]:
    """Name, part and hidden of each sheet, and whether days count from 1904."""
    targets: dict[str, str] = {}
    found: list[tuple[str, str, bool]] = []
    dates = {"1904": False}

    def relation(name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            targets[attributes.get("Id", "")] = path

    def sheet(name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            state = attributes.get("state", "visible")
            path = targets.get(attributes.get("id", ""), "")
            found.append((attributes.get("name", ""), path, state != "visible"))
        elif name == "workbookPr":
            dates["1904"] = attributes.get("date1904", "0") in ("1", "true")

    book = parts.read("xl/workbook.xml")
    if not book:
        raise broken()
    walk(parts.read("xl/_rels/workbook.xml.rels") or b"<none/>", relation, _pass)
    walk(book, sheet, _pass)
    return [one for one in found if "worksheets/" in one[1]], dates["1904"]


def _pass(_name: str, _text: str) -> None:
    return


def _shared_texts(data: bytes) -> list[str]:
    found: list[str] = []
    pieces: list[str] = []
    inside: list[str] = []

    def start(name: str, _attributes: Mapping[str, str]) -> None:
        inside.append(name)

    def end(name: str, text: str) -> None:
        inside.pop()
        if name == "t" and "rPh" not in inside:
            pieces.append(text)
        elif name == "si":
            found.append("".join(pieces)[: MAX_TEXT + 1])
            pieces.clear()

    if data:
        walk(data, start, end)
    return found


class _RowReader:
    """Takes the cells of one sheet as the parser comes to them."""

    def __init__(self, book: _Book) -> None:
        self.rows: list[list[CellValue]] = []
        self._book = book
        self._cell: dict[str, str] = {}
        self._value = self._formula = ""
        self._column = self._row = -1
        self._count = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """A row or a cell begins."""
        if name == "row":
            number = attributes.get("r", "")
            self._row = int(number) - 1 if number.isdecimal() else self._row + 1
            self._column = -1
        elif name == "c":
            self._cell = dict(attributes)
            self._value = self._formula = ""
            match = _REFERENCE.fullmatch(attributes.get("r", ""))
            self._column = _column(match[1]) if match else self._column + 1
            self._row = int(match[2]) - 1 if match else self._row

    def end(self, name: str, text: str) -> None:
        """A value or a cell is whole."""
        if name == "v":
            self._value = text
        elif name == "t":
            self._value += text
        elif name == "f":
            self._formula = f"={text}"
        elif name == "c":
            # A formula whose value nobody saved is no empty cell: it is shown, and asked about.
            value = _value(self._value, self._cell, self._book)
            if value is None and self._formula and self._cell.get("t") != "str":
                value = self._formula
            if value is not None:
                self._keep(value)

    def _keep(self, value: CellValue) -> None:
        if not 0 <= self._row < MAX_ROWS or not 0 <= self._column < MAX_COLUMNS:
            raise too_large()
        if isinstance(value, str) and len(value) > MAX_TEXT:
            raise too_large()
        self._count += 1
        if self._count > MAX_CELLS:
            raise too_large()
        while len(self.rows) <= self._row:
            self.rows.append([])
        row = self.rows[self._row]
        row.extend([None] * (self._column + 1 - len(row)))
        row[self._column] = value


def _rows(data: bytes, book: _Book) -> tuple[tuple[CellValue, ...], ...]:
    reader = _RowReader(book)
    if data:
        walk(data, reader.start, reader.end)
    return tuple(tuple(row) for row in reader.rows)


def _column(letters: str) -> int:
    at = 0
    for letter in letters:
        at = at * 26 + ord(letter) - 64
    return at - 1


def _value(text: str, cell: Mapping[str, str], book: _Book) -> CellValue:
    kind = cell.get("t", "n")
    if not text:
        return None
    match kind:
        case "s":
            at = int(text) if text.isascii() and text.isdecimal() else -1
            return (book.texts[at] if 0 <= at < len(book.texts) else "") or None
        case "str" | "inlineStr" | "e":
            return text
        case "b":
            return "TRUE" if text == "1" else "FALSE"
        case "d":
            return _iso_day(text)
        case _:
            style = cell.get("s", "0")
            at = int(style) if style.isascii() and style.isdecimal() else 0
            shown = book.styles[at] if at < len(book.styles) else Shown.NUMBER
            return _number(text, shown, book.epoch)


def _iso_day(text: str) -> CellValue:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return text


def _number(text: str, shown: Shown, epoch: date) -> CellValue:
    if not _NUMBER.fullmatch(text) or not any(letter.isdigit() for letter in text):
        return text
    value = Fraction(text)
    if shown is Shown.DAY and 1 <= value <= _LAST_SERIAL - 1500:
        return epoch + timedelta(days=int(value))
    if shown is Shown.TIME and 0 <= value * _DAY_MINUTES <= _LONGEST_TIME:
        return ClockTime(round_half_up(value * _DAY_MINUTES))
    return value
