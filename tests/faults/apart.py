"""Running a proof, or one of its twins, in a process and a folder of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.proof import Counts

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
MARK = "COUNTS "
_MEMORY = Path("/dev/shm")  # noqa: S108 - the folder below it is private
_ENOUGH = 2 * 1024**3


class ProofBrokeError(Exception):
    """The proof itself ended in an error; its output says where."""


@contextmanager
def own_folder() -> Iterator[Path]:
    """A private folder; in memory where there is room, because nothing here cuts the power."""
    roomy = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ENOUGH
    with tempfile.TemporaryDirectory(
        prefix="asfdesk-", dir=_MEMORY if roomy else None, ignore_cleanup_errors=True
    ) as name:
        yield Path(name)


def run_apart(name: str, rounds: int, seed: int, twin: str = "") -> Counts:
    """One proof, or its twin, in a process of its own.

    Raises:
        ProofBrokeError: it did not come to an end.
    """
    with own_folder() as folder:
        for part in ("user", "temp", "work"):
            (folder / part).mkdir(mode=0o700)
        env = {
            **os.environ,
            "ASFDESK_HOME": str(folder / "user"),
            "TMPDIR": str(folder / "temp"),
            "PYTHONPATH": str(ROOT),
        }
        order = [name, str(rounds), str(seed), str(folder / "work"), twin]
        done = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-m", "tests.faults.one", *order],
            cwd=ROOT,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
    lines = [line for line in done.stdout.splitlines() if line.startswith(MARK)]
    if done.returncode or not lines:
        raise ProofBrokeError(f"{name} {twin}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}")
    return Counts(**json.loads(lines[-1].removeprefix(MARK)))
