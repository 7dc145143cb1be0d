"""What has gone out as counts, for the disclosure control to go by (decisions C16, ADR 0040).

A draft is not remembered: what is made for a recipient is (`make_for_recipient`), and so is what
a package holds. An exact count given by agreement is remembered as such: it makes no public count
known, but what is public must not tell its recipient more either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.period import parse_period
from asfdesk.domain.sending.counts import Earlier
from asfdesk.domain.sending.published import PublishedCount

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from asfdesk.domain.period import Period
    from asfdesk.domain.sending.counts import Name, Sum
    from asfdesk.domain.sending.sent import SentReport
    from asfdesk.reports.document import Document
    from asfdesk.services.session import ReadSession, WriteSession


def remember_published(
    session: WriteSession,
    report: str,
    counts: Mapping[Name, int | None],
    recipient: str,
    made_at: datetime,
    *,
    exact: bool = False,
) -> None:
    """Enter counts that go out; inside the action that enters what they go out with.

    Args:
        session: an owner's.
        report: key of the report that holds them: R7.
        counts: as they are shown; None = hidden (`Document.counts`).
        recipient: who gets them.
        made_at: when they were made.
        exact: given exactly, by agreement and confidentially.
    """
    session.sent.add_published(
        PublishedCount(report, name, made_at, recipient, value, exact)
        for name, value in counts.items()
    )


def remember_document(session: WriteSession, sent: SentReport, document: Document) -> None:
    """Enter what a report that goes out tells; inside the action that enters the report."""
    remember_published(
        session,
        sent.report,
        document.counts,
        sent.recipient,
        sent.created_at,
        exact=document.exact,
    )


def published_periods(session: ReadSession, measure: str) -> tuple[Period, ...]:
    """The periods of which a measure has gone out to anybody, in order."""
    texts = {one.name.period for one in session.sent.published() if one.name.measure == measure}
    return tuple(sorted(parse_period(text) for text in texts))


def earlier_outputs(
    session: ReadSession, sums: Iterable[Sum] = (), true: Mapping[Name, int] | None = None
) -> tuple[Earlier, ...]:
    """What has gone out, for `disclosure.protect`.

    As the public knows it; then, if there are any, as those do who were given exact counts.

    Args:
        session: the open file.
        sums: how what has gone out hangs together with what is to go out; only counts that these
            name are taken up.
        true: counts that nobody asked for, as they are; see `Earlier`.
    """
    ties = tuple(sums)
    named = {name for one in ties for name in (one.total, *one.parts)}
    rows = [one for one in session.sent.published() if one.name in named]
    public = _known([one for one in rows if not one.exact], ties, true or {})
    if not any(one.exact for one in rows):
        return (public,)
    return (public, _known(rows, ties, true or {}))


def _known(
    rows: Sequence[PublishedCount], sums: tuple[Sum, ...], true: Mapping[Name, int]
) -> Earlier:
    shown = {one.name: one.value for one in rows if one.value is not None}
    held = dict.fromkeys(one.name for one in rows if one.value is None)
    return Earlier(shown, tuple(name for name in held if name not in shown), sums, true)
