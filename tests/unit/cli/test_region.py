"""`asfdesk region`: from the first package to the list of who is late."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.cli import main
from asfdesk.domain.sending.packages import fingerprint_of, spoken
from asfdesk.formats.package.recipient_keys import keys_bytes
from asfdesk.storage.file.manifest import KdfCost
from asfdesk.storage.region.key_file import create_key_file
from tests.packages import KEYS
from tests.region import org_number, package_of, public, write

if TYPE_CHECKING:
    from pathlib import Path

SMALL = KdfCost(memory_kib=64, iterations=1, lanes=1)
TODAY = date(2026, 11, 23)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASFDESK_PASSWORD", "a long password")
    create_key_file(tmp_path / "r.asfnyckel", keys_bytes(KEYS).decode(), "a long password", SMALL)
    return tmp_path / "r.asfregion"


def region(store: Path, *words: object) -> int:
    return main(
        ["--lang", "en", "region", str(store), *map(str, words), "--today", TODAY.isoformat()]
    )


def test_packages_come_in_and_who_is_late_is_told(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    for n in range(1, 8):
        digits = spoken(fingerprint_of(public(n)))
        words = ("--name", f"F{n}", "--since", "2026-Q3", "--fingerprint", digits)
        assert region(store, "expect", org_number(n), *words) == 0
        if n < 7:
            write(inbox, package_of(n), n)
    (inbox / "broken.asfpaket").write_bytes(b"PK")
    capsys.readouterr()
    assert region(store, "take", inbox, "--json") == 1
    said = json.loads(capsys.readouterr().out)
    assert said["taken"] == 6
    assert said["refused"] == [{"file": "broken.asfpaket", "fault": "not_a_package"}]
    assert region(store, "late") == 0
    assert capsys.readouterr().out == "F7: 1 month late (2026-Q3)\n"
    out = tmp_path / "out"
    assert region(store, "report", "--format", "pdf,xlsx,csv,json", "--out", out) == 0
    assert region(store, "report", "--publish", "--format", "json", "--out", out) == 0
    names = sorted(path.name for path in out.iterdir())
    assert names == [
        *(f"region_jamforelse_2026-Q3.{kind}" for kind in ("csv", "json", "pdf", "xlsx")),
        "region_publik_2026-Q3.json",
    ]
    assert region(store, "report", "--period", "2026-03") == 1
