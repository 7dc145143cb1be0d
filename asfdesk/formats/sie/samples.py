"""The same names in several encodings side by side, so that a person can tell which is right."""

from __future__ import annotations

import re
from typing import NamedTuple

CANDIDATES = ("cp437", "cp1252", "utf-8", "mac-roman")
NAMES = 3

_NAMED = re.compile(
    rb'^[ \t]*#(?:FNAMN|KONTO[ \t]+\S+|OBJEKT[ \t]+\S+[ \t]+\S+)[ \t]+"([^"\r\n]*)"', re.MULTILINE
)


class Sample(NamedTuple):
    """What names look like in an encoding."""

    encoding: str
    names: tuple[str, ...]


def samples(data: bytes) -> tuple[Sample, ...]:
    """Up to three names with letters outside ASCII, in each encoding that reads them otherwise."""
    found: list[bytes] = []
    for match in _NAMED.finditer(data):
        if not match[1].isascii() and match[1] not in found:
            found.append(match[1])
        if len(found) == NAMES:
            break
    if not found:
        return ()
    read: dict[tuple[str, ...], Sample] = {}
    for encoding in CANDIDATES:
        names = tuple(name.decode(encoding, errors="replace") for name in found)
        read.setdefault(names, Sample(encoding, names))
    return tuple(read.values())
