"""Histories of invented enterprises: people come, decisions are prolonged, days are attended.

Nothing here is taken from the forecast that is tried on them: shares are logistic-normal (the
forecast believes in Beta), attendance is drawn day by day, places are filled by their own clock.
Each history has its own habits, drawn anew, and is seen up to a day; what came after is the truth.
`history` draws enterprises as they mostly are, `any_history` from a wider range: half a year to
four years of history, one to six agreements, 2 to 20 places each, any month, to the year's end or
twelve months ahead, buyers and years that differ more.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from math import exp
from random import Random
from typing import TYPE_CHECKING

from asfdesk.domain.codes import ExitGroup, Form, PlacementStatus, ReferringBody
from asfdesk.domain.people.decisions import Decision
from asfdesk.domain.people.placement_codes import DecisionKind
from asfdesk.domain.people.placements import Exit, Placement
from asfdesk.domain.period import Month, Period
from asfdesk.domain.planning.attendance_spread import PaidMonth, Spread, shares_of
from asfdesk.domain.planning.decision_inputs import HeldPlace, Rate, Situation
from asfdesk.domain.planning.decision_record import Group, record_of
from asfdesk.domain.planning.place_filling import filling_rates
from asfdesk.services.planning.decision_beliefs import believed
from asfdesk.services.planning.decision_facts import FILLING_DAYS
from asfdesk.services.planning.decision_settings import Assumed

if TYPE_CHECKING:
    from asfdesk.domain.planning.decision_inputs import Beliefs
    from asfdesk.domain.planning.decision_record import Record

START = date(2023, 1, 1)
DAY = timedelta(days=1)
WORKDAYS = 5
HALF = 0.5
LENGTHS = (61, 91, 122, 182, 243, 365)


@dataclass(frozen=True)
class Habits:
    """How one buyer and its trainees behave."""

    places: int
    prolongs: tuple[float, ...]
    lengths: tuple[int, ...]
    firsts: tuple[int, ...]
    leaves: float
    fills: float
    attends: float
    price: int


@dataclass
class History:
    """One enterprise: everything that happens, and the day up to which it is known."""

    as_of: date
    first: date
    months: tuple[Month, ...]
    habits: dict[int, Habits]
    placements: list[Placement] = field(default_factory=list)
    paid: list[PaidMonth] = field(default_factory=list)
    truth: int = 0


@dataclass(frozen=True)
class Range:
    """What enterprises are drawn from.

    Attributes:
        years: how long history is. `months`: of 2027, in which it is seen.
        agreements, places: how many, and how many places each.
        common, buyers, shocks: logits of being prolonged: (middle, spread) of enterprises, spread
            of buyers and of years.
        leaves, fills: spread of the logarithm of leaving early and of filling places.
        attends: attendance of agreements. `people`, `moves`: spread of people and months.
        beyond: whether half of them are seen twelve months ahead rather than to December.
    """

    years: tuple[float, float] = (1.2, 4)
    months: tuple[int, int] = (2, 9)
    agreements: int = 4
    places: tuple[int, int] = (3, 10)
    common: tuple[float, float] = (0.6, 0.6)
    buyers: float = 0.6
    shocks: float = 0.35
    leaves: float = 0.5
    fills: float = 0.5
    attends: tuple[float, float] = (0.7, 0.92)
    people: float = 0.08
    moves: float = 0.04
    beyond: bool = False


MOSTLY = Range()
WIDE = Range(
    years=(0.5, 4),
    months=(1, 11),
    agreements=6,
    places=(2, 20),
    common=(0.4, 0.9),
    buyers=0.8,
    shocks=0.5,
    leaves=0.7,
    fills=0.7,
    attends=(0.55, 0.95),
    people=0.1,
    moves=0.05,
    beyond=True,
)


def history(seed: int, within: Range = MOSTLY) -> History:
    """One enterprise, with everything that happened to it."""
    chance = Random(seed)  # noqa: S311 - simulation, not secrets
    years = chance.uniform(*within.years)
    month = Month(2027, chance.randint(*within.months))
    as_of = month.first - DAY
    first = max(START, as_of - timedelta(days=int(365 * years)))
    last = month.plus(11) if within.beyond and chance.random() < HALF else Month(2027, 12)
    made = History(as_of, first, tuple(Period(month.first, last.last).months()), {})
    common = chance.gauss(*within.common)
    moves = [chance.gauss(0, within.moves) for _month in range(72)]
    for agreement in range(1, chance.randint(1, within.agreements) + 1):
        habits = _habits(chance, common, within)
        made.habits[agreement] = habits
        for _place in range(habits.places):
            _fill_place(made, agreement, (within.people, moves), chance)
    made.placements.sort(key=lambda one: (one.decision_from, one.id))
    return made


def any_history(seed: int) -> History:
    """One enterprise of the wider range."""
    return history(seed, WIDE)


def _habits(chance: Random, common: float, within: Range) -> Habits:
    own = common + chance.gauss(0, within.buyers)
    return Habits(
        places=chance.randint(*within.places),
        prolongs=tuple(1 / (1 + exp(-own - chance.gauss(0, within.shocks))) for _year in range(8)),
        lengths=tuple(chance.choices(LENGTHS, k=3)),
        firsts=tuple(chance.choices(LENGTHS, k=3)),
        leaves=exp(chance.gauss(-7.3, within.leaves)),
        fills=exp(chance.gauss(-3.7, within.fills)),
        attends=chance.uniform(*within.attends),
        price=chance.randint(250, 500) * 100,
    )


def _fill_place(
    made: History, agreement: int, varies: tuple[float, list[float]], chance: Random
) -> None:
    """One place through the years: somebody, a while free, somebody else …"""
    habits = made.habits[agreement]
    end = made.months[-1].last
    day = made.first - timedelta(days=chance.randint(0, 300))
    while day <= end:
        placement = _stay(made, agreement, day, chance)
        _attend(made, placement, varies, chance)
        left = placement.last_day or end
        day = left + timedelta(days=1 + int(chance.expovariate(habits.fills)))


def _stay(made: History, agreement: int, first: date, chance: Random) -> Placement:
    habits = made.habits[agreement]
    last = first + timedelta(days=chance.choice(habits.firsts) - 1)
    leaves = first + timedelta(days=int(chance.expovariate(habits.leaves)))
    number = len(made.placements) + 1
    decisions = [Decision(0, number, DecisionKind.FIRST, first, last, first)]
    while last < leaves and chance.random() < habits.prolongs[last.year - 2022]:
        begins = last + DAY
        last = last + timedelta(days=chance.choice(habits.lengths))
        decisions.append(Decision(0, number, DecisionKind.PROLONGED, begins, last, begins))
        if last > made.months[-1].last:
            break
    placement = Placement(
        number,
        number,
        agreement,
        Form.WORK_TRAINING,
        ReferringBody.MUNICIPALITY,
        first,
        last,
        PlacementStatus.ENDED,
        exit=Exit(min(last, leaves), ExitGroup.OTHER),
        decisions=tuple(decisions),
    )
    made.placements.append(placement)
    return placement


def _attend(
    made: History, placement: Placement, varies: tuple[float, list[float]], chance: Random
) -> None:
    """Days of the last year that is known, and of the time to come."""
    people, moves = varies
    habits = made.habits[placement.agreement_id]
    own = chance.gauss(0, people)
    last = min(placement.last_day or made.months[-1].last, made.months[-1].last)
    day = max(placement.decision_from, made.first, made.as_of - timedelta(days=364))
    while day <= last:
        month = Month.of(day)
        upto = min(month.last, last)
        week = day.isoweekday()
        days = (upto - day).days + 1
        booked = sum((week + at - 1) % 7 < WORKDAYS for at in range(days))
        at = (month.year - START.year) * 12 + month.number - 1
        likely = min(max(habits.attends + own + moves[at], 0.05), 1.0)
        came = sum(chance.random() < likely for _day in range(booked))
        if month.last > made.as_of:
            made.truth += came * habits.price
        elif booked:
            made.paid.append(
                PaidMonth(
                    placement.id, placement.agreement_id, month, Fraction(booked), Fraction(came)
                )
            )
        day = upto + DAY


def seen(made: History) -> list[Placement]:
    """The placements as they looked on the day: what came later is not known."""
    found = []
    for one in made.placements:
        if one.decision_from > made.as_of:
            continue
        known = tuple(d for d in one.decisions if d.valid_from <= made.as_of)
        ended = one.exit is not None and one.exit.ended_on <= made.as_of
        found.append(
            Placement(
                one.id,
                one.trainee_id,
                one.agreement_id,
                one.form,
                one.referring_body,
                one.decision_from,
                known[-1].valid_to,
                one.status if ended else PlacementStatus.ONGOING,
                exit=one.exit if ended else None,
                decisions=known,
            )
        )
    return found


def group_of(agreement: int) -> Group:
    """Every agreement is its own buyer's."""
    return Group(agreement, Form.WORK_TRAINING)


def situation_of(made: History, placements: list[Placement]) -> Situation:
    """What is known of the months to come."""
    first = made.months[0].first
    edges = [(month.first - first).days for month in made.months]
    edges.append((made.months[-1].last - first).days + 1)
    days = [first + timedelta(days=at) for at in range(edges[-1])]
    worth = {
        key: tuple(h.price if d.isoweekday() <= WORKDAYS else 0 for d in days)
        for key, h in made.habits.items()
    }
    held = tuple(
        HeldPlace(
            one.id,
            one.agreement_id,
            min((one.decision_to - first).days + 1, edges[-1]) if one.decision_to else edges[-1],
            worth[one.agreement_id],
        )
        for one in placements
        if one.exit is None and (one.decision_to is None or one.decision_to >= made.as_of)
    )
    return Situation(
        first,
        made.months,
        tuple(edges),
        held,
        {},
        {key: group_of(key) for key in made.habits},
        {key: habits.places for key, habits in made.habits.items()},
        worth,
        dict.fromkeys(made.habits, True),
    )


def beliefs_of(
    made: History, placements: list[Placement], situation: Situation, record: Record
) -> Beliefs:
    """What the program believes of the history: its own rules, on what was seen."""
    span = Period(made.as_of - timedelta(days=FILLING_DAYS - 1), made.as_of)
    places = {
        key: [habits.places if day >= made.first else 0 for day in span.days()]
        for key, habits in made.habits.items()
    }
    filled = filling_rates(placements, places, span)
    return believed(record, shares_of(made.paid), filled, situation, Assumed())


def forecast_of(made: History) -> tuple[Situation, Beliefs, Record]:
    """Everything a forecast needs, from what was seen."""
    placements = seen(made)
    record = record_of(placements, lambda one: group_of(one.agreement_id), made.as_of)
    situation = situation_of(made, placements)
    return situation, beliefs_of(made, placements, situation, record), record


def as_if_certain(beliefs: Beliefs, record: Record) -> Beliefs:
    """The twin: what was measured taken as known, as if history were long and nothing varied."""
    groups = list(beliefs.lengths)
    raw = {}
    for group in groups:
        prolonged, ended = record.count(group)
        every = record.count()
        raw[group] = prolonged / ended if ended else every[0] / max(every[1], 1)
    shares = beliefs.shares
    still = {key: Spread(0.0, 0.0, spread.rest, 10**6) for key, spread in shares.spreads.items()}
    people = {key: (middle, 0.0) for key, (middle, _width) in shares.people.items()}
    return replace(
        beliefs,
        odds=replace(beliefs.odds, fixed=raw),
        shares=replace(shares, spreads=still, people=people),
        levels={},
        early=_certain(beliefs.early),
        filled={key: _certain(rate) for key, rate in beliefs.filled.items()},
    )


def _certain(rate: Rate) -> Rate:
    many = 10**4
    return Rate(rate.times * many, rate.days * many, rate.weight * many)
