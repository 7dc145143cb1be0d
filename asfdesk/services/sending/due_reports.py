"""Which reports are due: periods that have ended and have not gone to everybody yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from asfdesk.domain.period import Month, Period, PeriodKind
from asfdesk.domain.sending_codes import SentState
from asfdesk.services.sending.report_catalogue import CATALOGUE
from asfdesk.services.sending.report_entry import DueFor
from asfdesk.services.sending.sent_reports import ledger_names
from asfdesk.services.sending.sent_scope import EVERYTHING, Limits, Scope
from asfdesk.services.without_days import is_safe_copy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from asfdesk.domain.sending.sent import SentReport
    from asfdesk.services.sending.report_entry import Due, ReportEntry
    from asfdesk.services.session import ReadSession

MONTHS_BACK = 2
"""So many ended months are asked for; an older one that is missing was sent without the ledger."""
QUARTER = 3


@dataclass(frozen=True)
class DueReport:
    """One document that should go.

    Attributes:
        about: the buyer or the agreement; "" = the enterprise.
        due_on: the last day.
        made: it has been made for somebody, but not marked as sent.
    """

    entry: ReportEntry
    period: Period
    about: str
    due_on: date
    buyer_id: int | None = None
    agreement_id: int | None = None
    made: bool = False

    def is_late(self, today: date) -> bool:
        """Whether the day has passed."""
        return self.due_on < today


def due_reports(session: ReadSession, today: date) -> tuple[DueReport, ...]:
    """What should go, the most pressing first; nothing goes from a safe copy."""
    if is_safe_copy(session):
        return ()
    asked = [
        (entry, entry.due, period)
        for entry in CATALOGUE
        if entry.due is not None
        for period in _ended(entry.due, today)
    ]
    sent = _whole_documents(session, {(entry.key, period) for entry, _due, period in asked})
    names = ledger_names(session)
    scopes: dict[Period, Scope] = {}
    found = []
    for entry, due, period in asked:
        scope = scopes.get(period) or scopes.setdefault(period, Scope.of(session, period))
        for limits in _documents(scope, due, period):
            state = _state(scope, sent, entry, period, limits)
            if state is not SentState.SENT:
                found.append(
                    DueReport(
                        entry,
                        period,
                        names(limits.buyer_id, limits.agreement_id),
                        due_day(due, period),
                        limits.buyer_id,
                        limits.agreement_id,
                        made=state is SentState.CREATED,
                    )
                )
    return tuple(sorted(found, key=lambda one: (one.due_on, one.entry.key, one.about)))


def _whole_documents(session: ReadSession, asked: set[tuple[str, Period]]) -> list[SentReport]:
    """What was made for the periods asked for, without what was about one trainee only."""
    found = []
    for one in session.sent.reports():
        if any(one.report == key and _covers(one.period, period) for key, period in asked):
            enclosure = session.sent.enclosure(one.id)
            if enclosure is None or enclosure.trainee is None:
                found.append(one)
    return found


def _covers(whole: Period, part: Period) -> bool:
    return whole.first <= part.first and part.last <= whole.last


def due_day(due: Due, period: Period) -> date:
    """The last day on which a period's report should go."""
    if due.weeks:
        return period.last + timedelta(weeks=due.weeks)
    return Month.of(period.last).plus(1).last


def _ended(due: Due, today: date) -> list[Period]:
    """The latest periods that have ended."""
    now = Month.of(today)
    if due.kind is PeriodKind.QUARTER:
        last = now.plus(-((now.number - 1) % QUARTER) - 1)
        return [Period.of_quarter(last.year, last.number // QUARTER)]
    return [Period.of_month(now.plus(-back)) for back in range(MONTHS_BACK, 0, -1)]


def _documents(scope: Scope, due: Due, period: Period) -> Iterator[Limits]:
    """One for each document that a period needs."""
    if due.for_whom is DueFor.ENTERPRISE:
        if scope.placements:
            yield EVERYTHING
        return
    concerned = scope.concerned(period, payers=due.for_whom is DueFor.PAYER)
    if due.for_whom is DueFor.PROJECT:
        yield from (Limits(agreement_id=one.id) for one in concerned if one.project)
        return
    yield from (
        Limits(buyer_id=buyer) for buyer in dict.fromkeys(one.buyer_id for one in concerned)
    )


def _state(
    scope: Scope, sent: list[SentReport], entry: ReportEntry, period: Period, limits: Limits
) -> SentState | None:
    """How far the documents that a period needs have come; the least of them counts."""
    payers = entry.counts_payers
    wanted = {one.id for one in scope.concerned(period, limits, payers=payers)}
    reached: dict[SentState, set[int]] = {SentState.SENT: set(), SentState.CREATED: set()}
    whole = dict.fromkeys(SentState, False)
    for one in sent:
        if one.report != entry.key or not _covers(one.period, period):
            continue
        about = Limits(one.agreement_id, one.buyer_id)
        reached[one.state] |= {
            agreement.id for agreement in scope.concerned(period, about, payers=payers)
        }
        whole[one.state] |= about == EVERYTHING
    for state in (SentState.SENT, SentState.CREATED):
        done = reached[SentState.SENT] | reached[state]
        if whole[state] or (wanted and wanted <= done):
            return state
    return None
