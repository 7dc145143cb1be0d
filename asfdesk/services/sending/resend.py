"""What must be sent again: a locked month was corrected, or what a report rests on has changed.

Judged when the month is locked again, and only if rows differ: *rättas* is the month itself,
*skickas om* the later months that were sent already, in order. To SCB every later month goes
again (`ReportEntry.chain`); of other reports only those whose own rows differ (decisions A12).

What no locking tells is looked for when an owner opens the file (`compare_everything`): months
that an adviser locked, a project number that was changed, texts of R5, and books under R8 and R13.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from asfdesk.domain.period import MONTHS_IN_YEAR, Month, Period
from asfdesk.domain.sending.list_differences import END, START
from asfdesk.domain.sending.report_rows import RowChange
from asfdesk.domain.sending.sent import Resend
from asfdesk.domain.sending_codes import ResendReason, SentState
from asfdesk.errors import AsfDeskError
from asfdesk.services.changes import Topic
from asfdesk.services.checks import need_identities
from asfdesk.services.sending.month_aggregates import is_kept, keep_aggregates
from asfdesk.services.sending.report_entry import RestsOn
from asfdesk.services.sending.sent_rows import (
    agrees,
    differences_now,
    digest_of,
    request_again,
    rows_again,
    series_from,
)

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.sending.sent import SentReport
    from asfdesk.services.changes import Changes
    from asfdesk.services.sending.sent_rows import Kept, SentSeries
    from asfdesk.services.session import ReadSession, WriteSession

    _Asked = tuple[int, ResendReason, Period]

_AT_OPENING = (RestsOn.TEXTS, RestsOn.BOOKS)


def list_what_must_go_again(session: WriteSession, month: Month, today: date) -> None:
    """Judge a month that is being locked; inside the action that locks it.

    Rows are sealed, so an adviser's session judges nothing: `uncompared` names the month then.
    """
    if not session.identities_open:
        return
    waiting = {one.month for one in session.sent.resends()}
    for one in {month, *uncompared(session), *waiting, *_moved(session, month, today)}:
        if session.attendance.state(one).locked:
            _judge(session, one, today)


def note_rows_before_reopening(session: WriteSession, month: Month, today: date) -> None:
    """Remember what a month comes to, where the ledger has later months of a chain but not it.

    Inside the action that opens the month again: until then its rows are as they were reported.
    What was noted before stays while the month is listed, for it has not been sent since.
    """
    if not session.identities_open:
        return
    for series in series_from(session, month):
        noted = session.sent.digest(month, series.entry.key, series.first_id)
        wanted = _lacks(series, month) and not noted
        before = _digest_now(session, series, month, today) if wanted else ""
        if before:
            session.sent.set_digest(month, series.entry.key, series.first_id, before)


def uncompared(session: ReadSession) -> tuple[Month, ...]:
    """Locked months that an adviser locked again after something was sent from them."""
    versions = {one.month: one.version for one in session.attendance.states() if one.locked}
    sent = {
        month
        for one in session.sent.reports()
        for month, version in one.month_versions.items()
        if versions.get(month, version) != version
    }
    return tuple(sorted(one for one in sent if not is_kept(session, one, versions[one])))


def compare_again(session: WriteSession, today: date) -> Changes:
    """Judge the months that an adviser has locked.

    Raises:
        NeedsVaultKeyError: an adviser's session.
    """
    need_identities(session)
    with session.writer.action("sent.compare", (Topic.SENT,), "resend", leaves_undo=True):
        for month in uncompared(session):
            _judge(session, month, today)
            keep_aggregates(session, month, session.attendance.state(month).version)
    return frozenset({Topic.SENT})


def compare_everything(session: WriteSession, today: date) -> Changes:
    """What an owner's opening sees to: list whatever no longer agrees, and let go of what does.

    Reports of the last thirteen months that have gone. Nothing is written when nothing differs.
    """
    if not session.identities_open:
        return frozenset()
    first = Month.of(today).plus(-MONTHS_IN_YEAR)
    unseen, moved = uncompared(session), _disagreeing_chains(session, first, today)
    changed, agreeing = _changed_and_agreeing(session, first, today)
    if not (unseen or moved or changed or agreeing):
        return frozenset()
    with session.writer.action("sent.compare", (Topic.SENT,), "resend", leaves_undo=True):
        for month in sorted({*unseen, *moved}):
            _judge(session, month, today)
        for month in unseen:
            keep_aggregates(session, month, session.attendance.state(month).version)
        for one in changed:
            month = Month.of(one.period.last)
            session.sent.list_resend(
                Resend(0, one.id, ResendReason.CHANGED, one.period, month, today)
            )
        for resend_id in agreeing:
            session.sent.drop_resend(resend_id)
    return frozenset({Topic.SENT})


def _disagreeing_chains(session: ReadSession, first: Month, today: date) -> set[Month]:
    """The first month of each chain that was sent, is locked and no longer agrees: not yet listed.

    Every later month goes again with it.
    """
    listed = {(one.sent_id, one.period) for one in session.sent.resends()}
    found = set()
    for series in series_from(session, first, chains_only=True):
        wrong = (
            Month.of(one.sent.period.first)
            for one in series.kept
            if one.sent.state is SentState.SENT
            and (one.sent.id, one.sent.period) not in listed
            and _settled(session, one)
            and _differs(session, one, today)
        )
        found |= set(islice(wrong, 1))
    return found


def _changed_and_agreeing(
    session: ReadSession, first: Month, today: date
) -> tuple[list[SentReport], list[int]]:
    """What rests on texts or books and has changed since it went; what is listed and agrees."""
    listed = {
        one.sent_id: one.id for one in session.sent.resends() if one.reason is ResendReason.CHANGED
    }
    changed, holding = [], set()
    for series in series_from(session, first):
        if series.entry.rests_on not in _AT_OPENING:
            continue
        for one in series.kept:
            gone = one.sent.state is SentState.SENT
            if gone and _differs(session, one, today):
                holding.add(one.sent.id)
                if one.sent.id not in listed:
                    changed.append(one.sent)
    looked_at = {one.id for one in session.sent.reports() if one.period.last >= first.first}
    agreeing = [
        resend_id
        for sent_id, resend_id in listed.items()
        if sent_id in looked_at and sent_id not in holding
    ]
    return changed, agreeing


def _differs(session: ReadSession, kept: Kept, today: date) -> bool:
    """Whether rows differ; what cannot be made today is not said to."""
    try:
        return bool(differences_now(session, kept, today))
    except AsfDeskError:
        return False


def _judge(session: WriteSession, month: Month, today: date) -> None:
    """List what no longer agrees, and let go of what was listed for the month and agrees again."""
    listed = {
        (one.sent_id, one.period): one
        for one in session.sent.resends()
        if one.month == month and one.reason is not ResendReason.CHANGED
    }
    for one in listed.values():
        session.sent.drop_resend(one.id)
    for series in series_from(session, month):
        asked = _asked(session, series, month, today) or _still_after(series, month, set(listed))
        for sent_id, reason, period in asked:
            before = listed.get((sent_id, period))
            since = before.listed_on if before else today
            session.sent.list_resend(Resend(0, sent_id, reason, period, month, since))
        if not (asked and _lacks(series, month)):
            session.sent.drop_digest(month, series.entry.key, series.first_id)


def _moved(session: ReadSession, month: Month, today: date) -> set[Month]:
    """Earlier months of a chain whose participations begin or end otherwise than was sent.

    Those days move without any day of a locked month being changed: a decision is prolonged, or an
    exit noted, after the month in which it ended was locked.
    """
    return {
        Month.of(one.sent.period.first)
        for series in series_from(session, month.plus(-MONTHS_IN_YEAR), chains_only=True)
        for one in series.kept
        if one.sent.period.last < month.first
        and _settled(session, one)
        and _participation_moved(session, one, today)
    }


def _participation_moved(session: ReadSession, kept: Kept, today: date) -> bool:
    try:
        found = differences_now(session, kept, today)
    except AsfDeskError:
        return False
    return any(
        one.change is not RowChange.CHANGED or not {START, END}.isdisjoint(one.after)
        for one in found
    )


def _still_after(series: SentSeries, month: Month, listed: set[tuple[int, Period]]) -> list[_Asked]:
    """Later months that still wait although the corrected one has gone out and holds."""
    own = [one.sent.id for one in series.kept if month in one.sent.period.months()]
    return [
        (one.sent.id, ResendReason.AFTER_CORRECTED, one.sent.period)
        for one in series.kept
        if series.entry.chain
        and (one.sent.id, one.sent.period) in listed
        and one.sent.period.first > month.last
        and one.sent.id < max(own, default=0)
    ]


def _asked(session: ReadSession, series: SentSeries, month: Month, today: date) -> list[_Asked]:
    if series.entry.rows is None or series.entry.rests_on in _AT_OPENING:
        return []
    own = [one for one in series.kept if month in one.sent.period.months()]
    later = [one for one in series.kept if one.sent.period.first > month.last]
    if series.entry.rests_on is RestsOn.LOCKED:
        # Before the month was locked it showed how things stood that day, and nothing more.
        own = [one for one in own if one.sent.month_versions.get(month, 0)]
        later = [one for one in later if all(one.sent.month_versions.values())]
    changed = [
        (one.sent.id, ResendReason.CORRECTED, one.sent.period)
        for one in own
        if not agrees(session, one, today)
    ]
    if not series.entry.chain:
        again = [one for one in later if _settled(session, one) and not agrees(session, one, today)]
    elif changed:
        again = later
    elif not own and later and _has_changed(session, series, month, today):
        changed = [(series.first_id, ResendReason.CORRECTED, Period.of_month(month))]
        again = later
    else:
        again = []
    return [
        *changed,
        *((one.sent.id, ResendReason.AFTER_CORRECTED, one.sent.period) for one in again),
    ]


def _settled(session: ReadSession, kept: Kept) -> bool:
    """Whether every month of a report is locked; an open one is judged when it is locked."""
    return all(session.attendance.state(one).locked for one in kept.sent.period.months())


def _lacks(series: SentSeries, month: Month) -> bool:
    """Whether a chain's later months were sent from the ledger, but not this one."""
    return series.entry.chain and not any(month in one.sent.period.months() for one in series.kept)


def _has_changed(session: ReadSession, series: SentSeries, month: Month, today: date) -> bool:
    """Whether a month that is not in the ledger differs from what it was before the reopening.

    Where nothing was noted then, later months that no longer agree tell it.
    """
    before = session.sent.digest(month, series.entry.key, series.first_id)
    if before:
        return before != _digest_now(session, series, month, today)
    later = [one for one in series.kept if one.sent.period.first > month.last]
    return any(not agrees(session, one, today) for one in later)


def _digest_now(session: ReadSession, series: SentSeries, month: Month, today: date) -> str:
    """What the rows of a month come to for a series; "" when they cannot be made."""
    like = request_again(session, series.kept[0], today)
    if like is None or series.entry.rows is None:
        return ""
    request = replace(like, period=Period.of_month(month))
    try:
        return digest_of(rows_again(session, series.entry.rows, request))
    except AsfDeskError:
        return ""
