"""Speed and memory of the SIE reader against the floor, measured in the same run (sie.md §3).

The floor is to read the file, decode it as code page 437 and split it into lines. No two
vouchers, and no two rows with a text, have the same text, as in books with invoice numbers and
names: a reader that remembers texts gains nothing by it. Run:

    python bench/bench_sie.py [rows]
"""

from __future__ import annotations

import multiprocessing
import random
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

from asfdesk.formats.sie.reader import read

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
    kind = TEXTS[4] if rng.random() < 0.01 else rng.choice(TEXTS[:4])  # noqa: PLR2004 - one in a hundred
    text = f"{kind} {number}"
    objects = f'{{1 "{rng.randint(1, 9)}0"}}' if number % 3 == 0 else "{}"
    tails = [f' {day} "{text} Kund {at}"' if number % 2 == 0 else "" for at in range(rows)]
    amounts = [rng.randint(-10_000_000, 10_000_000) for _ in range(rows - 1)]
    amounts.append(-sum(amounts))
    return [
        f'#VER A {number} {day} "{text}" {day}',
        "{",
        *(
            f"#TRANS {rng.choice(accounts)} {objects} {_kronor(amount)}{tail}"
            for amount, tail in zip(amounts, tails, strict=True)
        ),
        "}",
    ]


def _amount(rng: random.Random) -> str:
    return _kronor(rng.randint(-10_000_000, 10_000_000))


def _kronor(ore: int) -> str:
    sign = "-" if ore < 0 else ""
    return f"{sign}{abs(ore) // 100}.{abs(ore) % 100:02d}"


def once(path: Path) -> tuple[float, float, float]:
    """Processor seconds of the floor and of the reader, and the peak memory in MB, here."""
    start = time.process_time()
    lines = path.read_bytes().decode("cp437").split("\n")
    floor = time.process_time() - start
    del lines
    start = time.process_time()
    file = read(path.read_bytes())
    took = time.process_time() - start
    assert file.counts.postings, file.issue_totals
    return floor, took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the ratio and the peak memory.

    Each run is a process of its own, as when a user opens a file; the median of them counts.
    """
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "big.se"
        path.write_bytes(build(rows))
        size = path.stat().st_size
        found = []
        for _ in range(RUNS):
            with context.Pool(1) as pool:
                found.append(pool.apply(once, (path,)))
    ratio = statistics.median(took / floor for floor, took, _ in found)
    floor, took = (statistics.median(run[at] for run in found) for at in (0, 1))
    peak = max(run[2] for run in found)
    print(f"file {size / 1e6:.2f} MB, {rows} #TRANS")
    print(f"floor {floor * 1000:.0f} ms, reader {took * 1000:.0f} ms")
    print(f"ratio {ratio:.1f} x the floor (target {RATIO_TARGET})")
    print(f"peak memory {peak:.0f} MB (target {MEMORY_TARGET_MB})")


if __name__ == "__main__":
    main()
