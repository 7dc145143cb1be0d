"""A program of its own on a computer of its own, led step by step.

Each is a forked process with its own user folder and host name that does what it is told over a
pipe: open, write, save, close. Told to be slow, it waits a moment at every system call that matters
when it saves, so that another program's calls come in between.
"""

from __future__ import annotations

import json
import os
import platform
import random
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from asfdesk.errors import AsfDeskError
from asfdesk.storage.file import publish
from asfdesk.storage.file.left_copies import continue_left_copy, find_left_copies
from asfdesk.storage.file.opening import open_file
from tests.strongbox import OWNER, Clock, put

if TYPE_CHECKING:
    from collections.abc import Callable

    from asfdesk.storage.file.client_file import ClientFile

_LONGEST_PAUSE = 0.004


@dataclass(frozen=True)
class Computer:
    """Where programs run: a host name and a user's folder."""

    name: str
    user: Path


@dataclass(frozen=True)
class Answer:
    """What became of a step: "" or the name of the error, and what else there is to know."""

    error: str = ""
    words: str = ""


class Program:
    """The leader's side of one program.

    Attributes:
        computer: where it runs.
        home: the file as this computer sees it.
        open: whether it has the file open.
    """

    _pid: int
    _to: IO[str]
    _back: IO[str]

    def __init__(self, computer: Computer, home: Path) -> None:
        self.computer = computer
        self.home = home
        self.open = False

    def start(self) -> None:
        """Fork it."""
        told_read, told_write = os.pipe()
        said_read, said_write = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            os.close(told_write)
            os.close(said_read)
            _live(self.computer, self.home, told_read, said_write)
        os.close(told_read)
        os.close(said_write)
        self._to = os.fdopen(told_write, "w", encoding="utf-8")
        self._back = os.fdopen(said_read, encoding="utf-8")

    def tell(self, step: str, **how: object) -> None:
        """Begin a step; `answer` waits for it."""
        self._to.write(json.dumps({"step": step, **how}) + "\n")
        self._to.flush()

    def answer(self) -> Answer:
        """How the step ended."""
        line = self._back.readline()
        return Answer(**json.loads(line)) if line else Answer("Died")

    def do(self, step: str, **how: object) -> Answer:
        """A step from beginning to end."""
        self.tell(step, **how)
        return self.answer()

    def kill(self) -> None:
        """kill -9."""
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        self._to.close()
        self._back.close()
        self.open = False


def _live(computer: Computer, home: Path, told: int, said: int) -> None:
    """Do steps until the pipe ends; never returns."""
    os.environ["ASFDESK_HOME"] = str(computer.user)
    platform.node = lambda: computer.name
    hand = _Hand(home)
    with os.fdopen(told, encoding="utf-8") as steps, os.fdopen(said, "w", encoding="utf-8") as out:
        for line in steps:
            order = json.loads(line)
            out.write(json.dumps(hand.do(**order)) + "\n")
            out.flush()
    os._exit(0)


class _Hand:
    """The program's side."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._file: ClientFile | None = None
        self._dice = random.Random(os.getpid())  # noqa: S311 - pauses only
        self._slow = False
        self._steps: dict[str, Callable[..., object]] = {
            "open": self._open,
            "put": lambda key: put(self._have(), key),
            "publish": self._publish,
            "beside": lambda path: self._have().publish_to(Path(path)),
            "close": self._close,
            "continue": self._continue,
        }
        self._wait_at_calls()

    def do(self, step: str, **how: Any) -> dict[str, str]:  # noqa: ANN401 - what the leader says
        try:
            found = self._steps[step](**how)
        except AsfDeskError as error:
            return {"error": type(error).__name__, "words": str(error)}
        except Exception as error:  # noqa: BLE001 - the leader counts it
            return {"error": f"raw {type(error).__name__}", "words": str(error)}
        return {"error": "", "words": str(found or "")}

    def _have(self) -> ClientFile:
        assert self._file is not None
        return self._file

    def _open(self, *, take_over: bool = False) -> None:
        self._file = open_file(self._home, OWNER, take_over=take_over, clock=Clock())

    def _continue(self, *, take_over: bool = False) -> str:
        """Go on with the oldest left work; says how much there is."""
        left = find_left_copies()
        if left:
            self._file = continue_left_copy(left[0], OWNER, take_over=take_over, clock=Clock())
        return str(len(left) or "")

    def _publish(self, *, slow: bool = False) -> None:
        self._slow = slow
        try:
            self._have().publish()
        finally:
            self._slow = False

    def _close(self) -> None:
        self._have().close()
        self._file = None

    def _wait_at_calls(self) -> None:
        for owner, name in (
            (os, "link"),
            (os, "unlink"),
            (Path, "replace"),
            (publish, "file_sha256"),
        ):
            setattr(owner, name, self._paused(getattr(owner, name)))

    def _paused(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def waits(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - any call
            self._pause()
            result = call(*arguments, **named)
            self._pause()
            return result

        return waits

    def _pause(self) -> None:
        if self._slow:
            time.sleep(self._dice.uniform(0, _LONGEST_PAUSE))
