from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pypdf
import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pytest

from asfdesk.formats.pdf import fonts
from asfdesk.formats.pdf.document_pdf import render
from asfdesk.formats.pdf.pages import page_size
from asfdesk.i18n import set_language
from asfdesk.reports import document as d

if TYPE_CHECKING:
    from asfdesk.reports.document import Document


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def pages(content: bytes) -> list[str]:
    """The text of each page, with plain spaces."""
    book = pypdfium2.PdfDocument(content)
    texts = [page.get_textpage().get_text_range() for page in book]
    book.close()
    return [re.sub(r"[\u00a0\u202f]", " ", text) for text in texts]


def flat(content: bytes) -> str:
    return " ".join(" ".join(pages(content)).split())


def test_the_report_says_everything(sample: Document) -> None:
    text = flat(render(sample))
    for said in (
        "Växthuset Café & Verkstad ek. för.",
        "559999-0002",
        "Plan mot utfall",
        "January–March 2026",
        "Fastställd plan 2026, version 2",
        "2026-03-31",
        "412",
        "Mars är inte låst.",
        "−73 000 kr",
        "plan 85 %",
        "Varför:",
        "Arbetsträning & rehab",
        "‼ −14.4 %",
        "<5",
        "Färre än 5 visas inte.",
        "Lägst i augusti: 60 tkr",
        "Södermalms stadsdelsförvaltning",
        "Åsa Öberg",
        "Printed name",
        "Created 2026-04-08 14:03 with ASF Desk 0.1.0",
    ):
        assert said in text, said


def test_pages_are_numbered_and_heads_repeat(sample: Document) -> None:
    found = pages(render(sample))
    assert len(found) > 2
    for number, text in enumerate(found, 1):
        assert f"Page {number} of {len(found)}" in text
        assert "EXAMPLE DATA" in text
    with_rows = [text for text in found if re.search(r"Deltagare \d+", text)]
    assert len(with_rows) > 1
    assert all("Timmar" in text and "Notering" in text for text in with_rows)


def test_a_real_enterprise_has_no_watermark(sample: Document) -> None:
    real = replace(sample, head=replace(sample.head, example=False))
    assert "EXAMPLE" not in flat(render(real))


def _fonts(page: Any) -> list[Any]:  # noqa: ANN401 - pypdf objects have no useful types
    return [font.get_object() for font in page["/Resources"]["/Font"].values()]


def _language(book: Any) -> str:  # noqa: ANN401 - pypdf objects have no useful types
    return str(book.trailer["/Root"]["/Lang"])


def test_every_font_is_embedded_and_ours(sample: Document) -> None:
    book = pypdf.PdfReader(io.BytesIO(render(sample)))
    names = set()
    for page in book.pages:
        for found in _fonts(page):
            names.add(found["/BaseFont"])
            assert "/FontFile2" in found["/FontDescriptor"]
    assert names
    assert all("SourceSansPro" in name for name in names)


def test_metadata_name_the_report_and_no_person(sample: Document) -> None:
    book = pypdf.PdfReader(io.BytesIO(render(sample)))
    assert book.metadata is not None
    assert book.metadata.title == "R8 Plan mot utfall 2026-01..2026-03"
    assert book.metadata.author == "ASF Desk"
    assert book.metadata.subject == "R8"
    assert "Åsa" not in str(dict(book.metadata))
    assert _language(book) == "en-GB"


def test_the_language_is_swedish_for_swedish_readers(sample: Document) -> None:
    set_language("sv")
    book = pypdf.PdfReader(io.BytesIO(render(sample)))
    assert _language(book) == "sv-SE"


def test_user_text_is_never_markup_link_or_file(sample: Document) -> None:
    hostile = '<img src="file:///etc/passwd"/><a href="https://x.example">x</a> <b>&amp; </para>'
    blocks: tuple[d.Block, ...] = (
        d.Heading(hostile),
        d.Paragraph(hostile, hostile),
        d.table("t", hostile, [d.text("a", hostile)], [d.row(hostile)], note=hostile),
        d.Note(hostile),
        d.Facts((d.Fact(hostile, hostile),)),
        d.Signatures((d.SignatureLine(hostile, hostile),)),
    )
    content = render(replace(sample, blocks=blocks, title=hostile, subtitle=hostile))
    assert "https://x.example" in flat(content)
    book = pypdf.PdfReader(io.BytesIO(content))
    assert all("/Annots" not in page for page in book.pages)
    assert not book.attachments
    assert all(not page.images for page in book.pages)


def test_wide_tables_lie_down_and_too_wide_ones_are_split(sample: Document) -> None:
    def wide(columns: int) -> Document:
        titles = [d.text("name", "Rad"), *[d.money(f"m{at}", f"Kol{at}") for at in range(columns)]]
        rows = [d.group_row("Grupp"), d.row("Hyra", *range(1_000_000_00, 1_000_000_00 + columns))]
        table = d.table("t", "", titles, rows, spans=[d.Span("Allt", columns + 1)])
        return replace(sample, blocks=(table,))

    narrow, lying, split = wide(5), wide(14), wide(40)
    assert page_size(narrow)[0] < page_size(narrow)[1]
    assert page_size(lying)[0] > page_size(lying)[1]
    assert page_size(replace(narrow, landscape=True))[0] > page_size(narrow)[0]
    text = flat(render(split))
    assert all(f"Kol{at} " in text for at in range(40))
    assert text.count("Hyra") > 1


def test_an_empty_table_says_so(sample: Document) -> None:
    table = d.table("t", "Dagar", [d.text("a", "Namn"), d.hours("b", "Tid")], [], empty="Inga.")
    assert "Inga." in flat(render(replace(sample, blocks=(table,))))


def test_a_page_break_breaks_the_page(sample: Document) -> None:
    blocks = (d.Paragraph("ett"), d.PageBreak(), d.Paragraph("två"))
    found = pages(render(replace(sample, blocks=blocks)))
    assert len(found) == 2
    assert "två" in found[1]


def test_an_amount_in_running_text_is_never_broken(sample: Document) -> None:
    # Texts of growing length put the amount at every place of the line's end.
    blocks = tuple(d.Paragraph("x" * 4 * n + " 134\u202f622\u202f000\u00a0kr") for n in range(30))
    lines = "\n".join(pages(render(replace(sample, blocks=blocks)))).splitlines()
    assert sum("134 622 000 kr" in line for line in lines) == 30


def test_every_sign_we_write_has_a_glyph() -> None:
    ours = "åäöÅÄÖéÉüŁł–−·×≥≤…”’“✓‼!%§&@\u00a0\u202f0123456789"
    assert all(ord(letter) in fonts.glyphs() for letter in ours)
    assert all(tone.symbol in ours for tone in d.Tone)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Åsa", "Åsa"),
        ("A\u030asa", "Åsa"),
        ("a\u2011b", "a-b"),
        ("1\u2009000", "1\u202f000"),
        ("\u2715", "×"),
        ("a\u202eb\x07c", "abc"),
        ("😀", "?"),
        ("a\nb", "a\nb"),
        ("①", "1"),
    ],
)
def test_text_is_written_in_letters_the_typeface_has(text: str, expected: str) -> None:
    assert fonts.shown(text) == expected


def test_no_empty_glyph_reaches_the_paper(sample: Document) -> None:
    text = "".join(pages(render(sample)))
    missing = {letter for letter in text if ord(letter) not in fonts.glyphs()}
    assert missing <= set("\r\n\ufffe\u0002")


SCRIPT = """
import hashlib, sys
from datetime import datetime, UTC
from asfdesk.domain.period import Month, Period
from asfdesk.formats.pdf.document_pdf import render
from asfdesk.reports import document as d
head = d.Head("Växthuset", "559999-0002", datetime(2026, 4, 8, tzinfo=UTC), "1")
table = d.table("t", "", [d.text("a", "A")], [d.row("å")])
made = d.Document("R1", "Rapport", Period.of_month(Month(2026, 3)), head, (table,))
print(hashlib.sha256(render(made)).hexdigest())
"""


def test_two_processes_make_the_same_bytes() -> None:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1775657000"}
    found = {
        subprocess.run(  # noqa: S603 - our own interpreter and script
            [sys.executable, "-c", SCRIPT],
            env={**environment, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1
    assert len(found.pop().strip()) == 64
