"""What a row of staff costs by month, and the support it brings (finance.md §9.3, T6).

Pay × (1 + holiday supplement); the contribution on that; pension and insurance on the pay without
the supplement, special tax on the pension. Everything is exact until a component is rounded.

A row may stand for several people alike: as many as can be full time are, and one has the rest.
2,25 full-time equivalents are two people of 100 % and one of 25 %. It matters where the law puts
a cap on each person's pay (employer_fee).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.employer_fee import fee_scale
from asfdesk.domain.drivers.parameters import ParameterKey
from asfdesk.domain.drivers.subsidy import subsidy_ore
from asfdesk.domain.plan import BASIS_POINTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.drivers.employer_fee import FeeScale
    from asfdesk.domain.drivers.rates import Rates
    from asfdesk.domain.drivers.staff import StaffRow
    from asfdesk.domain.drivers.timeline import Timeline
    from asfdesk.domain.period import Month

ZERO = Fraction(0)


@dataclass(frozen=True)
class StaffMonth:
    """One row in one month, exact öre, all positive.

    Attributes:
        pay: gross pay with the holiday supplement.
        fee: the employer's contribution.
        pension: the premium.
        pension_tax: special tax on it (särskild löneskatt).
        insurance: premiums of insurances by agreement.
        subsidy: support for the pay.
    """

    pay: Fraction = ZERO
    fee: Fraction = ZERO
    pension: Fraction = ZERO
    pension_tax: Fraction = ZERO
    insurance: Fraction = ZERO
    subsidy: Fraction = ZERO

    @property
    def contributions(self) -> Fraction:
        """What lies on the line of contributions: fee, tax on pensions, insurance."""
        return self.fee + self.pension_tax + self.insurance

    @property
    def cost(self) -> Fraction:
        """What the employer pays, before support."""
        return self.pay + self.pension + self.contributions


NOBODY = StaffMonth()


def shares(fte_bp: int) -> tuple[Fraction, ...]:
    """The people of a row by their share of full time."""
    whole, rest = divmod(fte_bp, BASIS_POINTS)
    parts = (Fraction(1),) * whole
    return (*parts, Fraction(rest, BASIS_POINTS)) if rest else parts


def rises_by(begun: Month, rise_month: int, month: Month) -> int:
    """How often a rise has come after the first month, up to and with another month."""
    return month.year - begun.year + (rise_month <= month.number) - (rise_month <= begun.number)


def monthly_pay(row: StaffRow, timeline: Timeline, month: Month) -> Fraction:
    """The full-time pay of a month with its rises, exact öre."""
    times = rises_by(timeline.begun(row.since or row.first), row.rise_month, month)
    return row.monthly_pay_ore * (1 + Fraction(row.rise_bp, BASIS_POINTS)) ** max(times, 0)


def staff_months(
    row: StaffRow, timeline: Timeline, rates: Sequence[Rates]
) -> tuple[StaffMonth, ...]:
    """The row in each month of the plan; months that are alike share one object."""
    found = [NOBODY] * len(timeline.months)
    known: dict[tuple[Fraction, int, int, bool], StaffMonth] = {}
    supported = _supported(row, timeline)
    for at in timeline.span(row.first, row.last):
        month, rate = timeline.months[at], rates[at]
        alike = (monthly_pay(row, timeline, month), id(rate), month.year, at in supported)
        if alike not in known:
            scale = fee_scale(rate, row.birth_year, month.year)
            known[alike] = _month(row, alike[0], scale, rate, supported=at in supported)
        found[at] = known[alike]
    return tuple(found)


def _supported(row: StaffRow, timeline: Timeline) -> range:
    if row.subsidy is None:
        return range(0)
    return timeline.span(row.subsidy.first, row.subsidy.last)


def _month(
    row: StaffRow, full_time: Fraction, scale: FeeScale, rates: Rates, *, supported: bool
) -> StaffMonth:
    holiday = _share(row.holiday_bp, ParameterKey.HOLIDAY, rates)
    pension = _share(row.pension_bp, ParameterKey.PENSION, rates)
    insurance = _share(row.insurance_bp, ParameterKey.INSURANCE, rates)
    tax = _share(None, ParameterKey.PENSION_TAX, rates)
    people = shares(row.fte_bp)
    pay = full_time * sum(people, ZERO)
    support = ZERO
    if supported and row.subsidy is not None:
        pays = [(full_time, part) for part in people]
        support = subsidy_ore(row.subsidy, pays, scale, pension + insurance, rates)
    return StaffMonth(
        pay=pay * (1 + holiday),
        fee=sum((scale.on(full_time * part * (1 + holiday)) for part in people), ZERO),
        pension=pay * pension,
        pension_tax=pay * pension * tax,
        insurance=pay * insurance,
        subsidy=support,
    )


def _share(said_bp: int | None, key: ParameterKey, rates: Rates) -> Fraction:
    return Fraction(rates.or_zero(key) if said_bp is None else said_bp, BASIS_POINTS)
