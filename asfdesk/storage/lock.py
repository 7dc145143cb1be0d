"""The lock file beside the home file: a courtesy that says who has it open (decisions C10).

It is made with O_EXCL and read before the password. One that a dead process of this computer
left is taken over; another computer's never without asking. What protects the data is the check
at publishing, because a synchronised folder carries locks late or not at all.
"""

from __future__ import annotations

import getpass
import json
import os
import platform
import secrets
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from asfdesk.errors import FileInUseError
from asfdesk.i18n import _
from asfdesk.storage.atomic import atomic_write, create_private
from asfdesk.storage.processes import is_running, process_start
from asfdesk.storage.trouble import explained

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

_MAX_LOCK_BYTES = 4096


@dataclass(frozen=True)
class Holder:
    """Who has the file open.

    Attributes:
        user: login name.
        host: the computer.
        pid: process id on that computer.
        process_start: when that process started, as the system counts; "" if it cannot tell.
        since: local time with zone, ISO 8601.
        slot: which key, for example owner:1.
        token: tells two openings apart.
    """

    user: str
    host: str
    pid: int
    process_start: str
    since: str
    slot: str
    token: str

    @property
    def gone(self) -> bool:
        """Whether it was this computer and the process has ended."""
        return self.host == platform.node() and not is_running(self.pid, self.process_start)


@dataclass(frozen=True)
class Lock:
    """A lock that this process holds."""

    path: Path
    holder: Holder

    def release(self) -> None:
        """Take the lock file away, if it is still ours."""
        if _read(self.path) == self.holder:
            self.path.unlink(missing_ok=True)


def lock_path(home: Path) -> Path:
    """Where a client file's lock lies."""
    return home.with_name(f"{home.name}.lock")


def lock_holder(home: Path) -> Holder | None:
    """Who has a client file open, or None; needs no password."""
    holder = _read(lock_path(home))
    return None if holder is None or holder.gone else holder


def acquire(home: Path, slot: str, now: datetime, *, take_over: bool = False) -> Lock:
    """Say that this process has the file open.

    Args:
        home: the client file.
        slot: which key opened it.
        now: the time, with zone.
        take_over: the user has been asked and knows that nobody else works in it.

    Raises:
        FileInUseError: somebody has it open.
        ReadOnlyError: nothing can be written beside the file.
        DiskFullError, FileMissingError: as they say.
    """
    path = lock_path(home)
    mine = Holder(
        user=_login_name(),
        host=platform.node(),
        pid=os.getpid(),
        process_start=process_start(os.getpid()),
        since=now.astimezone().isoformat(timespec="seconds"),
        slot=slot,
        token=secrets.token_hex(8),
    )
    content = json.dumps(asdict(mine), sort_keys=True).encode()
    with explained():
        try:
            handle = create_private(path)
        except FileExistsError:
            _refuse_if_held(home, take_over=take_over)
            atomic_write(path, content)
        else:
            _fill(handle, path, content)
    if _read(path) != mine:
        raise _in_use(_read(path))
    return Lock(path, mine)


def _fill(handle: int, path: Path, content: bytes) -> None:
    """Write a lock that is ours; on a full disk no empty one is left."""
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name, as in containers
        return "?"


def _refuse_if_held(home: Path, *, take_over: bool) -> None:
    path = lock_path(home)
    holder = _read(path)
    if holder is None and path.exists() and not take_over:
        raise _in_use(None)
    if holder is not None and not holder.gone and not take_over:
        raise _in_use(holder)


def _in_use(holder: Holder | None) -> FileInUseError:
    if holder is None:
        why = _("Another program has a lock file beside it that cannot be read.")
    else:
        why = _("%(user)s has had it open on %(host)s since %(time)s.") % {
            "user": holder.user,
            "host": holder.host,
            "time": _when(holder.since),
        }
    return FileInUseError(
        _("The file is open somewhere else."),
        why,
        _("Open it read-only, or take it over if you know that nobody works in it."),
    )


def _when(since: str) -> str:
    return since[:16].replace("T", " ")


def _read(path: Path) -> Holder | None:
    """The holder a lock file names; None if there is none or it cannot be read."""
    try:
        with path.open("rb") as stream:
            value = json.loads(stream.read(_MAX_LOCK_BYTES))
        holder = Holder(**value)
    except (OSError, ValueError, TypeError):
        return None
    texts = (holder.user, holder.host, holder.process_start, holder.since, holder.slot)
    sound = type(holder.pid) is int and all(isinstance(text, str) for text in texts)
    return holder if sound else None
