"""Support for somebody's pay, exact öre of a month (finance.md §4, §9.3, T3, T4).

* Wage subsidy and introduction job: level × (pay up to the cap, with the contribution on it, and
  with the premiums where they count). The level is at most what the parameters allow (80 %).
* New start job: so many times the contribution on pay up to the cap.

The cap is for full time and follows part time. Supported pay is without the holiday supplement,
and without the special tax on pensions.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.parameters import ParameterKey
from asfdesk.domain.drivers.staff import SubsidyKind
from asfdesk.domain.plan import BASIS_POINTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.drivers.employer_fee import FeeScale
    from asfdesk.domain.drivers.rates import Rates
    from asfdesk.domain.drivers.staff import Subsidy

CAPS = {
    SubsidyKind.WAGE_SUBSIDY: ParameterKey.WAGE_SUBSIDY_CAP,
    SubsidyKind.NEW_START: ParameterKey.NEW_START_CAP,
    SubsidyKind.INTRODUCTION: ParameterKey.INTRODUCTION_CAP,
}
"""The highest full-time pay a month that counts."""

MOST = {
    SubsidyKind.WAGE_SUBSIDY: ParameterKey.WAGE_SUBSIDY_MOST,
    SubsidyKind.INTRODUCTION: ParameterKey.INTRODUCTION_LEVEL,
}
"""The highest level that is granted."""


def subsidy_ore(
    subsidy: Subsidy,
    pays: Sequence[tuple[Fraction, Fraction]],
    scale: FeeScale,
    premiums: Fraction,
    rates: Rates,
) -> Fraction:
    """What is granted for one month.

    Args:
        subsidy: the decision.
        pays: full-time pay and share of full time, one per person.
        scale: the contribution that holds for them.
        premiums: pension and insurance as a share of the pay.
        rates: the month's parameters, for caps and highest levels.
    """
    cap = subsidy.cap_ore if subsidy.cap_ore is not None else rates.get(CAPS[subsidy.kind])
    if cap is None:
        return Fraction(0)
    supported = [min(pay, Fraction(cap)) * share for pay, share in pays]
    fees = sum((scale.on(pay) for pay in supported), Fraction(0))
    level = Fraction(_level_bp(subsidy, rates), BASIS_POINTS)
    if subsidy.kind is SubsidyKind.NEW_START:
        return level * fees
    extra = premiums if subsidy.with_premiums else Fraction(0)
    return level * (sum(supported, Fraction(0)) * (1 + extra) + fees)


def _level_bp(subsidy: Subsidy, rates: Rates) -> int:
    key = MOST.get(subsidy.kind)
    most = rates.get(key) if key is not None else None
    return subsidy.level_bp if most is None else min(subsidy.level_bp, most)
