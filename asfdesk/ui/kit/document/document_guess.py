"""About how high the parts of a document are, before they are laid out: for the scroll bar."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from asfdesk.reports.document import (
    Chart,
    Facts,
    Heading,
    KeyFigures,
    Note,
    PageBreak,
    Paragraph,
    Signatures,
    figures_across,
)
from asfdesk.ui.kit.chart_paint import SCALE
from asfdesk.ui.kit.document.document_ink import BODY, SMALL, line_height

if TYPE_CHECKING:
    from asfdesk.reports.document import Document, Table
    from asfdesk.ui.kit.document.document_blocks import Plain

_LETTER = 6.5
"""Pixels that a letter takes on the average."""
_ROW = 9.0
_TITLE = 37.0


def guessed_head(document: Document, width: float) -> float:
    """What stands above the blocks."""
    return 200.0 + sum(
        _lines(issue, width) * line_height(BODY) for issue in document.head.open_issues
    )


def guessed_rows(table: Table, first: int, last: int, width: float) -> float:
    """Some lines of a table, its heads before them and its note after them; nothing wraps."""
    high = (last - first) * (line_height(BODY) + _ROW)
    if first == 0:
        high += (
            line_height(SMALL) + 10 + (_TITLE if table.title else 0) + (26 if table.spans else 0)
        )
        high += line_height(SMALL) + 10 if table.empty and not table.rows else 0
    if last == len(table.rows) + len(table.totals):
        high += 10 + (_lines(table.note, width) * line_height(SMALL) + 5 if table.note else 0)
    return high


def guessed_block(block: Plain, width: float) -> float:
    """A block that is no table."""
    match block:
        case Facts():
            return (len(block.facts) + 1) // 2 * (line_height(SMALL) + 3) + 8
        case KeyFigures():
            return ceil(len(block.figures) / figures_across(len(block.figures))) * 80.0 + 10
        case Chart():
            return block.height * SCALE + 10 + (_TITLE if block.title else 0)
        case Signatures():
            return 14 + 160.0 * ((len(block.lines) + 1) // 2)
        case PageBreak():
            return 36.0
        case Heading() | Paragraph() | Note():
            return _lines(block.text, width) * line_height(BODY) + (
                26 if isinstance(block, Heading) else 8
            )


def _lines(text: str, width: float) -> int:
    return max(ceil(len(text) * _LETTER / width), 1)
