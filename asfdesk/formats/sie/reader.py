"""Reading a SIE file, any type: bytes in, `SieFile` out, never an exception for its content."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from itertools import repeat
from typing import TYPE_CHECKING

from asfdesk.domain.books.sie import SieFile
from asfdesk.domain.books.sie_issues import Code
from asfdesk.formats.sie import sie5
from asfdesk.formats.sie.checks import check
from asfdesk.formats.sie.checksum import check_checksum
from asfdesk.formats.sie.encoding import decode
from asfdesk.formats.sie.finish import finished
from asfdesk.formats.sie.issue_log import IssueLog
from asfdesk.formats.sie.kind import Kind, kind_of
from asfdesk.formats.sie.lines import MAX_LINES, split_lines
from asfdesk.formats.sie.records import PERIOD_LABELS, take, take_plain_period
from asfdesk.formats.sie.source import Source
from asfdesk.formats.sie.state import State
from asfdesk.formats.sie.tokens import SEPARATORS
from asfdesk.formats.sie.vouchers import ROW_LABELS, VoucherReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_FIRST_RECORD_WITHIN = 100
_REPORT_EVERY = 2048
_MAX_FAULTS = 50_000
"""So many lines that cannot be read, and the reading ends: nobody goes through them."""

_UNREADABLE = (
    Code.BAD_AMOUNT,
    Code.BAD_ACCOUNT,
    Code.BAD_BALANCE,
    Code.BAD_VOUCHER_DATE,
    Code.BAD_ACCOUNT_NUMBER,
    Code.NOT_A_RECORD,
    Code.UNCLOSED_QUOTE,
)


def _silent(done: int, total: int) -> None:
    """Progress that nobody watches."""
    del done, total


def read(
    data: bytes,
    encoding: str | None = None,
    progress: Callable[[int, int], None] = _silent,
) -> SieFile:
    """Read a file of SIE type 1-5.

    Args:
        data: the whole file.
        encoding: one of `encoding.ENCODINGS` if the user chose it, None to decide by evidence.
        progress: told lines done and in all; what it raises (a cancel) passes through.

    Returns:
        What the file holds, with everything that is wrong with it among its issues.
    """
    log = IssueLog()
    kind = kind_of(data, log)
    if kind is Kind.NONE:
        return SieFile(issues=log.issues(), issue_totals=log.totals())
    if kind is Kind.XML:
        return sie5.read_xml(data, log)
    with _collector_paused():
        return _read_text(data, encoding, log, progress)


def _read_text(
    data: bytes, encoding: str | None, log: IssueLog, progress: Callable[[int, int], None]
) -> SieFile:
    """A file of type 1-4."""
    text, found = decode(data, encoding, log)
    lines = split_lines(text, log, b"" if found == "utf-16" else data)
    tabs = "\t" in text
    del text
    if not _has_records(lines, log):
        return SieFile(issues=log.issues(), issue_totals=log.totals())
    source = Source(lines, log, tabs=tabs)
    state = State(log, encoding=found)
    _read_lines(source, state, progress)
    if state.labels["#KSUMMA"]:
        check_checksum(lines, found, log)
    check(state)
    return finished(state, len(lines))


@contextmanager
def _collector_paused() -> Iterator[None]:
    """No search for reference cycles while hundreds of thousands of small tuples are made.

    Tuples of text and numbers make no cycles, and the search would cost more than the reading.
    Freezing and thawing puts them among the old objects at once; otherwise the search would go
    through them all as soon as it is allowed again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def _has_records(lines: list[str], log: IssueLog) -> bool:
    """Whether there is anything to read, and not too much."""
    if len(lines) > MAX_LINES:
        log.add(Code.TOO_MANY_LINES, None, limit=MAX_LINES)
        return False
    if not any(line.lstrip(SEPARATORS)[:1] == "#" for line in lines[:_FIRST_RECORD_WITHIN]):
        binary = log.count(Code.CONTROL_CHARACTERS)
        log.add(Code.BINARY_FILE if binary else Code.NO_RECORDS)
        return False
    return True


def _read_lines(source: Source, state: State, progress: Callable[[int, int], None]) -> None:
    """Every line into the state."""
    lines = source.lines
    vouchers = VoucherReader(source, state)
    at, total, told = 0, len(lines), 0
    while at < total:
        mark = lines[at].lstrip(SEPARATORS)
        at = _read_one(mark, at, source, state, vouchers) if mark else at + 1
        if at - told >= _REPORT_EVERY:
            progress(at, total)
            if not state.labels["#KSUMMA"]:
                lines[told:at] = repeat("", at - told)  # done with, and a large file is large
            told = at
            if sum(map(state.log.count, _UNREADABLE)) > _MAX_FAULTS:
                state.log.add(Code.TOO_MANY_FAULTS, at, limit=_MAX_FAULTS)
                break
    vouchers.finish()
    progress(total, total)


def _read_one(mark: str, at: int, source: Source, state: State, vouchers: VoucherReader) -> int:
    """One line, or a voucher with its rows; gives the index after it."""
    if mark[0] in "{}" and mark[1:].lstrip(SEPARATORS).startswith("#"):
        state.log.tally(Code.BRACE_MISPLACED, at + 1)
        source.lines[at] = mark[1:]
        return at
    if mark[0] != "#":
        braces = mark.rstrip(SEPARATORS) in ("{", "}")
        state.log.tally(Code.BRACE_MISPLACED if braces else Code.NOT_A_RECORD, at + 1)
        return at + 1
    label = mark.split(None, 1)[0].upper()
    if label in ROW_LABELS:
        return vouchers.loose_rows(at)
    if label == "#VER":
        return vouchers.vouchers(at)
    if label in PERIOD_LABELS and take_plain_period(state, mark, at + 1):
        return at + 1
    record, after = source.record(at)
    take(state, record)
    return after
