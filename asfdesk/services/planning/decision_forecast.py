"""Prognos från beslut: training income to come, month by month, with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from asfdesk.domain.money import whole_kronor
from asfdesk.domain.period import Month
from asfdesk.domain.planning.decision_forecast import Parts, expected, in_kronor, together
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
from asfdesk.services.planning.decision_forecast_views import (
    AgreementForecast,
    DecisionForecast,
    EndingDecision,
    ForecastMonth,
    all_or_none,
)
from asfdesk.services.planning.decision_settings import assumed
from asfdesk.services.planning.decision_situation import situation_of
from asfdesk.services.planning.decision_year import months_so_far, planned_months
from asfdesk.services.progress import silent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from asfdesk.domain.period import FiscalYear
    from asfdesk.domain.planning.decision_inputs import Beliefs, Situation
    from asfdesk.domain.planning.decision_paths import Band, Bands
    from asfdesk.reports.chart_spec import LineChart
    from asfdesk.services.planning.decision_facts import DecisionFacts
    from asfdesk.services.progress import Progress
    from asfdesk.services.session import ReadSession

SEED = 2026
"""The same file gives the same band, to whoever looks."""

MOST_MONTHS = 12
FEWEST_PATHS = 300
WALKS = 40_000
"""About so many placements are walked through, paths and placements together."""


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
        return _nothing(facts, year)
    beliefs = beliefs_of(facts, situation, assumed(session))
    exact = expected(situation, beliefs)
    found = in_kronor(exact)
    chance = Random(SEED)  # noqa: S311 - simulation, not secrets
    made = bands(situation, beliefs, chance, paths_for(len(situation.held)), progress)
    beside = _Beside.of(session, facts, year, months)
    by_month = [together(parts) for parts in zip(*found.values(), strict=True)]
    rows = tuple(
        ForecastMonth(month, parts, band, beside.plan.get(month))
        for month, parts, band in zip(months, by_month, made.months, strict=True)
    )
    sentences = _sentences(rows, made.whole, beside, year)
    return DecisionForecast(
        as_of=facts.as_of,
        year=year,
        months=rows,
        total=together(by_month),
        band=made.whole,
        agreements=_agreements(session, facts, found, made),
        endings=_endings(session, facts, situation, beliefs),
        assumptions=assumptions_of(session, facts, situation, beliefs, exact),
        so_far_ore=None if beside.so_far is None else sum(beside.so_far.values()),
        sentences=sentences,
        limits=tuple(limits_words([facts.agreements[key] for key in situation.groups], months[-1])),
        chart=_chart(rows, beside, sentences[0], whole_year=months_ahead is None),
    )


def _nothing(facts: DecisionFacts, year: FiscalYear | None) -> DecisionForecast:
    said = (_("No agreement runs, so there is nothing to forecast."),)
    return DecisionForecast(facts.as_of, year, (), Parts(), None, (), (), (), None, said, (), None)


@dataclass(frozen=True)
class _Beside:
    """The plan by month, and the year's months that have been; None without a fiscal year.

    The months that are foreseen, and those that have been, are in whole kronor.
    """

    plan: Mapping[Month, int]
    so_far: Mapping[Month, int] | None

    @classmethod
    def of(
        cls,
        session: ReadSession,
        facts: DecisionFacts,
        year: FiscalYear | None,
        months: Sequence[Month],
    ) -> _Beside:
        lines = {agreement.line_code for agreement in facts.agreements.values()}
        asked = {*months, *(year.months() if year else ())}
        so_far = months_so_far(session, facts, year, months[0], lines)
        plan = dict(planned_months(session, sorted(asked), lines))
        plan.update(_in_kronor({month: plan[month] for month in months if month in plan}))
        return cls(plan, None if so_far is None else _in_kronor(so_far))


def _in_kronor(amounts: Mapping[Month, int]) -> dict[Month, int]:
    """Whole kronor that add up, so that sentences say what the table shows."""
    return dict(zip(amounts, whole_kronor(list(amounts.values())), strict=True))


def _sentences(
    rows: Sequence[ForecastMonth], band: Band, beside: _Beside, year: FiscalYear | None
) -> tuple[str, ...]:
    """What is expected, what of it is certain, and how it stands to the plan and the year."""
    months = [row.month for row in rows]
    total = together(row.parts for row in rows)
    planned = all_or_none([row.plan_ore for row in rows])
    said = [expected_words(months, total, band), parts_words(total)]
    said.append(plan_words(None if planned is None else total.total - planned))
    if year is not None and beside.so_far is not None and months[-1] == year.months()[-1]:
        said.append(year_words(year.label, sum(beside.so_far.values()), total.total))
    return tuple(one for one in said if one)


def _agreements(
    session: ReadSession,
    facts: DecisionFacts,
    found: Mapping[int, tuple[Parts, ...]],
    made: Bands,
) -> tuple[AgreementForecast, ...]:
    buyers = {one.id: one.name for one in session.agreements.buyers()}
    return tuple(
        AgreementForecast(
            key, one.name, buyers[one.buyer_id], one.line_code, parts, made.agreements[key]
        )
        for key, parts in found.items()
        for one in (facts.agreements[key],)
    )


def paths_for(placements: int) -> int:
    """How many paths: the more placements, the less each weighs, and the longer each path takes."""
    return max(FEWEST_PATHS, min(PATHS, WALKS // max(placements, 1)))


def _months(facts: DecisionFacts, year: FiscalYear | None, ahead: int | None) -> list[Month]:
    first = Month.of(facts.first)
    if ahead is None and year is not None:
        return [month for month in year.months() if month >= first]
    return [first.plus(at) for at in range(ahead or MOST_MONTHS)]


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
    rows: Sequence[ForecastMonth], beside: _Beside, summary: str, *, whole_year: bool
) -> LineChart:
    """The year's months that have been, then the band; without them for another horizon."""
    so_far = (beside.so_far if whole_year else None) or {}
    past = sorted(so_far)
    gap = [None] * len(past)
    months = [*past, *(row.month for row in rows)]
    plan = [beside.plan.get(month) for month in months]
    return income_band(
        months,
        [*gap, *(row.parts.total for row in rows)],
        ([*gap, *(row.band.p10 for row in rows)], [*gap, *(row.band.p90 for row in rows)]),
        plan if any(ore is not None for ore in plan) else None,
        summary,
        [*(so_far[month] for month in past), *([None] * len(rows))] if past else None,
    )
