"""Schedules, leave, and the sums capacity rests on, as they lie in the file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.codes import Activity, Form
from asfdesk.domain.hours.attendance import AttendanceEntry
from asfdesk.domain.hours.supervision import Employment, SupervisionEntry
from asfdesk.domain.hours.supervision_plan import Leave, PlannedTime, WeekPlan
from asfdesk.domain.period import Month, Period
from asfdesk.storage.hours.capacity_store import Queued, TimeCost
from tests.workshop import add_agreement, add_placement, add_supervisor

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

NOVEMBER, SPRING = date(2026, 11, 1), date(2027, 3, 1)
WHOLE = Period.of_month(Month(2026, 11))


def test_schedules_by_supervisor_and_date(session: WriteSession) -> None:
    anna, bo = add_supervisor(session, 1, "Anna"), add_supervisor(session, 2, "Bo")
    agreement = add_agreement(session)
    first = WeekPlan(
        anna,
        NOVEMBER,
        (
            PlannedTime(1, 480, Activity.TRAINEES, agreement),
            PlannedTime(2, 120, Activity.MEETING),
            PlannedTime(2, 360, Activity.TRAINEES),
        ),
    )
    ends = WeekPlan(anna, SPRING)
    with session.writer.action("supervision_plan.put", ("supervision",)):
        session.rota.put_plan(first)
        session.rota.put_plan(ends)
    found = session.rota.plans()
    assert set(found) == {anna}
    assert found.get(bo, ()) == ()
    assert [set(plan.times) for plan in found[anna]] == [set(first.times), set()]
    assert [plan.valid_from for plan in found[anna]] == [NOVEMBER, SPRING]


def test_a_schedule_is_written_over_and_taken_away(session: WriteSession) -> None:
    anna = add_supervisor(session)
    with session.writer.action("supervision_plan.put", ("supervision",)):
        session.rota.put_plan(WeekPlan(anna, NOVEMBER, (PlannedTime(1, 480),)))
    with session.writer.action("supervision_plan.put", ("supervision",)):
        session.rota.put_plan(WeekPlan(anna, NOVEMBER, (PlannedTime(3, 60),)))
    assert session.rota.plans() == {anna: (WeekPlan(anna, NOVEMBER, (PlannedTime(3, 60),)),)}
    with session.writer.action("supervision_plan.remove", ("supervision",)):
        session.rota.remove_plan(anna, NOVEMBER)
    assert session.rota.plans() == {}
    session.writer.undo()
    session.writer.undo()
    assert session.rota.plans()[anna][0].times == (PlannedTime(1, 480),)


def test_leave_is_added_moved_and_taken_away(session: WriteSession) -> None:
    anna = add_supervisor(session)
    with session.writer.action("supervisor_leave.add", ("supervision",)):
        leave = session.rota.add_leave(Leave(0, anna, date(2026, 12, 1), date(2026, 12, 4)))
    with session.writer.action("supervisor_leave.change", ("supervision",)):
        session.rota.change_leave(Leave(leave, anna, date(2026, 12, 2), date(2026, 12, 4)))
    moved = Leave(leave, anna, date(2026, 12, 2), date(2026, 12, 4))
    assert session.rota.leaves() == {anna: (moved,)}
    assert session.rota.leave(leave) == moved
    with session.writer.action("supervisor_leave.remove", ("supervision",)):
        session.rota.remove_leave(leave)
    assert session.rota.leaves() == {}
    assert session.rota.leave(leave) is None


def test_activities_of_a_day_are_one_day_of_a_place(session: WriteSession) -> None:
    placement = add_placement(session, add_agreement(session))
    day = date(2026, 11, 2)
    with session.writer.action("attendance.set", ("attendance",)):
        session.attendance.put(AttendanceEntry(placement, day, 360, 200))
        session.attendance.put(AttendanceEntry(placement, day, 0, 60, activity="kurs"))
        session.attendance.put(AttendanceEntry(placement, date(2026, 12, 1), 360, 360))
    assert session.capacity.placement_days(WHOLE) == {
        (placement, day): (AttendanceEntry(placement, day, 360, 260),)
    }
    assert session.capacity.attended_by_day(WHOLE) == {day: 260}


def test_time_costs_what_it_cost_that_day(session: WriteSession) -> None:
    anna = add_supervisor(session)
    with session.writer.action("employment.put", ("supervision",)):
        session.supervision.put_employment(Employment(0, anna, date(2026, 11, 16), 10_000, 30_000))
    with session.writer.action("supervision.set", ("supervision",)):
        session.supervision.put(SupervisionEntry(anna, date(2026, 11, 13), 90))
        session.supervision.put(SupervisionEntry(anna, date(2026, 11, 16), 60))
    # 90 x 250 kr and 60 x 300 kr an hour.
    assert session.capacity.time_cost(WHOLE) == TimeCost(150, 90 * 25_000 + 60 * 30_000)
    nothing = Period.of_month(Month(2026, 10))
    assert session.capacity.time_cost(nothing) == TimeCost(0, 0)


def test_time_without_a_price_leaves_the_cost_unknown(session: WriteSession) -> None:
    anna = add_supervisor(session)
    with session.writer.action("supervision.set", ("supervision",)):
        session.supervision.put(SupervisionEntry(anna, date(2025, 11, 13), 90))
    before = Period.of_month(Month(2025, 11))
    assert session.capacity.time_cost(before) == TimeCost(90, None)


def test_the_queue_on_a_day(session: WriteSession) -> None:
    add_agreement(session)
    buyer = session.agreements.agreements()[0].buyer_id
    rows = [
        ("2026-10-01", "vantar", None, buyer),
        ("2026-10-02", "erbjuden", None, buyer),
        ("2026-11-20", "vantar", None, None),
        ("2026-11-24", "vantar", None, buyer),
        ("2026-09-01", "borjade", "2026-11-23", buyer),
        ("2026-09-01", "avbojde", "2026-11-24", buyer),
    ]
    with session.writer.action("waiting.add", ("trainees",)):
        for received, status, closed, whose in rows:
            session.writer.insert(
                "waiting",
                {
                    "received_on": received,
                    "referring_body": "KOMMUN",
                    "form": Form.WORK_TRAINING,
                    "buyer_id": whose,
                    "status": status,
                    "closed_on": closed,
                },
            )
    found = session.capacity.waiting(date(2026, 11, 23))
    assert sorted(found, key=lambda one: one.people) == [
        Queued(Form.WORK_TRAINING, None, 1),
        # Two who wait, and one who left the queue the day after.
        Queued(Form.WORK_TRAINING, buyer, 3),
    ]
