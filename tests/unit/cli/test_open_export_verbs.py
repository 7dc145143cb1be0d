"""`open-export` and `open-import`: there and back on the command line."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING

import pytest

from asfdesk.cli import import_openly as import_verb
from asfdesk.cli import main
from asfdesk.services.file.open_file import open_client_file
from asfdesk.services.file.open_import import import_openly
from tests.strongbox import CHEAP, OWNER, new_enterprise

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("ASFDESK_PASSWORD", OWNER)
    cheap = functools.partial(import_openly, cost=CHEAP)
    monkeypatch.setattr(import_verb, "import_openly", cheap)
    new_enterprise(tmp_path / "a.asfdesk")[0].close()
    return tmp_path / "a.asfdesk"


def run(*words: object) -> int:
    return main([str(word) for word in words])


def test_there_and_back(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, new = home.with_name("ut.zip"), home.with_name("b.asfdesk")
    assert run("open-export", home, out, "--json") == 0
    told = capsys.readouterr()
    document = json.loads(told.out)
    assert (document["schema"], document["protected"]) == (1, 0)
    assert document["rows"]["enterprise"] == 1
    assert "inte krypterad" in told.err
    recovery = home.with_name("nyckel.txt")
    assert run("open-import", out, new, "--recovery-file", recovery) == 0
    assert recovery.exists()
    opened = open_client_file(new, OWNER, read_only=True)
    enterprise = opened.session.enterprise.enterprise()
    assert enterprise is not None
    assert enterprise.name == "Växthuset"
    opened.close()


def test_an_existing_file_is_never_replaced(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = home.with_name("ut.zip")
    assert run("open-export", home, out) == 0
    before = home.read_bytes()
    assert run("open-import", out, home) == 1
    assert "a.asfdesk" in capsys.readouterr().err
    assert home.read_bytes() == before


def test_a_name_that_is_no_zip_is_refused(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("open-export", home, home.with_name("ut.json")) == 1
    assert ".zip" in capsys.readouterr().err
    assert not home.with_name("ut.json").exists()
