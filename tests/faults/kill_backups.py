"""Killed while backups are made and thinned, and while one is restored."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from asfdesk.errors import AsfDeskError
from asfdesk.storage.file.backup_folder import BackupFile, backup_files
from asfdesk.storage.file.container import read_container
from asfdesk.storage.file.opening import open_file
from asfdesk.storage.file.restore import Owner, restore
from tests.faults.kills import Scene, Work
from tests.faults.proof import Counts, Order, Proof, Twin, needs_posix
from tests.faults.sabotage import copying_without_check, publishing_in_place
from tests.strongbox import NOON, OWNER, Clock, closed_file, keys_in, opened, put

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

AIM = 3
KEPT_AT_LEAST = 12
"""The latest backups are never thinned (backup_folder.DAYS)."""
SAVED, RESTORED = b"p", b"r"


def backups(order: Order) -> Counts:
    """Each saving is on a new day, so each makes a backup of the generation before."""
    scene = Scene(order, AIM)
    closed_file(scene.home)
    client = read_container(scene.home).manifest.client
    for number in scene.rounds():
        before = scene.look(scene.home)
        kept = {one.generation for one in backup_files(client)}
        told = scene.killed(_saving(scene.home, number)).count(SAVED)
        whole = _whole(scene, backup_files(client))
        if not set(range(before, before + told)) <= whole:
            scene.tally.wrong("lost", f"{told} saved from {before}, backups of {sorted(whole)}")
        if len(whole) < min(len(kept), KEPT_AT_LEAST):
            scene.tally.wrong("lost", f"{len(whole)} backups left of {len(kept)}")
        scene.tally.seen["thinned"] += bool(kept - whole)
        with scene.next_start():
            pass
    return scene.counts()


def _saving(home: Path, number: int) -> Work:
    def work(tell: Callable[[bytes], None]) -> None:
        clock = Clock(NOON + timedelta(days=100 * number))
        file = open_file(home, OWNER, clock=clock)
        for day in range(5):
            put(file, f"{number}-{day}")
            clock.now += timedelta(days=1)
            file.publish()
            tell(SAVED)

    return work


def _whole(scene: Scene, files: list[BackupFile]) -> set[int]:
    """Generations of the backups; each must be whole."""
    found = set()
    for one in files:
        try:
            found.add(read_container(one.path).manifest.generation)
        except AsfDeskError as error:
            scene.tally.wrong("damaged", f"backup {one.path.name}: {type(error).__name__}")
    return found


def restoring(order: Order) -> Counts:
    """Each round restores backups of known content into new files beside."""
    scene = Scene(order, AIM)
    closed_file(scene.home)
    client = read_container(scene.home).manifest.client
    _fill(scene.home)
    kept = backup_files(client)
    wanted = {one.generation: [f"k{n}" for n in range(one.generation - 1)] for one in kept}
    for _ in scene.rounds():
        told = scene.killed(_restoring(scene.home, kept)).count(RESTORED)
        _judge_restored(scene, [wanted[one.generation] for one in kept], told)
        _whole(scene, backup_files(client))
        with scene.next_start() as file:
            if file is not None and len(keys_in(file)) != len(wanted):
                scene.tally.wrong("lost", "the file that was open is another one")
    return scene.counts()


def _fill(home: Path) -> None:
    """Five generations with one more entry each, and a backup of each but the last."""
    clock = Clock()
    file = open_file(home, OWNER, clock=clock)
    for number in range(4):
        put(file, f"k{number}")
        clock.now += timedelta(days=1)
        file.publish()
    file.close()


def _restoring(home: Path, kept: list[BackupFile]) -> Work:
    def work(tell: Callable[[bytes], None]) -> None:
        file = opened(home)
        owner = Owner.of(file)
        for number, one in enumerate(kept):
            restore(one.path, owner, _target(home, number), Clock())
            tell(RESTORED)
        file.close()

    return work


def _target(home: Path, number: int) -> Path:
    return home.with_name(f"Återställd {number}.asfdesk")


def _judge_restored(scene: Scene, wanted: list[list[str]], told: int) -> None:
    """Acknowledged ones are there with their content; one more may be there, whole."""
    for number, keys in enumerate(wanted):
        path = _target(scene.home, number)
        if not path.exists():
            if number < told:
                scene.tally.wrong("lost", f"restored file {number}, {told} acknowledged")
            continue
        try:
            file = opened(path)
            if keys_in(file) != keys:
                scene.tally.wrong("half-written", f"restored file {number}: {keys_in(file)}")
            file.close()
        except AsfDeskError as error:
            scene.tally.wrong("damaged", f"restored file {number}: {error!r}")
        path.unlink()


def unchecked(order: Order) -> Counts:
    """The twin: a backup is copied straight to its name."""
    with copying_without_check():
        return backups(order)


def in_place(order: Order) -> Counts:
    """The twin: the restored file is written under its name, page by page."""
    with publishing_in_place():
        return restoring(order)


PROOFS = (
    Proof(
        name="kill-backups",
        goal="300 kills: 0 lost, every backup whole, the latest never thinned",
        run=backups,
        full=300,
        short=8,
        twins=(Twin("straight-copy", unchecked, 60),),
        needs=needs_posix,
    ),
    Proof(
        name="kill-restore",
        goal="300 kills: 0 lost, 0 half-restored, the open file untouched",
        run=restoring,
        full=300,
        short=8,
        twins=(Twin("in-place", in_place, 60),),
        needs=needs_posix,
    ),
)
