"""From a SIE file to what is kept of one fiscal year: months, and vouchers that can be compared.

The source is one for the whole file, best first: vouchers, period balances, yearly results
(sie.md §5.3); sources are never mixed. Only dimensions 1 and 6 are in the value to begin with.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from asfdesk.domain.books.ledger import AccountMonth, ActualSource, reach_of
from asfdesk.domain.books.sie_issues import Code
from asfdesk.domain.period import Month

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from asfdesk.domain.books.sie import SieFile, SieVoucher

TurnoverKey = tuple[str, str, str, str]
"""Account, YYYY-MM, cost centre, project."""

HASH_DIGITS = 32
"""128 bits tell vouchers apart; the rest of a SHA-256 would only make the client file larger."""


class KeyedVoucher(NamedTuple):
    """A voucher that is taken in.

    Attributes:
        key: the same for the same voucher in a later export (sie.md §5.4).
        content_hash: changes when a number in it changes; texts and encodings do not matter.
        months: YYYY-MM of each row.
    """

    voucher: SieVoucher
    key: str
    content_hash: str
    months: tuple[str, ...]


@dataclass(frozen=True)
class Intake:
    """What a file gives for one fiscal year.

    Attributes:
        file: what was read.
        first: first day of the fiscal year.
        last: last day.
        source: where the months come from; None when the file has no figures for the year.
        vouchers: what is taken in; empty unless the source is vouchers.
        left_out: why -> how many vouchers and their debit sum in öre, not taken in.
    """

    file: SieFile = field(repr=False)
    first: date
    last: date
    source: ActualSource | None
    vouchers: tuple[KeyedVoucher, ...] = field(default=(), repr=False)
    left_out: Mapping[Code, tuple[int, int]] = field(default_factory=dict)

    @cached_property
    def postings(self) -> int:
        """Rows that are taken in."""
        return sum([len(keyed.months) for keyed in self.vouchers])

    @cached_property
    def last_voucher_day(self) -> date | None:
        """The latest voucher that is taken in."""
        return max((k.voucher.day for k in self.vouchers if k.voucher.day), default=None)

    @property
    def covered_month(self) -> Month:
        """The last month the file says anything about, inside the year."""
        day = self.file.covered_to or self.last_voucher_day or self.file.generated_on or self.last
        return Month.of(min(max(day, self.first), self.last))

    @property
    def reach(self) -> date | None:
        """The day the figures go to, as `SieImport.reach` will say once it is taken in."""
        return reach_of(self.file.covered_to, self.file.generated_on, self.last_voucher_day)

    def after(self, day: date | None) -> Intake:
        """Only the vouchers after a day; everything for None."""
        if day is None:
            return self
        kept = tuple(k for k in self.vouchers if k.voucher.day and k.voucher.day > day)
        return replace(self, vouchers=kept)

    @property
    def voucher_months(self) -> frozenset[str]:
        """YYYY-MM of the vouchers' own days."""
        return frozenset(str(keyed.voucher.day)[:7] for keyed in self.vouchers)

    @property
    def series(self) -> frozenset[str]:
        """The voucher series that it has."""
        return frozenset(keyed.voucher.series for keyed in self.vouchers)

    def hashes(self) -> dict[str, str]:
        """Voucher key -> content hash."""
        return {keyed.key: keyed.content_hash for keyed in self.vouchers}

    @cached_property
    def turnover(self) -> dict[TurnoverKey, int]:
        """Öre with SIE's sign per account, month, cost centre and project, whatever the source."""
        found: dict[TurnoverKey, int] = defaultdict(int)
        for voucher, _key, _hash, months in self.vouchers:
            for row, month in zip(voucher.rows, months, strict=True):
                account, ore, _day, cost_centre, project, _text, _line = row
                found[account, month, cost_centre, project] += ore
        for balance in self.balance_months():
            found[balance.account, str(balance.month), "", ""] += balance.amount_sie_ore
        return dict(found)

    def balance_months(self) -> list[AccountMonth]:
        """The months where they come from balances; empty when they come from vouchers."""
        match self.source:
            case ActualSource.PERIOD_BALANCES:
                return self._period_balances()
            case ActualSource.YEAR_BALANCES:
                return self._year_totals()
            case _:
                return []

    def _period_balances(self) -> list[AccountMonth]:
        sums: dict[tuple[str, Month], int] = defaultdict(int)
        low, high = Month.of(self.first), Month.of(self.last)
        for balance in self.file.period_balances:
            if balance.year == 0 and low <= balance.month <= high:
                sums[balance.account, balance.month] += balance.amount_ore
        return [AccountMonth(account, month, ore) for (account, month), ore in sums.items()]

    def _year_totals(self) -> list[AccountMonth]:
        """The whole year in the last covered month, so that totals hold."""
        opening = self.file.opening.get(0, {})
        closing = self.file.closing.get(0, {})
        change = {
            account: closing.get(account, 0) - opening.get(account, 0)
            for account in {**opening, **closing}
        }
        totals = {**change, **self.file.results.get(0, {})}
        month = self.covered_month
        return [AccountMonth(account, month, ore) for account, ore in totals.items() if ore]


def intake(file: SieFile, first: date, last: date, *, unbalanced: bool = False) -> Intake:
    """What is taken in of a file for the fiscal year first..last.

    Args:
        file: what was read.
        first: first day of the year.
        last: last day.
        unbalanced: also take in vouchers that do not sum to zero.
    """
    taken: list[SieVoucher] = []
    left: dict[Code, tuple[int, int]] = {}
    for voucher in file.vouchers:
        reason = _reason(voucher, first, last, unbalanced=unbalanced)
        if reason is None:
            if voucher.rows:
                taken.append(voucher)
            continue
        count, total = left.get(reason, (0, 0))
        debit = sum(row.amount_ore for row in voucher.rows if row.amount_ore > 0)
        left[reason] = (count + 1, total + debit)
    vouchers = tuple(_keyed(taken, first, last))
    return Intake(file, first, last, _source(file, has_vouchers=bool(taken)), vouchers, left)


def _reason(voucher: SieVoucher, first: date, last: date, *, unbalanced: bool) -> Code | None:
    """Why a voucher is not taken in, or None."""
    code = voucher.left_out
    if code is not None and not (unbalanced and code is Code.UNBALANCED):
        return code
    if voucher.day is None:
        return Code.BAD_VOUCHER_DATE
    return None if first <= voucher.day <= last else Code.VOUCHER_OUTSIDE_YEAR


def _source(file: SieFile, *, has_vouchers: bool) -> ActualSource | None:
    if has_vouchers:
        return ActualSource.VOUCHERS
    if any(balance.year == 0 for balance in file.period_balances):
        return ActualSource.PERIOD_BALANCES
    if file.results.get(0) or file.closing.get(0):
        return ActualSource.YEAR_BALANCES
    return None


def _keyed(vouchers: list[SieVoucher], first: date, last: date) -> Iterator[KeyedVoucher]:
    names = [f"{voucher.series}\t{voucher.number}" for voucher in vouchers]
    times = Counter(names)
    seen: Counter[str] = Counter()
    texts: dict[date, str] = {}
    limits = (first, last)
    for voucher, key in zip(vouchers, names, strict=True):
        months = tuple([_month(row.day, voucher.day, limits, texts) for row in voucher.rows])
        digest = _content_hash(voucher, months)
        if not voucher.number or times[key] > 1:
            alike = f"{key}\t{voucher.day}\t{digest}"
            seen[alike] += 1
            yield KeyedVoucher(voucher, f"{alike}\t{seen[alike]}", digest, months)
        else:
            yield KeyedVoucher(voucher, key, digest, months)


def _month(
    own: date | None, voucher: date | None, limits: tuple[date, date], texts: dict[date, str]
) -> str:
    """YYYY-MM of the row's own day, or the voucher's when the row has none inside the year."""
    day = voucher if own is None or not limits[0] <= own <= limits[1] else own
    if day is None:
        raise ValueError(own)
    text = texts.get(day)
    return text if text is not None else texts.setdefault(day, day.isoformat()[:7])


def _content_hash(voucher: SieVoucher, months: tuple[str, ...]) -> str:
    """Of the numbers only, whatever the order of the rows; `ascii` is the same everywhere."""
    rows = sorted(
        [
            (account, cost_centre, project, ore, month)
            for (account, ore, _day, cost_centre, project, _text, _line), month in zip(
                voucher.rows, months, strict=True
            )
        ]
    )
    return hashlib.sha256(ascii((str(voucher.day), rows)).encode()).hexdigest()[:HASH_DIGITS]


def closed_through(taken: Intake) -> Month | None:
    """The month the books seem to be closed through, to propose to the user (decisions A6).

    The last month that had ended when the file says its figures end: #OMFATTN, or the last
    voucher if the file was made after that month. None when no month of the year had ended.
    """
    made = taken.file.generated_on
    end = taken.file.covered_to
    if end is None or (made is not None and end > made):
        end = _end_by_voucher(taken, made)
    if end is None:
        return None
    end = min(end, taken.last)
    month = Month.of(end)
    month = month if end == month.last else month.plus(-1)
    return month if month >= Month.of(taken.first) else None


def _end_by_voucher(taken: Intake, made: date | None) -> date | None:
    """The end of the last voucher's month if the file was made later, else that voucher's day."""
    day = taken.last_voucher_day
    if day is None:
        return made
    end = Month.of(day).last
    return end if made is not None and made > end else day
