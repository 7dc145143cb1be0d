"""Which counts of persons a briefing may tell (decisions C16, ADR 0040).

Exits of twelve months are told for two days that lie close, so both tables and what has gone out
before are judged together: what changed between them must not point at anybody.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from asfdesk.domain.codes import ExitGroup, PlacementStatus
from asfdesk.domain.people.throughput import countable
from asfdesk.domain.period import Period
from asfdesk.domain.sending.counts import Counts, Table
from asfdesk.domain.sending.disclosure import protect, protect_share
from asfdesk.domain.sending.period_ties import reached, tie_periods
from asfdesk.domain.visiting.questions import WEEKS
from asfdesk.reports.planning.quarterly_counts import EXITS, GROUPS, Persons, exits_table
from asfdesk.services.sending.publish_counts import earlier_outputs, published_periods
from asfdesk.services.small_counts import small_count

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.sending.disclosure import Protected
    from asfdesk.domain.visiting.visit_state import VisitState
    from asfdesk.services.session import ReadSession

GROUP, TOTAL, SHARE = "outcomes.group.", "outcomes.exits", "outcomes.results"
_EVERY = frozenset({TOTAL, SHARE, *(GROUP + code for code in GROUPS)})
_RESULTS = (ExitGroup.WORK.value, ExitGroup.STUDIES.value)


def held_outcomes(session: ReadSession, states: tuple[VisitState, ...]) -> frozenset[str]:
    """Keys of the outcomes that are not told, of either day.

    Figures of a visit that the file no longer comes to are not told either: a correction of one
    person would show.
    """
    spans = [span for state in states if (span := _span(state)) is not None]
    if len(spans) != len(states):
        return _EVERY
    years = sorted(
        {*spans, *(p for s in spans for p in reached(s, published_periods(session, EXITS)))}
    )
    persons = _persons(session, years)
    tables = {span: exits_table(persons, span) for span in spans}
    if any(_differs(state, tables[span]) for state, span in zip(states, spans, strict=True)):
        return _EVERY
    first = tables[spans[0]]
    ties = tie_periods(first, years, persons.exits)
    threshold = small_count(session)
    asked = Counts.together([table.counts() for table in tables.values()])
    shown = protect(asked, threshold, *earlier_outputs(session, ties.sums, ties.true))
    return frozenset().union(*(_held(table, shown, threshold) for table in tables.values()))


def _span(state: VisitState) -> Period | None:
    first, last = state.month("outcomes.first"), state.month("outcomes.last")
    return Period.of_months(first, last) if first is not None and last is not None else None


def _persons(session: ReadSession, periods: list[Period]) -> Persons:
    trainees = {one.id: one for one in session.trainees.trainees()}
    first, last = min(one.first for one in periods), max(one.last for one in periods)
    return Persons(countable(session.placements.in_period(first, last), trainees), trainees, {})


def _differs(state: VisitState, table: Table) -> bool:
    return any(state.value(GROUP + code) != table.cells.get((code,), 0) for code in GROUPS)


def _held(table: Table, shown: Protected, threshold: int) -> frozenset[str]:
    cells = {GROUP + code: shown.value(table.name(code)) for code in GROUPS}
    cells[TOTAL] = shown.value(table.name())
    held = {key for key, value in cells.items() if value is None}
    parts = [cells[GROUP + code] for code in _RESULTS]
    whole = cells[TOTAL]
    known = [one for one in parts if one is not None]
    tells = whole is not None and len(known) == len(parts)
    if whole is None or not tells or not protect_share(sum(known), whole, threshold):
        held.add(SHARE)
    return frozenset(held)


def decisions_ending(
    session: ReadSession, today: date
) -> tuple[bool, tuple[int | None, int | None, int | None]]:
    """Whether decisions end within 12 weeks without another after them, and how many persons'.

    Within 4, 8 and 12 weeks; None where they are so few that the counts are not told. Protected
    persons are in none of them (C2).
    """
    last = today + timedelta(weeks=WEEKS[-1])
    protected = {one.id for one in session.trainees.trainees() if one.protected}
    ends: dict[int, date] = {}
    for one in session.placements.in_period(today, last):
        day = one.decision_to
        if not one.counts or one.exit or one.status is PlacementStatus.ENDED or day is None:
            continue
        if not today <= day <= last or one.trainee_id in protected:
            continue
        if not any(
            other.decision_from > day for other in session.placements.of_trainee(one.trainee_id)
        ):
            ends[one.trainee_id] = min(day, ends.get(one.trainee_id, day))
    within = [
        sum(day <= today + timedelta(weeks=weeks) for day in ends.values()) for weeks in WEEKS
    ]
    bands = {"4": within[0], "8": within[1] - within[0], "12": within[2] - within[1]}
    table = Table.one_way("decisions.ending", today.isoformat(), bands)
    if protect(table, small_count(session)).hides_any:
        return bool(ends), (None, None, None)
    return bool(ends), (within[0], within[1], within[2])
