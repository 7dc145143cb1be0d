"""`backups` and `restore`: with the file, without it, and with the wrong words."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from asfdesk.cli import main
from asfdesk.services.file.open_file import open_client_file
from tests.strongbox import OWNER, Clock, everything_under, new_enterprise

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three generations, of which two are backups."""
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("ASFDESK_PASSWORD", OWNER)
    path = tmp_path / "documents" / "Kafé.asfdesk"
    path.parent.mkdir()
    new_enterprise(path)[0].close()
    for day in (1, 2):
        opened = open_client_file(path, OWNER, clock=Clock(datetime(2026, 5, day, 12, tzinfo=UTC)))
        session = opened.writing()
        with session.writer.action("setting.small_count", ["enterprise"]):
            session.enterprise.set_setting("touched", str(day))
        opened.close()
    return path


def run(*words: object) -> int:
    return main([str(word) for word in words])


def document(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert found["schema"] == 1
    return found


def spoil(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-5000] ^= 1
    path.write_bytes(content)


def touched(path: Path) -> str:
    opened = open_client_file(path, OWNER, read_only=True)
    try:
        return opened.session.enterprise.setting("touched", "")
    finally:
        opened.close()


def test_the_list_as_json(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = everything_under(home.parent)
    assert run("backups", home, "--json") == 0
    told = document(capsys)
    assert told["file"] == str(home)
    latest, first = told["backups"]
    assert [latest["generation"], first["generation"]] == [2, 1]
    assert latest["name"] == "2026-05-02_00000002.asfdesk"
    assert (latest["why"], latest["made_on"], latest["state"]) == ("daily", "2026-05-02", "whole")
    assert latest["saved_at"] == "2026-05-01T12:00:00+00:00"
    assert latest["opens_with"] == "today"
    assert everything_under(home.parent) == before


def test_the_list_in_words_needs_no_password(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ASFDESK_PASSWORD")
    assert run("backups", home) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert lines[0].split()[0] == "2"


def test_a_damaged_backup_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("backups", home, "--json")
    spoil(home.parent / document(capsys)["backups"][0]["path"])
    assert run("backups", home, "--json") == 0
    assert [row["state"] for row in document(capsys)["backups"]] == ["damaged", "whole"]


@pytest.mark.parametrize("chosen", ["1", "2026-05-01_00000001.asfdesk", "path"])
def test_restoring_by_number_name_and_path(
    home: Path, capsys: pytest.CaptureFixture[str], chosen: str
) -> None:
    if chosen == "path":
        run("backups", home, "--json")
        chosen = document(capsys)["backups"][1]["path"]
    before = home.read_bytes()
    out = home.with_name("Ny.asfdesk")
    assert run("restore", home, chosen, out, "--json") == 0
    assert document(capsys)["restored"] == str(out)
    assert (touched(out), touched(home)) == ("", "2")
    assert home.read_bytes() == before


@pytest.mark.parametrize("trouble", ["missing", "damaged", "empty", "other"])
def test_restoring_when_the_file_is_of_no_use(
    home: Path, capsys: pytest.CaptureFixture[str], trouble: str
) -> None:
    match trouble:
        case "missing":
            home.unlink()
        case "damaged":
            spoil(home)
        case "empty":
            home.write_bytes(b"")
        case "other":
            home.write_bytes(b"%PDF-1.7 something else")
    assert run("backups", home, "--json") == 0
    assert [row["state"] for row in document(capsys)["backups"]] == ["whole", "whole"]
    out = home.with_name("Ny.asfdesk")
    assert run("restore", home, "latest", out) == 0
    assert str(out) in capsys.readouterr().out
    assert touched(out) == "1"


def test_the_latest_is_the_latest_whole_one(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("backups", home, "--json")
    spoil(home.parent / document(capsys)["backups"][0]["path"])
    assert run("restore", home, "latest", home.with_name("Ny.asfdesk")) == 0
    assert touched(home.with_name("Ny.asfdesk")) == ""


@pytest.mark.parametrize("chosen", ["7", "2026-05-09_00000009.asfdesk", "no/such/file", ""])
def test_a_backup_that_is_not_there(
    home: Path, capsys: pytest.CaptureFixture[str], chosen: str
) -> None:
    before = everything_under(home.parent)
    assert run("restore", home, chosen, home.with_name("Ny.asfdesk")) == 1
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert everything_under(home.parent) == before


def test_nothing_is_written_over_or_with_a_wrong_password(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything_under(home.parent)
    assert run("restore", home, "1", home) == 1
    monkeypatch.setenv("ASFDESK_PASSWORD", "fel")
    assert run("restore", home, "1", home.with_name("Ny.asfdesk")) == 1
    assert run("backups", home) == 1
    home.unlink()
    assert run("restore", home, "1", home.with_name("Ny.asfdesk")) == 1
    assert run("backups", home) == 1
    assert capsys.readouterr().out == ""
    assert len(everything_under(home.parent)) == len(before) - 1


def test_a_place_that_nobody_knows_is_refused(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("backups", home.with_name("Fel.asfdesk")) == 1
    assert capsys.readouterr().out == ""
    with pytest.raises(SystemExit) as ended:
        run("restore", home)
    assert ended.value.code == 2


def test_a_file_without_backups_says_so(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = home.with_name("Annan.asfdesk")
    new_enterprise(other)[0].close()
    assert run("backups", other) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert run("backups", other, "--json") == 0
    assert document(capsys)["backups"] == []
