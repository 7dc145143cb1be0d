"""Data into R11, and its figures for packages.

Package keys: criteria.<criterion>, criteria.no_distribution (count: 1 yes, 0 no);
employees.<all|target>.persons (count), .posts (milli); employed.<form>.persons;
participants.<unique|at_end|ended|hired>.count; income.<source|all>.amount (ore), .share (bp);
profit.<result|profit_kept|…>.amount (ore); owners.<members|board>.persons, .coworkers (count),
.share (bp); yearly.target_share, target_share_all, public_share (bp), turnover (ore), new_jobs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.codes import LegalForm
from asfdesk.domain.people.throughput import countable, flow
from asfdesk.domain.sending.counts import Name, Sum
from asfdesk.domain.sending.packages import Measure, State, Unit
from asfdesk.domain.sending.period_ties import reached, tie_periods
from asfdesk.domain.sending.yearly_facts import CRITERIA, FactKey
from asfdesk.i18n import _
from asfdesk.reports.document import PersonalData
from asfdesk.reports.people.yearly_counts import YearCounts, hired_in, of_months
from asfdesk.reports.people.yearly_report import YearFacts, YearMoney, build
from asfdesk.reports.people.yearly_words import fact_word
from asfdesk.reports.planning.quarterly_counts import (
    EXITS,
    OWN,
    PEOPLE,
    Persons,
    exits_table,
    own_table,
)
from asfdesk.reports.planning.quarterly_economy import income_sources
from asfdesk.services.legal_words import says_surplus
from asfdesk.services.planning.key_figures import gather_figures
from asfdesk.services.sending.document_measures import document_measures
from asfdesk.services.sending.economy_source import booked_lines, partnership_lines
from asfdesk.services.sending.people_ties import tie_people
from asfdesk.services.sending.publish_counts import earlier_outputs, published_periods
from asfdesk.services.sending.report_head import books_issues, report_head, until_today
from asfdesk.services.sending.volume_ties import Asked, volume_ties
from asfdesk.services.sending.yearly_facts import facts_of
from asfdesk.services.small_counts import small_count

if TYPE_CHECKING:
    from asfdesk.domain.period import Period
    from asfdesk.domain.sending.counts import Earlier
    from asfdesk.domain.sending.yearly_facts import YearlyFacts
    from asfdesk.reports.document import Document
    from asfdesk.services.sending.report_entry import ReportRequest
    from asfdesk.services.session import ReadSession

_FIGURES = ("target_share", "target_share_all", "new_jobs", "turnover", "public_share")
_ASKED_FOR = (*CRITERIA, FactKey.EMPLOYEES, FactKey.TARGET, FactKey.MEMBERS)
"""Facts without which the report is not complete."""


def yearly(session: ReadSession, request: ReportRequest) -> Document:
    """R11."""
    period = request.period
    counts = year_counts(session, period)
    head = report_head(
        session,
        request,
        personal=PersonalData.NO,
        records=len(flow(counts.persons.placements, period).unique),
        cut_off=until_today(request),
        issues=(*_not_stated(counts.stated), *books_issues(session, request)),
    )
    enterprise = session.enterprise.enterprise()
    facts = YearFacts(
        asked=period,
        legal_form=enterprise.legal_form if enterprise else LegalForm.OTHER,
        org_number=head.org_number,
        stated=counts.stated,
        counts=counts,
        money=_money(session, request),
        threshold=small_count(session),
        readers=_readers(session, counts),
        says_why=session.identities_open,
    )
    return build(facts, head)


def yearly_measures(session: ReadSession, request: ReportRequest) -> tuple[Measure, ...]:
    """R11's figures; what the report hides is hidden."""
    found = document_measures(yearly(session, request), dict.fromkeys(_FIGURES, "yearly"))
    stated = facts_of(session, request.period.last.year)
    return (*_criteria(stated), *found)


def year_counts(session: ReadSession, period: Period) -> YearCounts:
    """The counts of a year."""
    trainees = {one.id: one for one in session.trainees.trainees()}
    placements = countable(session.placements.placements(), trainees)
    persons = Persons(placements, trainees, session.trainees.age_bands(period.last.year))
    hired = hired_in(persons, session.backgrounds.employments(), period)
    return YearCounts(of_months(period), persons, hired, facts_of(session, period.last.year))


def _criteria(stated: YearlyFacts) -> tuple[Measure, ...]:
    keys = (*CRITERIA, FactKey.NO_DISTRIBUTION)
    return tuple(
        Measure(
            f"criteria.{key.value.removeprefix('criterion_')}",
            Unit.COUNT,
            stated.value(key),
            State.ABSENT if stated.value(key) is None else State.SHOWN,
        )
        for key in keys
    )


def _not_stated(stated: YearlyFacts) -> tuple[str, ...]:
    missing = [fact_word(key) for key in _ASKED_FOR if stated.value(key) is None]
    if not missing:
        return ()
    said = _("Not stated for %(year)d, see Settings: %(facts)s.")
    return (said % {"year": stated.year, "facts": "; ".join(missing)},)


def _money(session: ReadSession, request: ReportRequest) -> YearMoney:
    period = request.period
    books = gather_figures(session, period, request.today).books
    if books is None:
        return YearMoney(says_surplus=says_surplus(session))
    booked = booked_lines(session, period)
    lump = partnership_lines(session, session.agreements.agreements())
    return YearMoney(
        sources=income_sources(booked, lump),
        turnover=books.sold,
        training_public=books.training_public,
        result=sum(booked.values()),
        says_surplus=says_surplus(session),
    )


def _readers(session: ReadSession, counts: YearCounts) -> tuple[Earlier, ...]:
    """What has gone out and hangs together with the counts of a year."""
    year, persons = counts.year, counts.persons
    given = (*published_periods(session, EXITS), *published_periods(session, OWN))
    years = reached(year, given)
    exits = tie_periods(exits_table(persons, year), (year, *years), persons.exits)
    own = tie_periods(
        own_table(persons, year), (year, *years), lambda one: own_table(persons, one).cells
    )
    people = tie_people(persons, year, published_periods(session, PEOPLE))
    moving = flow(persons.placements, year)
    asked = (
        Asked(counts.unique, "unique", tuple(moving.unique)),
        Asked(counts.at_end, "at_end", tuple(moving.at_end)),
    )
    volumes = volume_ties(session, asked, year)
    sums = [*counts.counts().sums, *exits.sums, *own.sums, *people.sums, *volumes.sums]
    sums += [
        Sum(Name(OWN, str(one)), (Name(EXITS, str(one)),))
        for one in (year, *years)
        if _alike(persons, one)
    ]
    forms = counts.forms()
    sums += forms.sums if forms else ()
    true = {**counts.true(), **exits.true, **own.true, **people.true, **volumes.true}
    tied, beside = _hired(counts)
    return earlier_outputs(session, [*sums, *tied], {**true, **beside})


def _alike(persons: Persons, period: Period) -> bool:
    """Whether the two tables count the same exits; one that is misregistered parts them."""
    return sum(own_table(persons, period).cells.values()) == sum(persons.exits(period).values())


def _hired(counts: YearCounts) -> tuple[list[Sum], dict[Name, int]]:
    """Those who were employed when they left are part of all who were employed."""
    own = own_table(counts.persons, counts.year)
    beside = len(counts.hired) - own.cells["own",]
    if beside < 0:
        return [], {}
    rest = Name(f"{counts.new_jobs.measure}.beside", str(counts.year))
    return [Sum(counts.new_jobs, (own.name("own"), rest))], {rest: beside}
