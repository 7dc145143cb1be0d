"""What has been read of a file so far."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.books.sie import PeriodAmount, SieType, SieVoucher, SieYear
    from asfdesk.formats.sie.issue_log import IssueLog

Balances = dict[int, dict[str, int]]


@dataclass(slots=True)
class State:
    """Collected by the records, made into a SieFile at the end.

    Attributes:
        names, org_numbers: every one that stands in the file, in order.
        labels: how many records of each label there are.
        sie_type: set beforehand for XML only, else by the checks; `is_entry`: a SieEntry.
        declared: the numbers of all #KONTO.
        first_use: the line where an account is used for the first time.
        opening, closing, results: year index to account to öre.
    """

    log: IssueLog
    encoding: str = ""
    program: str = ""
    sie_type: SieType | None = None
    declared_type: str = ""
    is_entry: bool = False
    format_name: str = ""
    currency: str = ""
    generated_on: date | None = None
    covered_to: date | None = None
    names: list[str] = field(default_factory=list)
    org_numbers: list[str] = field(default_factory=list)
    org_sub: str = ""
    years: dict[int, SieYear] = field(default_factory=dict)
    declared: set[str] = field(default_factory=set)
    accounts: dict[str, str] = field(default_factory=dict)
    cost_centres: dict[str, str] = field(default_factory=dict)
    projects: dict[str, str] = field(default_factory=dict)
    first_use: dict[str, int] = field(default_factory=dict)
    opening: Balances = field(default_factory=dict)
    closing: Balances = field(default_factory=dict)
    results: Balances = field(default_factory=dict)
    period_balances: list[PeriodAmount] = field(default_factory=list)
    budget: list[PeriodAmount] = field(default_factory=list)
    vouchers: list[SieVoucher] = field(default_factory=list)
    labels: Counter[str] = field(default_factory=Counter)
    unknown: int = 0
