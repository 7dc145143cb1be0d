"""What has gone out as counts: the memory of the disclosure control (decisions C16)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from asfdesk.domain.sending.counts import Name


@dataclass(frozen=True)
class PublishedCount:
    """One count as it went out.

    Attributes:
        report: R7 and so on.
        value: None = it was hidden. What it was is kept nowhere.
        exact: given to one recipient by agreement, confidentially, though it may be small.
    """

    report: str
    name: Name
    made_at: datetime
    recipient: str
    value: int | None
    exact: bool = False
