"""Files to break, ways to break them, and what must hold of whatever comes out of the reader."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from asfdesk.formats.sie.reader import read
from asfdesk.formats.sie.records import KNOWN_LABELS
from asfdesk.services.books.inspect_sie import described
from tests.unit.formats.sie_samples import HEAD, SAMPLES, voucher, whole
from tests.unit.formats.test_sie5 import XML
from tests.vendors import PROFILES, exported

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

MAX_SECONDS = 2.0
"""Of computing, per file."""
MAX_MEGABYTES = 200
MAX_SAMPLE = 20_000
"""Larger samples are left out: breaking a small one finds the same, and sooner."""

WORDS = (
    *sorted(KNOWN_LABELS),
    "{",
    "}",
    "{}",
    '{1 "10"}',
    '{6 "P" 1 "K"}',
    '""',
    '"',
    '\\"',
    "\\",
    "-0.00",
    "1,5",
    "1 000,00",
    "1e5",
    "+5",
    "5-",
    "20250229",
    "2025-01-01",
    "202513",
    "99999999999999999999",
    "-1",
    "0",
    "\r",
    "\n",
    "\t",
    "\x1a",
    "\x00",
    "å",
    "„",
    "\ufffd",
    "\u00a0",
)


def sources() -> list[bytes]:
    """Whole files to begin with: one per program, the types, XML, and small samples if stored."""
    found = [exported(name) for name in PROFILES]
    found += [whole(), whole(voucher() * 5, HEAD), XML, XML.replace(b"Sie ", b"SieEntry ", 1)]
    for path in sorted(SAMPLES.glob("_synthetic/*")) if SAMPLES.is_dir() else ():
        data = path.read_bytes()
        if len(data) <= MAX_SAMPLE:
            found.append(data)
    return found


def check(data: bytes) -> None:
    """Read a file and judge it; whatever it holds, this comes to an end, soon and in order."""
    begun = time.process_time()  # what others do on the computer is no hang
    file = read(data)
    found = described("x.se", data, file)
    took = time.process_time() - begun
    assert took <= MAX_SECONDS, took
    assert found["decision"] == file.decision
    assert found["postings"] == file.counts.postings >= sum(len(v.rows) for v in file.vouchers)
    assert all(issue.line is None or issue.line >= 0 for issue in file.issues)
    for one in file.vouchers:
        balanced = sum(row.amount_ore for row in one.rows) == 0
        assert balanced or one.left_out is not None
        assert one.day is not None or one.left_out is not None
    for year in found["fiscal_years"]:
        assert "-0.00" not in (year["result_by_class"] or {}).values()


def broken(rng: random.Random, data: bytes) -> bytes:
    """A file broken as programs, people and disks break them: by line, field, byte or letter."""
    for _ in range(rng.randint(1, 4)):
        data = rng.choice(BREAKS)(rng, data)
    return data


def _lines(rng: random.Random, data: bytes) -> bytes:
    """A line lost, doubled, moved, or put after another without an end."""
    lines = data.split(b"\n")
    at = rng.randrange(len(lines))
    line = lines.pop(at)
    to = rng.randrange(len(lines) + 1)
    choice = rng.randrange(4)
    if choice == 0:
        lines[to:to] = [line, line]
    elif choice == 1:
        lines.insert(to, line)
    elif choice == 2 and lines:
        lines[to - 1] += line
    return b"\n".join(lines)


def _fields(rng: random.Random, data: bytes) -> bytes:
    """A field replaced by a word that stands elsewhere or that no program should write."""
    words = data.split(b" ")
    other = rng.choice(WORDS).encode("utf-8") if rng.random() < 0.7 else rng.choice(words)
    words[rng.randrange(len(words))] = other * rng.choice((1, 1, 1, 2, 50))
    return b" ".join(words)


def _bytes(rng: random.Random, data: bytes) -> bytes:
    """Some bytes changed, lost, repeated or put in."""
    found = bytearray(data)
    at = rng.randrange(len(found) + 1)
    match rng.randrange(4):
        case 0:
            found[at : at + 1] = rng.randbytes(1)
        case 1:
            del found[at : at + rng.randint(1, 40)]
        case 2:
            found[at:at] = found[at : at + rng.randint(1, 400)] * rng.choice((1, 1, 20))
        case _:
            found[at:at] = rng.randbytes(rng.randint(1, 5))
    return bytes(found)


def _cut(rng: random.Random, data: bytes) -> bytes:
    """A copy that was not finished."""
    return data[: rng.randrange(len(data) + 1)]


def _letters(rng: random.Random, data: bytes) -> bytes:
    """Read as one encoding and saved as another."""
    names = ("cp437", "cp1252", "utf-8", "utf-16", "mac-roman")
    text = data.decode(rng.choice(names), errors="replace")
    return text.encode(rng.choice(names), errors="replace")


def _ends(rng: random.Random, data: bytes) -> bytes:
    """Other ends of lines."""
    plain = data.replace(b"\r\n", b"\n")
    return plain.replace(b"\n", rng.choice((b"\r", b"\r\n", b"\n\n", b"\x85", b"\n\r")))


def _spliced(rng: random.Random, data: bytes) -> bytes:
    """The beginning of one place put after another."""
    at, to = sorted((rng.randrange(len(data) + 1), rng.randrange(len(data) + 1)))
    return data[:to] + data[at:]


BREAKS: Sequence[Callable[[random.Random, bytes], bytes]] = (
    _lines,
    _lines,
    _fields,
    _fields,
    _fields,
    _bytes,
    _bytes,
    _cut,
    _letters,
    _ends,
    _spliced,
)
