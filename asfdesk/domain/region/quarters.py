"""Enterprises of a region, what they sent for a quarter, and who is late with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.alphabet import in_alphabet
from asfdesk.domain.period import MONTHS_IN_YEAR, Month, Period
from asfdesk.domain.sending.packages import State

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from asfdesk.domain.sending.packages import Unit

GRACE_MONTHS = 1
"""A quarter's package is due on the last day of the month after it."""
_QUARTER = 3


@dataclass(frozen=True)
class Member:
    """An enterprise that a region follows.

    Attributes:
        org_number: NNNNNN-NNNN.
        public_key: the pinned Ed25519 key, 32 bytes; b"" until the first package is let in.
        heard: its fingerprint as it was read aloud before the first package; "" = not yet.
        pinned_on: when the key was compared.
        since: the first quarter that is expected of it; None = none before its first package.
        ended_on: nothing is expected of quarters that end after this day.
    """

    org_number: str
    name: str
    municipality: str = ""
    coordination: str = ""
    public_key: bytes = b""
    heard: str = ""
    pinned_on: date | None = None
    since: Period | None = None
    ended_on: date | None = None


@dataclass(frozen=True)
class Figure:
    """A measure of one enterprise, as its package says it."""

    unit: Unit
    value: int | None
    state: State = State.SHOWN


@dataclass(frozen=True)
class Sent:
    """What an enterprise's latest package of a quarter says.

    Attributes:
        municipality: where the package says that it was then; so too `coordination`.
        figures: key -> figure.
    """

    org_number: str
    name: str
    municipality: str
    coordination: str
    figures: Mapping[str, Figure] = field(repr=False)

    def value(self, key: str) -> int | None:
        """A figure's value; None when it is hidden, absent or not there."""
        found = self.figures.get(key)
        return found.value if found else None

    def hides(self, key: str) -> bool:
        """Whether there is such a figure but it is held back."""
        found = self.figures.get(key)
        return found is not None and found.state is State.HIDDEN


@dataclass(frozen=True)
class Late:
    """An enterprise that has not sent what is due.

    Attributes:
        missing: the quarters, the oldest first.
        months: calendar months since the oldest of them was due; at least 1.
        latest: the last quarter that came; None = none yet.
    """

    member: Member
    missing: tuple[Period, ...]
    months: int
    latest: Period | None


def quarter_of(day: date) -> Period:
    """The calendar quarter of a day."""
    return Period.of_quarter(day.year, (day.month + _QUARTER - 1) // _QUARTER)


def due_month(quarter: Period) -> Month:
    """The month whose last day is the last on which a quarter's package is in time."""
    return Month.of(quarter.last).plus(GRACE_MONTHS)


def quarters_due(since: Period, today: date) -> list[Period]:
    """Quarters from one on whose packages should be here today."""
    found: list[Period] = []
    quarter = since
    while due_month(quarter).last < today:
        found.append(quarter)
        quarter = quarter_of(Month.of(quarter.last).plus(1).first)
    return found


def latest_due(today: date) -> Period:
    """The last quarter whose packages should be here today."""
    quarter = quarter_of(today)
    while due_month(quarter).last >= today:
        quarter = quarter_of(Month.of(quarter.first).plus(-1).first)
    return quarter


def late_members(
    members: Iterable[Member], came: Mapping[str, Collection[Period]], today: date
) -> list[Late]:
    """Who is late and by how many months, the latest first.

    Args:
        members: everybody that is followed.
        came: organisation number -> quarters of which a package is here.
        today: the day that it is asked.
    """
    found = [late for one in members if (late := _late(one, came.get(one.org_number, ()), today))]
    return sorted(
        found,
        key=lambda late: (-late.months, in_alphabet(late.member.name), late.member.org_number),
    )


def _late(member: Member, came: Collection[Period], today: date) -> Late | None:
    here = {(one.first, one.last) for one in came}
    first = min((one for one in (*came, member.since) if one is not None), default=None)
    if first is None:
        return None
    missing = tuple(
        quarter
        for quarter in quarters_due(quarter_of(first.first), today)
        if (quarter.first, quarter.last) not in here
        and (member.ended_on is None or quarter.last <= member.ended_on)
    )
    if not missing:
        return None
    due = due_month(missing[0])
    months = (today.year - due.year) * MONTHS_IN_YEAR + today.month - due.number
    return Late(member, missing, months, max(came, default=None))
