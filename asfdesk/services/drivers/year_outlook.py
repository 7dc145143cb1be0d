"""What the year will end at, against the plan, and why: in words, and as income per month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import UNMAPPED
from asfdesk.domain.plan import Section
from asfdesk.domain.planning.statement import RowKind
from asfdesk.i18n import _, money
from asfdesk.reports.planning.plan_words import line_word, unmapped_word
from asfdesk.reports.planning.variance_words import number_pair, price_pair, share_pair
from asfdesk.services.drivers.explain_line import explain
from asfdesk.services.legal_words import says_surplus
from asfdesk.services.planning.follow_up import follow_up
from asfdesk.services.planning.line_years import line_years

if TYPE_CHECKING:
    from asfdesk.domain.period import FiscalYear, Month
    from asfdesk.domain.planning.follow_up import FollowUp, FollowUpRow
    from asfdesk.domain.planning.variance import Light
    from asfdesk.services.drivers.explain_training import StreamEffects
    from asfdesk.services.session import ReadSession


@dataclass(frozen=True)
class IncomeMonth:
    """Operating income of one month in öre; None = not planned, or not booked yet.

    Attributes:
        forecast_ore: what an open month is taken to give; None for closed months.
    """

    month: Month
    actual_ore: int | None
    plan_ore: int | None
    forecast_ore: int | None


@dataclass(frozen=True)
class YearOutlook:
    """The year's result.

    Attributes:
        forecast_ore: None when nothing can be foreseen (no plan, or nothing booked).
        verdict: "The forecast is 123 400 kr below the plan."; "" without a comparison.
        reasons: the sentences that explain it, the largest first.
        light: how the difference is to be taken.
        says_surplus: whether the enterprise speaks of surplus or deficit, not of a result.
    """

    year: FiscalYear
    through: Month | None
    forecast_ore: int | None
    plan_ore: int | None
    verdict: str
    reasons: tuple[str, ...]
    light: Light
    income: tuple[IncomeMonth, ...]
    says_surplus: bool = False


def year_outlook(session: ReadSession, year: FiscalYear, month: Month) -> YearOutlook | None:
    """The year as it looks from a month; None when there is neither plan nor books."""
    view = follow_up(session, year, month)
    result = view.result
    if result is None:
        return None
    whole = result.figures.year
    return YearOutlook(
        year=year,
        through=view.through,
        forecast_ore=whole.actual_ore,
        plan_ore=whole.plan_ore,
        verdict=_verdict(whole.variance_ore),
        reasons=_reasons(session, view),
        light=result.year_light,
        income=_income(session, view),
        says_surplus=says_surplus(session),
    )


def _verdict(variance_ore: int | None) -> str:
    if variance_ore is None:
        return ""
    if variance_ore == 0:
        return _("The forecast is the same as the plan.")
    text = (
        _("The forecast is %(amount)s kr above the plan.")
        if variance_ore > 0
        else _("The forecast is %(amount)s kr below the plan.")
    )
    return text % {"amount": money(abs(variance_ore))}


def _reasons(session: ReadSession, view: FollowUp) -> tuple[str, ...]:
    """The line that moves the result most its way, why, and the strongest the other way."""
    moved = [
        (row, ore)
        for row in view.rows
        if row.row.kind in (RowKind.LINE, RowKind.UNMAPPED)
        if (ore := row.figures.year.variance_ore)
    ]
    if not moved:
        return ()
    moved.sort(key=lambda pair: -abs(pair[1]))
    whole = _difference(view)
    with_it = [pair for pair in moved if pair[1] * whole > 0] or moved
    main, main_ore = with_it[0]
    against = [pair for pair in moved if pair[1] * main_ore < 0]
    found = [_most(main, main_ore), *_largest_effect(session, view, main)]
    found += [_against(*pair) for pair in against[:1]]
    return tuple(found)


def _difference(view: FollowUp) -> int:
    """The year's result against plan; 0 when they are the same or one is missing."""
    return (view.result.figures.year.variance_ore if view.result else None) or 0


def _most(row: FollowUpRow, ore: int) -> str:
    """Which line moves the result most, with its amount by effect."""
    return _("Most of it is %(line)s (%(amount)s kr).") % {
        "line": _lower_first(_name(row)),
        "amount": signed(ore),
    }


def _against(row: FollowUpRow, ore: int) -> str:
    """The line that moves the result most the other way."""
    section = row.row.line.section if row.row.line else None
    if section not in (Section.INCOME, Section.COST):
        return _("%(line)s: %(amount)s kr.") % {"line": _name(row), "amount": signed(ore)}
    text = {
        (True, True): _("%(line)s gives %(amount)s kr more."),
        (True, False): _("%(line)s gives %(amount)s kr less."),
        (False, True): _("%(line)s costs %(amount)s kr less."),
        (False, False): _("%(line)s costs %(amount)s kr more."),
    }[section is Section.INCOME, ore > 0]
    return text % {"line": _name(row), "amount": money(abs(ore))}


def _largest_effect(session: ReadSession, view: FollowUp, row: FollowUpRow) -> list[str]:
    """For work training: the exact effect that weighs most in the closed months."""
    told = explain(session, view, row).training
    if told is None:
        return []
    found = [(*effect, one.name) for one in told.streams for effect in _effects(one)]
    ore, text, (is_now, was_planned), name = max(found, key=lambda one: abs(one[0]))
    if not ore:
        return []
    said = text % {"now": is_now, "planned": was_planned, "amount": signed(ore)}
    return [_("%(stream)s: %(sentence)s") % {"stream": name, "sentence": said} if name else said]


def _effects(one: StreamEffects) -> tuple[tuple[int, str, tuple[str, str]], ...]:
    """Öre, the sentence, and what it was instead of what, of each effect."""
    now, planned, effects = one.actual, one.plan, one.effects
    return (
        (
            effects.places,
            _("So far there were %(now)s places instead of %(planned)s (%(amount)s kr)."),
            number_pair(now.places, planned.places),
        ),
        (
            effects.days,
            _("So far there were %(now)s working days instead of %(planned)s (%(amount)s kr)."),
            number_pair(now.days, planned.days),
        ),
        (
            effects.occupancy,
            _("So far the occupancy was %(now)s instead of %(planned)s (%(amount)s kr)."),
            share_pair(now.occupancy, planned.occupancy),
        ),
        (
            effects.price,
            _("So far the price per day was %(now)s kr instead of %(planned)s (%(amount)s kr)."),
            price_pair(now.price_ore, planned.price_ore),
        ),
    )


def signed(ore: int) -> str:
    """Whole kronor with plus or minus."""
    return f"+{money(ore)}" if ore > 0 else money(ore)


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _name(row: FollowUpRow) -> str:
    return line_word(row.row.line) if row.row.line else unmapped_word()


def _income(session: ReadSession, view: FollowUp) -> tuple[IncomeMonth, ...]:
    """Income lines together, month by month; open months as the plan has them."""
    years = line_years(session, view.year, view.through, view.plan)
    lines = {line.code: line for line in session.plans.lines(with_inactive=True)}
    chosen = [
        year
        for code, year in years.lines.items()
        if code != UNMAPPED and lines[code].section is Section.INCOME
    ]
    closed = set(view.closed_months)
    found = []
    for month in view.year.months():
        booked = any(month in year.actual for year in chosen)
        planned = sum(year.plan.get(month, 0) for year in chosen) if view.plan else None
        actual = sum(year.actual.get(month, 0) for year in chosen)
        shown = actual if month in closed or booked else None
        found.append(IncomeMonth(month, shown, planned, planned if shown is None else None))
    return tuple(found)
