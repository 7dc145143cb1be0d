"""Data into R10, and its figures for packages.

Package keys: exits_<table>.<row>.<column>, as the report's tables have them, and results.<figure>.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.codes import AgeBand, Sex
from asfdesk.domain.people.background import Background
from asfdesk.domain.people.results import OUTSIDE, Leaver
from asfdesk.domain.people.throughput import countable
from asfdesk.domain.sending.counts import Name
from asfdesk.domain.sending.period_ties import reached
from asfdesk.reports.document import PersonalData
from asfdesk.reports.people.results_counts import SEX, Exits
from asfdesk.reports.people.results_report import ResultFacts, build
from asfdesk.reports.planning.quarterly_counts import EXITS, rolling_year
from asfdesk.services.sending.document_measures import document_measures
from asfdesk.services.sending.month_aggregates import kept_tables
from asfdesk.services.sending.publish_counts import earlier_outputs, published_periods
from asfdesk.services.sending.report_head import report_head, until_today
from asfdesk.services.sending.volume_ties import Asked, volume_ties
from asfdesk.services.small_counts import small_count

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.people.background import FollowUpContact
    from asfdesk.domain.people.placement_codes import FollowUpStep
    from asfdesk.domain.period import Period
    from asfdesk.domain.sending.counts import Earlier
    from asfdesk.domain.sending.packages import Measure
    from asfdesk.reports.document import Document
    from asfdesk.services.sending.report_entry import ReportRequest
    from asfdesk.services.session import ReadSession

_FIGURES = ("exits", "kolada", "response_4v", "response_6m")


def results(session: ReadSession, request: ReportRequest) -> Document:
    """R10, over the twelve months that end with the period."""
    period = rolling_year(request.period)
    exits = _told_once(session, exits_of(session, request.today), period)
    head = report_head(
        session,
        request,
        personal=PersonalData.NO,
        records=sum(one.ended_on in period for one in exits.leavers),
        cut_off=until_today(request),
    )
    facts = ResultFacts(
        request.period,
        period,
        exits,
        small_count(session),
        _readers(session, exits, period),
        says_why=session.identities_open,
        kept=() if exits.by_reason else tuple(kept_tables(session)),
    )
    return build(facts, head)


def result_measures(session: ReadSession, request: ReportRequest) -> tuple[Measure, ...]:
    """R10's figures; what the report hides is hidden."""
    return document_measures(results(session, request), dict.fromkeys(_FIGURES, "results"))


def exits_of(session: ReadSession, today: date) -> Exits:
    """Every exit that statistics count."""
    trainees = {one.id: one for one in session.trainees.trainees()}
    placements = countable(session.placements.placements(), trainees)
    backgrounds = session.backgrounds.backgrounds()
    contacts: dict[int, dict[FollowUpStep, FollowUpContact]] = {}
    for contact in session.backgrounds.follow_ups():
        contacts.setdefault(contact.placement_id, {})[contact.step] = contact
    ages: dict[int, dict[int, AgeBand]] = {}
    found = []
    for one in placements:
        if one.exit is None or one.exit.group in OUTSIDE:
            continue
        year = one.exit.ended_on.year
        if year not in ages:
            ages[year] = dict(session.trainees.age_bands(year))
        found.append(
            Leaver(
                one,
                one.exit.ended_on,
                one.exit.group,
                trainees[one.trainee_id].sex,
                ages[year].get(one.trainee_id, AgeBand.UNKNOWN),
                backgrounds.get(one.id, Background(one.id)),
                contacts.get(one.id, {}),
            )
        )
    by_reason = session.identities_open and all(one.reason for one in found)
    return Exits(found, by_reason, today)


def _told_once(session: ReadSession, exits: Exits, period: Period) -> Exits:
    """All tables, unless they have gone out for other days that overlap (ADR 0041)."""
    given = published_periods(session, SEX)
    overlaps = any(
        (one.first, one.last) != (period.first, period.last)
        and one.overlaps(period.first, period.last)
        for one in given
    )
    return replace(exits, detailed=not overlaps)


def _readers(session: ReadSession, exits: Exits, period: Period) -> tuple[Earlier, ...]:
    """What has gone out and hangs together with the counts of a period."""
    ties = exits.tie(period, reached(period, published_periods(session, EXITS)))
    left = [one for one in exits.leavers if one.ended_on in period]
    everybody = tuple(one.placement.trainee_id for one in left)
    asked = [Asked(Name(EXITS, str(period)), "ended", everybody)]
    asked += [
        Asked(
            Name(SEX, str(period), f"|{sex.value}"),
            "ended",
            tuple(one.placement.trainee_id for one in left if one.sex is sex),
            sex,
        )
        for sex in Sex
        if exits.detailed
    ]
    tied = volume_ties(session, asked, period)
    true = {**ties.true, **tied.true}
    asked_for = exits.counts(period).sums
    return earlier_outputs(session, (*ties.sums, *tied.sums, *asked_for), true)
