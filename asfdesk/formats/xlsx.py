"""Document to Excel: real numbers, dates and shares, one sheet per table.

A sheet holds what is read with its table (its heading and facts before it; key figures, notes
and signatures after it) and can be printed as it is; the last sheet says where the figures come
from. Text is always written as text, never as a formula or a link: formulas are made from the
places of cells alone (reports/formula.py), each with its value.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.formats.recipient_list import write_list
from asfdesk.formats.xlsx_formulas import TablePlaces
from asfdesk.formats.xlsx_sheet import SheetWriter
from asfdesk.i18n import _
from asfdesk.reports.document import (
    Facts,
    Heading,
    Note,
    PageBreak,
    Table,
    Tone,
)
from asfdesk.reports.formula import refs_of
from asfdesk.reports.head_facts import head_facts, open_issues_words

if TYPE_CHECKING:
    import xlsxwriter

    from asfdesk.reports.document import Block, Document

SHEET_NAME_LENGTH = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass
class _Section:
    """What goes on one sheet: at most one table and the blocks around it."""

    title: str = ""
    blocks: list[Block] = field(default_factory=list)
    has_table: bool = False


def render(document: Document) -> bytes:
    """The whole report as one workbook; the same bytes for the same document.

    A report in a recipient's own columns is that list and nothing else.
    """
    places = TablePlaces(rehearsing=True)
    if _looks_ahead(document):
        _write(document, places)
    return _write(document, TablePlaces(places.found))


def _looks_ahead(document: Document) -> bool:
    """Whether a formula points at a table further down, whose place is not known yet."""
    known = {""}
    for table in document.tables():
        cells = (cell for line in (*table.rows, *table.totals) for cell in line.cells)
        refs = (ref for cell in cells if cell.formula for ref in refs_of(cell.formula))
        if any(ref.table not in known for ref in refs):
            return True
        known.add(table.key)
    return False


def _write(document: Document, places: TablePlaces) -> bytes:
    target = io.BytesIO()
    book = new_book(target)
    # Excel keeps no time zone; the moment is the one the report shows.
    created = document.head.created_at.replace(tzinfo=None)
    book.set_properties(
        {"title": f"{document.key} {document.title}", "author": "ASF Desk", "created": created}
    )
    if document.recipient_list is not None:
        write_list(book, document, document.recipient_list)
        book.close()
        return target.getvalue()
    names: set[str] = set()
    for section in _sections(document):
        title = section.title or document.title
        writer = SheetWriter(book, _sheet_name(title, names), document, places)
        writer.head()
        for block in section.blocks:
            writer.block(block)
        writer.finish()
    _about(SheetWriter(book, _sheet_name(_("About the report"), names), document))
    book.close()
    return target.getvalue()


def new_book(target: io.BytesIO) -> xlsxwriter.Workbook:
    """An empty workbook in which text stays text: never a formula, a link or a number."""
    import xlsxwriter  # noqa: PLC0415 - 56 ms at the first use only

    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": "Calibri", "font_size": 11},
    }
    return xlsxwriter.Workbook(target, options)


def _about(writer: SheetWriter) -> None:
    """The common head, whole."""
    document = writer.document
    writer.head()
    writer.block(Facts(head_facts(document)))
    if document.head.open_issues:
        writer.block(Heading(open_issues_words(), 2))
    for issue in document.head.open_issues:
        writer.block(Note(issue, Tone.WARN))
    writer.finish()


def _sections(document: Document) -> list[_Section]:
    """One per table. A heading leads to what follows; everything else stays with what it is under.

    What stands between two tables without a heading (key figures, signatures, a sentence) belongs
    to the first: a trainee's sums must not end up on the next trainee's sheet.
    """
    found: list[_Section] = [_Section()]
    for block in document.blocks:
        here = found[-1]
        match block:
            case PageBreak():
                continue
            case Heading():
                if here.has_table or (block.level == 1 and here.title):
                    here = _Section()
                    found.append(here)
                here.title = here.title or block.text
            case Table():
                if here.has_table:
                    here = _Section()
                    found.append(here)
                here.title = block.title or here.title
                here.has_table = True
        here.blocks.append(block)
    return found


def _sheet_name(title: str, taken: set[str]) -> str:
    """A name Excel accepts, unlike the others regardless of case."""
    plain = " ".join(title.translate(_FORBIDDEN).split())
    base = "".join(letter for letter in plain if letter.isprintable()) or _("Report")
    name, count = base[:SHEET_NAME_LENGTH].strip(), 1
    while name.casefold() in taken:
        count += 1
        tail = f" ({count})"
        name = base[: SHEET_NAME_LENGTH - len(tail)].strip() + tail
    taken.add(name.casefold())
    return name
