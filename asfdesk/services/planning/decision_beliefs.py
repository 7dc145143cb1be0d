"""What is taken for granted: measured on the enterprise's own history, or decided by somebody."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.plan import BASIS_POINTS
from asfdesk.domain.planning.decision_inputs import Beliefs, Rate
from asfdesk.domain.planning.prolongation_odds import odds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.domain.planning.attendance_spread import Shares
    from asfdesk.domain.planning.decision_inputs import Situation
    from asfdesk.domain.planning.decision_record import Record
    from asfdesk.services.planning.decision_facts import DecisionFacts
    from asfdesk.services.planning.decision_settings import Assumed

ENOUGH_LENGTHS = 5
"""A group with fewer prolongations borrows the lengths of all."""

ENOUGH_UNITS = 20
"""An agreement with fewer booked units written down borrows the paid share of all."""

HALF_A_YEAR = 182
"""How long a decision is taken to be where none has been seen."""

USUAL_PAID = {True: Fraction(4, 5), False: Fraction(1)}
"""The paid share where nothing is written down: of attendance, of booking."""

EARLY_WEIGHT = 365


def beliefs_of(facts: DecisionFacts, situation: Situation, chosen: Assumed) -> Beliefs:
    """Everything the forecast needs of the agreements asked about."""
    return believed(facts.record, facts.shares, facts.filled, situation, chosen)


def believed(
    record: Record,
    shares: Shares,
    filled: Mapping[int, Rate],
    situation: Situation,
    chosen: Assumed,
) -> Beliefs:
    """What follows from what was measured; tried on invented histories too (ADR 0037).

    Args:
        record: decisions that ended, and how they were held.
        shares: the paid share of what was booked, and how it varies.
        filled: agreement -> how fast its free places have been filled.
        situation: the agreements asked about.
        chosen: what somebody has decided instead.
    """
    groups = set(situation.groups.values())
    every = record.prolonged_days() or (HALF_A_YEAR,)
    lengths = {}
    firsts = {}
    all_firsts = tuple(days for found in record.first_days.values() for days in found)
    for group in groups:
        own = record.prolonged_days(group)
        lengths[group] = own if len(own) >= ENOUGH_LENGTHS else every
        begun = record.first_days.get(group, ())
        firsts[group] = begun if len(begun) >= ENOUGH_LENGTHS else all_firsts or every
    seen = groups | {one.group for one in record.ended}
    fixed = {group: bp / BASIS_POINTS for group, bp in chosen.prolonged.items()}
    return Beliefs(
        odds=odds({group: record.years(group) for group in sorted(seen)}, fixed),
        lengths=lengths,
        first_lengths=firsts,
        share=_shares(shares, situation, chosen.paid),
        shares=shares,
        early=Rate(record.left_early, record.days_held, EARLY_WEIGHT),
        filled={
            agreement: filled[agreement]
            for agreement, places in situation.places.items()
            if chosen.new and places and agreement in filled
        },
        set_shares=frozenset(chosen.paid),
        levels={
            agreement: shares.level(agreement, ENOUGH_UNITS, by_attendance=by_attendance)
            for agreement, by_attendance in situation.by_attendance.items()
            if agreement not in chosen.paid
        },
    )


def _shares(shares: Shares, situation: Situation, paid: Mapping[int, int]) -> dict[int, Fraction]:
    """The paid share of each agreement: decided, its own, that of all alike, or the usual."""
    found = {}
    for agreement, by_attendance in situation.by_attendance.items():
        alike = [
            one for one, kind in situation.by_attendance.items()
            if kind is by_attendance and one in shares.units
        ]  # fmt: skip
        units = sum((shares.units[one] for one in alike), Fraction(0))
        if agreement in paid:
            found[agreement] = Fraction(paid[agreement], BASIS_POINTS)
        elif shares.units.get(agreement, Fraction(0)) >= ENOUGH_UNITS:
            found[agreement] = shares.measured[agreement]
        elif units >= ENOUGH_UNITS:
            paid_units = sum(
                (shares.measured[one] * shares.units[one] for one in alike), Fraction(0)
            )
            found[agreement] = paid_units / units
        else:
            found[agreement] = USUAL_PAID[by_attendance]
    return found
