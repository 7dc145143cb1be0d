"""What an export package says: the figures of R7 under lasting keys, and what regions compare.

The keys never change their meaning. They are, with the unit in brackets:

    places.<form|all>.available, booked, attended          place-days (milli)
    places.<form|all>.booking_rate, attendance_rate, occupancy                    (bp)
    places.<form|all>.free_now, free_4, free_12            places (milli)
    places.sold, places.created      sold on the last day; more than before the first (milli)
    trainees.at_start, new, ended, at_end, unique                                 (count)
    trainees.sex|age|form|referrer.<code>.count                                   (count)
    trainees.attended_hours                                                       (minutes)
    supervision.fte, hours_per_hour, trainees_per_supervisor                      (milli)
    supervision.planned, actual                                                   (minutes)
    economy.<row>.quarter, quarter_plan, quarter_variance, year, year_plan, year_variance (ore)
    economy.<row>.quarter_percent, year_percent                                   (bp)
        row: sales services wage_support grants partnership other_income staff premises
        other_costs unmapped result
    economy.liquidity_months                                                      (milli)
    economy.largest_buyer, own_sales_share, sold_share     shares of income       (bp)
    exits.<group|all>.count                                twelve months          (count)
    exits.ordinary.count          of those nearer, ready for ordinary measures    (count)
    outcomes.work_or_studies, nearer, ordinary             shares of exits        (bp)
    outcomes.mean_months                                                          (milli)
    outcomes.employed_by_us                                                       (count)
    exact.unique, exact.sex.<code>, exact.exits.all, exact.exits.<group>          (count)

The last line is there by agreement only: exact and confidential, for the recipient's own sums
(decisions C16). Codes are those of domain.md §5 in lower case; ages under_18 from_18 from_25
from_30 from_55 unknown.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from asfdesk.domain.people.throughput import countable
from asfdesk.domain.sending.packages import Measure, State, Unit
from asfdesk.reports.document import Kind
from asfdesk.reports.planning.quarterly_counts import (
    EXITS,
    PEOPLE,
    Persons,
    quarter_counts,
    rolling_year,
)
from asfdesk.services.hours.work_facts import gather
from asfdesk.services.planning.key_figures import gather_figures
from asfdesk.services.sending.document_measures import document_measures, measure_of
from asfdesk.services.sending.report_sources import quarterly

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from asfdesk.domain.period import Period
    from asfdesk.domain.sending.counts import Name
    from asfdesk.services.sending.report_entry import ReportRequest
    from asfdesk.services.session import ReadSession

_PARTS = {
    **dict.fromkeys(("at_start", "new", "ended", "at_end", "unique"), "trainees"),
    "attended_hours": "trainees",
    **dict.fromkeys(
        ("fte", "planned", "actual", "hours_per_hour", "trainees_per_supervisor"), "supervision"
    ),
    **dict.fromkeys(("liquidity_months", "largest_buyer"), "economy"),
    **dict.fromkeys(("work_or_studies", "ordinary", "nearer"), "outcomes"),
    **dict.fromkeys(("mean_months", "employed_by_us"), "outcomes"),
}
"""Key figures of R7 -> the part of the key before them."""
_SHARES = {"1": "economy.own_sales_share", "2": "economy.sold_share"}
"""Numbers of key figures (finance.md §9.6): businesslikeness, as Kugghjulet compared it."""


def quarterly_measures(session: ReadSession, request: ReportRequest) -> tuple[Measure, ...]:
    """R7's figures, then those that R7 does not show; no exact ones."""
    said = document_measures(quarterly(session, request), _PARTS)
    figures = gather_figures(session, request.period, request.today)
    shares = (
        measure_of(key, Kind.PERCENT, figures.figure(number).value)
        for number, key in _SHARES.items()
    )
    return (*said, *shares, *_places(session, request.period))


def _places(session: ReadSession, period: Period) -> tuple[Measure, ...]:
    """Places sold when the period ends, and how many more that is than before it began."""
    last = _sold(session, period.last)
    before = _sold(session, period.first - timedelta(days=1))
    return (
        Measure("places.sold", Unit.MILLI, last),
        Measure("places.created", Unit.MILLI, last - before),
    )


def _sold(session: ReadSession, day: date) -> int:
    held = (one.terms_on(day) for one in session.agreements.agreements() if one.holds_on(day))
    return sum(terms.places_milli for terms in held if terms)


def exact_counts(session: ReadSession, period: Period) -> dict[Name, int]:
    """Exact one-way totals for a recipient's own sums; persons with protected identity are out.

    Nothing of two dimensions: everybody in the quarter, by sex, and a year's exits by group.
    """
    facts = gather(session, period, span=rolling_year(period))
    people = countable(facts.placements, facts.trainees)
    persons = Persons(people, facts.trainees, facts.age_bands)
    wanted = (PEOPLE, f"{PEOPLE}.sex", EXITS)
    found = quarter_counts(persons, period).values
    return {name: count for name, count in found.items() if name.measure in wanted}


def exact_measures(counts: Mapping[Name, int]) -> tuple[Measure, ...]:
    """Those counts as measures, marked as exact."""
    return tuple(
        Measure(_exact_key(name), Unit.COUNT, count, State.SHOWN, exact=True)
        for name, count in counts.items()
    )


def _exact_key(name: Name) -> str:
    if name.measure == EXITS:
        return f"exact.exits.{name.cell.lower() or 'all'}"
    return f"exact.sex.{name.cell.lower()}" if name.cell else "exact.unique"
