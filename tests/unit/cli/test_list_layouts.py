"""--layout: a key or a file of one's own; Excel in exactly those columns."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from asfdesk import paths
from asfdesk.cli import main
from asfdesk.domain.agreements import Agreement, Buyer
from asfdesk.domain.codes import Form, PayerKind
from asfdesk.domain.period import Month, Period
from asfdesk.services.file.open_file import NewEnterprise, create_client_file
from asfdesk.services.hours.register_attendance import fill_as_planned
from tests.strongbox import CHEAP, OWNER
from tests.workshop import add_placement

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 23)


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Trainee 7 in project P25: October 2026 has 22 working days of 6 h, 132 h."""
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("ASFDESK_PASSWORD", OWNER)
    path = tmp_path / "a.asfdesk"
    enterprise = NewEnterprise("Växthuset", "559999-0002")
    opened, _code = create_client_file(path, enterprise, OWNER, TODAY, cost=CHEAP)
    session = opened.writing()
    with session.writer.action("agreement.add", ("agreements",)):
        buyer = session.agreements.add_buyer(Buyer(0, "Förbundet", PayerKind.COORDINATION))
        agreement = session.agreements.add_agreement(
            Agreement(0, buyer, "Stegen", Form.WORK_TRAINING, date(2026, 10, 1), project="P25")
        )
    add_placement(session, agreement, 7, name="Åsa Öberg", first=date(2026, 10, 1))
    fill_as_planned(session, Period.of_month(Month(2026, 10)), TODAY)
    opened.publish()
    opened.close()
    return path


def run(*words: object) -> int:
    return main([*[str(word) for word in words], "--lang", "en"])


def _own(folder: Path) -> Path:
    layout = {
        "schema": 1,
        "key": "eget",
        "name": "Eget",
        "recipient": "Projektet",
        "valid_from": "2026-01",
        "source": "påhittad",
        "sheet": "Tider",
        "columns": [
            {"field": "own_number", "title": "Nr"},
            {"field": "hours", "title": "Tim"},
            {"field": "start", "title": "Start"},
        ],
        "csv": {"delimiter": ",", "decimal_comma": False, "mark": False, "heading": False},
    }
    path = folder / "eget.json"
    path.write_text(json.dumps(layout), "utf-8")
    return path


def test_a_file_of_ones_own_decides_the_columns(client: Path, tmp_path: Path) -> None:
    out = tmp_path / "ut"
    words = ("report", client, "R2", "--period", "2026-10", "--format", "xlsx,csv", "--out", out)
    assert run(*words, "--layout", _own(tmp_path)) == 0
    stem = out / "R2_deltagarsammanstallning_2026-10_eget"
    book = load_workbook(f"{stem}.xlsx")
    assert book.sheetnames == ["Tider"]
    rows = list(book["Tider"].iter_rows(values_only=True))
    assert rows[0] == ("Nr", "Tim", "Start")
    assert rows[1][:2] == (7, 132)
    assert str(rows[1][2]) == "2026-10-01 00:00:00"
    assert (out / f"{stem.name}.csv").read_bytes() == b"7,132,2026-10-01\r\n"


def test_what_is_no_layout_is_said_and_nothing_is_written(
    client: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ut"
    broken = tmp_path / "trasig.json"
    broken.write_text('{"schema": 1, "key": "x"}', "utf-8")
    words = ("report", client, "R2", "--period", "2026-10", "--out", out)
    assert run(*words, "--layout", broken) == 1
    assert "trasig.json" in capsys.readouterr().err
    assert run(*words, "--layout", "scb-2031") == 1
    assert "scb-deltagare" in capsys.readouterr().err
    assert not out.exists()


def test_the_layouts_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path))
    (paths.user_data() / "layouts").mkdir(parents=True)
    _own(paths.user_data() / "layouts")
    assert run("reports", "--json") == 0
    found = {one["key"]: one for one in json.loads(capsys.readouterr().out)["reports"]}
    assert found["R1"]["layouts"] == []
    keys = [one["key"] for one in found["R2"]["layouts"]]
    assert "scb-deltagare" in keys
    assert keys[-1] == "eget"
    assert run("reports") == 0
    assert "eget" in capsys.readouterr().out
