"""What a report is to the catalogue, and what is asked of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.i18n import _
from asfdesk.reports.document import PersonalData

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from asfdesk.domain.period import Period, PeriodKind
    from asfdesk.domain.sending.packages import Measure
    from asfdesk.domain.sending.report_rows import ReportRow
    from asfdesk.reports.document import Document
    from asfdesk.services.session import ReadSession


class Needs(StrEnum):
    """Which key a report takes (decisions C3)."""

    DATA = "data"
    VAULT = "vault"


class Selector(StrEnum):
    """What a report can be limited to."""

    TRAINEE = "trainee"
    AGREEMENT = "agreement"
    BUYER = "buyer"
    PROJECT = "project"


@dataclass(frozen=True)
class ReportRequest:
    """What is asked for.

    Attributes:
        period: what it is about.
        today: the user's date; decides what is due and overdue.
        created_at: printed as the moment of making.
        trainee_id: only this trainee; None = all.
        agreement_id: only this agreement; None = all.
        recipient: who it goes to; "" = nobody yet.
        buyer_id: only this buyer's agreements; None = all.
        layout: key of the recipient's layout, or the way to a file; "" = the one proposed.
        absence_id: only this deviation; None = all of the period.
        project: only this project or cost centre, as `ScopeChoice.text` or its code; "" = all.
    """

    period: Period
    today: date
    created_at: datetime
    trainee_id: int | None = None
    agreement_id: int | None = None
    recipient: str = ""
    buyer_id: int | None = None
    layout: str = ""
    absence_id: int | None = None
    project: str = ""


class DueFor(StrEnum):
    """Whom a report must reach, one document each."""

    BUYER = "buyer"  # each buyer with a placement in the period
    PAYER = "payer"  # each of them, and each that pays for places or a fixed sum
    PROJECT = "project"  # each agreement with a project number
    ENTERPRISE = "enterprise"  # one document


@dataclass(frozen=True)
class Due:
    """When a report must have gone, counted from the end of its period.

    Attributes:
        kind: the period it is about: MONTH or QUARTER.
        for_whom: how many documents a period needs.
        weeks: so many weeks after the period's last day; 0 = the last day of the next month.
    """

    kind: PeriodKind
    for_whom: DueFor
    weeks: int = 0


class RestsOn(StrEnum):
    """What the rows of a report rest on, and so when they are compared with what was sent."""

    MONTHS = "months"  # locked months: judged when one is locked again
    LOCKED = "locked"  # the same, but only editions that were made of locked months
    TEXTS = "texts"  # what is written about a trainee: judged when an owner opens the file
    BOOKS = "books"  # bookkeeping: the same


@dataclass(frozen=True)
class ReportEntry:
    """One report of the catalogue. Titles are English source strings, marked with `N_`.

    Attributes:
        key: R1 … R12.
        slug: its name in file names; ASCII, lower case, never changed.
        title_source, asks_source, often_source: what it is, who asks for it, how often.
        period_kinds: what it can be made for; the first is proposed.
        make: gathers the data and builds the document.
        selectors: what it can be limited to.
        rows: the rows that count when it is compared with what was sent; None = it is kept, but
            locking a month again never asks for it to be sent again.
        rests_on: what its rows rest on.
        new_rows_count: whether a row that was not there asks for sending again; where each event
            is sent for itself it does not.
        chain: a corrected month makes every later one that was sent go again, whether its own
            rows differ or not (SCB, domain.md §3.1).
        per_buyer: made for somebody, it is one document for each buyer and month (decisions C4).
        due: when it must have gone; None = when somebody asks.
        package: its figures as measures under lasting keys, for an export package; None = it
            does not go into packages.
        layout: which dated layout it is written in, as data; None = it has only one.
    """

    key: str
    slug: str
    title_source: str
    asks_source: str
    often_source: str
    period_kinds: tuple[PeriodKind, ...]
    make: Callable[[ReadSession, ReportRequest], Document]
    needs: Needs = Needs.DATA
    personal: PersonalData = PersonalData.NO
    selectors: frozenset[Selector] = frozenset()
    rows: Callable[[ReadSession, ReportRequest], tuple[ReportRow, ...]] | None = None
    rests_on: RestsOn = RestsOn.MONTHS
    new_rows_count: bool = True
    chain: bool = False
    per_buyer: bool = False
    due: Due | None = None
    layout: Callable[[ReadSession, ReportRequest], str] | None = None
    package: Callable[[ReadSession, ReportRequest], tuple[Measure, ...]] | None = None

    @property
    def counts_payers(self) -> bool:
        """Whether it is about agreements that pay for places or a fixed sum, whoever comes."""
        return self.due is not None and self.due.for_whom is DueFor.PAYER

    def title(self) -> str:
        """Its name."""
        return _(self.title_source)

    def asks(self) -> str:
        """Who asks for it."""
        return _(self.asks_source)

    def often(self) -> str:
        """How often they do."""
        return _(self.often_source)
