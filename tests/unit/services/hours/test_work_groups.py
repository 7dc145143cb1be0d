"""Groups of placements, and the week sheets and lists made for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import openpyxl
import pypdfium2  # type: ignore[import-untyped]
import pytest

from asfdesk.domain.period import Month, Period, parse_period
from asfdesk.errors import InvalidInputError
from asfdesk.formats.table_in import read_tables
from asfdesk.i18n import set_language
from asfdesk.services.hours.export_attendance import (
    SheetFormat,
    SheetOrder,
    attendance_sheets,
    render,
    save_sheets,
)
from asfdesk.services.hours.import_attendance import take_sheet
from asfdesk.services.hours.manage_work_groups import (
    add_work_group,
    end_work_group,
    groups_view,
    move_to_group,
    remove_work_group,
    rename_work_group,
    reopen_work_group,
)
from asfdesk.services.hours.sheet_offers import sheet_offers
from asfdesk.services.hours.sheet_shares import GroupBy
from asfdesk.services.people.manage_placements import remove_placement
from asfdesk.services.session import write_session
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.services.session import WriteSession

TODAY = date(2026, 10, 30)
NOW = datetime(2026, 10, 30, 14, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def people(session: WriteSession) -> list[int]:
    """Four placements; the third is protected."""
    agreement = add_agreement(session)
    names = ("Aino Lind", "Bashir Aziz", "Carina Ek", "Doris Dahl")
    return [
        add_placement(session, agreement, number, name=name, protected=number == 3)
        for number, name in enumerate(names, 1)
    ]


def group(session: WriteSession, name: str) -> int:
    add_work_group(session, name)
    return next(one.id for one in session.work_groups.groups() if one.name == name)


def order(text: str = "2026-W43", **more: object) -> SheetOrder:
    made = SheetOrder(parse_period(text), TODAY, NOW, group=GroupBy.GROUP)
    return replace(made, **more)  # type: ignore[arg-type]


def sheets(session: WriteSession, wanted: SheetOrder) -> list[tuple[str, list[int]]]:
    return [(s.group, [r.number for r in s.rows]) for s in attendance_sheets(session, wanted)]


def test_a_placement_is_in_one_group_at_most(session: WriteSession, people: list[int]) -> None:
    kitchen, workshop = group(session, "Köket"), group(session, "Verkstaden")
    assert move_to_group(session, people[:3], kitchen, TODAY)
    assert move_to_group(session, people[2:3], workshop, TODAY)
    assert session.work_groups.members() == dict(
        zip(people, (kitchen, kitchen, workshop), strict=False)
    )
    assert not move_to_group(session, people[:2], kitchen, TODAY)
    move_to_group(session, people[:1], None, TODAY)
    assert people[0] not in session.work_groups.members()


def test_moving_many_is_one_step_to_undo(session: WriteSession, people: list[int]) -> None:
    kitchen = group(session, "Köket")
    move_to_group(session, people, kitchen, TODAY)
    step = session.writer.undo()
    assert step is not None
    assert step.operation == "work_group.move"
    assert session.work_groups.members() == {}


def test_the_dialogs_view_counts_and_names(session: WriteSession, people: list[int]) -> None:
    kitchen = group(session, "Köket")
    group(session, "Anlagda rabatter")
    move_to_group(session, people[:2], kitchen, TODAY)
    view = groups_view(session, TODAY)
    assert [(row.group.name, row.placements) for row in view.groups] == [
        ("Anlagda rabatter", 0),
        ("Köket", 2),
    ]
    assert [row.group for row in view.members] == ["Köket", "Köket", "", ""]
    assert view.members[2].who == "Protected person 3"


def test_an_ended_group_stands_in_earlier_sheets_only(
    session: WriteSession, people: list[int]
) -> None:
    kitchen = group(session, "Köket")
    move_to_group(session, people, kitchen, TODAY)
    end_work_group(session, kitchen, date(2026, 10, 21))
    assert sheets(session, order("2026-W43")) == [("Köket", [1, 2, 3, 4])]
    assert sheets(session, order("2026-W44")) == [("Without a group", [1, 2, 3, 4])]
    assert groups_view(session, TODAY).groups[0].ended
    with pytest.raises(InvalidInputError):
        move_to_group(session, people[:1], kitchen, TODAY)
    reopen_work_group(session, kitchen)
    assert sheets(session, order("2026-W44")) == [("Köket", [1, 2, 3, 4])]


@pytest.mark.parametrize("name", ["", "  ", "köket", "x" * 61, "Bashirs hörna Aziz"])
def test_names_that_cannot_be(session: WriteSession, people: list[int], name: str) -> None:
    assert people
    group(session, "Köket")
    with pytest.raises(InvalidInputError):
        add_work_group(session, name)


def test_renaming_keeps_who_belongs(session: WriteSession, people: list[int]) -> None:
    kitchen = group(session, "Köket")
    move_to_group(session, people[:1], kitchen, TODAY)
    rename_work_group(session, kitchen, "  Stora   köket ")
    assert sheets(session, order()) == [("Stora köket", [1]), ("Without a group", [2, 3, 4])]
    assert not rename_work_group(session, kitchen, "Stora köket")


def test_removing_takes_nobody_away(session: WriteSession, people: list[int]) -> None:
    kitchen = group(session, "Köket")
    move_to_group(session, people[:1], kitchen, TODAY)
    remove_work_group(session, kitchen)
    assert session.work_groups.groups() == []
    assert sheets(session, order()) == [("Without a group", [1, 2, 3, 4])]
    session.writer.undo()
    assert session.work_groups.members() == {people[0]: kitchen}


def test_a_placement_in_a_group_can_be_removed(session: WriteSession, people: list[int]) -> None:
    kitchen = group(session, "Köket")
    move_to_group(session, people, kitchen, TODAY)
    remove_placement(session, people[3])
    assert set(session.work_groups.members()) == set(people[:3])


def test_only_the_sheets_that_are_wanted(
    session: WriteSession, people: list[int], tmp_path: Path
) -> None:
    kitchen = group(session, "Köket")
    move_to_group(session, people[:2], kitchen, TODAY)
    offers = sheet_offers(session, order())
    assert [(o.slug, o.name, o.rows) for o in offers] == [
        (f"group-{kitchen}", "Köket", 2),
        ("without-group", "Without a group", 2),
    ]
    (path,) = save_sheets(session, order(only=frozenset({"without-group"})), tmp_path)
    assert path.name == "attendance_2026-W43_without-group.xlsx"
    with pytest.raises(InvalidInputError):
        attendance_sheets(session, order(only=frozenset({"group-99"})))
    assert sheet_offers(session, order("2025-W43")) == ()


def test_a_groups_sheet_goes_out_and_in_again(
    session: WriteSession, people: list[int], tmp_path: Path
) -> None:
    kitchen = group(session, "Köket")
    move_to_group(session, [people[1], people[2]], kitchen, TODAY)
    path, _other = save_sheets(session, order(), tmp_path)
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    texts = [str(cell.value) for row in page for cell in row if cell.value is not None]
    assert any("Köket" in text for text in texts)
    assert "Trainee 3" in texts
    assert not any("Carina" in text or "Aino" in text for text in texts)
    page["E7"], page["F8"] = 6.5, "F"
    book.save(path)
    taken = take_sheet(session, read_tables(path.read_bytes()))
    assert taken.previews[0].own
    found = session.attendance.entries(Period.of_month(Month(2026, 10)))
    assert [(e.placement_id, e.day.day, e.attended_minutes, e.code) for e in found] == [
        (people[1], 19, 390, None),
        (people[2], 20, 0, "F"),
    ]
    again = take_sheet(session, read_tables(path.read_bytes()))
    assert not again.changes


def test_the_list_to_sign_on_is_a4_and_says_the_group(
    session: WriteSession, people: list[int]
) -> None:
    kitchen = group(session, "Köket")
    move_to_group(session, people[:3], kitchen, TODAY)
    wanted = order(format=SheetFormat.PDF, only=frozenset({f"group-{kitchen}"}))
    (sheet,) = attendance_sheets(session, wanted)
    document = pypdfium2.PdfDocument(render(sheet, wanted))
    assert len(document) == 1
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (842, 595)
    text = document[0].get_textpage().get_text_range()
    assert "Köket" in text
    assert "Aino Lind" in text
    assert "Trainee 3" in text
    assert "Carina" not in text
    assert "Doris" not in text


def test_an_adviser_sees_groups_and_numbers(
    session: WriteSession, adviser: WriteSession, people: list[int]
) -> None:
    kitchen = group(session, "Köket")
    move_to_group(adviser, people, kitchen, TODAY)
    view = groups_view(adviser, TODAY)
    assert [row.who for row in view.members] == [f"Trainee {number}" for number in range(1, 5)]
    assert write_session(session.writer, None).work_groups.members() == dict.fromkeys(
        people, kitchen
    )
