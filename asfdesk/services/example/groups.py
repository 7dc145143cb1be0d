"""The example's groups, and what its trainees in daily activities get for a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.hours.habilitation import HabilitationRate
from asfdesk.domain.sending.volumes import MeasureBudget
from asfdesk.services.example import cast
from asfdesk.services.hours.manage_habilitation import add_habilitation_rate
from asfdesk.services.hours.manage_work_groups import add_work_group, move_to_group
from asfdesk.services.sending.measure_budgets import add_measure_budget

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

GROUPS = ("Köket", "Verkstaden", "Trädgården")
"""By supervisor, in the order of their running numbers; the fourth's trainees are in none."""

RATES = (
    HabilitationRate(0, date(2026, 1, 1), 120_00, 84_00, 300),
    HabilitationRate(0, date(2025, 1, 1), 114_00, 79_00, 300),
)
"""Invented, as everything here: each payer decides its own."""

BUDGET = MeasureBudget(0, "Stegen", date(2026, 1, 1), date(2026, 12, 31), 12)
"""What the example's coordination association has agreed to."""


def write_groups(session: WriteSession) -> None:
    """Groups with those who work there, two rates and the budget of a measure."""
    people = sorted(session.supervision.supervisors(), key=lambda person: person.number)
    for name, person in zip(GROUPS, people, strict=False):
        add_work_group(session, name)
        group = next(one for one in session.work_groups.groups() if one.name == name)
        theirs = [p.id for p in session.placements.placements() if p.supervisor_id == person.id]
        move_to_group(session, theirs, group.id, cast.TODAY)
    for rate in RATES:
        add_habilitation_rate(session, rate)
    add_measure_budget(session, BUDGET)
