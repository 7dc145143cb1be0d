"""Sheets of attendance out and in again: nothing is lost, nothing is guessed."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from asfdesk.domain.codes import AttendanceCode, LegalForm
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.hours.attendance import AttendanceEntry
from asfdesk.domain.hours.sheet_layout import Role
from asfdesk.domain.period import Month
from asfdesk.errors import ImportRefusedError
from asfdesk.formats.table_in import read_tables
from asfdesk.services.hours.attendance_sheet import LineState, SheetChoices
from asfdesk.services.hours.export_attendance import (
    SheetFormat,
)
from asfdesk.services.hours.import_attendance import take_sheet
from asfdesk.services.hours.register_attendance import CellEdit, fill_as_planned, set_cells
from asfdesk.services.lock_attendance import lock_month
from tests.sheets import (
    OCTOBER,
    edited,
    entries,
    made,
    order,
    people_of,
    preview,
    states,
    table,
    take,
)
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from openpyxl import Workbook

    from asfdesk.services.session import WriteSession


@pytest.fixture
def people(session: WriteSession) -> list[int]:
    """Three trainees; the third is protected and in two placements."""
    return people_of(session)


def _enterprise(number: str) -> Enterprise:
    return Enterprise("Växthuset", number, next(iter(LegalForm)), date(2026, 1, 1))


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


def test_week_heads_with_weekdays_are_days_of_the_month_that_is_shown(
    session: WriteSession, people: list[int]
) -> None:
    data = table("Nr;Namn;Mån 28/9;Tis 29/9;Ons 30/9;Tor 1/10;Fre 2/10", "1;Lind, Aino;;;;6;F")
    take(session, data, month=Month(2026, 10))
    assert entries(session) == [(people[0], 1, 360, None), (people[0], 2, 0, "F")]


def test_an_empty_cell_clears_nothing_that_another_row_says(
    session: WriteSession, people: list[int]
) -> None:
    clearing = frozenset({"empty_clears", "leave_out"})
    data = table("Nr;Datum;Timmar", "1;2026-10-05;6", "1;2026-10-05;")
    found = take(session, data, accepted=clearing)
    assert states(found) == [LineState.NEW, LineState.TWICE]
    # The same file again: the empty row must not take away what the other one wrote.
    assert states(take(session, data, accepted=clearing)) == [LineState.SAME, LineState.TWICE]
    assert entries(session) == [(people[0], 5, 360, None)]
    # An empty cell that is not to clear says nothing, wherever it stands.
    other = table("Nr;Datum;Timmar", "2;2026-10-05;", "2;2026-10-05;4")
    assert states(take(session, other)) == [LineState.NEW]


def test_a_formula_without_its_value_is_nobodys_number(
    session: WriteSession, people: list[int]
) -> None:
    # =A1 ends in the number of trainee 1, as "Deltagare 1" does.
    del people
    data = table("Nr;Datum;Timmar", "=A1;2026-10-05;6", "Deltagare 1;2026-10-06;6")
    assert states(preview(session, data)) == [LineState.UNKNOWN_TRAINEE, LineState.NEW]


def test_a_day_with_two_columns_is_asked_about(session: WriteSession, people: list[int]) -> None:
    # Otherwise each column would change what the other wrote, every time the file is taken in.
    data = table("Nr;2026-10-05;2026-10-06;2026-10-05", "1;6;6;4", "2;5;5;5")
    found = take(session, data, accepted=frozenset({"leave_out"}))
    assert states(found) == [
        LineState.NEW,
        LineState.NEW,
        LineState.TWICE,
        LineState.NEW,
        LineState.NEW,
        LineState.NEW,
    ]
    again = take_sheet(session, read_tables(data), SheetChoices(accepted=frozenset({"leave_out"})))
    assert not again.changes
    assert [row[:3] for row in entries(session)] == [
        (people[0], 5, 360),
        (people[0], 6, 360),
        (people[1], 5, 300),
        (people[1], 6, 300),
    ]
