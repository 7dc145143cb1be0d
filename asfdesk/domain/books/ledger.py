"""The bookkeeping as SIE has it: debit positive, credit negative, in `*_sie_ore` (decisions A1)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from asfdesk.domain.period import Month


TYPED = ""
"""In the place of an account number: amounts that were typed for lack of bookkeeping."""


def effect(amount_sie_ore: int) -> int:
    """SIE's sign to effect on the result, and back. The only flip there is (decisions A1)."""
    return -amount_sie_ore


def account_head(number: str) -> int | None:
    """The first four digits, by which accounts are placed (decisions A9); None if not digits."""
    return int(number[:4].ljust(4, "0")) if number.isascii() and number.isdigit() else None


def is_result_account(number: str) -> bool:
    """3000-8989: what belongs to the result. 8990-8999 close the year, class 9 is internal.

    Goes by the first characters, so that a number with a stray letter still counts: it gets no
    plan line, but its money is not lost.
    """
    return "3" <= number[:1] <= "8" and number[:3] != "899"


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
class ObjectAmount:
    """Turnover of an account on one cost centre or project ("" = without), SIE's sign."""

    code: str
    account: str
    amount_sie_ore: int


@dataclass(frozen=True)
class VoucherRow:
    """A posting with its voucher, for drill-down. `month` is the posting's own month."""

    series: str
    number: str
    day: date
    account: str
    amount_sie_ore: int
    text: str = ""
    cost_centre: str = ""
    project: str = ""
    voucher_id: int = 0
    month: Month | None = None


@dataclass(frozen=True)
class SieImport:
    """One file that was taken in.

    Attributes:
        sie_type: 1, 2, 3, 4E, 4I or 5.
        covered_to: #OMFATTN, the day the balances go to.
        source: where its months come from.
        left_out: vouchers that are not counted.
        issues: what the reader remarked, as JSON text of codes, lines and counts.
        active: whether its figures are the ones in use.
    """

    id: int
    fiscal_year_id: int
    file_name: str
    sha256: str
    imported_at: datetime
    program: str
    generated_on: date | None
    sie_type: str
    encoding: str
    covered_to: date | None
    last_voucher_on: date | None
    source: ActualSource
    vouchers: int
    postings: int
    left_out: int = 0
    issues: str = "[]"
    active: bool = False

    @property
    def reach(self) -> date | None:
        """The day its figures go to; None when the file says nothing, so that it is the year.

        #OMFATTN may name the end of a year that has only begun: then the day the file was made
        counts, or a voucher after it.
        """
        return reach_of(self.covered_to, self.generated_on, self.last_voucher_on)


def reach_of(
    covered_to: date | None, generated_on: date | None, last_voucher: date | None
) -> date | None:
    """The day a file's figures go to (see `SieImport.reach`)."""
    told = covered_to
    if told is not None and generated_on is not None:
        told = min(told, generated_on)
    ends = [end for end in (told, last_voucher) if end is not None]
    return max(ends, default=generated_on)


class BalanceKind(StrEnum):
    """Yearly figures of an account (SIE §12)."""

    OPENING = "IB"
    CLOSING = "UB"
    RESULT = "RES"


@dataclass(frozen=True)
class PostingFilter:
    """Which postings to show; None and empty mean no limit.

    Attributes:
        accounts: account numbers.
        first: first month of the postings.
        last: last month.
        voucher_id: one voucher's rows.
        search: text to find in account, voucher or text.
        amount_ore: absolute amount that the search text may also mean.
    """

    accounts: tuple[str, ...] = ()
    first: Month | None = None
    last: Month | None = None
    voucher_id: int | None = None
    search: str = ""
    amount_ore: int | None = None
    cost_centre: str | None = None
    project: str | None = None
