from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.cli import main
from asfdesk.domain.codes import ExitGroup, ExitReason
from asfdesk.domain.file.erasure import ErasureKind, ErasureReason
from asfdesk.domain.people.placements import Exit
from asfdesk.domain.sending_codes import SentState
from asfdesk.errors import DiskFullError
from asfdesk.services.file.erase_trainees import ErasureRequest, erase_trainee
from asfdesk.services.file.file_access import add_adviser_access
from asfdesk.services.file.open_file import NewEnterprise, create_client_file, open_client_file
from asfdesk.services.people.protect_trainees import protect_trainee
from asfdesk.services.sending.report_catalogue import CATALOGUE
from asfdesk.storage.file.known_protections import known_protections
from tests.strongbox import CHEAP, OWNER
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 23)


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A client file with one trainee, number 7, and its password in the environment."""
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("ASFDESK_PASSWORD", OWNER)
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795435200")  # 2026-11-23 12:00 UTC
    path = tmp_path / "a.asfdesk"
    enterprise = NewEnterprise("Växthuset", "559999-0002")
    opened, _code = create_client_file(path, enterprise, OWNER, TODAY, cost=CHEAP)
    session = opened.writing()
    add_placement(session, add_agreement(session), 7, name="Åsa Öberg")
    opened.publish()
    opened.close()
    return path


def run(*words: object) -> int:
    return main([*[str(word) for word in words], "--lang", "en"])


def test_the_catalogue_is_one_json_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("reports", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["schema"] == 1
    assert [one["key"] for one in found["reports"]] == [entry.key for entry in CATALOGUE]
    first = found["reports"][0]
    assert first["key"] == "R1"
    assert first["period_kinds"] == ["month", "quarter", "range"]
    assert first["personal_data"] == "yes"
    assert first["selectors"] == ["agreement", "buyer", "trainee"]


def test_the_catalogue_in_words_names_every_report(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("reports") == 0
    text = capsys.readouterr().out
    for entry in CATALOGUE:
        assert f"{entry.key:<4} {entry.title()}\n" in text
        assert entry.asks() in text


def test_a_report_is_written_and_the_client_file_left_alone(
    client: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = hashlib.sha256(client.read_bytes()).hexdigest()
    out = tmp_path / "ut"
    words = ("report", client, "r1", "--period", "2026-10", "--format", "pdf,json", "--out", out)
    assert run(*words) == 0
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        str(out / "R1_narvarorapport_2026-10.pdf"),
        str(out / "R1_narvarorapport_2026-10.json"),
    ]
    assert "is not locked" in told.err
    made = json.loads((out / "R1_narvarorapport_2026-10.json").read_bytes())
    assert made["period"]["name"] == "2026-10"
    assert made["head"]["created_at"].startswith("2026-11-23")
    assert made["head"]["recipient"] == ""
    assert hashlib.sha256(client.read_bytes()).hexdigest() == before


def test_a_report_for_a_recipient_is_entered_in_the_client_file(
    client: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ut"
    words = ("report", client, "R1", "--period", "2026-10", "--format", "json", "--out", out)
    whom = ("--recipient", "Huddinge kommun", "--today", "2026-11-23")
    assert run(*words, *whom) == 0
    assert run(*words, *whom, "--sent", "2026-11-23") == 0
    first, second = (
        out / "R1_narvarorapport_2026-10.json",
        out / "R1_narvarorapport_2026-10_v2.json",
    )
    assert capsys.readouterr().out.splitlines() == [str(first), str(second)]
    made = json.loads(second.read_bytes())
    assert made["head"]["recipient"] == "Huddinge kommun"
    opened = open_client_file(client, OWNER, read_only=True)
    sent = opened.session.sent
    assert [(one.recipient, one.version, one.state) for one in sent.reports()] == [
        ("Huddinge kommun", 1, SentState.CREATED),
        ("Huddinge kommun", 2, SentState.SENT),
    ]
    assert [sent.content(one.id) for one in sent.files()] == [
        first.read_bytes(),
        second.read_bytes(),
    ]
    opened.close()


def test_only_what_somebody_gets_can_be_sent_and_only_owners_keep_it(
    client: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = ("report", client, "R1", "--period", "2026-10", "--out", tmp_path / "ut")
    assert run(*words, "--sent", "2026-11-23") == 1
    assert "--recipient" in capsys.readouterr().err
    opened = open_client_file(client, OWNER)
    add_adviser_access(opened, "", "rådgivarens egna ord", CHEAP)
    opened.close()
    monkeypatch.setenv("ASFDESK_PASSWORD", "rådgivarens egna ord")
    before = hashlib.sha256(client.read_bytes()).hexdigest()
    assert run(*words, "--recipient", "Huddinge kommun") == 1
    assert "draft" in capsys.readouterr().err
    assert not (tmp_path / "ut").exists()
    assert hashlib.sha256(client.read_bytes()).hexdigest() == before


def test_two_runs_write_the_same_bytes(client: Path, tmp_path: Path) -> None:
    for folder in ("ett", "två"):
        words = ("report", client, "R1", "--period", "2026-10", "--format", "pdf,xlsx,csv,txt")
        assert run(*words, "--out", tmp_path / folder, "--today", "2026-11-23") == 0
    for path in (tmp_path / "ett").iterdir():
        assert path.read_bytes() == (tmp_path / "två" / path.name).read_bytes(), path.name


def test_selections_go_by_number(
    client: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("report", client, "R1", "--period", "2026-10", "--format", "txt", "--out", tmp_path)
    assert run(*words, "--trainee", 7) == 0
    assert (tmp_path / "R1_narvarorapport_2026-10_deltagare-7.txt").is_file()
    assert run(*words, "--trainee", 8) == 1
    assert "number 8" in capsys.readouterr().err
    assert run(*words, "--agreement", 99) == 1
    assert "no such agreement" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("R99", "2026-10", "pdf"), "no report R99"),
        (("R7", "2026-10", "pdf"), "quarter"),
        (("R1", "oktober", "pdf"), "not a period"),
        (("R1", "2026-10", "docx"), "no format docx"),
    ],
)
def test_refusals_say_what_why_and_what_to_do(
    client: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    asked: tuple[str, str, str],
    said: str,
) -> None:
    out = tmp_path / "ut"
    key, period, form = asked
    assert run("report", client, key, "--period", period, "--format", form, "--out", out) == 1
    told = capsys.readouterr()
    assert said in told.err
    assert told.out == ""
    assert re.fullmatch(r"asfdesk: [^\n]+\n", told.err)
    assert not out.exists()


def test_without_epoch_the_clock_is_used_on_the_day_given(
    client: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    words = ("report", client, "R1", "--period", "2026-10", "--format", "json", "--out", tmp_path)
    assert run(*words, "--today", "2026-11-02") == 0
    made = json.loads((tmp_path / "R1_narvarorapport_2026-10.json").read_bytes())
    assert made["head"]["created_at"].startswith("2026-11-02T")


def test_an_older_copy_follows_on_the_command_line_too(
    client: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = shutil.copyfile(client, client.with_name("old.asfdesk"))
    words = ("report", old, "R1", "--period", "2026-10", "--format", "txt", "--out")
    assert run(*words, tmp_path / "before") == 0
    opened = open_client_file(client, OWNER)
    session = opened.writing()
    trainee = session.trainees.by_number(7)
    assert trainee is not None
    protect_trainee(session, trainee.id)
    uuid = opened.file.manifest.client
    opened.close()
    known = known_protections(uuid)
    assert [(one.number, one.turn) for one in known] == [(7, 1)]
    capsys.readouterr()
    assert run(*words, tmp_path / "draft") == 0, "the copy is only read"
    assert run(*words, tmp_path / "sent", "--recipient", "Huddinge kommun") == 0
    assert "1 trainee's protection" in capsys.readouterr().err
    name = "R1_narvarorapport_2026-10.txt"
    assert "Åsa Öberg" in (tmp_path / "before" / name).read_text("utf-8")
    for folder in ("draft", "sent"):
        assert "Åsa Öberg" not in (tmp_path / folder / name).read_text("utf-8")
    assert known_protections(uuid) == known
    again = open_client_file(old, OWNER, read_only=True)
    there = again.session.trainees.by_number(7)
    assert there is not None
    assert there.protected
    assert again.session.protection.protections() == known
    again.close()


def test_who_has_been_erased_is_gone_from_an_older_copy_on_the_command_line_too(
    client: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = shutil.copyfile(client, client.with_name("old.asfdesk"))
    report = ("report", old, "R1", "--period", "2026-10", "--format", "txt", "--out")
    assert run(*report, tmp_path / "before") == 0
    opened = open_client_file(client, OWNER)
    session = opened.writing()
    (placement,) = session.placements.of_trainee(1)
    leaving = Exit(date(2026, 10, 30), ExitGroup.OTHER, ExitReason.HEALTH)
    with session.writer.action("placement.end", ("placements",)):
        session.placements.change_placement(replace(placement, exit=leaving))
    wish = ErasureRequest(1, ErasureKind.ERASED, ErasureReason.REQUESTED, "7", checked=True)
    assert erase_trainee(opened, wish, TODAY).trouble == ""
    opened.close()
    saved = old.read_bytes()
    capsys.readouterr()
    assert run(*report, tmp_path / "draft") == 0
    assert run("open-export", old, tmp_path / "open.zip") == 0
    assert "1 trainee who has been erased" in capsys.readouterr().err
    assert old.read_bytes() != saved, "what is written to is freed of the person, too"
    name = "R1_narvarorapport_2026-10.txt"
    assert "Åsa Öberg" in (tmp_path / "before" / name).read_text("utf-8")
    assert "Öberg" not in (tmp_path / "draft" / name).read_text("utf-8")
    with zipfile.ZipFile(tmp_path / "open.zip") as packed:
        assert "json/trainee.json" in packed.namelist()
        assert not any("Öberg".encode() in packed.read(one) for one in packed.namelist())
    again = open_client_file(old, OWNER, read_only=True)
    assert again.session.trainees.trainees() == []
    assert [one.number for one in again.session.erasure.vouched_tombstones()] == [7]
    again.close()
    capsys.readouterr()
    assert run("open-export", old, tmp_path / "again.zip") == 0
    assert "erased" not in capsys.readouterr().err, "told once"


def test_an_older_copy_is_not_worked_in_if_it_cannot_follow(
    client: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_opened: object) -> int:
        raise DiskFullError("The disk is full.")

    monkeypatch.setattr("asfdesk.cli.open_to_change.follow_tombstones", full)
    saved = client.read_bytes()
    words = ("report", client, "R1", "--period", "2026-10", "--recipient", "Huddinge kommun")
    assert run(*words, "--out", tmp_path / "out") != 0
    assert not (tmp_path / "out").exists()
    assert client.read_bytes() == saved
    opened = open_client_file(client, OWNER)  # no lock is left
    opened.close()
