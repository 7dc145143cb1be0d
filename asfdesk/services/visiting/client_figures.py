"""What the binder keeps of an enterprise's figures, gathered while its file is open."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.period import Month
from asfdesk.domain.plan import BASIS_POINTS
from asfdesk.domain.planning.variance import Light
from asfdesk.domain.visiting.client import ClientFigures
from asfdesk.domain.visiting.visit_state import VisitState
from asfdesk.services.planning.follow_up import follow_up
from asfdesk.services.sending.due_reports import due_reports
from asfdesk.services.visiting.visit_state import state_of

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.services.session import ReadSession


def client_figures(
    session: ReadSession, today: date, last_visit: date | None = None
) -> ClientFigures:
    """The figures of an open file, with any key; of a safe copy those of the day it was made."""
    mark = session.safe_copy.mark()
    if mark is not None:
        kept = {one.key: one for one in session.safe_copy.figures()}
        return _figures(session, VisitState(mark.made_on, kept), mark.made_on)
    figures = _figures(session, state_of(session, today), today)
    return replace(figures, last_visit=last_visit, late_reports=_late_reports(session, today))


def _figures(session: ReadSession, state: VisitState, today: date) -> ClientFigures:
    forecast, planned = state.value("forecast.result"), state.value("plan.result")
    known = forecast is not None and planned is not None
    return ClientFigures(
        taken_on=today,
        closed_through=state.month("books.through"),
        variance_ore=(forecast or 0) - (planned or 0) if known else None,
        result_light=_result_light(session, today) if known else Light.GREY,
        lowest_ore=state.value("liquidity.lowest"),
        lowest_month=state.month("liquidity.lowest_month"),
        headroom_ore=state.value("liquidity.headroom"),
        occupancy=_share(state.value("occupancy.sold")),
        per_supervisor=_share(state.value("supervision.ratio")),
        open_actions=state.value("actions.open") or 0,
        late_actions=state.value("actions.overdue") or 0,
    )


def _share(value: int | None) -> Fraction | None:
    return None if value is None else Fraction(value, BASIS_POINTS)


def _result_light(session: ReadSession, today: date) -> Light:
    """As the file's own limits of deviation take it."""
    begun = [year for year in session.enterprise.fiscal_years() if year.first <= today]
    year = max(begun, key=lambda one: one.first, default=None)
    if year is None:
        return Light.GREY
    result = follow_up(session, year, min(Month.of(today), Month.of(year.last))).result
    return result.year_light if result is not None else Light.GREY


def _late_reports(session: ReadSession, today: date) -> tuple[str, ...]:
    """Key and period of what should have gone, each once, however many get it."""
    late = (one for one in due_reports(session, today) if one.is_late(today))
    return tuple(dict.fromkeys(f"{one.entry.key} {one.period}" for one in late))
