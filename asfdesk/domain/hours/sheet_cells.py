"""The cells of hours in a table: whose, which day, what they say."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.codes import AttendanceCode
from asfdesk.domain.hours.sheet_days import are_weekdays, day_of
from asfdesk.domain.hours.sheet_layout import Role
from asfdesk.domain.hours.sheet_table import ClockTime, cell_at, cell_words
from asfdesk.domain.hours.typed_time import (
    DAY_MINUTES,
    Cleared,
    Fault,
    Faulty,
    Filled,
    parse_attendance,
)
from asfdesk.domain.money import round_half_up

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from asfdesk.domain.hours.sheet_layout import SheetLayout
    from asfdesk.domain.hours.sheet_table import CellValue, SheetTable
    from asfdesk.domain.hours.typed_time import Reading, Typed

_SUMS = ("summa", "sum", "totalt", "total", "timmar per dag", "hours per day", "handledartimmar")
"""What the first word of a row of sums is; such rows hold nobody's hours."""

_TWO_DECIMALS = 100
_DAY_HOURS = 24


@dataclass(frozen=True)
class SheetCell:
    """One cell of hours, with what its row says.

    Attributes:
        row: in the file, from 0; `column` is the cell's own.
        value: as read, or the text it was corrected to.
        code_value: the code's own cell in a long table.
        day_text: what stood for the day, when it could not be read.
        activity: None where the table has no column for it.
    """

    row: int
    column: int
    key: str
    number: str
    name: str = field(repr=False)
    agreement: str
    day: date | None
    day_text: str
    value: CellValue = field(repr=False)
    code_value: str = ""
    activity: str | None = None


def sheet_cells(
    table: SheetTable,
    layout: SheetLayout,
    corrections: Mapping[tuple[int, int | Role], str],
) -> Iterator[SheetCell]:
    """Every cell of hours below the head, row by row; rows of nobody are passed over."""
    activity = layout.column(Role.ACTIVITY)
    for at in range(layout.header + 1, len(table.rows)):
        row = table.rows[at]
        said = {
            role: corrections.get((at, role), _said(row, layout, role))
            for role in (Role.KEY, Role.NUMBER, Role.NAME, Role.AGREEMENT, Role.ACTIVITY)
        }
        if _nobody(row, layout, said):
            continue
        for column, day, day_text in _days(row, layout, corrections.get((at, Role.DATE))):
            value = corrections.get((at, column), cell_at(row, column))
            yield SheetCell(
                row=at,
                column=column,
                key=said[Role.KEY],
                number=said[Role.NUMBER],
                name=said[Role.NAME],
                agreement=said[Role.AGREEMENT],
                day=day,
                day_text=day_text,
                value=value,
                code_value="" if layout.wide else _code_text(row, layout, column),
                activity=None if activity is None or layout.wide else said[Role.ACTIVITY],
            )


def read_value(cell: SheetCell, reading: Reading) -> Typed:
    """What a cell means: hours, a code, both, nothing, or why not.

    A number with two decimals that look like minutes (7.30) is as doubtful in a spreadsheet as it
    is typed; one with more decimals is a length of time that was divided by 60.
    """
    typed = _read_one(cell.value, reading)
    if not cell.code_value:
        return typed
    code = next((c for c in AttendanceCode if c.value == cell.code_value.upper()), None)
    if code is None:
        return Faulty(Fault.UNKNOWN_CODE)
    if isinstance(typed, Cleared):
        return Filled(0, code)
    return Filled(typed.minutes, code) if isinstance(typed, Filled) else typed


def _read_one(value: CellValue, reading: Reading) -> Typed:
    match value:
        case None:
            return Cleared()
        case ClockTime(minutes):
            return Filled(minutes) if minutes <= DAY_MINUTES else Faulty(Fault.OVER_A_DAY)
        case date():
            return Faulty(Fault.NOT_UNDERSTOOD)
        case Fraction():
            return _number(value, reading)
        case str():
            return parse_attendance(cell_words(value), reading)


def _number(value: Fraction, reading: Reading) -> Typed:
    if value < 0:
        return Faulty(Fault.NOT_UNDERSTOOD)
    if value.denominator == 1 and value.numerator <= _DAY_HOURS:
        return Filled(value.numerator * 60)  # most cells
    hundredths = value * _TWO_DECIMALS
    if hundredths.denominator == 1 and value <= DAY_MINUTES:
        whole, rest = divmod(int(hundredths), _TWO_DECIMALS)
        return parse_attendance(f"{whole}.{rest:02d}", reading)
    minutes = round_half_up(min(value, Fraction(DAY_MINUTES)) * 60)
    return Filled(minutes) if minutes <= DAY_MINUTES else Faulty(Fault.OVER_A_DAY)


def _said(row: tuple[CellValue, ...], layout: SheetLayout, role: Role) -> str:
    column = layout.column(role)
    return "" if column is None else cell_words(cell_at(row, column))


def _nobody(row: tuple[CellValue, ...], layout: SheetLayout, said: Mapping[Role, str]) -> bool:
    """An empty row, a row of sums, weekdays under the days, or words below the table."""
    if said[Role.KEY]:
        return False
    first = next((cell_words(cell) for cell in row if cell is not None), "")
    if not first or first.casefold().rstrip(" :").startswith(_SUMS):
        return True
    columns = [
        at for at, role in enumerate(layout.roles) if role in (Role.DAY, Role.HOURS, Role.CODE)
    ]
    hours = [cell_at(row, at) for at in columns]
    nothing = all(cell is None for cell in hours) or are_weekdays(hours)
    return not said[Role.NUMBER] and (nothing or layout.column(Role.KEY) is not None)


def _days(
    row: tuple[CellValue, ...], layout: SheetLayout, corrected: str | None
) -> Iterator[tuple[int, date | None, str]]:
    """Column of hours, its day, and the day as it stands."""
    if layout.wide:
        yield from ((at, day, "") for at, day in layout.days)
        return
    hours, code = layout.column(Role.HOURS), layout.column(Role.CODE)
    column = hours if hours is not None else code
    at = layout.column(Role.DATE)
    if column is None or at is None:
        return
    value: CellValue = corrected if corrected is not None else cell_at(row, at)
    yield column, day_of(value, layout.month), cell_words(value)


def _code_text(row: tuple[CellValue, ...], layout: SheetLayout, column: int) -> str:
    at = layout.column(Role.CODE)
    return "" if at is None or at == column else cell_words(cell_at(row, at))
