"""A voucher: #VER and the rows between its braces, where there are braces (rows 12-16, 20-31).

Only #TRANS counts; #RTRANS and #BTRANS are counted and mentioned (sie.md §1.4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asfdesk.domain.books.sie import SieRow, SieVoucher
from asfdesk.domain.books.sie_issues import Code
from asfdesk.formats.sie.amounts import number_like
from asfdesk.formats.sie.quick import QuickVouchers, batch_at, cost_centre_and_project
from asfdesk.formats.sie.records import KNOWN_LABELS, objects_and_rest, read_amount
from asfdesk.formats.sie.source import Record
from asfdesk.formats.sie.tokens import SEPARATORS

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.formats.sie.source import Source
    from asfdesk.formats.sie.state import State

ROW_LABELS = ("#TRANS", "#RTRANS", "#BTRANS")
ROW_FIELDS = 7
"""A #TRANS: account, objects, amount, date, text, quantity, signature."""

VOUCHER_FIELDS = 6

_MISLED = 100
"""So many vouchers whose frames are not what they seem, and the quick way is given up."""


class _Head(NamedTuple):
    """The fields of a #VER that are kept; no day when it cannot be read."""

    series: str
    number: str
    day: date | None
    text: str
    line: int


class VoucherReader:
    """Reads the vouchers of a file one after the other."""

    def __init__(self, source: Source, state: State) -> None:
        self._source = source
        self._state = state
        self._quick = QuickVouchers()
        self._rows: list[SieRow] = []
        self._fault: Code | None = None
        self._postings = self._plain_vouchers = self._plain_rows = self._after = 0
        self._misled = 0
        self._stray = self._braced = self._closed = self._ended = False

    def vouchers(self, at: int) -> int:
        """Take in the #VER at an index and plain ones after it; gives the index after them."""
        if not self._source.short or self._misled > _MISLED:
            return self._voucher(at)
        batch = batch_at(self._source.lines, at)
        if not batch.starts:
            self._misled += 1
            return self._voucher(at)
        begin = 0
        found = self._quick.vouchers(batch, self._source.lines)
        for start, end, made in zip(batch.starts, batch.ends, found, strict=True):
            if made is not None:
                self._state.vouchers.append(made)
                self._plain_vouchers += 1
                self._plain_rows += end - begin
            elif self._voucher(start) != start + end - begin + 3:
                self._misled += 1
                return self._after
            begin = end
        return batch.after

    def _voucher(self, at: int) -> int:
        """Take in one #VER and its rows by the general way; gives the index after them."""
        self._state.labels["#VER"] += 1
        self._begin(stray=False)
        head, after = self._head(at)
        after = self._block(after)
        self._check_braces(head)
        self._check_sum(head)
        self._keep(head)
        self._after = after
        return after

    def _head(self, at: int) -> tuple[_Head, int]:
        """The fields of a #VER, and the index after it."""
        log = self._state.log
        record, after = self._source.record(at)
        line = self._source.lines[after - 1]
        if record.values[-1:] == ["{"] and line.rstrip(SEPARATORS).endswith("{"):
            log.tally(Code.BRACE_MISPLACED, record.line)
            record = Record(record.label, record.values[:-1], record.line)
            self._braced = True
        if len(record.values) > VOUCHER_FIELDS and any(record.values[VOUCHER_FIELDS:]):
            log.tally(Code.EXTRA_FIELDS, record.line)
        text = record.text(2)
        head = _Head(
            record.text(0), record.text(1), self._quick.day(text), record.text(3), record.line
        )
        if head.day is None:
            self._fault = Code.BAD_VOUCHER_DATE
            log.add(Code.BAD_VOUCHER_DATE, record.line, **_key(head), text=number_like(text))
        return head, after

    def finish(self) -> None:
        """Count what was read the quick way."""
        self._state.labels["#VER"] += self._plain_vouchers
        self._state.labels["#TRANS"] += self._plain_rows

    def loose_rows(self, at: int) -> int:
        """Rows that belong to no voucher: kept as one that is left out."""
        self._begin(stray=True)
        after = self._block(at)
        number = at + 1
        if self._rows or self._fault:
            self._fault = Code.ROW_OUTSIDE_VOUCHER
            self._state.log.add(Code.ROW_OUTSIDE_VOUCHER, number, count=max(1, len(self._rows)))
            self._keep(_Head("", "", None, "", number))
        return after

    def _begin(self, *, stray: bool) -> None:
        """A new voucher; stray = rows that belong to none."""
        self._rows = []
        self._fault = None
        self._postings = self._state.labels["#TRANS"]
        self._stray = stray
        self._braced = self._closed = self._ended = False

    def _block(self, at: int) -> int:
        """Read the rows from an index until the block ends; gives the index after it."""
        lines = self._source.lines
        while at < len(lines) and not self._ended:
            at = self._line(at, lines[at].strip(SEPARATORS))
        return at

    def _line(self, at: int, mark: str) -> int:
        """One line of a block; gives the index to go on at.

        The index is `at` itself when the line is cut in two or belongs to what follows.
        """
        if not mark:
            return at + 1
        if mark[0] in "{}":
            return self._brace(at, mark)
        if mark[0] != "#":
            self._state.log.tally(Code.NOT_A_RECORD, at + 1)
            return at + 1
        label = mark.split(None, 1)[0].upper()
        if label in ROW_LABELS:
            return self._row_line(at, mark)
        if label in KNOWN_LABELS:
            self._ended = True
            return at
        self._state.unknown += 1
        self._state.log.tally(Code.UNKNOWN_LABEL, at + 1, label[:20])
        return at + 1

    def _brace(self, at: int, mark: str) -> int:
        """A brace, alone on its line as it should be, or before something else."""
        alone = len(mark) == 1
        if not alone:
            self._source.lines[at] = mark[1:]
        opens = mark[0] == "{"
        expected = not self._stray and not (opens and (self._braced or self._rows))
        if not alone or not expected:
            self._state.log.tally(Code.BRACE_MISPLACED, at + 1)
        if opens:
            self._braced = self._braced or not self._rows
        else:
            self._closed = self._ended = True
        return at + 1 if alone else at

    def _row_line(self, at: int, mark: str) -> int:
        """A #TRANS, #RTRANS or #BTRANS; only the first counts."""
        plain = self._quick.row(mark, at + 1) if self._source.short else None
        if plain is not None:
            self._state.labels["#TRANS"] += 1
            self._rows.append(plain)
            return at + 1
        record, after = self._source.record(at)
        if record.values[-1:] == ["}"] and mark.endswith("}"):
            self._closed = self._ended = True
            self._state.log.tally(Code.BRACE_MISPLACED, record.line)
            record = Record(record.label, record.values[:-1], record.line)
        self._state.labels[record.label] += 1
        if record.label == "#TRANS":
            self._row(record)
        return after

    def _check_braces(self, head: _Head) -> None:
        """One brace missing (row 13) or both (row 14) is mended; a cut-off block is left out."""
        if not self._braced:
            self._state.log.tally(Code.BRACE_MISSING, head.line)
        elif not self._closed:
            self._fault = self._fault or Code.BLOCK_NOT_CLOSED
            self._state.log.add(Code.BLOCK_NOT_CLOSED, head.line, **_key(head))

    def _row(self, record: Record) -> None:
        """A #TRANS by the general way."""
        log = self._state.log
        objects, rest = objects_and_rest(self._state, record, 1)
        tail = Record(record.label, rest, record.line)
        if len(rest) > ROW_FIELDS - 2 and any(rest[ROW_FIELDS - 2 :]):
            log.tally(Code.EXTRA_FIELDS, record.line)
        account = record.text(0)
        ore = read_amount(self._state, record, tail.text(0))
        if ore is None:
            self._fault = self._fault or Code.BAD_AMOUNT
            log.add(
                Code.BAD_AMOUNT, record.line, account=account[:20], text=number_like(tail.text(0))
            )
        if not (account.isascii() and account.isdigit()):
            self._fault = self._fault or Code.BAD_ACCOUNT
            log.add(Code.BAD_ACCOUNT, record.line, account=account[:20])
        else:
            account = self._quick.account(account)
        if ore is None:
            return
        day = self._row_day(tail)
        cost_centre, project = cost_centre_and_project(objects) or ("", "")
        self._rows.append(
            SieRow(account, ore, day, cost_centre, project, tail.text(2), record.line)
        )

    def _row_day(self, tail: Record) -> date | None:
        """The row's own date; an unreadable one gives way to the voucher's (decisions B4)."""
        text = tail.text(1)
        if not text:
            return None
        day = self._quick.day(text)
        if day is None:
            self._state.log.add(Code.BAD_ROW_DATE, tail.line, text=number_like(text))
        return day

    def _check_sum(self, head: _Head) -> None:
        """A voucher without rows is noted; one that does not balance is left out."""
        log = self._state.log
        if not self._rows and self._state.labels["#TRANS"] == self._postings:
            log.tally(Code.EMPTY_VOUCHER, head.line)
        difference = sum([row[1] for row in self._rows])
        if difference and self._fault is None:
            self._fault = Code.UNBALANCED
            log.add(Code.UNBALANCED, head.line, **_key(head), difference_ore=difference)

    def _keep(self, head: _Head) -> None:
        """The voucher as far as it could be read."""
        self._state.vouchers.append(
            SieVoucher(
                head.series,
                head.number,
                head.day,
                head.text,
                head.line,
                tuple(self._rows),
                self._fault,
            )
        )


def _key(head: _Head) -> dict[str, str]:
    """What names a voucher in a sentence."""
    return {"series": head.series[:20], "number": head.number[:20]}
