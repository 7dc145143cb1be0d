"""Killed while a file of schema 1 is opened, migrated, changed and saved."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from asfdesk import paths
from asfdesk.errors import AsfDeskError
from asfdesk.storage.file.container import read_container
from tests.clientfiles import FOLDER
from tests.faults.kills import Scene, Work
from tests.faults.proof import Counts, Order, Proof, Twin, needs_posix
from tests.faults.sabotage import publishing_in_place
from tests.strongbox import keys_in, opened, put

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from asfdesk.storage.file.client_file import ClientFile

OLD = FOLDER / "v1_ugly.asfdesk"
AIM = 2
ADDED = "after the migration"
COMMITTED, PUBLISHED = b"c", b"p"
_SUMS = {
    "trainees": "SELECT count(*) FROM trainee",
    "hours": "SELECT count(*), sum(attended_minutes), sum(planned_minutes) FROM attendance",
    "ledger": "SELECT count(*), sum(abs(amount_sie_ore)), sum(amount_sie_ore) FROM posting",
    "months": "SELECT count(*), sum(amount_sie_ore) FROM account_month",
    "plans": "SELECT count(*), sum(amount_ore) FROM plan_value",
    "names": "SELECT count(*), sum(length(name_sealed)) FROM trainee_identity",
    "audit": "SELECT min(id), sum(id) FROM audit WHERE at < '2026-11-23'",
}


def run(order: Order) -> Counts:
    """Each round begins with the old file as a released program wrote it."""
    scene = Scene(order, AIM)
    wanted = _reference(scene)
    old = read_container(OLD).sha256
    for _ in scene.rounds():
        _begin(scene.home)
        told = scene.killed(_migrating(scene.home))
        generation = scene.look(scene.home)
        if PUBLISHED in told and read_container(scene.home).sha256 == old:
            scene.tally.wrong("lost", "saved, but the home file is the old one")
        if generation == read_container(OLD).manifest.generation:
            scene.tally.seen["home file still old"] += 1
        with scene.next_start() as file:
            if file is None:
                continue
            if COMMITTED in told and ADDED not in keys_in(file):
                scene.tally.wrong("lost", "an acknowledged entry")
            if sums(file) != wanted:
                scene.tally.wrong("half-written", f"{sums(file)}, wanted {wanted}")
        _judge_backups(scene, old)
    return scene.counts()


def _begin(home: Path) -> None:
    """The old file, and a user who has never seen it."""
    shutil.rmtree(paths.user_data(), ignore_errors=True)
    shutil.copy(OLD, home)


def _reference(scene: Scene) -> dict[str, list[object]]:
    """What an undisturbed migration leads to; the sums themselves are compared with v1's."""
    _begin(scene.home)
    file = opened(scene.home)
    found = sums(file)
    file.abandon(keep_work=False)
    return found


def sums(file: ClientFile) -> dict[str, list[object]]:
    """Cross sums that no migration may change."""
    return {name: list((file.rows.one(query) or {}).values()) for name, query in _SUMS.items()}


def _migrating(home: Path) -> Work:
    def work(tell: Callable[[bytes], None]) -> None:
        file = opened(home)
        put(file, ADDED)
        tell(COMMITTED)
        file.publish()
        tell(PUBLISHED)
        file.close()

    return work


def _judge_backups(scene: Scene, old: str) -> None:
    """The old file is kept, whole, as soon as a new one has taken its place."""
    kept = []
    for path in (paths.user_data() / "backups").rglob("*.asfdesk"):
        try:
            kept.append(read_container(path).sha256)
        except AsfDeskError:
            scene.tally.wrong("damaged", f"backup {path.name}")
    if old not in kept:
        scene.tally.wrong("lost", "the file from before the migration is in no backup")


def in_place(order: Order) -> Counts:
    """The twin: the home file is truncated and written anew."""
    with publishing_in_place():
        return run(order)


PROOFS = (
    Proof(
        name="kill-migrations",
        goal="300 kills: 0 lost, 0 half-migrated, the old file kept",
        run=run,
        full=300,
        short=8,
        twins=(Twin("in-place", in_place, 40),),
        needs=needs_posix,
    ),
)
