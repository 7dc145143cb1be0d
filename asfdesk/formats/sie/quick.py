"""The common #TRANS, read without the general tokeniser; anything unusual is left to that.

`#TRANS 3041 {1 "10"} -1000.00 20250115 "text" 1.00 "sign"` is nearly every line of a big file.
A row is read here only if the exact way is certain to give the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.sie import SieRow
from asfdesk.formats.sie.records import COST_CENTRE, PROJECT
from asfdesk.formats.sie.tokens import ObjectList, exact_fields, pairs_of

if TYPE_CHECKING:
    from datetime import date

_MAX_DIGITS = 15
_WITH_DATE = 2
_AFTER_TEXT = 2
_OTHER_WAY = "\\"


class QuickRows:
    """Reads rows, with the accounts, dates and object lists it has seen before."""

    def __init__(self) -> None:
        self.accounts: dict[str, str] = {}
        self.days: dict[str, date] = {}
        self._splits: dict[str, tuple[str, str] | None] = {}

    def row(self, line: str, number: int) -> SieRow | None:
        """The row of a plain #TRANS, or None for the general way to read."""
        head, closed, tail = line.partition("}")
        start, opened, objects = head.partition("{")
        words = start.split()
        if not closed or not opened or len(words) != 2 or words[0] != "#TRANS":  # noqa: PLR2004 - label and account
            return None
        account = self.accounts.get(words[1])
        split = self.split(objects)
        if account is None or split is None or _OTHER_WAY in line:
            return None
        if '"' not in tail:
            values, text = tail.split(), ""
            if len(values) > _WITH_DATE:
                return None
        else:
            values, text = _values_and_text(tail)
        if not values:
            return None
        ore = quick_ore(values[0])
        day = self.days.get(values[1]) if len(values) == _WITH_DATE else None
        if ore is None or (day is None and len(values) == _WITH_DATE):
            return None
        return SieRow(account, ore, day, split[0], split[1], text, number)

    def split(self, objects: str) -> tuple[str, str] | None:
        """Cost centre and project of what stands between braces; None if it is odd."""
        try:
            return self._splits[objects]
        except KeyError:
            found = exact_fields(f"{{{objects}}}")
            whole = len(found.values) == 1 and isinstance(found.values[0], ObjectList)
            known = None
            if whole and not found.faults and isinstance(found.values[0], ObjectList):
                known = cost_centre_and_project(found.values[0])
            self._splits[objects] = known
            return known


def cost_centre_and_project(objects: ObjectList) -> tuple[str, str]:
    """The objects in dimensions 1 and 6, "" for none; no other dimension is kept (§5.1)."""
    if not objects:
        return "", ""
    by_dimension = dict(pairs_of(objects))
    return by_dimension.get(COST_CENTRE, ""), by_dimension.get(PROJECT, "")


def _values_and_text(tail: str) -> tuple[list[str], str]:
    """Amount and date before a quoted text; nothing if more than the text is quoted."""
    before, _, rest = tail.partition('"')
    text, closed, after = rest.partition('"')
    values = before.split()
    plain = closed and '"' not in after and before[-1:] in (" ", "\t")
    if not plain or len(values) != _WITH_DATE:
        return [], ""
    if after and (after[0] not in " \t" or len(after.split()) > _AFTER_TEXT):
        return [], ""
    return values, text.strip()


def quick_ore(number: str) -> int | None:
    """Öre of `-?digits(.digits{2})?`; None for other forms and for negative zero."""
    body = number[1:] if number[0] == "-" else number
    whole, dot, cents = body.partition(".")
    digits = whole + cents if dot else whole + "00"
    if (dot and len(cents) != 2) or len(digits) > _MAX_DIGITS:  # noqa: PLR2004 - öre
        return None
    if not digits.isdigit() or not whole or not digits.isascii():
        return None
    ore = int(digits)
    if body is number:
        return ore
    return -ore if ore else None
