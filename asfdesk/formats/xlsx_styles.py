"""Which number formats of a workbook show days, and which show times."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.formats.zip_parts import walk

if TYPE_CHECKING:
    from collections.abc import Mapping


class Shown(StrEnum):
    """What a number is shown as."""

    NUMBER = "number"
    DAY = "day"
    TIME = "time"


_DAY_IDS = frozenset((*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)))
_TIME_IDS = frozenset((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47))
"""Built-in formats (ECMA-376 part 1, 18.8.30)."""

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


def shown_as(format_id: int, code: str | None) -> Shown:
    """What a format shows; `code` for the workbook's own formats."""
    if code is None:
        if format_id in _DAY_IDS:
            return Shown.DAY
        return Shown.TIME if format_id in _TIME_IDS else Shown.NUMBER
    plain = _LITERAL.sub("", code).lower().split(";")[0]
    if "general" in plain:
        return Shown.NUMBER
    if "d" in plain or "y" in plain:
        return Shown.DAY
    if "h" in plain or "s" in plain:
        return Shown.TIME
    return Shown.DAY if "m" in plain else Shown.NUMBER


def read_styles(data: bytes) -> list[Shown]:
    """What each cell style of a workbook shows, by its index."""
    codes: dict[int, str] = {}
    styles: list[Shown] = []
    inside: list[str] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        inside.append(name)
        if name == "numFmt":
            codes[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "xf" and "cellXfs" in inside:
            chosen = _whole(attributes.get("numFmtId"))
            styles.append(shown_as(chosen, codes.get(chosen)))

    def end(_name: str, _text: str) -> None:
        inside.pop()

    if data:
        walk(data, start, end)
    return styles


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() else 0
