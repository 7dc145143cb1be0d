"""That the search finds what is there, and that no column is forgotten."""

from __future__ import annotations

import base64
import io
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.faults import canary_words
from tests.faults.canary_search import IN_PAGES, SEALED, hits, search_pages
from tests.faults.canary_words import BIRTH_YEAR, STEM, columns_of, unsorted, word

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.storage._driver import Database

TEXT = f"Till {STEM} Åberg"


def zipped(content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("sheet.xml", content * 20)
    return stream.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.upper().encode(),
        TEXT.encode("utf-16-le"),
        b"\x00" + TEXT.encode("utf-16-be"),
        TEXT.encode("latin-1"),
        TEXT.encode("cp437"),
        quote(TEXT).encode(),
        "".join(f"%{one:02X}" for one in TEXT.encode()).encode(),
        TEXT.encode().hex().upper().encode(),
        base64.b64encode(TEXT.encode()),
        base64.b64encode(b"x" + TEXT.encode()),
        base64.b64encode(b"xx" + TEXT.encode()),
        base64.b64encode(TEXT.encode("utf-16-le")),
        zipped(TEXT.encode()),
    ],
)
def test_a_name_is_found_however_it_is_spelt(content: bytes) -> None:
    assert hits(b"before " + content if content[:2] != b"PK" else content, SEALED) == [STEM]


def test_numbers_are_found_with_and_without_century_and_hyphen() -> None:
    for spelt in ("198112189876", "19811218-9876", "811218-9876", "070-9988776"):
        assert hits(f"nr {spelt}.".encode(), SEALED), spelt


def test_four_digits_of_a_hash_are_no_year() -> None:
    assert hits(f'"{BIRTH_YEAR}"'.encode(), IN_PAGES) == [BIRTH_YEAR]
    assert hits(f"a{BIRTH_YEAR}f".encode(), IN_PAGES) == []
    assert hits(b"Harmless words, 2026-11-23", IN_PAGES) == []


def test_pages_that_no_key_opens_are_told(tmp_path: Path) -> None:
    path = tmp_path / "client.db"
    path.write_bytes(b"x" * 8192)
    found = search_pages([path], [b"k" * 32], IN_PAGES, "now")
    assert found.hits == ["now: no key opens client.db"]


def test_every_column_is_sorted(database: Database) -> None:
    assert len(set(columns_of(database))) > 100
    assert unsorted(database) == []


def test_a_new_column_and_one_that_is_gone_are_told(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = {*columns_of(database), ("trainee", "nickname")} - {("placement", "status")}
    monkeypatch.setattr(canary_words, "columns_of", lambda _database: changed)
    assert unsorted(database) == ["placement.status", "trainee.nickname"]


def test_each_column_has_a_word_of_its_own(database: Database) -> None:
    words = [word(*column) for column in columns_of(database)]
    assert len(set(words)) == len(words)
