"""Why what a document hides is hidden, for the screen of those who know it anyway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.reports.document import Hidden, KeyFigures, RowStyle, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from asfdesk.reports.document import Document, KeyFigure, Row


def row_reasons(row: Row) -> str:
    """Why something in a row is hidden, after what the row is about; "" when nothing is."""
    whys = dict.fromkeys(
        one.value.why for one in row.cells if isinstance(one.value, Hidden) and one.value.why
    )
    return f"{row.cells[0].value}: {' '.join(whys)}" if whys else ""


def figure_reasons(figures: Iterable[KeyFigure]) -> str:
    """Why some key figures are hidden, a line each; "" when none is."""
    return "\n".join(
        f"{one.label}: {one.value.why}"
        for one in figures
        if isinstance(one.value, Hidden) and one.value.why
    )


def document_reasons(document: Document) -> str:
    """Everything that is hidden in a document with its reason, a line each."""
    return "\n".join(filter(None, _reasons(document)))


def _reasons(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, KeyFigures):
            yield figure_reasons(block.figures)
        elif isinstance(block, Table):
            for row in (*block.rows, *block.totals):
                if row.style is not RowStyle.GROUP:
                    yield row_reasons(row)
