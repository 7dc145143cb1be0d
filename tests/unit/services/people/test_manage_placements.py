from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.agreements import Terms
from asfdesk.domain.codes import (
    AgeBand,
    ExitGroup,
    ExitReason,
    PlacementStatus,
    PriceBasis,
    PriceUnit,
    Sex,
)
from asfdesk.domain.hours.attendance import AttendanceEntry, MonthState, MonthStatus
from asfdesk.domain.people.placements import DaySlot, Exit, Schedule
from asfdesk.domain.people.trainees import Identity
from asfdesk.domain.period import Month
from asfdesk.errors import InvalidInputError, NeedsVaultKeyError, RefusedError
from asfdesk.services.changes import Topic
from asfdesk.services.people import manage_placements as service
from asfdesk.services.people.manage_decisions import Letter, prolong_placement, shorten_placement
from asfdesk.services.people.manage_trainees import NewTrainee, add_trainee, end_trainee
from asfdesk.services.placement_checks import placement_warnings
from tests.workshop import add_agreement, add_placement, schedule

if TYPE_CHECKING:
    from asfdesk.domain.people.placements import Placement
    from asfdesk.services.session import WriteSession

TODAY = date(2026, 11, 23)
STUDIES = Exit(date(2026, 9, 30), ExitGroup.OTHER, ExitReason.STUDIES, note=" Komvux ")


@pytest.fixture
def placed(session: WriteSession) -> WriteSession:
    """Trainee 1, placed 2026-01-01 to 2026-12-31, six hours Monday to Friday."""
    add_placement(session, add_agreement(session), last=date(2026, 12, 31), name="Nadia")
    return session


def only(session: WriteSession) -> Placement:
    return session.placements.placements()[0]


def prolong(session: WriteSession, last: date) -> None:
    """A decision that follows on the one there is."""
    prolong_placement(session, 1, date(2027, 1, 1), last, Letter(date(2026, 11, 1)))


def lock(session: WriteSession, month: Month) -> None:
    with session.writer.action("attendance.lock", ("attendance",), undoable=False):
        session.attendance.set_state(
            MonthState(month, MonthStatus.LOCKED, 1), datetime(2026, 11, 1, tzinfo=UTC)
        )


def attend(session: WriteSession, day: date) -> None:
    with session.writer.action("attendance.put", ("attendance",)):
        session.attendance.put(AttendanceEntry(1, day, 360, 360))


def test_a_placement_is_added_with_its_week(placed: WriteSession) -> None:
    new = replace(
        only(placed),
        decision_from=date(2027, 1, 4),
        decision_to=date(2027, 6, 30),
        schedules=(schedule({1: 240, 2: 240}, date(2020, 1, 1)),),
    )
    assert service.add_placement(placed, new) == {Topic.PLACEMENTS}
    added = placed.placements.placements()[1]
    assert added.schedules[0].valid_from == date(2027, 1, 4)
    assert added.planned_minutes(date(2027, 1, 4)) == 240
    assert added.planned_minutes(date(2027, 1, 6)) == 0
    placed.writer.undo()
    assert len(placed.placements.placements()) == 1


def test_one_agreement_holds_one_placement_at_a_time(placed: WriteSession) -> None:
    overlapping = replace(only(placed), decision_from=date(2026, 12, 31), decision_to=None)
    overlapping = replace(overlapping, schedules=())
    with pytest.raises(InvalidInputError) as caught:
        service.add_placement(placed, overlapping)
    assert caught.value.field == "decision_from"
    assert "2026-01-01" in caught.value.why
    service.add_placement(placed, replace(overlapping, decision_from=date(2027, 1, 1)))
    elsewhere = replace(overlapping, agreement_id=add_agreement(placed, "Tyresö"))
    service.add_placement(placed, elsewhere)
    assert len(placed.placements.placements()) == 3


@pytest.mark.parametrize(
    ("field", "bad"),
    [
        ("decision_to", {"decision_to": date(2026, 12, 31)}),
        ("agreement_id", {"agreement_id": 99}),
        ("extent_bp", {"schedules": (Schedule(0, 0, date(2027, 1, 4), 10_001),)}),
        (
            "day_1",
            {"schedules": (Schedule(0, 0, date(2027, 1, 4), 100, {1: DaySlot(1_500)}),)},
        ),
    ],
)
def test_a_wrong_field_is_named(placed: WriteSession, field: str, bad: dict[str, object]) -> None:
    new = replace(only(placed), decision_from=date(2027, 1, 4), decision_to=None, schedules=())
    with pytest.raises(InvalidInputError) as caught:
        service.add_placement(placed, replace(new, **bad))  # type: ignore[arg-type]
    assert caught.value.field == field
    assert len(placed.placements.placements()) == 1


def test_a_price_by_level_needs_a_level(placed: WriteSession) -> None:
    by_level = Terms(
        0,
        1,
        date(2026, 1, 1),
        PriceUnit.LEVEL_DAY,
        PriceBasis.BOOKED,
        0,
        0,
        level_prices_ore={1: 43_900},
    )
    with placed.writer.action("terms.add", ("agreements",)):
        placed.agreements.add_terms(1, by_level)
    with pytest.raises(InvalidInputError) as caught:
        service.change_placement(placed, only(placed))
    assert caught.value.field == "level"
    service.change_placement(placed, replace(only(placed), level=1))
    assert only(placed).level == 1


def test_a_week_is_planned_anew_from_a_date(placed: WriteSession) -> None:
    service.add_schedule(placed, 1, schedule({1: 120}, date(2026, 8, 3)))
    assert only(placed).planned_minutes(date(2026, 7, 27)) == 360
    assert only(placed).planned_minutes(date(2026, 8, 3)) == 120
    later = only(placed).schedules[1]
    service.change_schedule(placed, replace(later, week={1: DaySlot(180, 480)}))
    assert only(placed).planned_minutes(date(2026, 8, 3)) == 180
    with pytest.raises(RefusedError):
        service.remove_schedule(placed, only(placed).schedules[0])
    with pytest.raises(InvalidInputError):
        service.add_schedule(placed, 1, schedule({1: 60}, date(2026, 8, 3)))
    service.remove_schedule(placed, only(placed).schedules[1])
    assert only(placed).planned_minutes(date(2026, 8, 3)) == 360


def test_the_first_week_follows_the_first_day(placed: WriteSession) -> None:
    service.change_placement(placed, replace(only(placed), decision_from=date(2026, 2, 2)))
    assert only(placed).schedules[0].valid_from == date(2026, 2, 2)
    service.add_schedule(placed, 1, schedule({1: 120}, date(2026, 8, 3)))
    with pytest.raises(InvalidInputError):
        service.change_placement(placed, replace(only(placed), decision_from=date(2026, 8, 3)))


def test_an_exit_has_a_reason_and_its_group_follows(placed: WriteSession) -> None:
    service.end_placement(placed, 1, STUDIES)
    ended = only(placed)
    assert ended.status is PlacementStatus.ENDED
    assert ended.exit
    assert ended.exit.group is ExitGroup.STUDIES
    assert ended.exit.note == "Komvux"
    assert ended.last_day == date(2026, 9, 30)
    service.reopen_placement(placed, 1)
    assert only(placed).exit is None
    assert only(placed).status is PlacementStatus.ONGOING
    placed.writer.undo()
    assert only(placed) == ended


def test_taking_a_placement_up_again_takes_the_trainee_up_too(placed: WriteSession) -> None:
    service.end_placement(placed, 1, STUDIES)
    end_trainee(placed, 1, date(2026, 9, 30))
    assert Topic.TRAINEES in service.reopen_placement(placed, 1)
    assert placed.trainees.trainees()[0].ended_on is None


def test_a_placement_is_not_taken_up_over_another(placed: WriteSession) -> None:
    service.end_placement(placed, 1, STUDIES)
    new = replace(only(placed), decision_from=date(2026, 10, 1), decision_to=None, schedules=())
    service.add_placement(placed, new)
    with pytest.raises(InvalidInputError):
        service.reopen_placement(placed, 1)


def test_an_exit_lies_inside_the_decision(placed: WriteSession) -> None:
    for day in (date(2025, 12, 31), date(2027, 1, 1)):
        with pytest.raises(InvalidInputError) as caught:
            service.end_placement(placed, 1, replace(STUDIES, ended_on=day))
        assert caught.value.field == "ended_on"
    with pytest.raises(InvalidInputError):
        service.end_placement(placed, 1, replace(STUDIES, reason=None))
    prolong(placed, date(2027, 6, 30))
    service.end_placement(placed, 1, replace(STUDIES, ended_on=date(2027, 1, 1)))
    assert only(placed).last_day == date(2027, 1, 1)


def test_filled_in_days_stay_inside_the_placement(placed: WriteSession) -> None:
    attend(placed, date(2026, 10, 1))
    with pytest.raises(RefusedError):
        service.end_placement(placed, 1, STUDIES)
    with pytest.raises(RefusedError):
        shorten_placement(placed, 1, date(2026, 9, 30), Letter(date(2026, 9, 1)))
    with pytest.raises(RefusedError):
        service.change_placement(placed, replace(only(placed), decision_from=date(2026, 10, 2)))
    with pytest.raises(RefusedError):
        service.remove_placement(placed, 1)
    service.end_placement(placed, 1, replace(STUDIES, ended_on=date(2026, 10, 1)))
    assert only(placed).exit is not None


def test_a_placement_without_attendance_can_be_removed(placed: WriteSession) -> None:
    service.remove_placement(placed, 1)
    assert placed.placements.placements() == []
    placed.writer.undo()
    assert only(placed).planned_minutes(date(2026, 3, 2)) == 360
    with pytest.raises(RefusedError):
        service.need_placement(placed, 9)


def test_a_locked_month_is_not_reached(placed: WriteSession) -> None:
    lock(placed, Month(2026, 6))
    before = only(placed)
    with pytest.raises(RefusedError):
        service.add_schedule(placed, 1, schedule({1: 120}, date(2026, 6, 29)))
    with pytest.raises(RefusedError):
        service.end_placement(placed, 1, replace(STUDIES, ended_on=date(2026, 6, 29)))
    with pytest.raises(RefusedError):
        service.change_placement(placed, replace(before, level=2))
    with pytest.raises(RefusedError):
        service.remove_placement(placed, 1)
    back = replace(before, agreement_id=add_agreement(placed, "Tyresö"), schedules=())
    with pytest.raises(RefusedError):
        service.add_placement(placed, back)
    assert only(placed) == before


def test_what_begins_after_the_locked_month_is_free(placed: WriteSession) -> None:
    lock(placed, Month(2026, 6))
    service.add_schedule(placed, 1, schedule({1: 120}, date(2026, 7, 1)))
    prolong(placed, date(2027, 6, 30))
    service.change_placement(placed, replace(only(placed), caseworker="Eva Ek"))
    service.end_placement(placed, 1, replace(STUDIES, ended_on=date(2026, 6, 30)))
    assert only(placed).caseworker == "Eva Ek"
    assert only(placed).last_day == date(2026, 6, 30)


def test_an_adviser_neither_ends_nor_reads_why(placed: WriteSession, adviser: WriteSession) -> None:
    with pytest.raises(NeedsVaultKeyError):
        service.end_placement(adviser, 1, STUDIES)
    service.end_placement(placed, 1, STUDIES)
    seen = adviser.placements.placements()[0].exit
    assert seen
    assert (seen.group, seen.reason) == (ExitGroup.STUDIES, None)
    with pytest.raises(NeedsVaultKeyError):
        service.reopen_placement(adviser, 1)


def test_nobody_who_has_left_gets_a_placement(placed: WriteSession) -> None:
    service.end_placement(placed, 1, STUDIES)
    end_trainee(placed, 1, date(2026, 9, 30))
    later = replace(only(placed), decision_from=date(2026, 10, 5), decision_to=None, schedules=())
    with pytest.raises(RefusedError):
        service.add_placement(placed, later)
    with pytest.raises(RefusedError):
        service.add_placement(placed, replace(later, trainee_id=9))


def test_a_trainee_and_the_first_placement_are_one_step(placed: WriteSession) -> None:
    first = replace(only(placed), trainee_id=0, decision_from=date(2025, 11, 3))
    new = NewTrainee(Sex.MAN, TODAY, Identity(name="Amir", birth_year=1996), first)
    assert add_trainee(placed, new, TODAY) == {Topic.TRAINEES, Topic.PLACEMENTS}
    assert [p.trainee_id for p in placed.placements.placements()] == [2, 1]
    # The decision began the year before, so that year has a band too.
    assert placed.trainees.age_bands(2025) == {2: AgeBand.FROM_25}
    placed.writer.undo()
    assert len(placed.placements.placements()) == 1
    assert len(placed.trainees.trainees()) == 1


def test_a_back_dated_placement_adds_the_age_bands_of_its_years(placed: WriteSession) -> None:
    new = NewTrainee(Sex.MAN, TODAY, Identity(birth_year=1996))
    add_trainee(placed, new, TODAY)
    back = replace(only(placed), trainee_id=2, decision_from=date(2024, 5, 6))
    service.add_placement(placed, back)
    assert placed.trainees.age_bands(2024) == {2: AgeBand.FROM_25}


def test_warnings_say_what_is_odd(placed: WriteSession) -> None:
    agreement = placed.agreements.agreements()[0]
    placement = only(placed)
    assert placement_warnings(placement, agreement, TODAY) == ()
    shorter = replace(agreement, starts_on=date(2026, 2, 1), ends_on=date(2026, 11, 30))
    assert len(placement_warnings(placement, shorter, TODAY)) == 2
    assert len(placement_warnings(placement, agreement, date(2027, 1, 1))) == 1
    assert len(placement_warnings(replace(placement, schedules=()), agreement, TODAY)) == 1
    half = replace(placement, schedules=(replace(placement.schedules[0], extent_bp=5_000),))
    assert len(placement_warnings(half, agreement, TODAY)) == 1


def test_what_was_only_asked_for_does_not_enter_a_locked_month(placed: WriteSession) -> None:
    """Booked days would be owed in a month that has been invoiced."""
    asked = replace(only(placed), status=PlacementStatus.REQUESTED)
    service.change_placement(placed, asked)
    lock(placed, Month(2026, 3))
    with pytest.raises(RefusedError, match="mars 2026"):
        service.change_placement(placed, replace(asked, status=PlacementStatus.ONGOING))


def test_a_result_fee_does_not_enter_a_locked_month(placed: WriteSession) -> None:
    """The exit lies on the decision's last day: no planned day changes, but the fee is owed."""
    fee = Terms(0, 1, date(2026, 1, 1), PriceUnit.RESULT, PriceBasis.ATTENDED, 1_000_000, 0)
    with placed.writer.action("terms.add", ("agreements",)):
        placed.agreements.add_terms(1, fee)
    lock(placed, Month(2026, 12))
    last = replace(STUDIES, ended_on=date(2026, 12, 31))
    with pytest.raises(RefusedError, match="december 2026"):
        service.end_placement(placed, 1, last)
    back = replace(last, reason=ExitReason.BACK_TO_REFERRER)
    assert service.end_placement(placed, 1, back) == {Topic.PLACEMENTS}
    with pytest.raises(RefusedError, match="december 2026"):
        service.end_placement(placed, 1, last)


def test_a_level_needs_a_price(placed: WriteSession) -> None:
    """Days of a level that the agreement has no price for would be invoiced at 0 kr."""
    by_level = Terms(
        0,
        1,
        date(2026, 1, 1),
        PriceUnit.LEVEL_DAY,
        PriceBasis.ATTENDED,
        0,
        1000,
        level_prices_ore={1: 43_900, 2: 55_500},
    )
    with placed.writer.action("terms.add", ("agreements",)):
        placed.agreements.add_terms(1, by_level)
    with pytest.raises(InvalidInputError) as caught:
        service.change_placement(placed, replace(only(placed), level=3))
    assert caught.value.field == "level"
    assert service.change_placement(placed, replace(only(placed), level=2)) == {Topic.PLACEMENTS}
