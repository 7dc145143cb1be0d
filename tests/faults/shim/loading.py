"""The shim between Python and the C library: compiled, loaded, spoken to."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

_SOURCE = Path(__file__).with_name("shim.c")
_KINDS = (
    "", "open", "write", "resize", "sync", "sync of a folder", "rename", "link", "unlink",
    "mkdir", "rmdir", "", "close",
)  # fmt: skip


def needs_shim() -> str:
    """Why the shim cannot be used here, or ""."""
    if not sys.platform.startswith("linux"):
        return "the shim speaks to Linux's C library"
    if not any(shutil.which(name) for name in ("gcc", "cc")):
        return "no C compiler (Debian: gcc, libc6-dev)"
    return ""


class Shim:
    """What `shim.c` offers to this process and the ones it forks."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self._library = library
        library.shim_calls.restype = library.shim_fired.restype = ctypes.c_long
        library.shim_fail.argtypes = [ctypes.c_long, *[ctypes.c_int] * 3]

    def watch(self, folder: Path) -> None:
        """From now on calls below this folder are seen."""
        self._library.shim_watch(os.fsencode(folder))

    def fail(self, at: int, error: int, *, from_then_on: bool = False, half: bool = False) -> None:
        """Count changing calls from now on, and let the n-th fail; 0 only counts."""
        self._library.shim_fail(at, error, int(from_then_on), int(half))

    def die(self, at: int) -> None:
        """End the process at its n-th changing call from now on."""
        self._library.shim_fail(at, -1, 0, 0)

    def heal(self) -> None:
        """Nothing fails any more."""
        self._library.shim_fail(0, 0, 0, 0)

    @property
    def calls(self) -> int:
        """Changing calls since `fail`."""
        return int(self._library.shim_calls())

    @property
    def fired(self) -> int:
        """How many of them failed."""
        return int(self._library.shim_fired())

    @property
    def kind(self) -> str:
        """What the first of those was."""
        return _KINDS[int(self._library.shim_kind())]

    def log(self, descriptor: int) -> None:
        """Write every change to this descriptor; -1 stops."""
        self._library.shim_log(descriptor)

    def mark(self, text: str) -> None:
        """A remark between the changes: what the user has just been told."""
        self._library.shim_mark(text.encode())


def shim(folder: Path) -> Shim:
    """The shim of this process, which begins anew with it loaded if it is not.

    Args:
        folder: where to compile it.
    """
    try:
        return Shim(ctypes.CDLL(None))
    except AttributeError:
        library = folder / "shim.so"
        _compile(library)
        env = {**os.environ, "LD_PRELOAD": str(library)}
        sys.stdout.flush()
        os.execve(sys.executable, sys.orig_argv, env)  # noqa: S606 - this very command once more


def _compile(library: Path) -> None:
    compiler = shutil.which("gcc") or shutil.which("cc") or "gcc"
    options = ["-std=gnu11", "-O1", "-shared", "-fPIC", "-o", str(library)]
    subprocess.run([compiler, *options, str(_SOURCE), "-ldl"], check=True)  # noqa: S603 - our own source
