"""What stands between a month and its locking, placement by placement."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asfdesk.domain.hours.attendance import Remark
    from asfdesk.domain.people.decisions import DayState
    from asfdesk.services.hours.attendance_grid import GridCell, GridRow, MonthGrid


@dataclass(frozen=True)
class MissingDays:
    """One placement's planned days that are not filled in.

    Attributes:
        due: days that have come, in order.
        to_come: days after today.
    """

    placement_id: int
    number: int
    name: str = field(repr=False)
    agreement_name: str
    due: tuple[date, ...]
    to_come: tuple[date, ...]


@dataclass(frozen=True)
class OddDay:
    """A cell that is filled in and worth a look before the month is locked."""

    placement_id: int
    name: str = field(repr=False)
    agreement_name: str
    day: date
    remarks: tuple[Remark, ...]
    state: DayState


def missing_days(grid: MonthGrid) -> list[MissingDays]:
    """Every placement with planned days of the month that are not filled in, shown or not."""
    found = []
    for row in grid.everybody:
        missing = [day for day, cell in _of_month(grid, row) if cell.missing]
        if missing:
            future = {day.day for day in grid.days if day.future}
            found.append(
                MissingDays(
                    placement_id=row.placement_id,
                    number=row.number,
                    name=row.name,
                    agreement_name=row.agreement_name,
                    due=tuple(day for day in missing if day not in future),
                    to_come=tuple(day for day in missing if day in future),
                )
            )
    return found


def odd_days(grid: MonthGrid) -> list[OddDay]:
    """Every cell of the month with a remark, row by row."""
    return [
        OddDay(row.placement_id, row.name, row.agreement_name, day, cell.remarks, cell.state)
        for row in grid.everybody
        for day, cell in _of_month(grid, row)
        if cell.remarks
    ]


def _of_month(grid: MonthGrid, row: GridRow) -> Sequence[tuple[date, GridCell]]:
    days = grid.month_days
    return [(day.day, cell) for day, cell in zip(grid.days[days], row.cells[days], strict=True)]
