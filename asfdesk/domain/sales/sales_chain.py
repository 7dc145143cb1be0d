"""Sold - delivered - invoiced - booked, per agreement and month, and why they differ.

Sold is what the agreement's places give at the most; a price that no place has (by level, a
result fee) sells what is booked. Delivered is the invoice basis, invoiced what invoices noted say
of the month, booked what the books have for the agreement. Each step's gaps sum to its difference
to the öre: amounts are exact until the end, and what rounding leaves goes to the largest gap.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.codes import PriceBasis, PriceUnit
from asfdesk.domain.hours.places import ZERO
from asfdesk.domain.money import round_half_up
from asfdesk.domain.sales.billing import place_units, segments

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date
    from fractions import Fraction

    from asfdesk.domain.agreements import Agreement
    from asfdesk.domain.period import Month
    from asfdesk.domain.sales.billing import BillingRow, Segment
    from asfdesk.domain.sales.invoicing import Basis


class Step(StrEnum):
    """What a gap leads to from the figure before."""

    DELIVERED = "delivered"
    INVOICED = "invoiced"
    BOOKED = "booked"


class GapReason(StrEnum):
    """Why a figure differs from the one before it."""

    FREE_PLACES = "free_places"
    OVERBOOKED = "overbooked"
    ABSENCE = "absence"
    UNFILLED = "unfilled"
    EXTRA = "extra"
    ROUNDING = "rounding"
    MONTH_OPEN = "month_open"
    NOT_INVOICED = "not_invoiced"
    CORRECTED = "corrected"
    OTHER_AMOUNT = "other_amount"
    DATED_ELSEWHERE = "dated_elsewhere"
    DATED_HERE = "dated_here"
    OTHER_ACCOUNT = "other_account"
    NOT_BOOKED = "not_booked"
    NOT_NOTED = "not_noted"


@dataclass(frozen=True)
class Gap:
    """One reason and what it comes to.

    Attributes:
        units: how many units, with `unit`; None where only the amount says something.
        detail: an account number or an invoice's number.
    """

    step: Step
    reason: GapReason
    ore: int
    units: Fraction | None = None
    unit: PriceUnit | None = None
    detail: str = ""


@dataclass(frozen=True)
class Figures:
    """The four amounts in öre; `booked_ore` None = the books do not say."""

    sold_ore: int = 0
    delivered_ore: int = 0
    invoiced_ore: int = 0
    booked_ore: int | None = None


@dataclass(frozen=True)
class _Part:
    """A gap before rounding."""

    units: Fraction
    ore: Fraction

    def __add__(self, other: _Part) -> _Part:
        return _Part(self.units + other.units, self.ore + other.ore)


_NOTHING = _Part(ZERO, ZERO)


def delivered_gaps(
    agreement: Agreement,
    rows: Sequence[BillingRow],
    month: Month,
    is_workday: Callable[[date], bool],
) -> tuple[int, tuple[Gap, ...]]:
    """What was sold in öre, and why that is not what was delivered.

    Args:
        agreement: with its terms.
        rows: the month's invoice basis (`billing.bill`).
        month: which month.
        is_workday: the enterprise's calendar.
    """
    sold = ZERO
    parts: dict[tuple[GapReason, PriceUnit], _Part] = defaultdict(lambda: _NOTHING)
    for segment in segments(agreement, month, is_workday):
        own = [row for row in rows if row.terms.id == segment.terms.id]
        sold += _segment(segment, agreement, own, parts)
    sold_ore = round_half_up(sold)
    delivered = sum(row.amount_ore for row in rows)
    gaps = [
        Gap(Step.DELIVERED, reason, round_half_up(part.ore), part.units, unit)
        for (reason, unit), part in parts.items()
        if round_half_up(part.ore)
    ]
    gaps.sort(key=lambda gap: list(GapReason).index(gap.reason))
    return sold_ore, _closed(gaps, delivered - sold_ore)


def _segment(
    segment: Segment,
    agreement: Agreement,
    rows: Iterable[BillingRow],
    parts: dict[tuple[GapReason, PriceUnit], _Part],
) -> Fraction:
    """Add a segment's gaps to `parts`; returns what was sold."""
    terms, unit = segment.terms, segment.terms.unit
    if unit in (PriceUnit.LUMP_SUM, PriceUnit.RESULT) or terms.basis is PriceBasis.PLACE:
        return sum((row.exact_ore for row in rows), ZERO)
    booked = _NOTHING
    for row in rows:
        units, price = row.units, row.unit_price_ore
        booked += _Part(units.booked, units.booked * price)
        by_reason = {GapReason.ABSENCE: -units.unpaid_absence}
        if terms.basis is PriceBasis.ATTENDED:
            by_reason[GapReason.UNFILLED] = -units.unfilled
            by_reason[GapReason.EXTRA] = units.extra
        for reason, count in by_reason.items():
            parts[reason, unit] += _Part(abs(count), count * price)
    if unit is PriceUnit.LEVEL_DAY or not terms.places_milli:
        return booked.ore
    places = place_units(segment, agreement)
    free = _Part(places - booked.units, places * terms.price_ore - booked.ore)
    reason = GapReason.FREE_PLACES if free.units > 0 else GapReason.OVERBOOKED
    parts[reason, unit] += _Part(abs(free.units), -free.ore)
    return places * terms.price_ore


def _closed(gaps: Sequence[Gap], difference: int) -> tuple[Gap, ...]:
    """The gaps, summing to the difference: the largest takes what rounding left."""
    left = difference - sum(gap.ore for gap in gaps)
    if not left:
        return tuple(gaps)
    if not gaps:
        return (Gap(Step.DELIVERED, GapReason.ROUNDING, left),)
    largest = max(gaps, key=lambda gap: abs(gap.ore))
    return tuple(replace(gap, ore=gap.ore + left) if gap is largest else gap for gap in gaps)


def invoiced_gaps(basis: Basis, invoiced_ore: int, *, locked: bool) -> tuple[Gap, ...]:
    """Why what was invoiced of a month is not what was delivered.

    Args:
        basis: the month's, with the invoices noted for it.
        invoiced_ore: what every invoice noted says of the month, later corrections included.
        locked: whether the month is locked; an open one is not ready to be invoiced.
    """
    difference = invoiced_ore - basis.own_ore
    if not basis.is_invoiced:
        reason = GapReason.NOT_INVOICED if locked else GapReason.MONTH_OPEN
        return (Gap(Step.INVOICED, reason, difference),) if difference else ()
    beside = sum(invoice.beside_rows_ore for invoice in basis.invoices)
    gaps = [Gap(Step.INVOICED, GapReason.OTHER_AMOUNT, beside)] if beside else []
    rest = difference - beside
    if rest:
        reason = GapReason.CORRECTED if locked else GapReason.MONTH_OPEN
        gaps.append(Gap(Step.INVOICED, reason, rest))
    return tuple(gaps)


def booked_gaps(
    invoiced_ore: int,
    booked_ore: int,
    *,
    dated_elsewhere_ore: int,
    dated_here_ore: int,
    elsewhere: Mapping[str, int],
) -> tuple[Gap, ...]:
    """Why what is booked in a month is not what was invoiced of it.

    Args:
        invoiced_ore: invoiced of the month.
        booked_ore: booked in the month for the agreement.
        dated_elsewhere_ore: invoices of this month whose date lies in another month.
        dated_here_ore: invoices of other months whose date lies in this one.
        elsewhere: account -> öre of invoices that were found there instead.
    """
    parts = [
        (GapReason.DATED_ELSEWHERE, -dated_elsewhere_ore, ""),
        (GapReason.DATED_HERE, dated_here_ore, ""),
        *((GapReason.OTHER_ACCOUNT, -ore, account) for account, ore in sorted(elsewhere.items())),
    ]
    rest = booked_ore - invoiced_ore - sum(ore for _reason, ore, _detail in parts)
    parts.append((GapReason.NOT_BOOKED if rest < 0 else GapReason.NOT_NOTED, rest, ""))
    return tuple(
        Gap(Step.BOOKED, reason, ore, detail=detail) for reason, ore, detail in parts if ore
    )
