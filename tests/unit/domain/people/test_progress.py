"""Steps lead forwards or back, consents hold until withdrawn, the queue is counted by form."""

from __future__ import annotations

from datetime import date

import pytest

from asfdesk.domain.codes import Form, ReferringBody
from asfdesk.domain.people.placement_codes import (
    ConsentKind,
    ProgressStep,
    SituationKind,
    WaitingStatus,
)
from asfdesk.domain.people.progress import Consent, SituationReport, Step, step_now
from asfdesk.domain.people.waiting import Waiting, queue_by_form

SPRING = date(2026, 4, 1)


def step(row: int, day: date, before: ProgressStep, after: ProgressStep) -> Step:
    return Step(row, 1, day, before, after)


@pytest.mark.parametrize(
    ("before", "after", "forward"),
    [
        (ProgressStep.ARRIVING, ProgressStep.ROUTINE, True),
        (ProgressStep.ROUTINE, ProgressStep.READY, True),
        (ProgressStep.TASKS, ProgressStep.ROUTINE, False),
    ],
)
def test_which_way_a_step_leads(
    before: ProgressStep, after: ProgressStep, *, forward: bool
) -> None:
    assert step(1, SPRING, before, after).forward is forward


def test_where_somebody_stands_is_the_latest_step() -> None:
    first = step(1, date(2026, 2, 1), ProgressStep.ARRIVING, ProgressStep.TASKS)
    back = step(2, date(2026, 5, 1), ProgressStep.TASKS, ProgressStep.ROUTINE)
    same_day = step(3, date(2026, 5, 1), ProgressStep.ROUTINE, ProgressStep.RESPONSIBILITY)
    assert step_now([same_day, first, back]) is ProgressStep.RESPONSIBILITY
    assert step_now([back, first]) is ProgressStep.ROUTINE
    assert step_now([]) is None


def test_a_consent_holds_from_the_day_it_is_given_until_the_day_it_is_withdrawn() -> None:
    one = Consent(1, 1, ConsentKind.PICTURE, date(2026, 3, 1), date(2026, 5, 1))
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 4, 30), date(2026, 5, 1)]
    assert [one.holds_on(day) for day in days] == [False, True, True, False]
    assert Consent(1, 1, ConsentKind.PICTURE, date(2026, 3, 1)).holds_on(date(2030, 1, 1))


def test_what_is_not_written_is_named_in_the_order_of_the_report() -> None:
    one = SituationReport(
        1, 1, SPRING, SituationKind.FINAL, SPRING, SPRING, tasks="Kök", comment="Bra"
    )
    assert one.unwritten == ("conditions", "assessment", "next_step")


def waiting(
    received: date,
    form: Form = Form.WORK_TRAINING,
    status: WaitingStatus = WaitingStatus.WAITING,
    closed: date | None = None,
) -> Waiting:
    return Waiting(0, received, ReferringBody.MUNICIPALITY, form, status, closed_on=closed)


def test_the_queue_of_a_day_is_counted_by_form() -> None:
    """On 1 April three stand in it: two for work training, one for a work trial."""
    requests = [
        waiting(date(2026, 3, 1)),
        waiting(date(2026, 4, 1), status=WaitingStatus.OFFERED),
        waiting(date(2026, 4, 2)),
        waiting(date(2026, 1, 5), Form.WORK_TRIAL, WaitingStatus.STARTED, date(2026, 4, 2)),
        waiting(date(2026, 1, 5), Form.WORK_TRIAL, WaitingStatus.DECLINED, date(2026, 4, 1)),
    ]
    assert queue_by_form(requests, SPRING) == {Form.WORK_TRAINING: 2, Form.WORK_TRIAL: 1}
    assert [one.in_queue for one in requests] == [True, True, True, False, False]
    assert queue_by_form(requests, date(2025, 12, 31)) == {}
