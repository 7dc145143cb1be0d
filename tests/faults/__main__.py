"""Every proof and its twins, two at a time, and the table: python -m tests.faults."""

from __future__ import annotations

import argparse
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.faults.apart import ProofBrokeError, run_apart
from tests.faults.proof import Counts
from tests.faults.table import ALL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.faults.proof import Proof


@dataclass(frozen=True)
class Row:
    """What came of one proof.

    Attributes:
        wanted: rounds to reach.
        blunt: twins that found nothing bad.
        skipped: why it could not run here; "" if it did.
    """

    proof: Proof
    wanted: int
    counts: Counts
    seconds: float
    blunt: tuple[str, ...] = ()
    skipped: str = ""

    @property
    def reached(self) -> bool:
        """Whether the figure was reached."""
        return self.counts.clean and self.counts.rounds >= self.wanted and not self.blunt

    def words(self) -> str:
        """The line of the table."""
        if self.skipped:
            return f"{self.proof.name:<20} skipped    {self.skipped}"
        verdict = "reached" if self.reached else "MISSED"
        bad = ", ".join(f"{count} {name}" for name, count in self.counts.bad.items())
        seen = ", ".join(f"{count} {name}" for name, count in self.counts.seen.items())
        twins = f"no twin bites: {', '.join(self.blunt)}" if self.blunt else "twins bite"
        return (
            f"{self.proof.name:<20} {verdict:<8} {self.counts.rounds:>6} rounds: {bad}"
            f"  ({seen}; {twins}; {self.seconds:.0f} s)\n{'':<20} goal: {self.proof.goal}"
        )


def say(text: str) -> None:
    """One line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def run_one(proof: Proof, wanted: int, seed: int) -> Row:
    """A proof, then its twins."""
    missing = proof.needs()
    if missing:
        return Row(proof, wanted, Counts(0, {}), 0, skipped=missing)
    started = time.monotonic()
    try:
        counts = run_apart(proof.name, wanted, seed)
        blunt = []
        for twin in proof.twins:
            found = run_apart(proof.name, twin.rounds, seed, twin.name)
            say(found.line(f"{proof.name}/{twin.name}", seed, time.monotonic() - started))
            if found.clean:
                blunt.append(twin.name)
    except ProofBrokeError as error:
        say(str(error))
        return Row(proof, wanted, Counts(0, {"proof broke": 1}), time.monotonic() - started)
    seconds = time.monotonic() - started
    say(counts.line(proof.name, seed, seconds))
    return Row(proof, wanted, counts, seconds, tuple(blunt))


def main(arguments: Sequence[str]) -> int:
    """Run them; 1 if a figure was missed."""
    parser = argparse.ArgumentParser(prog="python3 dev.py faults", description=__doc__)
    parser.add_argument("--short", action="store_true", help="a few rounds of each")
    parser.add_argument("--only", action="append", choices=[proof.name for proof in ALL])
    parser.add_argument("--rounds", type=int, help="instead of each proof's own number")
    parser.add_argument("--seed", type=int, help="instead of each proof's own")
    chosen = parser.parse_args(arguments)
    proofs = [proof for proof in ALL if not chosen.only or proof.name in chosen.only]
    started = time.monotonic()
    with ThreadPoolExecutor(max_workers=2) as pool:
        jobs = [
            pool.submit(
                run_one,
                proof,
                chosen.rounds or (proof.short if chosen.short else proof.full),
                proof.seed if chosen.seed is None else chosen.seed,
            )
            for proof in proofs
        ]
        rows = [job.result() for job in jobs]
    say("")
    for row in rows:
        say(row.words())
    missed = [row for row in rows if not row.skipped and not row.reached]
    minutes = (time.monotonic() - started) / 60
    say(f"\n{len(rows) - len(missed)} of {len(rows)} figures reached in {minutes:.1f} minutes.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
