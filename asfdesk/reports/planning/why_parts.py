"""A deviation's parts as the page and the report show them: a table row and its sentence each.

The sentence and the row are made from the same values, so they can never say different things.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.i18n import _, decimal, money, month_name, percent
from asfdesk.reports.planning.variance_words import (
    number_pair,
    price_pair,
    share_pair,
    training_sentences,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from asfdesk.domain.period import Month
    from asfdesk.domain.planning.decomposition import Drivers, OreEffects
    from asfdesk.domain.planning.sales_variance import SalesEffects, VolumeEffect
    from asfdesk.domain.planning.staff_variance import StaffEffects

MOST_MONTHS = 3
"""So many months are named; more are counted."""


@dataclass(frozen=True)
class WhyPart:
    """One part of a difference.

    Attributes:
        planned, actual: what changed, in words; "" where there is no such number.
        ore: its effect on the result.
        sentence: the same said; "" when it has no effect.
        beside: it stands beside the row's own difference, not in it.
    """

    name: str
    planned: str
    actual: str
    ore: int
    sentence: str = ""
    beside: bool = False


def training_parts(
    plan: Drivers, actual: Drivers, effects: OreEffects, other_ore: int = 0
) -> tuple[WhyPart, ...]:
    """Places, days, occupancy and price; what the books hold beside them last."""
    said = training_sentences(plan, actual, effects)
    places = number_pair(actual.places, plan.places)
    days = number_pair(actual.days, plan.days)
    occupancy = share_pair(actual.occupancy, plan.occupancy)
    price = price_pair(actual.price_ore, plan.price_ore)
    parts = [
        WhyPart(_("Places"), places[1], places[0], effects.places, said[0]),
        WhyPart(_("Days"), days[1], days[0], effects.days, said[1]),
        WhyPart(_("Occupancy"), occupancy[1], occupancy[0], effects.occupancy, said[2]),
        WhyPart(_("Price per day"), price[1], price[0], effects.price, said[3]),
    ]
    if other_ore:
        text = (
            _("Other income on the line was %(amount)s kr higher than planned.")
            if other_ore > 0
            else _("Other income on the line was %(amount)s kr lower than planned.")
        )
        parts.append(
            WhyPart(_("Other"), "", "", other_ore, text % {"amount": money(abs(other_ore))})
        )
    return tuple(parts)


def sales_parts(effects: SalesEffects) -> tuple[WhyPart, ...]:
    """Volume by what was sold, price, and the months whose volume nobody has typed."""
    parts = [_volume(one, alone=len(effects.volumes) == 1) for one in effects.volumes]
    if effects.volumes:
        parts.append(_price(effects))
    if effects.unknown:
        months = _months(effects.unknown)
        text = _(
            "How much was sold is not typed for %(months)s, so %(amount)s kr can't be taken apart."
        )
        parts.append(
            WhyPart(
                _("Volume not known"),
                "",
                "",
                effects.unknown_ore,
                text % {"months": months, "amount": money(effects.unknown_ore)},
            )
        )
    return tuple(parts)


def _volume(one: VolumeEffect, *, alone: bool) -> WhyPart:
    sold, planned = number_pair(one.sold, one.planned)
    sentence = ""
    if one.ore:
        text = (
            _("More was sold of %(name)s (%(now)s instead of %(planned)s):"
              " it increased income by %(amount)s kr.")
            if one.ore > 0
            else _("Less was sold of %(name)s (%(now)s instead of %(planned)s):"
                   " it reduced income by %(amount)s kr.")
        )  # fmt: skip
        values = {"name": one.name, "now": sold, "planned": planned, "amount": money(abs(one.ore))}
        sentence = text % values
    name = _("Volume") if alone else _("Volume, %(name)s") % {"name": one.name}
    return WhyPart(name, planned, sold, one.ore, sentence)


def _price(effects: SalesEffects) -> WhyPart:
    planned, sold, ore = effects.planned_price, effects.sold_price, effects.price_ore
    now = before = ""
    if sold is not None and planned is not None:
        now, before = price_pair(sold, planned)
    sentence = ""
    if ore and now and before and now != before:
        text = (
            _(
                "A higher price (%(now)s instead of %(planned)s kr) increased income by"
                " %(amount)s kr."
            )
            if ore > 0
            else _(
                "A lower price (%(now)s instead of %(planned)s kr) reduced income by %(amount)s kr."
            )
        )
        sentence = text % {"now": now, "planned": before, "amount": money(abs(ore))}
    elif ore:
        text = (
            _("Prices and rounding increased income by %(amount)s kr.")
            if ore > 0
            else _("Prices and rounding reduced income by %(amount)s kr.")
        )
        sentence = text % {"amount": money(abs(ore))}
    return WhyPart(_("Price"), before, now, ore, sentence)


def _months(months: Sequence[Month]) -> str:
    names = [month_name(one.year, one.number, with_year=False) for one in months]
    if len(names) > MOST_MONTHS:
        return _("%(count)d months") % {"count": len(names)}
    if len(names) == 1:
        return names[0]
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def staff_parts(effects: StaffEffects, *, with_support: bool = True) -> tuple[WhyPart, ...]:
    """Posts, pay, contributions and other costs; the support for pay beside them."""
    found = [_posts(effects), _pay(effects), _contributions(effects), _other(effects)]
    parts = [part for part in found if part is not None]
    if with_support and (effects.plan.support or effects.actual.support):
        parts += _support(effects)
    return tuple(parts)


def posts_words(posts: Fraction) -> str:
    """Full-time equivalents with two decimals."""
    return decimal(posts, 2)


def _posts(effects: StaffEffects) -> WhyPart | None:
    if effects.posts is None or effects.planned_posts is None or effects.actual_posts is None:
        return None
    now, planned = posts_words(effects.actual_posts), posts_words(effects.planned_posts)
    sentence = ""
    if effects.posts:
        text = (
            _("More supervisor posts (%(now)s instead of %(planned)s full-time) increased staff"
              " costs by %(amount)s kr.")
            if effects.posts < 0
            else _("Fewer supervisor posts (%(now)s instead of %(planned)s full-time) reduced staff"
                   " costs by %(amount)s kr.")
        )  # fmt: skip
        sentence = text % {"now": now, "planned": planned, "amount": money(abs(effects.posts))}
    return WhyPart(_("Supervisor posts"), planned, now, effects.posts, sentence)


def _pay(effects: StaffEffects) -> WhyPart:
    now, planned = money(-effects.actual.pay), money(-effects.plan.pay)
    known = effects.posts is not None
    text = {
        (True, True): _("Pay beyond the number of posts increased staff costs by %(amount)s kr."),
        (True, False): _("Pay beyond the number of posts reduced staff costs by %(amount)s kr."),
        (False, True): _("Higher pay than planned increased staff costs by %(amount)s kr."),
        (False, False): _("Lower pay than planned reduced staff costs by %(amount)s kr."),
    }[known, effects.pay < 0]
    sentence = text % {"amount": money(abs(effects.pay))} if effects.pay else ""
    return WhyPart(_("Pay"), planned, now, effects.pay, sentence)


def _contributions(effects: StaffEffects) -> WhyPart | None:
    if not (effects.plan.contributions or effects.actual.contributions):
        return None
    now, planned = _rates(effects)
    sentence = ""
    if effects.contributions and now == planned:
        text = _("Rounding and contributions without pay changed staff costs by %(amount)s kr.")
        sentence = text % {"amount": money(-effects.contributions)}
    elif effects.contributions:
        text = (
            _("Higher contributions and pensions (%(now)s of the pay instead of %(planned)s)"
              " increased staff costs by %(amount)s kr.")
            if effects.contributions < 0
            else _("Lower contributions and pensions (%(now)s of the pay instead of %(planned)s)"
                   " reduced staff costs by %(amount)s kr.")
        )  # fmt: skip
        values = {"now": now, "planned": planned, "amount": money(abs(effects.contributions))}
        sentence = text % values
    return WhyPart(_("Contributions and pensions"), planned, now, effects.contributions, sentence)


def _rates(effects: StaffEffects) -> tuple[str, str]:
    """Contributions as a share of the pay, actual and planned."""
    now, planned = effects.actual.rate, effects.plan.rate
    if now is None or planned is None:
        return percent(now), percent(planned)
    return share_pair(now, planned)


def _other(effects: StaffEffects) -> WhyPart | None:
    plan, actual = effects.plan.other, effects.actual.other
    if not (plan or actual):
        return None
    sentence = ""
    if effects.other:
        text = (
            _("Other staff costs were %(amount)s kr higher than planned.")
            if effects.other < 0
            else _("Other staff costs were %(amount)s kr lower than planned.")
        )
        sentence = text % {"amount": money(abs(effects.other))}
    return WhyPart(_("Other staff costs"), money(-plan), money(-actual), effects.other, sentence)


def _support(effects: StaffEffects) -> list[WhyPart]:
    """Support stands on a line of its own; the net says what staff costs in the end."""
    plan, actual = effects.plan, effects.actual
    sentence = ""
    if effects.support:
        text = (
            _("Support for pay, on its own line, was %(amount)s kr higher than planned.")
            if effects.support > 0
            else _("Support for pay, on its own line, was %(amount)s kr lower than planned.")
        )
        sentence = text % {"amount": money(abs(effects.support))}
    return [
        WhyPart(_("Support for pay"), money(plan.support), money(actual.support),
                effects.support, sentence, beside=True),
        WhyPart(_("Staff after support"), money(-plan.cost - plan.support),
                money(-actual.cost - actual.support), effects.net, beside=True),
    ]  # fmt: skip
