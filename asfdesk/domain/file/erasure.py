"""Erasing and anonymising a trainee (gallring): what stands in the way, what is left as a trace."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.period import Month


class ErasureKind(StrEnum):
    """How much goes."""

    ERASED = "erased"  # everything, placements and attendance too
    ANONYMISED = "anonymised"  # who it was; the hours stay under the number


class ErasureReason(StrEnum):
    """Why. A code, so that no text about an erased person is left behind."""

    TIME_OVER = "time_over"
    REQUESTED = "requested"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    MISTAKE = "mistake"
    OTHER = "other"


@dataclass(frozen=True)
class Tombstone:
    """The trace of an erasure: a running number, so that older copies can follow.

    Attributes:
        number: the trainee's; below zero that of a request on the waiting list, which an older
            copy may still have in its queue (`waiting.trace_number`).
    """

    number: int
    erased_on: date
    kind: ErasureKind
    reason: ErasureReason


@dataclass(frozen=True)
class Obstacles:
    """What must be seen to before a trainee can be erased or anonymised.

    Attributes:
        running: placements that have not ended.
        kept_until: agreement name -> the day until which its records must be kept.
        no_date: agreements whose records have no day: whoever erases must have checked.
        sent: kept reports that hold the person -> the day until which they must be kept; None
            where nobody has said.
        locked: locked months with attendance or a planned day; stands in the way of erasing only.
    """

    running: int = 0
    kept_until: tuple[tuple[str, date], ...] = ()
    no_date: tuple[str, ...] = ()
    locked: tuple[Month, ...] = ()
    sent: tuple[tuple[str, date | None], ...] = ()

    @property
    def doubtful(self) -> tuple[str, ...]:
        """What nobody has said a day for."""
        return (*self.no_date, *(name for name, until in self.sent if until is None))

    def stops(self, kind: ErasureKind) -> bool:
        """Whether it cannot be done."""
        sent = any(until is not None for _name, until in self.sent)
        held = bool(self.running or self.kept_until or sent)
        return held or (kind is ErasureKind.ERASED and bool(self.locked))


@dataclass(frozen=True)
class Removed:
    """How many rows went, by what they were.

    Attributes:
        written: goals, steps, situation reports, notes and consents.
    """

    identities: int = 0
    sealed_texts: int = 0
    openings: int = 0
    age_bands: int = 0
    placements: int = 0
    attendance: int = 0
    sent: int = 0
    written: int = 0
