"""What must be kept, and what is due to go: records about trainees who have left (gallring)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.file.erasure import ErasureKind

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.file.erasure import Obstacles
    from asfdesk.domain.sending.sent import SentReport


class Proposal(StrEnum):
    """What should be done with somebody's records now."""

    ERASE = "erase"  # nothing asks for them any more
    ANONYMISE = "anonymise"  # bookkeeping rests on the hours, not on who it was
    CHECK = "check"  # nobody has said how long they must be kept
    KEEP = "keep"  # an agreement, or something sent, asks for them


@dataclass(frozen=True)
class TraineeRecords:
    """Somebody who has left.

    Attributes:
        last_day: of the last placement; None = not known.
        agreements: ids of those it had placements under.
    """

    number: int
    last_day: date | None
    agreements: frozenset[int]
    obstacles: Obstacles

    @property
    def proposal(self) -> Proposal:
        """What should be done now."""
        if self.obstacles.stops(ErasureKind.ANONYMISED):
            return Proposal.KEEP
        if self.obstacles.doubtful:
            return Proposal.CHECK
        return Proposal.ANONYMISE if self.obstacles.locked else Proposal.ERASE

    @property
    def due(self) -> bool:
        """Whether nothing asks for who it was any more."""
        return self.proposal in (Proposal.ERASE, Proposal.ANONYMISE)

    @property
    def until(self) -> date | None:
        """The last day that something asks for the records; None = nothing does, or says."""
        days = [day for _name, day in (*self.obstacles.kept_until, *self.obstacles.sent) if day]
        return max(days, default=None)


@dataclass(frozen=True)
class AgreementRecords:
    """Records of those who have left, by agreement.

    Attributes:
        keep_until: the last day that they must be there; None = the agreement does not say.
        left: trainees who have left and are still somebody in the file.
        due: those of them that nothing asks for any more, under other agreements either.
    """

    buyer: str
    agreement: str
    keep_until: date | None
    left: int
    due: int

    def proposal(self, today: date) -> Proposal:
        """What should be done now with what is left."""
        if self.keep_until is None:
            return Proposal.CHECK
        return Proposal.ERASE if self.keep_until < today and self.due else Proposal.KEEP


@dataclass(frozen=True)
class ExportLine:
    """A report that was made for somebody, and with which key; "" = the log has let go of it."""

    sent: SentReport
    slot: str
