"""The lines of a file as records: fields with their faults noted, broken texts joined."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asfdesk.domain.books.sie_issues import Code
from asfdesk.formats.sie.lines import MAX_LINE
from asfdesk.formats.sie.tokens import SEPARATORS, Fields, ObjectList, fields_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.formats.sie.issue_log import IssueLog
    from asfdesk.formats.sie.tokens import Field

_LOOKAHEAD = 50
_SCANNED = 100_000
"""Characters of a line that are looked at; no record is that long."""

_MARKS = "#{}"


class Record(NamedTuple):
    """One record.

    Attributes:
        label: in capitals, with its #.
        values: the fields after the label.
        line: where it starts, from 1.
    """

    label: str
    values: Sequence[Field]
    line: int

    def text(self, index: int) -> str:
        """The field as text; "" when it is left out or an object list."""
        value = self.values[index] if index < len(self.values) else ""
        return value.strip() if isinstance(value, str) else ""


class Source:
    """All lines of a file.

    Attributes:
        lines: as split; a line that mixes a brace and a record is cut in place.
        short: whether no line is longer than what is kept of a text.

    Args:
        lines: as split; changed in place.
        log: told of faults.
        tabs: whether there are any; they separate fields as spaces do, and are made spaces.
    """

    def __init__(self, lines: list[str], log: IssueLog, *, tabs: bool = True) -> None:
        self.lines = lines
        self.log = log
        if tabs:
            for at, line in enumerate(lines):
                if "\t" in line:
                    lines[at] = _spaced(line)
        self.short = max(map(len, lines)) <= MAX_LINE

    def record(self, at: int) -> tuple[Record, int]:
        """The record that starts at an index, and the index after it."""
        line = self.lines[at][:_SCANNED]
        number = at + 1
        found = fields_of(line)
        after = at + 1
        if Code.UNCLOSED_QUOTE in found.faults:
            found, after = self._joined(at, found)
        for fault in found.faults:
            self.log.add(fault, number)
        values = found.values
        if len(line) > MAX_LINE:
            self.log.tally(Code.LINE_TOO_LONG, number)
            values = [_cut(value) for value in values]
        return Record(self._label(values, number), values[1:], number), after

    def _label(self, values: list[Field], number: int) -> str:
        """The label in capitals; whether they matter is left open by the format (§1.8)."""
        label = values[0] if values and isinstance(values[0], str) else ""
        capitals = label.upper()
        if capitals != label:
            self.log.tally(Code.LOWER_CASE_LABEL, number, label[:MAX_LABEL])
        return capitals

    def _joined(self, at: int, found: Fields) -> tuple[Fields, int]:
        """A text that goes on in the next lines, unless these are records themselves."""
        text = self.lines[at]
        for after in range(at + 1, min(at + 1 + _LOOKAHEAD, len(self.lines))):
            line = self.lines[after]
            if line.lstrip(SEPARATORS)[:1] in tuple(_MARKS) or len(text) > MAX_LINE:
                break
            text = f"{text} {line}"
            if '"' in line:
                joined = fields_of(text)
                if Code.UNCLOSED_QUOTE in joined.faults:
                    continue
                return Fields(joined.values, (*joined.faults, Code.LINE_BREAK_IN_TEXT)), after + 1
        return found, at + 1


MAX_LABEL = 20


def _cut(value: Field) -> Field:
    """No text is kept longer than the limit of a line."""
    return value if isinstance(value, ObjectList) else value[:MAX_LINE]


def _spaced(line: str) -> str:
    """A record with spaces for its tabs, but not those inside quotes (Mamut, Visma Compact).

    A line that is not cut cleanly by its quotes stays as it is.
    """
    if '"' not in line:
        return line.replace("\t", " ")
    pieces = line.split('"')
    if "\\" in line or len(pieces) % 2 == 0 or line.lstrip(SEPARATORS)[:1] not in tuple(_MARKS):
        return line
    pieces[::2] = [piece.replace("\t", " ") for piece in pieces[::2]]
    return '"'.join(pieces)
