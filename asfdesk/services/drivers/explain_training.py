"""Why a training line differs from plan: what was sold and delivered, against what was planned.

The actual side comes from agreements (places), the calendar (days), attendance (delivered
place-days, decisions A3) and the books (income). The plan side comes from the plan's streams, each
on its own where the books tell their income apart. Where the plan has none, places and price are
taken from the agreements and the plan's occupancy is what its amount then means; the view says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.codes import PriceBasis, PriceUnit
from asfdesk.domain.drivers.timeline import Timeline
from asfdesk.domain.drivers.training_income import training_income
from asfdesk.domain.hours.places import PLACE, PlaceDays
from asfdesk.domain.money import ratio, spread
from asfdesk.domain.period import Period
from asfdesk.domain.plan import BASIS_POINTS, THOUSANDTHS
from asfdesk.domain.planning.decomposition import (
    Drivers,
    OreEffects,
    average,
    decompose,
    in_ore,
)
from asfdesk.services.drivers.plan_model import plan_workdays
from asfdesk.services.drivers.sold_by_stream import booked_apart, sold_days, told_apart
from asfdesk.services.hours.work_calendar import work_calendar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.agreements import Agreement
    from asfdesk.domain.drivers.streams import TrainingStream
    from asfdesk.domain.hours.holidays import WorkCalendar
    from asfdesk.domain.period import Month
    from asfdesk.domain.plan import Plan
    from asfdesk.domain.planning.forecast import LineYear
    from asfdesk.services.drivers.sold_by_stream import SoldDays, StreamGroup
    from asfdesk.services.session import ReadSession


_WITHOUT_PLACES = (PriceUnit.LUMP_SUM, PriceUnit.RESULT)


@dataclass(frozen=True)
class StreamEffects:
    """What was sold to one payer, taken apart.

    Attributes:
        name: the stream's; "" when the line is taken as one.
        plan, actual: the months as one.
        effects: they sum to actual minus plan, to the öre.
    """

    name: str
    plan: Drivers
    actual: Drivers
    effects: OreEffects


@dataclass(frozen=True)
class TrainingEffects:
    """A training line's difference taken apart.

    Attributes:
        streams: one each where the books tell them apart, else the line as one; at least one.
        plan_from_agreements: the plan keeps no streams, so places and price are the agreements'.
    """

    streams: tuple[StreamEffects, ...]
    plan_from_agreements: bool = False

    @property
    def effects(self) -> OreEffects:
        """The streams added up: the line's difference to the öre."""
        every = [one.effects for one in self.streams]
        return OreEffects(
            sum(one.places for one in every),
            sum(one.days for one in every),
            sum(one.occupancy for one in every),
            sum(one.price for one in every),
        )


@dataclass(frozen=True)
class _Asked:
    """One line over some months: what every stream of it is taken apart with.

    Attributes:
        planned: month -> the working days that the plan is made with.
    """

    session: ReadSession
    line: LineYear
    months: Sequence[Month]
    calendar: WorkCalendar
    planned: Mapping[Month, int]

    def days(self, month: Month) -> Fraction:
        """Working days as the calendar now is."""
        return Fraction(self.calendar.workdays(Period.of_month(month)))


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
    planned_days = dict(zip(months, plan_workdays(session, plan, months), strict=True))
    asked = _Asked(session, line, months, work_calendar(session), planned_days)
    sold = sold_days(session, agreements, months, asked.calendar)
    if not any(days.delivered for by_month in sold.values() for days in by_month.values()):
        return None
    streams = _streams(session, plan, line_code)
    if not streams:
        return _by_agreements(asked, agreements, sold)
    groups = told_apart(session, agreements, streams)
    incomes = booked_apart(session, line_code, line, months, groups)
    planned = _planned_apart(asked, groups)
    found = []
    for at, group in enumerate(groups):
        pairs = []
        for month in months:
            days = asked.days(month)
            there = sum((sold[one.id][month] for one in group.agreements), PlaceDays())
            ore = planned[month][at]
            pairs.append(
                (
                    _of_streams(group.streams, month, Fraction(planned_days[month]), ore),
                    _of_sold(there, days, incomes[month][at]),
                )
            )
        difference = sum(incomes[month][at] - planned[month][at] for month in months)
        name = group.name if len(groups) > 1 else ""
        found.append(_taken_apart(name, pairs, difference))
    return TrainingEffects(tuple(found))


def _by_agreements(
    asked: _Asked, agreements: Sequence[Agreement], sold: SoldDays
) -> TrainingEffects | None:
    """The line as one, places and price from the agreements; None where they give no day price."""
    pairs = []
    for month in asked.months:
        price = _agreed_day_price(agreements, month)
        if price is None:
            return None
        days = asked.days(month)
        there = sum((by_month[month] for by_month in sold.values()), PlaceDays())
        places = ratio(there.available, days) or Fraction(0)
        planned = asked.line.plan.get(month, 0)
        actual = _of_sold(there, days, asked.line.actual.get(month, 0))
        before = _of_agreements(places, Fraction(asked.planned[month]), price, planned)
        pairs.append((before, actual))
    line = asked.line
    difference = sum(line.actual.get(one, 0) - line.plan.get(one, 0) for one in asked.months)
    return TrainingEffects((_taken_apart("", pairs, difference),), plan_from_agreements=True)


def _of_sold(there: PlaceDays, days: Fraction, income_ore: int) -> Drivers:
    places = ratio(there.available, days) or Fraction(0)
    return Drivers.of_income(places, days, there.delivered, income_ore)


def _planned_apart(asked: _Asked, groups: Sequence[StreamGroup]) -> dict[Month, list[int]]:
    """The planned amount of each month, by group: as the streams give it, or in that proportion."""
    timeline = Timeline(tuple(asked.months), tuple(asked.planned[one] for one in asked.months))
    given = [
        [
            sum(month)
            for month in zip(*(training_income(s, timeline) for s in g.streams), strict=True)
        ]
        for g in groups
    ]
    found = {}
    for at, month in enumerate(asked.months):
        own, planned = [amounts[at] for amounts in given], asked.line.plan.get(month, 0)
        if len(groups) == 1 or planned < 0 or not any(own):
            found[month] = [planned, *(0 for _group in groups[1:])]
        else:
            found[month] = spread(planned, own)
    return found


def planned_occupancy(
    session: ReadSession, plan: Plan, months: Sequence[Month]
) -> dict[str, Fraction]:
    """Line -> the occupancy its streams are planned with over some months, weighted.

    Lines whose income does not follow the occupancy (paid by place, by sum) are left out.
    """
    workdays = dict(zip(months, plan_workdays(session, plan, months), strict=True))
    available: dict[str, Fraction] = {}
    delivered: dict[str, Fraction] = {}
    for stream in session.drivers.streams(plan.id):
        if stream.unit in _WITHOUT_PLACES or stream.basis is PriceBasis.PLACE:
            continue
        code = stream.line_code
        for month in months:
            held = _held_in(stream, month)
            if held is not None:
                place_days_there = held.places * workdays[month]
                available[code] = available.get(code, Fraction(0)) + place_days_there
                delivered[code] = delivered.get(code, Fraction(0)) + place_days_there * held.share
    return {
        code: found
        for code, days in delivered.items()
        if (found := ratio(days, available[code])) is not None
    }


def _taken_apart(
    name: str, pairs: Sequence[tuple[Drivers, Drivers]], difference_ore: int
) -> StreamEffects:
    effects = in_ore([decompose(before, after) for before, after in pairs], difference_ore)
    plan = average(before for before, _after in pairs)
    actual = average(after for _before, after in pairs)
    if plan is None or actual is None:
        raise ValueError(name)
    return StreamEffects(name, plan, actual, effects)


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
    streams: Sequence[TrainingStream], month: Month, days: Fraction, planned_ore: int
) -> Drivers:
    """A planned month: places and delivered days of its streams, the price what it then is."""
    held = [found for stream in streams if (found := _held_in(stream, month)) is not None]
    places = sum((one.places for one in held), Fraction(0))
    paid = sum((one.places * one.share for one in held), Fraction(0))
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
