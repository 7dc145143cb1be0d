"""Supervisors, their time and the month's grid."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import Activity
from asfdesk.domain.hours.supervision import EsfWarning, Excess, SupervisionEntry
from asfdesk.domain.period import Month, Period
from asfdesk.errors import InvalidInputError, NeedsVaultKeyError
from asfdesk.services.changes import Topic
from asfdesk.services.hours.manage_supervisors import (
    SupervisorFacts,
    add_supervisor,
    change_supervisor,
)
from asfdesk.services.hours.register_attendance import CellEdit, set_cells
from asfdesk.services.hours.register_supervision import (
    TimeEdit,
    fill_from_last_week,
    fill_standard_days,
    set_times,
)
from asfdesk.services.hours.supervision_grid import RowKey
from asfdesk.services.hours.supervision_month import supervision_month
from asfdesk.services.typed_cells import CellsRefusedError
from tests import workshop

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

OCTOBER = Month(2026, 10)
WHOLE = Period.of_month(OCTOBER)
TODAY = date(2026, 10, 21)
FACTS = SupervisorFacts("Anna Ek", date(2026, 1, 1), None, date(2026, 1, 1), 7_500, 29_000)


def _row(supervisor: int, activity: Activity = Activity.TRAINEES) -> RowKey:
    return RowKey(supervisor, activity)


def test_a_supervisor_is_added_with_the_next_number(session: WriteSession) -> None:
    workshop.add_supervisor(session, 4)
    assert add_supervisor(session, FACTS) == {Topic.SUPERVISION}
    added = session.supervision.supervisors()[1]
    assert (added.number, added.name) == (5, "Anna Ek")
    assert [(e.fte_bp, e.cost_per_hour_ore) for e in added.employments] == [(7_500, 29_000)]
    assert session.writer.undo() is not None
    assert len(session.supervision.supervisors()) == 1


def test_a_change_holds_from_its_date_and_an_end_date_ends(session: WriteSession) -> None:
    add_supervisor(session, FACTS)
    raised = SupervisorFacts(
        "Anna Ek", date(2026, 1, 1), date(2026, 12, 31), date(2026, 7, 1), 10_000, 30_000
    )
    change_supervisor(session, 1, raised)
    changed = session.supervision.supervisors()[0]
    assert changed.ended_on == date(2026, 12, 31)
    assert [e.fte_bp for e in changed.employments] == [7_500, 10_000]


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        (
            "ended_on",
            SupervisorFacts("", date(2026, 1, 2), date(2026, 1, 1), date(2026, 1, 2), 5_000, 1),
        ),
        ("valid_from", SupervisorFacts("", date(2026, 1, 2), None, date(2026, 1, 1), 5_000, 1)),
        ("fte_bp", SupervisorFacts("", date(2026, 1, 2), None, date(2026, 1, 2), 10_001, 1)),
        ("cost_per_hour_ore", SupervisorFacts("", date(2026, 1, 2), None, date(2026, 1, 2), 1, -1)),
    ],
)
def test_facts_that_cannot_be(session: WriteSession, field: str, facts: SupervisorFacts) -> None:
    add_supervisor(session, FACTS)
    with pytest.raises(InvalidInputError) as caught:
        change_supervisor(session, 1, facts)
    assert caught.value.field == field


def test_an_adviser_cannot_write_a_name(adviser: WriteSession) -> None:
    with pytest.raises(NeedsVaultKeyError):
        add_supervisor(adviser, FACTS)
    assert adviser.supervision.supervisors() == []


def test_typed_time_is_one_step(session: WriteSession) -> None:
    supervisor = workshop.add_supervisor(session)
    row, meeting = _row(supervisor), _row(supervisor, Activity.MEETING)
    set_times(
        session,
        [TimeEdit(row, TODAY, "7,5"), TimeEdit(meeting, TODAY, "0:30"), TimeEdit(row, TODAY, "7")],
    )
    assert session.supervision.entries(WHOLE) == [
        SupervisionEntry(supervisor, TODAY, 420),
        SupervisionEntry(supervisor, TODAY, 30, Activity.MEETING),
    ]
    set_times(session, [TimeEdit(row, TODAY, ""), TimeEdit(meeting, TODAY, "0")])
    assert session.supervision.entries(WHOLE) == []
    session.writer.undo()
    assert len(session.supervision.entries(WHOLE)) == 2
    assert set_times(session, [TimeEdit(row, TODAY, "7")]) == frozenset()


def test_time_that_cannot_be_is_listed_and_nothing_written(session: WriteSession) -> None:
    supervisor = workshop.add_supervisor(session)
    row, other = _row(supervisor), _row(supervisor, Activity.OTHER)
    with pytest.raises(CellsRefusedError) as caught:
        set_times(
            session,
            [
                TimeEdit(row, date(2025, 12, 31), "8"),
                TimeEdit(row, TODAY, "F"),
                TimeEdit(row, date(2026, 10, 22), "0,30"),
                TimeEdit(row, date(2026, 10, 23), "20"),
                TimeEdit(other, date(2026, 10, 23), "5"),
                TimeEdit(other, date(2026, 10, 26), "8"),
            ],
        )
    assert [(p.row, p.day) for p in caught.value.problems] == [
        (row, date(2025, 12, 31)),
        (row, TODAY),
        (row, date(2026, 10, 22)),
        (row, date(2026, 10, 23)),
        (other, date(2026, 10, 23)),
    ]
    assert session.supervision.entries(WHOLE) == []


def test_last_week_fills_empty_working_days(session: WriteSession) -> None:
    supervisor = workshop.add_supervisor(session)
    row = _row(supervisor)
    set_times(
        session,
        [
            TimeEdit(row, date(2026, 10, 19), "8"),
            TimeEdit(row, date(2026, 10, 20), "6"),
            TimeEdit(row, date(2026, 10, 24), "3"),
            TimeEdit(row, date(2026, 10, 27), "4"),
        ],
    )
    fill_from_last_week(session, date(2026, 10, 26))
    week = Period(date(2026, 10, 26), date(2026, 11, 1))
    assert session.supervision.minutes_by_day(week) == {
        date(2026, 10, 26): 480,
        date(2026, 10, 27): 240,
    }


def test_standard_days_fill_what_is_free(session: WriteSession) -> None:
    supervisor = workshop.add_supervisor(session, fte_bp=7_500)
    row = _row(supervisor)
    set_times(session, [TimeEdit(_row(supervisor, Activity.MEETING), date(2026, 10, 20), "2")])
    fill_standard_days(session, [row], Period(date(2026, 10, 17), date(2026, 10, 23)), today=TODAY)
    assert session.supervision.minutes_by_day(WHOLE) == {
        date(2026, 10, 19): 360,
        date(2026, 10, 20): 120,
        date(2026, 10, 21): 360,
    }
    assert fill_standard_days(session, [row], Period(TODAY, TODAY), TODAY) == frozenset()


def test_the_month_shows_rows_sums_and_key_figures(session: WriteSession) -> None:
    agreement = workshop.add_agreement(session)
    placement = workshop.add_placement(session, agreement)
    anna = workshop.add_supervisor(session, 1, "Anna Ek")
    workshop.add_supervisor(session, 2, fte_bp=5_000)
    set_cells(session, [CellEdit(placement, TODAY, "6")])
    bound = RowKey(anna, Activity.TRAINEES, agreement)
    set_times(session, [TimeEdit(bound, TODAY, "3"), TimeEdit(bound, date(2026, 9, 30), "1")])
    extra = RowKey(anna, Activity.MEETING)
    month = supervision_month(session, OCTOBER, TODAY, frozenset({extra}))
    assert [(r.number, r.key.activity, r.agreement_name, r.total) for r in month.rows] == [
        (1, Activity.TRAINEES, "Huddinge", 180),
        (1, Activity.MEETING, "", 0),
        (2, Activity.TRAINEES, "", 0),
    ]
    assert month.rows[0].minutes[20] == 180
    assert month.rows[0].minutes[19] is None
    assert month.hours_per_trainee_hour == Fraction(1, 2)
    assert month.cost_ore == 3 * 25_000
    assert month.full_time == Fraction(180, 480 * 22)
    assert [
        (c.name, c.minutes, c.available_minutes, c.year_minutes) for c in month.supervisors
    ] == [
        ("Anna Ek", 180, 22 * 480, 240),
        (month.supervisors[1].name, 0, 22 * 240, 0),
    ]
    assert month.agreements == ((agreement, "Huddinge"),)
    assert (month.days[20].minutes, month.days[20].attended_minutes) == (180, 360)
    assert month.warnings == ()


def test_a_row_of_last_month_stays_and_long_days_warn(session: WriteSession) -> None:
    supervisor = workshop.add_supervisor(session, esf_project=True)
    row = _row(supervisor, Activity.DOCUMENTATION)
    set_times(session, [TimeEdit(row, date(2026, 9, 30), "1")])
    assert [r.key for r in supervision_month(session, OCTOBER, TODAY).rows] == [row]
    set_times(session, [TimeEdit(row, TODAY, "13:01")])
    assert supervision_month(session, OCTOBER, TODAY).warnings == (
        EsfWarning(supervisor, Excess.DAY, 781, TODAY),
    )


def test_an_adviser_sees_numbers_not_names(session: WriteSession, adviser: WriteSession) -> None:
    workshop.add_supervisor(session, 3, "Anna Ek")
    name = supervision_month(adviser, OCTOBER, TODAY).rows[0].name
    assert name.endswith(" 3")
    assert "Anna" not in name
