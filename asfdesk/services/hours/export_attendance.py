"""Sheets of attendance out: a month or a week, whole or per group, and lists to sign on.

Sheets leave the program and go to people who need not see who is protected: such a trainee is
"Deltagare 7", as everybody is to somebody without the owner's key (decisions C2). Nothing
about prices, buyers' economy or identity numbers is in any of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk import __version__
from asfdesk.domain.period import PeriodKind
from asfdesk.errors import InvalidInputError
from asfdesk.formats.attendance_csv import render_csv
from asfdesk.formats.pdf import document_pdf
from asfdesk.formats.xlsx_attendance import render_sheet
from asfdesk.i18n import _, month_name, pgettext
from asfdesk.reports.document import Head, PersonalData
from asfdesk.reports.hours import sign_in_list
from asfdesk.reports.hours.attendance_sheet import (
    AttendanceSheet,
    SheetDay,
    SheetDayCell,
    SheetRow,
)
from asfdesk.reports.words import trainee_word
from asfdesk.services.hours.attendance_month import month_grid
from asfdesk.services.hours.sheet_shares import GroupBy, sharer
from asfdesk.storage.disk.atomic import atomic_write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from pathlib import Path

    from asfdesk.domain.period import Period
    from asfdesk.services.hours.attendance_grid import GridRow, MonthGrid
    from asfdesk.services.hours.sheet_shares import Share
    from asfdesk.services.session import ReadSession

_LONGEST_DAYS = 31


class SheetFormat(StrEnum):
    """What is written. PDF is the blank list to sign on."""

    XLSX = "xlsx"
    CSV = "csv"
    PDF = "pdf"


@dataclass(frozen=True)
class SheetOrder:
    """What is asked for.

    Attributes:
        period: a month or a week, at most 31 days.
        today: the day it is.
        created_at: printed on the lists.
        only: slugs of the sheets that are wanted; empty = all of them.
    """

    period: Period
    today: date
    created_at: datetime
    group: GroupBy = GroupBy.NONE
    format: SheetFormat = SheetFormat.XLSX
    only: frozenset[str] = frozenset()


def attendance_sheets(session: ReadSession, order: SheetOrder) -> list[AttendanceSheet]:
    """The sheets of a period: one, or one per group that has a row.

    Raises:
        InvalidInputError: the period is longer than a month, or nobody has a placement in it.
    """
    if (order.period.last - order.period.first).days >= _LONGEST_DAYS:
        raise InvalidInputError(
            "period",
            _("A sheet of attendance is for a month or a week."),
            todo=_("Write a month like 2026-10 or a week like 2026-W43."),
        )
    whole = _whole(session, order)
    if not whole.rows:
        raise InvalidInputError(
            "period",
            _("Nobody has a placement in the period, so there is nothing to write."),
            todo=_("Choose another month or week."),
        )
    if order.group is GroupBy.NONE:
        return [whole]
    return _wanted(order, _grouped(session, order, whole))


def render(sheet: AttendanceSheet, order: SheetOrder) -> bytes:
    """A sheet as a file."""
    match order.format:
        case SheetFormat.XLSX:
            return render_sheet(sheet, order.created_at)
        case SheetFormat.CSV:
            return render_csv(sheet)
        case SheetFormat.PDF:
            head = Head(
                company=sheet.company,
                org_number=sheet.org_number,
                created_at=order.created_at,
                app_version=__version__,
                personal=PersonalData.YES,
                example=sheet.example,
            )
            return document_pdf.render(sign_in_list.build(sheet, head))


def file_name(sheet: AttendanceSheet, order: SheetOrder) -> str:
    """Narvaro_2026-10.xlsx, Narvaro_2026-W43_handledare-3.xlsx; never a person's name."""
    kind = (
        _("sign-in-list")
        if order.format is SheetFormat.PDF
        else pgettext("file name", "attendance")
    )
    parts = [kind, str(order.period), *([sheet.slug] if sheet.slug else [])]
    return f"{'_'.join(parts)}.{order.format}"


def save_sheets(session: ReadSession, order: SheetOrder, folder: Path) -> list[Path]:
    """Write every sheet of an order into a folder; existing files of the same name give way.

    Raises:
        InvalidInputError: as `attendance_sheets`.
        AsfDeskError: a file could not be written.
    """
    sheets = attendance_sheets(session, order)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for sheet in sheets:
        path = folder.absolute() / file_name(sheet, order)
        atomic_write(path, render(sheet, order))
        written.append(path)
    return written


def save_sheet_as(session: ReadSession, order: SheetOrder, path: Path) -> Path:
    """Write the one sheet of an ungrouped order where the user said.

    Raises:
        AsfDeskError: as `save_sheets`.
    """
    (sheet,) = attendance_sheets(session, replace(order, group=GroupBy.NONE))
    atomic_write(path.absolute(), render(sheet, order))
    return path


def _whole(session: ReadSession, order: SheetOrder) -> AttendanceSheet:
    grids = [month_grid(session, month, order.today) for month in order.period.months()]
    enterprise = session.enterprise.enterprise()
    days = tuple(
        SheetDay(day.day, not day.workday)
        for grid in grids
        for day in grid.days
        if day.day in order.period
    )
    return AttendanceSheet(
        title=sheet_title(order),
        period=order.period,
        company=enterprise.name if enterprise else "",
        org_number=enterprise.org_number if enterprise else "",
        days=days,
        rows=tuple(_rows(grids, [day.day for day in days])),
        example=bool(enterprise and enterprise.is_example),
    )


def sheet_title(order: SheetOrder) -> str:
    """Attendance October 2026, or Attendance week 43 2026; a sign-in list likewise."""
    first = order.period.first
    if order.period.kind is PeriodKind.MONTH:
        when = month_name(first.year, first.month)
    elif order.period.kind is PeriodKind.WEEK:
        iso = first.isocalendar()
        when = _("week %(week)d %(year)d") % {"week": iso.week, "year": iso.year}
    else:
        when = f"{first}–{order.period.last}"
    if order.format is SheetFormat.PDF:
        return _("Sign-in list, %(when)s") % {"when": when}
    return _("Attendance, %(when)s") % {"when": when}


def _rows(grids: Sequence[MonthGrid], days: Sequence[date]) -> list[SheetRow]:
    """The grids' rows side by side; a placement may be in one month and not in the next."""
    cells: dict[int, dict[date, SheetDayCell]] = {}
    heads = {}
    for grid in grids:
        for row in grid.rows:
            heads[row.placement_id] = row
            mine = cells.setdefault(row.placement_id, {})
            for day, cell in zip(grid.days, row.cells, strict=True):
                mine[day.day] = SheetDayCell(
                    cell.inside, cell.planned_minutes, cell.attended_minutes, cell.code
                )
    outside = SheetDayCell(inside=False)
    found = []
    for placement_id, head in heads.items():
        mine = cells[placement_id]
        row_cells = tuple(mine.get(day, outside) for day in days)
        if any(cell.inside or cell.attended_minutes is not None for cell in row_cells):
            found.append(
                SheetRow(placement_id, head.number, _called(head), head.agreement_name, row_cells)
            )
    return sorted(found, key=lambda row: (row.number, row.agreement, row.placement_id))


def _called(row: GridRow) -> str:
    return trainee_word(row.number) if row.protected else row.name


def _wanted(order: SheetOrder, sheets: list[AttendanceSheet]) -> list[AttendanceSheet]:
    found = [sheet for sheet in sheets if not order.only or sheet.slug in order.only]
    if not found:
        raise InvalidInputError(
            "only",
            _("There is no such sheet in the period."),
            _("The sheets are %(names)s.") % {"names": ", ".join(one.slug for one in sheets)},
            _("Choose one of them."),
        )
    return found


def _grouped(
    session: ReadSession, order: SheetOrder, whole: AttendanceSheet
) -> list[AttendanceSheet]:
    placements = {
        placement.id: placement
        for placement in session.placements.in_period(order.period.first, order.period.last)
    }
    share_of = sharer(session, order.group, order.period)
    shares: dict[Share, list[SheetRow]] = {}
    for row in whole.rows:
        shares.setdefault(share_of(placements[row.placement_id]), []).append(row)
    return [
        replace(whole, rows=tuple(rows), group=share.name, slug=share.slug)
        for share, rows in sorted(shares.items())
    ]
