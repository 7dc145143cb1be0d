"""No bytes make the reader fail or take long (sie.md §5.5); more in tests/fuzz."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from asfdesk.formats.sie import quick, vouchers
from asfdesk.formats.sie.reader import read
from asfdesk.formats.sie.writer import write
from tests.fuzz.sie_cases import broken, check, sources
from tests.unit.formats.sie_samples import SAMPLES, needs_samples, whole
from tests.unit.formats.test_sie_writer import WHOLE

if TYPE_CHECKING:
    from collections.abc import Sequence

RUNS = int(os.environ.get("ASFDESK_FUZZ_RUNS", "1500"))
"""`dev.py fuzz` asks for more."""

BYTES = b'#{}" \t\r\n\\0123456789.,-+\x00\x1a\xff\x84\xc3\xe5<>&ATRNSVEK'


def _mutated(rng: random.Random, data: bytes) -> bytes:
    """Some bytes changed, removed, repeated or put in."""
    found = bytearray(data)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(found) + 1)
        match rng.randrange(4):
            case 0:
                found[at : at + 1] = bytes((rng.choice(BYTES),))
            case 1:
                del found[at : at + rng.randint(1, 40)]
            case 2:
                found[at:at] = found[at : at + rng.randint(1, 60)]
            case _:
                found[at:at] = bytes(rng.choice(BYTES) for _ in range(rng.randint(1, 5)))
    return bytes(found)


@pytest.mark.fuzz
def test_broken_files_are_judged_without_an_exception() -> None:
    rng = random.Random(20260101)  # noqa: S311 - the same files every time
    begin = sources()
    for count in range(RUNS):
        data = broken(rng, begin[count % len(begin)])
        try:
            check(data)
        except Exception as error:
            error.add_note(f"the file was {data!r}")
            raise


def _same_without_quick(monkeypatch: pytest.MonkeyPatch, data: bytes) -> bool:
    """Whether the general way gives what the quick way gives."""
    found = read(data)
    with monkeypatch.context() as patch:
        patch.setattr(vouchers, "batch_at", lambda *_: quick.Batch([], [], [], [], 0))
        general = read(data)
    return replace(found, issues=()) == replace(general, issues=()) and (
        found.issues == general.issues
    )


@needs_samples
def test_quick_and_general_vouchers_agree_on_every_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = sorted(SAMPLES.glob("*/*"))
    assert len(paths) > 60
    for path in paths:
        assert _same_without_quick(monkeypatch, path.read_bytes()), path.name


def test_quick_and_general_vouchers_agree_on_mutations(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(20260102)  # noqa: S311 - the same mutations every time
    plain = write(WHOLE)
    for _ in range(400):
        data = _mutated(rng, plain)
        assert _same_without_quick(monkeypatch, data), data


@pytest.mark.parametrize(
    "unit", ["#VER A 1 20251231\n{\n", "#VER A 1 20251231\n{\n#TRANS 1930 {} 5\n"]
)
def test_blocks_that_are_never_closed_take_time_in_proportion(
    monkeypatch: pytest.MonkeyPatch, unit: str
) -> None:
    tried: list[int] = []
    whole_batch = quick.batch_at

    def counted(lines: Sequence[str], at: int) -> quick.Batch:
        tried.append(at)
        return whole_batch(lines, at)

    monkeypatch.setattr(vouchers, "batch_at", counted)
    file = read(whole(unit * 2_000 + "}\n"))
    assert file.counts.vouchers == 2_000
    assert len(tried) < 200
