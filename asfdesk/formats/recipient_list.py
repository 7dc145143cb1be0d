"""A recipient's own list as Excel and as text: its columns and rows, and nothing else.

No title, no head, no sheet about the report: what is sent is read by a program. Numbers are
numbers, days are days, text is text. A list of the example enterprise ends with a line that says so
(decisions A19), which no recipient can take for a person.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.formats.text_guard import guarded
from asfdesk.formats.xlsx_sheet import double, number_format_code
from asfdesk.reports.cell_text import cell_decimals, cell_kind, cell_text, number_text
from asfdesk.reports.document import Hidden
from asfdesk.reports.head_facts import example_words

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.worksheet import Worksheet

    from asfdesk.reports.document import Cell, Column, Document, RecipientList

LEAST_WIDTH, MOST_WIDTH = 8, 48
_PLAIN = str.maketrans({"\u202f": "", "\u00a0": "", "\u2212": "-"})


def write_list(book: xlsxwriter.Workbook, document: Document, found: RecipientList) -> None:
    """The list as the only sheet of a workbook.

    Args:
        book: new, see `xlsx.new_book`.
        document: says whether it is an example.
        found: its list.
    """
    sheet = book.add_worksheet(found.sheet)
    for place, texts in enumerate(found.above):
        for at, text in enumerate(texts):
            sheet.write_string(place, at, guarded(text))
    top = len(found.above)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    for at, column in enumerate(found.columns):
        sheet.write_string(top, at, guarded(column.title), bold)
        sheet.set_column(at, at, _width(found, at))
    writer = _Cells(book, sheet)
    for line, row in enumerate(found.rows, start=top + 1):
        for at, (cell, column) in enumerate(zip(row.cells, found.columns, strict=True)):
            writer.write((line, at), cell, column)
    if document.head.example:
        sheet.write_string(top + 1 + len(found.rows), 0, example_words(), bold)
        sheet.set_footer(f"&L{example_words()}")
    sheet.freeze_panes(top + 1, 0)


def _width(found: RecipientList, at: int) -> int:
    column = found.columns[at]
    texts = [cell_text(row.cells[at], column) for row in found.rows]
    words = column.title.split() or [""]
    widest = max((len(text) for text in (*texts, *words)), default=0)
    return min(max(widest + 2, LEAST_WIDTH), MOST_WIDTH)


class _Cells:
    """Writes cells as what they are; every number format is made once."""

    def __init__(self, book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        self._book, self._sheet = book, sheet
        self._text = book.add_format({"num_format": "@"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self._numbers = {
            decimals: book.add_format({"num_format": "0." + "0" * decimals if decimals else "0"})
            for decimals in range(3)
        }

    def write(self, place: tuple[int, int], cell: Cell, column: Column) -> None:
        """One cell; an empty one is left out."""
        line, at = place
        match cell.value:
            case None | "":
                return
            case str() as text:
                self._sheet.write_string(line, at, guarded(text), self._text)
            case Hidden(text=text):
                self._sheet.write_string(line, at, guarded(text), self._text)
            case date() as day:
                self._sheet.write_datetime(line, at, day, self._day)
            case int() | Fraction() as number:
                kind, decimals = cell_kind(cell, column), cell_decimals(cell, column)
                target = self._numbers.get(decimals)
                if target is None:
                    code = number_format_code(kind, decimals)
                    target = self._book.add_format({"num_format": code})
                self._sheet.write_number(line, at, double(number, kind), target)


def render_csv(document: Document, found: RecipientList) -> bytes:
    """The list as text, written as the layout says."""
    target = io.StringIO(newline="")
    lines = csv.writer(target, delimiter=found.delimiter, lineterminator="\r\n")
    lines.writerows([guarded(text) for text in line] for line in found.above)
    if found.heading:
        lines.writerow([guarded(column.title) for column in found.columns])
    mark = "," if found.decimal_comma else "."
    for row in found.rows:
        pairs = zip(row.cells, found.columns, strict=True)
        lines.writerow([_plain(cell, column, mark) for cell, column in pairs])
    if document.head.example:
        lines.writerow([example_words()] + [""] * (len(found.columns) - 1))
    return target.getvalue().encode("utf-8-sig" if found.mark else "utf-8")


def _plain(cell: Cell, column: Column, mark: str) -> str:
    match cell.value:
        case None:
            return ""
        case str() as text:
            return guarded(text)
        case Hidden(text=text):
            return guarded(text)
        case date() as day:
            return day.isoformat()
        case int() | Fraction() as number:
            text = number_text(number, cell_kind(cell, column), cell_decimals(cell, column))
            return text.translate(_PLAIN).replace(",", ".").replace(".", mark)
