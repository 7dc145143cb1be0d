from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from asfdesk.formats import json_out
from asfdesk.reports import document as d

if TYPE_CHECKING:
    from asfdesk.reports.document import Document


@pytest.fixture
def parsed(sample: Document) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json_out.render(sample))
    return found


def _of_type(parsed: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [block for block in parsed["blocks"] if block["type"] == kind]


def test_the_head_is_typed(parsed: dict[str, Any]) -> None:
    assert parsed["schema"] == 1
    assert parsed["report"] == "R8"
    assert parsed["period"] == {
        "name": "2026-01..2026-03",
        "first": "2026-01-01",
        "last": "2026-03-31",
    }
    assert parsed["head"] == {
        "company": "Växthuset Café & Verkstad ek. för.",
        "org_number": "559999-0002",
        "report_version": "1",
        "created_at": "2026-04-08T14:03:00+00:00",
        "app_version": "0.1.0",
        "cut_off": "2026-03-31",
        "filter": "Avtal 2026-114",
        "personal_data": "pseudonymous",
        "records": 412,
        "open_issues": ["Mars är inte låst.", "3 dagar saknar närvaro (deltagare 4 och 11)."],
        "example": True,
        "recipient": "",
    }


def test_cells_are_typed_by_column(parsed: dict[str, Any]) -> None:
    table = _of_type(parsed, "table")[0]
    assert [column["kind"] for column in table["columns"]] == [
        "text",
        "integer",
        "money",
        "money",
        "minutes",
        "date",
        "percent",
        "decimal",
    ]
    group, first, second, subtotal = table["rows"]
    assert group == {"group": "Intäkter"}
    assert first == {
        "cells": {
            "name": "Arbetsträning & rehab",
            "count": 12,
            "plan": "1234567.89",
            "exact": "320.50",
            "time": 450,
            "day": "2026-03-14",
            "share": "-0.144000",
            "places": "20.500000",
        },
        "indent": 1,
        "tones": {"share": "bad"},
    }
    assert second["cells"]["count"] == {"hidden": "<5"}
    assert second["cells"]["exact"] is None
    assert second["cells"]["share"] == "0.333333"
    assert subtotal["style"] == "strong"
    assert table["totals"][0]["cells"]["plan"] == "1234526.39"


def test_every_block_but_page_breaks_is_there(parsed: dict[str, Any], sample: Document) -> None:
    kinds = [block["type"] for block in parsed["blocks"]]
    assert len(kinds) == len(sample.blocks)
    assert set(kinds) == {
        "key_figures",
        "heading",
        "paragraph",
        "table",
        "chart",
        "facts",
        "note",
        "signatures",
    }
    assert _of_type(parsed, "key_figures")[0]["figures"][0] == {
        "key": "result",
        "label": "Resultat hittills",
        "kind": "money",
        "value": "-73000.00",
        "unit": "kr",
        "comparison": "plan 12 000 kr",
        "tone": "bad",
    }
    assert _of_type(parsed, "facts")[0]["facts"][2]["value"] == "320.00"
    assert _of_type(parsed, "signatures")[0]["lines"][1]["name"] == "Åsa Öberg"


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (-4, d.Kind.MONEY_EXACT, "-0.04"),
        (0, d.Kind.MONEY, "0.00"),
        (Fraction(-1, 3_000_000), d.Kind.DECIMAL, "0.000000"),
        (Fraction(2, 3), d.Kind.PERCENT, "0.666667"),
        (90, d.Kind.HOURS, 90),
    ],
)
def test_numbers_are_exact_text(value: d.Value, kind: d.Kind, expected: object) -> None:
    assert json_out.typed(value, kind) == expected


def test_a_page_break_is_for_paper(sample: Document) -> None:
    document = d.Document("R1", "x", sample.period, sample.head, (d.PageBreak(),))
    assert json.loads(json_out.render(document))["blocks"] == []
