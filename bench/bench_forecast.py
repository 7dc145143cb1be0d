"""The forecast from decisions: how long it takes with 200 trainees, and how often its band holds.

    .venv/bin/python bench/bench_forecast.py [--histories 500] [--paths 200] [--no-time]

- time: the rest of the year and twelve months ahead of a file with 200 trainees and ten years of
  attendance. Floor: reading the year's attendance, which it cannot do without.
- coverage: of so many invented histories, the share whose true outcome lies between P10 and P90
  (decisions D8: 80 per cent, 4 either way), of two ranges of seeds and of enterprises drawn from a
  wider range; then the same for the twin that takes what was measured as known, which lies outside.
  It ends with 1 when a band lies outside, or the twin inside.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from datetime import date
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING

from asfdesk.domain.agreements import Terms
from asfdesk.domain.codes import PriceBasis, PriceUnit
from asfdesk.domain.period import Month, Period
from asfdesk.domain.planning.decision_paths import bands
from asfdesk.services.file.open_file import open_client_file
from asfdesk.services.planning.decision_forecast import decision_forecast
from bench.people_file import PASSWORD, TODAY, TRAINEES, people_file
from tests.decision_histories import any_history, as_if_certain, forecast_of, history

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from asfdesk.domain.planning.decision_paths import Band
    from tests.decision_histories import History

LOWEST, HIGHEST = 0.76, 0.84
PRICE_ORE, PLACES_MILLI = 400_00, 30_000
TWELVE = 12


def measure_time() -> None:
    """Times of both horizons over the floor."""
    opened = open_client_file(people_file(), PASSWORD)
    try:
        session = opened.writing()
        with session.writer.action("terms.add", ("agreements",), undoable=False):
            for agreement in session.agreements.agreements():
                first = date(2016, 1, 1)
                unit, basis = PriceUnit.DAY, PriceBasis.ATTENDED
                terms = Terms(0, agreement.id, first, unit, basis, PRICE_ORE, PLACES_MILLI)
                session.agreements.add_terms(agreement.id, terms)
        since = Month.of(TODAY).plus(-TWELVE).first
        started = perf_counter()
        session.attendance.entries(Period(since, TODAY))
        floor = perf_counter() - started
        for name, ahead in (("rest of the year", None), ("twelve months", TWELVE)):
            started = perf_counter()
            found = decision_forecast(session, TODAY, ahead)
            took = perf_counter() - started
            print(
                f"{name}: {took:.2f} s with {TRAINEES} trainees, {took / floor:.1f} x the floor"
                f" of {floor:.2f} s; {len(found.endings)} decisions end"
            )
    finally:
        opened.leave(keep_work=False)


@dataclass(frozen=True)
class Coverage:
    """Shares of outcomes inside the band, below it, above it, and above P50."""

    inside: float
    below: float
    above: float
    upper_half: float

    def __str__(self) -> str:
        return (
            f"{self.inside:.1%} inside, {self.below:.1%} below, {self.above:.1%} above;"
            f" {self.upper_half:.1%} above P50"
        )


@dataclass(frozen=True)
class Tried:
    """One history: how many buyers it has, its true outcome and its band."""

    buyers: int
    truth: int
    band: Band


def tried(seed: int, paths: int, make: Callable[[int], History], *, certain: bool) -> Tried:
    """The band of one history, or its twin's."""
    made = make(seed)
    situation, beliefs, record = forecast_of(made)
    if certain:
        beliefs = as_if_certain(beliefs, record)
    chance = Random(seed)  # noqa: S311 - simulation, not secrets
    return Tried(len(made.habits), made.truth, bands(situation, beliefs, chance, paths).whole)


def coverage(found: Sequence[Tried]) -> Coverage:
    """How often the bands of at least one history hold."""
    count = len(found)
    return Coverage(
        sum(one.truth in one.band for one in found) / count,
        sum(one.truth < one.band.p10 for one in found) / count,
        sum(one.truth > one.band.p90 for one in found) / count,
        sum(one.truth > one.band.p50 for one in found) / count,
    )


def main() -> int:
    """Print both."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--histories", type=int, default=500)
    parser.add_argument("--paths", type=int, default=200)
    parser.add_argument("--no-time", action="store_true")
    wanted = parser.parse_args()
    if not wanted.no_time:
        measure_time()
    count, wrong = wanted.histories, 0
    for name, first, make, certain in (
        ("band", 0, history, False),
        ("band, other histories", count, history, False),
        ("band, wider range", 0, any_history, False),
        ("band, wider range, others", count, any_history, False),
        ("twin without uncertainty", 0, history, True),
    ):
        found = [
            tried(seed, wanted.paths, make, certain=certain) for seed in range(first, first + count)
        ]
        whole = coverage(found)
        print(f"{name}: {whole} of {count} histories (80 % wanted, 4 either way)")
        wrong += (LOWEST <= whole.inside <= HIGHEST) is certain
        for buyers in sorted({one.buyers for one in found}):
            part = [one for one in found if one.buyers == buyers]
            print(f"    {buyers} buyers: {coverage(part)} of {len(part)}")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
