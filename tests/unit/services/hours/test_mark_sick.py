"""Illness as a sealed mark on an absence: by choice, for the owner, in no list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.file.erasure import ErasureKind
from asfdesk.domain.period import Month, Period, parse_period
from asfdesk.errors import NeedsVaultKeyError, RefusedError
from asfdesk.services.hours.export_attendance import (
    SheetFormat,
    SheetOrder,
    attendance_sheets,
    render,
)
from asfdesk.services.hours.mark_sick import mark_sick, markable, sick_day_count, sick_days
from asfdesk.services.hours.register_attendance import CellEdit, fill_as_planned, set_cells
from asfdesk.services.lock_attendance import lock_month
from asfdesk.services.people.manage_background import set_shows_health
from asfdesk.services.people.trainee_views import trainee_detail, trainee_rows
from asfdesk.services.undo import undo_last
from tests.sheets import NOW
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

OCTOBER = Period.of_month(Month(2026, 10))
TODAY = date(2026, 10, 30)
FIFTH, SIXTH, SEVENTH = (date(2026, 10, day) for day in (5, 6, 7))


@pytest.fixture
def people(session: WriteSession) -> list[int]:
    """Three; the third is protected. The first two are absent some days of October."""
    agreement = add_agreement(session)
    names = ("Aino Lind", "Bashir Aziz", "Carina Ek")
    found = [
        add_placement(session, agreement, number, name=name, protected=number == 3)
        for number, name in enumerate(names, 1)
    ]
    set_shows_health(session, wanted=True)
    cells = [(0, FIFTH, "F"), (0, SIXTH, "4,5F"), (0, SEVENTH, "6"), (1, FIFTH, "O")]
    set_cells(session, [CellEdit(found[at], day, text) for at, day, text in cells])
    return found


def sealed(session: WriteSession) -> dict[tuple[int, str], bytes | None]:
    rows = session.writer.all("SELECT placement_id, day, sick_sealed FROM attendance")
    return {(row["placement_id"], row["day"]): row["sick_sealed"] for row in rows}


def test_an_absence_is_marked_and_the_mark_taken_away(
    session: WriteSession, people: list[int]
) -> None:
    assert mark_sick(session, [(people[0], FIFTH)], sick=True)
    assert sick_days(session, OCTOBER) == {(people[0], FIFTH)}
    assert not mark_sick(session, [(people[0], FIFTH)], sick=True)
    assert mark_sick(session, [(people[0], FIFTH), (people[0], SIXTH)], sick=True)
    assert sick_day_count(session, people[0], OCTOBER) == 2
    assert sick_day_count(session, people[1], OCTOBER) == 0
    assert mark_sick(session, [(people[0], FIFTH)], sick=False)
    assert sick_days(session, OCTOBER) == {(people[0], SIXTH)}


def test_undo_takes_it_back(session: WriteSession, people: list[int]) -> None:
    mark_sick(session, [(people[0], FIFTH)], sick=True)
    mark_sick(session, [(people[0], FIFTH)], sick=False)
    undone = undo_last(session)
    assert undone is not None
    assert undone.operation == "attendance.mark"
    assert sick_days(session, OCTOBER) == {(people[0], FIFTH)}
    undo_last(session)
    assert sick_days(session, OCTOBER) == set()


def test_without_the_key_nobody_can_tell_who_it_was(
    session: WriteSession, people: list[int]
) -> None:
    """Every absence of the month is sealed anew, equally long, and the log names no row."""
    mark_sick(session, [(people[0], FIFTH)], sick=True)
    before = sealed(session)
    absent = [(people[0], "2026-10-05"), (people[0], "2026-10-06"), (people[1], "2026-10-05")]
    assert {len(before[one] or b"") for one in absent} == {12 + 32 + 16}
    assert before[people[0], "2026-10-07"] is None
    mark_sick(session, [(people[1], FIFTH)], sick=True)
    after = sealed(session)
    assert all(before[one] != after[one] for one in absent)
    last = session.writer.all("SELECT * FROM audit ORDER BY id DESC LIMIT 1")[0]
    assert (last["entity"], last["entity_id"]) == ("", None)


def test_it_is_off_until_it_is_chosen(session: WriteSession, people: list[int]) -> None:
    mark_sick(session, [(people[0], FIFTH)], sick=True)
    set_shows_health(session, wanted=False)
    assert sick_days(session, OCTOBER) == frozenset()
    assert sick_day_count(session, people[0], OCTOBER) == 0
    with pytest.raises(RefusedError):
        mark_sick(session, [(people[0], SIXTH)], sick=True)


def test_an_adviser_neither_sees_nor_marks(
    session: WriteSession, adviser: WriteSession, people: list[int]
) -> None:
    mark_sick(session, [(people[0], FIFTH)], sick=True)
    assert sick_days(adviser, OCTOBER) == frozenset()
    with pytest.raises(NeedsVaultKeyError):
        mark_sick(adviser, [(people[0], SIXTH)], sick=True)
    with pytest.raises(NeedsVaultKeyError):
        undo_last(adviser)


def test_only_absence_can_be_illness(session: WriteSession, people: list[int]) -> None:
    places = [(people[0], SEVENTH), (people[2], FIFTH)]
    assert markable(session, places) == []
    with pytest.raises(RefusedError):
        mark_sick(session, places, sick=True)


def test_whoever_came_after_all_was_not_ill(session: WriteSession, people: list[int]) -> None:
    mark_sick(session, [(people[0], FIFTH)], sick=True)
    set_cells(session, [CellEdit(people[0], FIFTH, "O")])
    assert sick_days(session, OCTOBER) == {(people[0], FIFTH)}
    set_cells(session, [CellEdit(people[0], FIFTH, "6")])
    assert sick_days(session, OCTOBER) == set()
    undo_last(session)
    assert sick_days(session, OCTOBER) == {(people[0], FIFTH)}


def test_a_locked_month_is_left_alone(session: WriteSession, people: list[int]) -> None:
    fill_as_planned(session, OCTOBER, date(2026, 11, 2))
    lock_month(session, Month(2026, 10), date(2026, 11, 2))
    with pytest.raises(RefusedError):
        mark_sick(session, [(people[0], FIFTH)], sick=True)


def test_only_the_owners_page_of_the_trainee_counts_them(
    session: WriteSession, adviser: WriteSession, people: list[int]
) -> None:
    mark_sick(session, [(people[0], FIFTH), (people[1], FIFTH)], sick=True)

    def counts(where: WriteSession) -> list[int | None]:
        rows = trainee_rows(where, TODAY)
        return [trainee_detail(where, row, TODAY).placements[0].sick_days for row in rows]

    assert counts(session) == [1, 1, None]
    assert counts(adviser) == [None, None, None]
    set_shows_health(session, wanted=False)
    assert counts(session) == [None, None, None]


@pytest.mark.parametrize("kind", [SheetFormat.XLSX, SheetFormat.CSV])
def test_sheets_are_the_same_with_and_without(
    session: WriteSession, people: list[int], kind: SheetFormat
) -> None:
    order = SheetOrder(parse_period("2026-10"), TODAY, NOW, format=kind)
    (before,) = attendance_sheets(session, order)
    mark_sick(session, [(people[0], FIFTH)], sick=True)
    (after,) = attendance_sheets(session, order)
    assert after == before
    assert render(after, order) == render(before, order)


def test_anonymising_takes_it_away(session: WriteSession, people: list[int]) -> None:
    mark_sick(session, [(people[0], FIFTH), (people[1], FIFTH)], sick=True)
    trainee = session.trainees.by_number(1)
    assert trainee is not None
    with session.writer.action("trainee.anonymise", ("trainees",), undoable=False):
        session.erasure.take_out(trainee.id, ErasureKind.ANONYMISED)
    assert sealed(session)[people[0], "2026-10-05"] is None
    assert sealed(session)[people[0], "2026-10-06"] is None
    assert sick_days(session, OCTOBER) == {(people[1], FIFTH)}
