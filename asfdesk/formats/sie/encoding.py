"""Which characters the bytes mean, by evidence: #FORMAT is none (sie.md §1.9)."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

from asfdesk.domain.books.sie_issues import Code
from asfdesk.formats.sie import mojibake

if TYPE_CHECKING:
    from asfdesk.formats.sie.issue_log import IssueLog

ENCODINGS = ("cp437", "cp1252", "utf-8", "utf-8-sig", "utf-16", "mac-roman", "ascii")
"""The names a user may choose among when the program's guess is not right."""

_ASCII = bytes(range(128))
_CP437_LETTERS = "åäöÅÄÖéü".encode("cp437")
_ANSI_LETTERS = "åäöÅÄÖéü".encode("cp1252")
_MAC_LETTERS = "åäöÅÄÖé".encode("mac-roman")
_UTF8_LETTER = re.compile(rb"\xc3[\xa5\xa4\xb6\x85\x84\x96\xa9\xbc]")
_CERTAIN_MAC = 2
_LOST = "\ufffd"


class Decoded(NamedTuple):
    """The text and the name of the encoding it was read as."""

    text: str
    encoding: str


def decode(data: bytes, encoding: str | None, log: IssueLog) -> Decoded:
    """Turn the bytes of a SIE 1-4 file into text; never raises on content.

    Args:
        data: the whole file, not empty.
        encoding: what the user chose (one of `ENCODINGS`), or None to decide by evidence.
        log: told of uncertainty, repaired and lost letters.
    """
    if encoding is not None:
        return _checked(Decoded(_decoded(data, encoding), encoding), log)
    found = _by_mark(data) or _by_letters(data.removeprefix(codecs.BOM_UTF8), log)
    if found.encoding.startswith("utf"):
        text, repaired = mojibake.repair(found.text)
        if repaired:
            log.add(Code.LETTERS_REPAIRED, None, count=repaired)
            found = Decoded(text, found.encoding)
    return _checked(found, log)


def _decoded(data: bytes, encoding: str) -> str:
    """The text in the encoding that the user chose."""
    if encoding == "cp1252":
        return mojibake.decode_cp1252(data)
    return data.decode(encoding, errors="replace")


def _checked(found: Decoded, log: IssueLog) -> Decoded:
    """Tell of letters that nobody can bring back."""
    lost = found.text.count(_LOST)
    if lost:
        log.add(Code.LETTERS_LOST, None, count=lost)
    return found


def _by_mark(data: bytes) -> Decoded | None:
    """By a byte order mark, or the zeros of UTF-16 without one."""
    if data.startswith(codecs.BOM_UTF8) and _mostly_utf8(data):
        return Decoded(data.decode("utf-8-sig", errors="replace"), "utf-8-sig")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Decoded(data.decode("utf-16", errors="replace"), "utf-16")
    if data.startswith(b"#\x00"):
        return Decoded(data.decode("utf-16-le", errors="replace"), "utf-16")
    if data.startswith(b"\x00#"):
        return Decoded(data.decode("utf-16-be", errors="replace"), "utf-16")
    return None


def _mostly_utf8(data: bytes) -> bool:
    """Whether what follows the mark agrees with it: a text pasted after a mark may not."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        high = data.translate(None, _ASCII)
        utf8 = len(_UTF8_LETTER.findall(high))
        return utf8 > 0 or not (_count(high, _CP437_LETTERS) + _count(high, _ANSI_LETTERS))
    return True


def _by_letters(data: bytes, log: IssueLog) -> Decoded:
    """By the bytes above 127: none, valid UTF-8, more ANSI than CP437 letters, else CP437."""
    if data.isascii():
        return Decoded(data.decode("ascii"), "ascii")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        high = data.translate(None, _ASCII)
    cp437 = _count(high, _CP437_LETTERS)
    ansi = _count(high, _ANSI_LETTERS)
    utf8 = len(_UTF8_LETTER.findall(high))
    if utf8 > max(ansi, cp437 - utf8):
        log.add(Code.MIXED_ENCODING)
        return Decoded(data.decode("utf-8", errors="replace"), "utf-8")
    return _single_byte(data, high, cp437, ansi, log)


def _single_byte(data: bytes, high: bytes, cp437: int, ansi: int, log: IssueLog) -> Decoded:
    """Code page 437 or ANSI; the majority decides and the rest is mentioned (sie.md §4, 3c)."""
    mac = _count(high, _MAC_LETTERS)
    if mac >= _CERTAIN_MAC and mac > 2 * max(cp437, ansi):
        log.add(Code.ENCODING_UNCERTAIN, None, likely="mac-roman")
    elif ansi == cp437 > 0:
        log.add(Code.ENCODING_UNCERTAIN, None, likely="cp1252")
    elif ansi and cp437:
        log.add(Code.MIXED_ENCODING)
    if ansi <= cp437:
        return Decoded(data.decode("cp437"), "cp437")
    return Decoded(mojibake.decode_cp1252(data), "cp1252")


def _count(high: bytes, letters: bytes) -> int:
    """How many of the high bytes are such letters."""
    return len(high) - len(high.translate(None, letters))
