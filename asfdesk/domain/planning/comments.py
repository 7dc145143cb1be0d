"""What somebody wrote about a figure, and what was agreed to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class CommentScope(StrEnum):
    """What a comment is about."""

    LINE = "line"
    QUARTER = "quarter"
    PLAN = "plan"


class ActionStatus(StrEnum):
    """What became of an agreed action."""

    OPEN = "open"
    ONGOING = "ongoing"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Comment:
    """One comment per scope, period and line; clear text, so it must name no trainee.

    Attributes:
        period: as `str(Period)`, for example 2026-10 or 2026-Q3.
        line_code: the plan line it explains; "" when it is about the period as a whole.
    """

    scope: CommentScope
    period: str
    line_code: str
    body: str
    written_on: date


@dataclass(frozen=True)
class AgreedAction:
    """What was agreed, who does it and when it is due.

    Attributes:
        line_code: the plan line it is about; "" when it is general.
    """

    id: int
    what: str
    owner: str
    due_on: date | None
    agreed_on: date
    done_on: date | None = None
    line_code: str = ""

    def is_late(self, today: date) -> bool:
        """Whether the due date has passed without the action being done."""
        return self.done_on is None and self.due_on is not None and self.due_on < today
