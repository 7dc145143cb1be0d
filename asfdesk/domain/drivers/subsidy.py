"""Support for somebody's pay, exact öre of a month (finance.md §4, §9.3, T3, T4).

* Wage subsidy and introduction job: level × (pay up to the cap, with the contribution on it, and
  with the premiums where they count). The level is at most what the parameters allow (80 %).
* New start job: so many times the contribution on pay up to the cap.

The cap is for full time and follows part time. Supported pay is without the holiday supplement,
and without the special tax on pensions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.parameters import ParameterKey
from asfdesk.domain.drivers.staff import SubsidyKind
from asfdesk.domain.plan import BASIS_POINTS

if TYPE_CHECKING:
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

MOST_BP = 8000
"""The highest level in months for which no parameter says one (finance.md §4)."""


@dataclass(frozen=True)
class SupportedPay:
    """Pay of a month that support is reckoned on.

    Attributes:
        full_time: full-time pay, in parts of an öre.
        ore: how many parts make one öre.
        people_bp: share of full time of each person.
        premiums_bp: pension and insurance, basis points of the pay.
    """

    full_time: int
    ore: int
    people_bp: tuple[int, ...]
    premiums_bp: int


def support(subsidy: Subsidy, pay: SupportedPay, scale: FeeScale, rates: Rates) -> int:
    """What is granted for one month, in parts of which `ore` × 10000³ make one öre.

    Args:
        subsidy: the decision.
        pay: what it is reckoned on.
        scale: the contribution that holds for these people.
        rates: the month's parameters, for caps and highest levels.
    """
    cap = subsidy.cap_ore if subsidy.cap_ore is not None else rates.get(CAPS[subsidy.kind])
    if cap is None:
        return 0
    full_time = min(pay.full_time, cap * pay.ore)
    shares = [full_time * share for share in pay.people_bp]
    fees = sum(scale.on(share, pay.ore * BASIS_POINTS) for share in shares)
    level = _level_bp(subsidy, rates)
    if subsidy.kind is SubsidyKind.NEW_START:
        return level * fees
    extra = pay.premiums_bp if subsidy.with_premiums else 0
    return level * (sum(shares) * (BASIS_POINTS + extra) + fees)


def _level_bp(subsidy: Subsidy, rates: Rates) -> int:
    key = MOST.get(subsidy.kind)
    if key is None:
        return subsidy.level_bp
    most = rates.get(key)
    return min(subsidy.level_bp, MOST_BP if most is None else most)
