"""What a proof is: something done many times that must never go wrong, and its twin that must.

A module of this folder offers `PROOFS`; `table.ALL` lists the modules. A proof gets an `Order`
(how many rounds, which seed, a folder of its own) in a process of its own with its own
`ASFDESK_HOME` and `TMPDIR` below that folder, and returns `Counts`. What it counts as `bad` must
be zero. Each twin runs the same rounds with one safeguard taken away and must count something
bad, so that the harness is known to bite.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = 5


def anywhere() -> str:
    """For proofs that need nothing special."""
    return ""


def needs_posix() -> str:
    """For proofs that fork and send SIGKILL."""
    return "fork and SIGKILL are POSIX" if sys.platform == "win32" else ""


@dataclass(frozen=True)
class Order:
    """What to do.

    Attributes:
        rounds: how many kills, flips, states, interleavings …
        seed: for the only dice of the proof; the same seed does the same.
        folder: an empty folder of its own; nothing may be written elsewhere.
    """

    rounds: int
    seed: int
    folder: Path


@dataclass(frozen=True)
class Counts:
    """What came of it.

    Attributes:
        rounds: how many were done.
        bad: what must be zero, each under its name: {"lost": 0, "damaged": 0}.
        seen: what shows that the rounds were worth something: {"acknowledged": 5210}.
        examples: the first bad ones, to look into.
    """

    rounds: int
    bad: dict[str, int]
    seen: dict[str, int] = field(default_factory=dict)
    examples: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Whether nothing bad was found."""
        return not any(self.bad.values())

    def line(self, name: str, seed: int, seconds: float) -> str:
        """One machine-readable line."""
        return json.dumps(
            {"proof": name, "seed": seed, "seconds": round(seconds, 1), **asdict(self)},
            ensure_ascii=False,
        )


class Tally:
    """Counts while they are being counted."""

    def __init__(self, *bad: str) -> None:
        self.rounds = 0
        self.bad = Counter(dict.fromkeys(bad, 0))
        self.seen: Counter[str] = Counter()
        self.examples: list[str] = []

    def wrong(self, name: str, example: str) -> None:
        """Something bad was found."""
        self.bad[name] += 1
        if len(self.examples) < EXAMPLES:
            self.examples.append(f"{name} in round {self.rounds}: {example}")

    def counts(self) -> Counts:
        """What has been counted."""
        return Counts(self.rounds, dict(self.bad), dict(self.seen), self.examples)


@dataclass(frozen=True)
class Twin:
    """A proof with one safeguard taken away.

    Attributes:
        name: what is taken away: "synchronous-off".
        run: must find something bad within `rounds`.
    """

    name: str
    run: Callable[[Order], Counts]
    rounds: int = 20


@dataclass(frozen=True)
class Proof:
    """One line of the table.

    Attributes:
        name: for `--only`: "kill-writes".
        goal: the figure to reach, in words.
        run: does it.
        full: rounds that the figure asks for.
        short: rounds in the normal tests, a few seconds.
        twins: at least one.
        needs: says why it cannot run here, or "".
        seed: printed, so that a run can be repeated.
    """

    name: str
    goal: str
    run: Callable[[Order], Counts]
    full: int
    short: int
    twins: tuple[Twin, ...]
    needs: Callable[[], str] = anywhere
    seed: int = 20261123
