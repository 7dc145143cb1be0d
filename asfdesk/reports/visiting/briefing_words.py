"""The sentences of a visit briefing: each is made of two states' figures and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.codes import ExitGroup
from asfdesk.domain.period import Month, Period
from asfdesk.domain.visiting.briefing import Subject, used
from asfdesk.domain.visiting.visit_state import StateUnit
from asfdesk.i18n import ABSENT, N_, _, month_name
from asfdesk.reports.document import Source
from asfdesk.reports.period_words import period_words
from asfdesk.reports.visiting.figure_pairs import exact, one, pair
from asfdesk.reports.words import exit_group_word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.visiting.briefing import Change, Used
    from asfdesk.domain.visiting.visit_state import VisitState

_SUBJECTS = {
    Subject.YEAR: N_("Fiscal year"),
    Subject.FORECAST: N_("Forecast"),
    Subject.RESULT: N_("Outcome"),
    Subject.PLAN: N_("Plan"),
    Subject.CASH: N_("Liquidity"),
    Subject.PLACES: N_("Places"),
    Subject.OCCUPANCY: N_("Occupancy"),
    Subject.SUPERVISION: N_("Supervision"),
    Subject.OUTCOMES: N_("Results for trainees"),
    Subject.CORRECTIONS: N_("Corrections"),
    Subject.ACTIONS: N_("Agreed actions"),
    Subject.OTHER: N_("Other"),
}
_NAMES = {
    "year.first": N_("First month of the fiscal year"),
    "year.last": N_("Last month of the fiscal year"),
    "books.through": N_("Last closed month of the books"),
    "attendance.locked": N_("Last locked month of attendance"),
    "plan.version": N_("Version of the plan in force"),
    "plan.approved_on": N_("Day the plan was approved"),
    "plan.result": N_("The year's result by the plan"),
    "plan.income": N_("The year's income by the plan"),
    "plan.cost": N_("The year's costs by the plan"),
    "to_date.result": N_("Booked result in the closed months"),
    "to_date.income": N_("Booked income in the closed months"),
    "to_date.cost": N_("Booked costs in the closed months"),
    "to_date.planned": N_("The plan's result for the closed months"),
    "forecast.result": N_("The year's result by the forecast"),
    "forecast.income": N_("The year's income by the forecast"),
    "forecast.cost": N_("The year's costs by the forecast"),
    "liquidity.lowest": N_("Lowest cash at a month-end of the plan"),
    "liquidity.lowest_month": N_("Month of the lowest cash"),
    "liquidity.headroom": N_("Lowest cash with the overdraft"),
    "bank.balance": N_("Money in the bank"),
    "bank.day": N_("Day of the bank's balance"),
    "places.sold": N_("Places sold this month"),
    "places.booked": N_("Places booked this month"),
    "places.free": N_("Free places this month"),
    "work.first": N_("First month of the rates"),
    "work.last": N_("Last month of the rates"),
    "occupancy.booked": N_("Booked share of what is sold"),
    "occupancy.attended": N_("Attended share of what is booked"),
    "occupancy.sold": N_("Occupancy, delivered of what is sold"),
    "supervision.fte": N_("Full-time supervisor posts, reported"),
    "supervision.minutes": N_("Supervisors' time"),
    "supervision.attended_minutes": N_("Trainees' time"),
    "supervision.per_trainee_hour": N_("Supervisor hours per trainee hour"),
    "supervision.ratio": N_("Trainees per full-time supervisor"),
    "outcomes.first": N_("First month of the exits"),
    "outcomes.last": N_("Last month of the exits"),
    "outcomes.exits": N_("Exits in twelve months"),
    "outcomes.results": N_("Share of exits to work or studies"),
    "corrections.months": N_("Months corrected after they were reported"),
    "corrections.waiting": N_("Reports that must go out again"),
    "actions.open": N_("Agreed actions that wait"),
    "actions.overdue": N_("Agreed actions that are late"),
    "actions.done": N_("Agreed actions that are done"),
    "ask.months": N_("Months that are over and open"),
    "ask.decisions.4": N_("Decisions that end within 4 weeks"),
    "ask.decisions.8": N_("Decisions that end within 8 weeks"),
    "ask.decisions.12": N_("Decisions that end within 12 weeks"),
    "ask.reports_late": N_("Reports that are late"),
    "ask.rates_unchecked": N_("Rates not checked this year"),
    "ask.unbooked": N_("Invoiced and not booked"),
    "ask.unbooked_month": N_("Month of the invoices"),
}
_SIDES = {
    "plan": N_("%(line)s, the year by the plan"),
    "to_date": N_("%(line)s, booked in the closed months"),
    "forecast": N_("%(line)s, the year by the forecast"),
}


@dataclass(frozen=True)
class Said:
    """A sentence and what it is made of.

    Attributes:
        about: what it belongs to, as a word.
        key: of the figure that it is about.
    """

    text: str
    about: str
    sources: tuple[Source, ...]
    key: str = ""


def subject_word(subject: Subject) -> str:
    """What a change is about."""
    return _(_SUBJECTS[subject])


def key_word(key: str, lines: Mapping[str, str]) -> str:
    """What a figure is called.

    Args:
        key: as in `visit_state`.
        lines: names of plan lines by code.
    """
    known = _NAMES.get(key)
    if known is not None:
        return _(known)
    side, _dot, rest = key.partition(".")
    if rest.startswith("line.") and side in _SIDES:
        code = rest.removeprefix("line.")
        return _(_SIDES[side]) % {"line": lines.get(code, code)}
    if key.startswith("outcomes.group."):
        group = ExitGroup(key.removeprefix("outcomes.group."))
        return _("Exits to: %(group)s") % {"group": exit_group_word(group)}
    if key.startswith("corrections.month."):
        month = Month.parse(key.removeprefix("corrections.month."))
        name = month_name(month.year, month.number)
        return _("Corrections of %(month)s after it was reported") % {"month": name}
    return key


def change_said(
    change: Change, then: VisitState, now: VisitState, lines: Mapping[str, str]
) -> Said:
    """A change in one sentence."""
    figures = used(change, then, now)
    name = key_word(change.key, lines) + _grounds(figures, now)
    sources = tuple(Source(f.key, f.unit.value, f.now, f.then) for f in figures)
    about = subject_word(change.subject)
    return Said(_sentence(change, name, then), about, sources, change.key)


def _sentence(change: Change, name: str, then: VisitState) -> str:
    key, unit = change.key, change.unit
    values = {"name": name, "now": one(key, unit, change.now), "then": one(key, unit, change.then)}
    if change.now is None:
        return _("%(name)s is not known now; then it was %(then)s.") % values
    if change.then is None:
        return _("%(name)s: %(now)s; then it was not known.") % values
    found = pair(key, unit, change.now, change.then)
    values |= {"now": found.now, "then": found.then, "difference": found.difference}
    if change.other_year and key != "plan.version":
        first, last = then.month("year.first"), then.month("year.last")
        known = first is not None and last is not None
        year = period_words(Period.of_months(first, last)) if known and first and last else ABSENT
        text = _("%(name)s: %(now)s. Then %(then)s, of another fiscal year (%(year)s).")
        return text % (values | {"year": year})
    if not found.difference:
        return _("%(name)s: %(now)s; then %(then)s.") % values
    if found.rises:
        return _("%(name)s: %(now)s, %(difference)s more than then (%(then)s).") % values
    return _("%(name)s: %(now)s, %(difference)s less than then (%(then)s).") % values


def _grounds(figures: Sequence[Used], now: VisitState) -> str:
    """Of which months or day the figure is, where that is not plain: " (June 2026)"."""
    keys = [one.key for one in figures[1:]]
    if keys in (["work.first", "work.last"], ["outcomes.first", "outcomes.last"]):
        first, last = now.month(keys[0]), now.month(keys[1])
        if first is None or last is None:
            return ""
        return f" ({period_words(Period.of_months(first, last))})"
    if keys and keys[0] == "books.through" and figures[1].now is not None:
        through = one(keys[0], figures[1].unit, figures[1].now)
        return " " + _("(through %(month)s)") % {"month": through}
    if keys and keys[0] in ("liquidity.lowest_month", "bank.day"):
        found = figures[1]
        return f" ({one(found.key, found.unit, found.now)})" if found.now is not None else ""
    return ""


def source_line(sources: Sequence[Source]) -> str:
    """The figures of a sentence to the last öre, under their keys."""
    return " · ".join(_source(found) for found in sources)


def _source(found: Source) -> str:
    unit = StateUnit(found.unit)
    now = exact(found.key, unit, found.now)
    if found.then is None or found.then == found.now:
        return f"{found.key} {now}"
    return f"{found.key} {exact(found.key, unit, found.then)} → {now}"
