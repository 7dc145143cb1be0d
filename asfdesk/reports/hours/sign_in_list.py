"""A blank list to sign on, for the wall: a large row per trainee, a column per working day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.i18n import _, hours, weekday_name
from asfdesk.reports.document import (
    Cell,
    Column,
    Document,
    Kind,
    Note,
    PageBreak,
    Row,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asfdesk.reports.document import Block, Head
    from asfdesk.reports.hours.attendance_sheet import AttendanceSheet, SheetDay, SheetRow

KEY = "sign-in"
_WIDTH = 13
_SIGNATURE = "_" * 22
"""As wide as one column of five."""
_CLOCK = "_" * 9


def build(sheet: AttendanceSheet, head: Head) -> Document:
    """The list; weeks stand on pages of their own, days that nobody is planned are left out."""
    blocks: list[Block] = []
    for week in _weeks(sheet):
        if blocks:
            blocks.append(PageBreak())
        blocks.append(_table(sheet, week))
        blocks.append(
            Note(
                _(
                    "Write when you come and when you leave, and sign. "
                    "Ask your supervisor about a code."
                )
            )
        )
    return Document(
        key=KEY,
        title=sheet.title,
        period=sheet.period,
        head=head,
        blocks=tuple(blocks),
        subtitle=sheet.group,
        landscape=True,
        letter=True,
    )


def _weeks(sheet: AttendanceSheet) -> Iterator[list[int]]:
    """Columns of each ISO week with planned time or a working day, in order."""
    found: dict[tuple[int, int], list[int]] = {}
    for at, day in enumerate(sheet.days):
        planned = any(row.cells[at].planned_minutes for row in sheet.rows)
        if planned or not day.resting:
            iso = day.day.isocalendar()
            found.setdefault((iso.year, iso.week), []).append(at)
    yield from found.values()


def _table(sheet: AttendanceSheet, week: Sequence[int]) -> Table:
    days = [sheet.days[at] for at in week]
    iso = days[0].day.isocalendar()
    return Table(
        key=f"week{iso.week}",
        title=_("Week %(week)d") % {"week": iso.week},
        columns=(
            Column("number", _("No."), Kind.INTEGER),
            Column("trainee", _("Trainee"), width=20),
            *(Column(f"d{day.day.isoformat()}", _head(day), width=_WIDTH) for day in days),
        ),
        rows=tuple(_row(row, week) for row in sheet.rows if _is_there(row, week)),
    )


def _head(day: SheetDay) -> str:
    name = weekday_name(day.day.isoweekday(), short=True)
    return f"{name[:1].upper()}{name[1:]} {day.day.day}/{day.day.month}"


def _is_there(row: SheetRow, week: Sequence[int]) -> bool:
    return any(row.cells[at].inside for at in week)


def _row(row: SheetRow, week: Sequence[int]) -> Row:
    """Three lines high, so that there is room for a pen."""
    cells: list[Cell] = [Cell(row.number), Cell(row.name, strong=True)]
    for at in week:
        cell = row.cells[at]
        if not cell.inside:
            cells.append(Cell(""))
            continue
        planned = hours(cell.planned_minutes) if cell.planned_minutes else ""
        plan = _("planned %(hours)s h") % {"hours": planned} if planned else "\u00a0"
        cells.append(Cell(f"{_CLOCK} – {_CLOCK}\n\u00a0\n{_SIGNATURE}\n{plan}"))
    return Row(tuple(cells))
