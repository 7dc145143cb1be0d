"""Document to Excel: real numbers, dates and shares, one sheet per table.

A sheet holds what is read with its table (facts, paragraphs, key figures before it, notes after)
and can be printed as it is; the last sheet says where the figures come from. Text is always
written as text, never as a formula or a link.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.formats.xlsx_sheet import SheetWriter
from asfdesk.i18n import _
from asfdesk.reports.document import (
    Facts,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Signatures,
    Table,
    Tone,
)
from asfdesk.reports.head_facts import head_facts, open_issues_words

if TYPE_CHECKING:
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
    """The whole report as one workbook; the same bytes for the same document."""
    import xlsxwriter  # noqa: PLC0415 - 56 ms at the first use only

    target = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": "Calibri", "font_size": 11},
    }
    book = xlsxwriter.Workbook(target, options)
    # Excel keeps no time zone; the moment is the one the report shows.
    created = document.head.created_at.replace(tzinfo=None)
    book.set_properties(
        {"title": f"{document.key} {document.title}", "author": "ASF Desk", "created": created}
    )
    names: set[str] = set()
    for section in _sections(document):
        title = section.title or document.title
        writer = SheetWriter(book, _sheet_name(title, names), document)
        writer.head()
        for block in section.blocks:
            writer.block(block)
        writer.finish()
    _about(SheetWriter(book, _sheet_name(_("About the report"), names), document))
    book.close()
    return target.getvalue()


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
    """One per table: blocks before a table lead to it, notes after it stay with it."""
    found: list[_Section] = []
    waiting: list[Block] = []
    heading = ""
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            heading = block.text
        if isinstance(block, Table):
            title = block.title or heading
            found.append(_Section(title, [*waiting, block], has_table=True))
            waiting = []
        elif isinstance(block, Note | Signatures) and found and not waiting:
            found[-1].blocks.append(block)
        elif not isinstance(block, PageBreak):
            waiting.append(block)
    if waiting and found and not any(isinstance(one, Heading | Paragraph) for one in waiting):
        found[-1].blocks += waiting
    elif waiting or not found:
        found.append(_Section(heading if found else document.title, waiting))
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
