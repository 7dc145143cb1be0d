"""The decisions behind the example's placements: a first one, then prolonged as each buyer does."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from asfdesk.domain.people.decisions import DAY, Decision
from asfdesk.domain.people.placement_codes import DecisionKind
from asfdesk.services.example import cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asfdesk.domain.people.decisions import Span
    from asfdesk.domain.people.placements import Placement

LENGTHS = {cast.LINDAS: (182, 182), cast.STEGEN: (365, 182), cast.BRYGGAN: (91, 91)}
"""How many days a first decision gives and a prolongation, by agreement."""

_NOTICE = timedelta(days=14)


def decisions_of(placement: Placement) -> Iterator[Decision]:
    """Decisions that together cover exactly the placement's days; all written down in time."""
    first, end = placement.decision_from, placement.decision_to
    reference = f"{first.year}-{placement.id:04d}"
    lengths = LENGTHS.get(placement.agreement_id)
    if end is None or lengths is None:
        yield _decision(placement, DecisionKind.FIRST, (first, end), reference)
        return
    kind, days = DecisionKind.FIRST, lengths[0]
    while first <= end:
        # What would be left for a last decision of less than a month goes with the one before.
        last = first + timedelta(days=days - 1)
        last = end if last + timedelta(days=30) > end else last
        yield _decision(placement, kind, (first, last), reference)
        first, kind, days = last + DAY, DecisionKind.PROLONGED, lengths[1]


def _decision(placement: Placement, kind: DecisionKind, span: Span, reference: str) -> Decision:
    first, last = span
    return Decision(0, placement.id, kind, first, last, first, first - _NOTICE, reference)
