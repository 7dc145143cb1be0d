"""What kind of file the bytes are, before they are read (sie.md §5.1, row 44)."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from asfdesk.domain.books.sie_issues import Code

if TYPE_CHECKING:
    from asfdesk.formats.sie.issue_log import IssueLog

MAX_BYTES = 50_000_000
"""The largest file taken in (decisions B5)."""

_HEAD = 4096
_BINARY_STARTS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"Rar!")
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_ROOT = re.compile(rb"<([a-z0-9_]+:)?sie")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


class Kind(Enum):
    """How to read it on."""

    TEXT = "text"
    XML = "xml"
    NONE = "none"


def kind_of(data: bytes, log: IssueLog) -> Kind:
    """Tell text, XML and what is neither apart; the latter is refused with its own code."""
    code = _foreign(data)
    if code is not None:
        log.add(code)
        return Kind.NONE
    start = _start(data)
    xml = start.startswith((b"<?xml", b"<!--", b"<!doctype")) or _ROOT.match(start)
    return Kind.XML if xml else Kind.TEXT


def _start(data: bytes) -> bytes:
    """The first characters in small letters, without mark, UTF-16's zeros and space."""
    head = data[:_HEAD]
    for mark in _MARKS:
        head = head.removeprefix(mark)
    if head[1:2] == b"\x00" or head[:1] == b"\x00":
        head = head.replace(b"\x00", b"")
    return head.lstrip().lower()


def _foreign(data: bytes) -> Code | None:
    """The code of a file that is no SIE file at all."""
    start = _start(data)
    if len(data) > MAX_BYTES:
        return Code.FILE_TOO_LARGE
    if not data.strip(b" \t\r\n\x00\x1a") or not start.strip(b"\x1a\x00"):
        return Code.EMPTY_FILE
    if data.startswith(_ZIP_STARTS):
        return Code.ZIP_FILE
    if data.startswith(_BINARY_STARTS):
        return Code.BINARY_FILE
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or (
        start.startswith((b"<?xml", b"<!--")) and b"<html" in start
    ):
        return Code.HTML_FILE
    return None
