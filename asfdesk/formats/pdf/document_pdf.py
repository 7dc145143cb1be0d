"""Document to PDF. ReportLab is loaded when the first PDF is made, not when the program starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asfdesk.reports.document import Document


def render(document: Document) -> bytes:
    """The whole report as one PDF; the same bytes each time under SOURCE_DATE_EPOCH."""
    from asfdesk.formats.pdf.pages import build  # noqa: PLC0415 - 150 ms at the first use only

    return build(document)
