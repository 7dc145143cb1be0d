"""What a what-if says: levers with their values, and break-even told as it is (finance.md §9.6)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.codes import PriceUnit
from asfdesk.domain.drivers.levers import LeverKey, LeverUnit
from asfdesk.domain.plan import BASIS_POINTS, THOUSANDTHS
from asfdesk.i18n import ABSENT, N_, _, decimal, ngettext
from asfdesk.reports.drivers.driver_words import full_time_word, plain_number
from asfdesk.reports.planning.variance_words import price_words, share_words

if TYPE_CHECKING:
    from asfdesk.domain.drivers.levers import Lever
    from asfdesk.domain.drivers.plan_break_even import LossAgain, PlanBreakEven
    from asfdesk.domain.drivers.premises import Premises
    from asfdesk.domain.planning.figure import CountRange

_LEVERS = {
    LeverKey.OCCUPANCY: N_("Occupancy"),
    LeverKey.PLACES: N_("Places"),
    LeverKey.PRICE: N_("Prices of training"),
    LeverKey.SUPERVISORS: N_("Supervisors"),
    LeverKey.SICK: N_("Supervisors’ illness"),
    LeverKey.PAYMENT_DAYS: N_("Payment"),
    LeverKey.SALES_VOLUME: N_("Sales volume"),
}
_PRICES = {
    PriceUnit.DAY: N_("Price per day"),
    PriceUnit.HALF_DAY: N_("Price per half day"),
    PriceUnit.HOUR: N_("Price per hour"),
    PriceUnit.PLACE_MONTH: N_("Price per place and month"),
    PriceUnit.LEVEL_DAY: N_("Price per day"),
}
_DASH = "\u2013"


def lever_name(lever: Lever) -> str:
    """What is pulled."""
    if lever.price_unit is not None and lever.price_unit in _PRICES:
        return _(_PRICES[lever.price_unit])
    return _(_LEVERS[lever.key])


def lever_value(lever: Lever, value: int) -> str:
    """A value with its unit: 80 %, 22, 335 kr, 2,75 posts, 30 days."""
    match lever.unit:
        case LeverUnit.BASIS_POINTS | LeverUnit.SHARE_OF_PLAN:
            return share_words(Fraction(value, BASIS_POINTS))
        case LeverUnit.THOUSANDTHS:
            return plain_number(Fraction(value, THOUSANDTHS))
        case LeverUnit.FULL_TIME:
            if value == BASIS_POINTS:
                return _("1 post")
            return _("%(count)s posts") % {"count": full_time_word(value)}
        case LeverUnit.ORE:
            return _("%(amount)s kr") % {"amount": price_words(Fraction(value))}
        case LeverUnit.DAYS:
            return ngettext("%(num)d day", "%(num)d days", value)


def planned_words(lever: Lever) -> str:
    """What the plan says: plan 85 %; posts without their unit, which stands above."""
    full_time = lever.unit is LeverUnit.FULL_TIME
    value = full_time_word(lever.planned) if full_time else lever_value(lever, lever.planned)
    return _("plan %(value)s") % {"value": value}


def so_far_words(occupancy: Fraction) -> str:
    """How it has been: so far this year 76 %."""
    return _("so far this year %(share)s") % {"share": share_words(occupancy)}


def paid_after_words(days: Fraction) -> str:
    """How long buyers take: paid after 34 on average, days as in the plan beside it."""
    return _("paid after %(days)s on average") % {"days": decimal(days, 0)}


def need_words(needed_bp: int, there_bp: int, premises: Premises) -> str:
    """How many supervisors the places need, or how many are missing: 3 needed (6 per supervisor).

    Args:
        needed_bp: in the month that needs most, full-time equivalents in basis points.
        there_bp: as many as the lever says.
        premises: where the ratio is said.
    """
    missing = needed_bp - there_bp
    values = {
        "count": full_time_word(missing if missing > 0 else needed_bp),
        "trainees": plain_number(Fraction(premises.ratio_milli or 0, THOUSANDTHS)),
    }
    if missing > 0:
        return _("%(count)s missing (%(trainees)s per supervisor)") % values
    return _("%(count)s needed (%(trainees)s per supervisor)") % values


def places_words(count: int) -> str:
    """19 places."""
    return ngettext("%(num)d place", "%(num)d places", count)


def break_even_headline(found: PlanBreakEven | None) -> str:
    """The smallest number of places without a loss; "–" when there is none."""
    if found is None or found.first is None:
        return ABSENT
    return places_words(found.first)


def break_even_sentences(found: PlanBreakEven | None) -> tuple[str, ...]:
    """What the number alone would hide, in the order of the places."""
    if found is None:
        return (_("No places are sold in this year."),)
    if not found.ranges:
        return (
            _("No number of places up to %(count)d covers the costs.")
            % {"count": found.counted_to},
        )
    said = [*_losses(found), _afterwards(found), _reckoned(found)]
    if found.first == 1 and not found.losses:
        said.insert(0, _("The costs are covered from one place up."))
    return tuple(one for one in said if one)


def _losses(found: PlanBreakEven) -> list[str]:
    if not found.losses:
        return []
    counts = _counts([one.counts for one in found.losses])
    return [
        _("%(places)s places give a loss again: %(why)s.")
        % {"places": counts, "why": _why(found.losses)}
    ]


def _why(losses: tuple[LossAgain, ...]) -> str:
    """What is needed where the loss begins."""
    rises = {one.needed_bp - one.before_bp for one in losses}
    if rises == {BASIS_POINTS}:
        return _("one more supervisor is needed then")
    if len(losses) == 1:
        return _("%(count)s supervisors are needed then, instead of %(before)s") % {
            "count": full_time_word(losses[0].needed_bp),
            "before": full_time_word(losses[0].before_bp),
        }
    return _("more supervisors are needed then")


def _counts(ranges: list[CountRange]) -> str:
    """20–21, 24 and 28."""
    said = [
        str(one.first) if one.last == one.first else f"{one.first}{_DASH}{one.last}"
        for one in ranges
    ]
    if len(said) == 1:
        return said[0]
    return _("%(first)s and %(last)s") % {"first": ", ".join(said[:-1]), "last": said[-1]}


def _afterwards(found: PlanBreakEven) -> str:
    """What comes above the last range."""
    last = found.ranges[-1]
    if last.last is None:
        if not found.losses:
            return ""
        return _("From %(count)d places no number gives a loss.") % {"count": last.first}
    if last.last >= found.counted_to:
        return _("Counted up to %(count)d places.") % {"count": found.counted_to}
    return _("More than %(count)d places give a loss: each costs more than it brings.") % {
        "count": last.last
    }


def _reckoned(found: PlanBreakEven) -> str:
    if found.by_need:
        return ""
    return _("Reckoned with the plan’s supervisors, however many the places are.")
