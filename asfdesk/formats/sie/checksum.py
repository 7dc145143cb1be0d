"""#KSUMMA: CRC-32 over labels and field contents in code page 437 (sie.md §1.7)."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from asfdesk.domain.books.sie_issues import Code
from asfdesk.formats.sie.tokens import SEPARATORS, ObjectList, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asfdesk.formats.sie.issue_log import IssueLog

LABEL = "#KSUMMA"
_SURE = ("cp437", "ascii")


def record_bytes(line: str) -> bytes:
    """What of a line counts: the label and the fields' contents; nothing of a lone brace."""
    if line.strip(SEPARATORS)[:1] != "#":
        return b""
    parts = [
        "".join(value) if isinstance(value, ObjectList) else value
        for value in fields_of(line).values
    ]
    return "".join(parts).encode("cp437", errors="replace")


def checksum(lines: Iterable[str]) -> int:
    """The unsigned CRC-32 of the lines between the two #KSUMMA."""
    crc = 0
    for line in lines:
        crc = zlib.crc32(record_bytes(line), crc)
    return crc


def check_checksum(lines: Sequence[str], encoding: str, log: IssueLog) -> None:
    """Compare a file's checksum, where it has one, with its contents.

    An opening without a closing means that the file was cut off: it is refused. In a file that
    is not code page 437 a difference says nothing, since it was converted after the sum was made.
    """
    marks = [
        index
        for index, line in enumerate(lines)
        if line.lstrip(SEPARATORS)[: len(LABEL)].upper() == LABEL
    ]
    values = {index: _value(lines[index]) for index in marks}
    opening = next((index for index in marks if values[index] == ""), None)
    if opening is None:
        return
    closing = next((index for index in marks if index > opening and values[index]), None)
    if closing is None:
        log.add(Code.CHECKSUM_UNFINISHED, opening + 1)
        return
    if values[closing].lstrip("0") != str(checksum(lines[opening + 1 : closing])).lstrip("0"):
        sure = encoding in _SURE
        log.add(Code.CHECKSUM_MISMATCH if sure else Code.CHECKSUM_OTHER_ENCODING, closing + 1)


def _value(line: str) -> str:
    """The value after the label, "" for none."""
    values = fields_of(line).values[1:]
    return values[0] if values and isinstance(values[0], str) else ""
