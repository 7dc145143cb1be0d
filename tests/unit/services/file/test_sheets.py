"""The recovery sheet and an adviser's agreement: one page each, and where they may be saved."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pypdf
import pytest

from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.formats.pdf import document_pdf
from asfdesk.i18n import set_language
from asfdesk.reports.file.adviser_agreement import Adviser
from asfdesk.services.file.sheets import (
    adviser_agreement,
    recovery_sheet,
    save_recovery_sheet,
    save_sheet,
)
from tests.strongbox import new_enterprise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from asfdesk.reports.document import Document
    from asfdesk.services.file.open_file import OpenFile

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LONG = Adviser("Coompanion Kooperativ Utveckling i Västra Götalandsregionen ek. för.", "7696001234")


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[OpenFile, str]]:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    (tmp_path / "klienter").mkdir()
    opened, code = new_enterprise(tmp_path / "klienter" / "Växthuset.asfdesk")
    yield opened, code
    opened.close()


def pages(document: Document) -> list[str]:
    book = pypdf.PdfReader(io.BytesIO(document_pdf.render(document)))
    return [" ".join(page.extract_text().split()) for page in book.pages]


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_sheet_is_one_page_with_code_file_and_day(
    made: tuple[OpenFile, str], code: str
) -> None:
    set_language(code)
    opened, secret = made
    (page,) = pages(recovery_sheet(opened, secret, AT))
    for words in ("Växthuset", "559999-0002", "Växthuset.asfdesk", secret, "2026-11-23"):
        assert words in page
    assert "klienter" not in page


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_agreement_is_one_page_with_both_parties(made: tuple[OpenFile, str], code: str) -> None:
    set_language(code)
    (page,) = pages(adviser_agreement(made[0].session, LONG, AT))
    for words in ("Växthuset", "559999-0002", "Coompanion", "769600-1234", "28", "32–36", "24"):
        assert words in page
    for point in range(1, 10):
        assert f"{point} " in page


def test_what_is_not_known_is_left_to_fill_in(made: tuple[OpenFile, str]) -> None:
    (page,) = pages(adviser_agreement(made[0].session, Adviser(), AT))
    assert page.count("_" * 30) == 2


def test_a_number_that_cannot_be_one_is_refused(made: tuple[OpenFile, str]) -> None:
    with pytest.raises(InvalidInputError):
        adviser_agreement(made[0].session, Adviser("Coompanion", "12"), AT)


def test_the_sheet_is_never_saved_beside_the_file(
    made: tuple[OpenFile, str], tmp_path: Path
) -> None:
    opened, secret = made
    sheet = recovery_sheet(opened, secret, AT)
    linked = tmp_path / "genväg"
    linked.symlink_to(opened.path.parent, target_is_directory=True)
    before = sorted(opened.path.parent.iterdir())
    for folder in (opened.path.parent, linked, opened.path.parent / ".." / "klienter"):
        with pytest.raises(RefusedError):
            save_recovery_sheet(folder / "blad.pdf", sheet, opened.path)
    assert sorted(opened.path.parent.iterdir()) == before
    safe = tmp_path / "pärm"
    safe.mkdir()
    save_recovery_sheet(safe / "blad.pdf", sheet, opened.path)
    assert (safe / "blad.pdf").read_bytes().startswith(b"%PDF")


def test_the_agreement_is_saved_where_the_user_says(
    made: tuple[OpenFile, str], tmp_path: Path
) -> None:
    save_sheet(tmp_path / "avtal.pdf", adviser_agreement(made[0].session, LONG, AT))
    assert (tmp_path / "avtal.pdf").read_bytes().startswith(b"%PDF")
