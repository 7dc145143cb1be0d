"""The employer's contribution by age, dated (finance.md §4; SFS 2026:100).

What counts is the age at the year's start, so a birth year is enough: who is born in 2003 has
turned 22, not 23, when 2026 begins.

* Born in or before the year that the parameters give (1937): none.
* Old enough at the year's start (67 from 2026, 66 in 2023-2025): the old-age part only.
* 18-22 at the year's start, while that law holds: the lower rate on pay up to a cap per person
  and month, which is not made smaller at part time, and the full rate on what is above.
* Everybody else, and whoever has no birth year here: the full rate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.parameters import ParameterKey

if TYPE_CHECKING:
    from asfdesk.domain.drivers.rates import Rates


@dataclass(frozen=True)
class FeeScale:
    """What one person's pay of a month is charged with.

    Attributes:
        rate_bp: on pay above the cap.
        low_bp: on pay up to it.
        cap_ore: pay of a month; None = `rate_bp` on all of it.
    """

    rate_bp: int
    low_bp: int = 0
    cap_ore: int | None = None

    def on(self, pay: int, ore: int) -> int:
        """The contribution on one person's pay, in ten-thousandths of the pay's parts.

        Args:
            pay: in parts of an öre, exact.
            ore: how many parts make one öre.
        """
        if self.cap_ore is None:
            return pay * self.rate_bp
        low = min(pay, self.cap_ore * ore)
        return low * self.low_bp + (pay - low) * self.rate_bp


def age_at_start(year: int, birth_year: int) -> int:
    """The age somebody has turned when a year begins."""
    return year - birth_year - 1


def fee_scale(rates: Rates, birth_year: int | None, year: int) -> FeeScale:
    """What holds for somebody born in a year, with the rates of a month of a calendar year."""
    full = rates.or_zero(ParameterKey.EMPLOYER_FEE)
    if birth_year is None:
        return FeeScale(full)
    if birth_year <= rates.or_zero(ParameterKey.NO_FEE_BORN_THROUGH):
        return FeeScale(0)
    age = age_at_start(year, birth_year)
    old, old_from = rates.get(ParameterKey.OLD_FEE), rates.get(ParameterKey.OLD_FROM_AGE)
    if old is not None and old_from is not None and age >= old_from:
        return FeeScale(old)
    young = rates.get(ParameterKey.YOUTH_FEE)
    if young is None or not _is_young(rates, age):
        return FeeScale(full)
    cap = rates.get(ParameterKey.YOUTH_CAP)
    return FeeScale(young) if cap is None else FeeScale(full, young, cap)


def _is_young(rates: Rates, age: int) -> bool:
    youngest = rates.get(ParameterKey.YOUTH_FROM_AGE)
    oldest = rates.get(ParameterKey.YOUTH_TO_AGE)
    return youngest is not None and oldest is not None and youngest <= age <= oldest
