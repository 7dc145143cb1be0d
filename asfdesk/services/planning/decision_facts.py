"""What the forecast from decisions rests on: placements, agreements, attendance, read once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from asfdesk.domain.codes import PlacementStatus, PriceBasis, PriceUnit
from asfdesk.domain.hours.places import PLACE
from asfdesk.domain.people.throughput import countable
from asfdesk.domain.period import Month, Period
from asfdesk.domain.planning.attendance_spread import PaidMonth, shares_of
from asfdesk.domain.planning.decision_record import Group, record_of
from asfdesk.domain.planning.place_filling import filling_rates
from asfdesk.domain.sales.billed_time import DayCounter
from asfdesk.reports.hours.work_facts import by_day
from asfdesk.services.hours.work_calendar import work_calendar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from asfdesk.domain.agreements import Agreement, Terms
    from asfdesk.domain.hours.holidays import WorkCalendar
    from asfdesk.domain.people.placements import Placement
    from asfdesk.domain.planning.attendance_spread import Shares
    from asfdesk.domain.planning.decision_inputs import Rate
    from asfdesk.domain.planning.decision_record import Record
    from asfdesk.domain.sales.billed_time import Entries
    from asfdesk.services.session import ReadSession

ROLLING_MONTHS = 12
"""Attendance is measured over so many months up to the day."""

FILLING_DAYS = 730
"""How places have been filled is measured over so many days."""

NOT_BY_PEOPLE = (PriceUnit.LUMP_SUM, PriceUnit.RESULT)


@dataclass(frozen=True)
class DecisionFacts:
    """Everything, read once.

    Attributes:
        as_of: the last day that has come.
        placements: those that count, whoever they are for: money counts everybody.
        entries: attendance of the rolling months, and of the month that runs.
        record, filled: measured on those that statistics count (decisions C2).
    """

    as_of: date
    agreements: Mapping[int, Agreement]
    placements: tuple[Placement, ...]
    calendar: WorkCalendar
    entries: Entries = field(repr=False)
    record: Record
    shares: Shares
    filled: Mapping[int, Rate]

    @property
    def first(self) -> date:
        """The first day that is forecast."""
        return self.as_of + timedelta(days=1)

    def group(self, agreement_id: int) -> Group:
        """The group of an agreement's decisions."""
        agreement = self.agreements[agreement_id]
        return Group(agreement.buyer_id, agreement.form)


def decision_facts(session: ReadSession, today: date) -> DecisionFacts:
    """Gather what is known on a day; today has come once something is written down on it."""
    since = Month.of(today).plus(-ROLLING_MONTHS).first
    rows = session.attendance.entries(Period(since, today))
    as_of = today if any(row.day == today for row in rows) else today - timedelta(days=1)
    entries = by_day(rows)
    agreements = {one.id: one for one in session.agreements.agreements()}
    every = [one for one in session.placements.placements() if one.counts]
    trainees = {one.id: one for one in session.trainees.trainees()}
    seen = countable(every, trainees)
    calendar = work_calendar(session)
    groups = {one.id: Group(one.buyer_id, one.form) for one in agreements.values()}
    span = Period(as_of - timedelta(days=FILLING_DAYS - 1), as_of)
    places = {
        one.id: _whole_places(one, span)
        for one in agreements.values()
        if by_people(one.terms_on(max(as_of + timedelta(days=1), one.starts_on)))
    }
    return DecisionFacts(
        as_of,
        agreements,
        tuple(every),
        calendar,
        entries,
        record_of(seen, lambda one: groups[one.agreement_id], as_of),
        shares_of(list(_paid_months(agreements, every, entries, calendar))),
        filling_rates(seen, places, span),
    )


def by_people(terms: Terms | None) -> bool:
    """Whether terms pay for people rather than for places, a sum or results."""
    return (
        terms is not None
        and terms.unit not in NOT_BY_PEOPLE
        and terms.basis is not PriceBasis.PLACE
    )


def _whole_places(agreement: Agreement, span: Period) -> list[int]:
    """Whole places sold on each day; none before the agreement."""
    found = []
    for day in span.days():
        terms = agreement.terms_on(day) if agreement.holds_on(day) else None
        found.append(terms.places_milli // PLACE if terms else 0)
    return found


def _paid_months(
    agreements: Mapping[int, Agreement],
    placements: Sequence[Placement],
    entries: Entries,
    calendar: WorkCalendar,
) -> Iterator[PaidMonth]:
    """Booked and payable units of each placement and month, of days that are written down."""
    known = {one.id: one for one in placements}
    days: dict[tuple[int, Month], list[date]] = {}
    for placement_id, day in entries:
        if placement_id in known:
            days.setdefault((placement_id, Month.of(day)), []).append(day)
    workdays = {month: calendar.workdays(Period.of_month(month)) for _id, month in days}
    for (placement_id, month), written in days.items():
        placement = known[placement_id]
        agreement = agreements[placement.agreement_id]
        terms = agreement.terms_on(month.last)
        if terms is None or not by_people(terms):
            continue
        counter = DayCounter(agreement, terms, entries, calendar.is_workday, workdays[month])
        counted = counter.count(placement, written)
        if counted is not None and counted.units.booked:
            yield PaidMonth(
                placement_id,
                agreement.id,
                month,
                counted.units.booked,
                counted.units.payable,
                by_attendance=terms.basis is PriceBasis.ATTENDED,
            )


def runs_on(placement: Placement, day: date) -> bool:
    """Whether a placement may earn from a day on: not ended, nor only asked for."""
    if placement.status is PlacementStatus.REQUESTED or not placement.counts:
        return False
    return placement.exit is None or placement.exit.ended_on >= day
