"""Letters that another program read in the wrong encoding and then saved as UTF-8 (row 3, 3b).

Each mistake is reversible, and shows by what å, ä and ö have become, standing inside words.
"""

from __future__ import annotations

import re

_LETTERS = "åäöÅÄÖé"
_UNDEFINED = "\x81\x8d\x8f\x90\x9d"
_MISTAKES = (("cp1252", "cp437"), ("cp1252", "utf-8"), ("cp437", "utf-8"), ("cp437", "cp1252"))
"""(read as, really was)."""


def decode_cp1252(data: bytes) -> str:
    """Code page 1252 with its five undefined bytes as they are."""
    return "".join(_latin(bytes((byte,))) for byte in data)


def repair(text: str) -> tuple[str, int]:
    """The text as it was before somebody read it wrong, and how many letters that mended.

    Nothing is changed unless the traces of one mistake outnumber the Swedish letters.
    """
    if text.isascii():
        return text, 0
    real = sum(text.count(letter) for letter in _LETTERS)
    best, count = None, real
    for wrong, right in _MISTAKES:
        traces = _traces(wrong, right)
        found = len(re.findall(traces, text))
        if found > count:
            best, count = (wrong, right), found
    if best is None:
        return text, 0
    wrong, right = best
    if right == "utf-8":
        pattern = _traces(wrong, right)
        return re.sub(pattern, lambda match: _back(match[0], wrong, right), text), count
    return "".join(char if char.isascii() else _back(char, wrong, right) for char in text), count


def _traces(wrong: str, right: str) -> str:
    """What the letters look like after the mistake: one-character ones only beside a letter."""
    seen = [_read_as(letter.encode(right), wrong) for letter in _LETTERS]
    options = "|".join(re.escape(trace) for trace in seen)
    if right == "utf-8":
        return options
    return f"(?<=[A-Za-z])(?:{options})|(?:{options})(?=[A-Za-z])"


def _read_as(data: bytes, encoding: str) -> str:
    """Bytes read in the wrong encoding, undefined ones kept."""
    return decode_cp1252(data) if encoding == "cp1252" else data.decode(encoding)


def _latin(byte: bytes) -> str:
    """One byte of code page 1252, or of Latin-1 where 1252 has nothing."""
    try:
        return byte.decode("cp1252")
    except UnicodeDecodeError:
        return byte.decode("latin-1")


def _back(piece: str, wrong: str, right: str) -> str:
    """Undo the mistake for a few characters; what cannot come from it stays."""
    try:
        data = b"".join(
            char.encode("latin-1" if char in _UNDEFINED and wrong == "cp1252" else wrong)
            for char in piece
        )
        return data.decode(right)
    except UnicodeError:
        return piece
