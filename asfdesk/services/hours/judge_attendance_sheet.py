"""Each cell of a sheet of attendance against what is filled in: new, changed, or why not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from asfdesk.domain.codes import AttendanceCode
from asfdesk.domain.hours.attendance import AttendanceEntry, planned_minutes
from asfdesk.domain.hours.own_sheet import base_text, row_key
from asfdesk.domain.hours.sheet_cells import read_value
from asfdesk.domain.hours.sheet_table import cell_words
from asfdesk.domain.hours.typed_time import Ambiguous, Cleared, Fault, Faulty, Filled, Reading
from asfdesk.domain.period import Month, Period
from asfdesk.i18n import _
from asfdesk.services.display_names import trainee_names
from asfdesk.services.hours.attendance_month import (
    entries_by_day,
    placements_with_attendance,
    summed,
)
from asfdesk.services.hours.attendance_sheet import (
    CLEAR_EMPTY,
    LineState,
    SheetLine,
)
from asfdesk.services.hours.attendance_sheet_words import (
    entry_words,
    placement_question,
    state_words,
)
from asfdesk.services.hours.work_calendar import work_calendar
from asfdesk.services.typed_cells import ambiguous_words, fault_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asfdesk.domain.hours.holidays import WorkCalendar
    from asfdesk.domain.hours.own_sheet import OwnSheet
    from asfdesk.domain.hours.sheet_cells import SheetCell
    from asfdesk.domain.hours.typed_time import Typed
    from asfdesk.domain.people.placements import Placement
    from asfdesk.domain.people.trainees import Trainee
    from asfdesk.services.hours.attendance_month import DayEntries
    from asfdesk.services.hours.attendance_sheet import SheetChoices
    from asfdesk.services.session import ReadSession

_CALLED = re.compile(r"[^\d=]*?\s*(\d{1,6})")
"""What a trainee is called where names are not shown: Deltagare 7; =A7 is a formula, and nobody."""


@dataclass
class _Known:
    """What the client file says about the days of the sheet."""

    trainees: dict[str, Trainee]
    names: dict[int, str] = field(repr=False)
    shown: dict[int, str] = field(repr=False)
    placements: dict[int, list[Placement]]
    agreements: dict[int, str]
    entries: DayEntries
    locked: set[Month]
    calendar: WorkCalendar


@dataclass(frozen=True)
class _Found:
    """Where a cell belongs, or why that is not known."""

    state: LineState | None
    placement: Placement | None = None
    message: str = ""


def judge(
    session: ReadSession,
    cells: Sequence[SheetCell],
    choices: SheetChoices,
    own: OwnSheet | None,
) -> list[SheetLine]:
    """Every cell with what taking it in would mean; nothing is written."""
    days = [cell.day for cell in cells if cell.day]
    if not days:
        return [_line(cell, LineState.NO_DAY) for cell in cells]
    known = _known(session, Period(min(days), max(days)))
    judge_one = _Judge(known, choices, own)
    return [judge_one.line(cell) for cell in cells]


def _known(session: ReadSession, period: Period) -> _Known:
    placements: dict[int, list[Placement]] = {}
    for placement in placements_with_attendance(session, period):
        placements.setdefault(placement.trainee_id, []).append(placement)
    return _Known(
        trainees={str(trainee.number): trainee for trainee in session.trainees.trainees()},
        names=session.trainees.names(),
        shown=trainee_names(session),
        placements=placements,
        agreements={one.id: one.name for one in session.agreements.agreements()},
        entries=entries_by_day(session.attendance.entries(period)),
        locked={state.month for state in session.attendance.states() if state.locked},
        calendar=work_calendar(session),
    )


class _Judge:
    """Goes through the cells in order."""

    def __init__(self, known: _Known, choices: SheetChoices, own: OwnSheet | None) -> None:
        self._known = known
        self._choices = choices
        self._own = own
        self._seen: dict[tuple[int, date, str], tuple[tuple[int, int], str]] = {}

    def line(self, cell: SheetCell) -> SheetLine:
        """One cell."""
        typed = read_value(cell, self._choices.reading)
        trainee = self._trainee(cell)
        who = self._known.shown[trainee.id] if trainee else ""
        if isinstance(typed, Cleared) and (trainee is None or cell.day is None):
            return _line(cell, LineState.EMPTY, who=who)
        if trainee is None:
            return _line(cell, LineState.UNKNOWN_TRAINEE)
        if cell.day is None:
            return _line(cell, LineState.NO_DAY, who=who)
        found = self._placement(cell, trainee, cell.day)
        if found.placement is None:
            state = LineState.EMPTY if isinstance(typed, Cleared) else found.state
            return _line(cell, state or LineState.OUTSIDE, who=who, message=found.message)
        line = self._compared(cell, typed, found.placement, cell.day, who)
        if line.state.writes and self._other_name(cell, trainee):
            return _line(cell, LineState.NAME_DIFFERS, who=who, was=line.was)
        return line

    def _trainee(self, cell: SheetCell) -> Trainee | None:
        number = cell.number
        if not number and self._own:
            row = self._own.find(cell.key, "", "")
            number = str(row.number) if row else ""
        called = _CALLED.fullmatch(number)
        return self._known.trainees.get(str(int(called[1])) if called else number)

    def _placement(self, cell: SheetCell, trainee: Trainee, day: date) -> _Found:
        all_of = self._known.placements.get(trainee.id, [])
        exact = self._by_key(cell, trainee, all_of)
        # A row that was given another number by hand belongs to that number now.
        if exact:
            fits = exact.holds_on(day)
            return _Found(None if fits else LineState.OUTSIDE, exact if fits else None)
        held = [placement for placement in all_of if placement.holds_on(day)]
        if len(held) > 1 and cell.agreement:
            wanted = cell.agreement.casefold()
            held = [p for p in held if self._agreement(p).casefold() == wanted] or held
        if len(held) > 1:
            names = [self._agreement(placement) for placement in held]
            return _Found(LineState.ASK_PLACEMENT, None, placement_question(names))
        return _Found(None, held[0]) if held else _Found(LineState.OUTSIDE)

    def _by_key(
        self, cell: SheetCell, trainee: Trainee, all_of: Sequence[Placement]
    ) -> Placement | None:
        """The placement that the program itself wrote on the row, if it is the trainee's."""
        wanted = cell.key
        if self._own:
            row = self._own.find(cell.key, str(trainee.number), cell.agreement)
            wanted = row_key(row.placement_id) if row else ""
        return next((one for one in all_of if wanted and row_key(one.id) == wanted), None)

    def _agreement(self, placement: Placement) -> str:
        return self._known.agreements[placement.agreement_id]

    def _compared(
        self, cell: SheetCell, typed: Typed, placement: Placement, day: date, who: str
    ) -> SheetLine:
        there = self._known.entries.get((placement.id, day), [])
        if cell.activity is not None:
            there = [entry for entry in there if entry.activity == cell.activity]
        current = summed(there) if there else None
        base = self._own.base.get((placement.id, day)) if self._own else None
        read = self._settled(cell, typed, current, base)
        was = entry_words(current)
        if isinstance(read, Ambiguous):
            return _line(cell, LineState.ASK_TIME, who=who, was=was, message=ambiguous_words(read))
        if isinstance(read, Faulty):
            return _line(cell, LineState.FAULTY, who=who, was=was, message=_fault(cell, read))
        state = self._state(cell, read, current, placement.id, day)
        entry = None
        if isinstance(read, Filled) and state.writes:
            planned = 0 if cell.activity else planned_minutes(placement, day, self._known.calendar)
            entry = AttendanceEntry(
                placement.id, day, planned, read.minutes, read.code, cell.activity or ""
            )
        return _line(
            cell,
            state,
            who=who,
            was=was,
            agreement=self._agreement(placement),
            placement_id=placement.id,
            entry=entry,
            replaces=cell.activity is None and _several(there),
        )

    def _settled(
        self, cell: SheetCell, typed: Typed, current: AttendanceEntry | None, base: str | None
    ) -> Typed:
        """What is filled in already, or what we wrote ourselves, settles what is doubtful.

        So 0,30 is not asked about, and 4,5H is the holiday that it was copied from. Elsewhere it
        is hours with a unit.
        """
        known = {base, _text_of(current)} - {None, ""}
        if isinstance(typed, Filled) and _ends_in_unit(cell):
            holiday = base_text(typed.minutes, AttendanceCode.HOLIDAY)
            return replace(typed, code=AttendanceCode.HOLIDAY) if holiday in known else typed
        if not isinstance(typed, Ambiguous):
            return typed
        for reading in (Reading.DECIMAL, Reading.CLOCK):
            read = read_value(cell, reading)
            if isinstance(read, Filled) and base_text(read.minutes, read.code or "") in known:
                return read
        return typed

    def _state(
        self,
        cell: SheetCell,
        read: Typed,
        current: AttendanceEntry | None,
        placement_id: int,
        day: date,
    ) -> LineState:
        wanted = base_text(read.minutes, read.code or "") if isinstance(read, Filled) else ""
        now = _text_of(current)
        told = CLEAR_EMPTY in self._choices.accepted and cell.activity is None
        if wanted or told:
            # An empty cell says something only when it is to clear: then against another cell too.
            place = (placement_id, day, cell.activity or "")
            here = cell.row, cell.column
            first, before = self._seen.setdefault(place, (here, wanted))
            if first != here and before != wanted:
                return LineState.TWICE
        if wanted == now:
            return LineState.SAME if wanted else LineState.EMPTY
        base = self._own.base.get((placement_id, day)) if self._own else None
        if not wanted and not told:
            return LineState.LEFT if base and base == now else LineState.EMPTY
        if base is not None and base != now:
            if base == wanted:
                return LineState.KEPT if now else LineState.KEPT_EMPTY
            if LineState.CONFLICT.value not in self._choices.accepted:
                return LineState.CONFLICT
        if Month.of(day) in self._known.locked:
            return LineState.LOCKED
        if not wanted:
            return LineState.CLEARED
        return LineState.CHANGED if current else LineState.NEW

    def _other_name(self, cell: SheetCell, trainee: Trainee) -> bool:
        """Whether the name beside the number is somebody else's; only where names are open."""
        name = self._known.names.get(trainee.id, "")
        if not cell.name or not name or trainee.protected:
            return False
        if LineState.NAME_DIFFERS.value in self._choices.accepted:
            return False
        called = _CALLED.fullmatch(cell.name)
        if called:
            return int(called[1]) != trainee.number
        return _name_words(cell.name) != _name_words(name)


def _name_words(name: str) -> frozenset[str]:
    return frozenset(name.casefold().replace(",", " ").split())


def _text_of(entry: AttendanceEntry | None) -> str:
    return base_text(entry.attended_minutes, entry.code or "") if entry else ""


def _ends_in_unit(cell: SheetCell) -> bool:
    """4,5H, and no code anywhere else."""
    if not isinstance(cell.value, str):
        return False
    text = cell_words(cell.value).upper()
    return text.endswith(AttendanceCode.HOLIDAY) and text[:1].isdigit() and not cell.code_value


def _several(there: Sequence[AttendanceEntry]) -> bool:
    """More than the one plain entry that is written over."""
    return any(entry.activity for entry in there)


def _fault(cell: SheetCell, read: Faulty) -> str:
    if cell.code_value and read.fault is Fault.UNKNOWN_CODE:
        return fault_words(Fault.UNKNOWN_CODE)
    if cell_words(cell.value).startswith("="):
        return _(
            "The formula was saved without its value. Write the hours here, or save the file once "
            "in Excel or LibreOffice."
        )
    return fault_words(read.fault)


def _line(  # noqa: PLR0913 - one value object, named arguments only
    cell: SheetCell,
    state: LineState,
    *,
    who: str = "",
    was: str = "",
    agreement: str = "",
    message: str = "",
    placement_id: int | None = None,
    entry: AttendanceEntry | None = None,
    replaces: bool = False,
) -> SheetLine:
    typed = f"{cell_words(cell.value)} {cell.code_value}".strip()
    return SheetLine(
        row=cell.row,
        column=cell.column,
        number=cell.number,
        who=who,
        agreement=agreement or cell.agreement,
        day=cell.day,
        typed=typed,
        was=was,
        state=state,
        message=message or state_words(state),
        placement_id=placement_id,
        entry=entry,
        replaces=replaces,
    )
