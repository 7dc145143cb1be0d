"""Common vouchers, many at a time; any other is left to the tokeniser.

    #VER A 1 20250115 "text" 20250116
    {
    #TRANS 3041 {1 "10"} -1000.00 20250115 "text" 1.00 "sign"
    …
    }

The rows of a batch of vouchers are taken apart column by column, which costs a fraction of row
by row. What stands before and after the amounts occurs again and again, so it is looked at once.
A voucher is taken only if every line of it is plain and it balances, so that the exact way is
certain to give the same; otherwise it is left to that.
"""

from __future__ import annotations

import re
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from asfdesk.domain.sie import SieRow, SieVoucher
from asfdesk.formats.sie.amounts import parse_day
from asfdesk.formats.sie.records import COST_CENTRE, PROJECT
from asfdesk.formats.sie.tokens import ObjectList, exact_fields, pairs_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_ANY = r'(?:"[^"\\]*"|[^ \t"{}\\]+)'
_START = re.compile(r"[ \t]*#TRANS[ \t]+([0-9]+)[ \t]+\{([^{}\\]*)")
_REST = re.compile(
    rf'[ \t]*(?:(?:([0-9]{{8}})|"")(?:[ \t]+"([^"\\]*)"(?:[ \t]+{_ANY}){{0,2}})?)?[ \t]*'
)
_HEAD = re.compile(
    rf"[ \t]*#VER[ \t]+({_ANY})[ \t]+({_ANY})[ \t]+([0-9]{{8}})"
    rf'(?:[ \t]+"([^"\\]*)"(?:[ \t]+{_ANY}){{0,2}})?[ \t]*'
)
_QUOTES = '" \t'
_TWO_DECIMALS = re.compile(r"-?[0-9]{1,13}\.[0-9]{2}(?: -?[0-9]{1,13}\.[0-9]{2})*")
_PLAIN = re.compile(r"(-?[0-9]{1,13})(?:\.([0-9]{2}))?")
_BATCH = 1_000
_MAX_SEEN = 20_000

Start = tuple[str, str, str]
"""What stands before the amount: account, cost centre, project."""

Rest = tuple["date | None", str]
"""What stands after it: date and text."""


class Batch(NamedTuple):
    """Vouchers that follow each other.

    Attributes:
        starts: index of each #VER.
        ends: how many rows there are up to and with each.
        lines: all their rows.
        numbers: the line of each row, from 1.
        after: index of the first line after them.
    """

    starts: list[int]
    ends: list[int]
    lines: list[str]
    numbers: list[int]
    after: int


class Rows(NamedTuple):
    """The rows of a batch, their amounts, and which could not be read this way."""

    rows: list[SieRow]
    amounts: list[int]
    odd: frozenset[int]


def batch_at(lines: Sequence[str], at: int) -> Batch:
    """The vouchers from an index on that look plain by their frames, at most 1,000."""
    starts: list[int] = []
    ends: list[int] = []
    rows: list[str] = []
    numbers: list[int] = []
    try:
        while len(starts) < _BATCH and lines[at + 1] == "{" and lines[at].startswith("#VER "):
            close = lines.index("}", at)
            rows += lines[at + 2 : close]
            numbers += range(at + 3, close + 1)
            starts.append(at)
            ends.append(len(rows))
            at = close + 1
    except (IndexError, ValueError):
        pass  # the file ends inside a voucher: the general way tells
    return Batch(starts, ends, rows, numbers, at)


class QuickRows:
    """Takes rows and heads apart, with the parts it has seen before."""

    def __init__(self) -> None:
        self._accounts: dict[str, str] = {}
        self._days: dict[str, date | None] = {"": None}
        self._starts: dict[str, Start] = {}
        self._objects: dict[str, tuple[str, str] | None] = {}
        self._rests: dict[str, Rest] = {}
        self._bad: set[str] = set()

    def rows(self, batch: Batch) -> Rows:
        """All rows of a batch, column by column."""
        if not batch.lines:
            return Rows([], [], frozenset())
        starts, _, tails = zip(*[line.partition("} ") for line in batch.lines], strict=True)
        texts, _, rests = zip(*[tail.partition(" ") for tail in tails], strict=True)
        odd = self._learn(starts, rests)
        amounts, odd_amounts = _ores(texts)
        accounts, centres, projects = zip(*map(self._starts.__getitem__, starts), strict=True)
        days, words = zip(*map(self._rests.__getitem__, rests), strict=True)
        columns = zip(accounts, amounts, days, centres, projects, words, batch.numbers, strict=True)
        made = list(map(tuple.__new__, repeat(SieRow), columns))
        return Rows(made, amounts, odd | odd_amounts)

    def head(self, line: str, number: int, rows: tuple[SieRow, ...]) -> SieVoucher | None:
        """A voucher of a plain #VER and its rows; None if it is not plain."""
        match = _HEAD.fullmatch(line)
        if match is None:
            return None
        series, voucher, day_text, text = match.groups("")
        day = self.day(day_text)
        if day is None:
            return None
        series, voucher = series.strip(_QUOTES), voucher.strip(_QUOTES)
        head = (series, voucher, day, text.strip(), number, rows, None)
        return tuple.__new__(SieVoucher, head)

    def _learn(self, starts: Sequence[str], rests: Sequence[str]) -> frozenset[int]:
        """Look at what is new; gives the rows with a part that is not plain."""
        if len(self._starts) > _MAX_SEEN or len(self._rests) > _MAX_SEEN:
            self._starts.clear()
            self._rests.clear()
        new_starts = set(starts).difference(self._starts)
        new_rests = set(rests).difference(self._rests)
        self._starts.update((start, self._start(start) or _NO_START) for start in new_starts)
        self._rests.update((rest, self._rest(rest) or _NO_REST) for rest in new_rests)
        self._bad |= {start for start in new_starts if self._starts[start] is _NO_START}
        self._bad |= {rest for rest in new_rests if self._rests[rest] is _NO_REST}
        if not self._bad:
            return frozenset()
        bad = self._bad
        pairs = enumerate(zip(starts, rests, strict=True))
        return frozenset(at for at, (start, rest) in pairs if start in bad or rest in bad)

    def _start(self, start: str) -> Start | None:
        match = _START.fullmatch(start)
        split = self._split(match[2]) if match else None
        return (self.account(match[1]), *split) if match and split else None

    def _rest(self, rest: str) -> Rest | None:
        match = _REST.fullmatch(rest)
        if match is None:
            return None
        day_text, text = match.groups("")
        day = self.day(day_text)
        return None if day is None and day_text else (day, text.strip())

    def _split(self, objects: str) -> tuple[str, str] | None:
        """Cost centre and project of what stands between braces; None if it is odd."""
        try:
            return self._objects[objects]
        except KeyError:
            found = exact_fields(f"{{{objects}}}")
            whole = len(found.values) == 1 and not found.faults
            made = cost_centre_and_project(found.values[0]) if whole else None
            self._objects[objects] = made
            return made

    def day(self, text: str) -> date | None:
        """The date of YYYYMMDD, the same object for the same text; None if it is none."""
        try:
            return self._days[text]
        except KeyError:
            day = parse_day(text)
            if day is not None:
                self._days[text] = day
            return day

    def account(self, number: str) -> str:
        """The same object for the same account."""
        return self._accounts.setdefault(number, number)


_NO_START: Start = ("", "", "")
_NO_REST: Rest = (None, "")


def _ores(texts: Sequence[str]) -> tuple[list[int], frozenset[int]]:
    """Öre of amounts, and which of them the general way must look at."""
    joined = " ".join(texts)
    if _TWO_DECIMALS.fullmatch(joined) and "-0.00" not in texts:
        return list(map(int, joined.replace(".", "").split(" "))), frozenset()
    found = [_ore(text) for text in texts]
    odd = frozenset(index for index, ore in enumerate(found) if ore is None)
    return [ore or 0 for ore in found], odd


def _ore(text: str) -> int | None:
    """Öre of `-?digits(.digits{2})?`; None for other forms and for negative zero."""
    match = _PLAIN.fullmatch(text)
    if match is None:
        return None
    ore = int(match[1] + (match[2] or "00"))
    return None if ore == 0 and text[0] == "-" else ore


def cost_centre_and_project(objects: object) -> tuple[str, str] | None:
    """The objects in dimensions 1 and 6, "" for none; no other dimension is kept (§5.1).

    None for what is no object list.
    """
    if not isinstance(objects, ObjectList):
        return None
    if not objects:
        return "", ""
    by_dimension = dict(pairs_of(objects))
    return by_dimension.get(COST_CENTRE, "").strip(), by_dimension.get(PROJECT, "").strip()
