"""Common vouchers, many at a time; any other is left to the tokeniser.

    #VER A 1 20250115 "text" 20250116
    {
    #TRANS 3041 {1 "10"} -1000.00 20250115 "text" 1.00 "sign"
    …
    }

A batch of vouchers is taken apart column by column, which costs a fraction of row by row. What
stands before and after the amounts occurs again and again, so it is looked at once. A voucher is
taken only if every line of it is plain and it balances, so that the exact way is certain to give
the same; otherwise it is left to that.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, repeat
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from asfdesk.domain.books.sie import SieRow, SieVoucher
from asfdesk.formats.sie.amounts import parse_day
from asfdesk.formats.sie.records import COST_CENTRE, PROJECT
from asfdesk.formats.sie.tokens import ObjectList, exact_fields, pairs_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

_BARE = r'[^ \t"{}\\\n]+'
_ANY = rf'(?:"[^"\\\n]*"|{_BARE})'
_TEXT = rf'(?:"([^"\\\n]*+(?:\\"?+[^"\\\n]*+)*+)"|({_BARE}))'
"""A text may hold backslashes and escaped quotes; a closing quote ends the field.

Each part is taken whole and never given back, so that a text is walked through once.
"""

_START = re.compile(r"^[ \t]*#TRANS[ \t]+([0-9]+)[ \t]+\{([^{}\\\n]*)$", re.MULTILINE)
_REST = re.compile(
    rf'^[ \t]*(?:(?:([0-9]{{8}})|"")(?:[ \t]+{_TEXT}(?:[ \t]+{_ANY}){{0,2}})?)?[ \t]*$',
    re.MULTILINE,
)
_HEAD = re.compile(rf"^([0-9]{{8}})(?:[ \t]+{_TEXT}(?:[ \t]+{_ANY}){{0,2}})?[ \t]*$", re.MULTILINE)
_TOKEN = re.compile(rf'^("[^" \t\\\n]*"|{_BARE})$', re.MULTILINE)
_TWO_DECIMALS = re.compile(r"-?[0-9]{1,13}\.[0-9]{2}(?: -?[0-9]{1,13}\.[0-9]{2})*")
_PLAIN = re.compile(r"(-?[0-9]{1,13})(?:\.([0-9]{2}))?")
_BATCH = 250
_MAX_SEEN = 20_000
_HEAD_PARTS = 4

Start = tuple[str, str, str]
"""What stands before the amount: account, cost centre, project."""

Rest = tuple["date | None", str]
"""What stands after it, or after a voucher's number: date and text."""

G = TypeVar("G")
T = TypeVar("T", bound=tuple[object, ...])


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


class _Seen(Generic[G, T]):
    """Texts that occur again and again, each looked at once, and new ones all at once.

    Args:
        pattern: what a plain one looks like, from the start of a line to its end.
        meanings: the groups of many to what each means, or () if it is not plain after all.
        filler: stands in for those that are not plain.
    """

    def __init__(
        self,
        pattern: re.Pattern[str],
        meanings: Callable[[list[G]], Iterable[T | tuple[()]]],
        filler: T,
    ) -> None:
        self._pattern = pattern
        self._meanings = meanings
        self._filler = filler
        self._seen: dict[str, T | tuple[()]] = {}

    def column(self, texts: Sequence[str]) -> tuple[list[T], list[int]]:
        """What each text means, and the indexes of those that are not plain."""
        found = list(map(self._seen.get, texts))
        if all(found):
            return found, []  # type: ignore[return-value] # all() has seen to it
        if len(self._seen) > _MAX_SEEN:
            self._seen.clear()
        self._look(list(set(texts).difference(self._seen)))
        found = list(map(self._seen.__getitem__, texts))
        if all(found):
            return found, []  # type: ignore[return-value] # the same
        odd = [at for at, one in enumerate(found) if not one]
        for at in odd:
            found[at] = self._filler
        return found, odd  # type: ignore[return-value] # none is None or empty any more

    def _look(self, new: list[str]) -> None:
        """Look at new texts; one search through all of them is quicker than one in each.

        No text holds a line's end, and the pattern matches whole lines without one, so as many
        matches as texts means that every text is plain. Otherwise the odd ones are cornered.
        """
        groups: list[G] = self._pattern.findall("\n".join(new))
        if len(groups) == len(new):
            self._seen.update(zip(new, self._meanings(groups), strict=True))
        elif groups and len(new) > 1:
            half = len(new) // 2
            self._look(new[:half])
            self._look(new[half:])
        else:
            self._seen.update(dict.fromkeys(new, ()))


class QuickVouchers:
    """Takes vouchers apart, with the parts it has seen before."""

    def __init__(self) -> None:
        self._accounts: dict[str, str] = {}
        self._days: dict[str, date | None] = {"": None}
        self._objects: dict[str, tuple[str, str]] = {}
        self._starts = _Seen(_START, self._account_and_objects, ("", "", ""))
        self._rests = _Seen(_REST, self._days_and_texts, _NO_REST)
        self._heads = _Seen(_HEAD, self._days_and_texts, _NO_REST)
        self._tokens = _Seen(_TOKEN, _tokens, ("",))

    def vouchers(self, batch: Batch, lines: Sequence[str]) -> list[SieVoucher | None]:
        """Every voucher of a batch; None for one that is not plain."""
        if not batch.lines:
            return [None] * len(batch.starts)
        rows, amounts, odd_rows = self._rows(batch)
        begins = [0, *batch.ends[:-1]]
        of_each = [rows[begin:end] for begin, end in zip(begins, batch.ends, strict=True)]
        columns, odd = self._head_columns([lines[start] for start in batch.starts])
        line_numbers = [start + 1 for start in batch.starts]
        made = zip(*columns, line_numbers, of_each, repeat(None))
        found: list[SieVoucher | None] = list(map(tuple.__new__, repeat(SieVoucher), made))
        odd.update(bisect_right(batch.ends, row) for row in odd_rows)
        odd.update(_unbalanced(amounts, begins, batch.ends))
        for at in odd:
            found[at] = None
        return found

    def _rows(self, batch: Batch) -> tuple[tuple[SieRow, ...], list[int], set[int]]:
        """All rows of a batch, their öre, and the indexes of those that are not plain."""
        starts, _, tails = zip(*map(str.partition, batch.lines, repeat("} ")), strict=True)
        texts, _, rests = zip(*map(str.partition, tails, repeat(" ")), strict=True)
        accounts, odd = self._starts.column(starts)
        days, odd_rests = self._rests.column(rests)
        amounts, odd_amounts = _ores(texts)
        account, centre, project = zip(*accounts, strict=True)
        day, text = zip(*days, strict=True)
        columns = zip(account, amounts, day, centre, project, text, batch.numbers, strict=True)
        rows = tuple(map(tuple.__new__, repeat(SieRow), columns))
        return rows, amounts, {*odd, *odd_rests, *odd_amounts}

    def row(self, line: str, number: int) -> SieRow | None:
        """One plain #TRANS by itself; None for one that is not plain."""
        start, _, tail = line.partition("} ")
        text, _, rest = tail.partition(" ")
        (before,), odd = self._starts.column((start,))
        (after,), odd_rest = self._rests.column((rest,))
        ore = _ore(text)
        if ore is None or odd or odd_rest:
            return None
        return SieRow(before[0], ore, after[0], before[1], before[2], after[1], number)

    def _head_columns(self, heads: Sequence[str]) -> tuple[tuple[Sequence[object], ...], set[int]]:
        """Series, number, day and text of each #VER, and which are not plain."""
        split = map(str.split, heads, repeat(" "), repeat(_HEAD_PARTS - 1))
        parts = [part if len(part) == _HEAD_PARTS else _NO_HEAD for part in split]
        _, series, numbers, rests = zip(*parts, strict=True)
        plain_series, odd = self._tokens.column(series)
        days, odd_rests = self._heads.column(rests)
        if not all(numbers) or not "".join(numbers).isalnum():
            plain_numbers, odd_numbers = self._tokens.column(numbers)
            numbers = next(zip(*plain_numbers, strict=True))
            odd += odd_numbers
        columns = (*zip(*plain_series, strict=True), numbers, *zip(*days, strict=True))
        return columns, {*odd, *odd_rests}

    def _account_and_objects(self, groups: list[tuple[str, str]]) -> list[Start | tuple[()]]:
        """() where the objects are not plain."""
        return [self._start(number, inside) for number, inside in groups]

    def _start(self, number: str, inside: str) -> Start | tuple[()]:
        objects = self._objects.get(inside)
        if objects is None:
            found = exact_fields(f"{{{inside}}}")
            whole = len(found.values) == 1 and not found.faults
            objects = cost_centre_and_project(found.values[0]) if whole else None
            if objects is not None:
                self._objects[inside] = objects
        return () if objects is None else (self.account(number), *objects)

    def _days_and_texts(self, groups: list[tuple[str, str, str]]) -> list[Rest | tuple[()]]:
        """() where the day is none; a row may have a text and no day."""
        days = self._days
        new = {day for day, _, _ in groups}.difference(days)
        bad = {day for day in new if self.day(day) is None}
        return [
            () if day in bad else (days[day], (quoted or bare).replace('\\"', '"').strip())
            for day, quoted, bare in groups
        ]

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


_NO_REST: Rest = (None, "")
_NO_HEAD = ["#VER", "", "", ""]


def _tokens(texts: list[str]) -> list[tuple[str]]:
    """Series or numbers without their quotes; 1-tuples, since an empty one is plain too."""
    return [(text.strip('"').strip(),) for text in texts]


def _unbalanced(amounts: Iterable[int], begins: list[int], ends: list[int]) -> list[int]:
    """The vouchers without rows or with rows that do not sum to zero."""
    sums = list(accumulate(amounts, initial=0))
    pairs = zip(begins, ends, strict=True)
    return [at for at, (begin, end) in enumerate(pairs) if begin == end or sums[begin] != sums[end]]


def _ores(texts: Sequence[str]) -> tuple[list[int], list[int]]:
    """Öre of amounts, and the indexes of those that the general way must look at."""
    joined = " ".join(texts)
    if _TWO_DECIMALS.fullmatch(joined) and "-0.00" not in texts:
        return list(map(int, joined.replace(".", "").split(" "))), []
    found = [_ore(text) for text in texts]
    return [ore or 0 for ore in found], [at for at, ore in enumerate(found) if ore is None]


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
