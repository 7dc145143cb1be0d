"""`clients`: the binder's list as text and as JSON, without password or notes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from asfdesk.cli import main
from asfdesk.services.visiting.binder import write_notes
from tests.binders import BINDER, filled_binder, forged
from tests.strongbox import ADVISER

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def binder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Anna's file is as it was; Bo's has been forged."""
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("ASFDESK_PASSWORD", BINDER)
    made, _code = filled_binder(tmp_path, "Anna", "Bo")
    write_notes(made, made.clients[0].uid, "Hemlig anteckning")
    forged(tmp_path / "Bo.asfdesk")
    return made.path


def test_the_list_in_order(binder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clients", str(binder), "--update", "--today", "2026-11-24", "--lang", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["Bo", "Anna"]
    assert lines[0].endswith("2026-11-23  not to be trusted")
    assert lines[1].endswith("2026-11-24")


def test_the_list_as_json_keeps_secrets(binder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clients", str(binder), "--json"]) == 0
    said = capsys.readouterr().out
    assert ADVISER not in said
    assert "Hemlig" not in said
    found = json.loads(said)["clients"]
    assert [(one["name"], one["state"]) for one in found] == [
        ("Bo", "not_trusted"),
        ("Anna", "here"),
    ]
    assert found[1]["figures"]["lights"] == {
        "result": "grey",
        "cash": "grey",
        "occupancy": "grey",
        "supervision": "grey",
    }


def test_a_wrong_password_is_said(
    binder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASFDESK_PASSWORD", "fel")
    assert main(["clients", str(binder), "--lang", "en"]) != 0
    assert "password" in capsys.readouterr().err
