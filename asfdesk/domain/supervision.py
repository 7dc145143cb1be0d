"""Supervisors and their time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.codes import Activity

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class Employment:
    """What holds from a date: share of full time and cost per hour."""

    id: int
    supervisor_id: int
    valid_from: date
    fte_bp: int
    cost_per_hour_ore: int


@dataclass(frozen=True)
class Supervisor:
    """A supervisor (handledare); the name is sealed, "Handledare 3" is clear (decisions C1)."""

    id: int
    number: int
    name: str = field(default="", repr=False)
    started_on: date | None = None
    ended_on: date | None = None
    employments: tuple[Employment, ...] = ()

    def employment_on(self, day: date) -> Employment | None:
        """The employment that holds on a day, or None."""
        if self.ended_on is not None and day > self.ended_on:
            return None
        return next((e for e in reversed(self.employments) if e.valid_from <= day), None)


@dataclass(frozen=True)
class SupervisionEntry:
    """Minutes of one supervisor on one day, by activity and, if wanted, agreement."""

    supervisor_id: int
    day: date
    minutes: int
    activity: Activity = Activity.TRAINEES
    agreement_id: int | None = None
