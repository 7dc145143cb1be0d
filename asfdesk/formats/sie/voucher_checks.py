"""Checks of vouchers against each other and against the fiscal year (rows 22-25, 30, 46)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from asfdesk.domain.books.sie_issues import Code

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.books.sie import SieVoucher
    from asfdesk.formats.sie.state import State


def check_vouchers(state: State) -> None:
    """Dates outside the year, repeated and missing numbers, rows that do not count."""
    year = state.years.get(0)
    if year and year.first and year.last and year.first <= year.last:
        _check_days(state, year.first, year.last)
    _check_numbers(state)
    removed, added = state.labels["#BTRANS"], state.labels["#RTRANS"]
    if removed or added:
        state.log.add(Code.REMOVED_ROWS, None, removed=removed, added=added)


def _check_days(state: State, first: date, last: date) -> None:
    """Vouchers outside the year are left out; rows' own dates outside it are not used."""
    days = {voucher[2] for voucher in state.vouchers}
    outside = {day for day in days if day is not None and not first <= day <= last}
    for index, voucher in enumerate(state.vouchers):
        day = voucher[2]
        if day is None:
            continue
        if outside and day in outside and voucher[5]:
            _leave_out(state, index, voucher, day)
            continue
        for row in voucher[5]:
            own = row[2]
            if own is None or own is day:
                continue
            if not first <= own <= last:
                state.log.add(Code.ROW_OUTSIDE_YEAR, row.line, day=str(own))
            elif (own.month, own.year) != (day.month, day.year):
                state.log.tally(Code.ROW_OTHER_MONTH, row.line)


def _leave_out(state: State, index: int, voucher: SieVoucher, day: date) -> None:
    """A voucher dated outside the year."""
    state.log.add(
        Code.VOUCHER_OUTSIDE_YEAR,
        voucher.line,
        series=voucher.series[:20],
        number=voucher.number[:20],
        day=str(day),
    )
    left_out = voucher.left_out or Code.VOUCHER_OUTSIDE_YEAR
    state.vouchers[index] = voucher._replace(left_out=left_out)


def _check_numbers(state: State) -> None:
    """The same series and number twice, and vouchers without a number."""
    log = state.log
    keys = [one[:2] for one in state.vouchers if one[1]]
    repeated = {}
    if len(set(keys)) < len(keys):
        repeated = {key: count for key, count in Counter(keys).items() if count > 1}
    for voucher in state.vouchers if repeated else ():
        count = repeated.pop((voucher.series, voucher.number), 0)
        if count:
            named = {"series": voucher.series[:20], "number": voucher.number[:20]}
            log.add(Code.DUPLICATE_VOUCHER, voucher.line, **named, count=count)
    for voucher in state.vouchers if len(keys) < len(state.vouchers) else ():
        if not voucher.number and voucher.left_out is not Code.ROW_OUTSIDE_VOUCHER:
            log.tally(Code.VOUCHER_WITHOUT_NUMBER, voucher.line)
