"""Deviations: which days of attendance lead to one, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from asfdesk.domain.codes import AttendanceCode, Form, ReferringBody
from asfdesk.domain.hours.absence_reports import AbsenceReport, proposal_for, proposals
from asfdesk.domain.hours.attendance import AttendanceEntry
from asfdesk.domain.people.placements import DaySlot, Placement, Schedule

MONDAY = date(2026, 10, 5)
CODE = AttendanceCode


def _placement(start: int | None = 540) -> Placement:
    week = {1: DaySlot(360, start)}
    schedule = Schedule(1, 1, date(2026, 1, 1), 7500, week)
    return Placement(
        1,
        1,
        1,
        Form.WORK_TRAINING,
        ReferringBody.EMPLOYMENT_SERVICE,
        date(2026, 1, 1),
        None,
        schedules=(schedule,),
    )


def _entry(attended: int, code: AttendanceCode | None = None) -> AttendanceEntry:
    return AttendanceEntry(1, MONDAY, 360, attended, code)


@pytest.mark.parametrize(
    ("attended", "missing"), [(360, None), (345, None), (344, 16), (0, 360), (400, None)]
)
def test_only_more_than_fifteen_minutes_is_proposed(attended: int, missing: int | None) -> None:
    found = proposal_for(_placement(), MONDAY, [_entry(attended)])
    assert (found.missing_minutes if found else None) == missing


@pytest.mark.parametrize("code", [CODE.CLOSED, CODE.PLANNING_DAY, CODE.HOLIDAY])
def test_days_the_enterprise_did_not_offer_are_nobodys_absence(code: AttendanceCode) -> None:
    assert proposal_for(_placement(), MONDAY, [_entry(0, code)]) is None


@pytest.mark.parametrize("code", [CODE.NOTIFIED, CODE.UNNOTIFIED, CODE.LEAVE])
def test_a_whole_days_absence_has_the_times_of_the_schedule(code: AttendanceCode) -> None:
    found = proposal_for(_placement(), MONDAY, [_entry(0, code)])
    assert found is not None
    assert (found.expected_from, found.expected_to) == (540, 900)
    assert (found.absent_from, found.absent_to) == (540, 900)
    assert found.notified is (code is CODE.NOTIFIED)


def test_when_part_of_a_day_was_missed_nobody_guesses_which() -> None:
    found = proposal_for(_placement(), MONDAY, [_entry(120, CODE.NOTIFIED)])
    assert found is not None
    assert (found.absent_from, found.absent_to, found.missing_minutes) == (None, None, 240)


def test_without_clock_times_in_the_schedule_they_are_asked_for() -> None:
    found = proposal_for(_placement(None), MONDAY, [_entry(0)])
    assert found is not None
    assert found.expected_from is None


def test_all_activities_of_a_day_count_together() -> None:
    other = AttendanceEntry(1, MONDAY, 0, 200, activity="Kurs")
    assert proposal_for(_placement(), MONDAY, [_entry(160), other]) is None


def test_what_is_reported_is_not_proposed_again() -> None:
    entries = {(1, MONDAY): (_entry(0),)}
    report = AbsenceReport(1, 1, MONDAY, 540, 900, 540, 700)
    assert len(proposals({1: _placement()}, entries, [])) == 1
    assert proposals({1: _placement()}, entries, [report]) == []
    assert proposals({}, entries, []) == []
