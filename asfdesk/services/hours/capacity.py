"""Places sold, booked, attended and free, and supervisors' hours needed and scheduled."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.hours.capacity import (
    DAYS_IN_WEEK,
    WEEKS_AHEAD,
    SupervisionFigures,
    days_left,
    employed_minutes,
    ending_within,
    scheduled_and_leave,
)
from asfdesk.domain.hours.places import PlaceDays, places_on
from asfdesk.domain.money import ratio, round_half_up
from asfdesk.domain.people.throughput import countable
from asfdesk.domain.period import Period, PeriodKind
from asfdesk.reports.hours.capacity_facts import (
    Capacity,
    CapacitySpan,
    Ending,
    PlaceLine,
    together,
)
from asfdesk.services.display_names import trainee_names
from asfdesk.services.hours.capacity_settings import ratios
from asfdesk.services.hours.rota import rota

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from asfdesk.domain.agreements import Agreement
    from asfdesk.domain.hours.supervision import Supervisor
    from asfdesk.domain.hours.supervision_plan import Rota
    from asfdesk.domain.people.placements import Placement
    from asfdesk.domain.period import Month
    from asfdesk.services.hours.capacity_settings import Ratios
    from asfdesk.services.session import ReadSession
    from asfdesk.storage.hours.capacity_store import PlacementDays, Queued

WEEKS_SHOWN = 13
MONTHS_BEFORE, MONTHS_AFTER = 2, 4
_WEEK = timedelta(days=7)
_MINUTES_IN_HOUR = 60
_FAR = 10**6
ZERO = Fraction(0)
NO_PLACES = PlaceDays()


def weeks_from(month: Month) -> tuple[Period, ...]:
    """Thirteen whole ISO weeks, the first being the one with the month's first day."""
    monday = month.first - timedelta(days=month.first.weekday())
    return tuple(_week(monday + at * _WEEK) for at in range(WEEKS_SHOWN))


def months_around(month: Month) -> tuple[Period, ...]:
    """The month, two before it and four after it."""
    steps = range(-MONTHS_BEFORE, MONTHS_AFTER + 1)
    return tuple(Period.of_month(month.plus(step)) for step in steps)


def parts_of(period: Period) -> tuple[Period, ...]:
    """What a report shows of its period: a week as it is, a month by week, a longer one by month.

    Weeks are cut at the month's ends, so that they add up to it.
    """
    if period.kind in (PeriodKind.WEEK, PeriodKind.DAY):
        return (period,)
    if period.kind is not PeriodKind.MONTH:
        return tuple(Period.of_month(month) for month in period.months())
    monday = period.first - timedelta(days=period.first.weekday())
    found = []
    while monday <= period.last:
        first, last = max(monday, period.first), min(monday + timedelta(days=6), period.last)
        found.append(Period(first, last, PeriodKind.WEEK))
        monday += _WEEK
    return tuple(found)


def capacity_weeks(session: ReadSession, month: Month, today: date) -> Capacity:
    """The weeks from a month's first day on."""
    return capacity_of(session, weeks_from(month), today)


def capacity_months(session: ReadSession, month: Month, today: date) -> Capacity:
    """The months around a month."""
    return capacity_of(session, months_around(month), today)


def capacity_of(
    session: ReadSession,
    spans: Sequence[Period],
    today: date,
    agreement_id: int | None = None,
) -> Capacity:
    """Capacity of spans that follow on each other.

    Args:
        session: the open file.
        spans: at least one, in order.
        today: days after it have not come: nothing is attended or delivered on them yet. Today
            itself has come once something is filled in.
        agreement_id: only this agreement's places; supervision is everybody's all the same.
    """
    whole = Period(spans[0].first, spans[-1].last, spans[0].kind)
    gathered = _gather(session, whole, today, agreement_id)
    current = next((at for at, span in enumerate(spans) if today in span), None)
    everything = _span(gathered, whole)
    return Capacity(
        spans=tuple(_span(gathered, span) for span in spans),
        whole=everything,
        current=current,
        per_supervisor=gathered.ratios.on(min(max(today, whole.first), whole.last)),
        ratios=tuple(gathered.ratios.later),
        without_schedule=sum(
            gathered.rota.plan_on(person.id, whole.last) is None
            for person in gathered.people
            if person.employed_in(max(whole.first, min(today, whole.last)), whole.last)
        ),
        endings=_endings(session, gathered, everything.as_of),
    )


@dataclass(frozen=True)
class _Gathered:
    """Everything the spans are made of, read once.

    Attributes:
        come: the last day that has come, see `capacity_of`.
        held: working day -> placements that hold. `counted`: what counts of people may hold.
        places: (agreement id, day) -> its place-days; idle days are left out.
        unfilled: (agreement id, day) -> planned days nobody has filled in.
    """

    session: ReadSession
    today: date
    come: date
    agreements: tuple[Agreement, ...]
    held: Mapping[date, int]
    counted: tuple[Placement, ...]
    places: Mapping[tuple[int, date], PlaceDays]
    unfilled: Mapping[tuple[int, date], int]
    attended: Mapping[date, int]
    reported: Mapping[date, int]
    people: tuple[Supervisor, ...]
    rota: Rota
    ratios: Ratios
    limited: bool

    def at(self, agreement: Agreement, day: date) -> PlaceDays:
        """An agreement's place-days of a day."""
        return self.places.get((agreement.id, day), NO_PLACES)


def _gather(
    session: ReadSession, whole: Period, today: date, agreement_id: int | None
) -> _Gathered:
    agreements = tuple(
        one
        for one in session.agreements.agreements()
        if whole.overlaps(one.starts_on, one.ends_on) and agreement_id in (None, one.id)
    )
    # Twelve weeks after the last day that decisions are counted from.
    later = max(whole.last, today) + WEEKS_AHEAD[-1] * _WEEK
    known = [
        one for one in session.placements.in_period(min(whole.first, today), later) if one.counts
    ]
    trainees = {trainee.id: trainee for trainee in session.trainees.trainees()}
    placements = {
        one.id: tuple(placement for placement in known if placement.agreement_id == one.id)
        for one in agreements
    }
    plans = rota(session)
    entries = session.capacity.placement_days(whole)
    reported = session.supervision.minutes_by_day(whole)
    begun = today in reported or any(day == today for _placement, day in entries)
    come = today if begun else today - timedelta(days=1)
    filled = {day for _placement, day in entries}
    places: dict[tuple[int, date], PlaceDays] = {}
    unfilled: dict[tuple[int, date], int] = {}
    held: dict[date, int] = defaultdict(int)
    for one in agreements:
        for day in filter(one.holds_on, whole.days()):
            workday = plans.calendar.is_workday(day)
            if not workday and day not in filled:
                continue
            own = [placement for placement in placements[one.id] if placement.holds_on(day)]
            places[one.id, day] = places_on(one, own, entries, day, workday=workday)
            if workday:
                held[day] += len(own)
            if workday and day <= come:
                unfilled[one.id, day] = _unfilled(own, entries, day)
    return _Gathered(
        session=session,
        today=today,
        come=come,
        agreements=agreements,
        held=held,
        counted=tuple(countable(known, trainees)),
        places=places,
        unfilled=unfilled,
        attended=session.capacity.attended_by_day(whole),
        reported=reported,
        people=tuple(session.supervision.supervisors()),
        rota=plans,
        ratios=ratios(session),
        limited=agreement_id is not None,
    )


def _unfilled(placements: Sequence[Placement], entries: PlacementDays, day: date) -> int:
    return sum((one.id, day) not in entries and one.planned_minutes(day) > 0 for one in placements)


def _span(given: _Gathered, period: Period) -> CapacitySpan:
    as_of = min(period.last, given.today)
    queue = given.session.capacity.waiting(as_of)
    lines = [_line(given, one, period, as_of, queue) for one in given.agreements]
    shown = [line for line in lines if line.whole != PlaceDays() or line.waiting]
    forms = []
    for form in dict.fromkeys(line.form for line in shown):
        own = [line for line in shown if line.form is form]
        people = sum(one.people for one in queue if one.form is form)
        forms.append(together(own, form=form, waiting=people))
    if not given.limited:
        known = {line.form for line in forms}
        for form in sorted({one.form for one in queue} - known):
            people = sum(one.people for one in queue if one.form is form)
            forms.append(together((), form=form, waiting=people))
    people = sum(line.waiting for line in forms)
    return CapacitySpan(
        period=period,
        as_of=as_of,
        agreements=tuple(shown),
        forms=tuple(forms),
        total=together(lines, waiting=people),
        supervision=_supervision(given, period),
    )


def _line(
    given: _Gathered,
    agreement: Agreement,
    period: Period,
    as_of: date,
    queue: Sequence[Queued],
) -> PlaceLine:
    days = list(period.days())
    past = [day for day in days if day <= given.come]
    calendar = given.rota.calendar
    whole = sum((given.at(agreement, day) for day in days), PlaceDays())
    counted = [one for one in given.counted if one.agreement_id == agreement.id]
    return PlaceLine(
        agreement_id=agreement.id,
        form=agreement.form,
        name=agreement.name,
        whole=whole,
        so_far=sum((given.at(agreement, day) for day in past), PlaceDays()),
        free_days=max(whole.available - whole.booked, ZERO),
        over_days=max(whole.booked - whole.available, ZERO),
        workdays=sum(calendar.is_workday(day) for day in days),
        past_workdays=sum(calendar.is_workday(day) for day in past),
        waiting=sum(
            one.people
            for one in queue
            if one.form is agreement.form and one.buyer_id == agreement.buyer_id
        ),
        ending=ending_within(days_left(counted, as_of).values()),
        unfilled=sum(given.unfilled.get((agreement.id, day), 0) for day in past),
    )


def _supervision(given: _Gathered, period: Period) -> SupervisionFigures:
    days = list(period.days())
    past = [day for day in days if day <= given.come]
    calendar = given.rota.calendar
    worked = [day for day in days if calendar.is_workday(day)]
    scheduled, leave = scheduled_and_leave(given.rota, given.people, days)
    cost = given.session.capacity.time_cost(period)
    delivered = sum(
        (given.at(one, day).delivered for one in given.agreements for day in past), ZERO
    )
    return SupervisionFigures(
        workdays=len(worked),
        past_workdays=sum(day <= given.come for day in worked),
        reported=sum(given.reported.get(day, 0) for day in days),
        attended=sum(given.attended.get(day, 0) for day in days),
        delivered=delivered,
        scheduled=scheduled,
        leave=leave,
        employed=employed_minutes(given.people, days, calendar),
        trainees=ratio(sum(given.held[day] for day in worked), len(worked)),
        cost_ore=None
        if cost.sixtieths is None
        else round_half_up(Fraction(cost.sixtieths, _MINUTES_IN_HOUR)),
        per_supervisor=given.ratios.over(worked),
    )


def _endings(session: ReadSession, given: _Gathered, as_of: date) -> tuple[Ending, ...]:
    """Who a decision ends for, soonest first; protected persons are not among them."""
    names = trainee_names(session)
    agreements = {one.id: one.name for one in given.agreements}
    left = days_left(given.counted, as_of)
    found = [
        Ending(names[one.trainee_id], agreements[one.agreement_id], one.decision_to, left[one.id])
        for one in given.counted
        if one.agreement_id in agreements and one.decision_to is not None
        if left.get(one.id, _FAR) <= DAYS_IN_WEEK * WEEKS_AHEAD[-1]
    ]
    return tuple(sorted(found, key=lambda one: (one.ends_on, one.agreement)))


def _week(monday: date) -> Period:
    return Period(monday, monday + timedelta(days=6), PeriodKind.WEEK)
