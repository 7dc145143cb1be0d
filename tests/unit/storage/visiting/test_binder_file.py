"""The binder on disk: what opens it, what is said when nothing does, what can be read of it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.period import Month
from asfdesk.domain.planning.variance import Light
from asfdesk.domain.visiting.client import ClientFigures
from asfdesk.errors import (
    FileConflictError,
    FileDamagedError,
    FileMissingError,
    NewerFileError,
    NotAClientFileError,
    WrongKeyError,
)
from asfdesk.storage.file.recovery_code import new_recovery_code
from asfdesk.storage.visiting import binder_file as files
from tests.binders import BINDER, client
from tests.strongbox import CHEAP

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.errors import (
        AsfDeskError,
    )

KNOWN = replace(
    client(
        1,
        "Kanariefågeln ek. för.",
        ClientFigures(
            taken_on=date(2026, 11, 23),
            last_visit=date(2026, 9, 9),
            closed_through=Month(2026, 10),
            variance_ore=-12_300_000,
            result_light=Light.BAD,
            lowest_ore=4_100_000,
            lowest_month=Month(2027, 2),
            headroom_ore=9_100_000,
            occupancy=Fraction(76, 100),
            per_supervisor=Fraction(62, 10),
            late_reports=("R1 2026-09",),
            open_actions=3,
            late_actions=1,
        ),
    ),
    notes="Fråga om kanariehyran",
    generation=7,
    slot=3,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Klienter.asfparm"


def test_what_is_kept_comes_back(path: Path) -> None:
    binder, code = files.create_binder(path, BINDER, CHEAP)
    binder.save([KNOWN, client(2, "Tråd & Nål")])
    for password in (BINDER, code, code.lower().replace("-", " ")):
        again = files.open_binder(path, password)
        assert again.clients == (KNOWN, client(2, "Tråd & Nål"))


def test_nothing_readable_lies_on_the_disk(path: Path) -> None:
    binder, _code = files.create_binder(path, BINDER, CHEAP)
    binder.save([KNOWN])
    everything = b"".join(one.read_bytes() for one in path.parent.rglob("*") if one.is_file())
    said = ("Kanarie", "kanariehyran", KNOWN.uid, KNOWN.password, "nowhere", "-12300000", BINDER)
    for word in said:
        for coding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert word.encode(coding) not in everything
            assert word.encode(coding).hex().encode() not in everything
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_the_length_says_little(path: Path) -> None:
    binder, _code = files.create_binder(path, BINDER, CHEAP)
    before = path.stat().st_size
    binder.save([KNOWN])
    assert path.stat().st_size == before


def test_each_trouble_has_its_own_words(path: Path, tmp_path: Path) -> None:
    files.create_binder(path, BINDER, CHEAP)
    whole = path.read_bytes()
    newer = whole.replace(b"ASFDESK-PARM 1\n", b"ASFDESK-PARM 2\n")
    cases: list[tuple[bytes, str, type[AsfDeskError]]] = [
        (whole, "fel ord", WrongKeyError),
        (whole[:-1], BINDER, FileDamagedError),
        (whole[:200] + b"\0" + whole[201:], BINDER, FileDamagedError),
        (newer, BINDER, NewerFileError),
        (b"PK\x03\x04" + whole, BINDER, NotAClientFileError),
        (b"", BINDER, NotAClientFileError),
    ]
    said = set()
    for raw, password, kind in cases:
        path.write_bytes(raw)
        with pytest.raises(kind) as caught:
            files.open_binder(path, password)
        said.add(str(caught.value))
        assert path.read_bytes() == raw
    with pytest.raises(FileMissingError):
        files.open_binder(tmp_path / "borta.asfparm", BINDER)
    assert len(said) == 4


def test_what_is_forged_with_a_right_hash_is_damage(path: Path) -> None:
    files.create_binder(path, BINDER, CHEAP)
    body = bytearray(path.read_bytes()[:-32])
    body[-1] ^= 1
    path.write_bytes(bytes(body) + hashlib.sha256(bytes(body)).digest())
    with pytest.raises(FileDamagedError):
        files.open_binder(path, BINDER)


def test_a_head_that_asks_for_too_much_is_damage(path: Path) -> None:
    files.create_binder(path, BINDER, CHEAP)
    raw = path.read_bytes()[:-32].replace(b'"memory_kib":64,', b'"memory_kib":1048577,')
    start = len(b"ASFDESK-PARM 1\n")
    size = int.from_bytes(raw[start : start + 4], "big") + 2 * len("10485")
    raw = raw[:start] + size.to_bytes(4, "big") + raw[start + 4 :]
    path.write_bytes(raw + hashlib.sha256(raw).digest())
    with pytest.raises(FileDamagedError):
        files.open_binder(path, BINDER)


def test_another_password_takes_the_old_one_away_and_leaves_the_code(path: Path) -> None:
    binder, code = files.create_binder(path, BINDER, CHEAP)
    binder.save([KNOWN])
    with pytest.raises(WrongKeyError):
        binder.change_password("fel ord", "nya ord", CHEAP)
    binder.change_password(BINDER, "nya ord", CHEAP)
    assert files.open_binder(path, "nya ord").clients == (KNOWN,)
    assert files.open_binder(path, code).clients == (KNOWN,)
    with pytest.raises(WrongKeyError):
        files.open_binder(path, BINDER)


def test_another_code_takes_the_one_on_paper_away(path: Path) -> None:
    binder, code = files.create_binder(path, BINDER, CHEAP)
    new = new_recovery_code()
    binder.use_recovery_code(new, CHEAP)
    assert files.open_binder(path, new).clients == ()
    with pytest.raises(WrongKeyError):
        files.open_binder(path, code)


def test_a_binder_saved_by_another_window_is_not_overwritten(path: Path) -> None:
    mine, _code = files.create_binder(path, BINDER, CHEAP)
    theirs = files.open_binder(path, BINDER)
    theirs.save([KNOWN])
    with pytest.raises(FileConflictError):
        mine.save([])
    assert files.open_binder(path, BINDER).clients == (KNOWN,)


def test_closing_lets_go_of_everything(path: Path) -> None:
    binder, _code = files.create_binder(path, BINDER, CHEAP)
    binder.save([KNOWN])
    binder.close()
    assert binder.closed
    assert binder.clients == ()
    with pytest.raises(ValueError, match="asfparm"):
        binder.save([])


def test_a_hand_over_is_no_binder(path: Path) -> None:
    files.write_hand_over(path, [KNOWN], BINDER, CHEAP)
    with pytest.raises(NotAClientFileError):
        files.open_binder(path, BINDER)
    assert files.read_hand_over(path, BINDER) == (KNOWN,)
