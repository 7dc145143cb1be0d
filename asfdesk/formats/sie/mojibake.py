"""Letters that another program read in the wrong encoding and then saved as UTF-8 (row 3, 3b).

Each mistake is reversible, and shows by what å, ä and ö have become, standing inside words.
"""

from __future__ import annotations

import re

_LETTERS = "åäöÅÄÖé"
_MENDED = "".join(map(chr, range(0xA0, 0x100))) + "–—’”€"
"""What is put right where UTF-8 was read as something else."""

_MISTAKES = (
    ("cp1252", "cp437"),
    ("cp1252", "utf-8"),
    ("cp437", "utf-8"),
    ("cp437", "cp1252"),
    ("latin-1", "cp437"),
    ("latin-1", "utf-8"),
)
"""(read as, really was)."""


def _cp1252_character(byte: int) -> str:
    """What code page 1252 has for a byte; Latin-1 where it has nothing."""
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


_CP1252 = {byte: _cp1252_character(byte) for byte in range(0x80, 0xA0)}


def decode_cp1252(data: bytes) -> str:
    """Code page 1252 with its five undefined bytes as they are."""
    return data.decode("latin-1").translate(_CP1252)


def repair(text: str) -> tuple[str, int]:
    """The text as it was before somebody read it wrong, and how many letters that mended.

    Nothing is changed unless the traces of one mistake outnumber the Swedish letters.
    """
    if text.isascii():
        return text, 0
    best, most = None, sum(text.count(letter) for letter in _LETTERS)
    for wrong, right in _MISTAKES:
        found = _count(text, wrong, right)
        if found > most:
            best, most = (wrong, right), found
    if best is None:
        return text, 0
    wrong, right = best
    if right == "utf-8":
        seen = {_read_as(letter.encode(right), wrong): letter for letter in _MENDED}
        pattern = "|".join(map(re.escape, seen))
        return re.sub(pattern, lambda match: seen[match[0]], text), most
    return text.translate(_table(wrong, right)), most


def _count(text: str, wrong: str, right: str) -> int:
    """How many traces of a mistake there are; those of one character only beside a letter."""
    traces = [_read_as(letter.encode(right), wrong) for letter in _LETTERS]
    traces = [trace for trace in traces if trace in text]
    if not traces:
        return 0
    options = "|".join(map(re.escape, traces))
    if right == "utf-8":
        return len(re.findall(options, text))
    return len(re.findall(f"(?<=[A-Za-z])(?:{options})|(?:{options})(?=[A-Za-z])", text))


def _read_as(data: bytes, encoding: str) -> str:
    """Bytes read in the wrong encoding, undefined ones kept."""
    return decode_cp1252(data) if encoding == "cp1252" else data.decode(encoding)


def _table(wrong: str, right: str) -> dict[int, str]:
    """Every character that a mistake between two single-byte encodings can have made."""
    high = [bytes((byte,)) for byte in range(0x80, 0x100)]
    return {ord(_read_as(byte, wrong)): _read_as(byte, right) for byte in high}
