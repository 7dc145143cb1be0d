"""The audit log: who did what, when, on which record; never what was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

MONTHS_KEPT = 24
"""How long entries are kept (decisions C12, trust.md §7)."""


@dataclass(frozen=True)
class AuditEntry:
    """One recorded operation.

    Attributes:
        id: its place in the sequence; higher is later, whatever the clock said.
        at: when, in UTC.
        slot: which key: owner:1, adviser:3.
        operation: "noun.verb", or "undo:noun.verb".
        entity: the table that the record lies in; "" = no single record.
        entity_id: its row; None = no single record.
        trainee: running number of the trainee it concerns; None = nobody, or erased since.
        number: the record's own number in lists (trainees, supervisors, what was erased).
    """

    id: int
    at: datetime
    slot: str
    operation: str
    entity: str
    entity_id: int | None
    trainee: int | None = None
    number: int | None = None


@dataclass(frozen=True)
class AuditFilter:
    """Which entries are wanted; the default is all of them.

    Attributes:
        first, last: UTC days, both included; None = from the beginning, to the end.
        slot: only this key; "" = all.
        nouns: only operations on these ("trainee", "placement"); empty = all.
        trainee: only what concerns the trainee with this running number.
    """

    first: date | None = None
    last: date | None = None
    slot: str = ""
    nouns: tuple[str, ...] = ()
    trainee: int | None = None


@dataclass(frozen=True)
class Pruned:
    """Old entries that were taken away; the count stays.

    Attributes:
        at: when they were, UTC.
        before: the day up to which.
        entries: how many.
    """

    at: datetime
    before: date
    entries: int


def prune_before(months: list[str], today: date, kept: int = MONTHS_KEPT) -> str | None:
    """The month before whose beginning entries may go, as YYYY-MM; None = nothing may go.

    Two things must agree, so that a clock that has jumped forward cannot empty the log: the
    calendar (`kept` months ago) and the log itself, in which `kept` later months must have been
    worked in.

    Args:
        months: the months that have entries, in rising order.
        today: what the clock says.
        kept: months to keep.
    """
    if len(months) <= kept:
        return None
    total = today.year * 12 + today.month - 1 - kept
    by_calendar = f"{total // 12:04d}-{total % 12 + 1:02d}"
    cut = min(months[-kept], by_calendar)
    return cut if months[0] < cut else None
