"""The common voucher, read with one expression per line; any other is left to the tokeniser.

    #VER A 1 20250115 "text" 20250116
    {
    #TRANS 3041 {1 "10"} -1000.00 20250115 "text" 1.00 "sign"
    …
    }

A voucher is read here only if every line of it is plain and it balances, so that the exact way
is certain to give the same; otherwise it is read that way from its start.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asfdesk.domain.sie import SieRow, SieVoucher
from asfdesk.formats.sie.amounts import parse_day
from asfdesk.formats.sie.records import COST_CENTRE, PROJECT
from asfdesk.formats.sie.tokens import ObjectList, exact_fields, pairs_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_ANY = r'(?:"[^"\\]*"|[^ \t"{}\\]+)'
_ROW = re.compile(
    r"[ \t]*#TRANS[ \t]+([0-9]+)[ \t]+\{([^{}\\]*)\}[ \t]+(-?[0-9]{1,13})(?:\.([0-9]{2}))?"
    rf'(?:[ \t]+(?:([0-9]{{8}})|"")(?:[ \t]+"([^"\\]*)"(?:[ \t]+{_ANY}){{0,2}})?)?[ \t]*'
)
_HEAD = re.compile(
    rf"[ \t]*#VER[ \t]+({_ANY})[ \t]+({_ANY})[ \t]+([0-9]{{8}})"
    rf'(?:[ \t]+"([^"\\]*)"(?:[ \t]+{_ANY}){{0,2}})?[ \t]*'
)
_QUOTES = '" \t'


class QuickVouchers:
    """Reads plain vouchers, with the accounts, dates and object lists it has seen before.

    Attributes:
        vouchers, rows: how many it has read.
    """

    def __init__(self) -> None:
        self.vouchers = 0
        self.rows = 0
        self._accounts: dict[str, str] = {}
        self._days: dict[str, date | None] = {"": None}
        self._splits: dict[str, tuple[str, str] | None] = {}

    def voucher(self, lines: Sequence[str], at: int) -> tuple[SieVoucher, int] | None:
        """The voucher that starts at an index and the index after it, or None if not plain."""
        match = _HEAD.fullmatch(lines[at])
        if match is None or at + 1 == len(lines) or lines[at + 1] != "{":
            return None
        rows = self._rows(lines, at + 2)
        series, number, day_text, text = match.groups("")
        day = self.day(day_text)
        if day is None or not rows:
            return None
        series, number = series.strip(_QUOTES), number.strip(_QUOTES)
        head = (series, number, day, text.strip(), at + 1, tuple(rows), None)
        self.vouchers += 1
        self.rows += len(rows)
        return tuple.__new__(SieVoucher, head), at + len(rows) + 3

    def _rows(self, lines: Sequence[str], at: int) -> list[SieRow]:
        """The rows up to the closing brace; none if one is not plain or they do not balance."""
        match, accounts, days, splits = _ROW.fullmatch, self._accounts, self._days, self._splits
        found: list[SieRow] = []
        keep, new = found.append, tuple.__new__
        total, given, own = 0, "", ""
        for index in range(at, len(lines)):
            plain = match(lines[index])
            if plain is None:
                return found if lines[index] == "}" and not total else []
            account, objects, kronor, cents, day_text, text = plain.groups("")
            try:
                account, day, split = accounts[account], days[day_text], splits[objects]
            except KeyError:
                account, day, split = self._learn(account, day_text, objects)
            ore = int(kronor + cents) if cents else int(kronor) * 100
            if split is None or (day is None and day_text) or (ore == 0 and kronor[0] == "-"):
                return []
            total += ore
            if text != given:
                given, own = text, text.strip()
            keep(new(SieRow, (account, ore, day, split[0], split[1], own, index + 1)))
        return []

    def _learn(
        self, account: str, day_text: str, objects: str
    ) -> tuple[str, date | None, tuple[str, str] | None]:
        """Remember what has not been seen before."""
        if objects not in self._splits:
            found = exact_fields(f"{{{objects}}}")
            whole = len(found.values) == 1 and not found.faults
            self._splits[objects] = cost_centre_and_project(found.values[0]) if whole else None
        return self.account(account), self.day(day_text), self._splits[objects]

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
