"""Supervisors planned, and needed by ratio in steps (finance.md §9.3, decisions A15).

Trainees are counted by sold places: whoever has a place has a supervisor, also on days they stay
away, as in the break-even by steps (finance.md §9.6 no. 25). In a month without working days
nobody is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.drivers.result import Supervision
from asfdesk.domain.drivers.staff import StaffRole
from asfdesk.domain.plan import BASIS_POINTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asfdesk.domain.drivers.premises import Premises
    from asfdesk.domain.drivers.staff import StaffRow
    from asfdesk.domain.drivers.timeline import Timeline


def needed_bp(trainees_milli: int, premises: Premises) -> int | None:
    """Full-time equivalents for so many trainees, in whole steps; None when no ratio is said."""
    if not premises.ratio_milli:
        return None
    step = max(premises.ratio_step_bp, 1)
    return -(-trainees_milli * BASIS_POINTS // (premises.ratio_milli * step)) * step


def planned_bp(staff: Iterable[StaffRow], timeline: Timeline) -> tuple[int, ...]:
    """Full-time equivalents of the supervisors by month."""
    found = [0] * len(timeline.months)
    for row in staff:
        if row.role is StaffRole.SUPERVISOR:
            for at in timeline.span(row.first, row.last):
                found[at] += row.fte_bp
    return tuple(found)


def supervision(
    staff: Iterable[StaffRow],
    trainees_milli: Iterable[Sequence[int]],
    premises: Premises,
    timeline: Timeline,
) -> Supervision:
    """Planned and needed, by month.

    Args:
        staff: every row; supervisors are looked for.
        trainees_milli: thousandths of a trainee by month, one sequence for each stream.
        premises: the ratio and its steps.
        timeline: the plan's months.
    """
    planned = planned_bp(staff, timeline)
    if not premises.ratio_milli:
        return Supervision(planned, None)
    together = [0] * len(timeline.months)
    for stream in trainees_milli:
        together = [one + other for one, other in zip(together, stream, strict=True)]
    needed = (
        needed_bp(trainees if workdays else 0, premises) or 0
        for trainees, workdays in zip(together, timeline.workdays, strict=True)
    )
    return Supervision(planned, tuple(needed))
