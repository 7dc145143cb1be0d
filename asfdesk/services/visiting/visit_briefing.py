"""The visit briefing of an open file, with any key (ADR 0046)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.period import Month, Period, PeriodKind
from asfdesk.domain.planning.statement import RowKind
from asfdesk.domain.planning.variance import Light
from asfdesk.domain.sales.sales_chain import GapReason
from asfdesk.domain.visiting.briefing import changes
from asfdesk.domain.visiting.questions import AskFacts, questions
from asfdesk.domain.visiting.visit_state import VisitState
from asfdesk.reports.document import PersonalData
from asfdesk.reports.planning.plan_words import line_word
from asfdesk.reports.planning.variance_rows import row_word
from asfdesk.reports.visiting.briefing_report import BriefingData, WhyLine, build
from asfdesk.services.drivers.explain_line import explain
from asfdesk.services.drivers.explain_staff import is_staff
from asfdesk.services.drivers.parameters import unchecked_in_plan
from asfdesk.services.drivers.plan_behind import plan_behind
from asfdesk.services.planning.follow_up import follow_up
from asfdesk.services.sales.sales_chain import sales_view
from asfdesk.services.sending.due_reports import due_reports
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.sending.report_head import report_head
from asfdesk.services.visiting.briefing_counts import decisions_ending, held_outcomes
from asfdesk.services.visiting.draft_visits import drafts_of
from asfdesk.services.visiting.visit_state import state_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from asfdesk.domain.planning.comments import AgreedAction
    from asfdesk.domain.planning.follow_up import FollowUp, FollowUpRow
    from asfdesk.domain.visiting.visit_state import StateFigure
    from asfdesk.domain.visiting.visits import Visit
    from asfdesk.reports.document import Document
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.session import ReadSession

_ALARMING = (Light.WARN, Light.BAD)
_MOST_LINES = 8
"""So many lines are explained at the most; each asks the books anew."""


@dataclass(frozen=True)
class Earlier:
    """A visit whose figures are kept, and they."""

    visit: Visit
    state: VisitState


def briefing_of_file(file: OpenFile, today: date, created_at: datetime, uid: str = "") -> Document:
    """The briefing of an open file; an adviser's drafts on this computer count as visits.

    Args:
        file: the open file.
        today: the day.
        created_at: printed as the moment of making.
        uid: of the visit to compare with; "" = the latest that was closed before today.
    """
    known = earlier_visits(file.session)
    uids = {one.visit.uid for one in known}
    drafts = [
        found
        for one in drafts_of(file)[0]
        if one.visit.uid not in uids and (found := _earlier(one.visit, one.figures))
    ]
    return briefing(file.session, today, created_at, chosen([*known, *drafts], today, uid))


def earlier_visits(session: ReadSession) -> list[Earlier]:
    """Visits of the file whose figures are kept."""
    visits = [
        _earlier(one, session.visits.figures(one.id))
        for one in session.visits.visits()
        if one.closed_on is not None
    ]
    return [one for one in visits if one is not None]


def _earlier(visit: Visit, figures: Iterable[StateFigure]) -> Earlier | None:
    kept = {one.key: one for one in figures}
    if visit.closed_on is None or not kept:
        return None
    return Earlier(visit, VisitState(visit.closed_on, kept))


def chosen(visits: Iterable[Earlier], today: date, uid: str = "") -> Earlier | None:
    """The visit to compare with: the one asked for, else the latest before today."""
    before = [one for one in visits if one.state.as_of < today]
    named = [one for one in before if one.visit.uid == uid]
    return max(named or before, key=lambda one: (one.state.as_of, one.visit.day), default=None)


def briefing(
    session: ReadSession, today: date, created_at: datetime, then: Earlier | None
) -> Document:
    """The briefing of a day, compared with a visit.

    Raises:
        RefusedError: the file does not say whose it is yet.
    """
    period = Period(today, today, PeriodKind.DAY)
    request = ReportRequest(period, today, created_at)
    head = report_head(session, request, personal=PersonalData.NO)
    return build(period, head, briefing_data(session, today, then))


def briefing_data(session: ReadSession, today: date, then: Earlier | None) -> BriefingData:
    """What the briefing is made of."""
    now = state_of(session, today)
    before = then.state if then else None
    view = _view(session, today)
    return BriefingData(
        now=now,
        then=before,
        visit_day=then.visit.day if then else None,
        lines={one.code: line_word(one) for one in session.plans.lines(with_inactive=True)},
        held=held_outcomes(session, (now, before)) if before else frozenset(),
        whys=_whys(session, view, _changed_lines(before, now)) if view else (),
        actions=_actions(session, today, then),
        questions=questions(now, _facts(session, now, view, today)),
    )


def _view(session: ReadSession, today: date) -> FollowUp | None:
    begun = [year for year in session.enterprise.fiscal_years() if year.first <= today]
    year = max(begun, key=lambda one: one.first, default=None)
    if year is None:
        return None
    return follow_up(session, year, min(Month.of(today), Month.of(year.last)))


def _changed_lines(then: VisitState | None, now: VisitState) -> frozenset[str]:
    """Codes of lines whose forecast is another than it was."""
    prefix = "forecast.line."
    found = changes(then, now) if then is not None else ()
    return frozenset(one.key.removeprefix(prefix) for one in found if one.key.startswith(prefix))


def _whys(session: ReadSession, view: FollowUp, changed: frozenset[str]) -> tuple[WhyLine, ...]:
    """Lines that deviate in the closed months or whose forecast has changed, the largest first."""

    def size(row: FollowUpRow) -> int:
        return abs(row.figures.to_date.variance_ore or 0)

    rows = [
        row
        for row in view.rows
        if (row.row.kind is RowKind.LINE or is_staff(row.row)) and size(row)
        if row.row.key in changed or {row.light, row.year_light} & set(_ALARMING)
    ]
    behind = plan_behind(session, view.plan) if rows else None
    found = []
    for row in sorted(rows, key=size, reverse=True)[:_MOST_LINES]:
        told = explain(session, view, row, behind)
        if told.headline:
            kind = "line" if row.row.kind is RowKind.LINE else "group"
            compared = row.figures.to_date
            found.append(
                WhyLine(
                    f"{kind}.{row.row.key}",
                    row_word(row.row),
                    (told.headline, *told.sentences),
                    compared.actual_ore,
                    compared.plan_ore,
                )
            )
    return tuple(found)


def _actions(session: ReadSession, today: date, then: Earlier | None) -> tuple[AgreedAction, ...]:
    """What is late, waits, or was settled since the visit that is compared with."""

    def concerns(one: AgreedAction) -> bool:
        if one.status.waits or then is None:
            return one.status.waits
        since = one.done_on is not None and one.done_on >= then.state.as_of
        return since or (one.visit_id is not None and one.visit_id == then.visit.id)

    found = [one for one in session.comments.actions(with_done=True) if concerns(one)]
    return tuple(
        sorted(
            found,
            key=lambda one: (
                not one.is_late(today),
                not one.status.waits,
                one.due_on is None,
                one.due_on or today,
                one.id,
            ),
        )
    )


def _facts(session: ReadSession, now: VisitState, view: FollowUp | None, today: date) -> AskFacts:
    any_end, ending = decisions_ending(session, today)
    closed = now.month("books.through")
    plan = view.plan if view else None
    result = view.result if view else None
    return AskFacts(
        ending=ending,
        decisions_end=any_end,
        reports_late=sum(one.is_late(today) for one in due_reports(session, today)),
        rates_unchecked=len(unchecked_in_plan(session, plan, today)) if plan else 0,
        unbooked_ore=_unbooked(session, closed) if closed else 0,
        unbooked_month=closed,
        result_light=result.year_light if result else Light.GREY,
    )


def _unbooked(session: ReadSession, month: Month) -> int:
    """Invoiced for a month, and not found in the books."""
    view = sales_view(session, month)
    if not view.in_books:
        return 0
    gaps = [gap for row in view.rows for gap in row.gaps]
    gaps += [gap for group in view.groups for gap in group.gaps]
    return sum(abs(gap.ore) for gap in gaps if gap.reason is GapReason.NOT_BOOKED)
