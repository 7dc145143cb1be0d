"""What may lie on a disk after the power has gone, worked out from a log of system calls.

The model is the worst that POSIX allows. What was written since the file's latest fsync may be
there, may be missing, or may be there in any of its 512-byte sectors; the same goes for its size.
A name that was made, moved or taken away counts only after fsync of its folder, and until then
may have happened or not; one rename within a folder happens whole or not at all. What an fsync
covered is there for certain: disks that lie about that are not modelled.
"""

from __future__ import annotations

import os
import random
import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

SECTOR = 512
_HEAD = struct.Struct("<2I2q2I")


class Kind(IntEnum):
    """As in shim.c."""

    OPEN = 1
    WRITE = 2
    RESIZE = 3
    SYNC = 4
    SYNC_FOLDER = 5
    RENAME = 6
    LINK = 7
    UNLINK = 8
    MKDIR = 9
    RMDIR = 10
    MARK = 11


@dataclass(frozen=True)
class Record:
    """One change.

    Attributes:
        file: serial of the opening that it went through.
        at: offset of a write, new size, 1 if OPEN made the file.
        mtime_ns: of the file afterwards.
        first: what was written, a path, or a remark.
        second: the other path.
    """

    kind: Kind
    file: int
    at: int
    mtime_ns: int
    first: bytes
    second: bytes

    @property
    def path(self) -> str:
        """The first path, or the remark."""
        return os.fsdecode(self.first)


def read_log(path: Path) -> list[Record]:
    """Every change, in order."""
    content, at, found = path.read_bytes(), 0, []
    while at < len(content):
        kind, file, offset, mtime, one, two = _HEAD.unpack_from(content, at)
        at += _HEAD.size
        first, second = content[at : at + one], content[at + one : at + one + two]
        at += one + two
        found.append(Record(Kind(kind), file, offset, mtime, first, second))
    return found


@dataclass(eq=False)
class Node:
    """A file or folder, apart from its names.

    Attributes:
        content: what is certain; None for a folder.
        pending: writes and changes of size since the latest fsync.
        mtime_ns: that goes with `content`.
    """

    content: bytearray | None = None
    pending: list[Record] = field(default_factory=list)
    mtime_ns: int = 0

    def sync(self, mtime_ns: int) -> None:
        """All of it is certain now."""
        assert self.content is not None
        for change in self.pending:
            _apply(self.content, change)
        self.pending.clear()
        self.mtime_ns = mtime_ns


Change = dict[str, Node | None]
"""Names that come and go together; None = goes."""


@dataclass(frozen=True)
class Loss:
    """How much of what is uncertain survives in one state.

    Attributes:
        data, names: share of the changes that survive, 0–1.
        in_order: names survive in the order in which they were changed, as in a file system
            with a journal, rather than any.
        torn: share of the surviving writes of which only some sectors do.
        rubbish: what was never written reads as rubbish rather than zeros.
    """

    data: float
    names: float
    in_order: bool
    torn: float
    rubbish: bool

    @classmethod
    def any(cls, dice: random.Random) -> Loss:
        """One of many."""
        share = (0.0, 1.0, 0.5, dice.random())
        return cls(
            data=dice.choice(share),
            names=dice.choice(share),
            in_order=dice.random() < 0.5,
            torn=dice.choice((0.0, 0.0, 0.5, 1.0)),
            rubbish=dice.random() < 0.3,
        )


class Disk:
    """A disk while a log is being played."""

    def __init__(self, folder: Path) -> None:
        """Everything below `folder` is certain to begin with."""
        self._root = str(folder)
        self._certain: dict[str, Node] = {}
        for path in folder.rglob("*"):
            content = bytearray(path.read_bytes()) if path.is_file() else None
            self._certain[str(path)] = Node(content, mtime_ns=path.stat().st_mtime_ns)
        self._names = dict(self._certain)
        self._pending: dict[str, list[Change]] = {}
        self._open: dict[int, tuple[str, Node]] = {}

    def play(self, record: Record) -> None:
        """One more change."""
        match record.kind:
            case Kind.OPEN:
                self._opened(record)
            case Kind.WRITE | Kind.RESIZE:
                self._open[record.file][1].pending.append(record)
            case Kind.SYNC:
                self._open[record.file][1].sync(record.mtime_ns)
            case Kind.SYNC_FOLDER:
                for change in self._pending.pop(self._open[record.file][0], []):
                    _rename(self._certain, change)
            case Kind.MARK:
                pass
            case _:
                self._named(record)

    def _opened(self, record: Record) -> None:
        path = record.path
        if record.at:
            self._change({path: Node(bytearray())})
        node = self._names.get(path) or Node()
        self._open[record.file] = (path, node)

    def _named(self, record: Record) -> None:
        path, other = record.path, os.fsdecode(record.second)
        if record.kind is Kind.MKDIR:
            self._change({path: Node()})
        elif record.kind in (Kind.UNLINK, Kind.RMDIR):
            self._change({path: None})
        else:
            node = self._names[path]
            if node.content is None:
                raise NotImplementedError("folders are not renamed")
            self._change({other: node, **({path: None} if record.kind is Kind.RENAME else {})})

    def _change(self, change: Change) -> None:
        _rename(self._names, change)
        folders = {os.path.dirname(path) for path in change}  # noqa: PTH120 - thousands of them
        for folder in folders:
            part = {path: node for path, node in change.items() if os.path.dirname(path) == folder}  # noqa: PTH120
            self._pending.setdefault(folder, []).append(part)

    def lay_down(self, dice: random.Random) -> None:
        """Make the real folder what a power cut at this moment may leave."""
        loss = Loss.any(dice)
        names = dict(self._certain)
        for changes in self._pending.values():
            for change in _surviving(changes, loss, dice):
                _rename(names, change)
        shutil.rmtree(self._root)
        Path(self._root).mkdir()
        for path in sorted(names):
            if os.path.isdir(os.path.dirname(path)):  # noqa: PTH112, PTH120 - a name in a lost folder is lost
                _lay_down(path, names[path], loss, dice)


def _rename(names: dict[str, Node], change: Change) -> None:
    for path, node in change.items():
        if node is None:
            names.pop(path, None)
        else:
            names[path] = node


def _surviving(changes: list[Change], loss: Loss, dice: random.Random) -> Iterator[Change]:
    if loss.in_order:
        yield from changes[: round(loss.names * len(changes))]
    else:
        yield from (change for change in changes if dice.random() < loss.names)


def _lay_down(path: str, node: Node, loss: Loss, dice: random.Random) -> None:
    if node.content is None:
        os.mkdir(path, 0o700)  # noqa: PTH102
        return
    content, mtime_ns = bytearray(node.content), node.mtime_ns
    for change in node.pending:
        if dice.random() < loss.data:
            torn = change.kind is Kind.WRITE and dice.random() < loss.torn
            _apply(content, change, dice if torn else None, rubbish=loss.rubbish)
            mtime_ns = change.mtime_ns
    with open(path, "wb") as stream:  # noqa: PTH123
        stream.write(content)
    os.utime(path, ns=(mtime_ns, mtime_ns))


def _apply(
    content: bytearray, change: Record, torn: random.Random | None = None, *, rubbish: bool = False
) -> None:
    """Write or resize; with dice, only some of the sectors."""
    size = change.at if change.kind is Kind.RESIZE else change.at + len(change.first)
    if len(content) < size:
        gap = size - len(content)
        content.extend(b"\xa5" * gap if rubbish else bytes(gap))
    if change.kind is Kind.RESIZE:
        del content[size:]
    elif torn is None:
        content[change.at : size] = change.first
    else:
        for start in range(change.at - change.at % SECTOR, size, SECTOR):
            if torn.random() < 0.5:
                first, last = max(start, change.at), min(start + SECTOR, size)
                content[first:last] = change.first[first - change.at : last - change.at]
