"""Prognos från beslut: training income to come, month by month, with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from asfdesk.domain.period import Month
from asfdesk.domain.planning.decision_forecast import Parts, expected, together
from asfdesk.domain.planning.decision_paths import PATHS, bands
from asfdesk.i18n import _
from asfdesk.reports.chart_kinds import income_band
from asfdesk.reports.planning.decision_words import (
    expected_words,
    limits_words,
    parts_words,
    plan_words,
    year_words,
)
from asfdesk.reports.words import trainee_word
from asfdesk.services.planning.decision_assumptions import assumptions_of
from asfdesk.services.planning.decision_beliefs import beliefs_of
from asfdesk.services.planning.decision_facts import decision_facts
from asfdesk.services.planning.decision_settings import assumed
from asfdesk.services.planning.decision_situation import situation_of
from asfdesk.services.planning.line_years import line_years
from asfdesk.services.progress import silent
from asfdesk.services.sales.invoice_basis import billed_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date

    from asfdesk.domain.period import FiscalYear
    from asfdesk.domain.planning.decision_inputs import Beliefs, Situation
    from asfdesk.domain.planning.decision_paths import Band
    from asfdesk.reports.chart_spec import LineChart
    from asfdesk.services.planning.decision_assumptions import Assumption
    from asfdesk.services.planning.decision_facts import DecisionFacts
    from asfdesk.services.progress import Progress
    from asfdesk.services.session import ReadSession

SEED = 2026
"""The same file gives the same band, to whoever looks."""

MOST_MONTHS = 12
FEWEST_PATHS = 300
WALKS = 40_000
"""About so many placements are walked through, paths and placements together."""


@dataclass(frozen=True)
class ForecastMonth:
    """One month. The bands of months don't sum to that of them all."""

    month: Month
    parts: Parts
    band: Band
    plan_ore: int | None


@dataclass(frozen=True)
class AgreementForecast:
    """One agreement over all the months."""

    agreement_id: int
    name: str
    buyer: str
    line_code: str
    months: tuple[Parts, ...]
    band: Band

    @property
    def total(self) -> Parts:
        """All the months."""
        return together(self.months)


@dataclass(frozen=True)
class EndingDecision:
    """A decision that ends in the months asked about.

    Attributes:
        who: "Deltagare 17", to everybody: no name is needed here.
        share_bp: how likely it is to be prolonged, as counted.
        after_ore: what the rest of the months would pay if it were, all through; None where the
            agreement pays for places or a sum, whoever is there.
    """

    who: str
    agreement: str
    ends_on: date
    share_bp: int
    after_ore: int | None


@dataclass(frozen=True)
class DecisionForecast:
    """Everything the view shows.

    Attributes:
        months: empty when there is no agreement to forecast.
        so_far_ore: the year before the first month: as booked in closed months, else as billed.
        year: the fiscal year of the day, None when there is none.
        sentences: what is expected, what of it is certain, how it stands to plan and year.
        limits: what is not in it.
    """

    as_of: date
    year: FiscalYear | None
    months: tuple[ForecastMonth, ...]
    total: Parts
    band: Band | None
    agreements: tuple[AgreementForecast, ...]
    endings: tuple[EndingDecision, ...]
    assumptions: tuple[Assumption, ...]
    so_far_ore: int | None
    sentences: tuple[str, ...]
    limits: tuple[str, ...]
    chart: LineChart | None

    @property
    def plan_ore(self) -> int | None:
        """The plan of the months; None when one of them has none."""
        return _all_or_none([month.plan_ore for month in self.months])


def decision_forecast(
    session: ReadSession,
    today: date,
    months_ahead: int | None = None,
    progress: Progress = silent,
) -> DecisionForecast:
    """The forecast for the rest of the fiscal year, or for so many months.

    Args:
        session: the open file; the adviser's key is enough.
        today: the day it is seen from.
        months_ahead: None = to the end of the fiscal year (at least this month).
        progress: told while the band is made; may stop it.
    """
    facts = decision_facts(session, today)
    progress(0, PATHS)
    year = session.enterprise.fiscal_year_on(facts.first)
    months = _months(facts, year, months_ahead)
    situation = situation_of(facts, months)
    progress(0, PATHS)
    if not situation.groups:
        return DecisionForecast(
            facts.as_of, year, (), Parts(), None, (), (), (), None,
            (_("No agreement runs, so there is nothing to forecast."),), (), None,
        )  # fmt: skip
    beliefs = beliefs_of(facts, situation, assumed(session))
    found = expected(situation, beliefs)
    chance = Random(SEED)  # noqa: S311 - simulation, not secrets
    made = bands(situation, beliefs, chance, paths_for(len(situation.held)), progress)
    by_month = [together(parts) for parts in zip(*found.values(), strict=True)]
    lines = {agreement.line_code for agreement in facts.agreements.values()}
    before = _plan(session, year.months() if year else (), lines)
    plan = before | _plan(session, months, lines)
    rows = tuple(
        ForecastMonth(month, parts, band, plan.get(month))
        for month, parts, band in zip(months, by_month, made.months, strict=True)
    )
    total = together(by_month)
    so_far = _so_far(session, facts, year, months[0], lines)
    planned = _all_or_none([row.plan_ore for row in rows])
    sentences = [expected_words(months, total, made.whole), parts_words(total)]
    sentences.append(plan_words(None if planned is None else total.total - planned))
    if year is not None and so_far is not None and months[-1] == year.months()[-1]:
        sentences.append(year_words(year.label, sum(so_far.values()), total.total))
    buyers = {one.id: one.name for one in session.agreements.buyers()}
    return DecisionForecast(
        as_of=facts.as_of,
        year=year,
        months=rows,
        total=total,
        band=made.whole,
        agreements=tuple(
            AgreementForecast(
                key,
                facts.agreements[key].name,
                buyers[facts.agreements[key].buyer_id],
                facts.agreements[key].line_code,
                parts,
                made.agreements[key],
            )
            for key, parts in found.items()
        ),
        endings=_endings(session, facts, situation, beliefs),
        assumptions=assumptions_of(session, facts, situation, beliefs, found),
        so_far_ore=None if so_far is None else sum(so_far.values()),
        sentences=tuple(one for one in sentences if one),
        limits=tuple(limits_words([facts.agreements[key] for key in situation.groups], months[-1])),
        chart=_chart(rows, so_far if months_ahead is None else None, before, sentences[0]),
    )


def paths_for(placements: int) -> int:
    """How many paths: the more placements, the less each weighs, and the longer each path takes."""
    return max(FEWEST_PATHS, min(PATHS, WALKS // max(placements, 1)))


def _months(facts: DecisionFacts, year: FiscalYear | None, ahead: int | None) -> list[Month]:
    first = Month.of(facts.first)
    if ahead is None and year is not None:
        return [month for month in year.months() if month >= first]
    return [first.plus(at) for at in range(ahead or MOST_MONTHS)]


def _plan(
    session: ReadSession, months: Sequence[Month], lines: AbstractSet[str]
) -> dict[Month, int]:
    """The plan in force of the agreements' lines; months without one are absent."""
    found: dict[Month, int] = {}
    years = {session.enterprise.fiscal_year_on(month.first) for month in months}
    for year in years:
        plan = session.plans.in_force(year.id) if year else None
        if year is None or plan is None:
            continue
        amounts = session.plans.amounts(plan.id)
        for month in set(months) & set(year.months()):
            found[month] = sum(amounts.get(code, {}).get(month, 0) for code in lines)
    return found


def _so_far(
    session: ReadSession,
    facts: DecisionFacts,
    year: FiscalYear | None,
    first: Month,
    lines: AbstractSet[str],
) -> dict[Month, int] | None:
    """The year's training income before a month: booked where closed, else what is billed.

    Where nothing at all is booked on the lines, training is booked elsewhere: billed throughout.
    """
    if year is None:
        return None
    before = [month for month in year.months() if month < first]
    through = year.books_through
    booked = line_years(session, year, through, None).lines
    elsewhere = not any(booked[code].actual_ore for code in lines & booked.keys())
    open_months = [month for month in before if elsewhere or through is None or month > through]
    rows = billed_rows(session, list(facts.agreements.values()), open_months)
    found = {
        month: sum(booked[code].actual.get(month, 0) for code in lines & booked.keys())
        for month in before
    }
    for month in open_months:
        found[month] = sum(
            row.amount_ore
            for (_agreement, of), billed in rows.items()
            for row in billed
            if of == month
        )
    return found


def _endings(
    session: ReadSession, facts: DecisionFacts, situation: Situation, beliefs: Beliefs
) -> tuple[EndingDecision, ...]:
    """Decisions that end in the months, soonest first; of protected persons nothing is said."""
    trainees = {one.id: one for one in session.trainees.trainees()}
    placements = {one.id: one for one in facts.placements}
    found = []
    for held in situation.held:
        placement = placements[held.placement_id]
        trainee = trainees[placement.trainee_id]
        ends = placement.decision_to
        if held.final or ends is None or held.decided >= situation.days or trainee.protected:
            continue
        after = sum(held.ore[held.decided :]) * beliefs.share_of(held)
        found.append(
            EndingDecision(
                trainee_word(trainee.number),
                facts.agreements[held.agreement_id].name,
                ends,
                beliefs.odds.mean_bp(situation.groups[held.agreement_id]),
                int(after) if situation.places[held.agreement_id] else None,
            )
        )
    return tuple(sorted(found, key=lambda one: (one.ends_on, one.who)))


def _chart(
    rows: Sequence[ForecastMonth],
    so_far: Mapping[Month, int] | None,
    planned: Mapping[Month, int],
    summary: str,
) -> LineChart:
    """The year's months that have been, then the band; without them for another horizon."""
    past = sorted(so_far or ())
    gap = [None] * len(past)
    plan = [*(planned.get(month) for month in past), *(row.plan_ore for row in rows)]
    return income_band(
        [*past, *(row.month for row in rows)],
        [*gap, *(row.parts.total for row in rows)],
        ([*gap, *(row.band.p10 for row in rows)], [*gap, *(row.band.p90 for row in rows)]),
        plan if any(ore is not None for ore in plan) else None,
        summary,
        [*(so_far[month] for month in past), *([None] * len(rows))] if so_far else None,
    )


def _all_or_none(amounts: Sequence[int | None]) -> int | None:
    known = [ore for ore in amounts if ore is not None]
    return sum(known) if known and len(known) == len(amounts) else None
