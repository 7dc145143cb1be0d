"""The common voucher, read by halves seen before; any other is left to the tokeniser.

    #VER A 1 20250115 "text" 20250116
    {
    #TRANS 3041 {1 "10"} -1000.00 20250115 "text" 1.00 "sign"
    …
    }

What stands before and after a row's amount occurs again and again, so it is taken apart once.
A voucher is read here only if every line of it is plain and it balances, so that the exact way
is certain to give the same; otherwise it is read that way from its start.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asfdesk.domain.sie import SieRow, SieVoucher
from asfdesk.formats.sie.amounts import parse_day
from asfdesk.formats.sie.records import COST_CENTRE, PROJECT
from asfdesk.formats.sie.tokens import SEPARATORS, ObjectList, exact_fields, pairs_of

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
_OF_AMOUNTS = "-0123456789."
_MAX_AMOUNT = 17
"""Characters; longer ones, and zero, are left to the general way, which looks more closely."""

_MAX_SEEN = 20_000

Objects = tuple[str, str]
"""Cost centre and project."""

Start = tuple[str, str, str]
"""What stands before the amount: account, cost centre, project."""

Rest = tuple["date | None", str]
"""What stands after it: date and text."""


class QuickVouchers:
    """Reads plain vouchers, with the accounts, dates and object lists it has seen before.

    Args:
        vouchers: where they are put.

    Attributes:
        vouchers, rows: how many it has read.
    """

    def __init__(self, vouchers: list[SieVoucher]) -> None:
        self._vouchers = vouchers
        self.vouchers = 0
        self.rows = 0
        self._accounts: dict[str, str] = {}
        self._days: dict[str, date | None] = {"": None}
        self._starts: dict[str, Start] = {}
        self._objects: dict[str, Objects | None] = {}
        self._rests: dict[str, Rest] = {}

    def voucher(self, lines: Sequence[str], at: int) -> int:
        """Read the voucher that starts at an index; gives the one after it, 0 if not plain."""
        match = _HEAD.fullmatch(lines[at])
        if match is None or at + 1 == len(lines) or lines[at + 1] != "{":
            return 0
        rows = tuple(self._rows(lines, at + 2))
        series, number, day_text, text = match.groups("")
        day = self.day(day_text)
        if day is None or not rows:
            return 0
        series, number = series.strip(_QUOTES), number.strip(_QUOTES)
        head = (series, number, day, text.strip(), at + 1, rows, None)
        self._vouchers.append(tuple.__new__(SieVoucher, head))
        self.vouchers += 1
        self.rows += len(rows)
        return at + len(rows) + 3

    def _rows(self, lines: Sequence[str], at: int) -> list[SieRow]:
        """The rows up to the closing brace; none if one is not plain or they do not balance."""
        starts, rests, new = self._starts, self._rests, tuple.__new__
        found: list[SieRow] = []
        total = 0
        for index in range(at, len(lines)):
            line = lines[index]
            if line == "}":
                return found if not total else []
            start, _, tail = line.partition("}")
            amount, _, rest = tail.lstrip(SEPARATORS).partition(" ")
            try:
                ore = int(amount.replace(".", "", 1))
                account, cost_centre, project = starts[start]
                day, text = rests[rest]
            except KeyError:
                learnt = self._learn(start, rest)
                if learnt is None:
                    return []
                (account, cost_centre, project), (day, text) = learnt
            except ValueError:
                return []
            if amount[-3:-2] != ".":
                ore = ore * 100 if "." not in amount else 0
            if amount.strip(_OF_AMOUNTS) or not ore or len(amount) > _MAX_AMOUNT:
                return []
            total += ore
            found.append(new(SieRow, (account, ore, day, cost_centre, project, text, index + 1)))
        return []

    def _learn(self, start: str, rest: str) -> tuple[Start, Rest] | None:
        """What the two parts of a row mean, remembered; None if one is not plain."""
        first, last = _START.fullmatch(start), _REST.fullmatch(rest)
        if first is None or last is None:
            return None
        split = self._split(first[2])
        day_text, text = last.groups("")
        day = self.day(day_text)
        if split is None or (day is None and day_text):
            return None
        for seen in (self._starts, self._rests):
            if len(seen) > _MAX_SEEN:
                seen.clear()
        found = (self.account(first[1]), *split), (day, text.strip())
        self._starts[start], self._rests[rest] = found
        return found

    def _split(self, objects: str) -> Objects | None:
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


def cost_centre_and_project(objects: object) -> Objects | None:
    """The objects in dimensions 1 and 6, "" for none; no other dimension is kept (§5.1).

    None for what is no object list.
    """
    if not isinstance(objects, ObjectList):
        return None
    if not objects:
        return "", ""
    by_dimension = dict(pairs_of(objects))
    return by_dimension.get(COST_CENTRE, "").strip(), by_dimension.get(PROJECT, "").strip()
