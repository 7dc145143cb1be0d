"""The overview: what one wants to know in ten seconds, from everything else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.money import ratio
from asfdesk.services.buyer_places import month_places
from asfdesk.services.cash import cash
from asfdesk.services.supervision_month import supervision_month
from asfdesk.services.todo import todo
from asfdesk.services.year_outlook import year_outlook

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from asfdesk.domain.attendance import MonthState
    from asfdesk.domain.period import Month
    from asfdesk.services.buyer_places import MonthPlaces
    from asfdesk.services.cash import Cash
    from asfdesk.services.session import ReadSession
    from asfdesk.services.todo import TodoItem
    from asfdesk.services.year_outlook import YearOutlook


@dataclass(frozen=True)
class SupervisionFigure:
    """A month's attended trainee hours for each supervisor hour.

    Attributes:
        ratio: None when no supervision is reported.
        before: the month before; None when it has none.
    """

    ratio: Fraction | None
    before: Fraction | None
    supervision_minutes: int
    attended_minutes: int


@dataclass(frozen=True)
class Overview:
    """One month of the enterprise.

    Attributes:
        state: whether the month's attendance is locked; `previous` the month before.
        outlook: None while there is neither plan nor books, or no fiscal year.
        cash: None while the books don't say.
    """

    month: Month
    state: MonthState
    previous: MonthState
    outlook: YearOutlook | None
    cash: Cash | None
    supervision: SupervisionFigure
    places: MonthPlaces
    todo: tuple[TodoItem, ...]


def overview(session: ReadSession, month: Month, today: date) -> Overview:
    """Everything the page shows."""
    year = session.enterprise.fiscal_year_on(month.first)
    return Overview(
        month=month,
        state=session.attendance.state(month),
        previous=session.attendance.state(month.plus(-1)),
        outlook=year_outlook(session, year, month) if year else None,
        cash=cash(session, year, month) if year else None,
        supervision=_supervision(session, month, today),
        places=month_places(session, month, today),
        todo=todo(session, today),
    )


def _supervision(session: ReadSession, month: Month, today: date) -> SupervisionFigure:
    now = supervision_month(session, month, today)
    before = supervision_month(session, month.plus(-1), today)
    return SupervisionFigure(
        ratio(now.attended_minutes, now.minutes),
        ratio(before.attended_minutes, before.minutes),
        now.minutes,
        now.attended_minutes,
    )
