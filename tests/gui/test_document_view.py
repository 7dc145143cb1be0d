"""A report on screen and on paper."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPageLayout
from PySide6.QtPrintSupport import QPrinter

from asfdesk.domain.period import Month, Period
from asfdesk.i18n import set_language
from asfdesk.reports import document as d
from asfdesk.reports.chart_spec import BarChart, Series
from asfdesk.ui.kit.document.document_cells import measured_table
from asfdesk.ui.kit.document.document_ink import Words, space
from asfdesk.ui.kit.document.document_print import paginate, print_document, set_up_printer
from asfdesk.ui.kit.document.document_strips import (
    READING_WIDTH,
    document_strips,
    measured_document,
)
from asfdesk.ui.kit.document.document_table import table_strips
from asfdesk.ui.kit.document.document_view import MARGIN, DocumentView
from asfdesk.ui.theme import Mode, Theme

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture(autouse=True)
def theme(qapp: QApplication) -> Theme:
    """Loads the typeface, so that widths are the program's."""
    return Theme(qapp, Mode.LIGHT)


@pytest.fixture
def document() -> d.Document:
    head = d.Head(
        "Växthuset",
        "559999-0002",
        datetime(2026, 4, 8, 14, 3, tzinfo=UTC),
        "1",
        open_issues=("Mars är inte låst.",),
        example=True,
    )
    table = d.table(
        "t",
        "Per dag",
        [d.text("who", "Deltagare"), d.hours("time", "Timmar"), d.text("note", "Notering")],
        [
            d.group_row("Mars"),
            *[d.row(f"Deltagare {at}", 60 * at, "x" if at % 2 else "") for at in range(80)],
            d.row("Sist", d.Cell(5, d.Tone.BAD), d.Hidden("<5"), indent=1),
        ],
        totals=[d.row("Summa", 9999, "")],
        spans=[d.Span("", 1), d.Span("Tid", 2)],
        note="En not.",
    )
    blocks: tuple[d.Block, ...] = (
        d.KeyFigures((d.KeyFigure("Närvaro", Fraction(3, 4), d.Kind.PERCENT, tone=d.Tone.WARN),)),
        d.Heading("A"),
        d.Facts((d.Fact("Avtal", "7"), d.Fact("Pris", 320_00, d.Kind.MONEY_EXACT))),
        table,
        d.Heading("B", 2),
        d.Paragraph("Text.", "Märk:"),
        d.Paragraph("Utan etikett."),
        d.Chart(BarChart(("jan",), (Series("Utfall", (1_000_00,)),)), "Intäkter"),
        d.Note("Dolt.", d.Tone.WARN),
        d.PageBreak(),
        d.Signatures((d.SignatureLine("Deltagare"), d.SignatureLine("Handledare", "Åsa"))),
        d.table("e", "", [d.text("a", "A")], [], empty="Inga rader."),
    )
    return d.Document("R1", "Prov", Period.of_month(Month(2026, 3)), head, blocks, "Undertitel")


def test_the_preview_paints_the_document(qtbot: QtBot, theme: Theme, document: d.Document) -> None:
    view = DocumentView()
    qtbot.addWidget(view)
    view.resize(820, 600)
    view.set_document(document)
    view.show()
    assert view.document is document
    assert view.sheet.width() <= view.viewport().width()
    assert view.sheet.height() > 2000
    image = view.grab().toImage()
    for tone in (theme.tokens.warn_soft, theme.tokens.surface):
        assert _holds(image, tone), tone


def _holds(image: QImage, colour: str) -> bool:
    wanted = QColor(colour).rgb()
    return any(
        image.pixel(x, y) == wanted
        for x in range(0, image.width(), 5)
        for y in range(0, image.height(), 5)
    )


def test_screen_readers_hear_title_period_and_what_is_missing(
    qtbot: QtBot, document: d.Document
) -> None:
    view = DocumentView()
    qtbot.addWidget(view)
    view.set_document(document)
    assert view.accessibleName()
    assert view.accessibleDescription() == (
        "Prov. March 2026. Missing before this can go. Mars är inte låst."
    )
    view.set_document(None)
    assert view.accessibleDescription() == ""
    assert not view.sheet.isVisibleTo(view)


def test_a_wide_report_is_shown_smaller_then_scrolls(qtbot: QtBot, document: d.Document) -> None:
    columns = [d.text("a", "Rad"), *[d.money(f"m{at}", f"Kolumn {at}") for at in range(16)]]
    table = d.table("w", "", columns, [d.row("x", *[123_456_789_00] * 16)])
    view = DocumentView()
    qtbot.addWidget(view)
    view.resize(820, 600)
    view.set_document(replace(document, blocks=(table,)))
    view.show()
    wide = measured_document(replace(document, blocks=(table,))).needed_width
    assert wide > READING_WIDTH
    assert view.sheet.width() < wide + 2 * MARGIN
    assert view.sheet.width() > view.viewport().width()


def test_a_new_width_lays_out_anew(qtbot: QtBot, document: d.Document) -> None:
    view = DocumentView()
    qtbot.addWidget(view)
    view.set_document(document)
    view.resize(780, 600)
    view.show()
    before = view.sheet.width()
    view.resize(980, 600)
    assert view.sheet.width() > before


def test_numbers_never_wrap_and_words_do(qtbot: QtBot) -> None:
    del qtbot
    columns = [d.text("a", "Text"), d.money("b", "Belopp")]
    table = d.table("t", "", columns, [d.row("ord " * 80, 123_456_789_00)])
    measured = measured_table(table)
    narrow = table_strips(measured, 300)
    wide = table_strips(measured, 900)
    assert narrow[-1].height > wide[-1].height
    number = Words("123 456 789")
    assert measured.least > number.width()


def test_pages_hold_what_fits_and_tables_begin_with_their_heads() -> None:
    head = space(10)
    rows = [replace(space(30), repeat=(head,)) for _ in range(5)]
    pages = paginate([replace(head, keeps_next=True), *rows], 100)
    assert [[strip.height for strip in page] for page in pages] == [
        [10, 30, 30, 30],
        [10, 30, 30],
    ]


def test_a_heading_is_never_last_on_a_page() -> None:
    heading = replace(space(20), keeps_next=True)
    pages = paginate([space(60), heading, space(40)], 100)
    assert [[strip.height for strip in page] for page in pages] == [[60], [20, 40]]


def test_a_page_break_begins_a_page_and_leaves_no_empty_one() -> None:
    gap = replace(space(36), new_page=True)
    pages = paginate([gap, space(10), gap, gap, space(20)], 100)
    assert [[strip.height for strip in page] for page in pages] == [[10], [20]]


def test_print_fills_pages_and_numbers_them(
    qtbot: QtBot, theme: Theme, document: d.Document, tmp_path: Path
) -> None:
    del qtbot
    theme.use(Mode.DARK)
    target = tmp_path / "print.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    set_up_printer(printer, document)
    count = print_document(document, printer)
    theme.use(Mode.LIGHT)
    book = pypdf.PdfReader(io.BytesIO(target.read_bytes()))
    texts = [" ".join(page.extract_text().split()) for page in book.pages]
    assert count == len(texts)
    assert count > 2
    assert all(f"Page {at} of {count}" in text for at, text in enumerate(texts, 1))
    assert all("EXAMPLE DATA" in text for text in texts)
    assert sum("Timmar" in text for text in texts) > 1
    assert "Deltagare 79" in " ".join(texts)
    assert printer.docName() == "R1 Prov 2026-03"


def test_wide_tables_print_lying_down(qtbot: QtBot, document: d.Document) -> None:
    del qtbot
    columns = [d.text("a", "Rad"), *[d.money(f"m{at}", f"Kolumn {at}") for at in range(16)]]
    table = d.table("w", "", columns, [d.row("x", *[123_456_789_00] * 16)])
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    set_up_printer(printer, replace(document, blocks=(table,)))
    side = printer.pageLayout().orientation()
    assert side == QPageLayout.Orientation.Landscape
    set_up_printer(printer, replace(document, blocks=(table,), landscape=False))
    assert printer.pageLayout().orientation() == QPageLayout.Orientation.Portrait


def test_strips_of_a_document_know_their_height(qtbot: QtBot, document: d.Document) -> None:
    del qtbot
    strips = document_strips(measured_document(document), READING_WIDTH)
    assert min(strip.height for strip in strips) > 0
    assert sum(strip.new_page for strip in strips) == 1
    assert Words("a\nb").height(500) > Words("a").height(500)
    assert Words("x", align=Qt.AlignmentFlag.AlignRight).width() > 0
    assert document.period.first == date(2026, 3, 1)
