"""The yearly facts that R11 asks for and the program cannot know, typed once a year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asfdesk.domain.sending.yearly_facts import (
    AT_MOST,
    BY_FORM,
    LASTING,
    SECTIONS,
    FactKey,
    FactUnit,
    YearlyFacts,
    unit_of,
)
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.domain.sending.yearly_facts import Fact, Section
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

CHANGED: Changes = frozenset({Topic.ENTERPRISE})
_NOTHING: Changes = frozenset()
_MOST_PERSONS = 100_000
"""Above it a count is a slip of the keyboard."""
_MOST_ORE = 10**13
_MILLI = 1000


@dataclass(frozen=True)
class FactsView:
    """A year's facts as the form shows them.

    Attributes:
        stated: what is written of the year.
        offered: what the form starts with: `stated` and, for each section of which nothing is
            written, what the latest earlier year says and is likely to hold still.
        offered_from: that earlier year; None = nothing of it is offered.
        years: those of which something is written, in order.
    """

    stated: YearlyFacts
    offered: YearlyFacts
    offered_from: int | None
    years: tuple[int, ...]

    def is_offered(self, section: Section) -> bool:
        """Whether a section starts with an earlier year's facts."""
        return self.offered_from is not None and any(
            key in self.offered.facts and key not in self.stated.facts for key in SECTIONS[section]
        )


def facts_of(session: ReadSession, year: int) -> YearlyFacts:
    """What is stated of a year."""
    return YearlyFacts(year, session.yearly_facts.facts(year))


def facts_view(session: ReadSession, year: int) -> FactsView:
    """A year's facts, and what of the latest earlier year can be taken over."""
    years = tuple(session.yearly_facts.years())
    stated = facts_of(session, year)
    earlier = max((one for one in years if one < year), default=None)
    if earlier is None:
        return FactsView(stated, stated, None, years)
    before = facts_of(session, earlier).facts
    new = [keys for keys in SECTIONS.values() if not any(key in stated.facts for key in keys)]
    kept = {key: before[key] for keys in new for key in keys if key in before and key in LASTING}
    offered = YearlyFacts(year, {**stated.facts, **kept})
    return FactsView(stated, offered, earlier if kept else None, years)


def set_section(
    session: WriteSession, year: int, section: Section, typed: Mapping[FactKey, Fact]
) -> Changes:
    """Write a section of a year's facts anew; the other sections stay.

    Raises:
        InvalidInputError: as `set_yearly_facts`.
    """
    before = session.yearly_facts.facts(year)
    others = {key: fact for key, fact in before.items() if key not in SECTIONS[section]}
    return set_yearly_facts(session, YearlyFacts(year, {**others, **typed}))


def set_yearly_facts(session: WriteSession, stated: YearlyFacts) -> Changes:
    """Write a year's facts anew; what is not among them goes.

    Raises:
        InvalidInputError: a number cannot be right, or a part is more than its whole.
    """
    facts = {
        key: replace(fact, reference=" ".join(fact.reference.split()))
        for key, fact in stated.facts.items()
    }
    facts = {key: fact for key, fact in facts.items() if not fact.empty}
    _check(YearlyFacts(stated.year, facts))
    if facts == session.yearly_facts.facts(stated.year):
        return _NOTHING
    with session.writer.action("yearly_fact.set", CHANGED, "yearly_fact"):
        session.yearly_facts.set_facts(stated.year, facts)
    return CHANGED


def _check(stated: YearlyFacts) -> None:
    for key, fact in stated.facts.items():
        if fact.value is not None and not 0 <= fact.value <= _most(key):
            raise InvalidInputError(key.value, _("The number cannot be right."))
    for part, whole in AT_MOST.items():
        some, every = stated.value(part), stated.value(whole)
        if some is not None and every is not None and some > every:
            raise InvalidInputError(
                part.value, _("The part is more than the whole that it is a part of.")
            )
    _check_posts(stated)
    _check_forms(stated)


def _most(key: FactKey) -> int:
    return {
        FactUnit.YES_NO: 1,
        FactUnit.COUNT: _MOST_PERSONS,
        FactUnit.MILLI: _MOST_PERSONS * _MILLI,
        FactUnit.ORE: _MOST_ORE,
        FactUnit.DAY: 2199_12_31,
    }[unit_of(key)]


def _check_posts(stated: YearlyFacts) -> None:
    """Nobody is more than one full-time post."""
    pairs = ((FactKey.EMPLOYEES_FTE, FactKey.EMPLOYEES), (FactKey.TARGET_FTE, FactKey.TARGET))
    for posts, persons in pairs:
        milli, count = stated.value(posts), stated.value(persons)
        if milli is not None and count is not None and milli > count * _MILLI:
            raise InvalidInputError(
                posts.value, _("There cannot be more full-time posts than employed persons.")
            )


def _check_forms(stated: YearlyFacts) -> None:
    employees, forms = stated.value(FactKey.EMPLOYEES), stated.by_form()
    if employees is None or forms is None or sum(forms.values()) == employees:
        return
    last = [key for key in BY_FORM.values() if stated.value(key) is not None][-1]
    raise InvalidInputError(
        last.value,
        _("The forms of employment come to %(sum)d persons, but %(all)d are employed.")
        % {"sum": sum(forms.values()), "all": employees},
        todo=_("Count each employed person in one form."),
    )
