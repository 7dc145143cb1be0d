"""What a sheet of attendance looks like: its days, its words, whom it names."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import openpyxl
import pypdfium2  # type: ignore[import-untyped]
import pytest

from asfdesk.domain.codes import AttendanceCode
from asfdesk.domain.period import Period
from asfdesk.errors import InvalidInputError
from asfdesk.formats.attendance_csv import cell_text
from asfdesk.reports.hours.attendance_sheet import SheetDayCell
from asfdesk.services.hours.export_attendance import (
    SheetFormat,
    attendance_sheets,
    file_name,
    save_sheets,
)
from asfdesk.services.hours.register_attendance import CellEdit, set_cells
from asfdesk.services.hours.sheet_shares import GroupBy
from tests.sheets import (
    edited,
    made,
    order,
    people_of,
    take,
)
from tests.workshop import add_supervisor

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook

    from asfdesk.services.session import WriteSession


@pytest.fixture
def people(session: WriteSession) -> list[int]:
    """Three trainees; the third is protected and in two placements."""
    return people_of(session)


@pytest.mark.parametrize(
    ("week", "first", "last"),
    [
        ("2026-W53", date(2026, 12, 28), date(2027, 1, 3)),
        ("2028-W09", date(2028, 2, 28), date(2028, 3, 5)),
    ],
)
def test_a_week_over_months_and_years(
    session: WriteSession, people: list[int], week: str, first: date, last: date
) -> None:
    wanted = order(week)
    data = made(session, wanted)
    (sheet,) = attendance_sheets(session, wanted)
    assert (sheet.days[0].day, sheet.days[-1].day, len(sheet.days)) == (first, last, 7)
    assert file_name(sheet, wanted).endswith(f"{week}.xlsx")

    def change(book: Workbook) -> None:
        for column in range(5, 12):
            book.worksheets[0].cell(7, column).value = 6

    take(session, edited(data, change))
    back = session.attendance.entries(Period(first, last))
    assert [(e.placement_id, e.attended_minutes) for e in back] == [(people[0], 360)] * 7


def test_week_sheets_per_group_name_no_protected_person(
    session: WriteSession, people: list[int], tmp_path: Path
) -> None:
    supervisor = add_supervisor(session, 3, "Hanna Holm")
    placement = session.placements.placement(people[2])
    assert placement is not None
    with session.writer.action("placement.change", ("placements",)):
        session.placements.change_placement(replace(placement, supervisor_id=supervisor))
    wanted = order("2026-W43", group=GroupBy.SUPERVISOR)
    sheets = attendance_sheets(session, wanted)
    assert [[row.number for row in sheet.rows] for sheet in sheets] == [[7], [1, 2]]
    assert "Carina" not in repr(sheets[0].rows[0].name)
    files = save_sheets(session, wanted, tmp_path)
    assert not any("Hanna" in path.name or "holm" in path.name for path in files)
    for path in files:
        book = openpyxl.load_workbook(path)
        texts = [str(cell.value) for page in book for row in page for cell in row]
        assert not any("Carina" in text or "Ek" in text.split() for text in texts)


def test_a_sign_in_list_holds_only_names_and_days(session: WriteSession, people: list[int]) -> None:
    data = made(session, order("2026-W43", format=SheetFormat.PDF))
    document = pypdfium2.PdfDocument(data)
    text = document[0].get_textpage().get_text_range()
    assert document[0].get_width() > document[0].get_height()
    assert "Aino Lind" in text
    assert "Carina" not in text
    assert people
    for day in ("19/10", "20/10", "21/10", "22/10", "23/10"):
        assert day in text
    assert "24/10" not in text


def test_a_quarter_is_no_sheet(session: WriteSession, people: list[int]) -> None:
    del people
    with pytest.raises(InvalidInputError):
        attendance_sheets(session, order("2026-Q4"))


@pytest.mark.parametrize(
    ("minutes", "code", "text"),
    [
        (390, None, "6,5"),
        (0, None, "0"),
        (18, None, "0,3"),
        (3, None, "0:03"),
        (440, None, "7:20"),
        (0, AttendanceCode.NOTIFIED, "F"),
        (270, AttendanceCode.NOTIFIED, "4,5F"),
        (270, AttendanceCode.HOLIDAY, "H4,5"),
        (None, None, ""),
    ],
)
def test_cells_as_text(minutes: int | None, code: AttendanceCode | None, text: str) -> None:
    assert cell_text(SheetDayCell(inside=True, attended_minutes=minutes, code=code)) == text


def test_the_workbook_shades_freezes_and_sums(session: WriteSession, people: list[int]) -> None:
    set_cells(session, [CellEdit(people[0], date(2026, 10, 5), "6,5")])
    page = openpyxl.load_workbook(io.BytesIO(made(session, order()))).worksheets[0]
    assert page.freeze_panes == "E7"
    assert page.column_dimensions["A"].hidden
    # 5 October is the fifth day column: E + 4.
    assert page["I7"].value == 6.5
    assert page["I6"].value == datetime(2026, 10, 5)  # noqa: DTZ001 - Excel keeps no zone
    # The third and fourth are a weekend, the fifth is not.
    fills = [page[f"{column}6"].fill.fgColor.rgb for column in "GHI"]
    assert fills[0] == fills[1] != fills[2]
    # 31 days from E end in AI; the sum stands in AJ.
    assert page["AJ7"].value == "=SUM(E7:AI7)"
