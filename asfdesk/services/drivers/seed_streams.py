"""Training streams of a new plan, from the agreements that run into it."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.codes import PriceBasis, PriceUnit
from asfdesk.domain.drivers.streams import StreamChange, TrainingStream
from asfdesk.domain.hours.places import PlaceDays, place_days
from asfdesk.domain.money import ratio, round_half_up
from asfdesk.domain.period import MONTHS_IN_YEAR, Month, Period
from asfdesk.domain.plan import BASIS_POINTS, THOUSANDTHS
from asfdesk.reports.sales.invoice_report import bills
from asfdesk.services.hours.work_facts import gather

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from asfdesk.domain.agreements import Agreement, Terms
    from asfdesk.domain.codes import PayerKind
    from asfdesk.reports.hours.work_facts import WorkFacts
    from asfdesk.services.session import ReadSession

HALF_DAYS = 2
MINUTES_IN_HOUR = 60


def seed_streams(
    session: ReadSession, months: Sequence[Month], today: date
) -> tuple[TrainingStream, ...]:
    """One stream for each agreement that holds in the plan, in the agreements' order.

    Places and price as agreed when the plan begins, with the terms that are known to come; the
    occupancy that was paid for in the twelve months before, or all of it where nothing was
    measured.
    """
    measured = _measured(session, months, today)
    kinds = {buyer.id: buyer.kind for buyer in session.agreements.buyers()}
    return tuple(
        _stream(agreement, kinds[agreement.buyer_id], months, measured.get(agreement.id, _Paid()))
        for agreement in session.agreements.agreements()
        if agreement.terms and _reaches(agreement, months)
    )


@dataclass(frozen=True)
class _Paid:
    """What was paid for under one agreement.

    Attributes:
        days: place-days available and delivered.
        units: units of the price that were invoiced.
        results: results that were paid for.
        net_ore: what was invoiced, excl. VAT.
        months: measured months.
    """

    days: PlaceDays = field(default_factory=PlaceDays)
    units: Fraction = Fraction(0)
    results: int = 0
    net_ore: int = 0
    months: int = 0


def _reaches(agreement: Agreement, months: Sequence[Month]) -> bool:
    ended = agreement.ends_on is not None and agreement.ends_on < months[0].first
    return not ended and agreement.starts_on <= months[-1].last


def _measured(session: ReadSession, months: Sequence[Month], today: date) -> Mapping[int, _Paid]:
    """Agreement -> what was paid for in the whole months of the year before that have passed."""
    first, last = months[0].plus(-MONTHS_IN_YEAR), months[0].plus(-1)
    last = min(last, Month.of(today).plus(-1))
    if last < first:
        return {}
    facts = gather(session, Period.of_months(first, last))
    return {agreement.id: _paid(facts, agreement) for agreement in facts.agreements}


def _paid(facts: WorkFacts, agreement: Agreement) -> _Paid:
    months = facts.period.months()
    rows = [row for bill in bills(facts) if bill.agreement.id == agreement.id for row in bill.rows]
    days = place_days(
        agreement, facts.placements, facts.entries, facts.period.days(), facts.is_workday
    )
    units = sum((Fraction(row.amount_ore, row.unit_price_ore) for row in rows
                 if row.unit_price_ore), Fraction(0))  # fmt: skip
    return _Paid(
        days,
        units,
        sum(1 for row in rows if row.result_on is not None),
        sum(row.amount_ore for row in rows),
        len(months),
    )


def _stream(
    agreement: Agreement, payer: PayerKind, months: Sequence[Month], paid: _Paid
) -> TrainingStream:
    begins = max(months[0].first, agreement.starts_on)
    terms = agreement.terms_on(begins) or agreement.terms[0]
    occupancy = _occupancy(agreement, terms, paid)
    starts, ends = Month.of(agreement.starts_on), agreement.ends_on
    by_level = terms.unit is PriceUnit.LEVEL_DAY
    return TrainingStream(
        id=0,
        name=agreement.name,
        places_milli=_places(terms, paid),
        occupancy_bp=occupancy,
        price_ore=_price(terms, paid),
        unit=PriceUnit.DAY if by_level else terms.unit,
        basis=terms.basis,
        payer=payer,
        buyer_id=agreement.buyer_id,
        first=starts if starts > months[0] else None,
        last=Month.of(ends) if ends is not None and ends < months[-1].last else None,
        day_minutes=agreement.place_day_minutes,
        vat_bp=terms.vat_bp,
        line_code=agreement.line_code,
        project=agreement.project,
        changes=_changes(agreement, months, terms, paid, occupancy),
        seeded=True,
    )


def _changes(
    agreement: Agreement, months: Sequence[Month], held: Terms, paid: _Paid, occupancy: int
) -> tuple[StreamChange, ...]:
    """Terms that come during the plan, each in its first month, at most one a month."""
    found: dict[Month, StreamChange] = {}
    first = max(months[0], Month.of(agreement.starts_on))
    for terms in agreement.terms:
        month = Month.of(terms.valid_from)
        if first < month <= months[-1] and terms.unit is held.unit:
            found[month] = StreamChange(month, _places(terms, paid), occupancy, _price(terms, paid))
    return tuple(found[month] for month in sorted(found))


def _places(terms: Terms, paid: _Paid) -> int:
    if terms.unit is PriceUnit.RESULT and paid.months:
        return max(1, round_half_up(Fraction(paid.results * THOUSANDTHS, paid.months)))
    return max(terms.places_milli, 0 if terms.unit is PriceUnit.LUMP_SUM else 1)


def _price(terms: Terms, paid: _Paid) -> int:
    """As agreed; a price by level is what a delivered day came to, else the mean of the levels."""
    if terms.unit is not PriceUnit.LEVEL_DAY:
        return terms.price_ore
    measured = ratio(Fraction(paid.net_ore), paid.days.delivered)
    if measured is not None:
        return round_half_up(measured)
    levels = list(terms.level_prices_ore.values())
    return round_half_up(Fraction(sum(levels), len(levels))) if levels else terms.price_ore


def _occupancy(agreement: Agreement, terms: Terms, paid: _Paid) -> int:
    """The share of the place-days that was paid for, at most all of them."""
    if terms.basis is PriceBasis.PLACE:
        return BASIS_POINTS
    match terms.unit:
        case PriceUnit.DAY:
            days = paid.units
        case PriceUnit.HALF_DAY:
            days = paid.units / HALF_DAYS
        case PriceUnit.HOUR:
            days = paid.units * MINUTES_IN_HOUR / agreement.place_day_minutes
        case _:
            days = paid.days.delivered
    share = ratio(days, paid.days.available)
    if share is None:
        return BASIS_POINTS
    return min(BASIS_POINTS, round_half_up(share * BASIS_POINTS))
