"""The days asked about: what every placement would pay, and what nobody's presence changes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.codes import PriceBasis
from asfdesk.domain.hours.places import PLACE
from asfdesk.domain.money import round_half_up
from asfdesk.domain.period import Month, Period
from asfdesk.domain.planning.decision_inputs import HeldPlace, Situation
from asfdesk.domain.planning.decision_record import LATE_DAYS
from asfdesk.domain.sales.billed_time import DayCounter
from asfdesk.domain.sales.billing import bill
from asfdesk.services.planning.decision_facts import by_people, runs_on

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asfdesk.domain.agreements import Agreement, Terms
    from asfdesk.domain.people.placements import Placement
    from asfdesk.services.planning.decision_facts import DecisionFacts

Ore = tuple["int | Fraction", ...]


@dataclass
class DayPrices:
    """What planned minutes on a day pay, by agreement; the same question is answered once.

    Attributes:
        days: the days asked about. `workday`: whether each is worked.
    """

    facts: DecisionFacts
    days: Sequence[date]
    workday: Sequence[bool] = field(init=False)
    _workdays: dict[Month, int] = field(default_factory=dict)
    _known: dict[tuple[int, int, int | None, int], int | Fraction] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Ask the calendar once for each day."""
        calendar = self.facts.calendar
        self.workday = [calendar.is_workday(day) for day in self.days]

    def of(
        self, agreement: Agreement, day: date, minutes: int, level: int | None
    ) -> int | Fraction:
        """Öre of so many planned minutes, if all of them are paid."""
        terms = agreement.terms_on(day) if agreement.holds_on(day) else None
        if not minutes or terms is None or not by_people(terms):
            return 0
        month = Month.of(day)
        workdays = self._workdays.get(month)
        if workdays is None:
            workdays = self.facts.calendar.workdays(Period.of_month(month))
            self._workdays[month] = workdays
        key = (terms.id, minutes, level, workdays)
        found = self._known.get(key)
        if found is None:
            counter = DayCounter(agreement, terms, {}, self.facts.calendar.is_workday, workdays)
            exact = counter.value(minutes) * terms.price_of(level)
            found = exact.numerator if exact.denominator == 1 else exact
            self._known[key] = found
        return found


def situation_of(facts: DecisionFacts, months: Sequence[Month]) -> Situation:
    """What is known of some months, the first being that of the first day that is forecast."""
    first = facts.first
    days = [first + timedelta(days=at) for at in range((months[-1].last - first).days + 1)]
    edges = (*(max((month.first - first).days, 0) for month in months), len(days))
    prices = DayPrices(facts, days)
    held = _held(facts, prices)
    running = {
        one.id: one
        for one in facts.agreements.values()
        if one.starts_on <= days[-1] and (one.ends_on is None or one.ends_on >= first)
    }
    held = tuple(one for one in held if one.agreement_id in running)
    terms = {key: one.terms_on(max(first, one.starts_on)) for key, one in running.items()}
    return Situation(
        first=first,
        months=tuple(months),
        edges=edges,
        held=held,
        fixed={key: _fixed(facts, one, months) for key, one in running.items()},
        groups={key: facts.group(key) for key in running},
        places={
            key: found.places_milli // PLACE if found and by_people(found) else 0
            for key, found in terms.items()
        },
        usual={key: _usual(one, held, prices) for key, one in running.items()},
        by_attendance={
            key: found is None or found.basis is PriceBasis.ATTENDED for key, found in terms.items()
        },
    )


def _held(facts: DecisionFacts, prices: DayPrices) -> tuple[HeldPlace, ...]:
    """Placements that may earn; those whose decision ended lately may still be prolonged."""
    first, count = facts.first, len(prices.days)
    followed = _followed(facts.placements)
    late = first - timedelta(days=LATE_DAYS)
    found = []
    for one in facts.placements:
        last = one.last_day
        if not runs_on(one, first) or (last is not None and last < late):
            continue
        decided = count if last is None else max((last - first).days + 1, 0)
        agreement = facts.agreements[one.agreement_id]
        open_ended = replace(one, decision_to=None, decisions=(), exit=None)
        ore = []
        for at, day in enumerate(prices.days):
            plan = one if at < decided else open_ended
            minutes = plan.planned_minutes(day) if prices.workday[at] else 0
            ore.append(prices.of(agreement, day, minutes, one.level))
        final = one.exit is not None or one.id in followed
        if decided or not final:
            decided = min(decided, count)
            found.append(HeldPlace(one.id, one.agreement_id, decided, tuple(ore), final))
    return tuple(found)


def _followed(placements: Sequence[Placement]) -> set[int]:
    """Placements that the same trainee follows up under the same agreement."""
    latest: dict[tuple[int, int], date] = {}
    for one in placements:
        key = (one.trainee_id, one.agreement_id)
        latest[key] = max(latest.get(key, one.decision_from), one.decision_from)
    return {
        one.id for one in placements if latest[one.trainee_id, one.agreement_id] > one.decision_from
    }


def _usual(agreement: Agreement, held: Sequence[HeldPlace], prices: DayPrices) -> Ore:
    """What one more place would pay each day: as those that are held do on average."""
    own = [one.ore for one in held if one.agreement_id == agreement.id]
    if own:
        count = len(own)
        return tuple(Fraction(sum(column)) / count for column in zip(*own, strict=True))
    return tuple(
        prices.of(agreement, day, agreement.place_day_minutes if worked else 0, None)
        for day, worked in zip(prices.days, prices.workday, strict=True)
    )


def _fixed(facts: DecisionFacts, agreement: Agreement, months: Sequence[Month]) -> tuple[int, ...]:
    """Places and sums sold, and what has been attended already in the month that runs."""
    found = []
    for month in months:
        rows = bill(agreement, (), {}, month, facts.calendar.is_workday)
        found.append(sum(row.amount_ore for row in rows))
    found[0] += so_far(facts, agreement, months[0])
    return tuple(found)


def so_far(facts: DecisionFacts, agreement: Agreement, month: Month) -> int:
    """What the month's days that have come pay; days nobody has written down as others do."""
    by_terms: dict[int, tuple[Terms, list[date]]] = {}
    for day in month.days():
        terms = agreement.terms_on(day) if agreement.holds_on(day) else None
        if day <= facts.as_of and terms is not None and by_people(terms):
            by_terms.setdefault(terms.id, (terms, []))[1].append(day)
    here = [
        one
        for one in facts.placements
        if one.agreement_id == agreement.id
        and Period.of_month(month).overlaps(one.decision_from, one.last_day)
    ]
    workdays = facts.calendar.workdays(Period.of_month(month))
    share = facts.shares.measured.get(agreement.id, Fraction(1))
    total = Fraction(0)
    for terms, days in by_terms.values():
        counter = DayCounter(agreement, terms, facts.entries, facts.calendar.is_workday, workdays)
        for one in here:
            counted = counter.count(one, days)
            if counted is None:
                continue
            units = counted.units
            written = units.payable
            if terms.basis is not PriceBasis.ATTENDED:
                written -= units.unfilled
            total += (written + units.unfilled * share) * terms.price_of(one.level)
    return round_half_up(total)
