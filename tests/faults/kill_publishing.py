"""Killed while the home file is saved, with cheap keys and with those that are shipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.storage.file.opening import create_file
from tests.faults.kills import Scene, Work
from tests.faults.proof import Counts, Order, Proof, Twin, needs_posix
from tests.faults.sabotage import publishing_in_place
from tests.strongbox import OWNER, Clock, closed_file, keys_in, opened, put

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

COMMITTED, PUBLISHED = b"c", b"p"
AIM, AIM_AT_FULL_COST = 4, 20
LONGEST_AT_FULL_COST = 4.0


def run(order: Order) -> Counts:
    """Kill between and during saves."""
    scene = Scene(order, AIM)
    closed_file(scene.home)
    return _rounds(scene)


def at_full_cost(order: Order) -> Counts:
    """The same with keys that take as long as a user's."""
    scene = Scene(order, AIM_AT_FULL_COST, LONGEST_AT_FULL_COST)
    file, _code = create_file(scene.home, OWNER, clock=Clock())
    file.close()
    return _rounds(scene)


def _rounds(scene: Scene) -> Counts:
    expected: list[str] = []
    for number in scene.rounds():
        before = scene.look(scene.home)
        told = scene.killed(_saving(scene.home, number))
        generation = scene.look(scene.home)
        if generation < before + told.count(PUBLISHED):
            scene.tally.wrong("lost", f"generation {generation}, {told.count(PUBLISHED)} told")
        with scene.next_start() as file:
            if file is None:
                continue
            wanted = expected + [f"{number}-{n}" for n in range(told.count(COMMITTED) + 1)]
            found = keys_in(file)
            if found not in (wanted, wanted[:-1]):
                scene.tally.wrong("lost", f"{len(found)} entries, told {len(wanted) - 1}")
            expected = found
    return scene.counts()


def _saving(home: Path, number: int) -> Work:
    def work(tell: Callable[[bytes], None]) -> None:
        file = opened(home)
        done = 0
        while True:
            put(file, f"{number}-{done}")
            tell(COMMITTED)
            done += 1
            if done % 2 == 0:
                file.publish()
                tell(PUBLISHED)

    return work


def in_place(order: Order) -> Counts:
    """The twin: the home file is truncated and written anew."""
    with publishing_in_place():
        return run(order)


PROOFS = (
    Proof(
        name="kill-publishing",
        goal="300 kills: 0 lost, 0 damaged, 0 missing, nothing left over",
        run=run,
        full=300,
        short=10,
        twins=(Twin("in-place", in_place, 40),),
        needs=needs_posix,
    ),
    Proof(
        name="kill-full-cost",
        goal="20 kills with shipped keys: 0 lost, 0 damaged",
        run=at_full_cost,
        full=20,
        short=2,
        twins=(Twin("in-place", in_place, 20),),
        needs=needs_posix,
    ),
)
