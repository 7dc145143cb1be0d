"""Why a training line differs from plan: what was sold and delivered, against what was planned.

The actual side comes from agreements (places), the calendar (days), attendance (delivered
place-days, decisions A3) and the books (income). The plan side comes from the plan's streams: of
several on a line, places and delivered days add up. Where the plan has none, places and price are
taken from the agreements and the plan's occupancy is what its amount then means; the view says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.codes import PriceBasis, PriceUnit
from asfdesk.domain.hours.places import PLACE, PlaceDays, place_days
from asfdesk.domain.money import ratio, round_half_up
from asfdesk.domain.period import Period
from asfdesk.domain.plan import BASIS_POINTS, THOUSANDTHS, ValueSource
from asfdesk.domain.planning.decomposition import (
    Drivers,
    average,
    decompose,
    in_ore,
)
from asfdesk.reports.hours.work_facts import by_day
from asfdesk.services.hours.work_calendar import work_calendar
from asfdesk.services.planning.plan_span import plan_months

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.agreements import Agreement
    from asfdesk.domain.drivers.streams import TrainingStream
    from asfdesk.domain.hours.holidays import WorkCalendar
    from asfdesk.domain.period import Month
    from asfdesk.domain.plan import Plan
    from asfdesk.domain.planning.decomposition import (
        OreEffects,
    )
    from asfdesk.domain.planning.forecast import LineYear
    from asfdesk.services.session import ReadSession


_WITHOUT_PLACES = (PriceUnit.LUMP_SUM, PriceUnit.RESULT)


@dataclass(frozen=True)
class TrainingEffects:
    """A training line's difference taken apart.

    Attributes:
        plan, actual: the months as one.
        effects: they sum to actual minus plan, to the öre.
        plan_from_agreements: the plan keeps no drivers, so places and price are the agreements'.
    """

    plan: Drivers
    actual: Drivers
    effects: OreEffects
    plan_from_agreements: bool


def explain_training(
    session: ReadSession, line_code: str, line: LineYear, plan: Plan, months: Sequence[Month]
) -> TrainingEffects | None:
    """The four effects over some months; None when there is nothing to take apart.

    That is so when no agreement belongs to the line, nothing was sold, no attendance is filled
    in, or the plan has neither drivers nor a price to read from the agreements.
    """
    agreements = [a for a in session.agreements.agreements() if a.line_code == line_code]
    if not agreements or not months:
        return None
    calendar = work_calendar(session)
    sold = _sold(session, agreements, months, calendar)
    if not any(days.delivered for days in sold.values()):
        return None
    streams = _streams(session, plan, line_code)
    made = _months_from_drivers(session, plan, line_code) if streams else frozenset()
    pairs = []
    for month in months:
        days = Fraction(calendar.workdays(Period.of_month(month)))
        planned = line.plan.get(month, 0)
        places = ratio(sold[month].available, days) or Fraction(0)
        actual = Drivers.of_income(places, days, sold[month].delivered, line.actual.get(month, 0))
        if streams:
            before = _of_streams(streams, month, days, planned, exact_days=month in made)
        else:
            price = _agreed_day_price(agreements, month)
            if price is None:
                return None
            before = _of_agreements(places, days, price, planned)
        pairs.append((before, actual))
    return _taken_apart(pairs, line, months, plan_from_agreements=not streams)


def planned_occupancy(session: ReadSession, plan: Plan) -> dict[str, Fraction]:
    """Line -> the occupancy its streams are planned with over the plan's months, weighted.

    Lines whose income does not follow the occupancy (paid by place, by sum) are left out.
    """
    calendar = work_calendar(session)
    available: dict[str, Fraction] = {}
    delivered: dict[str, Fraction] = {}
    months = plan_months(session, plan)
    for stream in session.drivers.streams(plan.id):
        if stream.unit in _WITHOUT_PLACES or stream.basis is PriceBasis.PLACE:
            continue
        code = stream.line_code
        for month in months:
            held = _held_in(stream, month)
            if held is not None:
                place_days_there = held.places * calendar.workdays(Period.of_month(month))
                available[code] = available.get(code, Fraction(0)) + place_days_there
                delivered[code] = delivered.get(code, Fraction(0)) + place_days_there * held.share
    return {
        code: found
        for code, days in delivered.items()
        if (found := ratio(days, available[code])) is not None
    }


def _taken_apart(
    pairs: Sequence[tuple[Drivers, Drivers]],
    line: LineYear,
    months: Sequence[Month],
    *,
    plan_from_agreements: bool,
) -> TrainingEffects | None:
    plan = average(before for before, _after in pairs)
    actual = average(after for _before, after in pairs)
    if plan is None or actual is None:
        return None
    difference = sum(line.actual.get(month, 0) - line.plan.get(month, 0) for month in months)
    effects = in_ore([decompose(before, after) for before, after in pairs], difference)
    return TrainingEffects(plan, actual, effects, plan_from_agreements)


def _sold(
    session: ReadSession,
    agreements: Sequence[Agreement],
    months: Sequence[Month],
    calendar: WorkCalendar,
) -> dict[Month, PlaceDays]:
    """Place-days of the agreements together, by month."""
    span = Period.of_months(months[0], months[-1])
    entries = by_day(session.attendance.entries(span))
    placements = session.placements.in_period(span.first, span.last)
    return {
        month: sum(
            (
                place_days(agreement, placements, entries, month.days(), calendar.is_workday)
                for agreement in agreements
            ),
            PlaceDays(),
        )
        for month in months
    }


def _months_from_drivers(session: ReadSession, plan: Plan, code: str) -> frozenset[Month]:
    """Months whose amount is still the one the drivers gave."""
    return frozenset(
        value.month
        for value in session.plans.values(plan.id)
        if value.line_code == code and value.source is ValueSource.DRIVERS
    )


@dataclass(frozen=True)
class _Held:
    """What a stream is planned to be in one month: places, the share paid for, öre per unit."""

    places: Fraction
    share: Fraction
    price_ore: int


def _streams(session: ReadSession, plan: Plan, code: str) -> list[TrainingStream]:
    """The line's streams that sell places; sums and results have none to take apart."""
    return [
        stream
        for stream in session.drivers.streams(plan.id)
        if stream.line_code == code and stream.unit not in _WITHOUT_PLACES
    ]


def _held_in(stream: TrainingStream, month: Month) -> _Held | None:
    """A stream in a month; None outside its months. Every sold place is paid by PLACE."""
    if (stream.first and month < stream.first) or (stream.last and stream.last < month):
        return None
    later = [change for change in stream.changes if change.first <= month]
    now = later[-1] if later else stream
    share = BASIS_POINTS if stream.basis is PriceBasis.PLACE else now.occupancy_bp
    return _Held(
        Fraction(now.places_milli, THOUSANDTHS), Fraction(share, BASIS_POINTS), now.price_ore
    )


def _of_streams(
    streams: Sequence[TrainingStream],
    month: Month,
    days: Fraction,
    planned_ore: int,
    *,
    exact_days: bool,
) -> Drivers:
    """A planned month: places and delivered days of its streams, the price what it then is.

    The days are those that the amount was made with, where every stream is priced by the day:
    the calendar may have changed since the plan was approved.
    """
    held = [found for stream in streams if (found := _held_in(stream, month)) is not None]
    places = sum((one.places for one in held), Fraction(0))
    paid = sum((one.places * one.share for one in held), Fraction(0))
    per_day = sum((one.places * one.share * one.price_ore for one in held), Fraction(0))
    by_the_day = all(stream.unit is PriceUnit.DAY for stream in streams)
    if exact_days and by_the_day and per_day:
        days = Fraction(round_half_up(planned_ore / per_day))
    return Drivers.of_income(places, days, paid * days, planned_ore)


def _of_agreements(
    places: Fraction, days: Fraction, price_ore: Fraction, planned_ore: int
) -> Drivers:
    occupancy = ratio(Fraction(planned_ore), places * days * price_ore) or Fraction(0)
    return Drivers(places, days, occupancy, price_ore)


def _agreed_day_price(agreements: Sequence[Agreement], month: Month) -> Fraction | None:
    """The day price of the agreements that hold in a month, weighted by places.

    None when one of them is priced by something else than days, or none holds.
    """
    terms = [
        found
        for agreement in agreements
        if agreement.holds_on(month.last) or agreement.holds_on(month.first)
        if (found := agreement.terms_on(month.last)) is not None
    ]
    if not terms or any(found.unit is not PriceUnit.DAY for found in terms):
        return None
    return ratio(
        sum(Fraction(found.places_milli, PLACE) * found.price_ore for found in terms),
        sum((Fraction(found.places_milli, PLACE) for found in terms), Fraction(0)),
    )
