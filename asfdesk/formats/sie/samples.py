"""The same names in several encodings side by side, so that a person can tell which is right."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from asfdesk.domain.books.sie_issues import Code
from asfdesk.formats.sie.encoding import decode
from asfdesk.formats.sie.issue_log import IssueLog

CANDIDATES = ("cp437", "cp1252", "utf-8", "mac-roman")
NAMES = 3

_NAMED = re.compile(
    rb'^[ \t]*#(?:FNAMN|KONTO[ \t]+\S+|OBJEKT[ \t]+"?[16]"?[ \t]+\S+)[ \t]+("[^"\r\n]*"|\S+)',
    re.MULTILINE | re.IGNORECASE,
)


class Sample(NamedTuple):
    """What names look like in an encoding."""

    encoding: str
    names: tuple[str, ...]


def samples(data: bytes) -> tuple[Sample, ...]:
    """Up to three names with letters outside ASCII, in each encoding that reads them otherwise."""
    found: list[bytes] = []
    for match in _NAMED.finditer(data):
        name = match[1].strip(b'"')
        if not name.isascii() and name not in found:
            found.append(name)
        if len(found) == NAMES:
            break
    if not found:
        return ()
    read: dict[tuple[str, ...], Sample] = {}
    for encoding in CANDIDATES:
        names = tuple(name.decode(encoding, errors="replace") for name in found)
        read.setdefault(names, Sample(encoding, names))
    return tuple(read.values())


class Confidence(StrEnum):
    """How sure the encoding is."""

    CERTAIN = "certain"
    LIKELY = "likely"
    UNSURE = "unsure"


class Evidence(NamedTuple):
    """What a person needs to see to trust or change the encoding.

    Attributes:
        encoding: the one that is chosen by evidence.
        confidence: unsure = the user is asked.
        samples: the same names in every encoding that reads them otherwise; empty for ASCII.
    """

    encoding: str
    confidence: Confidence
    samples: tuple[Sample, ...]


_UNSURE = (Code.ENCODING_UNCERTAIN, Code.LETTERS_LOST)
_LIKELY = (Code.MIXED_ENCODING, Code.LETTERS_REPAIRED)


def evidence(data: bytes) -> Evidence:
    """How the letters of a SIE 1-4 file are read, and how sure that is; `#FORMAT` is not asked."""
    log = IssueLog()
    found = decode(data, None, log)
    if any(map(log.count, _UNSURE)):
        confidence = Confidence.UNSURE
    elif any(map(log.count, _LIKELY)):
        confidence = Confidence.LIKELY
    else:
        confidence = Confidence.CERTAIN
    return Evidence(found.encoding, confidence, samples(data))
