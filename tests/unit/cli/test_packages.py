"""`asfdesk package`: a key file, a card, a package, and its way in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from asfdesk.cli import main
from asfdesk.cli.packages import EXIT_CODES
from asfdesk.domain.sending.package_arrival import PackageFault
from asfdesk.domain.sending.packages import fingerprint_of, spoken
from asfdesk.formats.package.package_file import signed_package
from tests.packages import PRIVATE, PUBLIC, content

if TYPE_CHECKING:
    from pathlib import Path


def verify(*words: object) -> int:
    return main(["--lang", "en", "package", "verify", *map(str, words)])


@pytest.fixture
def package(tmp_path: Path) -> Path:
    path = tmp_path / "one.asfpaket"
    path.write_bytes(signed_package(content(), PRIVATE))
    return path


def test_every_reason_has_its_own_exit_code() -> None:
    assert set(EXIT_CODES) == set(PackageFault)
    assert len(set(EXIT_CODES.values())) == len(EXIT_CODES)
    assert not {0, 1, 2} & set(EXIT_CODES.values())


def test_a_whole_package_is_told_as_one_json_document(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify(package, "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["schema"], said["org_number"], said["period"]) == (1, "559999-0002", "2026-Q2")
    assert said["fingerprint"] == spoken(fingerprint_of(PUBLIC))
    assert said["measures"][0] == {
        "report": "R7",
        "key": "trainees.unique",
        "unit": "count",
        "state": "shown",
        "value": 17,
    }


def test_each_trouble_has_its_code_and_message(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package.write_bytes(package.read_bytes()[:-5])
    assert verify(package) == 11
    assert "The file is damaged." in capsys.readouterr().err
    package.write_bytes(b"PDF")
    assert verify(package) == 10
    assert verify(tmp_path / "nowhere.asfpaket") == 1
