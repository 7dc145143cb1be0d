"""`asfdesk safe-copy`, and what the other verbs say of one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from asfdesk.cli import main, safe_copy
from asfdesk.services.file.open_file import open_client_file
from asfdesk.services.visiting.safe_copy import CopyOrder
from tests.strongbox import CHEAP, OWNER, new_enterprise

if TYPE_CHECKING:
    from pathlib import Path

PASSWORD = "kopians egna fyra ord"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("ASFDESK_PASSWORD", OWNER)

    def cheap(path: Path, made_for: str, password: str) -> CopyOrder:
        return CopyOrder(path, made_for, password, CHEAP)

    monkeypatch.setattr(safe_copy, "CopyOrder", cheap)
    new_enterprise(tmp_path / "a.asfdesk")[0].close()
    (tmp_path / "kopians.txt").write_text(PASSWORD + "\n", encoding="utf-8")
    return tmp_path / "a.asfdesk"


def run(*words: object) -> int:
    return main([str(word) for word in words])


def made(home: Path) -> Path:
    out = home.with_name("k.asfdesk")
    words = ("--for", "Coompanion", "--copy-password-file", home.with_name("kopians.txt"))
    assert run("safe-copy", home, out, *words, "--json", "--lang", "en") == 0
    return out


def test_a_copy_is_made_under_its_own_password(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = made(home)
    document = json.loads(capsys.readouterr().out)
    assert (document["schema"], document["persons"]) == (1, 0)
    assert document["file"] == str(out)
    copy = open_client_file(out, PASSWORD)
    assert copy.file.manifest.client.hex == document["uid"]
    copy.close()


def test_the_list_is_shown_without_writing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = home.read_bytes()
    assert run("safe-copy", home, "--preview", "--lang", "en") == 0
    told = capsys.readouterr().out
    assert "The enterprise: 1 row" in told
    assert "Buyers" not in told  # there are none
    assert home.read_bytes() == before


def test_it_needs_a_place_and_a_name(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("safe-copy", home, home.with_name("k.asfdesk"), "--lang", "en") == 1
    assert "--for NAME" in capsys.readouterr().err
    assert not home.with_name("k.asfdesk").exists()


def test_what_needs_days_is_refused_with_its_reason(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = made(home)
    monkeypatch.setenv("ASFDESK_PASSWORD", PASSWORD)
    assert run("check", out, "--lang", "en") == 0
    capsys.readouterr()
    for words in (
        ("figures", out, "--period", "2026-10"),
        ("report", out, "R7", "--period", "2026-Q3"),
    ):
        assert run(*words, "--lang", "en") == 1
        assert "months, not days" in capsys.readouterr().err
    assert run("safe-copy", out, "--preview", "--lang", "en") == 1
    assert "owner" in capsys.readouterr().err
