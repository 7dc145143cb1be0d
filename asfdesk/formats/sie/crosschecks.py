"""Sums that should agree in a clean file (sie.md §1.6); they often fail for innocent reasons."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from asfdesk.domain.books.ledger import is_result_account
from asfdesk.domain.books.sie_issues import Code

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from asfdesk.formats.sie.state import State

Sums = dict[str, int]

BAS = 4
"""Digits of an account number."""

INTERNAL = "9"
"""Accounts of class 9 stand beside the books and need not balance."""

_CLOSING = "899"
_BALANCE = ("1", "2")


def cross_check(state: State) -> None:
    """Compare balances, rows and periods of year 0; differences are named with amounts."""
    opening, closing = state.opening.get(0, {}), state.closing.get(0, {})
    results = state.results.get(0, {})
    rows = _row_sums(state)
    _check_opening(state, opening)
    _check_zero(state, Code.OPENING_NOT_ZERO, _total(opening))
    if closing:
        _check_zero(state, Code.CLOSING_RESULT_NOT_ZERO, _total(closing) + _total(results))
    previous = state.closing.get(-1, {})
    if previous and opening:
        _check_same(
            state,
            Code.OPENING_NOT_PREVIOUS_CLOSING,
            _balance_only(previous),
            _balance_only(opening),
        )
    if rows and closing:
        _check_same(state, Code.CLOSING_NOT_ROWS, _moved(opening, rows), _balance_only(closing))
    if rows and results:
        _check_same(state, Code.RESULT_NOT_ROWS, _result_only(rows), _result_only(results))
    periods = _period_sums(state)
    if periods and results:
        _check_same(state, Code.RESULT_NOT_PERIODS, _result_only(periods), _result_only(results))
    _check_closing_accounts(state, results or rows)


def _row_sums(state: State) -> Sums:
    """All rows of all vouchers by account; also notes where an account is used first."""
    sums: defaultdict[str, int] = defaultdict(int)
    for voucher in state.vouchers:
        for row in voucher[5]:
            sums[row[0]] += row[1]
    unseen = sums.keys() - state.first_use.keys() - state.declared
    unseen |= {account for account in sums if account.startswith(INTERNAL) or len(account) > BAS}
    for voucher in state.vouchers if unseen else ():
        for row in voucher.rows:
            if row.account in unseen:
                unseen.discard(row.account)
                state.first_use.setdefault(row.account, row.line)
    return sums


def _period_sums(state: State) -> Sums:
    sums: Sums = {}
    for amount in state.period_balances:
        if amount.year == 0:
            sums[amount.account] = sums.get(amount.account, 0) + amount.amount_ore
    return sums


def _total(balances: Mapping[str, int]) -> int:
    """The sum without internal accounts, which balance outside the books."""
    return sum(ore for account, ore in balances.items() if not account.startswith(INTERNAL))


def _balance_only(balances: Mapping[str, int]) -> Sums:
    return {account: ore for account, ore in balances.items() if account.startswith(_BALANCE)}


def _result_only(balances: Mapping[str, int]) -> Sums:
    return {account: ore for account, ore in balances.items() if is_result_account(account)}


def _moved(opening: Mapping[str, int], rows: Mapping[str, int]) -> Sums:
    """Opening balances plus the year's rows."""
    moved = _balance_only(opening)
    for account, ore in _balance_only(rows).items():
        moved[account] = moved.get(account, 0) + ore
    return moved


def _check_zero(state: State, code: Code, difference: int) -> None:
    if difference:
        state.log.add(code, None, difference_ore=difference)


def _check_same(state: State, code: Code, left: Sums, right: Sums) -> None:
    """One issue with the number of accounts that differ and the first of them."""
    differing = _differing(left, right, left.keys() | right.keys())
    if differing:
        account, difference = differing[0]
        state.log.add(
            code, None, count=len(differing), account=account[:20], difference_ore=difference
        )


def _differing(left: Sums, right: Sums, accounts: Iterable[str]) -> list[tuple[str, int]]:
    """The accounts that differ, by number, and right minus left."""
    pairs = ((account, right.get(account, 0) - left.get(account, 0)) for account in accounts)
    return sorted(pair for pair in pairs if pair[1])


def _check_opening(state: State, opening: Mapping[str, int]) -> None:
    """Opening balances do not belong on result accounts (row 34)."""
    odd = sorted(account for account in _result_only(opening) if opening[account])
    if odd:
        state.log.add(Code.RESULT_ACCOUNT_OPENING, None, count=len(odd), account=odd[0][:20])


def _check_closing_accounts(state: State, results: Mapping[str, int]) -> None:
    """The year's result booked on 8990-8999: left out of comparisons (§1.6)."""
    booked = sum(ore for account, ore in results.items() if account.startswith(_CLOSING))
    if booked:
        state.log.add(Code.CLOSING_ACCOUNTS, None, amount_ore=booked)
