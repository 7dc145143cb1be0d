"""The tour with every call traced that could leave this computer.

strace follows the program and whatever it starts; a hook inside Python is a second guard that
works where strace does not.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.faults.canaries import judge
from tests.faults.proof import Counts, Order, Proof, Tally, Twin
from tests.faults.tour_place import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

PARTS = (("fill", "window"), ("fill", "verbs"), ("fill", "files"))
_TRACED = "trace=connect,socket,sendto,sendmsg,bind"
_INSIDE = "connections inside"
_CONNECTS = re.compile(r"\b(connect|sendto|sendmsg|bind)\(.*sa_family=AF_INET6?\b")
_SOCKET = re.compile(r"\bsocket\(AF_INET6?\b")
_LOCAL = re.compile(r"\b(connect|sendto|socket|bind)\(")


def needs_strace() -> str:
    """Why a process cannot be traced here, or ""."""
    if not sys.platform.startswith("linux"):
        return "strace is for Linux"
    strace = shutil.which("strace")
    if strace is None:
        return "strace is not installed"
    order = [strace, "-f", "-o", "/dev/null", "-e", _TRACED, sys.executable, "-c", ""]
    done = subprocess.run(order, capture_output=True, check=False)  # noqa: S603 - our own
    return "" if done.returncode == 0 else "strace may not trace here"


def run(order: Order) -> Counts:
    """Each part of the tour, traced."""
    tally = Tally("connected", "sockets", "inside")
    for number in range(order.rounds):
        parts = PARTS[number % len(PARTS)]
        tally.rounds += 1
        _trace(tally, Place(order.folder / f"{number}-{parts[-1]}").make(), parts)
    return tally.counts()


def _trace(tally: Tally, place: Place, parts: Sequence[str]) -> None:
    log = place.folder / "calls.txt"
    strace = shutil.which("strace") or "strace"
    tracer = [strace, "-f", "-qq", "--seccomp-bpf", "-o", str(log), "-e", _TRACED]
    # What it meets of names counts too: the short form of the other proof has no window.
    judge(seen := Tally("found"), place, parts, tracer)
    for name, count in seen.bad.items():
        tally.bad[f"names: {name}"] += count
    tally.examples += seen.examples
    for name in ("use cases", _INSIDE):
        tally.seen[name] += seen.seen[name]
    if seen.seen[_INSIDE]:
        tally.wrong("inside", f"{seen.seen[_INSIDE]} in {parts[-1]}")
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        tally.seen["calls traced"] += bool(_LOCAL.search(line))
        if _CONNECTS.search(line):
            tally.wrong("connected", line)
        elif _SOCKET.search(line):
            tally.wrong("sockets", line)


def by_another(order: Order) -> Counts:
    """The twin: another program connects; only strace can see it."""
    tally = Tally("connected", "sockets", "inside")
    tally.rounds = 1
    place = Place(order.folder / "by-another").make()
    _trace(tally, place, ("without=connecting_by_another",))
    return tally.counts()


def by_itself(order: Order) -> Counts:
    """The twin: the program connects; the guard inside must see it, whatever strace sees."""
    tally = Tally("inside")
    tally.rounds = 1
    place = Place(order.folder / "by-itself").make()
    seen = Tally("found")
    judge(seen, place, ("without=connecting",))
    if seen.seen[_INSIDE]:
        tally.wrong("inside", f"{seen.seen[_INSIDE]}")
    return tally.counts()


PROOFS = (
    Proof(
        name="no-network",
        goal="0 connections, 0 internet sockets in a traced tour",
        run=run,
        full=len(PARTS),
        short=1,
        twins=(
            Twin("connecting-by-another", by_another, 1),
            Twin("connecting", by_itself, 1),
        ),
        needs=needs_strace,
    ),
)
