"""Words of the socio-economic calculation: assumptions, actors, cases, and what is left out."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk import i18n
from asfdesk.domain.planning.society import PROXY_KEYS, Actor, Case, Factor
from asfdesk.i18n import N_, _, ngettext
from asfdesk.reports.words import exit_group_word

if TYPE_CHECKING:
    from collections.abc import Iterable

BASIS_POINTS = 10_000

_ACTORS = {
    Actor.MUNICIPALITY: N_("The municipality"),
    Actor.REGION: N_("The region"),
    Actor.STATE: N_("The state"),
    Actor.PERSON: N_("The person"),
}
_CASES = {
    Case.CAUTIOUS: N_("Cautious"),
    Case.LIKELY: N_("Likely"),
    Case.FAVOURABLE: N_("Favourable"),
}
_FACTORS = {
    Factor.DEADWEIGHT: N_("Would have happened anyway (deadweight)"),
    Factor.ATTRIBUTION: N_("Our part of the change (attribution)"),
    Factor.DISPLACEMENT: N_("At somebody else's expense (displacement)"),
    Factor.DROP_OFF: N_("Lost each year after the first (drop-off)"),
    Factor.YEARS: N_("Years that are counted"),
    Factor.DISCOUNT: N_("Discount rate"),
    Factor.MONTH_BENEFIT: N_("Worth a month, for the months to pay back"),
}
_HELP = {
    Factor.DEADWEIGHT: N_("Share of the results that would have come without you."),
    Factor.ATTRIBUTION: N_("Share that is due to you, and not to others who also helped."),
    Factor.DISPLACEMENT: N_("Share where somebody else lost the job or the place."),
    Factor.DROP_OFF: N_("Share of the value that is gone each year after the first."),
    Factor.YEARS: N_("1 to 20. The shorter, the more cautious."),
    Factor.DISCOUNT: N_("What a krona next year loses in worth today."),
    Factor.MONTH_BENEFIT: N_("Leave it out to use a twelfth of the value a year."),
}


def actor_word(actor: Actor) -> str:
    """Who gains."""
    return _(_ACTORS[actor])


def case_word(case: Case) -> str:
    """Which end of the assumptions."""
    return _(_CASES[case])


def assumption_word(key: str) -> str:
    """What an assumption is about."""
    if key in PROXY_KEYS:
        group, actor = PROXY_KEYS[key]
        return _("%(actor)s: %(result)s, kr a year") % {
            "actor": actor_word(actor),
            "result": exit_group_word(group).lower(),
        }
    return _(_FACTORS[Factor(key)])


def assumption_help(key: str) -> str:
    """What is meant by it, in a sentence."""
    if key in PROXY_KEYS:
        return _(
            "What one person who reaches the result is worth in a year, for example less income"
            " support and more tax. Ask the payer, and write down where the number is from."
        )
    return _(_HELP[Factor(key)])


def assumption_text(key: str, number: int) -> str:
    """A number with its unit."""
    if key == Factor.YEARS:
        return ngettext("%(num)d year", "%(num)d years", number)
    if key in PROXY_KEYS or key == Factor.MONTH_BENEFIT:
        return f"{i18n.money(number)} kr"
    return i18n.percent(Fraction(number, BASIS_POINTS))


def factor_words(factors: Iterable[Factor]) -> str:
    """Several assumptions in a row."""
    return ", ".join(assumption_word(one) for one in factors)


def ratio_words(value: Fraction | None) -> str:
    """Kronor back per krona: 0,92."""
    return i18n.decimal(value, 2)


def range_words(low: Fraction | None, high: Fraction | None) -> str:
    """From the cautious case to the favourable one: "0,14–2,51"."""
    if low is None or high is None:
        return i18n.ABSENT
    return f"{ratio_words(low)}–{ratio_words(high)}"


def how_counted() -> tuple[str, ...]:
    """The method, in sentences."""
    return (
        _(
            "Value = results x value a year x (1 - deadweight) x attribution x (1 - displacement),"
            " for each year less drop-off, and as worth today by the discount rate."
        ),
        _(
            "The cautious case takes every assumption at the end that makes the value smaller, the"
            " favourable one at the other end. The truth need not lie between them."
        ),
        _(
            "The period alone counts only the months from an exit to the end of the period, with"
            " the same deadweight, attribution and displacement taken off in each case, and adds"
            " nothing later."
        ),
    )


def left_out() -> tuple[str, ...]:
    """What the calculation does not hold, in sentences."""
    return (
        _("Health, self-confidence, children's circumstances and safety are not valued in money."),
        _("Those who did not reach a result count as worth nothing, although many came nearer."),
        _("The value of the work done during the training, and of reuse, is not counted."),
        _(
            "What the payers also spend on other support during the training is not in the cost;"
            " neither is what they would have spent without it."
        ),
        _("Nobody has followed up the years that are counted; they are an assumption."),
        _("Effects on prices, wages and other enterprises are not counted."),
    )
