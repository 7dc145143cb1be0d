"""Canaries in every personal field, a tour of all use cases, and a search everywhere.

Each round is a part of the tour on a computer of its own: the window, the files (crash, conflict,
keys, erasing), the command line. Each begins with a file in which every personal field holds a
word of its own. What lies on the disk is searched after every step, and decrypted in the end.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from functools import partial
from typing import TYPE_CHECKING

from tests.faults import canary_search as search
from tests.faults import canary_words as words
from tests.faults.children import in_child
from tests.faults.memory import words_in_memory
from tests.faults.proof import Counts, Order, Proof, Tally, Twin, needs_posix
from tests.faults.tour import main
from tests.faults.tour_keys import look_in_pages
from tests.faults.tour_place import (
    BROKEN,
    FAILED,
    FOR_ADVISERS,
    TOLD,
    UNPLANTED,
    UNSORTED,
    Place,
    Tour,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

PARTS = (("fill", "files"), ("fill", "window"), ("fill", "verbs"))
_WINDOW = frozenset({"window", "lock"})
_KINDS = (UNSORTED, UNPLANTED, FAILED, BROKEN)


class TourBrokeError(Exception):
    """The tour did not come to its end; its output says where."""


def run(order: Order) -> Counts:
    """Go on each part, and search afterwards."""
    tally = Tally("found", *_KINDS)
    for number in range(order.rounds):
        parts = PARTS[number % len(PARTS)]
        tally.rounds += 1
        place = Place(order.folder / f"{number}-{parts[-1]}").make()
        judge(tally, place, parts)
        if parts[-1] == "window":
            for when, count in words_in_memory(place).items():
                tally.seen[f"in memory {when}"] += count
    return tally.counts()


def sabotaged(parts: Sequence[str], safeguard: str, order: Order) -> Counts:
    """A short tour with one safeguard taken away."""
    tally = Tally("found", *_KINDS)
    tally.rounds = 1
    place = Place(order.folder / safeguard).make()
    going = [*parts, f"without={safeguard}"]
    if _WINDOW.isdisjoint(parts):
        in_child(lambda: _go_on_here(place, going))
        look_afterwards(tally, place)
    else:
        judge(tally, place, going)
    return tally.counts()


def _go_on_here(place: Place, going: Sequence[str]) -> None:
    """In a forked child: no time is spent on starting Python anew."""
    os.environ.update(place.environment())
    tempfile.tempdir = None
    main([str(place.folder), *going])


def judge(tally: Tally, place: Place, parts: Sequence[str], tracer: Sequence[str] = ()) -> None:
    """Go on a tour and count what it met on the way and what lies there afterwards."""
    order = [*tracer, sys.executable, "-m", "tests.faults.tour", str(place.folder), *parts]
    done = subprocess.run(  # noqa: S603 - our own module
        order, env=place.environment(), capture_output=True, check=False
    )
    said = (done.stdout + done.stderr).decode(errors="replace")
    if done.returncode:
        raise TourBrokeError(said[-4000:])
    look_afterwards(tally, place, said)


def look_afterwards(tally: Tally, place: Place, said: str = "") -> None:
    """Count what was met on the way, and what lies there now."""
    told = json.loads((place.folder / TOLD).read_text(encoding="utf-8"))
    after = Tour(place)
    after.hear("output", said, *search.SEALED, *search.WRITTEN)
    texts = (*search.SEALED, *search.WRITTEN)
    after.found += search.search_folders(place.searched, texts, "afterwards")
    look_in_pages(after, "afterwards")
    after.found.hits += _wrongly_told(place)
    for hit in (*told["found"]["hits"], *after.found.hits):
        kind = hit.split(":")[0]
        tally.wrong(kind if kind in _KINDS else "found", hit)
    tally.seen["use cases"] += len(told["done"])
    tally.seen["texts of windows and commands"] += told["said"]
    for name in ("files", "pages"):
        tally.seen[name] += told["found"][name] + getattr(after.found, name)
    for name, count in told["facts"].items():
        tally.seen[name] += count


def _wrongly_told(place: Place) -> list[str]:
    """What was asked for names no protected person, and what an adviser took out nobody.

    An open export is all there is, and says so. PDF files are left to the JSON of the same report.
    """
    found = []
    for path in sorted(place.asked.rglob("*")):
        if not path.is_file() or path.suffix in {".zip", ".pdf"}:
            continue
        by_adviser = path.parent.name == f"reports {FOR_ADVISERS}"
        forbidden = search.SEALED if by_adviser else (words.GUARDED,)
        found += [
            f"asked for: {one} in {path.name}" for one in search.hits(path.read_bytes(), forbidden)
        ]
    return found


PROOFS = (
    Proof(
        name="canaries",
        goal="0 hits in plain text, 0 of what is sealed in pages an adviser's key decrypts",
        run=run,
        full=len(PARTS),
        short=1,
        twins=tuple(
            Twin(name.replace("_", "-"), partial(sabotaged, parts, name), 1)
            for name, parts in (
                ("a_name_in_a_log", ["fill"]),
                ("a_field_unsealed", ["fill"]),
                ("a_before_image_unsealed", ["fill"]),
                ("nothing_overwritten", ["fill", "erase"]),
                ("backups_kept", ["fill", "erase"]),
                ("clipboard_kept", ["fill", "lock"]),
            )
        ),
        needs=needs_posix,
    ),
)
