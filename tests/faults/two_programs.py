"""Two programs on one file: whatever they do in whatever order, nobody's work is overwritten."""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from asfdesk.errors import AsfDeskError
from asfdesk.storage.disk.atomic import replace
from asfdesk.storage.file import publish
from asfdesk.storage.file.opening import open_file
from tests.faults.cloud import Cloud
from tests.faults.program import Answer, Computer, Program
from tests.faults.proof import Counts, Order, Proof, Tally, Twin, needs_posix
from tests.strongbox import OWNER, Clock, closed_file, keys_in

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS = 12
NAME = "Kafé.asfdesk"
PLACES = ("one computer", "share", "cloud")
BAD = ("overwritten", "damaged", "lock ignored", "left over", "raw exception")
_MANY = 6


def run(order: Order) -> Counts:
    """Each round is one interleaving of about a dozen steps."""
    tally = Tally(*BAD)
    dice = random.Random(order.seed)  # noqa: S311 - the same steps every time
    checker = os.environ["ASFDESK_HOME"]
    template = closed_file(order.folder / "template.asfdesk").read_bytes()
    for number in range(order.rounds):
        tally.rounds += 1
        place = PLACES[number % len(PLACES)]
        tally.seen[place] += 1
        round_ = Round(tally, dice, order.folder / str(number), place, template)
        try:
            round_.play()
            round_.settle()
        finally:
            round_.end()
        os.environ["ASFDESK_HOME"] = checker
        round_.compare()
    return tally.counts()


class Round:
    """One interleaving."""

    def __init__(
        self, tally: Tally, dice: random.Random, folder: Path, place: str, template: bytes
    ) -> None:
        self._tally, self._dice, self._place = tally, dice, place
        self._told: set[str] = set()
        self._count = 0
        self._taken_over = False
        self._cloud = Cloud()
        names = ("KONTORET", "KONTORET") if place == "one computer" else ("KONTORET", "HEMMA")
        self._programs = []
        for at, name in enumerate(names):
            user = folder / (name if place == "one computer" else f"{name}-{at}")
            home = folder / ("shared" if place != "cloud" else f"cloud-{at}") / NAME
            user.mkdir(parents=True, exist_ok=True)
            home.parent.mkdir(exist_ok=True)
            home.write_bytes(template)
            self._programs.append(Program(Computer(name, user), home))
            self._sync(at)
        for program in self._programs:
            program.start()

    @property
    def _folders(self) -> set[Path]:
        return {program.home.parent for program in self._programs}

    def play(self) -> None:
        """A dozen steps."""
        steps: list[Callable[[], None]] = [
            self._put, self._put, self._put, self._publish, self._publish,
            self._together, self._together, self._reopen, self._crash, self._carry,
        ]  # fmt: skip
        for at in range(len(self._programs)):
            self._open(at)
        for _ in range(STEPS):
            self._dice.choice(steps)()

    def settle(self) -> None:
        """Everybody closes; conflicts are saved beside, left work is gone on with."""
        for at in range(len(self._programs)):
            self._close(at)
        for _ in range(_MANY):
            went_on = [self._go_on(at) for at in range(len(self._programs))]
            if not any(went_on):
                break
        for _ in range(3):
            self._carry()

    def end(self) -> None:
        """End the processes."""
        for program in self._programs:
            program.kill()

    def compare(self) -> None:
        """Every acknowledged entry lies in a file that the user can see; opening them tidies."""
        found: set[str] = set()
        for folder in self._folders:
            for path in sorted(folder.glob("[!.]*.asfdesk")):
                found |= self._keys_of(path)
            for path in folder.iterdir():
                if path.suffix != ".asfdesk" or path.name.startswith("."):
                    self._tally.wrong("left over", f"{self._place}: {path.name}")
        self._tally.seen["entries"] += len(self._told)
        missing = self._told - found
        if missing:
            self._tally.wrong("overwritten", f"{self._place}: {sorted(missing)}")

    def _keys_of(self, path: Path) -> set[str]:
        try:
            file = open_file(path, OWNER, take_over=True, clock=Clock())
        except AsfDeskError as error:
            self._tally.wrong("damaged", f"{path.name}: {type(error).__name__}")
            return set()
        keys = set(keys_in(file))
        file.close()
        return keys

    def _some(self) -> int:
        return self._dice.randrange(len(self._programs))

    def _open(self, at: int) -> None:
        program, other = self._programs[at], self._programs[1 - at]
        answer = self._judge(program.do("open"))
        if not answer.error and other.open and self._place != "cloud" and not self._taken_over:
            self._tally.wrong("lock ignored", self._place)
        if answer.error == "FileInUseError":
            self._tally.seen["refused by the lock"] += 1
            if self._dice.random() < 0.7:  # the user says that nobody works in it, and is wrong
                answer = self._judge(program.do("open", take_over=True))
                self._taken_over = True
        program.open = not answer.error

    def _put(self) -> None:
        at = self._some()
        program = self._programs[at]
        if not program.open:
            self._open(at)
            return
        self._count += 1
        key = f"{at}-{self._count}"
        if not self._judge(program.do("put", key=key)).error:
            self._told.add(key)

    def _publish(self) -> None:
        program = self._programs[self._some()]
        if program.open:
            self._after_saving(program, program.do("publish"))

    def _together(self) -> None:
        """Both save in the same moment, slowly; in a cloud folder, while it carries."""
        for at, program in enumerate(self._programs):
            if program.open:
                self._count += 1
                key = f"{at}-{self._count}"
                if not self._judge(program.do("put", key=key)).error:
                    self._told.add(key)
        saving = [program for program in self._programs if program.open]
        for program in saving:
            program.tell("publish", slow=True)
        if self._place == "cloud":
            self._carry()
        for program in saving:
            self._after_saving(program, program.answer())
        self._tally.seen["saved together"] += len(saving) > 1

    def _after_saving(self, program: Program, answer: Answer) -> None:
        if self._judge(answer).error == "FileConflictError":
            self._tally.seen["conflicts told"] += 1
            if self._dice.random() < 0.5:
                self._beside(program)

    def _beside(self, program: Program) -> None:
        self._count += 1
        path = program.home.with_name(f"Mitt arbete {self._count}.asfdesk")
        self._judge(program.do("beside", path=str(path)))

    def _reopen(self) -> None:
        at = self._some()
        self._close(at)
        self._open(at)

    def _close(self, at: int) -> None:
        program = self._programs[at]
        if not program.open:
            return
        if self._judge(program.do("close")).error == "FileConflictError":
            self._tally.seen["conflicts told"] += 1
            if self._judge(program.do("close")).error:
                self._beside(program)
                self._judge(program.do("close"))
        program.open = False

    def _crash(self) -> None:
        """kill -9, sometimes while it saves; the next start comes at once or later."""
        at = self._some()
        program = self._programs[at]
        if program.open and self._dice.random() < 0.5:
            program.tell("publish", slow=True)
        program.kill()
        program.start()
        self._tally.seen["crashes"] += 1
        if self._dice.random() < 0.5:
            self._go_on(at)

    def _go_on(self, at: int) -> bool:
        """Go on with work left on this computer and close it; whether there was any."""
        program = self._programs[at]
        if program.open:
            return False
        answer = self._judge(program.do("continue"))
        if answer.error == "FileInUseError":
            answer = self._judge(program.do("continue", take_over=True))
            self._taken_over = True
        program.open = bool(answer.words) and not answer.error
        was_open = program.open
        self._close(at)
        return was_open

    def _carry(self) -> None:
        for at in range(len(self._programs)):
            self._sync(at)

    def _sync(self, at: int) -> None:
        if self._place == "cloud":
            before = self._cloud.conflicts
            self._cloud.sync(f"PC{at}", self._programs[at].home.parent)
            self._tally.seen["cloud conflicts"] += self._cloud.conflicts - before

    def _judge(self, answer: Answer) -> Answer:
        """Anything but the errors a user is told is a fault."""
        if answer.error.startswith("raw") or answer.error == "Died":
            self._tally.wrong("raw exception", f"{self._place}: {answer.error} {answer.words}")
        elif answer.error not in {"", "FileConflictError", "FileInUseError"}:
            self._tally.wrong("raw exception", f"{self._place}: {answer.error}: {answer.words}")
        return answer


def without_comparing(order: Order) -> Counts:
    """The twin: the home file is replaced whatever it is."""

    def put(temporary: Path, home: Path, _known: str) -> None:
        replace(temporary, home)

    with mock.patch.object(publish, "_put", put):
        return run(order)


PROOFS = (
    Proof(
        name="two-programs",
        goal="500 interleavings: 0 silent overwrites, both kept",
        run=run,
        full=500,
        short=18,
        twins=(Twin("no-comparison", without_comparing, 18),),
        needs=needs_posix,
    ),
)
