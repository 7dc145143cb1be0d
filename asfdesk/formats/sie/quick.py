"""The common #VER and #TRANS, read with one expression each; the rest is left to the tokeniser.

`#TRANS 3041 {1 "10"} -1000.00 20250115 "text" 1.00 "sign"` is nearly every line of a big file.
A line is read here only if the exact way is certain to give the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asfdesk.domain.sie import SieRow
from asfdesk.formats.sie.amounts import parse_day
from asfdesk.formats.sie.records import COST_CENTRE, PROJECT
from asfdesk.formats.sie.tokens import ObjectList, exact_fields, pairs_of

if TYPE_CHECKING:
    from datetime import date

_ANY = r'(?:"[^"\\]*"|[^ \t"{}\\]+)'
_ROW = re.compile(
    r"[ \t]*#TRANS[ \t]+([0-9]+)[ \t]+\{([^{}\\]*)\}[ \t]+(-?[0-9]{1,13})(?:\.([0-9]{2}))?"
    rf'(?:[ \t]+(?:([0-9]{{8}})|"")(?:[ \t]+"([^"\\]*)"(?:[ \t]+{_ANY}){{0,2}})?)?[ \t]*'
)
_VOUCHER = re.compile(
    rf"[ \t]*#VER[ \t]+({_ANY})[ \t]+({_ANY})[ \t]+([0-9]{{8}})"
    rf'(?:[ \t]+"([^"\\]*)"(?:[ \t]+{_ANY}){{0,2}})?[ \t]*'
)
_new_row = tuple.__new__


class Head(NamedTuple):
    """A #VER: its day is None when it cannot be read, and then `day_text` says what stood there."""

    series: str
    number: str
    day: date | None
    text: str
    line: int
    day_text: str = ""


class QuickLines:
    """Reads plain lines, with the accounts, dates and object lists it has seen before."""

    def __init__(self) -> None:
        self._accounts: dict[str, str] = {}
        self._days: dict[str, date | None] = {"": None}
        self._splits: dict[str, tuple[str, str] | None] = {}

    def row(self, line: str, number: int) -> SieRow | None:
        """The row of a plain #TRANS, or None for the general way to read."""
        match = _ROW.fullmatch(line)
        if match is None:
            return None
        account, objects, kronor, cents, day_text, text = match.groups("")
        ore = int(kronor + (cents or "00"))
        split = self.split(objects)
        day = self.day(day_text)
        odd = split is None or (ore == 0 and kronor[0] == "-") or (day is None and day_text)
        if odd or split is None:
            return None
        account = self._accounts.setdefault(account, account)
        text = text.strip() if text else text
        return _new_row(SieRow, (account, ore, day, split[0], split[1], text, number))

    def voucher(self, line: str, number: int) -> Head | None:
        """The head of a plain #VER, or None for the general way to read."""
        match = _VOUCHER.fullmatch(line)
        if match is None:
            return None
        series, voucher, day_text, text = match.groups("")
        day = self.day(day_text)
        if day is None:
            return None
        return Head(series.strip('" \t'), voucher.strip('" \t'), day, text.strip(), number)

    def day(self, text: str) -> date | None:
        """The date of YYYYMMDD; the same object for the same text."""
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

    def split(self, objects: str) -> tuple[str, str] | None:
        """Cost centre and project of what stands between braces; None if it is odd."""
        try:
            return self._splits[objects]
        except KeyError:
            found = exact_fields(f"{{{objects}}}")
            first = found.values[0]
            whole = len(found.values) == 1 and not found.faults
            known = cost_centre_and_project(first) if whole else None
            self._splits[objects] = known
            return known


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
