"""What a safe copy says of people and months, from a file whose owner makes one (ADR 0048)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.codes import AgeBand
from asfdesk.domain.drivers.employer_fee import fee_scale
from asfdesk.domain.drivers.rates import rates_by_month
from asfdesk.domain.people.throughput import countable
from asfdesk.domain.period import Month, Period
from asfdesk.domain.visiting.safe_copy import (
    SafeKey,
    SafeMonth,
    SafePerson,
    blurred,
    drawn,
    protected_month,
)
from asfdesk.domain.visiting.visit_state import StateFigure
from asfdesk.services.drivers.plan_model import model_of
from asfdesk.services.hours.capacity import capacity_of
from asfdesk.services.small_counts import small_count
from asfdesk.services.visiting.visit_state import state_of, work_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from asfdesk.domain.drivers.employer_fee import FeeScale
    from asfdesk.domain.drivers.rates import Rates
    from asfdesk.domain.people.placements import Placement
    from asfdesk.reports.hours.capacity_facts import CapacitySpan
    from asfdesk.services.session import ReadSession

_KEPT_FIGURES = (
    *("year.", "books.", "plan.", "to_date.", "forecast.", "liquidity.", "bank."),
    *("attendance.", "work.", "occupancy.", "supervision.", "places."),
)
"""Figures of the day that go along. Exits, corrections and actions do not: few people stand behind
an exit, and what was agreed is the visits'."""
_OF_THE_WORK_MONTHS = (
    "occupancy.",
    "supervision.attended",
    "supervision.per_",
    "supervision.ratio",
)
_OF_NOW = ("places.booked", "places.free")
_OLDEST_FEE_YEAR = 1900


@dataclass(frozen=True)
class SafeContent:
    """Everything that is made for a copy.

    Attributes:
        threshold: smallest number of persons that is told of.
        people: under numbers drawn for this copy.
        months: those that are over.
        figures: of the day it is made.
        fee_years: row of plan_staff -> birth year that gives the same fees.
    """

    threshold: int
    people: tuple[SafePerson, ...]
    months: tuple[SafeMonth, ...]
    figures: tuple[StateFigure, ...]
    fee_years: Mapping[int, int | None]

    @property
    def hidden_months(self) -> int:
        """How many months say nothing of what few people did."""
        return sum(one.value(SafeKey.PERSONS) is None for one in self.months)


def gather_content(session: ReadSession, today: date) -> SafeContent:
    """Read it from an owner's session; each call draws new numbers."""
    threshold = small_count(session)
    trainees = {one.id: one for one in session.trainees.trainees()}
    placements = countable(session.placements.placements(), trainees)
    begun = [one for one in placements if one.decision_from <= today]
    people = blurred(_people(session, begun, today), threshold)
    last = Month.of(today + timedelta(days=1)).plus(-1)
    months = _months(session, begun, last, today, threshold)
    return SafeContent(
        threshold,
        tuple(drawn(people, secrets.SystemRandom().shuffle)),
        months,
        tuple(_figures(session, begun, months, today, threshold)),
        _fee_years(session),
    )


def _people(session: ReadSession, placements: Iterable[Placement], today: date) -> list[SafePerson]:
    """Everybody who has begun; protected persons are not among `placements`."""
    trainees = {one.id: one for one in session.trainees.trainees()}
    bands = session.trainees.all_age_bands()
    of: dict[int, list[Placement]] = {}
    for one in placements:
        of.setdefault(one.trainee_id, []).append(one)
    found = []
    for trainee_id, own in of.items():
        ends = [one.last_day for one in own]
        left = None if any(end is None or end >= today for end in ends) else max(filter(None, ends))
        band = bands.get((trainee_id, (left or today).year), AgeBand.UNKNOWN)
        found.append(
            SafePerson(
                trainees[trainee_id].number,
                trainees[trainee_id].sex,
                band,
                Month.of(min(one.decision_from for one in own)),
                Month.of(left) if left else None,
            )
        )
    return found


def _in_month(placements: Iterable[Placement], month: Month) -> int:
    """How many persons had a placement in a month."""
    first, last = month.first, month.last
    return len(
        {
            one.trainee_id
            for one in placements
            if one.decision_from <= last and (one.last_day is None or first <= one.last_day)
        }
    )


def _months(
    session: ReadSession, placements: Sequence[Placement], last: Month, today: date, threshold: int
) -> tuple[SafeMonth, ...]:
    starts = [one.starts_on for one in session.agreements.agreements()]
    starts += [one.decision_from for one in placements]
    first = Month.of(min(starts, default=today))
    if first > last:
        return ()
    months = Period.of_months(first, last).months()
    found = capacity_of(session, tuple(Period.of_month(month) for month in months), today)
    return tuple(
        protected_month(
            _sums(month, span, _in_month(placements, month)),
            _in_month(placements, month),
            threshold,
        )
        for month, span in zip(months, found.spans, strict=True)
    )


def _sums(month: Month, span: CapacitySpan, persons: int) -> SafeMonth:
    places, given = span.total.whole, span.supervision
    return SafeMonth(
        month,
        {
            SafeKey.AVAILABLE: places.available,
            SafeKey.BOOKED: places.booked,
            SafeKey.ATTENDED: places.attended,
            SafeKey.DELIVERED: places.delivered,
            SafeKey.ATTENDED_MINUTES: Fraction(given.attended),
            SafeKey.REPORTED_MINUTES: Fraction(given.reported),
            SafeKey.EMPLOYED_MINUTES: given.employed,
            SafeKey.WORKDAYS: Fraction(given.workdays),
            SafeKey.PERSONS: Fraction(persons),
        },
    )


def _figures(
    session: ReadSession,
    placements: Sequence[Placement],
    months: Sequence[SafeMonth],
    today: date,
    threshold: int,
) -> list[StateFigure]:
    """Figures of the day; those of few people, or that would tell of a hidden month, are none."""
    hidden = {one.month for one in months if one.value(SafeKey.PERSONS) is None}
    hidden |= {m for m in (Month.of(today),) if 0 < _in_month(placements, m) < threshold}
    locked = [one.month for one in session.attendance.states() if one.locked]
    work = work_period([month for month in locked if month.first <= today], today)
    silent: tuple[str, ...] = _OF_THE_WORK_MONTHS if hidden & set(work.months()) else ()
    silent += _OF_NOW if Month.of(today) in hidden else ()
    state = state_of(session, today)
    return [
        StateFigure(one.key, one.unit, None) if one.key.startswith(silent) else one
        for key, one in sorted(state.figures.items())
        if key.startswith(_KEPT_FIGURES)
    ]


def _fee_years(session: ReadSession) -> dict[int, int | None]:
    """Birth years of planned staff, as the earliest that gives the same fees in every month.

    None wherever the full fee holds throughout, as it does for most.
    """
    found: dict[int, int | None] = {}
    for plan in session.plans.plans():
        model = model_of(session, plan)
        rates = rates_by_month(model.parameters, model.months)
        for row in model.staff:
            wanted = _fees(rates, model.months, row.birth_year)
            years = (None, *range(_OLDEST_FEE_YEAR, (row.birth_year or 0) + 1))
            found[row.id] = next(
                year for year in years if _fees(rates, model.months, year) == wanted
            )
    return found


def _fees(rates: Sequence[Rates], months: Sequence[Month], year: int | None) -> list[FeeScale]:
    return [fee_scale(one, year, month.year) for one, month in zip(rates, months, strict=True)]
