"""A difference in words: exact sentences for each effect (decisions A5)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.i18n import _, decimal, money, percent

if TYPE_CHECKING:
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


def effect_sentences(plan: Drivers, actual: Drivers, effects: OreEffects) -> tuple[str, ...]:
    """One sentence for each effect that is not zero, in the order places, days, occupancy, price.

    The largest is not singled out: together they are the whole difference.
    """
    sentences = (
        _places(plan, actual, effects.places),
        _days(plan, actual, effects.days),
        _occupancy(plan, actual, effects.occupancy),
        _price(plan, actual, effects.price),
    )
    return tuple(sentence for sentence in sentences if sentence)


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
    return text % _values(number_words(actual.places), number_words(plan.places), effect)


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
    return text % _values(number_words(actual.days), number_words(plan.days), effect)


def _occupancy(plan: Drivers, actual: Drivers, effect: int) -> str:
    if not effect:
        return ""
    text = (
        _("Higher occupancy (%(now)s instead of %(planned)s) increased income by %(amount)s kr.")
        if effect > 0
        else _("Lower occupancy (%(now)s instead of %(planned)s) reduced income by %(amount)s kr.")
    )
    return text % _values(share_words(actual.occupancy), share_words(plan.occupancy), effect)


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
    return text % _values(price_words(actual.price_ore), price_words(plan.price_ore), effect)
