"""When a situation report is due, on days counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from asfdesk.domain.codes import ExitReason, Form, PlacementStatus, ReferringBody
from asfdesk.domain.people.placement_codes import SituationKind
from asfdesk.domain.people.placements import Exit, Placement
from asfdesk.domain.people.situation_due import SituationDue, Written, situation_due

FIRST = date(2026, 1, 12)
LAST = date(2026, 12, 31)
DAY = timedelta(days=1)


def placement(last: date | None = LAST, first: date = FIRST) -> Placement:
    return Placement(7, 3, 1, Form.WORK_TRAINING, ReferringBody.MUNICIPALITY, first, last)


def ended(on: date, reason: ExitReason = ExitReason.STUDIES) -> Placement:
    leaving = Exit(on, reason.group, reason)
    return replace(placement(), exit=leaving, status=PlacementStatus.ENDED)


def due(today: date, last: date | None = LAST, *written: Written) -> SituationDue | None:
    return situation_due(placement(last), written, today)


def test_three_months_after_the_first_day_said_two_weeks_before() -> None:
    """12 January + 3 months = 12 April; two weeks before is 29 March."""
    assert due(date(2026, 3, 28)) is None
    found = due(date(2026, 3, 29))
    assert found == SituationDue(7, 3, SituationKind.THREE_MONTHS, date(2026, 4, 12))
    assert not found.is_late(date(2026, 4, 12))
    assert found.is_late(date(2026, 4, 13))


def test_what_is_three_months_late_is_asked_for_no_more() -> None:
    assert due(date(2026, 7, 12)) is not None
    assert due(date(2026, 7, 13)) is None


@pytest.mark.parametrize(
    ("first", "third"),
    [
        (date(2026, 1, 31), date(2026, 4, 30)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2026, 10, 1), date(2027, 1, 1)),
    ],
)
def test_months_that_are_too_short_give_their_last_day(first: date, third: date) -> None:
    found = situation_due(placement(None, first), (), third)
    assert found is not None
    assert (found.kind, found.due_on) == (SituationKind.THREE_MONTHS, third)


def test_four_weeks_before_the_decision_ends_said_six_weeks_before() -> None:
    """31 December - 28 days = 3 December; 14 days before that is 19 November."""
    assert due(date(2026, 11, 18)) is None
    found = due(date(2026, 11, 19))
    assert found == SituationDue(7, 3, SituationKind.PROLONGATION, date(2026, 12, 3))


def test_a_placement_of_three_months_asks_for_one_report_only() -> None:
    """12 January to 11 April: the third month never comes; 11 April - 28 days = 14 March."""
    found = due(date(2026, 3, 10), date(2026, 4, 11))
    assert found is not None
    assert (found.kind, found.due_on) == (SituationKind.PROLONGATION, date(2026, 3, 14))
    assert due(date(2026, 4, 11), date(2026, 4, 11)) == found


def test_a_decision_shorter_than_four_weeks_is_due_at_once() -> None:
    found = due(FIRST, date(2026, 1, 30))
    assert found is not None
    assert found.due_on == FIRST


def test_a_report_within_eight_weeks_before_counts_whatever_it_was_called() -> None:
    """12 April - 56 days = 15 February."""
    today = date(2026, 4, 12)
    early = Written(date(2026, 2, 14), SituationKind.OTHER)
    fresh = Written(date(2026, 2, 15), SituationKind.OTHER)
    assert due(today, LAST, early) is not None
    assert due(today, LAST, fresh) is None


def test_a_prolonged_decision_asks_again() -> None:
    """Written on 1 December for the decision to 31 December, which becomes 30 June 2027."""
    written = Written(date(2026, 12, 1), SituationKind.PROLONGATION)
    assert due(date(2026, 12, 20), LAST, written) is None
    # 30 June - 28 days = 2 June, and two weeks before that 19 May.
    later = date(2027, 6, 30)
    assert due(date(2027, 5, 18), later, written) is None
    found = due(date(2027, 5, 19), later, written)
    assert found is not None
    assert found.due_on == date(2027, 6, 2)


def test_a_trainee_who_goes_on_in_another_placement_needs_no_prolongation() -> None:
    assert situation_due(placement(), (), date(2026, 12, 10), goes_on=True) is None


def test_an_exit_asks_for_a_final_report_and_nothing_else_will_do() -> None:
    one = ended(date(2026, 6, 12))
    fresh = Written(date(2026, 6, 10), SituationKind.THREE_MONTHS)
    final = Written(date(2026, 6, 10), SituationKind.FINAL)
    found = situation_due(one, (fresh,), date(2026, 6, 12))
    assert found == SituationDue(7, 3, SituationKind.FINAL, date(2026, 6, 12))
    assert situation_due(one, (final,), date(2026, 6, 12)) is None
    assert situation_due(one, (), date(2026, 9, 12)) is not None
    assert situation_due(one, (), date(2026, 9, 13)) is None
    assert situation_due(one, (), date(2026, 5, 28)) is None
    assert situation_due(one, (), date(2026, 5, 29)) is not None


@pytest.mark.parametrize("reason", [ExitReason.DECEASED, ExitReason.MISREGISTERED])
def test_nobody_asks_for_a_report_about_the_dead_or_a_mistake(reason: ExitReason) -> None:
    assert situation_due(ended(date(2026, 6, 12), reason), (), date(2026, 6, 12)) is None


def test_planned_is_reported_on_once_it_has_begun() -> None:
    # Two weeks in January: a prolongation would be asked for on its first day, and not before.
    short = replace(
        placement(),
        status=PlacementStatus.PLANNED,
        decision_from=date(2026, 1, 12),
        decision_to=date(2026, 1, 25),
    )
    assert situation_due(short, (), date(2026, 1, 11)) is None
    found = situation_due(short, (), date(2026, 1, 12))
    assert found is not None
    assert found.due_on == date(2026, 1, 12)


@pytest.mark.parametrize("status", [PlacementStatus.REQUESTED, PlacementStatus.MISREGISTERED])
def test_what_has_not_begun_is_not_reported_on(status: PlacementStatus) -> None:
    one = replace(placement(), status=status)
    assert situation_due(one, (), date(2026, 4, 12)) is None
