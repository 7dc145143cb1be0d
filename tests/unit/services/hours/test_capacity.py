"""Places and supervision of a week and a month, worked out by hand.

9-13 November 2026 is a week of five working days that has passed on the 23rd.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import ExitGroup, ExitReason, Form, PlacementStatus, PriceBasis
from asfdesk.domain.hours.places import PlaceDays
from asfdesk.domain.hours.supervision import SupervisionEntry
from asfdesk.domain.hours.supervision_plan import Leave, PlannedTime, WeekPlan
from asfdesk.domain.people.decisions import Pause
from asfdesk.domain.people.placements import Exit
from asfdesk.domain.period import Month, Period, PeriodKind
from asfdesk.errors import InvalidInputError
from asfdesk.services.hours.capacity import (
    capacity_months,
    capacity_of,
    capacity_weeks,
    months_around,
    parts_of,
    weeks_from,
)
from asfdesk.services.hours.capacity_settings import per_supervisor, set_per_supervisor
from asfdesk.services.people.manage_placements import (
    change_placement,
    end_placement,
    need_placement,
)
from tests.capacity_week import DAYS, MONDAY, TODAY, attend, five_places, sell
from tests.workshop import add_agreement, add_placement, add_supervisor

if TYPE_CHECKING:
    from asfdesk.reports.hours.capacity_facts import Capacity, CapacitySpan
    from asfdesk.services.session import WriteSession

WEEK = Period(MONDAY, date(2026, 11, 15), PeriodKind.WEEK)


@pytest.fixture
def agreement(session: WriteSession) -> int:
    return five_places(session)


def week(session: WriteSession) -> CapacitySpan:
    return whole(session).spans[0]


def whole(session: WriteSession) -> Capacity:
    return capacity_of(session, (WEEK,), TODAY)


def test_places_of_a_week(session: WriteSession, agreement: int) -> None:
    total = week(session).total
    # 5 x 5 sold, 5 + 5 + 3 booked, 5 + 4 + 2 attended and so delivered.
    days = PlaceDays(Fraction(25), Fraction(13), Fraction(11), Fraction(11))
    assert total.whole == total.so_far == days
    assert (total.sold, total.booked, total.attended) == (5, Fraction(13, 5), Fraction(11, 5))
    assert (total.free_days, total.free) == (12, Fraction(12, 5))
    assert total.booking_rate == Fraction(13, 25)
    assert total.attendance_rate == Fraction(11, 13)
    assert total.occupancy == Fraction(11, 25)
    assert total.unfilled == 1
    (line,) = week(session).agreements
    assert (line.agreement_id, line.name, line.form) == (agreement, "Huddinge", Form.WORK_TRAINING)


def test_a_booked_place_is_delivered_and_overbooking_takes_from_nobody(
    session: WriteSession, agreement: int
) -> None:
    del agreement
    other = add_agreement(session, "Nacka")
    sell(session, other, 1, PriceBasis.BOOKED)
    for number in (11, 12):
        add_placement(session, other, number, first=MONDAY)
    span = week(session)
    nacka = span.agreements[-1]
    assert nacka.name == "Nacka"
    assert nacka.whole == PlaceDays(Fraction(5), Fraction(10), Fraction(0), Fraction(10))
    assert (nacka.free_days, nacka.over_days, nacka.occupancy) == (0, 5, 2)
    # The free places of Huddinge are still free.
    assert span.total.free_days == 12
    (form,) = span.forms
    assert (form.free_days, form.over_days, form.whole.available) == (12, 5, 30)


def test_paused_days_are_neither_booked_nor_trainees(session: WriteSession, agreement: int) -> None:
    second = session.placements.of_agreement(agreement)[1]
    with session.writer.action("pause.add", ("placements",)):
        session.decisions.add_pause(second.id, Pause(0, second.id, DAYS[3], DAYS[4]))
        session.attendance.clear(second.id, DAYS[3])
        session.attendance.clear(second.id, DAYS[4])
    span = week(session)
    assert span.total.whole.booked == 11
    # 3 + 3 + 3 + 2 + 2 ongoing placements on five days.
    assert span.supervision.trainees == Fraction(13, 5)


def test_supervision_of_a_week(session: WriteSession, agreement: int) -> None:
    del agreement
    anna = add_supervisor(session, 1, "Anna Ek")
    with session.writer.action("supervision_plan.put", ("supervision",)):
        times = tuple(PlannedTime(day, 480) for day in range(1, 6))
        session.rota.put_plan(WeekPlan(anna, date(2026, 11, 1), times))
        session.rota.add_leave(Leave(0, anna, DAYS[4], DAYS[4]))
        for day in DAYS[:4]:
            session.supervision.put(SupervisionEntry(anna, day, 480))
    set_per_supervisor(session, 2_500)
    figures = week(session).supervision
    assert (figures.workdays, figures.reported, figures.attended) == (5, 1920, 11 * 360)
    assert (figures.scheduled, figures.leave, figures.trainees) == (1920, 480, 3)
    # 32 h at 250 kr, for eleven delivered days.
    assert (figures.cost_ore, figures.cost_per_day) == (800_000, Fraction(800_000, 11))
    assert figures.full_time == Fraction(4, 5)
    assert figures.hours_per_trainee_hour == Fraction(16, 33)
    # 3 / 2,5 x 8 h x 5 days.
    assert (figures.needed, figures.missing) == (48 * 60, 16 * 60)
    assert (figures.trainees_per_supervisor, figures.over_ratio) == (3, True)
    assert whole(session).without_schedule == 0


def test_days_to_come_count_as_booked_but_not_as_absent(
    session: WriteSession, agreement: int
) -> None:
    running = Period(date(2026, 11, 23), date(2026, 11, 29), PeriodKind.WEEK)
    (span,) = capacity_of(session, (running,), TODAY).spans
    # Monday has come when somebody is filled in.
    assert (span.total.so_far, span.total.unfilled) == (PlaceDays(), 0)
    attend(session, session.placements.of_agreement(agreement)[0].id, [TODAY], 0)
    (span,) = capacity_of(session, (running,), TODAY).spans
    # Three are planned, one of them for the last time.
    assert span.total.so_far == PlaceDays(Fraction(5), Fraction(3), Fraction(0), Fraction(0))
    # Number 1 one day, number 2 five, number 3 three.
    assert span.total.whole.booked == 9
    assert (span.total.workdays, span.total.past_workdays) == (5, 1)
    assert span.total.unfilled == 2
    after = Period(date(2026, 11, 30), date(2026, 12, 6), PeriodKind.WEEK)
    (later,) = capacity_of(session, (after,), TODAY).spans
    assert later.total.attendance_rate is later.total.occupancy is later.total.attended is None
    assert later.total.free_days == 25 - 8


def test_the_queue_and_decisions_that_end(session: WriteSession, agreement: int) -> None:
    buyer = session.agreements.agreements()[0].buyer_id
    waiting = {"received_on": "2026-11-01", "referring_body": "AF", "status": "vantar"}
    with session.writer.action("waiting.add", ("trainees",)):
        for form, whose in ((Form.WORK_TRAINING, buyer), (Form.WORK_TRAINING, None),
                            (Form.SCHOOL, None)):  # fmt: skip
            session.writer.insert("waiting", {**waiting, "form": form, "buyer_id": whose})
    add_placement(session, agreement, 4, first=MONDAY, last=date(2026, 12, 31), protected=True)
    add_placement(session, agreement, 5, first=MONDAY, last=date(2027, 1, 10), name="Sara Lund")
    span = week(session)
    assert [line.waiting for line in span.agreements] == [1]
    assert [(line.form, line.waiting) for line in span.forms] == [
        (Form.WORK_TRAINING, 2),
        (Form.SCHOOL, 1),
    ]
    assert span.total.waiting == 3
    # From 15 November: number 1 after 8 days, number 5 after 56; the protected one not at all.
    assert span.as_of == date(2026, 11, 15)
    assert span.total.ending == (1, 2, 2)
    endings = whole(session).endings
    assert [(one.trainee, one.ends_on, one.days) for one in endings] == [
        ("Deltagare 1", TODAY, 8),
        ("Sara Lund", date(2027, 1, 10), 56),
    ]


def test_an_adviser_sees_no_names_among_them(
    session: WriteSession, adviser: WriteSession, agreement: int
) -> None:
    add_placement(session, agreement, 5, first=MONDAY, last=date(2027, 1, 10), name="Sara Lund")
    assert [one.trainee for one in whole(adviser).endings] == ["Deltagare 1", "Deltagare 5"]


def test_weeks_and_months_that_are_shown() -> None:
    weeks = weeks_from(Month(2026, 12))
    assert [str(weeks[0]), str(weeks[4]), str(weeks[5]), str(weeks[-1])] == [
        "2026-W49",
        "2026-W53",
        "2027-W01",
        "2027-W08",
    ]
    assert [str(one) for one in months_around(Month(2026, 11))] == [
        "2026-09", "2026-10", "2026-11", "2026-12", "2027-01", "2027-02", "2027-03",
    ]  # fmt: skip


def test_a_months_weeks_are_cut_at_its_ends() -> None:
    parts = parts_of(Period.of_month(Month(2026, 11)))
    # 1 November 2026 is a Sunday, the 30th a Monday.
    assert [(one.first.day, one.last.day) for one in parts] == [
        (1, 1), (2, 8), (9, 15), (16, 22), (23, 29), (30, 30),
    ]  # fmt: skip
    quarter = parts_of(Period.of_quarter(2026, 4))
    assert [str(one) for one in quarter] == ["2026-10", "2026-11", "2026-12"]
    assert parts_of(WEEK) == (WEEK,)


def test_the_weeks_of_a_month_add_up_to_it(session: WriteSession, agreement: int) -> None:
    del agreement
    month = Period.of_month(Month(2026, 11))
    found = capacity_of(session, parts_of(month), TODAY)
    (alone,) = capacity_of(session, (month,), TODAY).spans
    summed = sum((span.total.whole for span in found.spans), PlaceDays())
    assert summed == found.whole.total.whole == alone.total.whole
    assert sum(span.supervision.scheduled for span in found.spans) == alone.supervision.scheduled
    assert alone.total.workdays == sum(span.total.workdays for span in found.spans) == 21


def test_what_the_page_reads(session: WriteSession, agreement: int) -> None:
    del agreement
    weeks = capacity_weeks(session, Month(2026, 11), TODAY)
    assert weeks.current is not None
    assert weeks.spans[weeks.current].period.first == TODAY
    months = capacity_months(session, Month(2026, 11), TODAY)
    assert (len(months.spans), months.current) == (7, 2)


def test_nothing_there_is_nothing_known(session: WriteSession) -> None:
    found = capacity_weeks(session, Month(2026, 11), TODAY)
    assert found.endings == ()
    assert found.spans[0].agreements == found.spans[0].forms == ()
    assert found.spans[0].total.occupancy is None
    assert found.spans[0].supervision.trainees_per_supervisor is None


def test_nobody_has_said_a_ratio_until_it_is_typed(session: WriteSession) -> None:
    assert per_supervisor(session, TODAY) is None
    set_per_supervisor(session, 10_000)
    assert per_supervisor(session, TODAY) == 10
    set_per_supervisor(session, None)
    assert per_supervisor(session, TODAY) is None
    for wrong in (0, -1000, 100_001):
        with pytest.raises(InvalidInputError) as caught:
            set_per_supervisor(session, wrong)
        assert caught.value.field == "per_supervisor"


def test_requests_and_mistakes_take_no_place(session: WriteSession, agreement: int) -> None:
    """Neither who is only asked for nor what was registered by mistake is booked (A16)."""
    before = week(session)
    asked = add_placement(session, agreement, 8, first=MONDAY)
    mistake = add_placement(session, agreement, 9, first=MONDAY)
    attend(session, mistake, DAYS, 5)
    request = replace(need_placement(session, asked), status=PlacementStatus.REQUESTED)
    change_placement(session, request)
    leaving = Exit(WEEK.last, ExitGroup.MISREGISTERED, ExitReason.MISREGISTERED)
    end_placement(session, mistake, leaving)
    after = week(session)
    assert after.total == before.total
    assert after.supervision.trainees == before.supervision.trainees
    assert after.supervision.attended == before.supervision.attended


def test_a_decision_that_outlives_its_agreement_fills_no_place_there(
    session: WriteSession, agreement: int
) -> None:
    """Five places to Wednesday 11 November; two of three decisions run on all week.

    Available 5 x 3 = 15, booked 3 x 3 = 9; counting all week it was 13 booked of 15.
    """
    ending = session.agreements.agreement(agreement)
    assert ending is not None
    with session.writer.action("agreement.end", ("agreements",)):
        session.agreements.change_agreement(replace(ending, ends_on=date(2026, 11, 11)))
    line = week(session).total
    assert (line.whole.available, line.whole.booked) == (15, 9)
    assert line.whole.booking_rate == Fraction(3, 5)
    assert week(session).supervision.trainees == Fraction(9, 5)


def test_a_ratio_holds_from_its_day_and_earlier_weeks_keep_theirs(
    session: WriteSession, agreement: int
) -> None:
    """10 each until Tuesday 10 November, then 5: in that week 5 / (2/10 + 3/5) = 6.25 each.

    Three trainees a day need 3 / 6.25 = 0.48 posts, of 5 x 8 h 19.2 h = 1152 minutes.
    """
    del agreement
    set_per_supervisor(session, 10_000)
    set_per_supervisor(session, 5_000, date(2026, 11, 11))
    assert per_supervisor(session, date(2026, 11, 10)) == 10
    assert per_supervisor(session, date(2026, 11, 11)) == 5
    figures = week(session).supervision
    assert figures.per_supervisor == Fraction(25, 4)
    assert figures.needed == 1152
    assert whole(session).ratios == ((date(2026, 11, 11), Fraction(5)),)
    set_per_supervisor(session, None, date(2026, 11, 11))
    assert week(session).supervision.per_supervisor == 10


def test_without_a_ratio_on_every_day_no_need_is_counted(
    session: WriteSession, agreement: int
) -> None:
    del agreement
    set_per_supervisor(session, 5_000, date(2026, 11, 11))
    assert week(session).supervision.needed is None
