"""What the forecast takes for granted, in words with its numbers, and what changing it would do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.plan import BASIS_POINTS
from asfdesk.domain.planning.decision_forecast import expected, together
from asfdesk.i18n import _
from asfdesk.reports.planning.decision_words import (
    early_words,
    effect_words,
    filled_words,
    group_words,
    lengths_words,
    new_effect_words,
    paid_words,
    prolonged_words,
)
from asfdesk.services.planning.decision_settings import assumed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from asfdesk.domain.planning.decision_forecast import Parts
    from asfdesk.domain.planning.decision_inputs import Beliefs, Situation
    from asfdesk.domain.planning.decision_record import Group
    from asfdesk.services.planning.decision_facts import DecisionFacts
    from asfdesk.services.planning.decision_settings import Assumed
    from asfdesk.services.session import ReadSession

PROLONGED_POINTS = 10
PAID_POINTS = 5
"""How many percentage points more the effect is told for."""


class Kind(StrEnum):
    """What is taken for granted."""

    PROLONGED = "prolonged"
    LENGTHS = "lengths"
    PAID = "paid"
    EARLY = "early"
    NEW = "new"


@dataclass(frozen=True)
class Assumption:
    """One thing taken for granted.

    Attributes:
        title: what it is about. `text`: what is seen and counted with.
        effect: what the months' income would be with another; "" where that is not asked.
        counted_bp: the share counted with; None where it is none.
        group, agreement_id: whose it is, for changing it.
        decided: somebody has chosen it instead of the measured.
        on: only for NEW: whether it is counted with.
    """

    kind: Kind
    title: str
    text: str
    effect: str = ""
    effect_ore: int | None = None
    counted_bp: int | None = None
    group: Group | None = None
    agreement_id: int | None = None
    decided: bool = False
    on: bool = True

    @property
    def adjustable(self) -> bool:
        """Whether the user may choose it."""
        return self.kind in (Kind.PROLONGED, Kind.PAID, Kind.NEW)


def assumptions_of(
    session: ReadSession,
    facts: DecisionFacts,
    situation: Situation,
    beliefs: Beliefs,
    found: Mapping[int, tuple[Parts, ...]],
) -> tuple[Assumption, ...]:
    """Everything that is taken for granted, the most important first."""
    chosen = assumed(session)
    buyers = {one.id: one.name for one in session.agreements.buyers()}
    asked = _Asked(facts, situation, beliefs, found, chosen)
    every = facts.record.prolonged_days()
    return (
        *(asked.prolonged(group, buyers) for group in _groups_of_people(situation)),
        Assumption(
            Kind.LENGTHS,
            _("How long prolongations are"),
            lengths_words(every, seen=bool(every)),
        ),
        *asked.paid(),
        Assumption(Kind.EARLY, _("Those who leave early"), early_words(beliefs.early)),
        *asked.new(),
    )


def _groups_of_people(situation: Situation) -> list[Group]:
    """Groups of agreements that pay for people."""
    return sorted({situation.groups[key] for key, places in situation.places.items() if places})


@dataclass(frozen=True)
class _Asked:
    facts: DecisionFacts
    situation: Situation
    beliefs: Beliefs
    found: Mapping[int, tuple[Parts, ...]]
    chosen: Assumed

    def prolonged(self, group: Group, buyers: Mapping[int, str]) -> Assumption:
        counted = self.beliefs.odds.mean_bp(group)
        more = min(counted + PROLONGED_POINTS * 100, BASIS_POINTS)
        odds = replace(
            self.beliefs.odds,
            fixed={**self.beliefs.odds.fixed, group: more / BASIS_POINTS},
        )
        own = [key for key, one in self.situation.groups.items() if one == group]
        effect = self._change(replace(self.beliefs, odds=odds), own)
        decided = group in self.chosen.prolonged
        return Assumption(
            Kind.PROLONGED,
            _("Prolonged: %(group)s") % {"group": group_words(buyers[group.buyer_id], group)},
            prolonged_words(self.facts.record.count(group), counted, decided=decided),
            effect_words(effect, (more - counted) // 100),
            effect,
            counted,
            group=group,
            decided=decided,
        )

    def paid(self) -> Iterator[Assumption]:
        for key, share in self.beliefs.share.items():
            if not self.situation.places[key]:
                continue
            counted = round(share * BASIS_POINTS)
            parts = together(self.found[key])
            by_share = parts.decided + parts.prolonged + parts.new
            points = min(PAID_POINTS, (BASIS_POINTS - counted) // 100)
            effect = int(by_share * points / 100 / share) if share and points > 0 else 0
            units = self.facts.shares.units.get(key)
            decided = key in self.chosen.paid
            yield Assumption(
                Kind.PAID,
                _("Paid: %(agreement)s") % {"agreement": self.facts.agreements[key].name},
                paid_words(counted, units or 0 * share, decided=decided),
                effect_words(effect, points) if points > 0 else "",
                effect,
                counted,
                agreement_id=key,
                decided=decided,
            )

    def new(self) -> Iterator[Assumption]:
        places = [key for key, count in self.situation.places.items() if count]
        rates = [self.facts.filled[key] for key in places if key in self.facts.filled]
        if not rates:
            return
        times, days = sum(rate.times for rate in rates), sum(rate.days for rate in rates)
        on = self.chosen.new
        other = {} if on else {key: self.facts.filled[key] for key in places}
        effect = self._change(replace(self.beliefs, filled=other), places)
        waits = round(days / times) if times else days
        yield Assumption(
            Kind.NEW,
            _("New trainees on free places"),
            filled_words(times, days, waits, on=on),
            new_effect_words(effect, on=on),
            effect,
            on=on,
        )

    def _change(self, beliefs: Beliefs, agreements: list[int]) -> int:
        """What some agreements would give more, with other beliefs."""
        asked = set(agreements)
        some = replace(
            self.situation,
            held=tuple(one for one in self.situation.held if one.agreement_id in asked),
            groups={key: self.situation.groups[key] for key in agreements},
        )
        other = expected(some, beliefs)
        return sum(
            together(other[key]).total - together(self.found[key]).total for key in agreements
        )
