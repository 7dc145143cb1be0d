"""Data into R8's appendix on cash and break-even: as it was, and as the plan has it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.liquidity import liquidity
from asfdesk.domain.drivers.plan_break_even import plan_break_even
from asfdesk.domain.money import ratio
from asfdesk.i18n import _
from asfdesk.reports.drivers.liquidity_words import inside_the_month, low_point_words
from asfdesk.reports.drivers.what_if_words import break_even_headline, break_even_sentences
from asfdesk.reports.planning.plan_words import line_word
from asfdesk.reports.planning.variance_appendix import CashMonth
from asfdesk.services.drivers.explain_training import planned_occupancy
from asfdesk.services.planning.cash import cash

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.domain.drivers.result import Liquidity
    from asfdesk.domain.planning.follow_up import FollowUp
    from asfdesk.domain.planning.forecast import LineYear
    from asfdesk.services.drivers.plan_behind import PlanBehind
    from asfdesk.services.session import ReadSession


def closed_cash(session: ReadSession, view: FollowUp) -> tuple[CashMonth, ...]:
    """Cash at the end of each closed month; empty when balances are not known."""
    if view.through is None:
        return ()
    found = cash(session, view.year, view.through)
    ends = found.month_ends if found else ()
    return tuple(CashMonth(one.month, one.balance_ore) for one in ends)


def planned_cash(view: FollowUp, behind: PlanBehind | None) -> tuple[CashMonth, ...]:
    """Cash at each month's end of the year as the plan has it; empty without an opening balance."""
    found = _liquidity(behind)
    if found is None:
        return ()
    wanted = frozenset(view.year.months())
    pairs = zip(found.months, found.balances, strict=True)
    return tuple(CashMonth(month, ore) for month, ore in pairs if month in wanted)


def cash_words(view: FollowUp, behind: PlanBehind | None) -> tuple[str, ...]:
    """The plan's lowest month-end, and its break-even in places."""
    if behind is None:
        return ()
    words = []
    found = _liquidity(behind)
    if found is not None:
        words.append(f"{low_point_words(found)} {inside_the_month()}")
    wanted = frozenset(view.year.months())
    at = [place for place, month in enumerate(behind.model.months) if month in wanted]
    if behind.model.streams:
        places = plan_break_even(behind.model, behind.result, at)
        said = {"places": break_even_headline(places)}
        words.append(_("Break-even: %(places)s.") % said)
        words += break_even_sentences(places)
    return tuple(words)


def _liquidity(behind: PlanBehind | None) -> Liquidity | None:
    return liquidity(behind.model, behind.result) if behind is not None else None


def break_even(
    session: ReadSession, view: FollowUp, years: Mapping[str, LineYear]
) -> tuple[tuple[str, Fraction], ...]:
    """Occupancy of each line with drivers at which the planned result of the year is zero.

    Income per unit of occupancy is the line's planned income / its planned occupancy.
    """
    if view.plan is None:
        return ()
    result = sum(line.planned_ore for line in years.values())
    names = {line.code: line_word(line) for line in session.plans.lines(with_inactive=True)}
    found = []
    months = view.year.months()
    for code, occupancy in planned_occupancy(session, view.plan, months).items():
        income = years[code].planned_ore if code in years else 0
        per_unit = ratio(Fraction(income), occupancy)
        if per_unit:
            found.append((names[code], occupancy - result / per_unit))
    return tuple(found)
