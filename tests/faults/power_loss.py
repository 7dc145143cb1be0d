"""Power cuts: the states that a disk may be in afterwards, and what the next start makes of them.

A scenario runs once in a forked child with the shim keeping a log; marks in the log say what the
user had been told by then. Then states are drawn: a moment, and what of the uncertain survives.
Each is laid down on the real folder, and the next start must find everything that was
acknowledged, nothing half done, and nothing damaged.
"""

from __future__ import annotations

import functools
import os
import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from asfdesk import paths
from asfdesk.errors import AsfDeskError, FileInUseError
from asfdesk.services.file.open_file import OpenFile
from asfdesk.storage import _driver
from asfdesk.storage.file import schema_check
from asfdesk.storage.file.client_file import ClientFile
from asfdesk.storage.file.container import read_container
from asfdesk.storage.file.left_copies import continue_left_copy, find_left_copies
from asfdesk.storage.file.opening import open_file
from asfdesk.storage.file.schema_check import thorough_faults
from asfdesk.storage.migrations import SCHEMA_VERSION
from tests.faults.children import ChildBrokeError, in_child
from tests.faults.kill_imports import books
from tests.faults.kill_migrations import OLD, sums
from tests.faults.power_disk import Disk, Kind, read_log
from tests.faults.proof import Counts, Order, Proof, Tally, Twin
from tests.faults.shim.loading import Shim, needs_shim, shim
from tests.sie_books import prepare, take
from tests.strongbox import OWNER, Clock, new_enterprise, opened, put

BAD = ("lost", "damaged", "half done", "raw exception")
IMPORTS = "SELECT count(*) FROM audit WHERE operation = 'ledger.import'"
_KILLED_TOO, _CALLS_OF_RECOVERY = 5, 150
"""Every fifth state is recovered from twice: the first time the program is killed meanwhile."""

Mark = Callable[[str], None]
Play = Callable[[Path, Mark], None]


@dataclass
class Told:
    """What the user had been told at one moment.

    Attributes:
        begun, done: entries and imports.
        generation: that was said to be saved.
    """

    begun: set[str] = field(default_factory=set)
    done: set[str] = field(default_factory=set)
    generation: int = 0

    def hear(self, remark: str) -> None:
        """One more mark."""
        word, _, what = remark.partition(" ")
        if word == "begin":
            self.begun.add(what)
        elif word == "done":
            self.done.add(what)
        else:
            self.generation = int(what)


@dataclass(frozen=True)
class Scenario:
    """Something that a user does for a while.

    Attributes:
        before: makes the files that it begins with.
        play: does it, marking what it has been told.
    """

    name: str
    before: Callable[[Path], None]
    play: Play


# -- scenarios ----------------------------------------------------------------------------------


def _enterprise(home: Path) -> None:
    made, _code = new_enterprise(home)
    prepare(made.writing())
    made.close()


def _nothing(_home: Path) -> None:
    pass


def _old(home: Path) -> None:
    shutil.copy(OLD, home)


def _entries(file: ClientFile, mark: Mark, *names: str) -> None:
    for name in names:
        mark(f"begin {name}")
        put(file, name)
        mark(f"done {name}")


def _saved(file: ClientFile, mark: Mark) -> None:
    mark(f"saved {file.publish()}")


def _writing(home: Path, mark: Mark) -> None:
    """Two windows, one after the other; entries, saved now and then."""
    file = opened(home)
    _entries(file, mark, "entry 1", "entry 2", "entry 3")
    _saved(file, mark)
    _entries(file, mark, "entry 4", "entry 5")
    file.close()
    mark(f"saved {file.manifest.generation}")
    file = opened(home)
    _entries(file, mark, "entry 6")
    _saved(file, mark)
    _entries(file, mark, "entry 7", "entry 8")
    file.abandon(keep_work=True)


def _new_file(home: Path, mark: Mark) -> None:
    """A new file on a computer that has never seen the program."""
    made, _code = new_enterprise(home)
    mark(f"saved {made.file.manifest.generation}")
    _entries(made.file, mark, "entry 1")
    _saved(made.file, mark)
    _entries(made.file, mark, "entry 2")
    made.close()
    mark(f"saved {made.file.manifest.generation}")


def _importing(home: Path, mark: Mark) -> None:
    """Two years of bookkeeping, the first of them saved."""
    file = OpenFile(opened(home))
    for number in (1, 2):
        mark(f"begin import {number}")
        take(file.writing(), books(number))
        mark(f"done import {number}")
        if number == 1:
            _saved(file.file, mark)
    _entries(file.file, mark, "entry 1")


def _migrating(home: Path, mark: Mark) -> None:
    """A file of the first version is opened, changed and saved."""
    file = opened(home)
    _entries(file, mark, "entry 1", "entry 2")
    _saved(file, mark)
    _entries(file, mark, "entry 3")
    file.close()
    mark(f"saved {file.manifest.generation}")


def _new_keys(home: Path, mark: Mark) -> None:
    """Every key is renewed, and work goes on in the new file."""
    file = opened(home)
    _entries(file, mark, "entry 1")
    mark(f"saved {file.renew_keys()}")
    file = opened(home)
    _entries(file, mark, "entry 2")
    _saved(file, mark)


SCENARIOS = (
    Scenario("writing", _enterprise, _writing),
    Scenario("new file", _nothing, _new_file),
    Scenario("importing", _enterprise, _importing),
    Scenario("migrating", _old, _migrating),
    Scenario("new keys", _enterprise, _new_keys),
)


# -- recording and playing ----------------------------------------------------------------------


class Stage:
    """The folder of one scenario: documents and this computer's own files."""

    def __init__(self, order: Order, wire: Shim) -> None:
        self.folder = order.folder / "stage"
        self._log = order.folder / "log"
        self._wire = wire
        self.home = self.folder / "documents" / "Kafé.asfdesk"
        self._computer = self.folder / "computer"
        os.environ["ASFDESK_HOME"] = str(self._computer / "share" / "asfdesk")

    def record(self, scenario: Scenario) -> Disk:
        """Play it with the log running; the disk as it was before."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.home.parent.mkdir(parents=True)
        self._computer.mkdir()
        in_child(lambda: scenario.before(self.home))
        disk = Disk(self.folder)
        in_child(lambda: self._play(scenario))
        return disk

    def _play(self, scenario: Scenario) -> None:
        handle = os.open(self._log, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_APPEND, 0o600)
        self._wire.log(handle)
        scenario.play(self.home, self._wire.mark)

    def recover_and_die(self, told: Told, right: dict[str, Any], dice: random.Random) -> bool:
        """A next start that is killed at one of its changes; whether it came that far."""
        at = dice.randrange(1, _CALLS_OF_RECOVERY)

        def start() -> None:
            self._wire.die(at)
            list(_next_start(self.home, told, right, Tally()))

        try:
            in_child(start)
        except ChildBrokeError:
            return True
        return False

    def states(
        self, scenario: Scenario, count: int, dice: random.Random
    ) -> Iterator[tuple[Told, int]]:
        """Lay down one state after the other; what had been told, and at which change."""
        disk = self.record(scenario)
        log = read_log(self._log)
        moments = sorted(dice.randrange(len(log) + 1) for _ in range(count))
        told, played = Told(), 0
        for moment in moments:
            for record in log[played:moment]:
                disk.play(record)
                if record.kind is Kind.MARK:
                    told.hear(record.path)
            played = moment
            disk.lay_down(dice)
            yield told, moment


def run(order: Order, scenarios: Sequence[Scenario] = SCENARIOS) -> Counts:
    """As many states as were ordered, shared out among the scenarios."""
    wire = shim(order.folder)
    wire.watch(order.folder / "stage")
    schema_check._frozen = functools.cache(schema_check._frozen)
    for version in range(1, SCHEMA_VERSION + 1):
        schema_check._frozen(version)
    tally, dice = Tally(*BAD), random.Random(order.seed)  # noqa: S311 - the same states every time
    stage = Stage(order, wire)
    for number, scenario in enumerate(scenarios):
        count = (order.rounds + number) // len(scenarios)
        right: dict[str, Any] = {}
        if scenario.before is _old:
            right = _right_sums(stage)
        for told, moment in stage.states(scenario, count, dice):
            tally.rounds += 1
            if tally.rounds % _KILLED_TOO == 0:
                tally.seen["killed while recovering"] += stage.recover_and_die(told, right, dice)
            for name, example in _next_start(stage.home, told, right, tally):
                tally.wrong(name, f"{scenario.name}, after {moment} changes: {example}")
    return tally.counts()


def _right_sums(stage: Stage) -> dict[str, Any]:
    """What the old file comes to."""
    shutil.rmtree(stage.folder, ignore_errors=True)
    stage.home.parent.mkdir(parents=True)
    _old(stage.home)
    file = opened(stage.home)
    found = sums(file)
    file.abandon(keep_work=False)
    return found


# -- the next start -----------------------------------------------------------------------------


def _next_start(
    home: Path, told: Told, right: dict[str, Any], tally: Tally
) -> Iterator[tuple[str, str]]:
    """What is wrong with what it finds."""
    try:
        generation = read_container(home).manifest.generation if home.exists() else 0
        if generation < told.generation:
            yield "lost", f"generation {generation}, saved was {told.generation}"
        file = _found(home, tally)
        if file is None:
            if told.done or told.generation:
                yield "lost", "there is no file"
            return
        with _closed(file):
            yield from _compare(file, told, right)
        if right and generation > read_container(OLD).manifest.generation and not _old_is_kept():
            yield "lost", "the file from before the migration"
        again = open_file(home, OWNER, clock=Clock())
        with _closed(again):
            yield from _compare(again, told, right)
    except AsfDeskError as error:
        yield "damaged", f"{type(error).__name__}: {error}"
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        yield "raw exception", repr(error)


def _found(home: Path, tally: Tally) -> ClientFile | None:
    """Left work, or the file; the user says yes to taking over a lock."""
    left = find_left_copies()
    tally.seen["left work"] += bool(left)
    for take_over in (False, True):
        with suppress(FileInUseError):
            if left:
                return continue_left_copy(left[0], OWNER, take_over=take_over, clock=Clock())
            if home.exists():
                return open_file(home, OWNER, take_over=take_over, clock=Clock())
            return None
        tally.seen["locks to take over"] += 1
    raise FileInUseError("it cannot be taken over")


@contextmanager
def _closed(file: ClientFile) -> Iterator[None]:
    try:
        yield
        file.close()
    finally:
        file.abandon(keep_work=False)


def _compare(file: ClientFile, told: Told, right: dict[str, Any]) -> Iterator[tuple[str, str]]:
    names = file.rows.all("SELECT key FROM setting WHERE key LIKE 'entry %'")
    found = {row["key"] for row in names}
    if not right:
        found |= {f"import {at}" for at in range(1, int(file.rows.value(IMPORTS)) + 1)}
    if told.done - found:
        yield "lost", f"{sorted(told.done - found)}"
    if found - told.begun:
        yield "half done", f"{sorted(found - told.begun)} was never begun"
    if right and sums(file) != right:
        yield "half done", "other figures than before the migration"
    for fault in thorough_faults(file.database):
        yield "damaged", fault


def _old_is_kept() -> bool:
    old = read_container(OLD).sha256
    kept = (paths.user_data() / "backups").rglob("*.asfdesk")
    return any(read_container(path).sha256 == old for path in kept)


# -- twins --------------------------------------------------------------------------------------


@contextmanager
def _settings(**instead: str) -> Iterator[None]:
    changed = [
        f"{name}={instead.get(name, value)}"
        for name, _, value in (setting.partition("=") for setting in _driver._SETTINGS)
    ]
    with (
        mock.patch.object(_driver, "_SETTINGS", tuple(changed)),
        mock.patch.object(_driver, "_MUST_HOLD", {}),
    ):
        yield


def _sabotaged(scenario: Scenario, harm: Callable[[], Any]) -> Scenario:
    def play(home: Path, mark: Mark) -> None:
        with harm():
            scenario.play(home, mark)

    return Scenario(scenario.name, scenario.before, play)


def synchronous_off(order: Order) -> Counts:
    """The twin: SQLite never waits for the disk."""
    return run(order, [_sabotaged(SCENARIOS[0], lambda: _settings(synchronous="OFF"))])


def wal_normal(order: Order) -> Counts:
    """The twin: a write-ahead log that is synced only now and then."""
    harm = lambda: _settings(journal_mode="WAL", synchronous="NORMAL")  # noqa: E731
    return run(order, [_sabotaged(SCENARIOS[0], harm)])


def publish_unsynced(order: Order) -> Counts:
    """The twin: saving waits for neither file nor folder."""
    harm = lambda: mock.patch.object(os, "fsync")  # noqa: E731
    return run(order, [_sabotaged(SCENARIOS[0], harm)])


PROOFS = (
    Proof(
        name="power-loss",
        goal="5,000 states over five scenarios: 0 damaged, 0 acknowledged lost",
        run=run,
        full=5000,
        short=40,
        twins=(
            Twin("synchronous-off", synchronous_off, 60),
            Twin("wal-normal", wal_normal, 60),
            Twin("publish-unsynced", publish_unsynced, 60),
        ),
        needs=needs_shim,
    ),
)
