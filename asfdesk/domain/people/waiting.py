"""The waiting list (kö): who asks for a place, before there is a trainee."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from asfdesk.domain.people.placement_codes import WaitingStatus

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from asfdesk.domain.codes import Form, ReferringBody

IN_QUEUE = frozenset({WaitingStatus.WAITING, WaitingStatus.OFFERED})
"""Who still asks for a place."""


@dataclass(frozen=True)
class Waiting:
    """A request for a place. Name, contact and note are sealed.

    Attributes:
        protected: the person's identity is protected: no list names it, and the way to the person
            goes through the referring body.
        closed_on: when it left the queue; None while it is in it.
        trainee_id: who it became, or None.
    """

    id: int
    received_on: date
    referring_body: ReferringBody
    form: Form
    status: WaitingStatus = WaitingStatus.WAITING
    buyer_id: int | None = None
    wished_from: date | None = None
    closed_on: date | None = None
    trainee_id: int | None = None
    protected: bool = False
    name: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)
    note: str = field(default="", repr=False)

    @property
    def in_queue(self) -> bool:
        """Whether it still asks for a place."""
        return self.status in IN_QUEUE

    def waited_on(self, day: date) -> bool:
        """Whether it stood in the queue on a day: from when it came until it was closed."""
        return self.received_on <= day and (self.closed_on is None or day < self.closed_on)


FAR_BELOW = 500_000_000
"""How far below zero the traces stand of requests that were given no number above zero."""


def trace_number(waiting_id: int) -> int:
    """How a trace of protection or erasure names a request: its own number, below zero.

    Above zero stand the running numbers of trainees. Files exist in which requests were numbered
    from zero downwards; the other side of zero would be somebody else there, so their traces stand
    so far below that no request meets them. `storage.people.request_traces` says the same in SQL.
    """
    return -waiting_id if waiting_id > 0 else waiting_id - FAR_BELOW


def without_texts(request: Waiting) -> Waiting:
    """A request without what says who it is."""
    return replace(request, name="", contact="", note="")


def queue_by_form(requests: Iterable[Waiting], day: date) -> dict[Form, int]:
    """How many stand in the queue on a day, by the form they ask for."""
    return dict(Counter(one.form for one in requests if one.waited_on(day)))
