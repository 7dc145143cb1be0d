"""Locking and reopening months."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.hours.attendance import MonthState, MonthStatus
from asfdesk.domain.period import Month, Period
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.services.hours.register_attendance import CellEdit, fill_as_planned, set_cells
from asfdesk.services.hours.unfilled_days import blocking_days
from asfdesk.services.lock_attendance import (
    UnfilledDaysError,
    lock_month,
    reopen_month,
)
from tests.workshop import add_agreement, add_placement, schedule

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

OCTOBER = Month(2026, 10)
WHOLE = Period.of_month(OCTOBER)
TODAY = date(2026, 11, 2)


@pytest.fixture
def placement(session: WriteSession) -> int:
    return add_placement(session, add_agreement(session), 4, name="Carina Ek")


def test_unfilled_days_refuse_the_lock_and_are_listed_without_names(
    session: WriteSession, placement: int
) -> None:
    fill_as_planned(session, WHOLE, date(2026, 10, 28))
    with pytest.raises(UnfilledDaysError) as caught:
        lock_month(session, OCTOBER, TODAY)
    assert caught.value.missing == {placement: [date(2026, 10, 29), date(2026, 10, 30)]}
    assert "4: 29, 30" in caught.value.why
    assert "Carina" not in str(caught.value)
    assert session.attendance.state(OCTOBER) == MonthState(OCTOBER)


def test_locking_counts_versions_and_cannot_be_undone(
    session: WriteSession, placement: int
) -> None:
    fill_as_planned(session, WHOLE, TODAY)
    assert blocking_days(session, OCTOBER) == {}
    lock_month(session, OCTOBER, TODAY)
    assert session.attendance.state(OCTOBER) == MonthState(OCTOBER, MonthStatus.LOCKED, 1)
    assert session.writer.undo() is None
    with pytest.raises(RefusedError):
        lock_month(session, OCTOBER, TODAY)
    reopen_month(session, OCTOBER, " Fel kod den 5:e ", TODAY)
    reopened = MonthState(OCTOBER, MonthStatus.REOPENED, 1, "Fel kod den 5:e")
    assert session.attendance.state(OCTOBER) == reopened
    set_cells(session, [CellEdit(placement, date(2026, 10, 5), "F")])
    lock_month(session, OCTOBER, TODAY)
    assert session.attendance.state(OCTOBER) == MonthState(OCTOBER, MonthStatus.LOCKED, 2)


def test_opening_again_needs_a_reason(session: WriteSession, placement: int) -> None:
    del placement
    with pytest.raises(RefusedError):
        reopen_month(session, OCTOBER, "Fel", TODAY)
    fill_as_planned(session, WHOLE, TODAY)
    lock_month(session, OCTOBER, TODAY)
    with pytest.raises(InvalidInputError) as caught:
        reopen_month(session, OCTOBER, "  ", TODAY)
    assert caught.value.field == "reason"
    assert session.attendance.state(OCTOBER).locked


def test_locking_freezes_the_plan_as_it_is_now(session: WriteSession, placement: int) -> None:
    fill_as_planned(session, WHOLE, TODAY)
    with session.writer.action("placement.change", ("placements",)):
        session.placements.add_schedule(
            placement, schedule(dict.fromkeys(range(1, 6), 240), date(2026, 10, 19))
        )
    lock_month(session, OCTOBER, TODAY)
    by_day = {e.day.day: e.planned_minutes for e in session.attendance.entries(WHOLE)}
    assert (by_day[16], by_day[19]) == (360, 240)


def test_an_empty_month_can_be_locked(session: WriteSession) -> None:
    lock_month(session, OCTOBER, TODAY)
    assert session.attendance.state(OCTOBER).locked
