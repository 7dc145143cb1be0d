"""The states of opening on the command line: one message, exit code 1, nothing changed."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

import pytest

from asfdesk.cli import main, new_file
from asfdesk.errors import AsfDeskError
from asfdesk.services.file.open_file import create_client_file, open_client_file
from asfdesk.storage.file.lock import lock_path
from tests.sie_books import base
from tests.states import STATES, WRONG
from tests.strongbox import CHEAP, OWNER, everything_under

if TYPE_CHECKING:
    from pathlib import Path

READING: tuple[tuple[str, list[str]], ...] = (
    ("figures", ["--period", "2026-03"]),
    ("check", []),
    ("report", ["R8", "--period", "2026-03", "--format", "json"]),
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("ASFDESK_PASSWORD", OWNER)
    monkeypatch.setenv("LANGUAGE", "sv")
    monkeypatch.setattr(
        new_file, "create_client_file", functools.partial(create_client_file, cost=CHEAP)
    )
    words = ["--name", "Växthuset", "--org-number", "559999-0002", "--today", "2026-11-23"]
    folder = tmp_path / "documents"
    folder.mkdir()
    (tmp_path / "bok.se").write_bytes(base().encode("cp437"))
    assert main(["new", str(folder / "a"), *words]) == 0
    return folder / "a.asfdesk"


@pytest.mark.parametrize("state", STATES)
def test_a_verb_that_writes_is_refused_with_what_why_and_what_to_do(
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    state: str,
) -> None:
    expected, make = STATES[state]
    path = make(home, monkeypatch)
    if state == "wrong_password":
        monkeypatch.setenv("ASFDESK_PASSWORD", WRONG)
    before = everything_under(home.parent)
    with pytest.raises(expected) as caught:
        open_client_file(path, WRONG if state == "wrong_password" else OWNER)
    error = caught.value
    assert isinstance(error, AsfDeskError)
    capsys.readouterr()
    assert main(["import", str(path), str(tmp_path / "bok.se"), "--lang", "en"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("asfdesk: ")
    assert told.err.count("\n") == 1
    assert len(re.findall(r"[.]( |\n)", told.err)) >= 3, "what, why and what to do"
    assert everything_under(home.parent) == before


@pytest.mark.parametrize("state", ["locked", "read_only", "in_mail", "in_zip"])
@pytest.mark.parametrize(("verb", "words"), READING)
def test_a_verb_that_reads_needs_no_lock(
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    state: str,
    verb: str,
    words: list[str],
) -> None:
    path = STATES[state][1](home, monkeypatch)
    before = everything_under(home.parent)
    if verb == "report":
        words = [*words, "--out", str(tmp_path)]
    assert main([verb, str(path), *words]) == 0
    assert everything_under(home.parent) == before


@pytest.mark.parametrize(("verb", "words"), READING)
def test_a_verb_that_reads_works_beside_an_open_window(
    home: Path, tmp_path: Path, verb: str, words: list[str]
) -> None:
    window = open_client_file(home, OWNER)
    if verb == "report":
        words = [*words, "--out", str(tmp_path)]
    assert main([verb, str(home), *words]) == 0
    assert lock_path(home).exists()
    window.close()


def test_a_lock_is_taken_over_only_when_told(
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = STATES["locked"][1](home, monkeypatch)
    words = ["import", str(path), str(tmp_path / "bok.se"), "--lang", "en"]
    assert main(words) == 1
    told = capsys.readouterr().err
    assert "anna has had it open on KONTORET-2 since" in told
    assert "--take-over" in told
    assert main([*words, "--take-over"]) == 0
    assert not lock_path(home).exists()


def test_a_newer_file_names_the_version_that_wrote_it(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = STATES["newer"][1](home, monkeypatch)
    capsys.readouterr()
    assert main(["check", str(path), "--lang", "en"]) == 1
    assert "It was saved by ASF Desk 9.4.1 and this is" in capsys.readouterr().err


def test_a_full_disk_says_how_much_is_needed(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = STATES["disk_full"][1](home, monkeypatch)
    capsys.readouterr()
    assert main(["check", str(path), "--lang", "en"]) == 1
    assert re.search(r"less than \d+ MB free", capsys.readouterr().err)
