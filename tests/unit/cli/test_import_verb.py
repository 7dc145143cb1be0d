"""`asfdesk import`: questions stop it until they are accepted; nothing is half taken in."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING

import pytest

from asfdesk.cli import main, new_file
from asfdesk.services.actuals import line_months
from asfdesk.services.file.open_file import create_client_file, open_client_file
from tests.sie_books import EXTRA, base, the_year
from tests.strongbox import CHEAP, OWNER

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("ASFDESK_PASSWORD", OWNER)
    monkeypatch.setenv("LANGUAGE", "sv")
    monkeypatch.setattr(
        new_file, "create_client_file", functools.partial(create_client_file, cost=CHEAP)
    )
    words = ["--name", "Växthuset", "--org-number", "559999-0002", "--today", "2026-11-23"]
    assert main(["new", str(tmp_path / "a"), *words]) == 0
    return tmp_path / "a.asfdesk"


def file(folder: Path, name: str, text: str) -> str:
    (folder / name).write_bytes(text.encode("cp437"))
    return str(folder / name)


def total(home: Path) -> int:
    opened = open_client_file(home, OWNER, read_only=True)
    year = the_year(opened.session)
    months = line_months(opened.session, *(year.months()[0], year.months()[-1]))
    opened.close()
    return sum(ore for by_month in months.values() for ore in by_month.values())


def test_a_missing_file_is_told_in_the_users_words(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["import", str(home), str(tmp_path / "borta.se"), "--lang", "en"]) == 1
    assert capsys.readouterr().err == (
        "asfdesk: borta.se could not be read; nothing was changed. There is no such file. "
        "Check the path and try again.\n"
    )


def test_the_option_that_answers_a_question_is_named(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [line for line in base().splitlines() if not line.startswith("#RAR")]
    path = file(tmp_path, "bok.se", "\r\n".join([*lines, ""]))
    capsys.readouterr()
    assert main(["import", str(home), path, "--lang", "en"]) == 1
    said = capsys.readouterr().err
    codes = said.rpartition("--accept ")[2].strip().rstrip(".")
    assert "no_fiscal_year" in codes.split(",")
    assert main(["import", str(home), path, "--accept", codes]) == 0


def test_a_closed_month_outside_the_files_is_refused(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["import", str(home), file(tmp_path, "bok.se", base())]
    before = home.read_bytes()
    assert main([*words, "--books-through", "2030-01"]) == 1
    assert "2030-01" in capsys.readouterr().err
    assert home.read_bytes() == before


def test_a_file_is_taken_in_and_saved(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["import", str(home), file(tmp_path, "bok.se", base()), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["schema"], found["imported"], found["vouchers"], found["postings"]) == (
        1,
        1,
        6,
        14,
    )
    one = found["files"][0]
    assert one["vouchers"] == {"added": 6, "changed": 0, "removed": 0, "unchanged": 0}
    assert (one["result_change"], one["books_through"]) == ("161499.25", "2026-03")
    assert one["fiscal_year"] == {"start": "2026-01-01", "end": "2026-12-31", "added": False}
    assert total(home) == 16_149_925


def test_again_does_nothing(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file(tmp_path, "bok.se", base())
    main(["import", str(home), path])
    before = home.read_bytes()
    capsys.readouterr()
    assert main(["import", str(home), path, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["imported"], found["files"][0]["already_imported"]) == (0, True)
    assert home.read_bytes() == before


def test_questions_stop_it_until_they_are_accepted(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import", str(home), file(tmp_path, "all.se", base() + EXTRA)])
    before = home.read_bytes()
    less = file(tmp_path, "less.se", base())
    capsys.readouterr()
    assert main(["import", str(home), less]) == 1
    said = capsys.readouterr()
    assert "fewer_vouchers" in said.err
    assert "earlier_end" in said.err
    assert said.out == ""
    assert home.read_bytes() == before
    assert main(["import", str(home), less, "--accept", "fewer_vouchers,earlier_end"]) == 0
    assert total(home) == 16_149_925


def test_one_refused_file_stops_all(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = base().replace("2026", "2025").replace("559999-0002", "556000-0001")
    before = home.read_bytes()
    paths = [file(tmp_path, "bok.se", base()), file(tmp_path, "fel.se", other)]
    assert main(["import", str(home), *paths]) == 1
    assert "fel.se" in capsys.readouterr().err
    assert home.read_bytes() == before


def test_tables_are_said_to_be_unknown(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(home), file(tmp_path, "tid.xlsx", "PK")]) == 1
    assert "tid.xlsx" in capsys.readouterr().err


def test_a_year_must_be_chosen_and_can_be(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    without = "\n".join(
        line for line in base().splitlines() if not line.startswith(("#RAR", "#RES", "#UB", "#IB"))
    )
    path = file(tmp_path, "bok.se", without.replace("2026", "2031"))
    assert main(["import", str(home), path, "--year", "2031"]) == 1
    assert "2026-01" in capsys.readouterr().err


def test_unknown_codes_are_wrong_usage(home: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["import", str(home), file(tmp_path, "b.se", base()), "--accept", "everything"])
    assert stopped.value.code == 2


def test_the_closed_month_can_be_said(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--books-through", "2026-02"]
    assert main(["import", str(home), file(tmp_path, "bok.se", base()), *words]) == 0
    assert "2026-02" in capsys.readouterr().out


def test_pre_system_files_and_books_in_one_transaction(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = '#FLAGGA 0\n#PROGRAM "Kassa" 1\n#GEN 20260701\n#SIETYP 4\n#ORGNR 559999-0002\n'
    row = '#VER K "" {day}\n{{\n#TRANS 1910 {{}} 500.00\n#TRANS 3010 {{}} -500.00\n}}\n'
    paths = [
        file(tmp_path, "april.si", head + row.format(day="20260420")),
        file(tmp_path, "maj.si", head + row.format(day="20260520")),
        file(tmp_path, "bok.se", base()),
    ]
    asked = ["import", str(home), *paths, "--lang", "en"]
    assert main(asked) == 1
    said = capsys.readouterr().err
    assert "--accept" in said
    assert "pre_system_file" in said
    codes = said.split("--accept ")[1].split()[0].rstrip(".")
    assert main([*asked, "--accept", codes]) == 0
    assert total(home) == 16_149_925 + 2 * 50_000
