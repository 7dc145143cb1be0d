"""What a visit package lets through, and how each thing it refuses is said."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from asfdesk.domain.drivers.shocks import Shock, ShockDriver
from asfdesk.domain.period import Month
from asfdesk.domain.visiting.visit_state import StateFigure, StateUnit
from asfdesk.domain.visiting.visits import ScenarioDraft
from asfdesk.errors import (
    AsfDeskError,
    FileDamagedError,
    NewerFileError,
    NotAClientFileError,
    RefusedError,
)
from asfdesk.storage.file.keys import seal
from asfdesk.storage.visiting import visit_package
from asfdesk.storage.visiting.visit_json import draft_as_json
from asfdesk.storage.visiting.visit_package import packed, unpacked
from tests.visits import a_draft

if TYPE_CHECKING:
    from asfdesk.domain.visiting.visits import VisitDraft

CLIENT = UUID(int=7)
KEY, OTHER_KEY = b"d" * 32, b"e" * 32


def whole_draft() -> VisitDraft:
    shock = Shock(ShockDriver.PLACES, 8_000, -500, Month(2026, 3), 4)
    return replace(
        a_draft(),
        scenarios=(ScenarioDraft("Färre platser", 3, 2, (shock,)),),
        figures=(
            StateFigure("plan.line.I10", StateUnit.ORE, -12_500),
            StateFigure("bank.balance", StateUnit.ORE, None),
        ),
    )


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(found: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in found.items():
            archive.writestr(name, content)
    return stream.getvalue()


def with_about(content: bytes, **told: object) -> bytes:
    found = parts(content)
    about = {**json.loads(found["besok.json"]), **told}
    return zipped({**found, "besok.json": json.dumps(about).encode()})


def test_everything_comes_back() -> None:
    draft = whole_draft()
    assert unpacked(packed(draft, CLIENT, KEY), CLIENT, KEY) == draft


def test_nothing_that_was_written_can_be_read_without_the_key() -> None:
    content = packed(whole_draft(), CLIENT, KEY)
    for text in ("likviditeten", "Styrelsen", "Höj priset", "plan.line"):
        assert text.encode() not in content


def test_every_changed_byte_of_either_part_is_noticed() -> None:
    found = parts(packed(a_draft(), CLIENT, KEY))
    for name, content in found.items():
        for at in range(0, len(content), 7):
            bent = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
            with pytest.raises(AsfDeskError):
                unpacked(zipped({**found, name: bent}), CLIENT, KEY)


def test_altered_content_is_said_to_be_altered() -> None:
    found = parts(packed(a_draft(), CLIENT, KEY))
    bent = found["besok.bin"][:-1] + bytes([found["besok.bin"][-1] ^ 1])
    with pytest.raises(FileDamagedError) as caught:
        unpacked(zipped({**found, "besok.bin": bent}), CLIENT, KEY)
    with pytest.raises(FileDamagedError) as broken:
        unpacked(packed(a_draft(), CLIENT, KEY)[:200], CLIENT, KEY)
    assert caught.value.what != broken.value.what


def test_forged_without_the_key_is_refused() -> None:
    forged = parts(packed(a_draft("Ge rådgivaren pengar."), CLIENT, OTHER_KEY))
    real = parts(packed(a_draft(), CLIENT, KEY))
    with pytest.raises(FileDamagedError):
        unpacked(zipped({**forged, "besok.json": real["besok.json"]}), CLIENT, KEY)


def test_another_enterprise_is_named_as_the_reason() -> None:
    with pytest.raises(RefusedError) as caught:
        unpacked(packed(a_draft(), UUID(int=8), KEY), CLIENT, KEY)
    assert "keys" not in caught.value.what
    with pytest.raises(RefusedError) as again:
        unpacked(packed(a_draft(), CLIENT, OTHER_KEY), CLIENT, KEY)
    assert caught.value.what != again.value.what


def test_a_package_cannot_be_given_to_another_client() -> None:
    told = json.loads(parts(packed(a_draft(), CLIENT, KEY))["besok.json"])
    moved = with_about(packed(a_draft(), UUID(int=8), KEY), client=str(CLIENT), keys=told["keys"])
    with pytest.raises(FileDamagedError):
        unpacked(moved, CLIENT, KEY)


def test_a_newer_one_is_left_alone() -> None:
    with pytest.raises(NewerFileError):
        unpacked(with_about(packed(a_draft(), CLIENT, KEY), schema=2), CLIENT, KEY)


@pytest.mark.parametrize(
    "content",
    [b"", b"hej", zipped({"annat.txt": b"x"}), zipped({"besok.json": b"{}", "besok.bin": b""})],
)
def test_another_kind_of_file_is_said_to_be_so(content: bytes) -> None:
    with pytest.raises(NotAClientFileError):
        unpacked(content, CLIENT, KEY)


def test_what_did_not_arrive_whole_is_broken() -> None:
    content = packed(a_draft(), CLIENT, KEY)
    with pytest.raises(FileDamagedError):
        unpacked(content[: len(content) // 2], CLIENT, KEY)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("visit", "day"), "2026-13-01"),
        (("visit", "day"), "0001-01-01"),
        (("visit", "kind"), "fika"),
        (("visit", "uid"), "../" * 10),
        (("visit", "notes"), "x" * 20_001),
        (("visit", "revision"), True),
        (("actions", 0, "status"), "done"),
        (("actions", 0, "uid"), 7),
        (("changes", 0, "after"), None),
        (("scenarios", 0, "shocks", 0, "driver"), "vädret"),
        (("figures", 0), ["nyckel med mellanslag", "ore", 1]),
        (("figures", 0), ["a", "ore", 1.5]),
    ],
)
def test_what_cannot_be_right_is_refused_even_under_a_whole_seal(
    path: tuple[str | int, ...], value: object
) -> None:
    told = json.loads(draft_as_json(whole_draft()))
    place = told
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    found = parts(packed(whole_draft(), CLIENT, KEY))
    key = visit_package._key(CLIENT, KEY)
    found["besok.bin"] = seal(key, found["besok.json"], json.dumps(told).encode())
    with pytest.raises(FileDamagedError):
        unpacked(zipped(found), CLIENT, KEY)
