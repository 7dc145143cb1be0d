"""What waits. January 2026 has 20 working days (1 and 6 January are holidays)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.hours.attendance import AttendanceEntry, MonthState, MonthStatus
from asfdesk.domain.period import Month
from asfdesk.domain.planning.comments import AgreedAction
from asfdesk.i18n import set_language
from asfdesk.services.drivers.plan_life import approve_plan
from asfdesk.services.todo import listed, todo, waiting
from tests.bookroom import add_plan, add_year, book
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession
    from asfdesk.services.todo import TodoItem

TODAY = date(2026, 2, 4)
JANUARY = Month(2026, 1)
HOLIDAYS = (date(2026, 1, 1), date(2026, 1, 6))


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def about(session: WriteSession, page: str) -> list[TodoItem]:
    return [item for item in todo(session, TODAY) if item.go == page]


def fill(session: WriteSession, placement: int, month: Month, last: date) -> None:
    with session.writer.action("attendance.set", ("attendance",)):
        for day in month.days():
            if day <= last and day.isoweekday() <= 5 and day not in HOLIDAYS:
                session.attendance.put(AttendanceEntry(placement, day, 360, 360))


def test_days_that_are_not_filled_in_month_by_month(session: WriteSession) -> None:
    add_placement(session, add_agreement(session))
    january, february = about(session, "attendance")
    assert (january.month, january.count) == (JANUARY, 20)
    assert january.rest == "for 20 days in January"
    assert january.detail == "before the month can be locked"
    assert (february.month, february.count) == (Month(2026, 2), 2)
    assert february.detail == "the month is still running"
    assert waiting(session, TODAY)["attendance"] == (
        "Attendance is missing for 20 days in January",
        "Attendance is missing for 2 days in February",
    )


def test_today_is_not_missing_yet(session: WriteSession) -> None:
    placement = add_placement(session, add_agreement(session))
    fill(session, placement, JANUARY, date(2026, 1, 31))
    fill(session, placement, Month(2026, 2), date(2026, 2, 3))
    assert [item.strong for item in about(session, "attendance")] == ["January can be locked."]


def test_a_locked_month_waits_for_nothing(session: WriteSession) -> None:
    placement = add_placement(session, add_agreement(session))
    fill(session, placement, JANUARY, date(2026, 1, 31))
    fill(session, placement, Month(2026, 2), date(2026, 2, 3))
    with session.writer.action("attendance.lock", ("attendance",), undoable=False):
        session.attendance.set_state(MonthState(JANUARY, MonthStatus.LOCKED, 1), TODAY)
    assert about(session, "attendance") == []


@pytest.mark.parametrize(
    ("last", "ends"), [(date(2026, 4, 1), 1), (date(2026, 4, 2), 0), (None, 0)]
)
def test_decisions_that_end_within_eight_weeks(
    session: WriteSession, last: date | None, ends: int
) -> None:
    add_placement(session, add_agreement(session), 7, last=last)
    found = about(session, "trainees")
    assert len(found) == ends
    assert [item.detail for item in found] == ["Trainees 7"] * ends


def test_books_and_plan_that_are_missing(session: WriteSession) -> None:
    assert [item.strong for item in about(session, "settings")] == ["The fiscal year is missing"]
    year_id = add_year(session)
    assert [item.rest for item in about(session, "plan")] == ["for 2026"]
    assert [item.strong for item in about(session, "ledger")] == ["The bookkeeping is missing"]
    add_plan(session, year_id, {"I20": 100})
    book(session, year_id, {"3001": [-100], "30A9": [-1_000]})
    assert about(session, "plan") == []
    placed = about(session, "ledger")
    assert [(item.strong, item.rest, item.detail) for item in placed] == [
        ("1 account without plan line", "1\u202f000 kr", "30A9")
    ]


def test_a_draft_is_not_an_approved_plan(session: WriteSession) -> None:
    year_id = add_year(session)
    assert [item.strong for item in about(session, "plan")] == ["There is no approved plan"]
    plan_id = add_plan(session, year_id, {"I20": 100}, approved=False)
    waits = about(session, "plan")
    assert [(item.strong, item.rest) for item in waits] == [
        ("The plan is not approved", "for 2026")
    ]
    approve_plan(session, plan_id, TODAY)
    assert about(session, "plan") == []


def test_agreed_actions_that_are_due(session: WriteSession) -> None:
    for due in (date(2026, 1, 30), date(2026, 3, 1), date(2026, 9, 1), None):
        with session.writer.action("action.add", ("comments",)):
            session.comments.add_action(
                AgreedAction(0, "Höj priset", "verksamhetsledaren", due, date(2025, 12, 1))
            )
    assert [item.detail for item in about(session, "follow_up:actions")] == [
        "by verksamhetsledaren, was due 2026-01-30",
        "by verksamhetsledaren, due 2026-03-01",
    ]


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ([], ""),
        (["9"], "9"),
        (["9", "12"], "9 and 12"),
        (["9", "12", "17", "18"], "9, 12, 17 and 18"),
        (["1", "2", "3", "4", "5"], "1, 2, 3 and 2 more"),
    ],
)
def test_names_in_a_line(names: list[str], text: str) -> None:
    assert listed(names) == text


def test_a_new_file_says_where_to_begin(session: WriteSession) -> None:
    assert [item.strong for item in about(session, "agreements")] == ["There is no agreement yet"]
    assert about(session, "trainees") == []
    agreement = add_agreement(session)
    assert about(session, "agreements") == []
    assert [item.strong for item in about(session, "trainees")] == ["There are no trainees yet"]
    add_placement(session, agreement, 1)
    assert about(session, "trainees") == []
