"""Two figures side by side in words, never alike when they differ (ADR 0046)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.money import round_half_up
from asfdesk.domain.plan import BASIS_POINTS
from asfdesk.domain.visiting.visit_state import StateUnit, month_of
from asfdesk.i18n import ABSENT, _, decimal, money, month_name, percent

if TYPE_CHECKING:
    from collections.abc import Callable

_SHARES = ("occupancy.", "outcomes.results")
_HUNDRED = 100
_MINUTES = 60


@dataclass(frozen=True)
class Pair:
    """A figure now and then, and what lies between them, as they are written.

    Attributes:
        difference: without sign, the difference of the two numbers as they are written; "" of
            months and days.
        rises: whether it is more now.
    """

    now: str
    then: str
    difference: str = ""
    rises: bool = False


def pair(key: str, unit: StateUnit, now: int, then: int) -> Pair:
    """Two values of a key; costs are told without sign.

    Args:
        key: as in `visit_state`.
        unit: of both.
        now: as it stands.
        then: as it was.
    """
    if unit in (StateUnit.MONTH, StateUnit.DAY):
        return Pair(one(key, unit, now), one(key, unit, then), "", now > then)
    if is_cost(key):
        now, then = -now, -then
    value, write, least = _written(key, unit)
    places = least
    while True:
        first, second = (_rounded(value(number), places, unit, key) for number in (now, then))
        if first != second or now == then:
            break
        places += 1
    between = abs(first - second)
    told = points(between, places) if is_share(key, unit) else write(between, places)
    return Pair(write(first, places), write(second, places), told, now > then)


def one(key: str, unit: StateUnit, value: int | None) -> str:
    """One value of a key, with its unit; "–" when it is not known."""
    if value is None:
        return ABSENT
    if unit is StateUnit.MONTH:
        month = month_of(value)
        return month_name(month.year, month.number) if month else ABSENT
    if unit is StateUnit.DAY:
        year, rest = divmod(value, _HUNDRED * _HUNDRED)
        return f"{year:04d}-{rest // _HUNDRED:02d}-{rest % _HUNDRED:02d}"
    amount = -value if is_cost(key) else value
    number, write, least = _written(key, unit)
    return write(_rounded(number(amount), least, unit, key), least)


def exact(key: str, unit: StateUnit, value: int | None) -> str:
    """A value to its last öre, minute or ten-thousandth, with its sign as it is kept."""
    if value is None or unit in (StateUnit.MONTH, StateUnit.DAY):
        return str(month_of(value)) if value and unit is StateUnit.MONTH else one(key, unit, value)
    if unit is StateUnit.ORE:
        return decimal(Fraction(value, _HUNDRED), 2)
    if unit is StateUnit.BP:
        share = Fraction(value, BASIS_POINTS)
        return percent(share, 2) if is_share(key, unit) else decimal(share, 4)
    if unit is StateUnit.MINUTES:
        return _("%(count)s min") % {"count": decimal(Fraction(value), 0)}
    return decimal(Fraction(value), 0)


def is_share(key: str, unit: StateUnit) -> bool:
    """Whether a key is told in per cent."""
    return unit is StateUnit.BP and key.startswith(_SHARES)


def points(share: Fraction, places: int) -> str:
    """What lies between two shares."""
    return _("%(count)s percentage points") % {"count": decimal(share * _HUNDRED, places)}


def is_cost(key: str) -> bool:
    """Whether a key is an amount of costs: negative by effect, told without sign."""
    side, _dot, rest = key.partition(".")
    if side not in ("plan", "to_date", "forecast"):
        return False
    return rest == "cost" or rest.startswith("line.K")


def _written(
    key: str, unit: StateUnit
) -> tuple[Callable[[int], Fraction], Callable[[Fraction, int], str], int]:
    """How a stored number becomes one that is read, how it is written, its fewest decimals."""
    if unit is StateUnit.ORE:
        return lambda ore: Fraction(ore, _HUNDRED), _kronor, 0
    if unit is StateUnit.MINUTES:
        return lambda minutes: Fraction(minutes, _MINUTES), _hours, 0
    if is_share(key, unit):
        return lambda bp: Fraction(bp, BASIS_POINTS), percent, 1
    if unit is StateUnit.BP:
        return lambda bp: Fraction(bp, BASIS_POINTS), decimal, 1
    return Fraction, decimal, 0


def _rounded(value: Fraction, places: int, unit: StateUnit, key: str) -> Fraction:
    """The number that is written, so that differences of what is written add up."""
    scale = 10**places
    if is_share(key, unit):
        scale *= _HUNDRED
    size = round_half_up(abs(value) * scale)
    return Fraction(size if value >= 0 else -size, scale)


def _kronor(kronor: Fraction, places: int) -> str:
    ore = round_half_up(kronor * _HUNDRED)
    written = decimal(kronor, places) if places else money(ore)
    return _("%(amount)s kr") % {"amount": written}


def _hours(value: Fraction, places: int) -> str:
    return _("%(count)s h") % {"count": decimal(value, places)}
