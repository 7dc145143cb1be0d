"""The bookkeeping as SIE has it: debit positive, credit negative, in `*_sie_ore` (decisions A1)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.period import Month

CLOSING_FIRST = 8990
RESULT_FIRST = 3000
INTERNAL_FIRST = 9000


def effect(amount_sie_ore: int) -> int:
    """SIE's sign to effect on the result, and back. The only flip there is (decisions A1)."""
    return -amount_sie_ore


def account_head(number: str) -> int | None:
    """The first four digits, by which accounts are placed (decisions A9); None if not digits."""
    return int(number[:4].ljust(4, "0")) if number.isascii() and number.isdigit() else None


def is_result_account(number: str) -> bool:
    """3000-8989: what belongs to the result. 8990-8999 close the year, class 9 is internal."""
    head = account_head(number)
    return head is not None and RESULT_FIRST <= head < CLOSING_FIRST


class ActualSource(StrEnum):
    """Where the months of a year's actuals come from (sie.md §5.3)."""

    VOUCHERS = "trans"
    PERIOD_BALANCES = "psaldo"
    YEAR_BALANCES = "res"


@dataclass(frozen=True)
class AccountMonth:
    """Turnover of an account in a month, split by cost centre and project ("" = none)."""

    account: str
    month: Month
    amount_sie_ore: int
    cost_centre: str = ""
    project: str = ""


@dataclass(frozen=True)
class Account:
    """An account of the enterprise's own chart; names come from SIE only."""

    number: str
    name: str


@dataclass(frozen=True)
class VoucherRow:
    """A posting with its voucher, for drill-down."""

    series: str
    number: str
    day: date
    account: str
    amount_sie_ore: int
    text: str = ""
    cost_centre: str = ""
    project: str = ""
