"""What was sent, beside what would be sent today: the rows that count (decisions A12)."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from asfdesk.domain.sending.report_rows import RowChange, differences
from asfdesk.domain.sending.sent import series_of
from asfdesk.domain.sending_codes import SentState
from asfdesk.errors import AsfDeskError, InvalidInputError
from asfdesk.services.sending.report_catalogue import CATALOGUE
from asfdesk.services.sending.report_entry import ReportRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from asfdesk.domain.period import Month, Period
    from asfdesk.domain.sending.report_rows import ReportRow, RowDifference
    from asfdesk.domain.sending.sent import Enclosure, SentReport, Series
    from asfdesk.services.sending.report_entry import ReportEntry
    from asfdesk.services.session import ReadSession

    RowsOf = Callable[[ReadSession, ReportRequest], tuple[ReportRow, ...]]


@dataclass(frozen=True)
class Kept:
    """A report in the ledger, its rows, and what makes it today."""

    sent: SentReport
    enclosure: Enclosure = field(repr=False)
    entry: ReportEntry

    @property
    def series(self) -> Series:
        """The same report for the same recipient, apart from the period."""
        return series_of(self.sent, self.enclosure)


@dataclass(frozen=True)
class SentSeries:
    """What a recipient has of a report: one version for each period, in order of period.

    Attributes:
        first_id: the first that was ever made of the periods looked at.
    """

    entry: ReportEntry
    first_id: int
    kept: tuple[Kept, ...]


def kept_report(session: ReadSession, sent: SentReport) -> Kept | None:
    """A report with its rows; None when they cannot be opened, or nothing makes it any more."""
    enclosure = session.sent.enclosure(sent.id)
    entry = next((one for one in CATALOGUE if one.key == sent.report), None)
    return Kept(sent, enclosure, entry) if enclosure and entry else None


def series_from(
    session: ReadSession, first: Month, *, chains_only: bool = False
) -> list[SentSeries]:
    """Every series with a period that reaches into a month or a later one.

    Of several versions for a period the latest that was sent counts: that is what the recipient
    has. Before anything was sent it is the latest that was made.
    """
    found: dict[Series, list[Kept]] = defaultdict(list)
    wanted = {one.key for one in CATALOGUE if one.chain or not chains_only}
    for sent in session.sent.reports():
        asked = sent.report in wanted and sent.period.last >= first.first
        kept = kept_report(session, sent) if asked else None
        if kept is not None:
            found[kept.series].append(kept)
    return [
        SentSeries(versions[0].entry, min(one.sent.id for one in versions), _in_force(versions))
        for versions in found.values()
    ]


def _in_force(versions: Iterable[Kept]) -> tuple[Kept, ...]:
    latest: dict[Period, Kept] = {}
    for one in sorted(versions, key=lambda kept: (_has_gone(kept), kept.sent.version)):
        latest[one.sent.period] = one
    return tuple(sorted(latest.values(), key=lambda kept: kept.sent.period))


def _has_gone(kept: Kept) -> bool:
    return kept.sent.state is SentState.SENT


def request_again(session: ReadSession, kept: Kept, today: date) -> ReportRequest | None:
    """What was asked for then; None when it was about somebody who has been erased since."""
    trainee_id = None
    if kept.enclosure.trainee is not None:
        trainee = session.trainees.by_number(kept.enclosure.trainee)
        if trainee is None:
            return None
        trainee_id = trainee.id
    return ReportRequest(
        kept.sent.period,
        today,
        kept.sent.created_at,
        trainee_id=trainee_id,
        agreement_id=kept.sent.agreement_id,
        recipient=kept.sent.recipient,
        buyer_id=kept.sent.buyer_id,
        layout=kept.sent.layout.partition(" ")[0],
    )


def differences_now(session: ReadSession, kept: Kept, today: date) -> list[RowDifference]:
    """How a report would differ if it were made today; empty when it is never compared.

    Raises:
        AsfDeskError: it cannot be made today.
    """
    request = request_again(session, kept, today)
    # Without months it was made before reports of this kind had rows to compare.
    if kept.entry.rows is None or request is None or not kept.sent.month_versions:
        return []
    # As of the day it was made: free places "now" are another number every week.
    request = replace(request, today=kept.sent.created_at.date())
    now = kept.enclosure.comparable(rows_again(session, kept.entry.rows, request))
    found = differences(kept.enclosure.rows, now)
    if kept.entry.new_rows_count:
        return found
    return [one for one in found if one.change is not RowChange.NEW]


def rows_again(session: ReadSession, rows: RowsOf, request: ReportRequest) -> tuple[ReportRow, ...]:
    """In the layout that it was sent in; a file of the user's own may lie elsewhere now."""
    try:
        return rows(session, request)
    except InvalidInputError as error:
        if error.field != "layout" or not request.layout:
            raise
        return rows(session, replace(request, layout=""))


def agrees(session: ReadSession, kept: Kept, today: date) -> bool:
    """Whether what was sent still holds. What cannot be made today does not."""
    try:
        return not differences_now(session, kept, today)
    except AsfDeskError:
        return False


def digest_of(rows: Iterable[ReportRow]) -> str:
    """One number for rows, to tell later whether they have changed."""
    said = sorted([row.key, sorted(row.values.items())] for row in rows)
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
