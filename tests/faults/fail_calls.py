"""Every changing system call fails: a full disk or a broken one, once or from then on.

For each operation, each call n = 1, 2, 3 … that it makes below its folders, each error and each
way of failing, in a forked child: begin; let call n fail; see what the user is told; look whether
that is true; then either do it again in the same window or start the program anew, and look
again. Nothing here pretends that reading fails.
"""

from __future__ import annotations

import errno
import functools
import os
import random
import shutil
import traceback
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

from asfdesk.errors import (
    AsfDeskError,
    DiskFullError,
    FileInUseError,
    SavingError,
    UncertainError,
    WrongKeyError,
)
from asfdesk.storage import commits
from asfdesk.storage.disk.digests import file_sha256
from asfdesk.storage.file import schema_check, working_copy
from asfdesk.storage.file.client_file import ClientFile, Note
from asfdesk.storage.file.container import read_container
from asfdesk.storage.file.left_copies import continue_left_copy, find_left_copies
from asfdesk.storage.file.lock import lock_path
from asfdesk.storage.file.opening import open_file
from asfdesk.storage.file.schema_check import thorough_faults
from asfdesk.storage.migrations import SCHEMA_VERSION
from asfdesk.storage.trouble import explained
from tests.faults.children import ChildBrokeError, in_child
from tests.faults.operations import NEW, OPERATIONS, Operation, Scene
from tests.faults.proof import Counts, Order, Proof, Tally, Twin
from tests.faults.sabotage import publishing_in_place
from tests.faults.shim.loading import Shim, needs_shim, shim
from tests.strongbox import OWNER, Clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

BAD = (
    "lost", "damaged", "said done but is not", "said not done but is", "duplicates",
    "wrong words", "raw exception",
)  # fmt: skip
ALL_POINTS = 2000
"""An order of as many rounds or more means every point there is."""
WAYS = (
    (errno.ENOSPC, False, False),
    (errno.EIO, False, False),
    (errno.ENOSPC, True, False),
    (errno.EIO, True, False),
    (errno.ENOSPC, False, True),
    (errno.EIO, True, True),
)
"""The error; whether every later call fails too; whether half of a write reaches the disk."""
RETRY, RESTART = "retry", "restart"
_MORE_CALLS = 3
"""The number of calls differs a little from run to run."""


@dataclass(frozen=True)
class Point:
    """One way in which one operation is disturbed."""

    operation: Operation
    at: int
    error: int
    from_then_on: bool
    half: bool
    sequel: str

    def __str__(self) -> str:
        how = ("from then on" if self.from_then_on else "once") + (" half" if self.half else "")
        code = errno.errorcode[self.error]
        return f"{self.operation.name}: call {self.at}, {code} {how}, {self.sequel}"


Way = tuple[int, bool, bool]
Findings = list[tuple[str, str]]
"""What was bad: (its name, an example)."""


class Stage:
    """The folders of one operation, set up again and again."""

    def __init__(self, folder: Path, wire: Shim, operation: Operation) -> None:
        self.folder = folder / "stage"
        self._kept = folder / operation.name
        self._operation = operation
        self.wire = wire
        self._clear()
        in_child(self._prepare)
        shutil.copytree(self.folder, self._kept)
        operation.remember(in_child(self._look_first))
        home = self._kept / "documents" / self.home.name
        self.before = file_sha256(home)
        self._kinds: dict[int, str] = {}
        self._clear()

    @property
    def home(self) -> Path:
        """The client file."""
        return self.folder / "documents" / "Kafé.asfdesk"

    def _clear(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def _prepare(self) -> dict[str, Any]:
        self._live_here()
        self.home.parent.mkdir(parents=True)
        self._operation.prepare(self.home)
        return {}

    def _look_first(self) -> dict[str, Any]:
        self._live_here()
        return self._operation.look(Scene(self.home))

    def _live_here(self) -> None:
        os.environ["ASFDESK_HOME"] = str(self.folder / "user")

    def calls(self) -> int:
        """Changing calls of the whole operation when nothing fails."""
        self.set_up()
        return int(in_child(self._count)["calls"])

    def _count(self) -> dict[str, Any]:
        self._live_here()
        scene = Scene(self.home)
        self._operation.begin(scene)
        self.wire.fail(0, errno.EIO)
        self._operation.act(scene)
        return {"calls": self.wire.calls}

    def set_up(self) -> None:
        """Everything as it was prepared."""
        self._clear()
        shutil.copytree(self._kept, self.folder)

    def disturb(self, point: Point) -> dict[str, Any]:
        """One point; what was seen, empty if there is no such point."""
        if point.half and self._kinds.get(point.at, "write") != "write":
            return {}
        self.set_up()
        try:
            seen = in_child(partial(self._disturbed, point))
        except ChildBrokeError as error:
            return {"told": "broke", "bad": [("raw exception", str(error))]}
        self._kinds[point.at] = seen.get("kind", "")
        if seen.get("fired") == 0 or (point.half and seen.get("kind", "write") != "write"):
            return {}
        if point.sequel == RESTART:
            try:
                then = in_child(partial(self._restarted, point, seen["told"]))
            except ChildBrokeError as error:
                then = {"bad": [("raw exception", f"at the next start: {error}")]}
            seen["bad"] = [*seen["bad"], *then["bad"]]
        return seen

    def _disturbed(self, point: Point) -> dict[str, Any]:
        self._live_here()
        scene, bad = Scene(self.home), Findings()
        operation = point.operation
        operation.begin(scene)
        self.wire.fail(point.at, point.error, from_then_on=point.from_then_on, half=point.half)
        told, words, where = _told(partial(operation.act, scene))
        fired, kind = self.wire.fired, self.wire.kind
        self.wire.heal()
        if where:
            bad.append(("raw exception", where))
        bad += self._judge(point, scene, told, kind)
        if point.sequel == RETRY:
            bad += self._retry(point, scene, told, words)
        return {"fired": fired, "kind": kind, "told": told, "words": words, "bad": bad}

    def _judge(self, point: Point, scene: Scene, told: str, kind: str) -> Findings:
        """Whether what the user was told is right, at once."""
        bad = Findings()
        whole = _reads(self.home) if self.before or self.home.exists() else True
        if not whole:
            bad.append(("damaged", "the home file"))
        same = file_sha256(self.home) == self.before
        saved = point.operation.saves and told in ("", "UncertainError")
        if not (same or saved):
            bad.append(("said not done but is", f"the home file is another one, told {told!r}"))
        if not told and not point.operation.times(scene):
            bad.append(("said done but is not", kind))
        if told and told != "UncertainError":
            wrong = point.operation.refused(scene)
            if wrong:
                bad.append(("said not done but is", wrong))
        if told not in _fitting(point.error, kind):
            bad.append(("wrong words", f"{told} after {kind}"))
        return bad

    def _retry(self, point: Point, scene: Scene, told: str, words: str) -> Findings:
        """The user does it again in the same window, then closes; the file is opened anew."""
        bad, operation = Findings(), point.operation
        if told == "UncertainError" and not operation.saves:
            _, words, _ = _told(partial(operation.act, scene))
            kept = operation.times(scene)
            if ("after all" in words or "trots allt" in words) != bool(kept):
                bad.append(("said not done but is", f"{kept} kept, told {words}"))
            told = "" if kept else told
        if told:
            step = operation.again if told == "UncertainError" else operation.act
            again, words, where = _told(partial(step, scene))
            if again == "FileInUseError":
                # A lock that the disk would not let go of; a new start of the program does.
                lock_path(self.home).unlink()
                again, words, where = _told(partial(step, scene))
            if again:
                bad.append(("lost", f"cannot be done afterwards: {words or where}"))
        if scene.file is not None:
            scene.file.close()
        if not self.home.exists():
            return [*bad, ("lost", "there is no file")]
        return bad + self._look(operation, _opened(self.home, OWNER, NEW))

    def _restarted(self, point: Point, told: str) -> dict[str, Any]:
        """The window was gone at once; the next start finds what it finds."""
        self._live_here()
        operation, bad = point.operation, Findings()
        if not self.home.exists():
            return {"bad": [] if told else [("lost", "no file although it was saved")]}
        file = _opened(self.home, OWNER, NEW)
        kept = operation.kept(file)
        notes = {Note.CHANGE_KEPT: 1, Note.CHANGE_NOT_KEPT: 0}
        said = [notes[note] for note in file.notes if note in notes]
        if said and said != [kept]:
            bad.append(("said not done but is", f"the next start said {said}, it is {kept}"))
        if not told and kept != 1:
            bad.append(("lost", f"{kept} times after it was done"))
        if told and told != "UncertainError" and kept and not _lasting(operation):
            bad.append(("said not done but is", "found at the next start"))
        file.close()
        bad += self._look(None, _opened(self.home, OWNER, NEW))
        return {"bad": bad}

    @staticmethod
    def _look(operation: Operation | None, file: ClientFile) -> Findings:
        """Whether it is there once, and all else holds together."""
        bad = Findings()
        if operation is not None and operation.kept(file) != 1:
            name = "duplicates" if operation.kept(file) else "lost"
            bad.append((name, f"{operation.kept(file)} times in the end"))
        bad += [("damaged", fault) for fault in thorough_faults(file.database)]
        file.close()
        return bad


def _lasting(operation: Operation) -> bool:
    """Operations whose matter is there before: what is published, or can be migrated, stays."""
    return operation.name in ("publish", "new file", "migration")


def _fitting(error: int, kind: str) -> set[str]:
    """Which classes of error tell the truth about what happened."""
    fitting = {"", SavingError.__name__, UncertainError.__name__}
    if error == errno.ENOSPC:
        fitting.add(DiskFullError.__name__)
        if kind == "write":
            fitting.remove(SavingError.__name__)
    return fitting


def _told(step: Callable[[], None]) -> tuple[str, str, str]:
    """What the user is told: class and words of an error, or where a raw exception came from."""
    try:
        step()
    except AsfDeskError as error:
        return type(error).__name__, str(error), ""
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        where = traceback.extract_tb(error.__traceback__)[-1]
        return type(error).__name__, "", f"{error!r} in {where.name}"
    return "", "", ""


def _opened(home: Path, *passwords: str) -> ClientFile:
    """What the next start has in hand; the user says yes to taking over a lock."""
    left = find_left_copies()
    for password in passwords:
        for take_over in (False, True):
            with suppress(WrongKeyError, FileInUseError):
                if left:
                    return continue_left_copy(left[0], password, take_over=take_over, clock=Clock())
                return open_file(home, password, take_over=take_over, clock=Clock())
    raise FileInUseError("no password opens it")


def _reads(home: Path) -> bool:
    try:
        read_container(home)
    except AsfDeskError:
        return False
    return True


def _points(operation: Operation, calls: int, ways: Sequence[Way]) -> Iterator[Point]:
    """Every call, error and way of failing; the sequels take turns.

    For operations of many hundred calls, most of them pages on their way to the disk, the ways
    take turns too.
    """
    for at in range(1, calls + _MORE_CALLS):
        chosen = [ways[at % len(ways)]] if operation.many_calls else ways
        for number, (error, from_then_on, half) in enumerate(chosen):
            sequel = RETRY if (at + at // len(ways) + number) % 2 else RESTART
            yield Point(operation, at, error, from_then_on, half, sequel)


def run(
    order: Order, operations: Sequence[Operation] = OPERATIONS, ways: Sequence[Way] = WAYS
) -> Counts:
    """Every point, or as many as were ordered, chosen by lot."""
    wire = shim(order.folder)
    schema_check._frozen = functools.cache(schema_check._frozen)
    for version in range(1, SCHEMA_VERSION + 1):
        schema_check._frozen(version)
    wire.watch(order.folder / "stage")
    tally = Tally(*BAD)
    dice = random.Random(order.seed)  # noqa: S311 - the same points every time
    share = 1.0
    for operation in operations:
        stage = Stage(order.folder, wire, operation)
        calls = stage.calls()
        tally.seen[f"calls of {operation.name}"] = calls
        points = list(_points(operation, calls, ways))
        if order.rounds < ALL_POINTS:
            share = order.rounds / len(operations)
            # Some come to nothing: halves of what is no write, calls beyond the end.
            dice.shuffle(points)
        done = 0
        for point in points:
            if order.rounds < ALL_POINTS and done >= share:
                break
            done += _one(tally, stage, point)
    return tally.counts()


def _one(tally: Tally, stage: Stage, point: Point) -> int:
    """Do one point; 1 if the failure took place and was not the same as another point's."""
    found = stage.disturb(point)
    if not found:
        return 0
    tally.rounds += 1
    tally.seen[found["told"] or "done all the same"] += 1
    for name, example in found["bad"]:
        tally.wrong(name, f"{point} ({found.get('kind', '')}): {example}")
    return 1


def errors_believed(order: Order) -> Counts:
    """The twin: an error on COMMIT is taken for "not committed"."""
    with mock.patch.object(commits.Commits, "_was_committed", return_value=False):
        return run(order, OPERATIONS[:1], WAYS[1:2])


def counter_counts(order: Order) -> Counts:
    """The twin: the counter of changes makes a committed action a failed one."""

    def count(copy: working_copy.WorkingCopy) -> None:
        with explained():
            (copy.folder / "changes").open("ab").close()

    with mock.patch.object(working_copy.WorkingCopy, "count_change", count):
        return run(order, OPERATIONS[:1], WAYS[1:2])


def in_place(order: Order) -> Counts:
    """The twin: the home file is truncated and written anew."""
    with publishing_in_place():
        return run(order, OPERATIONS[2:3], WAYS[1:2])


PROOFS = (
    Proof(
        name="fail-calls",
        goal="every changing call of 8 operations × full disk, I/O error × once, from then on:"
        " old file whole, right words, 0 duplicates, 0 lies",
        run=run,
        full=ALL_POINTS,
        short=32,
        twins=(
            Twin("errors-believed", errors_believed, 50),
            Twin("counter-counts", counter_counts, 50),
            Twin("in-place", in_place, 40),
        ),
        needs=needs_shim,
    ),
)
