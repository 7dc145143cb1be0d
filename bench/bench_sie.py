"""Speed and memory of the SIE reader against the floor, measured in the same run (sie.md §3).

The floor is to read the file, decode it as code page 437 and split it into lines. Run:

    python bench/bench_sie.py [rows]
"""

from __future__ import annotations

import random
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk.formats.sie.reader import read

if TYPE_CHECKING:
    from collections.abc import Callable

SEED = 20260101
ROWS = 200_000
RUNS = 5
RATIO_TARGET = 13
MEMORY_TARGET_MB = 250
ACCOUNTS = 420
TEXTS = ("Hyra för lokal", "Försäljning café", "Inköp av varor", "Löner", 'Märke \\"A\\" å')


def build(rows: int) -> bytes:
    """A type 4E file with so many #TRANS, always the same for the same number."""
    rng = random.Random(SEED)  # noqa: S311 - reproducible, not secret
    numbers = sorted(rng.sample(range(1000, 8990), ACCOUNTS))
    lines = [
        "#FLAGGA 0",
        '#PROGRAM "Bench" 1.0',
        "#FORMAT PC8",
        "#GEN 20260115",
        "#SIETYP 4",
        "#ORGNR 559999-0002",
        '#FNAMN "Påhittade Ön AB (svb)"',
        "#RAR 0 20250101 20251231",
    ]
    lines += [f'#KONTO {number} "Konto {number} åäö"' for number in numbers]
    lines += [
        f"#PSALDO 0 2025{rng.randint(1, 12):02d} {rng.choice(numbers)} {{}} {_amount(rng)}"
        for _ in range(rows // 40)
    ]
    for number in range(1, rows // 3 + 1):
        lines += _voucher(rng, number, numbers, 3 + (rows % 3 if number == rows // 3 else 0))
    return ("\r\n".join(lines) + "\r\n").encode("cp437")


def _voucher(rng: random.Random, number: int, accounts: list[int], rows: int) -> list[str]:
    day = f"2025{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}"
    text = TEXTS[4] if rng.random() < 0.01 else rng.choice(TEXTS[:4])  # noqa: PLR2004 - one in a hundred
    objects = f'{{1 "{rng.randint(1, 9)}0"}}' if number % 3 == 0 else "{}"
    tail = f' {day} "{text}"' if number % 2 == 0 else ""
    amounts = [rng.randint(-10_000_000, 10_000_000) for _ in range(rows - 1)]
    amounts.append(-sum(amounts))
    return [
        f'#VER A {number} {day} "{text}" {day}',
        "{",
        *(f"#TRANS {rng.choice(accounts)} {objects} {_kronor(amount)}{tail}" for amount in amounts),
        "}",
    ]


def _amount(rng: random.Random) -> str:
    return _kronor(rng.randint(-10_000_000, 10_000_000))


def _kronor(ore: int) -> str:
    sign = "-" if ore < 0 else ""
    return f"{sign}{abs(ore) // 100}.{abs(ore) % 100:02d}"


def timed(work: Callable[[], object]) -> float:
    """Processor seconds of the median of some runs; other programs do not count."""
    found = []
    for _ in range(RUNS):
        start = time.process_time()
        kept = work()
        found.append(time.process_time() - start)
        del kept
    return statistics.median(found)


def main() -> int:
    """Print the ratio and the peak memory; 1 if a target is missed."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "big.se"
        path.write_bytes(build(rows))
        size = path.stat().st_size
        floor = timed(lambda: path.read_bytes().decode("cp437").split("\n"))
        start_mb = _peak_mb()
        file = read(path.read_bytes())
        peak = _peak_mb()
        assert file.counts.postings == rows, file.counts
        del file
        took = timed(lambda: read(path.read_bytes()))
    ratio = took / floor
    print(f"file {size / 1e6:.2f} MB, {rows} #TRANS")
    print(f"floor {floor * 1000:.0f} ms, reader {took * 1000:.0f} ms")
    print(f"ratio {ratio:.1f} x the floor (target {RATIO_TARGET})")
    print(
        f"peak memory {peak:.0f} MB, {start_mb:.0f} MB before reading (target {MEMORY_TARGET_MB})"
    )
    return int(ratio > RATIO_TARGET or peak > MEMORY_TARGET_MB)


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
