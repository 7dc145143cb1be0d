"""kill -9 at a random moment, and what the next start of the program finds.

A round: a forked child works on the home file and acknowledges each thing that the program has
told the user is done; after a random time it is killed. Then the next start does what the program
does: it looks for left work, goes on with it or opens the file, closes it. Nothing acknowledged
may be missing, at most the one action in progress may be there too, and nothing may lie about.
"""

from __future__ import annotations

import os
import random
import signal
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from asfdesk import paths
from asfdesk.errors import AsfDeskError
from asfdesk.storage._driver import DatabaseError
from asfdesk.storage.file.container import read_container
from asfdesk.storage.file.left_copies import continue_left_copy, find_left_copies
from asfdesk.storage.file.schema_check import thorough_faults
from asfdesk.storage.file.working_copy import work_folder
from tests.faults.proof import Counts, Order, Tally
from tests.strongbox import OWNER, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from asfdesk.storage.file.client_file import ClientFile

BAD = ("lost", "half-written", "damaged", "left over", "raw exception", "idle")
_BEGUN, _BROKE = b"<", b"!"
_LONG_AGO = 25 * 3600
_LIVELY = {"client.db", "client.db-journal"}
_FIRST_LONGEST, _LONGER, _SHORTER = 0.3, 1.1, 0.92
_MANY = 10
_HOT = 512
"""A journal longer than its header is rolled back when the database is opened."""


class Work(Protocol):
    """What a child does until it is killed or done; `tell` acknowledges with one byte."""

    def __call__(self, tell: Callable[[bytes], None]) -> None: ...


class Scene:
    """One home file, killed again and again.

    Attributes:
        home: the client file, in a folder of its own.
        tally: what is counted.
        dice: the only source of chance.

    Args:
        order: what to do.
        aim: acknowledgements that about every other child should come to.
        longest: seconds that the first child lives at most.
    """

    def __init__(self, order: Order, aim: int, longest: float = _FIRST_LONGEST) -> None:
        folder = order.folder / "documents"
        folder.mkdir()
        self.home = folder / "Kafé.asfdesk"
        self.tally = Tally(*BAD)
        self.dice = random.Random(order.seed)  # noqa: S311 - the same moments every time
        self._order = order
        self._aim, self._longest = aim, longest

    def rounds(self) -> Iterator[int]:
        """Number the rounds; a file that cannot be opened ends them."""
        for number in range(self._order.rounds):
            if self.tally.bad["damaged"]:
                return
            self.tally.rounds += 1
            yield number

    def counts(self) -> Counts:
        """What came of it; rounds in which nobody came to do anything prove nothing."""
        if self.tally.rounds >= _MANY and not self.tally.seen["acknowledged"]:
            self.tally.wrong("idle", "no child acknowledged anything")
        return self.tally.counts()

    def killed(self, work: Work) -> bytes:
        """Let a child work, kill it at a random moment; what it acknowledged.

        How long it may live at most follows the speed of the computer, so that about every other
        child comes as far as `aim` acknowledgements.
        """
        told = killed(work, self.dice.uniform(0, self._longest))
        done, _, broke = told.partition(_BROKE)
        if broke:
            self.tally.wrong("raw exception", broke.decode(errors="replace"))
        self.tally.seen["acknowledged"] += len(done)
        self._longest *= _LONGER if len(done) < self._aim else _SHORTER
        return done

    def look(self, path: Path) -> int:
        """The generation that lies there; damage is counted. 0 if there is no file."""
        try:
            return read_container(path).manifest.generation if path.exists() else 0
        except AsfDeskError as error:
            self.tally.wrong("damaged", f"{type(error).__name__} in the home file")
            return -1

    @contextmanager
    def next_start(
        self, password: str = OWNER, open_home: Callable[[Path, str], ClientFile] = opened
    ) -> Iterator[ClientFile | None]:
        """What the next start of the program has in hand; closed and looked over afterwards.

        None if it could not be opened, which is counted.
        """
        file = self._started(password, open_home)
        if file is None:
            yield None
            return
        try:
            for fault in thorough_faults(file.database):
                self.tally.wrong("damaged", fault)
            yield file
        except (AsfDeskError, DatabaseError) as error:
            self.tally.wrong("damaged", f"reading it: {error!r}")
        self._close(file)
        self.nothing_left_over()

    def _close(self, file: ClientFile) -> None:
        try:
            file.close()
        except (AsfDeskError, DatabaseError) as error:
            self.tally.wrong("lost", f"could not be saved: {error!r}")
            file.abandon(keep_work=False)

    def _started(
        self, password: str, open_home: Callable[[Path, str], ClientFile]
    ) -> ClientFile | None:
        self.tally.seen["hot journals"] += _hot_journals()
        let_time_pass(self.home.parent)
        try:
            left = find_left_copies()
            if len(left) > 1:
                self.tally.wrong("left over", f"{len(left)} working copies")
            if left:
                self.tally.seen["left work"] += 1
                return continue_left_copy(left[0], password)
            return open_home(self.home, password)
        except AsfDeskError as error:
            self.tally.wrong("damaged", f"{type(error).__name__}: {error}")
            return None

    def nothing_left_over(self) -> None:
        """Only the home file, and of this computer's folders only what belongs there."""
        beside = {path.name for path in self.home.parent.iterdir()} - {self.home.name}
        work = {path.name for path in work_folder().iterdir()}
        parts = {path.name for path in paths.user_data().rglob("*.part")}
        temporary = {path.name for path in Path(os.environ["TMPDIR"]).iterdir()}
        for kind, names in (
            ("beside", beside), ("work", work), ("part", parts), ("temp", temporary),
        ):  # fmt: skip
            for name in sorted(names):
                self.tally.wrong("left over", f"{kind}: {name}")
        if beside or work or parts or temporary:
            self.sweep()

    def sweep(self) -> None:
        """Take away what was left over, so that it is counted once."""
        for path in (*self.home.parent.iterdir(), *paths.user_data().rglob("*.part")):
            if path != self.home:
                path.unlink(missing_ok=True)


def killed(work: Work, seconds: float) -> bytes:
    """Run work in a forked child, kill it -9 after so long, return what it acknowledged."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        _in_child(work, reader, writer)
    os.close(writer)
    os.read(reader, 1)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    told = b""
    while chunk := os.read(reader, 65536):
        told += chunk
    os.close(reader)
    return told


def _in_child(work: Work, reader: int, writer: int) -> None:
    """Never returns."""
    os.close(reader)
    try:
        os.write(writer, _BEGUN)
        work(partial(_tell, writer))
    except BaseException as error:  # noqa: BLE001 - told to the parent, which counts it
        os.write(writer, _BROKE + f"{type(error).__name__}: {error}".encode())
    finally:
        os._exit(0)


def _tell(writer: int, word: bytes) -> None:
    os.write(writer, word)


def _hot_journals() -> int:
    return sum(path.stat().st_size > _HOT for path in work_folder().rglob("client.db-journal"))


def let_time_pass(beside: Path) -> None:
    """Young half-made files are spared for a while; they may be another process's."""
    then = time.time() - _LONG_AGO
    places = (work_folder(), paths.user_data(), *paths.user_data().rglob("backups/*"))
    young = [path for place in places for path in place.glob("*") if place.is_dir()]
    for path in (*young, *paths.user_data().rglob("*.part*"), *beside.glob(".*.part")):
        if path.name not in _LIVELY:
            os.utime(path, (then, then))
