"""A sheet of attendance as CSV for a Swedish Excel: the same columns as the workbook."""

from __future__ import annotations

import csv
import io
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.codes import AttendanceCode
from asfdesk.domain.hours.own_sheet import row_key
from asfdesk.domain.hours.sheet_table import cell_words
from asfdesk.domain.hours.typed_time import Filled, parse_time
from asfdesk.formats.csv_out import ENCODING
from asfdesk.formats.text_guard import guarded
from asfdesk.i18n import _

if TYPE_CHECKING:
    from asfdesk.reports.hours.attendance_sheet import AttendanceSheet, SheetDayCell

_SHORT = len("24,25")


def render_csv(sheet: AttendanceSheet) -> bytes:
    """UTF-8 with mark, semicolons, decimal comma; a row per placement, a column per day."""
    target = io.StringIO(newline="")
    lines = csv.writer(target, delimiter=";", lineterminator="\r\n")
    days = [day.day.isoformat() for day in sheet.days]
    lines.writerow([_("Row id"), _("No."), _("Trainee"), _("Agreement"), *days])
    for row in sheet.rows:
        cells = [cell_text(cell) for cell in row.cells]
        head = (row_key(row.placement_id), str(row.number), row.name, row.agreement)
        lines.writerow([*map(guarded, head), *cells])
    return target.getvalue().encode(ENCODING)


def cell_text(cell: SheetDayCell) -> str:
    """Hours and code as they are typed: 6,5, F, 4,5F; H4,5, because 4,5h is hours."""
    minutes, code = cell.attended_minutes, cell.code
    if minutes is None:
        return ""
    if code and not minutes:
        return str(code)
    time = time_text(minutes)
    return f"{code}{time}" if code is AttendanceCode.HOLIDAY else f"{time}{code or ''}"


def time_text(minutes: int) -> str:
    """Decimal hours, or h:mm where they would not be read as the same minutes again."""
    text = cell_words(Fraction(minutes, 60)).replace(".", ",")
    read = parse_time(text)
    if isinstance(read, Filled) and read.minutes == minutes and len(text) <= _SHORT:
        return text
    return f"{minutes // 60}:{minutes % 60:02d}"
