"""A difference in words: exact sentences for each effect (decisions A5)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.i18n import _, decimal, money, percent

if TYPE_CHECKING:
    from collections.abc import Callable

    from asfdesk.domain.plan import Section
    from asfdesk.domain.planning.decomposition import Drivers, OreEffects
    from asfdesk.domain.planning.variance import Comparison

_WHOLE_SHARE = Fraction(1, 100)


def number_words(value: Fraction) -> str:
    """A number of places or days: whole if it is, else with one decimal."""
    return decimal(value, 0 if value.denominator == 1 else 1)


def share_words(value: Fraction) -> str:
    """An occupancy: 85 %, or 76,1 % when it is not whole."""
    return percent(value, 0 if (value / _WHOLE_SHARE).denominator == 1 else 1)


def price_words(ore: Fraction) -> str:
    """A price in kronor: 320, or 322,40 when it is not whole."""
    kronor = ore / 100
    return decimal(kronor, 0 if kronor.denominator == 1 else 2)


Pair = tuple[str, str]
"""Actual and plan in words."""

MOST_DECIMALS = 5


def number_pair(now: Fraction, planned: Fraction) -> Pair:
    """Two numbers of places or days; with so many decimals that they differ if they do."""
    return _pair(now, planned, number_words, decimal, finest=1)


def share_pair(now: Fraction, planned: Fraction) -> Pair:
    """Two shares, told apart likewise."""
    return _pair(now, planned, share_words, percent, finest=1)


def price_pair(now: Fraction, planned: Fraction) -> Pair:
    """Two prices in öre as kronor, told apart likewise."""
    return _pair(
        now, planned, price_words, lambda ore, places: decimal(ore / 100, places), finest=2
    )


def _pair(
    now: Fraction,
    planned: Fraction,
    usual: Callable[[Fraction], str],
    exact: Callable[[Fraction, int], str],
    *,
    finest: int,
) -> Pair:
    """The usual words if they say different numbers at `finest` decimals (0 and 0,0 do not)."""
    words = usual(now), usual(planned)
    places = finest
    while exact(now, places) == exact(planned, places) and places < MOST_DECIMALS:
        if now == planned:
            return words
        places += 1
        words = exact(now, places), exact(planned, places)
    return words


def total_words(comparison: Comparison, section: Section, period: str) -> str:
    """Income was 118 200 kr lower than the plan January-October; "" without a comparison."""
    variance = comparison.variance_ore
    if variance is None:
        return ""
    if variance == 0:
        return _("As planned, %(period)s.") % {"period": period}
    values = {"amount": money(abs(variance)), "period": period}
    kind = (section.value, variance > 0)
    return {
        ("income", True): _("Income was %(amount)s kr higher than the plan, %(period)s."),
        ("income", False): _("Income was %(amount)s kr lower than the plan, %(period)s."),
        ("cost", True): _("Costs were %(amount)s kr lower than the plan, %(period)s."),
        ("cost", False): _("Costs were %(amount)s kr higher than the plan, %(period)s."),
        ("finance", True): _("The outcome was %(amount)s kr better than the plan, %(period)s."),
        ("finance", False): _("The outcome was %(amount)s kr worse than the plan, %(period)s."),
    }[kind] % values


def training_sentences(plan: Drivers, actual: Drivers, effects: OreEffects) -> tuple[str, ...]:
    """A sentence for places, days, occupancy and price each; "" where the effect is zero."""
    return (
        _places(plan, actual, effects.places),
        _days(plan, actual, effects.days),
        _occupancy(plan, actual, effects.occupancy),
        _price(plan, actual, effects.price),
    )


def _values(now: str, planned: str, effect_ore: int) -> dict[str, str]:
    return {"now": now, "planned": planned, "amount": money(abs(effect_ore))}


def _places(plan: Drivers, actual: Drivers, effect: int) -> str:
    if not effect:
        return ""
    text = (
        _("More places (%(now)s instead of %(planned)s) increased income by %(amount)s kr.")
        if effect > 0
        else _("Fewer places (%(now)s instead of %(planned)s) reduced income by %(amount)s kr.")
    )
    return text % _values(*number_pair(actual.places, plan.places), effect)


def _days(plan: Drivers, actual: Drivers, effect: int) -> str:
    if not effect:
        return ""
    text = (
        _("More working days (%(now)s instead of %(planned)s) increased income by %(amount)s kr.")
        if effect > 0
        else _(
            "Fewer working days (%(now)s instead of %(planned)s) reduced income by %(amount)s kr."
        )
    )
    return text % _values(*number_pair(actual.days, plan.days), effect)


def _occupancy(plan: Drivers, actual: Drivers, effect: int) -> str:
    if not effect:
        return ""
    text = (
        _("Higher occupancy (%(now)s instead of %(planned)s) increased income by %(amount)s kr.")
        if effect > 0
        else _("Lower occupancy (%(now)s instead of %(planned)s) reduced income by %(amount)s kr.")
    )
    return text % _values(*share_pair(actual.occupancy, plan.occupancy), effect)


def _price(plan: Drivers, actual: Drivers, effect: int) -> str:
    if not effect:
        return ""
    if actual.price_ore == plan.price_ore or not actual.delivered:
        return _(
            "Rounding and amounts booked without delivered days changed income by %(amount)s kr."
        ) % {"amount": money(effect)}
    text = (
        _(
            "A higher price per day (%(now)s instead of %(planned)s kr) increased income by"
            " %(amount)s kr."
        )
        if effect > 0
        else _(
            "A lower price per day (%(now)s instead of %(planned)s kr) reduced income by"
            " %(amount)s kr."
        )
    )
    return text % _values(*price_pair(actual.price_ore, plan.price_ore), effect)
