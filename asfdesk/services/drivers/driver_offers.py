"""What the drivers' forms can begin with and choose from: agreements, buyers, plan lines."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import base_code
from asfdesk.domain.codes import PriceUnit
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.domain.money import round_half_up
from asfdesk.domain.period import Month
from asfdesk.reports.planning.plan_words import line_word

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from asfdesk.domain.agreements import Agreement, Buyer, Terms
    from asfdesk.domain.codes import PayerKind
    from asfdesk.domain.plan import PlanLine, Section
    from asfdesk.services.session import ReadSession

USUAL_BP = 8_500
"""The occupancy that is proposed: most plans reckon with something like it."""


@dataclass(frozen=True)
class AgreementOffer:
    """An agreement that can be planned, as a stream."""

    agreement_id: int
    label: str
    stream: TrainingStream


@dataclass(frozen=True)
class DriverOffers:
    """What can be chosen.

    Attributes:
        months: the plan's months.
        lines: every plan line with its word, in order.
        payers: a buyer's kind, by the buyer's row number.
    """

    months: tuple[Month, ...]
    lines: tuple[tuple[PlanLine, str], ...]
    agreements: tuple[AgreementOffer, ...]
    buyers: tuple[tuple[int, str], ...]
    payers: Mapping[int, PayerKind]

    def lines_of(self, sections: Sequence[Section]) -> list[tuple[str, str]]:
        """Code and word of the lines of some sections."""
        return [(line.code, word) for line, word in self.lines if line.section in sections]

    def lines_under(self, bases: Collection[str]) -> list[tuple[str, str]]:
        """Some shipped lines, and the own lines that belong to them."""
        return [(line.code, word) for line, word in self.lines if base_code(line) in bases]


def driver_offers(session: ReadSession, months: Sequence[Month], today: date) -> DriverOffers:
    """What the forms of a plan of these months offer."""
    buyers = {buyer.id: buyer for buyer in session.agreements.buyers()}
    offers = [
        _offer(agreement, buyers.get(agreement.buyer_id), months)
        for agreement in session.agreements.agreements()
        if agreement.ends_on is None or agreement.ends_on >= min(months[0].first, today)
    ]
    return DriverOffers(
        months=tuple(months),
        lines=tuple((line, line_word(line)) for line in session.plans.lines()),
        agreements=tuple(offer for offer in offers if offer is not None),
        buyers=tuple((buyer.id, buyer.name) for buyer in buyers.values() if buyer.ended_on is None),
        payers={buyer.id: buyer.kind for buyer in buyers.values()},
    )


def _offer(
    agreement: Agreement, buyer: Buyer | None, months: Sequence[Month]
) -> AgreementOffer | None:
    """The agreement by the terms that hold when the plan begins, else by its first."""
    terms = agreement.terms_on(months[0].first) or next(iter(agreement.terms), None)
    if terms is None or buyer is None:
        return None
    name = agreement.name or buyer.name
    label = name if buyer.name in name else f"{name} ({buyer.name})"
    return AgreementOffer(agreement.id, label, _stream(agreement, buyer, terms, months))


def _stream(
    agreement: Agreement, buyer: Buyer, terms: Terms, months: Sequence[Month]
) -> TrainingStream:
    """What an agreement is as a stream; a price by level becomes the mean of the levels."""
    starts = Month.of(agreement.starts_on)
    ends = Month.of(agreement.ends_on) if agreement.ends_on else None
    by_level = terms.unit is PriceUnit.LEVEL_DAY
    return TrainingStream(
        id=0,
        name=agreement.name or buyer.name,
        places_milli=terms.places_milli,
        occupancy_bp=USUAL_BP,
        price_ore=_level_price(terms) if by_level else terms.price_ore,
        unit=PriceUnit.DAY if by_level else terms.unit,
        basis=terms.basis,
        payer=buyer.kind,
        buyer_id=buyer.id,
        first=starts if starts > months[0] else None,
        last=ends if ends is not None and ends < months[-1] else None,
        day_minutes=agreement.place_day_minutes,
        vat_bp=terms.vat_bp,
        line_code=agreement.line_code,
        project=agreement.project,
    )


def _level_price(terms: Terms) -> int:
    prices = list(terms.level_prices_ore.values())
    return round_half_up(Fraction(sum(prices), len(prices))) if prices else terms.price_ore
