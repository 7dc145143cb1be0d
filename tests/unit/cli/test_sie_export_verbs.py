"""`export-sie` and `import-budget` on the command line, with the example enterprise."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from asfdesk.cli import main
from asfdesk.services.example.write import PASSWORD, write_example
from asfdesk.services.file.open_file import open_client_file

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.services.example.write import ExampleFiles


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ExampleFiles:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("ASFDESK_PASSWORD", PASSWORD)
    return write_example(tmp_path / "example")


def run(*words: object) -> int:
    return main([str(word) for word in words])


def test_books_and_budget_out_and_in(
    example: ExampleFiles, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = example.client_file
    before = home.read_bytes()
    assert run("export-sie", home, "--year", "2026", "--out", tmp_path, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["sie_type"]) == (1, "4E")
    assert run("inspect", tmp_path / "bokforing_2026.se", *example.bookkeeping, "--json") == 0
    ours, *theirs = json.loads(capsys.readouterr().out)
    (same,) = [one for one in theirs if one["fiscal_years"][0]["start"] == "2026-01-01"]
    assert ours["fiscal_years"][0] == same["fiscal_years"][0]
    assert (ours["vouchers"], ours["postings"]) == (same["vouchers"], same["postings"])
    assert run("export-sie", home, "--year", "2026", "--budget", "--out", tmp_path, "--json") == 0
    budget = json.loads(capsys.readouterr().out)
    assert budget["budget_rows"] > 100
    assert home.read_bytes() == before
    assert run("import-budget", home, budget["file"], "--name", "Tillbaka", "--json") == 0
    taken = json.loads(capsys.readouterr().out)
    assert taken["amounts"] == budget["budget_rows"]
    assert taken["left_out"] == []
    _same_to_the_ore(home)


def _same_to_the_ore(home: Path) -> None:
    """What came back is what went out, line by line and month by month."""
    opened = open_client_file(home, PASSWORD, read_only=True)
    session = opened.session
    year = next(one for one in session.enterprise.fiscal_years() if one.first.year == 2026)
    known = {one.name: session.plans.amounts(one.id) for one in session.plans.plans(year.id)}
    opened.close()
    assert known["Tillbaka"] == known[""]


def test_a_year_that_is_not_there(
    example: ExampleFiles, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export-sie", example.client_file, "--year", "1999", "--out", tmp_path) == 1
    assert "1999" in capsys.readouterr().err


def test_a_file_without_a_budget_changes_nothing(
    example: ExampleFiles, capsys: pytest.CaptureFixture[str]
) -> None:
    before = example.client_file.read_bytes()
    assert run("import-budget", example.client_file, example.bookkeeping[-1]) == 1
    assert "budget" in capsys.readouterr().err
    assert example.client_file.read_bytes() == before
