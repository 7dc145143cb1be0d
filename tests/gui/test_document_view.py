"""A report on screen and on paper."""

from __future__ import annotations

import gc
import io
import weakref
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING

import pypdf
import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPageLayout, QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from asfdesk.domain.period import Month, Period
from asfdesk.i18n import set_language
from asfdesk.reports import document as d
from asfdesk.reports.chart_spec import BarChart, Series
from asfdesk.ui.kit.document.document_cells import measured_table
from asfdesk.ui.kit.document.document_flow import Flow
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
    from collections.abc import Iterator
    from pathlib import Path

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


@pytest.fixture
def long(document: d.Document) -> d.Document:
    """A page for each of 150 people, some with texts that wrap, so that guesses are wrong."""
    head = replace(document.head, example=False)
    return replace(document, head=head, blocks=tuple(_pages(150)))


def _pages(count: int) -> Iterator[d.Block]:
    columns = [d.text("day", "Dag"), d.hours("time", "Timmar"), d.text("note", "Notering")]
    for at in range(count):
        note = "ord " * (90 if at % 3 == 0 else 1)
        rows = [d.row(f"{at}:{day}", day * 60, note) for day in range(20)]
        yield d.Heading(f"Deltagare {at}")
        yield d.table(f"t{at}", "", columns, rows, totals=[d.row("Summa", 11_400, "")])
        yield d.PageBreak()


@pytest.fixture
def view(qtbot: QtBot) -> DocumentView:
    view = DocumentView()
    qtbot.addWidget(view)
    # There from the beginning: its coming would change the pictures that are compared.
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    view.resize(820, 600)
    view.show()
    return view


def _seen(view: DocumentView) -> QImage:
    return view.viewport().grab().toImage()


def _same(one: QImage, other: QImage) -> bool:
    """Whether two pictures show the same at the same place, to a small part of a pixel."""
    assert one.size() == other.size()
    grey = zip(_smaller(one), _smaller(other), strict=True)
    pixels = one.width() // 24 * 4 * (one.height() // 6)
    return sum(abs(a - b) > 12 for a, b in grey) < pixels // 1000


def _smaller(image: QImage) -> bytes:
    """The picture in grey at a sixth of its size: hairs of letters even out."""
    # Lines of four-byte multiples: what Qt fills up others with is no picture.
    small = QSize(image.width() // 24 * 4, image.height() // 6)
    smooth = Qt.TransformationMode.SmoothTransformation
    grey = image.scaled(small, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    return bytes(grey.convertToFormat(QImage.Format.Format_Grayscale8).constBits())


def _whole_height(view: DocumentView, document: d.Document) -> int:
    """What the sheet is high when every piece is laid out, worked out without the view."""
    room = view.width() - view.verticalScrollBar().sizeHint().width()
    inside = room - 2 * MARGIN
    strips = document_strips(measured_document(document), inside)
    return round((sum(strip.height for strip in strips) + 2 * MARGIN) * (room - 1) / room)


def test_pictures_that_are_moved_a_little_are_told_apart(
    view: DocumentView, long: d.Document
) -> None:
    view.set_document(long)
    before = _seen(view)
    view.verticalScrollBar().setValue(3)
    assert not _same(_seen(view), before)
    view.verticalScrollBar().setValue(0)
    assert _same(_seen(view), before)


def _finish(qtbot: QtBot, view: DocumentView) -> None:
    qtbot.waitUntil(lambda: view.finished, timeout=20_000)


def test_a_short_report_is_all_laid_out_at_once(view: DocumentView, document: d.Document) -> None:
    tables = [replace(table, rows=table.rows[:40]) for table in document.tables()]
    short = replace(document, blocks=(document.blocks[0], *tables))
    view.set_document(short)
    assert view.finished
    assert view.sheet.height() == _whole_height(view, short)


def test_a_long_report_is_seen_before_it_is_all_laid_out(
    qtbot: QtBot, view: DocumentView, long: d.Document
) -> None:
    view.set_document(long)
    assert not view.finished
    guessed, first = view.sheet.height(), _seen(view)
    _finish(qtbot, view)
    assert view.sheet.height() == _whole_height(view, long)
    assert guessed != view.sheet.height()
    assert _same(_seen(view), first)
    assert view.verticalScrollBar().maximum() == view.sheet.height() - view.viewport().height()


def test_what_is_scrolled_to_is_there_and_stays_there(
    qtbot: QtBot, view: DocumentView, long: d.Document
) -> None:
    view.set_document(long)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    assert not view.finished
    first, value = _seen(view), bar.value()
    _finish(qtbot, view)
    assert _same(_seen(view), first)
    assert bar.value() != value


def test_keys_go_down_evenly_from_what_is_laid_out_to_what_is_not(
    qtbot: QtBot, view: DocumentView, long: d.Document
) -> None:
    view.set_document(long)
    view.setFocus()
    bar = view.verticalScrollBar()
    for _press in range(3):
        value = bar.value()
        QTest.keyClick(view, Qt.Key.Key_PageDown)
        assert bar.value() == value + bar.pageStep()
        before, step = _seen(view), bar.singleStep()
        QTest.keyClick(view, Qt.Key.Key_Down)
        kept = before.height() - step
        moved = before.copy(0, step, before.width(), kept)
        assert _same(_seen(view).copy(0, 0, before.width(), kept), moved)
    _finish(qtbot, view)


def test_the_wheel_upwards_from_the_middle_never_jumps(
    view: DocumentView, long: d.Document
) -> None:
    view.set_document(long)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    for _turn in range(25):
        before, value = _seen(view), bar.value()
        _wheel(view, 120)
        # What comes in above was guessed: the value may change, the picture goes down evenly.
        step = QApplication.wheelScrollLines() * bar.singleStep()
        kept = before.height() - step
        moved = before.copy(0, 0, before.width(), kept)
        assert _same(_seen(view).copy(0, step, before.width(), kept), moved)
        assert bar.value() != value
    assert not view.finished


def _wheel(view: DocumentView, turned: int) -> None:
    where = QPointF(view.viewport().rect().center())
    away = QPointF(view.viewport().mapToGlobal(where.toPoint()))
    event = QWheelEvent(
        where,
        away,
        QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt takes positions only
    )
    QApplication.sendEvent(view.viewport(), event)


def test_the_end_stays_the_end(qtbot: QtBot, view: DocumentView, long: d.Document) -> None:
    view.set_document(long)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    last = _seen(view)
    assert bar.value() == bar.maximum()
    _finish(qtbot, view)
    assert bar.value() == bar.maximum()
    assert _same(_seen(view), last)


def test_another_width_keeps_what_is_read_in_sight(
    qtbot: QtBot, view: DocumentView, long: d.Document
) -> None:
    view.set_document(long)
    _finish(qtbot, view)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    share = bar.value() / bar.maximum()
    view.resize(1000, 600)
    _finish(qtbot, view)
    assert abs(bar.value() / bar.maximum() - share) < 0.005


def test_a_wider_table_further_down_is_never_cut(
    qtbot: QtBot, view: DocumentView, long: d.Document
) -> None:
    columns = [d.text("a", "Rad"), *[d.money(f"m{at}", f"Kolumn {at}") for at in range(16)]]
    wide = d.table("w", "", columns, [d.row("x", *[123_456_789_00] * 16)])
    document = replace(long, blocks=(*long.blocks, wide))
    view.set_document(document)
    before = view.sheet.width()
    _finish(qtbot, view)
    assert view.sheet.width() > before
    assert view.sheet.width() > measured_document(document).needed_width * 0.75


def test_a_table_of_thousands_of_rows_lets_the_window_answer(
    qtbot: QtBot, view: DocumentView, document: d.Document
) -> None:
    columns = [d.text("a", "Rad"), d.hours("b", "Timmar"), d.text("c", "Not")]
    rows = [d.row(f"Rad {at}", at, "x") for at in range(3000)]
    view.set_document(replace(document, blocks=(d.table("t", "", columns, rows),)))
    assert not view.finished
    _finish(qtbot, view)
    assert view.sheet.height() > 3000 * 20
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    assert view.finished


def test_nothing_is_kept_of_a_report_that_is_taken_away(
    view: DocumentView, long: d.Document
) -> None:
    view.set_document(long)
    flows = [weakref.ref(one) for one in gc.get_objects() if isinstance(one, Flow)]
    assert flows
    view.set_document(None)
    gc.collect()
    assert not any(flow() for flow in flows)


def test_nobody_waits_for_a_report_that_is_hidden(
    qtbot: QtBot, view: DocumentView, long: d.Document
) -> None:
    view.set_document(long)
    view.hide()
    qtbot.wait(50)
    assert not view.finished
    view.show()
    _finish(qtbot, view)
    assert view.sheet.height() > 50_000


def test_what_is_hidden_says_why_under_the_pointer(qtbot: QtBot, document: d.Document) -> None:
    table = d.table(
        "t",
        "",
        [d.text("what", "Vad"), d.integer("count", "Antal")],
        [d.row("Kvinna", 7), d.row("Man", d.Hidden("dolt", "För få."))],
    )
    view = DocumentView()
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.set_document(replace(document, blocks=(table,)))
    view.show()
    qtbot.waitUntil(lambda: view.finished)
    tips = {view.tip_at(y) for y in range(view.sheet.height())}
    assert tips == {"", "Man: För få."}
    assert "Man: För få" in view.accessibleDescription()
