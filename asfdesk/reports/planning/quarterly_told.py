"""The counts of persons in R7 as they may be told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.codes import ExitGroup
from asfdesk.domain.people.throughput import countable
from asfdesk.domain.sending.counts import Earlier, Name
from asfdesk.domain.sending.disclosure import protect
from asfdesk.i18n import _
from asfdesk.reports import document as doc
from asfdesk.reports.planning.quarterly_counts import (
    EXITS,
    REASON,
    Persons,
    quarter_counts,
    rolling_year,
)
from asfdesk.reports.sending.hidden_words import why_hidden

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from asfdesk.domain.planning.comments import AgreedAction
    from asfdesk.domain.sending.disclosure import Protected
    from asfdesk.reports.hours.work_facts import WorkFacts
    from asfdesk.reports.planning.quarterly_economy import Economy


@dataclass(frozen=True)
class QuarterlyExtras:
    """What R7 needs beside people and hours.

    Attributes:
        threshold: smallest count that is shown.
        goal_work_bp, goal_ordinary_bp: goals for exits to work or studies, and for those who are
            ready for ordinary measures.
        readers: what has gone out before and hangs together with the counts (`Earlier`).
        means_differ_by: for each mean that has gone out and overlaps, how many placements are in
            one of the two only.
        by_reason: whether reasons may be counted.
        kept_reasons: those nearer work as kept at locking, where they may not.
        says_why: tell on screen why each count is hidden; to those who know them anyway.
    """

    economy: Economy
    today: date
    threshold: int = 5
    goal_work_bp: int = 3000
    goal_ordinary_bp: int = 4000
    comment: str = ""
    actions: tuple[AgreedAction, ...] = ()
    readers: tuple[Earlier, ...] = (Earlier(),)
    means_differ_by: tuple[int, ...] = ()
    by_reason: bool = True
    kept_reasons: Mapping[str, int] = field(default_factory=dict)
    says_why: bool = False


@dataclass(frozen=True)
class Told:
    """The counts of persons as they may be told."""

    persons: Persons
    protected: Protected
    threshold: int
    says_why: bool
    kept: Mapping[Name, int]

    def cell(self, name: Name) -> doc.Value:
        """A count, or the mark of what is hidden."""
        if name in self.kept:
            return self.kept[name]
        if name not in self.protected.cells:
            return hidden()
        value = self.protected.value(name)
        if value is not None:
            return value
        reason = self.protected.reason(name)
        why = why_hidden(reason, self.threshold) if self.says_why and reason else ""
        return doc.Hidden(hidden().text, why)


def tell(facts: WorkFacts, extras: QuarterlyExtras) -> Told:
    """Count the persons of the quarter and hold back what may not be told."""
    people = countable(facts.placements, facts.trainees)
    persons = Persons(people, facts.trainees, facts.age_bands, by_reason=extras.by_reason)
    counts = quarter_counts(persons, facts.period)
    protected = protect(counts, extras.threshold, *extras.readers)
    kept = _kept_reasons(facts, protected, extras)
    return Told(persons, protected, extras.threshold, extras.says_why, kept)


def _kept_reasons(
    facts: WorkFacts, protected: Protected, extras: QuarterlyExtras
) -> dict[Name, int]:
    """Reasons nearer work as kept at locking, as long as they are those of the group shown."""
    text = str(rolling_year(facts.period))
    group = protected.value(Name(EXITS, text, ExitGroup.NEARER.value))
    counts = {Name(REASON, text, code): count for code, count in extras.kept_reasons.items()}
    small = any(0 < count < extras.threshold for count in counts.values())
    if small or group is None or sum(counts.values()) != group:
        return {}
    return {name: count for name, count in counts.items() if name not in protected.cells}


def hidden() -> doc.Hidden:
    """The one mark for everything that is held back."""
    return doc.Hidden(_("hidden"))
