"""Supervisors planned, and needed by ratio in steps (finance.md §9.3, decisions A15).

Trainees are counted by sold places: whoever has a place has a supervisor, also on days they stay
away, as in the break-even by steps (finance.md §9.6 no. 25). In a month without working days
nobody is needed.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.result import Supervision
from asfdesk.domain.drivers.staff import StaffRole
from asfdesk.domain.plan import BASIS_POINTS, THOUSANDTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asfdesk.domain.drivers.premises import Premises
    from asfdesk.domain.drivers.result import Volumes
    from asfdesk.domain.drivers.staff import StaffRow
    from asfdesk.domain.drivers.timeline import Timeline


def needed_bp(trainees: Fraction, premises: Premises) -> int | None:
    """Full-time equivalents for so many trainees, in whole steps; None when no ratio is said."""
    if not premises.ratio_milli:
        return None
    step = max(premises.ratio_step_bp, 1)
    equivalents = trainees * THOUSANDTHS * BASIS_POINTS / premises.ratio_milli
    return ceil(equivalents / step) * step


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
    volumes: Sequence[Volumes],
    premises: Premises,
    timeline: Timeline,
) -> Supervision:
    """Planned and needed, by month."""
    planned = planned_bp(staff, timeline)
    if not premises.ratio_milli:
        return Supervision(planned, None)
    needed = []
    for at, workdays in enumerate(timeline.workdays):
        trainees = (
            sum((one.places[at] for one in volumes), Fraction(0)) if workdays else Fraction(0)
        )
        needed.append(needed_bp(trainees, premises) or 0)
    return Supervision(planned, tuple(needed))
