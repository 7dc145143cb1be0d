"""The forecast from decisions: how long it takes with 200 trainees, and how often its band holds.

    .venv/bin/python bench/bench_forecast.py [--histories 500] [--paths 200]

- time: the rest of the year and twelve months ahead of a file with 200 trainees and ten years of
  attendance. Floor: reading the year's attendance, which it cannot do without.
- coverage: of so many invented histories, the share whose true outcome lies between P10 and P90
  (decisions D8: 80 per cent, 4 either way), of two ranges of seeds; then the same for the
  twin that takes what was measured as known, which lies outside.
"""

from __future__ import annotations

import argparse
from datetime import date
from random import Random
from time import perf_counter

from asfdesk.domain.agreements import Terms
from asfdesk.domain.codes import PriceBasis, PriceUnit
from asfdesk.domain.period import Month, Period
from asfdesk.domain.planning.decision_paths import bands
from asfdesk.services.file.open_file import open_client_file
from asfdesk.services.planning.decision_forecast import decision_forecast
from bench.people_file import PASSWORD, TODAY, TRAINEES, people_file
from tests.decision_histories import as_if_certain, forecast_of, history

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


def coverage(
    histories: int, paths: int, *, first: int = 0, certain: bool = False
) -> tuple[float, float, float]:
    """Shares of outcomes inside the band, below it and above it, from the seed `first` on."""
    inside = below = above = 0
    for seed in range(first, first + histories):
        made = history(seed)
        situation, beliefs, record = forecast_of(made)
        if certain:
            beliefs = as_if_certain(beliefs, record)
        chance = Random(seed)  # noqa: S311 - simulation, not secrets
        band = bands(situation, beliefs, chance, paths).whole
        below += made.truth < band.p10
        above += made.truth > band.p90
        inside += made.truth in band
    return inside / histories, below / histories, above / histories


def main() -> None:
    """Print both."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--histories", type=int, default=500)
    parser.add_argument("--paths", type=int, default=200)
    wanted = parser.parse_args()
    measure_time()
    for name, first, certain in (
        ("band", 0, False),
        ("band, other histories", wanted.histories, False),
        ("twin without uncertainty", 0, True),
    ):
        inside, below, above = coverage(
            wanted.histories, wanted.paths, first=first, certain=certain
        )
        print(
            f"{name}: {inside:.1%} inside, {below:.1%} below, {above:.1%} above"
            f" of {wanted.histories} histories (80 % wanted, 4 either way)"
        )


if __name__ == "__main__":
    main()
