"""A SIE file in memory: what it holds, and what is wrong with it.

Amounts are integer öre with SIE's sign: debit positive, income negative (decisions A1, D6). The
value is compact, so that a file of 200,000 rows fits well below 250 MB. It holds codes and
values only; the sentences about them are made in `asfdesk.reports.books.sie_words`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from asfdesk.domain.books.sie_issues import Code, Decision, Issue, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from asfdesk.domain.period import Month

__all__ = [
    "Code",
    "Decision",
    "Issue",
    "PeriodAmount",
    "Severity",
    "SieCounts",
    "SieFile",
    "SieRow",
    "SieType",
    "SieVoucher",
    "SieYear",
]


class SieType(StrEnum):
    """The kind of file (sie.md §1.2); 4E and 4I both say #SIETYP 4."""

    YEAR_BALANCES = "1"
    PERIOD_BALANCES = "2"
    OBJECT_BALANCES = "3"
    VOUCHERS = "4E"
    PRE_SYSTEM = "4I"
    XML = "5"


@dataclass(frozen=True, slots=True)
class SieYear:
    """A fiscal year (#RAR): 0 is the current one, -1 the one before; None = date unreadable."""

    index: int
    first: date | None
    last: date | None

    @property
    def usable(self) -> bool:
        """Whether both dates are known and in order."""
        return self.first is not None and self.last is not None and self.first <= self.last


class SieRow(NamedTuple):
    """A #TRANS of a voucher.

    Attributes:
        account: as in the file; digits, unless the voucher is left out for it.
        amount_ore: öre, debit positive.
        day: the row's own date, or None for the voucher's.
        cost_centre: object in dimension 1, "" for none.
        project: object in dimension 6, "" for none.
        text: the row's own text.
        line: line in the file, from 1.
    """

    account: str
    amount_ore: int
    day: date | None
    cost_centre: str
    project: str
    text: str
    line: int


class SieVoucher(NamedTuple):
    """A #VER with the rows that could be read.

    Attributes:
        day: None when the file's date cannot be read (then it is left out).
        left_out: why it is not to be imported, or None. `Code.UNBALANCED` ones may be taken in
            if the user asks for it; the others lack something.
    """

    series: str
    number: str
    day: date | None
    text: str
    line: int
    rows: tuple[SieRow, ...]
    left_out: Code | None


class PeriodAmount(NamedTuple):
    """A #PSALDO or #PBUDGET without objects: the change in one month, not cumulative."""

    year: int
    month: Month
    account: str
    amount_ore: int
    line: int


@dataclass(frozen=True, slots=True)
class SieCounts:
    """How many records of each kind the file holds, unreadable ones included."""

    lines: int = 0
    accounts: int = 0
    vouchers: int = 0
    postings: int = 0
    added_rows: int = 0
    removed_rows: int = 0
    period_balances: int = 0
    period_budgets: int = 0
    balances: int = 0
    unknown_labels: int = 0


@dataclass(frozen=True, slots=True)
class SieFile:
    """A whole file.

    Attributes:
        program: name and version of the program that made it.
        sie_type: None for what is no SIE file (then it is refused).
        encoding: cp437, cp1252, utf-8, utf-8-sig, utf-16, ascii or mac-roman; "" for no SIE file.
        org_number: as written in the file; `org_sub` is the förvnr after it.
        currency: ISO 4217; SEK when the file does not say.
        fiscal_years: year 0 first, then -1, -2 …; only those with a #RAR.
        covered_to: #OMFATTN.
        accounts: declared by #KONTO, number to name, in the file's order.
        cost_centres, projects: #OBJEKT in dimensions 1 and 6, code to name.
        opening, closing, results: #IB, #UB, #RES as year index to account to öre.
        period_balances, budget: #PSALDO, #PBUDGET without objects, in the file's order.
        issues: in the order of the file, at most 200 per code.
        issue_totals: how many there were of each code.
    """

    program: str = ""
    sie_type: SieType | None = None
    encoding: str = ""
    company: str = ""
    org_number: str = ""
    org_sub: str = ""
    generated_on: date | None = None
    currency: str = "SEK"
    fiscal_years: tuple[SieYear, ...] = ()
    covered_to: date | None = None
    accounts: Mapping[str, str] = field(default_factory=dict)
    cost_centres: Mapping[str, str] = field(default_factory=dict)
    projects: Mapping[str, str] = field(default_factory=dict)
    vouchers: tuple[SieVoucher, ...] = field(default=(), repr=False)
    opening: Mapping[int, Mapping[str, int]] = field(default_factory=dict, repr=False)
    closing: Mapping[int, Mapping[str, int]] = field(default_factory=dict, repr=False)
    results: Mapping[int, Mapping[str, int]] = field(default_factory=dict, repr=False)
    period_balances: tuple[PeriodAmount, ...] = field(default=(), repr=False)
    budget: tuple[PeriodAmount, ...] = field(default=(), repr=False)
    counts: SieCounts = SieCounts()
    issues: tuple[Issue, ...] = field(default=(), repr=False)
    issue_totals: Mapping[Code, int] = field(default_factory=dict)

    @property
    def decision(self) -> Decision:
        """Refuse, ask or accept: the worst of what was found (sie.md §5.2)."""
        found = {issue.severity for issue in self.issues}
        if Severity.REFUSE in found:
            return Decision.REFUSE
        return Decision.ASK if Severity.ASK in found else Decision.ACCEPT

    @property
    def current_year(self) -> SieYear | None:
        """Year 0 when it has usable dates."""
        return next((year for year in self.fiscal_years if year.index == 0 and year.usable), None)

    def importable(self, *, unbalanced: bool = False) -> Iterator[SieVoucher]:
        """The vouchers to take in; with `unbalanced` also those that do not sum to nothing."""
        for voucher in self.vouchers:
            if voucher.left_out is None or (unbalanced and voucher.left_out is Code.UNBALANCED):
                yield voucher

    @property
    def last_voucher_day(self) -> date | None:
        """The latest date of a voucher that is not left out, or None."""
        return max(
            (voucher.day for voucher in self.importable() if voucher.day and voucher.rows),
            default=None,
        )
