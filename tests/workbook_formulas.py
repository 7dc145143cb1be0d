"""Works out a workbook's formulas on its own, to see that they give the numbers written in it.

It reads the few things our workbooks use: cells here and on other sheets, SUM over cells and
ranges, + - * /, and IF(x=0,"",y). It shares no code with what writes them.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import openpyxl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.workbook import Workbook

Place = tuple[str, str]
Number = float | str | None

_TOKEN = re.compile(
    r"""(?P<cell>(?:'(?:[^']|'')+'!)?[A-Z]{1,3}\d+(?::[A-Z]{1,3}\d+)?)|(?P<name>SUM|IF)\("""
    r"""|(?P<empty>"")|(?P<number>\d+(?:\.\d+)?)|(?P<sign>[-+*/=,)])"""
)


@dataclass
class Recomputed:
    """A workbook whose formulas are worked out anew, also after some of its numbers are changed."""

    book: Workbook
    shown: Workbook
    changed: dict[Place, float] = field(default_factory=dict)
    _known: dict[Place, Number] = field(default_factory=dict)

    @classmethod
    def of(cls, content: bytes) -> Recomputed:
        """From the bytes of a file."""
        return cls(
            openpyxl.load_workbook(io.BytesIO(content)),
            openpyxl.load_workbook(io.BytesIO(content), data_only=True),
        )

    def formulas(self) -> Iterator[tuple[Place, str]]:
        """Every cell that holds one."""
        for sheet in self.book.worksheets:
            for line in sheet.iter_rows():
                for cell in line:
                    if cell.data_type == "f":
                        yield (sheet.title, cell.coordinate), str(cell.value)

    def wrong(self) -> list[tuple[Place, str, Number, Any]]:
        """Formulas that give something else than the number written beside them."""
        found = []
        for (sheet, address), formula in self.formulas():
            written = self.shown[sheet][address].value
            worked_out = self.value((sheet, address))
            alike = isinstance(worked_out, float) and isinstance(written, int | float)
            if not alike or abs(worked_out - written) > 1e-6:
                found.append(((sheet, address), formula, worked_out, written))
        return found

    def change(self, place: Place, number: float) -> None:
        """Type a number over an input."""
        assert self.book[place[0]][place[1]].data_type == "n"
        self.changed[place] = float(number)
        self._known.clear()

    def value(self, place: Place) -> Number:
        """What a cell comes to."""
        if place in self.changed:
            return self.changed[place]
        if place not in self._known:
            cell = self.book[place[0]][place[1]]
            if cell.data_type == "f":
                self._known[place] = _Reading(self, place[0], str(cell.value)[1:]).whole()
            else:
                self._known[place] = float(cell.value) if cell.data_type == "n" and (
                    cell.value is not None
                ) else cell.value  # fmt: skip
        return self._known[place]


class _Reading:
    """One formula, read from left to right."""

    def __init__(self, book: Recomputed, sheet: str, text: str) -> None:
        self._book = book
        self._sheet = sheet
        self._tokens: list[tuple[str, str]] = []
        at = 0
        while at < len(text):
            found = _TOKEN.match(text, at)
            assert found, f"{text!r} at {at}"
            kind = str(found.lastgroup)
            self._tokens.append((kind, found[kind]))
            at = found.end()
        self._at = 0

    def whole(self) -> Number:
        """All of it."""
        found = self._sum()
        assert self._at == len(self._tokens)
        return found

    def _next(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("end", "")

    def _take(self, text: str = "") -> tuple[str, str]:
        token = self._next()
        assert not text or token[1] == text, token
        self._at += 1
        return token

    def _sum(self) -> Number:
        total = self._product()
        while self._next()[1] in ("+", "-"):
            sign = self._take()[1]
            term = _plain(self._product())
            total = _plain(total) + term if sign == "+" else _plain(total) - term
        return total

    def _product(self) -> Number:
        total = self._one()
        while self._next()[1] in ("*", "/"):
            sign = self._take()[1]
            factor = _plain(self._one())
            total = _plain(total) * factor if sign == "*" else _plain(total) / factor
        return total

    def _one(self) -> Number:
        kind, text = self._take()
        if kind == "number":
            return float(text)
        if kind == "empty":
            return ""
        if kind == "cell":
            return self._cells(text)[0]
        assert kind == "name", (kind, text)
        return self._summed() if text == "SUM" else self._choice()

    def _summed(self) -> float:
        total = 0.0
        while True:
            kind, text = self._take()
            assert kind == "cell", text
            total += sum(one for one in self._cells(text) if isinstance(one, float))
            if self._take()[1] == ")":
                return total

    def _choice(self) -> Number:
        tested = _plain(self._sum())
        self._take("=")
        against = _plain(self._one())
        self._take(",")
        empty = self._one()
        self._take(",")
        if tested == against:
            while self._take()[1] != ")":
                continue
            return empty
        found = self._sum()
        self._take(")")
        return found

    def _cells(self, text: str) -> list[Number]:
        sheet, _mark, address = text.rpartition("!")
        name = sheet[1:-1].replace("''", "'") if sheet else self._sheet
        cells = self._book.book[name][address]
        lines = cells if isinstance(cells, tuple) else ((cells,),)
        flat = [one for line in lines for one in (line if isinstance(line, tuple) else (line,))]
        return [self._book.value((name, one.coordinate)) for one in flat]


def _plain(value: Number) -> float:
    """As Excel reckons: an empty cell is nothing, a text cannot be added."""
    assert value is None or isinstance(value, float), value
    return value or 0.0
