"""Lines and control characters (sie.md §1.3). Only LF ends a line; a CR just before it goes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asfdesk.domain.books.sie_issues import Code

if TYPE_CHECKING:
    from asfdesk.formats.sie.issue_log import IssueLog

MAX_LINE = 10_000
"""Characters of a text that are kept (decisions B5)."""

MAX_LINES = 2_000_000

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]+")
_CONTROL_BYTES = bytes(byte for byte in (*range(32), 127) if byte not in b"\t\n")
_OTHER_BYTES = bytes(byte for byte in range(256) if byte not in _CONTROL_BYTES)


def split_lines(text: str, log: IssueLog, data: bytes = b"") -> list[str]:
    """The lines without their ends; control characters are removed with an issue.

    A file without a single LF is split at CR. `str.splitlines` is not used: it splits at
    characters that may stand in a text.

    Args:
        text: the whole file.
        log: told of control characters.
        data: the bytes it was read from, if one control character is one byte there; looking
            at them is quicker.
    """
    ends, with_cr = text.count("\n"), text.count("\r\n")
    clean = _controls(data or text.encode("latin-1", "replace")) == with_cr
    if not ends:
        text = text.replace("\r", "\n")
    elif with_cr < ends:
        text = text.replace("\r\n", "\n")
    lines = text.split("\r\n" if 0 < ends == with_cr else "\n")
    if not clean:
        lines = [_clean(line, number, log) for number, line in enumerate(lines, 1)]
    return lines


def _controls(data: bytes) -> int:
    """How many control characters there are, CR included; LF and tab are none."""
    return len(data.translate(None, _OTHER_BYTES))


def _clean(line: str, number: int, log: IssueLog) -> str:
    """The line without control characters; a CR at its end is no fault."""
    clean = _CONTROL.sub("", line)
    if len(clean) != len(line.rstrip("\r")):
        log.tally(Code.CONTROL_CHARACTERS, number)
    return clean
