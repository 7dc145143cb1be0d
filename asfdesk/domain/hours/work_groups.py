"""Groups of placements that week sheets and sign-in lists are made for (design §5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.period import Period


@dataclass(frozen=True)
class WorkGroup:
    """Those who work together: the kitchen, the workshop.

    Attributes:
        name: clear text, for advisers too; never a trainee's.
        ended_on: its last day; None while it is used.
    """

    id: int
    name: str
    ended_on: date | None = None

    def used_in(self, period: Period) -> bool:
        """Whether sheets of a period are made for the group."""
        return self.ended_on is None or self.ended_on >= period.first
