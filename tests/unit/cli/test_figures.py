"""`asfdesk figures`: strings, nulls and one document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from asfdesk.cli import main
from asfdesk.services.example.write import write_example
from asfdesk.services.file.open_file import KdfCost

if TYPE_CHECKING:
    from pathlib import Path

CHEAP = KdfCost(memory_kib=64, iterations=1, lanes=1)


@pytest.fixture(scope="module")
def arguments(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASFDESK_HOME", str(tmp_path_factory.mktemp("home")))
        files = write_example(tmp_path_factory.mktemp("example"), cost=CHEAP)
    return [str(files.client_file), "--password-file", str(files.password_file)]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path))


def test_one_json_document(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", *arguments, "--period", "2026-Q3", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["schema"], document["period"]) == (1, "2026-Q3")
    assert len(document["figures"]) == 30
    assert {f["number"].rstrip("ab") for f in document["figures"]} == set(map(str, range(1, 29)))
    assert all(f["formula"] and f["source_text"] for f in document["figures"])
    amounts = document["amounts"]
    assert float(amounts["costs"]) < 0 < float(amounts["income"])
    for figure in document["figures"]:
        assert figure["value"] is None or isinstance(figure["value"], str)
    occupancy = next(f for f in document["figures"] if f["key"] == "occupancy")
    assert len(occupancy["value"].partition(".")[2]) == 6


def test_words_for_people(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", *arguments, "--period", "FY2026", "--lang", "en"]) == 0
    assert "Grant dependence: " in capsys.readouterr().out


def test_an_unknown_fiscal_year_names_the_ones_there_are(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["figures", *arguments, "--period", "FY1999", "--lang", "en"]) == 1
    assert "The file has: FY20" in capsys.readouterr().err


def test_a_week_is_refused_with_one_message(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["figures", *arguments, "--period", "2026-W12", "--lang", "en"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "whole months" in captured.err
