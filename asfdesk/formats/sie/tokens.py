"""From a line to its fields, by two ways that give the same (sie.md §5.1).

`fast_fields` splits lines without anything unusual in them; `exact_fields` walks through the
characters, copes with broken quotes and braces, and says what it found.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asfdesk.domain.books.sie_issues import Code

if TYPE_CHECKING:
    from collections.abc import Iterator


SEPARATORS = " \t"

ODD_SPACES = "\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
"""What `str.split` takes for space and SIE does not."""

_ODD_SPACE = re.compile(f"[{ODD_SPACES}]")


class ObjectList(tuple[str, ...]):
    """What stands between the braces: dimension, object, dimension, object and so on."""

    __slots__ = ()


_EMPTY = ObjectList()
Field = str | ObjectList


class Fields(NamedTuple):
    """The fields of a line, label first, and what was wrong with how they are written."""

    values: list[Field]
    faults: tuple[Code, ...] = ()


def fields_of(line: str) -> Fields:
    """The fields of a line: the fast way if it can be trusted, else the exact one."""
    fast = fast_fields(line)
    return exact_fields(line) if fast is None else Fields(fast)


def fast_fields(line: str) -> list[Field] | None:
    """Split a line without backslashes, stray quotes or misplaced braces; None for others."""
    if "\\" in line or not (line.isascii() or _ODD_SPACE.search(line) is None):
        return None
    if "{" in line or "}" in line:
        return _with_list(line)
    return _plain(line)


def _plain(line: str) -> list[Field] | None:
    """Fields of a piece that holds no braces."""
    if '"' not in line:
        return list(line.split())
    pieces = line.split('"')
    if len(pieces) % 2 == 0:
        return None
    last = len(pieces) - 1
    found: list[Field] = []
    for index, piece in enumerate(pieces):
        if index % 2:
            found.append(piece)
            continue
        starts = index == 0 or not piece or piece[0] in " \t"
        ends = index == last or not piece or piece[-1] in " \t"
        if not starts or not ends or (not piece and 0 < index < last):
            return None
        found.extend(piece.split())
    return found


def _with_list(line: str) -> list[Field] | None:
    """Fields of a line whose first brace opens an object list that closes before others."""
    head, opened, rest = line.partition("{")
    inside, closed, tail = rest.partition("}")
    if not opened or not closed or '"' in head or "}" in head or "{" in inside:
        return None
    if head[-1:] not in SEPARATORS or not head or (tail and tail[0] not in " \t"):
        return None
    if ("{" in tail or "}" in tail) and '"' not in tail:
        return None
    objects = _plain(inside) if inside.strip() else []
    after = _plain(tail)
    if objects is None or after is None or not _braces_quoted(tail):
        return None
    pairs = ObjectList(part for part in objects if isinstance(part, str)) if objects else _EMPTY
    return [*head.split(), pairs, *after]


def _braces_quoted(tail: str) -> bool:
    """Whether every brace after the object list stands inside a quoted text."""
    if "{" not in tail and "}" not in tail:
        return True
    return all("{" not in piece and "}" not in piece for piece in tail.split('"')[::2])


def exact_fields(line: str) -> Fields:
    """Walk through the characters of a line; never fails."""
    return _Scanner(line).scan()


class _Scanner:
    """One line, read from left to right."""

    def __init__(self, line: str) -> None:
        self._line = line
        self._end = len(line)
        self._at = 0
        self._faults: dict[Code, None] = {}

    def scan(self) -> Fields:
        values: list[Field] = []
        while self._skip_space():
            values.append(self._field())
        return Fields(values, tuple(self._faults))

    def _skip_space(self) -> bool:
        """To the next field; only spaces and tabs separate (a no-break space may be a mark)."""
        while self._at < self._end and self._line[self._at] in SEPARATORS:
            self._at += 1
        return self._at < self._end

    def _field(self) -> Field:
        char = self._line[self._at]
        if char == '"':
            return self._quoted()
        if char == "{" and self._line.find("}", self._at) >= 0:
            return self._objects()
        if char in "{}":
            self._at += 1
            return char
        return self._bare(SEPARATORS)

    def _bare(self, stops: str) -> str:
        """A field without quotes around it; quotes inside it are kept and noted."""
        start = self._at
        if self._line[start] == "-" and self._line[start + 1 : start + 2] == '"':
            self._at += 1
            self._faults[Code.STRAY_QUOTE] = None
            return "-" + self._quoted()
        while self._at < self._end and self._line[self._at] not in stops:
            self._at += 1
        text = self._line[start : self._at]
        if '"' in text.replace('\\"', ""):
            self._faults[Code.STRAY_QUOTE] = None
        return text.replace('\\"', '"')

    def _quoted(self, stops: str = SEPARATORS) -> str:
        """A field in quotes; a quote that is not followed by a separator is part of the text."""
        start = self._at + 1
        close = self._closing(start, stops, escapes=True)
        if close is None and '\\"' in self._line[start:]:
            close = self._closing(start, stops, escapes=False)
        if close is None:
            self._faults[Code.UNCLOSED_QUOTE] = None
            close = self._end
        text = self._line[start:close]
        if '"' in text.replace('\\"', ""):
            self._faults[Code.STRAY_QUOTE] = None
        self._at = close + 1
        return text.replace('\\"', '"')

    def _closing(self, start: int, stops: str, *, escapes: bool) -> int | None:
        """Where the closing quote stands, or None; without `escapes` also after a backslash."""
        at = self._line.find('"', start)
        while at >= 0:
            escaped = escapes and at > start and self._line[at - 1] == "\\"
            if not escaped and (at + 1 == self._end or self._line[at + 1] in stops):
                return at
            at = self._line.find('"', at + 1)
        return None

    def _objects(self) -> ObjectList:
        """The pairs between braces; a brace inside quotes does not close the list."""
        self._at += 1
        found: list[str] = []
        while self._skip_space():
            char = self._line[self._at]
            if char == "}":
                self._at += 1
                return ObjectList(found)
            found.append(self._quoted(" \t}") if char == '"' else self._bare(" \t}"))
        self._faults[Code.OBJECT_LIST_BROKEN] = None
        return ObjectList(found)


def pairs_of(objects: ObjectList) -> Iterator[tuple[str, str]]:
    """Dimension and object, two by two; a lone last one is left."""
    return zip(objects[::2], objects[1::2], strict=False)
