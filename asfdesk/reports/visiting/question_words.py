"""What to ask at a visit, each question with the figures it was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.visiting.questions import WEEKS, Ask
from asfdesk.domain.visiting.visit_state import StateUnit
from asfdesk.i18n import _, money, ngettext
from asfdesk.reports.document import Source
from asfdesk.reports.visiting.briefing_words import Said
from asfdesk.reports.visiting.figure_pairs import one

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from asfdesk.domain.visiting.briefing import Used
    from asfdesk.domain.visiting.questions import Question

    Figures = Mapping[str, Used]

_KRONA = 100


def question_said(question: Question) -> Said:
    """A question in words."""
    figures = {found.key: found for found in question.figures}
    sources = tuple(Source(f.key, f.unit.value, f.now) for f in question.figures)
    return Said(_WORDS[question.ask](figures), "", sources, question.ask.value)


def _word(figures: Figures, key: str) -> str:
    found = figures.get(key)
    return one(key, found.unit if found else StateUnit.COUNT, found.now if found else None)


def _cash_short(figures: Figures) -> str:
    values = {
        "month": _word(figures, "liquidity.lowest_month"),
        "lowest": _word(figures, "liquidity.lowest"),
        "room": _word(figures, "liquidity.headroom"),
    }
    text = _(
        "Cash is at its lowest in %(month)s: %(lowest)s, and %(room)s with the overdraft. What"
        " brings money in before then?"
    )
    return text % values


def _cash_low(figures: Figures) -> str:
    values = {
        "month": _word(figures, "liquidity.lowest_month"),
        "lowest": _word(figures, "liquidity.lowest"),
    }
    text = _("Cash is at its lowest in %(month)s: %(lowest)s. What if an invoice is paid late?")
    return text % values


def _forecast(figures: Figures) -> str:
    foreseen, planned = (figures[key].now or 0 for key in ("forecast.result", "plan.result"))
    short = _whole_kronor(planned) - _whole_kronor(foreseen)
    values = {
        "foreseen": _word(figures, "forecast.result"),
        "planned": _word(figures, "plan.result"),
        "short": _("%(amount)s kr") % {"amount": money(short * _KRONA)},
    }
    text = _(
        "The forecast result is %(foreseen)s, %(short)s less than the plan (%(planned)s). What is"
        " done about it?"
    )
    return text % values


def _whole_kronor(ore: int) -> int:
    """Whole kronor, as amounts are written."""
    size = (abs(ore) + _KRONA // 2) // _KRONA
    return size if ore >= 0 else -size


def _actions_late(figures: Figures) -> str:
    return ngettext(
        "%(num)d agreed action is late. What is in its way?",
        "%(num)d agreed actions are late. What is in their way?",
        figures["actions.overdue"].now or 0,
    )


def _decisions(figures: Figures) -> str:
    counts = [figures[f"ask.decisions.{weeks}"].now for weeks in WEEKS]
    if any(one is None for one in counts):
        return _(
            "Decisions end within 12 weeks without another after them. Who asks for a"
            " prolongation, and when? (So few persons that the counts are not told.)"
        )
    text = _(
        "Decisions that end without another after them: %(four)d within 4 weeks, %(eight)d within"
        " 8, %(twelve)d within 12. Who asks for a prolongation, and when?"
    )
    return text % dict(zip(("four", "eight", "twelve"), counts, strict=True))


def _reports_late(figures: Figures) -> str:
    return ngettext(
        "%(num)d report is late. When does it go?",
        "%(num)d reports are late. When do they go?",
        figures["ask.reports_late"].now or 0,
    )


def _resend(figures: Figures) -> str:
    return ngettext(
        "%(num)d report must go out again after a correction. Is it on its way?",
        "%(num)d reports must go out again after corrections. Are they on their way?",
        figures["corrections.waiting"].now or 0,
    )


def _months(figures: Figures) -> int:
    return figures["ask.months"].now or 0


def _books_open(figures: Figures) -> str:
    text = _(
        "The books are closed up to %(month)s; months that are over and open since then:"
        " %(count)d. What holds the closing up?"
    )
    return text % {"month": _word(figures, "books.through"), "count": _months(figures)}


def _books_none(figures: Figures) -> str:
    return ngettext(
        "No month of the fiscal year is closed in the books, and %(num)d is over. When do the"
        " books come in?",
        "No month of the fiscal year is closed in the books, and %(num)d are over. When do the"
        " books come in?",
        _months(figures),
    )


def _attendance_open(figures: Figures) -> str:
    text = _(
        "Attendance is locked up to %(month)s; months that are over and not locked since then:"
        " %(count)d. What is missing?"
    )
    return text % {"month": _word(figures, "attendance.locked"), "count": _months(figures)}


def _unbooked(figures: Figures) -> str:
    values = {
        "amount": _word(figures, "ask.unbooked"),
        "month": _word(figures, "ask.unbooked_month"),
    }
    text = _("%(amount)s is invoiced for %(month)s and not booked. Where are the invoices?")
    return text % values


def _span(figures: Figures, key: str) -> dict[str, str]:
    return {
        "value": _word(figures, key),
        "first": _word(figures, "work.first"),
        "last": _word(figures, "work.last"),
    }


def _occupancy(figures: Figures) -> str:
    text = _(
        "Occupancy is %(value)s of what is sold, %(first)s to %(last)s. Are places empty, or is it"
        " absence?"
    )
    return text % _span(figures, "occupancy.sold")


def _supervision(figures: Figures) -> str:
    text = _(
        "There are %(value)s trainees per full-time supervisor, %(first)s to %(last)s. Is there"
        " time enough for each?"
    )
    return text % _span(figures, "supervision.ratio")


def _plan_none(figures: Figures) -> str:
    values = {key: _word(figures, f"year.{key}") for key in ("first", "last")}
    return _("There is no plan for %(first)s to %(last)s. When is it made?") % values


def _plan_draft(figures: Figures) -> str:
    text = _("Version %(version)s of the plan is not approved. When does the board decide?")
    return text % {"version": _word(figures, "plan.version")}


def _rates(figures: Figures) -> str:
    return ngettext(
        "%(num)d rate in the plan is not checked this year. Does it still hold?",
        "%(num)d rates in the plan are not checked this year. Do they still hold?",
        figures["ask.rates_unchecked"].now or 0,
    )


_WORDS: Mapping[Ask, Callable[[Figures], str]] = {
    Ask.CASH_SHORT: _cash_short,
    Ask.CASH_LOW: _cash_low,
    Ask.FORECAST: _forecast,
    Ask.ACTIONS_LATE: _actions_late,
    Ask.DECISIONS: _decisions,
    Ask.REPORTS_LATE: _reports_late,
    Ask.RESEND: _resend,
    Ask.BOOKS_OPEN: _books_open,
    Ask.BOOKS_NONE: _books_none,
    Ask.UNBOOKED: _unbooked,
    Ask.ATTENDANCE_OPEN: _attendance_open,
    Ask.OCCUPANCY: _occupancy,
    Ask.SUPERVISION: _supervision,
    Ask.PLAN_NONE: _plan_none,
    Ask.PLAN_DRAFT: _plan_draft,
    Ask.RATES: _rates,
}
