"""Supervisors' dates and what holds from when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from asfdesk.services.hours.manage_supervisors import (
    SupervisorFacts,
    add_supervisor,
    change_supervisor,
)

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

NOVEMBER, OCTOBER, SEPTEMBER = date(2026, 11, 1), date(2026, 10, 1), date(2026, 9, 1)


def facts(started_on: date, valid_from: date, cost_ore: int = 30_000) -> SupervisorFacts:
    return SupervisorFacts("Bo Ek", started_on, None, valid_from, 10_000, cost_ore)


def held(session: WriteSession) -> list[tuple[date, int]]:
    (bo,) = session.supervision.supervisors()
    return [(one.valid_from, one.cost_per_hour_ore) for one in bo.employments]


def test_moving_the_first_day_back_leaves_no_hole(session: WriteSession) -> None:
    add_supervisor(session, facts(NOVEMBER, NOVEMBER))
    change_supervisor(session, 1, facts(SEPTEMBER, NOVEMBER))
    assert held(session) == [(SEPTEMBER, 30_000)]
    session.writer.undo()
    assert held(session) == [(NOVEMBER, 30_000)]


def test_another_cost_from_another_day_keeps_what_held_before(session: WriteSession) -> None:
    add_supervisor(session, facts(SEPTEMBER, SEPTEMBER))
    change_supervisor(session, 1, facts(SEPTEMBER, OCTOBER, 32_000))
    assert held(session) == [(SEPTEMBER, 30_000), (OCTOBER, 32_000)]
    change_supervisor(session, 1, facts(date(2026, 8, 1), OCTOBER, 32_000))
    assert held(session) == [(SEPTEMBER, 30_000), (OCTOBER, 32_000)]
