"""The waiting list as its view shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.people.waiting import queue_by_form, without_texts
from asfdesk.services.display_names import request_label, trainee_names

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from asfdesk.domain.codes import Form
    from asfdesk.domain.people.waiting import Waiting
    from asfdesk.services.session import ReadSession


@dataclass(frozen=True)
class WaitingRow:
    """One request.

    Attributes:
        request: of a protected person without the texts.
        label: the name, that of the trainee it became, or "Förfrågan 3"; a protected person is
            "Skyddad person, förfrågan 3" to owners and "Förfrågan 3" to advisers.
        days: how many days it has waited, or waited before it was closed.
    """

    request: Waiting = field(repr=False)
    label: str = field(repr=False)
    buyer: str
    days: int


@dataclass(frozen=True)
class WaitingList:
    """Everybody who asks for a place, those in the queue first, whoever came first on top.

    Attributes:
        queue: form -> how many stand in the queue today.
        buyers: (id, name) of those who can be chosen.
    """

    rows: tuple[WaitingRow, ...]
    queue: Mapping[Form, int]
    buyers: tuple[tuple[int, str], ...]


def waiting_list(session: ReadSession, today: date) -> WaitingList:
    """The whole list."""
    names = trainee_names(session)
    buyers = {one.id: one.name for one in session.agreements.buyers()}
    running = [one for one in session.agreements.buyers() if one.ended_on is None]
    requests = session.waiting.requests()
    rows = [
        WaitingRow(
            request=without_texts(one) if one.protected else one,
            label=names.get(one.trainee_id or 0) or request_label(session, one),
            buyer=buyers.get(one.buyer_id or 0, ""),
            days=max(((one.closed_on or today) - one.received_on).days, 0),
        )
        for one in requests
    ]
    return WaitingList(
        tuple(sorted(rows, key=lambda row: not row.request.in_queue)),
        queue_by_form(requests, today),
        tuple((one.id, one.name) for one in running),
    )
