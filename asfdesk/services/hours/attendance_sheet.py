"""What reading a sheet of attendance finds, cell by cell, before anything is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.hours.sheet_layout import Role
from asfdesk.domain.hours.typed_time import Reading

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from asfdesk.domain.hours.attendance import AttendanceEntry
    from asfdesk.domain.hours.sheet_layout import SheetLayout
    from asfdesk.domain.period import Month

Place = tuple[int, int | Role]
"""A cell of the file: its row, and its column or what the row as a whole is said to be."""


class LineState(StrEnum):
    """What taking a cell in would mean."""

    NEW = "new"
    CHANGED = "changed"
    CLEARED = "cleared"
    SAME = "same"
    EMPTY = "empty"
    KEPT = "kept"
    KEPT_EMPTY = "kept_empty"
    LEFT = "left"
    CONFLICT = "conflict"
    NAME_DIFFERS = "name_differs"
    ASK_TIME = "ask_time"
    ASK_PLACEMENT = "ask_placement"
    LOCKED = "locked"
    UNKNOWN_TRAINEE = "unknown_trainee"
    OUTSIDE = "outside"
    NO_DAY = "no_day"
    FAULTY = "faulty"
    TWICE = "twice"

    @property
    def writes(self) -> bool:
        """The file will be changed."""
        return self in (LineState.NEW, LineState.CHANGED, LineState.CLEARED)

    @property
    def quiet(self) -> bool:
        """Nothing happens and nothing is asked."""
        return self in _QUIET

    @property
    def stops(self) -> bool:
        """It must be corrected, answered or left out first."""
        return not self.writes and not self.quiet


_QUIET = frozenset(
    {
        LineState.SAME,
        LineState.EMPTY,
        LineState.KEPT,
        LineState.KEPT_EMPTY,
        LineState.LEFT,
    }
)
LEAVE_OUT = "leave_out"
AS_DECIMALS = "hours_as_decimals"
AS_CLOCK = "hours_as_clock"
CLEAR_EMPTY = "empty_clears"
ACCEPTABLE = frozenset(
    {
        LEAVE_OUT,
        AS_DECIMALS,
        AS_CLOCK,
        CLEAR_EMPTY,
        LineState.CONFLICT.value,
        LineState.NAME_DIFFERS.value,
    }
)
"""What can be said yes to, by the names that the command line knows."""


@dataclass(frozen=True)
class SheetChoices:
    """What the user has said about a file.

    Attributes:
        table: which sheet; None = the first that can be read.
        roles: columns that hold something else than was guessed.
        month: for heads that are bare day numbers.
        accepted: codes said yes to, of `ACCEPTABLE`.
        corrections: cells that are read as something else than they say.
    """

    table: int | None = None
    roles: Mapping[int, Role] = field(default_factory=dict)
    month: Month | None = None
    accepted: frozenset[str] = frozenset()
    corrections: Mapping[Place, str] = field(default_factory=dict, repr=False)

    @property
    def reading(self) -> Reading:
        """How 0,30 is meant."""
        if AS_DECIMALS in self.accepted:
            return Reading.DECIMAL
        return Reading.CLOCK if AS_CLOCK in self.accepted else Reading.ASK


@dataclass(frozen=True)
class SheetLine:
    """One cell of hours.

    Attributes:
        row: in the file, from 0. `column` likewise.
        number: the running number as it stands in the file.
        who: the trainee on screen; "" when unknown.
        typed: what the file says. `was`: what is filled in now.
        entry: what would be written.
        replaces: several activities of the day give way to the one.
    """

    row: int
    column: int
    number: str
    who: str = field(repr=False)
    agreement: str
    day: date | None
    typed: str = field(repr=False)
    was: str
    state: LineState
    message: str = ""
    placement_id: int | None = None
    entry: AttendanceEntry | None = None
    replaces: bool = False


@dataclass(frozen=True)
class SheetPreview:
    """What taking the file in would change.

    Attributes:
        tables: names of the sheets that can be chosen.
        heads: what stands above each column.
        own: the sheet was made by this program, so its rows are known for certain.
    """

    table: int
    tables: tuple[tuple[int, str], ...]
    layout: SheetLayout
    heads: tuple[str, ...] = field(repr=False)
    lines: tuple[SheetLine, ...] = field(repr=False)
    own: bool = False
    accepted: frozenset[str] = frozenset()

    @property
    def counts(self) -> Counter[LineState]:
        """How many cells of each state."""
        return Counter(line.state for line in self.lines)

    @property
    def stopping(self) -> tuple[SheetLine, ...]:
        """What must be corrected, answered or left out."""
        return tuple(line for line in self.lines if line.state.stops)

    @property
    def writing(self) -> tuple[SheetLine, ...]:
        """What would be written."""
        return tuple(line for line in self.lines if line.state.writes)

    @property
    def asked(self) -> frozenset[str]:
        """Codes that would let it through as it is."""
        found = {
            LEAVE_OUT
            if line.state not in (LineState.CONFLICT, LineState.NAME_DIFFERS)
            else line.state.value
            for line in self.stopping
            if line.state is not LineState.ASK_TIME
        }
        if any(line.state is LineState.ASK_TIME for line in self.stopping):
            found |= {AS_DECIMALS}
        return frozenset(found)

    @property
    def may_commit(self) -> bool:
        """There is something to write and nothing stops it."""
        stopped = bool(self.stopping) and LEAVE_OUT not in self.accepted
        return bool(self.writing) and not stopped and not self.layout.missing
