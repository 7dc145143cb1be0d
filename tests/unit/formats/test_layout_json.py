"""Layout files: what they say, and what is said of those that cannot be right."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from asfdesk import paths
from asfdesk.domain.codes import Sex
from asfdesk.domain.hours.whole_hours import Rounding
from asfdesk.domain.period import Month
from asfdesk.domain.sending.list_layout import DateForm, IdentityForm, ListField
from asfdesk.formats.layout_json import LayoutError, read_layout

if TYPE_CHECKING:
    from pathlib import Path

GOOD: dict[str, Any] = {
    "schema": 1,
    "key": "scb-deltagare",
    "name": "SCB 2027",
    "recipient": "SCB",
    "valid_from": "2027-01",
    "source": "påhittad",
    "sheet": "Blad",
    "protected": {"kvinna": "TF{number}"},
    "columns": [
        {"field": "identity", "title": "Pnr"},
        {"field": "hours", "title": "Tim"},
        {"field": "fixed", "title": "E-post", "text": "okänt"},
        {"field": "start", "title": "Start", "only_in_month": True},
    ],
}


def _read(**changes: object) -> object:
    return read_layout(json.dumps(GOOD | changes).encode(), "min.json")


def test_a_layout_says_its_columns_and_rules() -> None:
    layout = read_layout(json.dumps(GOOD | {"rounding": "up"}).encode(), "min.json")
    assert [column.title for column in layout.columns] == ["Pnr", "Tim", "E-post", "Start"]
    assert layout.columns[2].text == "okänt"
    assert layout.columns[3].only_in_month
    assert layout.rounding is Rounding.UP
    assert layout.valid_from == Month(2027, 1)
    assert layout.valid_to is None
    assert layout.protected_code(Sex.WOMAN, 7) == "TF07"
    assert layout.protected_code(Sex.MAN, 7) == ""


def test_what_is_not_said_is_as_the_known_recipients_want_it() -> None:
    layout = read_layout(json.dumps(GOOD).encode(), "min.json")
    assert layout.rounding is Rounding.DOWN
    assert layout.identity_form is IdentityForm.TWELVE
    assert layout.date_form is DateForm.DATE
    assert (layout.csv.delimiter, layout.csv.decimal_comma, layout.csv.mark) == (";", True, True)


@pytest.mark.parametrize("path", sorted(paths.resource("layouts").glob("*.json")), ids=str)
def test_every_layout_that_ships_is_right_and_is_called_by_its_key_and_month(path: Path) -> None:
    layout = read_layout(path.read_bytes(), path.name)
    assert path.name == f"{layout.key}-{layout.valid_from}.json"
    assert layout.has(ListField.IDENTITY)
    assert not layout.has(ListField.EMAIL)
    assert layout.rounding is Rounding.DOWN


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"schema": 2}, "schema"),
        ({"key": "SCB deltagare"}, "key"),
        ({"name": ""}, "name"),
        ({"valid_from": "2027"}, "valid_from"),
        ({"valid_to": "2026-12"}, "valid_to"),
        ({"sheet": "a/b"}, "sheet"),
        ({"sheet": "x" * 32}, "sheet"),
        ({"rounding": "bankers"}, "rounding"),
        ({"date_form": "DD/MM"}, "date_form"),
        ({"rank": "first"}, "rank"),
        ({"colour": "red"}, "colour"),
        ({"columns": []}, "columns"),
        ({"columns": [{"field": "hours", "title": "Tim"}]}, "columns"),
        ({"columns": [{"field": "shoe_size", "title": "Sko"}]}, "columns[1].field"),
        ({"columns": [{"field": "identity"}]}, "columns[1].title"),
        ({"columns": [{"field": "identity", "title": "Pnr", "text": "x"}]}, "columns[1].text"),
        ({"columns": ["identity"]}, "columns[1]"),
        ({"protected": {}}, "protected"),
        ({"protected": {"woman": "T"}}, "protected.woman"),
        ({"above": "Projekt"}, "above"),
        ({"csv": {"delimiter": "::"}}, "csv.delimiter"),
        ({"csv": {"mark": "yes"}}, "csv.mark"),
    ],
)
def test_what_cannot_be_right_is_named_with_its_place(
    changes: dict[str, object], said: str
) -> None:
    with pytest.raises(LayoutError) as caught:
        _read(**changes)
    assert caught.value.why.startswith(f"{said} ")
    assert "min.json" in caught.value.what
    assert caught.value.todo


@pytest.mark.parametrize("missing", ["key", "columns", "valid_from", "source"])
def test_what_must_be_there_is_asked_for(missing: str) -> None:
    content = {key: value for key, value in GOOD.items() if key != missing}
    with pytest.raises(LayoutError, match=missing):
        read_layout(json.dumps(content).encode(), "min.json")


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"\xff\xfe", b"[" * 60_000, b" " * 70_000, b"Pnr;Timmar\r\n"],
    ids=["empty", "cut", "list", "not utf-8", "deep", "big", "csv"],
)
def test_what_is_no_layout_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(LayoutError) as caught:
        read_layout(data, "min.json")
    assert caught.value.why
    assert caught.value.todo
