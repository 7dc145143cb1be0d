"""Workbooks that others have made or saved: formulas, merged heads, times, columns of their own."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.utils import get_column_letter

from asfdesk.domain.hours.sheet_layout import Role
from asfdesk.domain.period import Month, Period
from asfdesk.formats.table_in import read_tables
from asfdesk.services.hours.attendance_sheet import LineState, SheetChoices
from asfdesk.services.hours.export_attendance import attendance_sheets, render
from asfdesk.services.hours.import_attendance import preview_sheet, take_sheet
from asfdesk.services.hours.register_attendance import CellEdit, set_cells
from tests.sheets import entries, order
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from openpyxl import Workbook

    from asfdesk.services.hours.attendance_sheet import SheetPreview
    from asfdesk.services.hours.import_attendance import Taken
    from asfdesk.services.session import WriteSession

OCTOBER = Period.of_month(Month(2026, 10))
FIFTH = date(2026, 10, 5)


@pytest.fixture
def people(session: WriteSession) -> list[int]:
    agreement = add_agreement(session)
    return [
        add_placement(session, agreement, 1, name="Aino Lind"),
        add_placement(session, agreement, 2, name="Bashir Aziz"),
    ]


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def workbook(*rows: list[Any], name: str = "Blad1") -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = name
    for row in rows:
        page.append(row)
    return saved(book)


def patched(data: bytes, old: bytes, new: bytes) -> bytes:
    """The workbook as Excel writes it where the library does otherwise: an empty text's kind."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as copy:
        for part in source.namelist():
            copy.writestr(part, source.read(part).replace(old, new))
    return target.getvalue()


def preview(session: WriteSession, data: bytes, **choices: Any) -> SheetPreview:  # noqa: ANN401 - as SheetChoices takes them
    return preview_sheet(session, read_tables(data), SheetChoices(**choices))


def take(session: WriteSession, data: bytes, **choices: Any) -> Taken:  # noqa: ANN401 - as SheetChoices takes them
    return take_sheet(session, read_tables(data), SheetChoices(**choices))


def states(found: SheetPreview) -> list[LineState]:
    return [line.state for line in found.lines if line.state is not LineState.EMPTY]


def test_hours_with_a_unit_and_the_holiday_that_looks_like_one(
    session: WriteSession, people: list[int]
) -> None:
    days = [date(2026, 10, day) for day in range(5, 10)]
    take(session, workbook(["Nr", *days], [1, "4,5H", "4,5 h", "H", "H4,5", "6 tim 30 min"]))
    assert entries(session) == [
        (people[0], 5, 270, None),
        (people[0], 6, 270, None),
        (people[0], 7, 0, "H"),
        (people[0], 8, 270, "H"),
        (people[0], 9, 390, None),
    ]


def test_what_is_a_holiday_already_stays_one(session: WriteSession, people: list[int]) -> None:
    """Somebody wrote what the grid once showed; elsewhere 4,5H is hours."""
    set_cells(session, [CellEdit(people[0], FIFTH, "H4,5")])
    found = preview(session, workbook(["Nr", "Datum", "Timmar"], [1, FIFTH, "4,5H"]))
    assert states(found) == [LineState.SAME]
    assert found.lines[0].was == "H4,5"
    changed = preview(session, workbook(["Nr", "Datum", "Timmar"], [1, FIFTH, "5H"]))
    assert states(changed) == [LineState.CHANGED]


def test_a_formula_counts_as_the_value_saved_with_it(
    session: WriteSession, people: list[int]
) -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    page = book.add_worksheet()
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    page.write_row(0, 0, ["Nr", "Datum", "Timmar"])
    for row, (formula, value) in enumerate(
        (("=3+3,5", 6.5), ('=IF(1=1,"F","")', "F"), ('=IF(1=2,"F","")', "")), 1
    ):
        page.write_number(row, 0, 1)
        page.write_datetime(row, 1, datetime(2026, 10, 4 + row), day)  # noqa: DTZ001 - Excel keeps no zone
        page.write_formula(row, 2, formula, None, value)
    book.close()
    data = patched(target.getvalue(), b'<c r="C4">', b'<c r="C4" t="str">')
    take(session, data)
    assert entries(session) == [(people[0], 5, 390, None), (people[0], 6, 0, "F")]


def test_a_formula_without_its_value_is_asked_about(
    session: WriteSession, people: list[int]
) -> None:
    """As programs leave it that write a workbook without counting: never an empty cell."""
    data = workbook(["Nr", "Datum", "Timmar"], [1, FIFTH, "=3+3.5"], [2, FIFTH, 6])
    found = preview(session, data)
    assert states(found) == [LineState.FAULTY, LineState.NEW]
    assert found.lines[0].typed == "=3+3.5"
    assert not found.may_commit
    take(session, data, corrections={(1, 2): "6,5"})
    assert entries(session) == [(people[0], 5, 390, None), (people[1], 5, 360, None)]


def test_merged_heads_sums_and_weekdays(session: WriteSession, people: list[int]) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"] = "Närvarolista oktober 2026"
    page.merge_cells("A1:I1")
    page["A2"], page["B2"], page["C2"] = "Nr", "Deltagare", "Vecka 41"
    for cells in ("A2:A4", "B2:B4", "C2:G2"):
        page.merge_cells(cells)
    for at, (day, name) in enumerate(zip(range(5, 10), ("M", "T", "O", "T", "F"), strict=True), 3):
        page.cell(3, at).value, page.cell(4, at).value = day, name
    page["H2"] = "Summa"
    page.merge_cells("H2:H4")
    people_rows: list[tuple[int, str, list[Any]]] = [
        (1, "Aino Lind", [6, 6.25, "F", None, time(4, 30)]),
        (2, "Bashir Aziz", [3, 3, 3, 3, 3]),
    ]
    for row, (number, name, hours) in enumerate(people_rows, 5):
        page.cell(row, 1).value, page.cell(row, 2).value = number, name
        for at, value in enumerate(hours, 3):
            page.cell(row, at).value = value
        page.cell(row, 8).value = f"=SUM(C{row}:G{row})"
    page["A7"], page["C7"] = "Summa", "=SUM(C5:C6)"
    found = preview(session, saved(book))
    assert found.layout.wide
    assert states(found) == [LineState.NEW] * 9
    take(session, saved(book))
    assert entries(session)[:4] == [
        (people[0], 5, 360, None),
        (people[0], 6, 375, None),
        (people[0], 7, 0, "F"),
        (people[0], 9, 270, None),
    ]
    assert not take(session, saved(book)).changes


def test_columns_of_their_own_are_kept_for_the_next_month(
    session: WriteSession, people: list[int]
) -> None:
    def month(first: date, hours: float) -> bytes:
        book = openpyxl.Workbook()
        about = book.active
        assert about is not None
        about.append(["Utskrift ur närvarosystemet"])
        page = book.create_sheet("Data")
        page.append([f"Period {first:%Y-%m}"])
        page.append(["Person-ID", "Arbetsdag", "Antal", "Anm", "Kön"])
        for at, number in enumerate((1, 2)):
            page.append([number, first + timedelta(days=at), hours, "Ja", "K"])
        return saved(book)

    first = month(FIFTH, 6)
    found = preview(session, first)
    assert found.table == 1
    assert found.layout.missing == (Role.HOURS,)
    roles = {0: Role.NUMBER, 1: Role.DATE, 2: Role.HOURS}
    take(session, first, table=1, roles=roles)
    assert entries(session) == [(people[0], 5, 360, None), (people[1], 6, 360, None)]
    later = preview(session, month(date(2026, 10, 12), 4.5))
    assert later.table == 1
    assert not later.layout.missing
    assert states(later) == [LineState.NEW, LineState.NEW]
    assert [line.entry.attended_minutes for line in later.lines if line.entry] == [270, 270]
    # The same once more keeps the columns and changes nothing.
    assert not take(session, first, table=1, roles=roles).changes


@pytest.mark.parametrize("text", ["", "no json", "[]", '{"x": 5}', '{"x": {"0": []}}'])
def test_a_setting_that_is_damaged_is_no_trouble(
    session: WriteSession, people: list[int], text: str
) -> None:
    with session.writer.action("setting.small_count", ("enterprise",), "setting"):
        session.enterprise.set_setting("attendance_sheet_layouts", text)
    assert people
    data = workbook(["Nr", "Datum", "Timmar"], [1, FIFTH, 6])
    assert states(preview(session, data)) == [LineState.NEW]


def test_our_own_workbook_after_another_program_has_saved_it(
    session: WriteSession, people: list[int]
) -> None:
    """Written anew with shared strings and dates; sorted, with a row of sums, times and a name."""
    days = [date(2026, 10, 5), date(2026, 10, 6)]
    set_cells(session, [CellEdit(people[0], day, "6") for day in days])
    (sheet,) = attendance_sheets(session, order())
    book = openpyxl.load_workbook(io.BytesIO(render(sheet, order())))
    page = book.worksheets[0]
    assert page["E6"].is_date
    first = 5 + 4
    page.cell(7, first).value = time(4, 30)
    page.cell(7, first + 1).value = None
    page.cell(8, first).value = "6 h"
    page.cell(8, first + 1).value = "F"
    page.cell(8, first + 2).value = timedelta(hours=5, minutes=45)
    page.cell(8, first + 2).number_format = "[h]:mm"
    page.insert_rows(9)
    page.cell(9, 2).value = "Summa"
    for column in range(5, 36):
        letter = get_column_letter(column)
        page.cell(9, column).value = f"=SUM({letter}7:{letter}8)"
    page.auto_filter.ref = "B6:D8"
    data = saved(book)
    found = preview(session, data)
    assert found.own
    # The 6th was filled in when the sheet was made and is empty in it: told, and left filled in.
    assert states(found) == [LineState.CHANGED, LineState.LEFT] + [LineState.NEW] * 3
    take(session, data)
    assert entries(session) == [
        (people[0], 5, 270, None),
        (people[0], 6, 360, None),
        (people[1], 5, 360, None),
        (people[1], 6, 0, "F"),
        (people[1], 7, 345, None),
    ]
    assert not take(session, data).changes
