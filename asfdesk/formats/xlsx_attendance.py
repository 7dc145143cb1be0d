"""A sheet of attendance to Excel: real numbers and days, frozen heads, and a way back.

The hidden sheet and the hidden first column (domain.own_sheet) say which placement each row is
and what its cells held, so that rows may be sorted and columns removed before it comes back.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.codes import AttendanceCode
from asfdesk.domain.hours.own_sheet import OwnRow, base_text, hidden_rows, row_key
from asfdesk.formats.attendance_csv import cell_text
from asfdesk.formats.text_guard import guarded
from asfdesk.formats.xlsx import new_book
from asfdesk.i18n import _, short_weekday
from asfdesk.reports.head_facts import example_words
from asfdesk.reports.words import attendance_code_word

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from asfdesk.reports.hours.attendance_sheet import AttendanceSheet, SheetDayCell

HEAD_COLUMNS = 4
"""Row key (hidden), number, trainee, agreement."""

_WEEK_ROW, _WEEKDAY_ROW, _DAY_ROW = 3, 4, 5
_SHADE = "#E4E7E3"
_LINE = "#C9CEC8"
_MUTED = "#5E655F"
_A4 = 9
_NAME_WIDTH, _WIDEST_NAME = 18, 34


def render_sheet(sheet: AttendanceSheet, created_at: datetime) -> bytes:
    """The workbook; the same bytes for the same sheet made at the same time."""
    target = io.BytesIO()
    book = new_book(target)
    book.set_properties({"created": created_at})
    writer = _Writer(book, sheet)
    writer.head()
    writer.rows()
    writer.legend()
    writer.set_up()
    writer.hidden()
    book.close()
    return target.getvalue()


@dataclass(frozen=True)
class _Looks:
    """The formats that are used over and over."""

    plain: Format
    cell: Format
    resting: Format
    outside: Format
    head: Format
    resting_head: Format
    day: Format
    resting_day: Format
    week: Format
    sum: Format
    muted: Format


class _Writer:
    """Writes one sheet from top to bottom."""

    def __init__(self, book: xlsxwriter.Workbook, sheet: AttendanceSheet) -> None:
        self._book = book
        self._sheet = sheet
        self._page: Worksheet = book.add_worksheet(_("Attendance"))
        self._looks = _looks(book)
        self._last = _DAY_ROW

    def head(self) -> None:
        """Whose it is, weeks, weekdays and days."""
        page, sheet, looks = self._page, self._sheet, self._looks
        title = self._book.add_format({"bold": True, "font_size": 15})
        page.write_string(0, 1, guarded(sheet.title), title)
        about = " · ".join(part for part in (sheet.company, sheet.org_number, sheet.group) if part)
        page.write_string(1, 1, guarded(about), looks.muted)
        page.write_string(2, 1, self._how(), looks.muted)
        heads = (_("Row id"), _("No."), _("Trainee"), _("Agreement"))
        for at, text in enumerate(heads):
            page.write_string(_DAY_ROW, at, text, looks.head)
        self._weeks()
        for at, day in enumerate(sheet.days):
            column = HEAD_COLUMNS + at
            head = looks.resting_head if day.resting else looks.head
            page.write_string(_WEEKDAY_ROW, column, short_weekday(day.day), head)
            look = looks.resting_day if day.resting else looks.day
            page.write_datetime(_DAY_ROW, column, day.day, look)
        page.write_string(_DAY_ROW, HEAD_COLUMNS + len(sheet.days), _("Hours"), looks.head)

    def _how(self) -> str:
        how = _("Write hours as 6, 6.5 or 6:30, or a code. Leave what is not known empty.")
        return f"{example_words()} · {how}" if self._sheet.example else how

    def _weeks(self) -> None:
        days = [day.day for day in self._sheet.days]
        first = 0
        for at in range(1, len(days) + 1):
            if at < len(days) and days[at].isocalendar()[:2] == days[first].isocalendar()[:2]:
                continue
            text = _("w. %(week)d") % {"week": days[first].isocalendar().week}
            begin, end = HEAD_COLUMNS + first, HEAD_COLUMNS + at - 1
            if begin == end:
                self._page.write_string(_WEEK_ROW, begin, text, self._looks.week)
            else:
                self._page.merge_range(_WEEK_ROW, begin, _WEEK_ROW, end, text, self._looks.week)
            first = at

    def rows(self) -> None:
        """The placements, each with the sum of its hours as a formula with its value."""
        page, looks = self._page, self._looks
        for row in self._sheet.rows:
            self._last += 1
            page.write_string(self._last, 0, row_key(row.placement_id), looks.muted)
            page.write_number(self._last, 1, row.number, looks.plain)
            page.write_string(self._last, 2, guarded(row.name), looks.plain)
            page.write_string(self._last, 3, guarded(row.agreement), looks.plain)
            for at, cell in enumerate(row.cells):
                self._cell(HEAD_COLUMNS + at, cell, resting=self._sheet.days[at].resting)
            self._sum(sum(cell.attended_minutes or 0 for cell in row.cells if not cell.code))

    def _sum(self, minutes: int) -> None:
        """Numbers only: "4,5F" is text to a spreadsheet."""
        column = HEAD_COLUMNS + len(self._sheet.days)
        line = self._last + 1
        formula = f"=SUM({_letters(HEAD_COLUMNS)}{line}:{_letters(column - 1)}{line})"
        self._page.write_formula(self._last, column, formula, self._looks.sum, _double(minutes))

    def _cell(self, column: int, cell: SheetDayCell, *, resting: bool) -> None:
        looks = self._looks
        look = looks.resting if resting else looks.cell
        if not cell.inside:
            look = looks.outside
        minutes, code = cell.attended_minutes, cell.code
        if minutes is None:
            self._page.write_blank(self._last, column, None, look)
        elif code is None:
            self._page.write_number(self._last, column, _double(minutes), look)
        else:
            self._page.write_string(self._last, column, cell_text(cell), look)

    def legend(self) -> None:
        """The codes in words, below the rows."""
        line = self._last + 2
        for code in AttendanceCode:
            self._page.write_string(
                line, 2, f"{code} = {attendance_code_word(code)}", self._looks.muted
            )
            line += 1

    def set_up(self) -> None:
        """Widths, frozen panes, paper, what may be written."""
        page, sheet = self._page, self._sheet
        days = len(sheet.days)
        page.set_column(0, 0, 6, None, {"hidden": True})
        page.set_column(1, 1, 5)
        longest = max((len(row.name) for row in sheet.rows), default=0)
        page.set_column(2, 2, min(max(longest + 1, _NAME_WIDTH), _WIDEST_NAME))
        page.set_column(3, 3, 16)
        page.set_column(HEAD_COLUMNS, HEAD_COLUMNS + days - 1, 5.5 if days > 7 else 11)  # noqa: PLR2004 - more than a week
        page.set_column(HEAD_COLUMNS + days, HEAD_COLUMNS + days, 9)
        page.freeze_panes(_DAY_ROW + 1, HEAD_COLUMNS)
        page.repeat_rows(_WEEK_ROW, _DAY_ROW)
        page.set_landscape()
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)
        page.hide_gridlines(1)

    def hidden(self) -> None:
        """What the rows and cells are, for when the sheet comes back."""
        sheet = self._sheet
        rows = [
            (
                OwnRow(row.placement_id, row.number, row.agreement),
                [base_text(cell.attended_minutes, cell.code or "") for cell in row.cells],
            )
            for row in sheet.rows
        ]
        page = self._book.add_worksheet("asfdesk")
        days = [day.day for day in sheet.days]
        for line, cells in enumerate(hidden_rows(sheet.org_number, days, rows)):
            for at, text in enumerate(cells):
                page.write_string(line, at, guarded(text))
        page.very_hidden()


def _letters(column: int) -> str:
    """A column as a spreadsheet calls it; a month goes no further than AI."""
    before, last = divmod(column, 26)
    return f"{chr(64 + before) if before else ''}{chr(65 + last)}"


def _double(minutes: int) -> float:
    """Hours as Excel's double (decisions A2)."""
    return float(Fraction(minutes, 60))


def _looks(book: xlsxwriter.Workbook) -> _Looks:
    def made(**more: object) -> Format:
        return book.add_format(dict(more))

    edge: Mapping[str, object] = {"border": 1, "border_color": _LINE}
    shade: Mapping[str, object] = {"bg_color": _SHADE}
    head: Mapping[str, object] = {"bold": True, "align": "center", **edge}
    middle: Mapping[str, object] = {"align": "center", **edge}
    return _Looks(
        plain=made(**edge, align="left"),
        cell=made(**middle),
        resting=made(**middle, **shade),
        outside=made(**edge, bg_color="#F4F5F3", pattern=1),
        head=made(**head),
        resting_head=made(**head, **shade),
        day=made(**head, num_format="d/m"),
        resting_day=made(**head, **shade, num_format="d/m"),
        week=made(bold=True, align="left", font_color=_MUTED),
        sum=made(bold=True, num_format="0.00", **edge),
        muted=made(font_color=_MUTED),
    )
