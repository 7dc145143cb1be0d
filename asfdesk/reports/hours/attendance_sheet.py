"""A sheet of attendance as a value: a row per placement, a column per day, to be filled in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.codes import AttendanceCode
    from asfdesk.domain.period import Period


@dataclass(frozen=True)
class SheetDay:
    """A column.

    Attributes:
        resting: weekend, holiday or closed; shaded.
    """

    day: date
    resting: bool


@dataclass(frozen=True)
class SheetDayCell:
    """One placement on one day. Minutes; None = not filled in, which is not zero."""

    inside: bool
    planned_minutes: int = 0
    attended_minutes: int | None = None
    code: AttendanceCode | None = None


@dataclass(frozen=True)
class SheetRow:
    """One placement."""

    placement_id: int
    number: int
    name: str = field(repr=False)
    agreement: str
    cells: tuple[SheetDayCell, ...] = field(repr=False)


@dataclass(frozen=True)
class AttendanceSheet:
    """A month or a week for some placements.

    Attributes:
        group: whose sheet it is ("Handledare 3", an agreement), "" for everybody's.
        slug: the same for a file name; never a person's name.
    """

    title: str
    period: Period
    company: str
    org_number: str
    days: tuple[SheetDay, ...]
    rows: tuple[SheetRow, ...]
    group: str = field(default="", repr=False)
    slug: str = ""
    example: bool = False
