"""What somebody wrote about a figure, and what was agreed to do about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
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

    @property
    def waits(self) -> bool:
        """Whether something is still to be done."""
        return self in (ActionStatus.OPEN, ActionStatus.ONGOING)


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
        done_on: the day it was done; None unless its status says so.
        line_code: the plan line it is about; "" when it is general.
        uid: the same in every copy of the file and in visit packages; "" before it is stored.
        visit_id: the visit it was agreed at; None = between visits.
    """

    id: int
    what: str
    owner: str
    due_on: date | None
    agreed_on: date
    done_on: date | None = None
    line_code: str = ""
    status: ActionStatus = ActionStatus.OPEN
    uid: str = ""
    visit_id: int | None = None

    def is_late(self, today: date) -> bool:
        """Whether the due date has passed while something is still to be done."""
        return self.status.waits and self.due_on is not None and self.due_on < today

    def with_status(self, status: ActionStatus, day: date) -> AgreedAction:
        """The same with another status; what is done was done that day."""
        done_on = (self.done_on or day) if status is ActionStatus.DONE else None
        return replace(self, status=status, done_on=done_on)
