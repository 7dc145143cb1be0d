"""Buyers, agreements and their dated terms."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.codes import PriceBasis, PriceUnit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from asfdesk.domain.codes import AttendanceCode, Form, PayerKind


WHOLE_BP = 10_000
"""A whole, in basis points."""


class DayCount(StrEnum):
    """How an agreement counts a place-day (decisions A13)."""

    DAYS = "dagar"
    MINUTES = "minuter"


@dataclass(frozen=True)
class Buyer:
    """Who pays (beställare). `contact` names a person at the buyer and is sealed in the file."""

    id: int
    name: str
    kind: PayerKind
    org_number: str = ""
    invoice_reference: str = ""
    invoice_email: str = ""
    contact: str = field(default="", repr=False)
    ended_on: date | None = None


@dataclass(frozen=True)
class Terms:
    """What holds from a date until the next terms begin.

    Attributes:
        price_ore: öre per unit, excl. VAT.
        places_milli: thousandths of a place sold (2500 = 2.5 places).
        vat_bp: VAT in basis points; 0 = exempt. The program stores it, it never decides it.
        payable: code -> share payable in basis points (10000 = paid in full); a missing code
            is not paid. Attended time is always payable.
        level_prices_ore: only for LEVEL_DAY: level 1-5 -> öre for a full day.
        half_day_bp: a half day's share of the day price (5000 = half).
        part_day_bp: a part day's share (LSS: hel-, halv- och deldag); None = there are none.
        part_day_limit_minutes: a day up to so many minutes is a part day.
    """

    id: int
    agreement_id: int
    valid_from: date
    unit: PriceUnit
    basis: PriceBasis
    price_ore: int
    places_milli: int
    vat_bp: int = 0
    payable: Mapping[AttendanceCode, int] = field(default_factory=dict)
    level_prices_ore: Mapping[int, int] = field(default_factory=dict)
    half_day_bp: int = 5000
    part_day_bp: int | None = None
    part_day_limit_minutes: int | None = None

    def price_of(self, level: int | None) -> int:
        """Öre per unit for somebody of a level; 0 when the terms have no price for it."""
        if self.unit is PriceUnit.LEVEL_DAY and level is not None:
            return self.level_prices_ore.get(level, self.price_ore)
        return self.price_ore

    def day_share_bp(self, minutes: int, half_day_limit: int) -> int:
        """Share of a whole day's price that a day of so many minutes pays, in basis points.

        Up to the part-day limit it is a part day, up to the half-day limit a half day (A13).
        """
        if minutes <= 0:
            return 0
        limit = self.part_day_limit_minutes
        if self.part_day_bp is not None and limit is not None and minutes <= limit:
            return self.part_day_bp
        return self.half_day_bp if minutes <= half_day_limit else WHOLE_BP


@dataclass(frozen=True)
class Agreement:
    """One agreement with one buyer (avtal). `terms` is ordered by valid_from."""

    id: int
    buyer_id: int
    name: str
    form: Form
    starts_on: date
    ends_on: date | None = None
    reference: str = ""
    project: str = ""
    measure: str = ""
    day_count: DayCount = DayCount.DAYS
    place_day_minutes: int = 480
    half_day_limit_minutes: int = 240
    line_code: str = "I10"
    needs_identity_number: bool = False
    trainee_signs: bool = True
    responsible_signs: bool = True
    keep_until: date | None = None
    terms: tuple[Terms, ...] = ()

    def terms_on(self, day: date) -> Terms | None:
        """The terms that hold on a day, or None before the first."""
        return next((t for t in reversed(self.terms) if t.valid_from <= day), None)

    def holds_on(self, day: date) -> bool:
        """Whether the agreement runs on a day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def owes_alone_on(self, day: date) -> bool:
        """Whether a day is paid for though nobody is placed: places sold, or a sum for the year."""
        terms = self.terms_on(day) if self.holds_on(day) else None
        if terms is None or terms.unit is PriceUnit.RESULT:
            return False
        return terms.unit is PriceUnit.LUMP_SUM or terms.basis is PriceBasis.PLACE

    def facts_on(self, day: date) -> tuple[object, ...] | None:
        """What the reports of a day rest on, to tell whether a change reaches into it.

        None when the agreement does not run that day. Names and references change nothing here.
        """
        if not self.holds_on(day):
            return None
        terms = self.terms_on(day)
        return (
            self.buyer_id,
            self.form,
            self.day_count,
            self.place_day_minutes,
            self.half_day_limit_minutes,
            replace(terms, id=0, valid_from=self.starts_on) if terms else None,
        )


def bases_of(unit: PriceUnit) -> tuple[PriceBasis, ...]:
    """What a price of this unit can count (decisions A14).

    A fixed sum and a result fee count nothing: one basis stands in for them. Days by level and
    hours belong to people, so that places cannot be priced by level.
    """
    match unit:
        case PriceUnit.PLACE_MONTH:
            return (PriceBasis.PLACE, PriceBasis.BOOKED)
        case PriceUnit.LEVEL_DAY:
            return (PriceBasis.ATTENDED, PriceBasis.BOOKED)
        case PriceUnit.LUMP_SUM:
            return (PriceBasis.PLACE,)
        case PriceUnit.RESULT:
            return (PriceBasis.ATTENDED,)
        case _:
            return (PriceBasis.ATTENDED, PriceBasis.BOOKED, PriceBasis.PLACE)
