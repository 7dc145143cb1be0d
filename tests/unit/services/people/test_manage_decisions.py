"""Decisions and pauses as they are noted, with what they do to attendance and locked months."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import AttendanceCode, ExitGroup, ExitReason
from asfdesk.domain.hours.attendance import AttendanceEntry, MonthState, MonthStatus
from asfdesk.domain.people.decisions import DayState, Pause
from asfdesk.domain.people.placement_codes import DecisionKind
from asfdesk.domain.people.placements import DaySlot, Exit, Schedule
from asfdesk.domain.period import Month
from asfdesk.errors import InvalidInputError, NeedsVaultKeyError, RefusedError
from asfdesk.i18n import set_language
from asfdesk.services.hours.attendance_month import month_grid
from asfdesk.services.hours.register_attendance import CellEdit, set_cells
from asfdesk.services.hours.work_calendar import work_calendar
from asfdesk.services.people import manage_decisions as service
from asfdesk.services.people import manage_pauses, manage_placements
from asfdesk.services.people.background_checks import offered_reasons
from asfdesk.services.people.manage_background import set_shows_health
from asfdesk.services.people.manage_decisions import Letter
from asfdesk.services.people.protect_trainees import protect_trainee
from asfdesk.services.people.trainee_views import (
    Standing,
    standing_of,
    trainee_detail,
    trainee_rows,
)
from asfdesk.services.placement_checks import not_held_words, placement_warnings
from asfdesk.services.typed_cells import CellsRefusedError
from tests.workshop import add_agreement, add_placement, schedule

if TYPE_CHECKING:
    from collections.abc import Callable

    from asfdesk.domain.people.placements import Placement
    from asfdesk.services.session import WriteSession

TODAY = date(2026, 3, 27)
LETTER = Letter(date(2026, 3, 12), date(2026, 3, 10), " SOC 2026:117 ")
LAST = date(2026, 3, 13)


@pytest.fixture
def placed(session: WriteSession) -> WriteSession:
    """Trainee 1, placed 2026-01-01 to Friday 2026-03-13, six hours Monday to Friday."""
    set_language("en")
    add_placement(session, add_agreement(session), last=LAST, name="Nadia")
    return session


def only(session: WriteSession) -> Placement:
    return session.placements.placements()[0]


def fill(
    session: WriteSession, day: date, attended: int, code: AttendanceCode | None = None
) -> None:
    with session.writer.action("attendance.set", ("attendance",)):
        session.attendance.put(AttendanceEntry(1, day, 360, attended, code))


def lock(session: WriteSession, month: Month) -> None:
    with session.writer.action("attendance.lock", ("attendance",), undoable=False):
        session.attendance.set_state(
            MonthState(month, MonthStatus.LOCKED, 1), datetime(2026, 11, 1, tzinfo=UTC)
        )


def prolong(session: WriteSession, first: date, last: date | None = date(2026, 6, 30)) -> None:
    service.prolong_placement(session, 1, first, last, LETTER)


def test_a_prolongation_is_noted_after_the_decision_that_was_there(placed: WriteSession) -> None:
    prolong(placed, date(2026, 3, 18))
    now = only(placed)
    assert (now.decision_from, now.decision_to) == (date(2026, 1, 1), date(2026, 6, 30))
    first, second = now.decisions
    assert (first.kind, first.valid_to, first.days_late) == (DecisionKind.FIRST, LAST, 0)
    assert (second.kind, second.reference) == (DecisionKind.PROLONGED, "SOC 2026:117")
    assert second.registered_on == date(2026, 3, 12)
    assert now.gaps == ((date(2026, 3, 14), date(2026, 3, 17)),)
    placed.writer.undo()
    assert only(placed).decisions == ()
    assert only(placed).decision_to == LAST


def test_a_prolongation_may_bring_another_week(placed: WriteSession) -> None:
    half = schedule({1: 240, 3: 240}, date(2020, 1, 1))
    service.prolong_placement(placed, 1, date(2026, 3, 16), None, LETTER, half)
    now = only(placed)
    assert now.decision_to is None
    assert now.gaps == ((date(2026, 3, 14), date(2026, 3, 15)),)
    assert [now.planned_minutes(date(2026, 3, day)) for day in (13, 16, 17, 18)] == [
        360,
        240,
        0,
        240,
    ]
    assert now.schedule_on(date(2026, 3, 16)).extent_bp == 2_000  # type: ignore[union-attr]


def test_what_a_prolongation_may_not_be(placed: WriteSession) -> None:
    with pytest.raises(InvalidInputError) as caught:
        prolong(placed, date(2025, 12, 31))
    assert caught.value.field == "valid_from"
    with pytest.raises(InvalidInputError) as caught:
        prolong(placed, date(2026, 4, 1), date(2026, 3, 31))
    assert caught.value.field == "valid_to"
    reason = ExitReason.STUDIES
    manage_placements.end_placement(placed, 1, Exit(LAST, reason.group, reason))
    with pytest.raises(RefusedError):
        prolong(placed, date(2026, 3, 16))
    with pytest.raises(RefusedError):
        service.shorten_placement(placed, 1, date(2026, 3, 1), LETTER)


def test_a_prolongation_noted_late_into_a_locked_month_is_refused(placed: WriteSession) -> None:
    lock(placed, Month(2026, 3))
    with pytest.raises(RefusedError):
        prolong(placed, date(2026, 3, 16))
    prolong(placed, date(2026, 4, 1))
    assert only(placed).gaps == ((date(2026, 3, 14), date(2026, 3, 31)),)


def test_late_is_warned_for_a_month_and_never_refused(placed: WriteSession) -> None:
    late = replace(LETTER, registered_on=date(2026, 3, 25))
    service.prolong_placement(placed, 1, date(2026, 3, 14), None, late)
    now = only(placed)
    assert now.decisions[1].days_late == 11
    said = placement_warnings(now, None, TODAY)
    assert "The decision from 2026-03-14 was registered late: 11 days after that day." in said
    assert not any("late" in text for text in placement_warnings(now, None, date(2026, 4, 25)))


def test_a_gap_is_told_and_nothing_can_be_filled_in_there(placed: WriteSession) -> None:
    prolong(placed, date(2026, 3, 18))
    now = only(placed)
    assert any("2026-03-14–2026-03-17" in text for text in placement_warnings(now, None, TODAY))
    with pytest.raises(CellsRefusedError) as caught:
        set_cells(placed, [CellEdit(1, date(2026, 3, 16), "6")])
    assert "No decision covers" in caught.value.problems[0].message
    assert "outside the placement" in not_held_words(now, date(2026, 7, 1))
    assert "outside the placement" in not_held_words(None, date(2026, 3, 16))


def test_a_new_extent_holds_from_its_day(placed: WriteSession) -> None:
    week = schedule({1: 120}, date(2026, 2, 2))
    service.change_extent(placed, 1, week, LETTER)
    now = only(placed)
    assert [one.kind for one in now.decisions] == [DecisionKind.FIRST, DecisionKind.EXTENT]
    assert now.planned_minutes(date(2026, 1, 26)) == 360
    assert now.planned_minutes(date(2026, 2, 2)) == 120
    assert now.covered == ((date(2026, 1, 1), LAST),)
    # The same day again writes the week anew, instead of a second one.
    service.change_extent(placed, 1, schedule({1: 180}, date(2026, 2, 2)), LETTER)
    assert [s.valid_from for s in only(placed).schedules] == [date(2026, 1, 1), date(2026, 2, 2)]
    assert only(placed).planned_minutes(date(2026, 2, 2)) == 180
    service.change_extent(placed, 1, schedule({1: 60}, date(2026, 1, 1)), LETTER)
    assert only(placed).planned_minutes(date(2026, 1, 5)) == 60
    with pytest.raises(InvalidInputError) as caught:
        service.change_extent(placed, 1, schedule({1: 60}, date(2026, 3, 16)), LETTER)
    assert caught.value.field == "valid_from"


def test_an_extent_in_a_locked_month_is_refused_even_with_the_same_hours(
    placed: WriteSession,
) -> None:
    lock(placed, Month(2026, 2))
    same = replace(only(placed).schedules[0], valid_from=date(2026, 2, 2), extent_bp=5_000)
    with pytest.raises(RefusedError):
        service.change_extent(placed, 1, same, LETTER)


def test_an_early_end_shortens_and_filled_in_days_stop_it(placed: WriteSession) -> None:
    fill(placed, date(2026, 3, 2), 360)
    with pytest.raises(RefusedError):
        service.shorten_placement(placed, 1, date(2026, 2, 27), LETTER)
    service.shorten_placement(placed, 1, date(2026, 3, 2), LETTER)
    assert only(placed).decision_to == date(2026, 3, 2)
    assert only(placed).day_state(date(2026, 3, 3)) is DayState.OUTSIDE
    for day in (date(2026, 3, 2), date(2025, 12, 31)):
        with pytest.raises(InvalidInputError) as caught:
            service.shorten_placement(placed, 1, day, LETTER)
        assert caught.value.field == "valid_to"


def test_a_decision_is_corrected_and_the_placement_follows(placed: WriteSession) -> None:
    prolong(placed, date(2026, 3, 18))
    second = only(placed).decisions[1]
    service.change_decision(placed, replace(second, valid_from=date(2026, 3, 14), valid_to=None))
    assert only(placed).gaps == ()
    assert only(placed).decision_to is None
    first = only(placed).decisions[0]
    service.change_decision(placed, replace(first, valid_from=date(2026, 1, 5)))
    assert only(placed).decision_from == date(2026, 1, 5)
    assert only(placed).schedules[0].valid_from == date(2026, 1, 5)
    service.remove_decision(placed, second)
    assert only(placed).decision_to == LAST
    with pytest.raises(RefusedError):
        service.remove_decision(placed, second)


def test_the_first_decision_carries_the_others(placed: WriteSession) -> None:
    service.change_extent(placed, 1, schedule({1: 120}, date(2026, 2, 2)), LETTER)
    first = only(placed).decisions[0]
    with pytest.raises(RefusedError):
        service.remove_decision(placed, first)


def test_the_first_decision_is_noted_once(placed: WriteSession) -> None:
    service.note_first_decision(placed, 1, LETTER)
    (noted,) = only(placed).decisions
    assert (noted.valid_from, noted.valid_to) == (date(2026, 1, 1), LAST)
    assert noted.decided_on == date(2026, 3, 10)
    with pytest.raises(RefusedError):
        service.note_first_decision(placed, 1, LETTER)
    # With one decision the form of the placement still moves it.
    manage_placements.change_placement(placed, replace(only(placed), decision_to=None))
    assert only(placed).decisions[0].valid_to is None
    prolong(placed, date(2026, 7, 1), None)
    with pytest.raises(InvalidInputError) as caught:
        manage_placements.change_placement(placed, replace(only(placed), decision_to=LAST))
    assert caught.value.field == "decision_to"


def test_paused_days_are_not_planned_and_absence_on_them_goes(placed: WriteSession) -> None:
    fill(placed, date(2026, 3, 9), 0, AttendanceCode.NOTIFIED)
    fill(placed, date(2026, 3, 6), 0, AttendanceCode.NOTIFIED)
    pause = Pause(0, 1, date(2026, 3, 9), date(2026, 3, 10), " sluten vård ")
    manage_pauses.add_pause(placed, pause)
    (made,) = only(placed).pauses
    assert made.reason == "sluten vård"
    assert [entry.day for entry in placed.attendance.of_placement(1)] == [date(2026, 3, 6)]
    month = month_grid(placed, Month(2026, 3), TODAY)
    cells = month.rows[0].cells
    assert [cell.planned_minutes for cell in cells[5:13]] == [360, 0, 0, 0, 0, 360, 360, 360]
    placed.writer.undo()
    assert len(placed.attendance.of_placement(1)) == 2
    assert only(placed).pauses == ()


def test_a_pause_stops_at_attended_time_and_at_locked_months(placed: WriteSession) -> None:
    fill(placed, date(2026, 3, 9), 120)
    pause = Pause(0, 1, date(2026, 3, 9), None)
    with pytest.raises(RefusedError, match="2026-03-09"):
        manage_pauses.add_pause(placed, pause)
    lock(placed, Month(2026, 2))
    with pytest.raises(RefusedError):
        manage_pauses.add_pause(placed, replace(pause, first=date(2026, 2, 27)))
    manage_pauses.add_pause(placed, replace(pause, first=date(2026, 3, 10)))
    with pytest.raises(CellsRefusedError) as caught:
        set_cells(placed, [CellEdit(1, date(2026, 3, 11), "6")])
    assert "paused" in caught.value.problems[0].message


def test_a_pause_is_ended_and_pauses_do_not_overlap(placed: WriteSession) -> None:
    manage_pauses.add_pause(placed, Pause(0, 1, date(2026, 3, 2)))
    (made,) = only(placed).pauses
    with pytest.raises(InvalidInputError) as caught:
        manage_pauses.add_pause(placed, Pause(0, 1, date(2026, 3, 9), date(2026, 3, 9)))
    assert caught.value.field == "first_day"
    with pytest.raises(InvalidInputError):
        manage_pauses.add_pause(placed, Pause(0, 1, date(2025, 12, 9), date(2025, 12, 9)))
    with pytest.raises(InvalidInputError):
        manage_pauses.change_pause(placed, replace(made, last=date(2026, 3, 1)))
    manage_pauses.change_pause(placed, replace(made, last=date(2026, 3, 6)))
    manage_pauses.add_pause(placed, Pause(0, 1, date(2026, 3, 9), date(2026, 3, 9)))
    assert only(placed).holds_on(date(2026, 3, 8))
    manage_pauses.remove_pause(placed, made)
    assert only(placed).holds_on(date(2026, 3, 2))
    with pytest.raises(RefusedError):
        manage_pauses.remove_pause(placed, made)


def test_paused_follows_from_the_days_alone(placed: WriteSession) -> None:
    prolong(placed, date(2026, 3, 18))
    manage_pauses.add_pause(placed, Pause(0, 1, date(2026, 3, 23), date(2026, 3, 25)))
    now = only(placed)
    assert standing_of(now, date(2026, 3, 16)) is Standing.RUN_OUT
    assert standing_of(now, date(2026, 3, 20)) is Standing.ONGOING
    assert standing_of(now, date(2026, 3, 24)) is Standing.PAUSED
    assert standing_of(now, date(2026, 3, 26)) is Standing.ONGOING


def test_two_placements_at_once_are_told_with_their_extent(placed: WriteSession) -> None:
    other = add_agreement(placed, "Tyresö")
    new = replace(
        only(placed), agreement_id=other, decision_from=date(2026, 3, 2), decision_to=None
    )
    manage_placements.add_placement(placed, new)
    (row,) = trainee_rows(placed, date(2026, 3, 5))
    # 75 % + 75 %: six hours a day, five days, in each.
    assert any("together 150" in text and "2026-03-02–2026-03-13" in text for text in row.warnings)
    mine, second = placed.placements.placements()
    monday = date(2026, 3, 9)
    assert (mine.planned_minutes(monday), second.planned_minutes(monday)) == (360, 360)
    fill(placed, monday, 360)
    assert [e.placement_id for e in placed.attendance.of_placement(mine.id)] == [mine.id]
    assert placed.attendance.of_placement(second.id) == []


def test_no_case_number_is_kept_of_a_protected_person(placed: WriteSession) -> None:
    service.note_first_decision(placed, 1, LETTER)
    protect_trainee(placed, 1)
    assert [one.reference for one in only(placed).decisions] == [""]
    with pytest.raises(InvalidInputError) as caught:
        prolong(placed, date(2026, 3, 16))
    assert caught.value.field == "reference"
    service.prolong_placement(placed, 1, date(2026, 3, 16), None, Letter(TODAY))
    assert only(placed).decision_to is None


def test_no_time_on_the_clock_is_kept_of_a_protected_person(placed: WriteSession) -> None:
    protect_trainee(placed, 1)
    day = date(2026, 3, 16)
    nine = Schedule(0, 1, day, 7_500, {1: DaySlot(360, 540)})
    agreement_id = only(placed).agreement_id
    more = replace(only(placed), id=0, agreement_id=agreement_id, schedules=(nine,), decisions=())
    errands: tuple[Callable[[], object], ...] = (
        lambda: manage_placements.add_schedule(placed, 1, nine),
        lambda: manage_placements.change_schedule(
            placed, replace(only(placed).schedules[0], week=nine.week)
        ),
        lambda: service.change_extent(
            placed, 1, replace(nine, valid_from=date(2026, 3, 9)), Letter(TODAY)
        ),
        lambda: service.prolong_placement(placed, 1, day, None, Letter(TODAY), nine),
        lambda: manage_placements.add_placement(placed, more),
    )
    for errand in errands:
        with pytest.raises(InvalidInputError) as caught:
            errand()
        assert caught.value.field == "week"
    manage_placements.add_schedule(placed, 1, replace(nine, week={1: DaySlot(360)}))
    assert len(only(placed).schedules) == 2


def test_an_adviser_decides_but_does_not_read_why(
    placed: WriteSession, adviser: WriteSession
) -> None:
    service.prolong_placement(adviser, 1, date(2026, 3, 14), None, LETTER)
    with pytest.raises(NeedsVaultKeyError):
        manage_pauses.add_pause(adviser, Pause(0, 1, date(2026, 3, 16), None, "x"))
    manage_pauses.add_pause(placed, Pause(0, 1, date(2026, 3, 16), None, "vård"))
    (seen,) = only(adviser).pauses
    assert seen.reason == ""
    manage_pauses.change_pause(adviser, replace(seen, last=date(2026, 3, 20)))
    (kept,) = only(placed).pauses
    assert (kept.last, kept.reason) == (date(2026, 3, 20), "vård")


def test_a_placement_goes_with_its_decisions_and_comes_back_with_them(
    placed: WriteSession,
) -> None:
    prolong(placed, date(2026, 3, 18))
    manage_pauses.add_pause(placed, Pause(0, 1, date(2026, 3, 23), None, "vård"))
    before = only(placed)
    manage_placements.remove_placement(placed, 1)
    assert placed.placements.placements() == []
    placed.writer.undo()
    assert only(placed) == before
    assert before.exit is None


def test_a_weekend_between_two_decisions_is_no_gap_to_warn_for(placed: WriteSession) -> None:
    """Friday 13 March to Monday 16 March 2026: nobody works in between. Tuesday would be one."""
    is_workday = work_calendar(placed).is_workday
    service.prolong_placement(placed, 1, date(2026, 3, 16), None, LETTER)
    now = only(placed)
    assert now.gaps == ((date(2026, 3, 14), date(2026, 3, 15)),)
    said = placement_warnings(now, None, TODAY, is_workday=is_workday)
    assert not any("No decision covers" in text for text in said)
    tuesday = replace(now.decisions[-1], valid_from=date(2026, 3, 17))
    service.change_decision(placed, tuesday)
    said = placement_warnings(only(placed), None, TODAY, is_workday=is_workday)
    assert "No decision covers 2026-03-14–2026-03-16: nothing is planned or paid then." in said


def test_health_as_a_reason_is_neither_taken_in_nor_shown_unless_chosen(
    placed: WriteSession,
) -> None:
    leaving = Exit(date(2026, 3, 12), ExitReason.HEALTH.group, ExitReason.HEALTH)
    with pytest.raises(InvalidInputError):
        manage_placements.end_placement(placed, 1, leaving)
    assert ExitReason.HEALTH not in offered_reasons(placed)
    assert len(offered_reasons(placed)) == len(ExitReason) - 1
    set_shows_health(placed, wanted=True)
    assert offered_reasons(placed) == tuple(ExitReason)
    manage_placements.end_placement(placed, 1, leaving)
    (row,) = trainee_rows(placed, TODAY)

    def shown() -> tuple[ExitReason | None, ExitGroup]:
        (view,) = trainee_detail(placed, row, TODAY).placements
        assert view.placement.exit is not None
        return view.placement.exit.reason, view.placement.exit.group

    assert shown() == (ExitReason.HEALTH, ExitGroup.OTHER)
    set_shows_health(placed, wanted=False)
    assert shown() == (None, ExitGroup.OTHER)
    kept = only(placed).exit
    assert kept is not None
    assert kept.reason is ExitReason.HEALTH, "what is sealed stays, and can be shown again"
