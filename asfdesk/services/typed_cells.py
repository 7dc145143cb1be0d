"""Cells that a user typed or pasted and that could not be taken in: all of them, by place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.codes import AttendanceCode
from asfdesk.domain.hours.typed_time import Ambiguous, Fault, parse_time
from asfdesk.errors import RefusedError
from asfdesk.i18n import _, hours, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


@dataclass(frozen=True)
class CellProblem:
    """One cell that was refused.

    Attributes:
        row: the row's key (placement id, or a supervision row).
        typed: what was typed. It may be anything from the clipboard, so it stays out of repr.
        message: one sentence for the user.
        ambiguous: the two meanings, when the user can settle it by answering.
    """

    row: object
    day: date
    typed: str = field(repr=False)
    message: str
    ambiguous: Ambiguous | None = None


class CellsRefusedError(RefusedError):
    """Nothing was written, because of the listed cells."""

    def __init__(self, problems: Sequence[CellProblem]) -> None:
        super().__init__(
            ngettext(
                "%(num)d cell could not be read, so nothing was changed.",
                "%(num)d cells could not be read, so nothing was changed.",
                len(problems),
            ),
            problems[0].message if len(problems) == 1 else "",
            _("Correct the cells and try again."),
        )
        self.problems = tuple(problems)

    @property
    def only_ambiguous(self) -> bool:
        """Whether one answer (decimals or minutes) settles every cell."""
        return all(problem.ambiguous for problem in self.problems)


def fault_words(fault: Fault) -> str:
    """Why a typed value cannot be taken in."""
    match fault:
        case Fault.OVER_A_DAY:
            return _("A day has 24 hours.")
        case Fault.UNKNOWN_CODE:
            return _("There is no such code. Use F, O, L, X, P or H, or hours.")
        case Fault.NOT_UNDERSTOOD:
            return _("Write hours as 6, 6.5 or 6:30, or a code.")


def time_fault_words(fault: Fault) -> str:
    """Why a typed value cannot be taken in where there are no codes."""
    if fault is Fault.OVER_A_DAY:
        return _("A day has 24 hours.")
    return _("Write hours as 6, 6.5 or 6:30.")


def ambiguous_words(value: Ambiguous) -> str:
    """Which two things it can mean."""
    return _(
        "%(decimal)s hours (%(decimal_minutes)d min) or %(clock)s (%(clock_minutes)d min)?"
    ) % {
        "decimal": hours(value.decimal_minutes),
        "decimal_minutes": value.decimal_minutes,
        "clock": clock(value.clock_minutes),
        "clock_minutes": value.clock_minutes,
    }


def typed_hours(minutes: int) -> str:
    """Minutes as they are typed and copied: 6,5, or 0:03 where 0,05 could be misread."""
    text = hours(minutes)
    return clock(minutes) if isinstance(parse_time(text), Ambiguous) else text


def typed_cell(minutes: int, code: AttendanceCode | None) -> str:
    """Hours and code as they are typed: 6,5, F, 4,5F, and H4,5, because 4,5H is hours."""
    if code and not minutes:
        return str(code)
    hours_text = typed_hours(minutes)
    if code is AttendanceCode.HOLIDAY:
        return f"{code}{hours_text}"
    return f"{hours_text}{code or ''}"


def clock(minutes: int) -> str:
    """Minutes as h:mm."""
    return f"{minutes // 60}:{minutes % 60:02d}"
