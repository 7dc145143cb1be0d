from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asfdesk.domain.period import Month, Period
from asfdesk.formats import csv_out, xlsx
from asfdesk.formats.text_guard import guarded
from asfdesk.reports import document as d

DANGEROUS = "=+-@＝＋－＠"
HOSTILE = st.builds(
    lambda before, start, rest: before + start + rest,
    st.sampled_from(["", " ", "\u00a0", "  \u3000", "\ufeff"]),
    st.sampled_from([*DANGEROUS, "\t=", "\r=", "\n="]),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+2", "'=1+2"),
        ("+46 70 123", "'+46 70 123"),
        ("  =cmd", "'  =cmd"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("\0=1", "'=1"),
        ("Åsa - kl. 9", "Åsa - kl. 9"),
        ("−5", "−5"),
        ("", ""),
    ],
)
def test_only_what_could_run_gets_an_apostrophe(text: str, expected: str) -> None:
    assert guarded(text) == expected


def _document(text: str) -> d.Document:
    head = d.Head(text, text, datetime(2026, 4, 8, tzinfo=UTC), "1", filter=text)
    rows = [d.group_row(text), d.row(text, -5, d.Hidden(text)), d.row(text, text, None)]
    columns = [d.text("a", text), d.integer("b", text), d.integer("c", "C")]
    blocks: tuple[d.Block, ...] = (
        d.Paragraph(text, text),
        d.Facts((d.Fact(text, text), d.Fact("n", -7, d.Kind.INTEGER))),
        d.KeyFigures((d.KeyFigure(text, text, d.Kind.TEXT, text, text),)),
        d.table("t", text, columns, rows, spans=[d.Span(text, 1), d.Span(text, 2)], note=text),
        d.Note(text),
        d.Signatures((d.SignatureLine(text, text),)),
    )
    return d.Document("R1", text, Period.of_month(Month(2026, 3)), head, blocks, text)


@given(HOSTILE)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_becomes_a_formula_in_csv(text: str) -> None:
    content = csv_out.render(_document(text)).decode("utf-8-sig")
    for line in csv.reader(io.StringIO(content, newline=""), delimiter=";"):
        for cell in line:
            started = cell.lstrip(" \u00a0\u3000\ufeff")
            assert not started.startswith((*DANGEROUS, "\t", "\r", "\n")) or cell in {"-5", "-7"}


@given(HOSTILE)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_becomes_a_formula_in_excel(text: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(_document(text))))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None


def test_numbers_are_never_guarded() -> None:
    content = csv_out.render(_document("x")).decode("utf-8-sig")
    assert "x;-5;x\r\n" in content
    assert csv_out.plain(date(2026, 3, 1), d.Kind.DATE) == "2026-03-01"
