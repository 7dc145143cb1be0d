from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk.formats import text_out
from asfdesk.i18n import set_language
from asfdesk.reports import document as d

if TYPE_CHECKING:
    from asfdesk.reports.document import Document, Table

GOLDEN = Path(__file__).parents[2] / "golden" / "report.txt"


def test_the_text_form_is_the_golden_one(sample: Document) -> None:
    set_language("en")
    short = tuple(
        one for one in sample.blocks if not (isinstance(one, d.Table) and one.key == "days")
    )
    document = replace(sample, blocks=(*short, d.PageBreak()))
    assert text_out.render(document).decode() == GOLDEN.read_text("utf-8")


def test_columns_are_aligned(small_table: Table, sample: Document) -> None:
    lines = text_out.render(replace(sample, blocks=(small_table,))).decode().splitlines()
    rows = [line for line in lines if line.startswith(("S:a", "Summa"))]
    assert len({len(line) for line in rows}) == 1


def test_an_empty_table_says_so(sample: Document) -> None:
    table = d.table("t", "Dagar", [d.text("a", "Namn")], [], empty="Inga dagar.")
    text = text_out.render(replace(sample, blocks=(table,))).decode()
    assert text.endswith("Dagar\nNamn\n----\nInga dagar.\n")
