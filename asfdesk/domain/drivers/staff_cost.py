"""What a row of staff costs by month, and the support it brings (finance.md §9.3, T6).

Pay × (1 + holiday supplement); the contribution on that; pension and insurance on the pay without
the supplement, special tax on the pension. Everything is exact until a component is rounded:
whole numbers of small parts of an öre, since there are thousands of them while somebody drags a
slider.

A row may stand for several people alike: as many as can be full time are, and one has the rest.
2,25 full-time equivalents are two people of 100 % and one of 25 %. It matters where the law puts
a cap on each person's pay (employer_fee).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.employer_fee import fee_scale
from asfdesk.domain.drivers.parameters import ParameterKey
from asfdesk.domain.drivers.subsidy import SupportedPay, support
from asfdesk.domain.plan import BASIS_POINTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.drivers.employer_fee import FeeScale
    from asfdesk.domain.drivers.rates import Rates
    from asfdesk.domain.drivers.staff import StaffRow
    from asfdesk.domain.drivers.timeline import Timeline
    from asfdesk.domain.period import Month


@dataclass(frozen=True)
class StaffMonth:
    """One row in one month, exact and positive, in parts of an öre.

    Attributes:
        ore: how many parts make one öre.
        pay: gross pay with the holiday supplement.
        fee: the employer's contribution.
        pension: the premium.
        pension_tax: special tax on it (särskild löneskatt).
        insurance: premiums of insurances by agreement.
        subsidy: support for the pay.
    """

    ore: int = 1
    pay: int = 0
    fee: int = 0
    pension: int = 0
    pension_tax: int = 0
    insurance: int = 0
    subsidy: int = 0

    @property
    def contributions(self) -> int:
        """What lies on the line of contributions: fee, tax on pensions, insurance."""
        return self.fee + self.pension_tax + self.insurance

    @property
    def cost(self) -> int:
        """What the employer pays, before support."""
        return self.pay + self.pension + self.contributions


NOBODY = StaffMonth()


def people_bp(fte_bp: int) -> tuple[int, ...]:
    """The people of a row by their share of full time."""
    whole, rest = divmod(fte_bp, BASIS_POINTS)
    people = (BASIS_POINTS,) * whole
    return (*people, rest) if rest else people


def rises_by(begun: Month, rise_month: int, month: Month) -> int:
    """How often a rise has come after the first month, up to and with a later one."""
    return month.year - begun.year + (rise_month <= month.number) - (rise_month <= begun.number)


def staff_months(
    row: StaffRow, timeline: Timeline, rates: Sequence[Rates]
) -> tuple[StaffMonth, ...]:
    """The row in each month of the plan; months that are alike share one object."""
    found = [NOBODY] * len(timeline.months)
    known: dict[tuple[int, int, int, bool], StaffMonth] = {}
    span, supported = timeline.span(row.first, row.last), _supported(row, timeline)
    for at in span:
        month, rate = timeline.months[at], rates[at]
        times = rises_by(timeline.begun(row.since or row.first), row.rise_month, month)
        alike = (times, id(rate), month.year, at in supported)
        if alike not in known:
            scale = fee_scale(rate, row.birth_year, month.year)
            known[alike] = _Reckoning(row, times, scale, rate).month(supported=at in supported)
        found[at] = known[alike]
    return tuple(found)


def _supported(row: StaffRow, timeline: Timeline) -> range:
    if row.subsidy is None:
        return range(0)
    return timeline.span(row.subsidy.first, row.subsidy.last)


@dataclass(frozen=True)
class _Reckoning:
    """A row with its pay risen so many times, and what holds in a month."""

    row: StaffRow
    rises: int
    scale: FeeScale
    rates: Rates

    def month(self, *, supported: bool) -> StaffMonth:
        """Everything in the same small parts: of the risen pay, by three shares."""
        row, people = self.row, people_bp(self.row.fte_bp)
        ore = BASIS_POINTS**self.rises
        full_time = row.monthly_pay_ore * (BASIS_POINTS + row.rise_bp) ** self.rises
        with_holiday = full_time * (BASIS_POINTS + self._said(row.holiday_bp, ParameterKey.HOLIDAY))
        pension_bp = self._said(row.pension_bp, ParameterKey.PENSION)
        insurance_bp = self._said(row.insurance_bp, ParameterKey.INSURANCE)
        pension = full_time * row.fte_bp * pension_bp
        paid = SupportedPay(full_time, ore, people, pension_bp + insurance_bp)
        return StaffMonth(
            ore=ore * BASIS_POINTS**3,
            pay=with_holiday * row.fte_bp * BASIS_POINTS,
            fee=sum(self.scale.on(with_holiday * one, ore * BASIS_POINTS**2) for one in people),
            pension=pension * BASIS_POINTS,
            pension_tax=pension * self.rates.or_zero(ParameterKey.PENSION_TAX),
            insurance=full_time * row.fte_bp * insurance_bp * BASIS_POINTS,
            subsidy=support(row.subsidy, paid, self.scale, self.rates)
            if supported and row.subsidy is not None
            else 0,
        )

    def _said(self, own_bp: int | None, key: ParameterKey) -> int:
        return self.rates.or_zero(key) if own_bp is None else own_bp
