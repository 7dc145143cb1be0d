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
    """

    period: Period
    today: date
    created_at: datetime
    trainee_id: int | None = None
    agreement_id: int | None = None
    recipient: str = ""


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

    def title(self) -> str:
        """Its name."""
        return _(self.title_source)

    def asks(self) -> str:
        """Who asks for it."""
        return _(self.asks_source)

    def often(self) -> str:
        """How often they do."""
        return _(self.often_source)
