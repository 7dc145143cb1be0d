"""What was made for somebody and sent: the ledger, and what must go out again (decisions C4, A12).

Clear in the file are report, version, period, recipient organisation, the number of rows and an
HMAC; sealed are the bytes, the file names, the recipient's person and the rows.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.period import Month, Period, PeriodKind
from asfdesk.domain.sending.report_rows import ReportRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from asfdesk.domain.sending_codes import ResendReason, SentState

KEY_BYTES = 32
Series = tuple[str, int | None, int | None, str, int | None]


@dataclass(frozen=True)
class SentFile:
    """One kept file. `name` is "" without the vault key."""

    id: int
    sent_id: int
    format: str
    name: str = field(repr=False, default="")


@dataclass(frozen=True)
class Enclosure:
    """What is sealed beside a sent report's bytes.

    Attributes:
        key: of the HMAC; random, so that a one-person list cannot be guessed from it.
        rows: those that count when it is compared with what would be made today.
        people: running numbers of everybody in it.
        gone: running numbers of those who have been erased or anonymised since.
        trainee: it was limited to this running number; None = everybody.
    """

    key: str = field(repr=False)
    rows: tuple[ReportRow, ...] = field(repr=False, default=())
    people: frozenset[int] = field(repr=False, default=frozenset())
    gone: frozenset[int] = field(repr=False, default=frozenset())
    trainee: int | None = field(repr=False, default=None)

    def as_text(self) -> str:
        """How it lies under its seal."""
        return json.dumps(
            {
                "key": self.key,
                "people": sorted(self.people),
                "gone": sorted(self.gone),
                "trainee": self.trainee,
                "rows": [[row.key, row.number, dict(row.values)] for row in self.rows],
            },
            ensure_ascii=False,
        )

    @classmethod
    def from_text(cls, text: str) -> Enclosure:
        """What `as_text` wrote.

        Raises:
            ValueError: it is not that.
        """
        try:
            found = json.loads(text)
            rows = tuple(ReportRow(key, number, dict(said)) for key, number, said in found["rows"])
            people, gone = frozenset(found["people"]), frozenset(found["gone"])
            return cls(str(found["key"]), rows, people, gone, found["trainee"])
        except (KeyError, TypeError, RecursionError) as error:
            raise ValueError(text[:20]) from error

    def without(self, number: int) -> Enclosure:
        """What is left when somebody has been taken out."""
        return Enclosure(
            self.key,
            tuple(row for row in self.rows if row.number != number),
            self.people - {number},
            self.gone | {number},
            self.trainee,
        )

    def comparable(self, now: Iterable[ReportRow]) -> tuple[ReportRow, ...]:
        """Rows of today, without those of people who have been taken out of what was sent."""
        return tuple(row for row in now if row.number is None or row.number not in self.gone)


@dataclass(frozen=True)
class SentReport:
    """One version of a report that was made for somebody.

    Attributes:
        version: 1 for the first that this recipient got for the period.
        record_count: how many rows it has.
        month_versions: month -> how many times it had been locked when the report was made.
        sent_on: the day it went the first time; `last_sent_on` the latest, when it went again.
        keep_until: what the agreements said then; None = nothing.
        mac: over everything that does not change later; see `mac_of`.
        recipient_person: sealed; "" without the vault key.
    """

    id: int
    report: str
    version: int
    period: Period
    state: SentState
    created_at: datetime
    record_count: int
    recipient: str = ""
    agreement_id: int | None = None
    buyer_id: int | None = None
    layout: str = ""
    month_versions: Mapping[Month, int] = field(default_factory=dict)
    sent_on: date | None = None
    last_sent_on: date | None = None
    confirmed_on: date | None = None
    keep_until: date | None = None
    mac: str = ""
    recipient_person: str = field(repr=False, default="")


@dataclass(frozen=True)
class Resend:
    """A period that must go out again.

    Attributes:
        sent_id: what was sent for it; for a corrected period that is not in the ledger, the
            first later report of the same series.
        period: what must go.
        month: the month that was locked again.
    """

    id: int
    sent_id: int
    reason: ResendReason
    period: Period
    month: Month
    listed_on: date
    done_on: date | None = None


def kept_period(period: Period) -> Period:
    """A period as the ledger names it: a fiscal year by its months, for years may change."""
    if period.kind is PeriodKind.FISCAL_YEAR:
        return Period(period.first, period.last)
    return period


def series_of(sent: SentReport, enclosure: Enclosure | None) -> Series:
    """What makes two sent reports the same report for the same recipient, apart from the period."""
    return (
        sent.report,
        sent.agreement_id,
        sent.buyer_id,
        sent.recipient.strip().casefold(),
        enclosure.trainee if enclosure else None,
    )


def mac_of(sent: SentReport, enclosure: Enclosure, files: Sequence[tuple[str, str, bytes]]) -> str:
    """HMAC-SHA256 of a sent report: what it is, for whom, its rows and its files.

    Its key lies under the vault key, so it can be checked by an owner only, and stays the same
    when the file's own keys are renewed.

    Args:
        sent: state, days and person do not count.
        enclosure: holds the key.
        files: format, name and bytes of each, in order.
    """
    said = [
        sent.report,
        sent.version,
        str(sent.period),
        sent.agreement_id,
        sent.buyer_id,
        sent.layout,
        sent.recipient,
        sent.created_at.isoformat(),
        sorted((str(month), version) for month, version in sent.month_versions.items()),
        [[row.key, row.number, dict(row.values)] for row in enclosure.rows],
        [[kind, name, hashlib.sha256(content).hexdigest()] for kind, name, content in files],
    ]
    text = json.dumps(said, sort_keys=True)
    return hmac.new(bytes.fromhex(enclosure.key), text.encode(), hashlib.sha256).hexdigest()


def versions_text(versions: Mapping[Month, int]) -> str:
    """Months and their versions as they lie in a column: "2026-03=1 2026-04=2"."""
    return " ".join(f"{month}={version}" for month, version in sorted(versions.items()))


def versions_from(text: str) -> dict[Month, int]:
    """The way back."""
    pairs = (one.partition("=") for one in text.split())
    return {Month.parse(month): int(version) for month, _sign, version in pairs}
