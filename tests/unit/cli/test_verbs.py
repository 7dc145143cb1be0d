"""The command line: exit codes, one message, one JSON document."""

from __future__ import annotations

import functools
import json
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from asfdesk.__main__ import wants_window
from asfdesk.cli import main, new_file, password
from asfdesk.cli.verbs import VERBS
from asfdesk.i18n import language
from asfdesk.services.file.open_file import create_client_file, open_client_file
from asfdesk.storage.migrations import SCHEMA_VERSION
from tests.strongbox import CHEAP, OWNER, everything_under
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from pathlib import Path

NEW = ("--name", "Växthuset", "--org-number", "559999-0002", "--today", "2026-11-23")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("ASFDESK_PASSWORD", OWNER)
    monkeypatch.setenv("LANGUAGE", "sv")
    cheap = functools.partial(create_client_file, cost=CHEAP)
    monkeypatch.setattr(new_file, "create_client_file", cheap)
    return tmp_path


@pytest.fixture
def home(folder: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert run("new", folder / "a", *NEW) == 0
    capsys.readouterr()
    return folder / "a.asfdesk"


def run(*words: object) -> int:
    return main([str(word) for word in words])


def document(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    assert found["schema"] == 1
    return found


def test_new_makes_a_file_and_shows_the_recovery_key_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("new", folder / "a", *NEW, "--fiscal-year-start", "07-01", "--json") == 0
    told = document(capsys)
    assert told["file"] == str(folder / "a.asfdesk")
    opened = open_client_file(folder / "a.asfdesk", told["recovery_key"], read_only=True)
    (year,) = opened.session.enterprise.fiscal_years()
    opened.close()
    assert (year.first, year.last) == (date(2026, 7, 1), date(2027, 6, 30))


def test_new_writes_the_recovery_key_to_a_file_instead(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = folder / "recovery.txt"
    assert run("new", folder / "a", *NEW, "--recovery-file", sheet, "--json") == 0
    assert "recovery_key" not in document(capsys)
    code = sheet.read_text().splitlines()[0]
    open_client_file(folder / "a.asfdesk", code, read_only=True).close()
    assert run("new", folder / "b", *NEW, "--recovery-file", sheet) == 1
    assert not (folder / "b.asfdesk").exists()


@pytest.mark.parametrize("name", ["a", "a.asfdesk", "sub/../a.asfdesk"])
def test_the_recovery_code_never_takes_the_client_files_place(
    folder: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "sub").mkdir()
    assert run("new", folder / name, *NEW, "--recovery-file", folder / "a.asfdesk") == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert not (folder / "a.asfdesk").exists()


@pytest.mark.parametrize("number", ["000000-0000", "112233-4567"])
def test_new_takes_the_numbers_that_programs_put_where_none_is_known(
    folder: Path, number: str
) -> None:
    words = ["--name", "Växthuset", "--org-number", number, "--today", "2026-11-23"]
    assert run("new", folder / "a", *words) == 0
    assert (folder / "a.asfdesk").exists()


def test_new_refuses_with_one_message(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = home.read_bytes()
    assert run("new", home, *NEW) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert home.name in told.err
    assert home.read_bytes() == before


def test_check_of_a_whole_file(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = everything_under(home.parent)
    assert run("check", home, "--json") == 0
    told = document(capsys)
    assert (told["whole"], told["faults"]) == (True, [])
    assert (told["schema_version"], told["generation"]) == (SCHEMA_VERSION, 1)
    assert (told["unmapped_accounts"], told["unfilled_days"]) == ([], {})
    assert everything_under(home.parent) == before


def test_check_counts_unfilled_days(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    opened = open_client_file(home, OWNER)
    session = opened.writing()
    agreement = add_agreement(session)
    placement = add_placement(session, agreement)
    found = session.placements.placement(placement)
    opened.close()
    assert found is not None
    assert found.decision_from == date(2026, 1, 1)
    # 1 January is a holiday and the 2nd a Friday, so one working day is due.
    assert run("check", home, "--json", "--today", "2026-01-02") == 0
    told = document(capsys)
    assert told["unfilled_days"] == {"2026-01": 1}
    assert run("check", home, "--today", "2026-01-02") == 0
    assert "2026: 1 " in capsys.readouterr().out


def test_check_of_a_damaged_file_fails(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = bytearray(home.read_bytes())
    content[-9000] ^= 4
    home.write_bytes(content)
    assert run("check", home, "--json") == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("asfdesk: ")


@pytest.mark.parametrize("wrong", ["fel", ""])
def test_a_wrong_password_is_exit_1(
    home: Path, wrong: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASFDESK_PASSWORD", wrong)
    assert run("check", home) == 1
    assert wrong == "" or wrong not in capsys.readouterr().err.split()


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["fly"],
        ["new"],
        ["new", "a"],
        ["check"],
        ["check", "a", "--today", "igår"],
        ["new", "a", "--name", "A", "--org-number", "1", "--fiscal-year-start", "juli"],
        ["--lang", "fi", "check", "a"],
        ["report", "a", "R1", "--period", "2026-03", "--trainee", "9" * 23],
        ["report", "a", "R3", "--period", "2026-03", "--agreement", "x"],
    ],
)
def test_wrong_usage_is_exit_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("content", "fits"),
    [
        (OWNER.encode(), True),
        (OWNER.encode() + b"\n", True),
        (OWNER.encode() + b"\r\n", True),
        (b"\xef\xbb\xbf" + OWNER.encode() + b"\n", True),
        (OWNER.encode() + b"\n\n", False),
        (OWNER.encode("latin-1"), False),
    ],
)
def test_a_password_file_loses_one_newline(
    home: Path, folder: Path, content: bytes, *, fits: bool
) -> None:
    path = folder / "password.txt"
    path.write_bytes(content)
    assert run("check", home, "--password-file", path) == (0 if fits else 1)


def test_nobody_at_the_keyboard_is_said(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(password.VARIABLE)
    assert run("check", home) == 1
    assert "--password-file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--lang", "en", "check"], "en"),
        (["check", "--lang", "en"], "en"),
        (["check", "--lang=en"], "en"),
        (["check"], "sv"),
    ],
)
def test_the_language_can_stand_anywhere(home: Path, words: list[str], expected: str) -> None:
    assert run(*words, home) == 0
    assert language() == expected


SIE = """#FLAGGA 0
#PROGRAM "Handmade" 1.0
#FORMAT PC8
#GEN 20260401
#SIETYP 4
#ORGNR 559999-0002
#FNAMN "Vaxthuset"
#RAR 0 20260101 20261231
#KONTO 1930 Bank
#KONTO 3041 Sales
#VER A 1 20260314 "Invoice"
{
#TRANS 1930 {} 100.00
#TRANS 3041 {} -100.00
}
"""


def test_inspect_judges_each_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, odd = folder / "good.se", folder / "odd.se"
    good.write_bytes(SIE.replace("\n", "\r\n").encode("cp437"))
    odd.write_bytes(b"%PDF-1.7")
    assert run("inspect", good, odd, "--json") == 0
    first, second = json.loads(capsys.readouterr().out)
    assert (first["schema"], first["sie_type"], first["org_number"]) == (1, "4E", "559999-0002")
    assert (first["accounts"], first["vouchers"], first["postings"]) == (2, 1, 2)
    assert first["fiscal_years"][0]["result_by_class"]["3"] == "-100.00"
    assert second["decision"] == "refuse"
    assert run("inspect", good) == 0
    assert "559999-0002" in capsys.readouterr().out


def test_inspect_of_what_cannot_be_read_is_exit_1(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = folder / "good.se"
    good.write_bytes(SIE.encode("cp437"))
    assert run("inspect", folder / "gone.se", good, "--json") == 1
    told = capsys.readouterr()
    assert [one["file"] for one in json.loads(told.out)] == [str(good)]
    assert "gone.se" in told.err


def test_help_loads_neither_qt_nor_the_database() -> None:
    program = (
        "import sys\nfrom asfdesk.__main__ import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'PySide6', 'sqlcipher3', 'cryptography', 'reportlab', 'xlsxwriter'}\n"
        "sys.exit(len(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert all(verb.name in done.stdout for verb in VERBS)


@pytest.mark.parametrize(
    ("words", "window"),
    [
        ([], True),
        (["Kafé.asfdesk"], True),
        (["KAFÉ.ASFDESK", "--password-file", "x"], True),
        (["check", "Kafé.asfdesk"], False),
        (["--help"], False),
        (["fly"], False),
    ],
)
def test_a_file_opens_the_window_and_a_verb_does_not(words: list[str], *, window: bool) -> None:
    assert wants_window(words) is window
