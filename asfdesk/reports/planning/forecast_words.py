"""The forecast methods in words, and why one misleads."""

from __future__ import annotations

from asfdesk.domain.planning.forecast import Caution, Method
from asfdesk.i18n import _


def method_word(method: Method) -> str:
    """What a method does."""
    return {
        Method.REMAINING_PLAN: _("Closed months plus the rest of the plan"),
        Method.FORECAST_PLAN: _("Closed months plus the rest of a forecast plan"),
        Method.SEASON: _("The year's plan times actual by plan so far"),
        Method.STRAIGHT: _("Closed months spread over the whole year"),
    }[method]


def caution_word(caution: Caution) -> str:
    """Why a method misleads on a line, or what is used instead."""
    return {
        Caution.NOTHING_CLOSED: _("No month is closed, so the plan is used."),
        Caution.NO_FORECAST_PLAN: _("There is no forecast plan, so the rest of the plan is used."),
        Caution.NO_PLAN_SO_FAR: _(
            "Nothing is planned in the closed months, so the rest of the plan is used."
        ),
        Caution.LITTLE_PLAN_SO_FAR: _(
            "Misleading: only a small part of the year's plan lies in the closed months."
        ),
        Caution.OPPOSITE_SIGN: _("Misleading: the plan so far and the actual point opposite ways."),
        Caution.SEASONAL: _("Misleading: the line is planned unevenly over the year."),
    }[caution]
