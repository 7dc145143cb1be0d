"""The lock file beside the home file: a courtesy that says who has it open (decisions C10).

It is made only where none is (a link, or O_EXCL) and read before the password. One that a dead
process of this computer left is taken over; another computer's never without asking. What
protects the data is the check at publishing, because a synchronised folder carries locks late or
not at all. Whatever lies in a lock file was written by others: it is read in full or not at all,
and never believed.
"""

from __future__ import annotations

import getpass
import json
import os
import platform
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from asfdesk.errors import AsfDeskError, FileInUseError
from asfdesk.i18n import ABSENT, _, moment
from asfdesk.storage.disk.atomic import atomic_write, create_private, discard, temporary_beside
from asfdesk.storage.disk.processes import is_running, process_start
from asfdesk.storage.disk.this_computer import this_computer
from asfdesk.storage.trouble import explained

if TYPE_CHECKING:
    from pathlib import Path

_SUFFIX = ".lock"
_MAX_LOCK_BYTES = 4096
_LONGEST_SHOWN = 64
_HIGHEST_PID = 2**32 - 1
_CLOCKS_DIFFER = timedelta(minutes=10)
_MAY_BE_LEFT = timedelta(hours=12)
"""A lock this old is often one that a pulled stick or a switched off computer left."""


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
        computer: random name of that computer and user; "" in locks of other programs.
    """

    user: str
    host: str
    pid: int
    process_start: str
    since: str
    slot: str
    token: str
    computer: str = ""

    @property
    def here(self) -> bool:
        """Whether it is this computer and user; a host name alone can be another's too."""
        same_host = bool(self.host) and self.host == _host()
        return same_host and bool(self.computer) and self.computer == this_computer()

    @property
    def mine(self) -> bool:
        """Whether it is this very process."""
        return self.here and self.pid == os.getpid()

    @property
    def gone(self) -> bool:
        """Whether it was this computer and the process has ended."""
        return self.here and not is_running(self.pid, self.process_start)

    @property
    def since_when(self) -> datetime | None:
        """The time it names, with zone; None if it names none."""
        try:
            found = datetime.fromisoformat(self.since)
            return found.astimezone()
        except (ValueError, OverflowError, OSError):
            return None


@dataclass(frozen=True)
class Lock:
    """A lock that this process holds."""

    path: Path
    holder: Holder

    def release(self) -> None:
        """Take the lock file away, if it is still ours."""
        if _read(self.path) == self.holder:
            discard(self.path)


def lock_path(home: Path) -> Path:
    """Where a client file's lock lies."""
    return home.with_name(f"{home.name}{_SUFFIX}")


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
        host=_host(),
        pid=os.getpid(),
        process_start=process_start(os.getpid()),
        since=now.astimezone().isoformat(timespec="seconds"),
        slot=slot,
        token=secrets.token_hex(8),
        computer=this_computer(),
    )
    content = json.dumps(asdict(mine), sort_keys=True).encode()
    with explained():
        try:
            _put_new(path, content)
        except FileExistsError:
            if not take_over:
                _refuse_if_held(home, now)
            atomic_write(path, content)
    found = _read(path)
    if found != mine:
        raise in_use(found, now)
    return Lock(path, mine)


def kept(held: Lock, now: datetime) -> Lock:
    """The lock, still or again: asked just before saving.

    It may have been taken over on a user's word, and who did that may be saving in this moment.
    One that has disappeared, as when that user has closed the file, is made anew; where that
    fails the file may be saved without.

    Raises:
        FileInUseError: it is somebody else's now.
    """
    if _read(held.path) == held.holder:
        return held
    home = held.path.with_name(held.path.name.removesuffix(_SUFFIX))
    try:
        return acquire(home, held.holder.slot, now)
    except FileInUseError:
        raise
    except AsfDeskError:
        return held


def _put_new(path: Path, content: bytes) -> None:
    """A lock where none is, whole from the first moment: a kill leaves no empty one.

    Raises:
        FileExistsError: there is one.
        OSError: it could not be written; none is left.
    """
    temporary = temporary_beside(path)
    try:
        _write_new(temporary, content)
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # exFAT and some shares know no links
        _write_new(path, content)
    finally:
        discard(temporary)


def _write_new(path: Path, content: bytes) -> None:
    """Write a file that was not there; on a full disk no empty one is left."""
    handle = create_private(path)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())  # or a power cut leaves a lock that names nobody
    except OSError:
        discard(path)
        raise


def _login_name() -> str:
    try:
        return _printable(getpass.getuser())
    except (KeyError, OSError, ImportError):  # an account without a name, as in containers
        return "?"


def _host() -> str:
    return _printable(platform.node())


def _printable(text: str) -> str:
    return "".join(one if one.isprintable() else "?" for one in text)[:_LONGEST_SHOWN]


def _refuse_if_held(home: Path, now: datetime) -> None:
    path = lock_path(home)
    holder = _read(path)
    if holder is None and path.exists():
        raise in_use(None, now)
    if holder is not None and not holder.gone:
        raise in_use(holder, now)


def in_use(holder: Holder | None, now: datetime) -> FileInUseError:
    """Somebody has the file open: who, where and since when, as far as the lock can tell."""
    what = _("The file is open somewhere else.")
    todo = _("Open it read-only, or unlock it if you know that nobody works in it.")
    if holder is None:
        return FileInUseError(what, _("A lock that cannot be read lies beside the file."), todo)
    if holder.here:
        what = _("The file is open in another window on this computer.")
        todo = _("Go to that window, or open the file read-only.")
    parts = [
        _("%(user)s has had it open on %(host)s since %(time)s.")
        % {"user": holder.user, "host": holder.host, "time": _when(holder)},
        _left_words(holder, now),
    ]
    return FileInUseError(what, " ".join(part for part in parts if part), todo)


def _left_words(holder: Holder, now: datetime) -> str:
    """What a lock's age says: that it may have been left, or that the clocks differ."""
    since = holder.since_when
    if since is None:
        return ""
    age = now - since
    if age < -_CLOCKS_DIFFER:
        return _("The clocks of the two computers are not the same.")
    if age > _MAY_BE_LEFT and not holder.here:
        return _(
            "The lock may only have been left, when a computer was switched off or a stick "
            "was pulled out."
        )
    return ""


def _when(holder: Holder) -> str:
    since = holder.since_when
    return ABSENT if since is None else moment(since)


def _read(path: Path) -> Holder | None:
    """The holder a lock file names; None if there is none or it cannot be read."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as stream:
            content = stream.read(_MAX_LOCK_BYTES + 1)
        holder = Holder(**json.loads(content)) if len(content) <= _MAX_LOCK_BYTES else None
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    return holder if holder is not None and _sound(holder) else None


def _sound(holder: Holder) -> bool:
    """Whether every value is of the kind and length that we write."""
    values = asdict(holder)
    pid = values.pop("pid")
    if type(pid) is not int or not 0 < pid <= _HIGHEST_PID:
        return False
    return all(
        isinstance(text, str) and len(text) <= _LONGEST_SHOWN and text.isprintable()
        for text in values.values()
    )
