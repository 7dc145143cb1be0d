"""Attendance on the command line: sheets out, filled in, and in again."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import openpyxl
import pytest

from asfdesk.cli import main
from asfdesk.services.example.write import PASSWORD, write_example
from tests.strongbox import CHEAP

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASFDESK_HOME", str(tmp_path_factory.mktemp("home")))
        return write_example(tmp_path_factory.mktemp("example"), cost=CHEAP).client_file


@pytest.fixture
def home(example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("ASFDESK_PASSWORD", PASSWORD)
    target = tmp_path / "a.asfdesk"
    shutil.copy(example, target)
    return target


def sheet(home: Path, folder: Path, *words: str) -> list[Path]:
    assert (
        main(["attendance-sheet", str(home), "--period", "2026-11", "--out", str(folder), *words])
        == 0
    )
    return sorted(folder.iterdir())


def test_a_month_out_and_in_again_changes_nothing(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (path,) = sheet(home, tmp_path / "ut")
    assert path.name == "narvaro_2026-11.xlsx"
    before = home.read_bytes()
    capsys.readouterr()
    assert main(["import", str(home), str(path), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["sheets"][0]["written"] == 0
    assert set(said["sheets"][0]["cells"]) <= {"same", "empty"}
    assert home.read_bytes() == before


def test_a_changed_cell_is_taken_in_and_a_bad_one_stops_it(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (path,) = sheet(home, tmp_path / "ut")
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    inside = [cell for cell in page[7][4:34] if cell.value is not None]
    inside[0].value, inside[1].value = "1:05", "Q"
    book.save(path)
    capsys.readouterr()
    before = home.read_bytes()
    assert main(["import", str(home), str(path), "--lang", "en"]) == 1
    assert "--accept leave_out" in capsys.readouterr().err
    assert home.read_bytes() == before
    assert main(["import", str(home), str(path), "--accept", "leave_out", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)["sheets"][0]
    assert said["cells"]["changed"] == 1
    assert [one["code"] for one in said["left_out"]] == ["faulty"]


def test_lists_per_supervisor_are_pdf_without_names(home: Path, tmp_path: Path) -> None:
    files = sheet(home, tmp_path / "ut", "--group", "supervisor", "--format", "pdf")
    assert files
    for path in files:
        assert path.read_bytes().startswith(b"%PDF")
        assert path.name.startswith("signeringslista_2026-11_")


def test_two_kinds_at_once_are_refused(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["import", str(home), str(tmp_path / "a.se"), str(tmp_path / "b.xlsx")]
    assert main([*words, "--lang", "en"]) == 1
    assert "cannot be imported together" in capsys.readouterr().err


def test_only_the_sheet_of_one_group(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--group", "group", "--lang", "en")
    files = sheet(home, tmp_path / "all", *words)
    assert [path.name for path in files] == [
        f"attendance_2026-11_group-{number}.xlsx" for number in (1, 2, 3)
    ]
    (path,) = sheet(home, tmp_path / "one", *words, "--only", "group-2")
    assert path.name == files[1].name
    capsys.readouterr()
    wrong = ["attendance-sheet", str(home), "--period", "2026-11", *words, "--only", "kitchen"]
    assert main([*wrong, "--out", str(tmp_path / "none")]) == 1
    # By the names of the groups: Köket, Trädgården, Verkstaden.
    assert "group-1, group-3, group-2" in capsys.readouterr().err
