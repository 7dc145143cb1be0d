from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from asfdesk.domain.codes import ExitGroup, Form, ReferringBody
from asfdesk.domain.people.background import (
    Background,
    TraineeEmployment,
    counts_as_result,
    follow_up_day,
    is_followed_up,
)
from asfdesk.domain.people.placement_codes import FollowUpStep, SupportSource
from asfdesk.domain.people.placements import Exit, Placement

FOUR, SIX, TWELVE = FollowUpStep
ENDED = Placement(
    1,
    1,
    1,
    Form.WORK_TRAINING,
    ReferringBody.MUNICIPALITY,
    date(2026, 1, 1),
    None,
    exit=Exit(date(2026, 8, 31), ExitGroup.WORK),
)
LASTING = Background(1, work_lasted_month=True, municipal_job=False)


def left(group: ExitGroup) -> Placement:
    return replace(ENDED, exit=Exit(date(2026, 8, 31), group))


@pytest.mark.parametrize(
    ("ended", "step", "day"),
    [
        (date(2026, 8, 31), FOUR, date(2026, 9, 28)),
        (date(2026, 8, 31), SIX, date(2027, 2, 28)),
        (date(2027, 8, 31), SIX, date(2028, 2, 29)),
        (date(2026, 8, 31), TWELVE, date(2027, 8, 31)),
        (date(2028, 2, 29), TWELVE, date(2029, 2, 28)),
        (date(2026, 12, 15), SIX, date(2027, 6, 15)),
    ],
)
def test_the_day_to_ask(ended: date, step: FollowUpStep, day: date) -> None:
    assert follow_up_day(ended, step) == day


def test_nobody_is_asked_after_a_mistake_or_a_death() -> None:
    assert is_followed_up(ENDED)
    assert not is_followed_up(replace(ENDED, exit=None))
    assert not is_followed_up(left(ExitGroup.MISREGISTERED))
    assert not is_followed_up(left(ExitGroup.DECEASED))


@pytest.mark.parametrize(
    ("group", "changes", "counts"),
    [
        (ExitGroup.WORK, {}, True),
        (ExitGroup.WORK, {"work_lasted_month": False}, False),
        (ExitGroup.WORK, {"work_lasted_month": None}, None),
        (ExitGroup.WORK, {"municipal_job": True}, False),
        (ExitGroup.WORK, {"municipal_job": None}, None),
        (ExitGroup.WORK, {"municipal_job": True, "work_lasted_month": None}, False),
        (ExitGroup.STUDIES, {"study_support": True}, True),
        (ExitGroup.STUDIES, {"study_support": False}, False),
        (ExitGroup.STUDIES, {}, None),
        (ExitGroup.NEARER, {}, False),
        (ExitGroup.BACK, {}, False),
        (ExitGroup.DECEASED, {}, None),
        (ExitGroup.MISREGISTERED, {}, None),
    ],
)
def test_koladas_rule(group: ExitGroup, changes: dict[str, bool], counts: bool | None) -> None:  # noqa: FBT001 - a parameter of the table
    known = replace(LASTING, **changes)  # type: ignore[arg-type]
    assert counts_as_result(known, left(group)) is counts


def test_an_ongoing_placement_has_no_result() -> None:
    assert counts_as_result(LASTING, replace(ENDED, exit=None)) is None


def test_an_employment_runs_between_its_days() -> None:
    job = TraineeEmployment(1, 1, date(2026, 9, 1), date(2026, 9, 30), 5000)
    assert [job.holds_on(date(2026, month, day)) for month, day in ((8, 31), (9, 1), (9, 30))] == [
        False,
        True,
        True,
    ]
    assert not job.holds_on(date(2026, 10, 1))
    assert replace(job, ends_on=None).holds_on(date(2030, 1, 1))


def test_what_reveals_health_does_not_show_in_repr() -> None:
    assert "SJUK" not in repr(Background(1, support_before=SupportSource.SICKNESS))
