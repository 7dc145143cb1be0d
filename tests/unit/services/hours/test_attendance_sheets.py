"""Sheets of attendance out and in again: nothing is lost, nothing is guessed."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

import openpyxl
import pypdfium2  # type: ignore[import-untyped]
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from asfdesk.domain.codes import AttendanceCode, LegalForm
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.hours.attendance import AttendanceEntry
from asfdesk.domain.hours.sheet_layout import Role
from asfdesk.domain.period import Month, Period, parse_period
from asfdesk.errors import ImportRefusedError, InvalidInputError
from asfdesk.formats.attendance_csv import cell_text
from asfdesk.formats.table_in import read_tables
from asfdesk.reports.hours.attendance_sheet import SheetDayCell
from asfdesk.services.hours.attendance_sheet import LineState, SheetChoices
from asfdesk.services.hours.export_attendance import (
    SheetFormat,
    SheetOrder,
    attendance_sheets,
    file_name,
    render,
    save_sheets,
)
from asfdesk.services.hours.import_attendance import preview_sheet, take_sheet
from asfdesk.services.hours.register_attendance import CellEdit, fill_as_planned, set_cells
from asfdesk.services.hours.sheet_shares import GroupBy
from asfdesk.services.lock_attendance import lock_month
from tests.workshop import add_agreement, add_placement, add_supervisor

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl import Workbook

    from asfdesk.services.hours.attendance_sheet import SheetPreview
    from asfdesk.services.session import WriteSession

OCTOBER = Period.of_month(Month(2026, 10))
TODAY = date(2026, 10, 30)
NOW = datetime(2026, 10, 30, 14, 3, tzinfo=UTC)


@pytest.fixture
def people(session: WriteSession) -> list[int]:
    """Three trainees; the third is protected and in two placements."""
    huddinge, lumena = add_agreement(session), add_agreement(session, "Lumena")
    return [
        add_placement(session, huddinge, 1, name="Aino Lind"),
        add_placement(session, huddinge, 2, name="Bashir Aziz"),
        add_placement(session, lumena, 7, name="Carina Ek", protected=True),
    ]


def order(text: str = "2026-10", **more: object) -> SheetOrder:
    return SheetOrder(parse_period(text), TODAY, NOW, **more)  # type: ignore[arg-type]


def made(session: WriteSession, wanted: SheetOrder) -> bytes:
    (sheet,) = attendance_sheets(session, wanted)
    return render(sheet, wanted)


def preview(
    session: WriteSession, data: bytes, choices: SheetChoices | None = None
) -> SheetPreview:
    return preview_sheet(session, read_tables(data), choices)


def take(session: WriteSession, data: bytes, **choices: object) -> SheetPreview:
    chosen = SheetChoices(**choices)  # type: ignore[arg-type]
    return take_sheet(session, read_tables(data), chosen).previews[0]


def entries(session: WriteSession) -> list[tuple[int, int, int, str | None]]:
    return [
        (e.placement_id, e.day.day, e.attended_minutes, e.code)
        for e in session.attendance.entries(OCTOBER)
    ]


def _enterprise(number: str) -> Enterprise:
    return Enterprise("Växthuset", number, next(iter(LegalForm)), date(2026, 1, 1))


def table(*lines: str) -> bytes:
    return "\r\n".join(lines).encode()


def edited(data: bytes, change: Callable[[Workbook], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def states(found: SheetPreview) -> list[LineState]:
    return [line.state for line in found.lines if line.state is not LineState.EMPTY]


def test_a_long_table_is_read_by_its_heads(session: WriteSession, people: list[int]) -> None:
    data = table(
        "Nr;Datum;Timmar;Kod",
        "1;2026-10-05;6,5;",
        "1;2026-10-06;;F",
        "2;2026-10-05;4:15;O",
        "2;2026-10-06;0;",
    )
    found = take(session, data)
    assert states(found) == [LineState.NEW] * 4
    assert entries(session) == [
        (people[0], 5, 390, None),
        (people[0], 6, 0, "F"),
        (people[1], 5, 255, "O"),
        (people[1], 6, 0, None),
    ]


def test_the_same_file_again_changes_nothing(session: WriteSession, people: list[int]) -> None:
    del people
    data = table("No,Date,Hours", "1,2026-10-05,6.5", "2,2026-10-05,4:15")
    take(session, data)
    again = take_sheet(session, read_tables(data))
    assert states(again.previews[0]) == [LineState.SAME, LineState.SAME]
    assert not again.changes


def test_it_is_one_step_to_undo(session: WriteSession, people: list[int]) -> None:
    set_cells(session, [CellEdit(people[0], date(2026, 10, 5), "3")])
    take(session, table("Nr;Datum;Timmar", "1;2026-10-05;6", "2;2026-10-05;6"))
    step = session.writer.undo()
    assert step is not None
    assert step.operation == "attendance.import"
    assert entries(session) == [(people[0], 5, 180, None)]


def test_minutes_or_decimals_are_asked_and_answered_once(
    session: WriteSession, people: list[int]
) -> None:
    data = table("Nr;Datum;Timmar", "1;2026-10-05;0,30", "2;2026-10-05;7,45")
    found = preview(session, data)
    assert states(found) == [LineState.ASK_TIME] * 2
    assert not found.may_commit
    with pytest.raises(ImportRefusedError):
        take(session, data)
    take(session, data, accepted=frozenset({"hours_as_clock"}))
    assert entries(session) == [(people[0], 5, 30, None), (people[1], 5, 465, None)]


def test_decimals_when_that_is_the_answer(session: WriteSession, people: list[int]) -> None:
    data = table("Nr;Datum;Timmar", "1;2026-10-05;0,30")
    take(session, data, accepted=frozenset({"hours_as_decimals"}))
    assert entries(session) == [(people[0], 5, 18, None)]


def test_an_empty_cell_empties_only_when_told(session: WriteSession, people: list[int]) -> None:
    set_cells(session, [CellEdit(people[0], date(2026, 10, 5), "6")])
    data = table("Nr;2026-10-05;2026-10-06;2026-10-07", "1;;6;F")
    take(session, data)
    assert entries(session) == [
        (people[0], 5, 360, None),
        (people[0], 6, 360, None),
        (people[0], 7, 0, "F"),
    ]
    take(session, data, accepted=frozenset({"empty_clears"}))
    assert [row[1] for row in entries(session)] == [6, 7]


def test_what_cannot_be_taken_in_is_told_by_cell(session: WriteSession, people: list[int]) -> None:
    del people
    data = table(
        "Nr;Datum;Timmar",
        "99;2026-10-05;6",
        "1;2025-12-30;6",
        "1;i går;6",
        "1;2026-10-05;Q",
        "1;2026-10-06;25",
        "1;2026-10-07;6",
        "1;2026-10-07;5",
    )
    found = preview(session, data)
    assert states(found) == [
        LineState.UNKNOWN_TRAINEE,
        LineState.OUTSIDE,
        LineState.NO_DAY,
        LineState.FAULTY,
        LineState.FAULTY,
        LineState.NEW,
        LineState.TWICE,
    ]
    assert found.asked == {"leave_out"}
    assert "25" not in found.lines[4].message


def test_corrections_in_place_are_read_instead(session: WriteSession, people: list[int]) -> None:
    data = table("Nr;Datum;Timmar", "99;2026-10-05;6", "1;i går;6", "1;2026-10-06;Q")
    corrections = {(1, Role.NUMBER): "2", (2, Role.DATE): "2026-10-07", (3, 2): "4,5F"}
    take(session, data, corrections=corrections)
    assert entries(session) == [
        (people[0], 6, 270, "F"),
        (people[0], 7, 360, None),
        (people[1], 5, 360, None),
    ]


def test_lines_can_be_left_out(session: WriteSession, people: list[int]) -> None:
    data = table("Nr;Datum;Timmar", "99;2026-10-05;6", "1;2026-10-05;6")
    take(session, data, accepted=frozenset({"leave_out"}))
    assert entries(session) == [(people[0], 5, 360, None)]


def test_another_name_beside_the_number_is_asked(session: WriteSession, people: list[int]) -> None:
    data = table(
        "Nr;Namn;Datum;Timmar", "1;Aziz, Bashir;2026-10-05;6", "2;Aziz, Bashir;2026-10-05;6"
    )
    assert states(preview(session, data)) == [LineState.NAME_DIFFERS, LineState.NEW]
    take(session, data, accepted=frozenset({"name_differs"}))
    assert len(entries(session)) == len(people) - 1


def test_two_placements_the_same_day_are_asked_about(
    session: WriteSession, people: list[int]
) -> None:
    trainee = session.placements.placement(people[0])
    assert trainee is not None
    lumena = session.placements.placement(people[2])
    assert lumena is not None
    with session.writer.action("placement.add", ("placements",)):
        second = session.placements.add_placement(
            replace(trainee, id=0, agreement_id=lumena.agreement_id)
        )
    data = table("Nr;Datum;Timmar", "1;2026-10-05;6")
    (line,) = preview(session, data).lines
    assert line.state is LineState.ASK_PLACEMENT
    assert "Huddinge, Lumena" in line.message
    take(session, data, corrections={(1, Role.AGREEMENT): "lumena"})
    assert entries(session) == [(second, 5, 360, None)]


def test_a_locked_month_is_left_alone(session: WriteSession, people: list[int]) -> None:
    fill_as_planned(session, OCTOBER, date(2026, 11, 2))
    lock_month(session, Month(2026, 10), date(2026, 11, 2))
    data = table("Nr;Datum;Timmar", "1;2026-10-05;6", "2;2026-10-05;3")
    found = preview(session, data)
    assert states(found) == [LineState.SAME, LineState.LOCKED]
    assert people


def test_day_numbers_are_read_in_the_month_of_the_title(
    session: WriteSession, people: list[int]
) -> None:
    data = table(
        "Närvaro oktober 2026", "Nr\tNamn\t1\t2\t3\t4\t5\tSumma", "1\tAino Lind\t6\tF\t\t\t6\t12"
    )
    take(session, data.replace(b"oktober 2026", b"oktober 2026\t\t"))
    assert entries(session) == [
        (people[0], 1, 360, None),
        (people[0], 2, 0, "F"),
        (people[0], 5, 360, None),
    ]


def test_columns_chosen_by_hand_are_remembered(session: WriteSession, people: list[int]) -> None:
    data = table("A;B;C", "1;2026-10-05;6", "2;2026-10-05;6")
    first = preview(session, data)
    assert first.layout.missing == (Role.HOURS,)
    roles = {0: Role.NUMBER, 1: Role.DATE, 2: Role.HOURS}
    take(session, data, roles=roles)
    assert len(entries(session)) == 2
    later = preview(session, table("A;B;C", "1;2026-10-06;6"))
    assert not later.layout.missing
    assert states(later) == [LineState.NEW]
    assert people


def test_activities_of_a_day_stand_beside_each_other(
    session: WriteSession, people: list[int]
) -> None:
    data = table(
        "Nr;Datum;Timmar;Aktivitet", "1;2026-10-05;4;", "1;2026-10-05;2;Språk", "1;2026-10-06;6;"
    )
    take(session, data)
    found = session.attendance.entries(OCTOBER)
    assert found[:2] == [
        AttendanceEntry(people[0], date(2026, 10, 5), 360, 240),
        AttendanceEntry(people[0], date(2026, 10, 5), 0, 120, None, "Språk"),
    ]
    assert set(states(preview(session, data))) == {LineState.SAME}


def test_excel_times_and_numbers(session: WriteSession, people: list[int]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Nr", "Datum", "Timmar"])
    sheet.append([1, date(2026, 10, 5), time(6, 30)])
    sheet.append([1, date(2026, 10, 6), 7.25])
    sheet.append([1, date(2026, 10, 7), 22 / 3])
    sheet.append([2, date(2026, 10, 5), 7.3])
    target = io.BytesIO()
    book.save(target)
    found = preview(session, target.getvalue())
    assert states(found) == [LineState.NEW] * 3 + [LineState.ASK_TIME]
    take(session, target.getvalue(), accepted=frozenset({"leave_out"}))
    assert entries(session) == [
        (people[0], 5, 390, None),
        (people[0], 6, 435, None),
        (people[0], 7, 440, None),
    ]


CELLS = (
    st.tuples(st.integers(0, 1440), st.none() | st.sampled_from(list(AttendanceCode))) | st.none()
)


@pytest.mark.parametrize("kind", [SheetFormat.XLSX, SheetFormat.CSV])
@settings(
    max_examples=8,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(cells=st.lists(CELLS, min_size=31, max_size=31))
def test_out_and_in_again_is_lossless(
    session: WriteSession, kind: SheetFormat, cells: list[tuple[int, AttendanceCode | None] | None]
) -> None:
    placements = session.placements.placements()
    if not placements:
        add_placement(session, add_agreement(session), 1, name="Aino Lind")
        placements = session.placements.placements()
    days = list(OCTOBER.days())
    filled = [
        AttendanceEntry(placements[0].id, day, 0, cell[0], cell[1])
        for day, cell in zip(days, cells, strict=True)
        if cell
    ]
    with session.writer.action("attendance.set", ("attendance",)):
        for day in days:
            session.attendance.clear(placements[0].id, day)
        for entry in filled:
            session.attendance.put(entry)
    data = made(session, order(format=kind))
    assert set(states(preview(session, data))) <= {LineState.SAME}
    with session.writer.action("attendance.set", ("attendance",)):
        for day in days:
            session.attendance.clear(placements[0].id, day)
    if kind is SheetFormat.XLSX:
        # Emptied in the program since: the sheet, which is as it was, gives way.
        assert set(states(preview(session, data))) <= {LineState.KEPT_EMPTY}
        data = edited(data, lambda book: book.remove(book["asfdesk"]))
        accepted = frozenset({"hours_as_decimals"})
    else:
        accepted = frozenset()
    if filled:
        take(session, data, accepted=accepted)
    back = session.attendance.entries(OCTOBER)
    assert [(e.day, e.attended_minutes, e.code) for e in back] == [
        (e.day, e.attended_minutes, e.code) for e in filled
    ]


def test_a_sheet_that_was_sorted_and_lost_columns_is_matched(
    session: WriteSession, people: list[int]
) -> None:
    data = made(session, order())

    def change(book: Workbook) -> None:
        page = book.worksheets[0]
        first, second = 7, 8
        for column in range(1, page.max_column + 1):
            one, other = page.cell(first, column), page.cell(second, column)
            one.value, other.value = other.value, one.value
        page.cell(first, 5 + 4).value = 5.5
        page.cell(second, 5 + 5).value = "F"
        page.delete_cols(11, 3)
        page.delete_cols(1)

    found = take(session, edited(data, change))
    assert found.own
    assert entries(session) == [(people[0], 6, 0, "F"), (people[1], 5, 330, None)]


def test_a_day_emptied_in_the_sheet_or_in_the_program_is_told_as_that(
    session: WriteSession, people: list[int]
) -> None:
    """The 5th is emptied in the sheet, the 6th in the program; the 7th is filled in since."""
    fifth, sixth, seventh = (date(2026, 10, number) for number in (5, 6, 7))
    set_cells(session, [CellEdit(people[0], day, "6") for day in (fifth, sixth)])
    data = made(session, order())

    def change(book: Workbook) -> None:
        book.worksheets[0].cell(7, 5 + 5 - 1).value = None

    set_cells(session, [CellEdit(people[0], sixth, ""), CellEdit(people[0], seventh, "4")])
    changed = edited(data, change)
    by_day = {line.day: line.state for line in preview(session, changed).lines if line.was}
    assert by_day == {fifth: LineState.LEFT, seventh: LineState.EMPTY}
    assert states(preview(session, changed)) == [LineState.LEFT, LineState.KEPT_EMPTY]
    take(session, changed, accepted=frozenset({"empty_clears"}))
    # Only what was emptied in the sheet goes: the 7th was empty when the sheet was made.
    assert entries(session) == [(people[0], 7, 240, None)]


def test_a_conflict_is_asked_about_and_the_untouched_is_kept(
    session: WriteSession, people: list[int]
) -> None:
    fifth, sixth = date(2026, 10, 5), date(2026, 10, 6)
    set_cells(session, [CellEdit(people[0], day, "6") for day in (fifth, sixth)])
    data = made(session, order())

    def change(book: Workbook) -> None:
        book.worksheets[0].cell(7, 5 + 5).value = 2

    set_cells(session, [CellEdit(people[0], day, "4") for day in (fifth, sixth)])
    changed = edited(data, change)
    found = preview(session, changed)
    assert states(found) == [LineState.KEPT, LineState.CONFLICT]
    take(session, changed, accepted=frozenset({"conflict"}))
    assert entries(session) == [(people[0], 5, 240, None), (people[0], 6, 120, None)]


def test_a_sheet_of_another_enterprise_is_refused(session: WriteSession, people: list[int]) -> None:
    del people
    with session.writer.action("enterprise.change", ("enterprise",)):
        session.enterprise.set_enterprise(_enterprise("559999-0002"))
    data = made(session, order())
    with session.writer.action("enterprise.change", ("enterprise",)):
        session.enterprise.set_enterprise(_enterprise("556036-0793"))
    with pytest.raises(ImportRefusedError, match="559999-0002"):
        preview(session, data)


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


def test_week_heads_with_weekdays_are_days_of_the_month_that_is_shown(
    session: WriteSession, people: list[int]
) -> None:
    data = table("Nr;Namn;Mån 28/9;Tis 29/9;Ons 30/9;Tor 1/10;Fre 2/10", "1;Lind, Aino;;;;6;F")
    take(session, data, month=Month(2026, 10))
    assert entries(session) == [(people[0], 1, 360, None), (people[0], 2, 0, "F")]


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
