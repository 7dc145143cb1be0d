"""The overview: what one wants to know in ten seconds, from everything else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.money import ratio
from asfdesk.domain.period import Period
from asfdesk.services.drivers.year_outlook import year_outlook
from asfdesk.services.hours.supervision_month import supervision_month
from asfdesk.services.planning.cash import cash
from asfdesk.services.sales.buyer_places import month_places
from asfdesk.services.todo import todo

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from asfdesk.domain.hours.attendance import MonthState
    from asfdesk.domain.period import Month
    from asfdesk.services.drivers.year_outlook import YearOutlook
    from asfdesk.services.planning.cash import Cash
    from asfdesk.services.sales.buyer_places import MonthPlaces
    from asfdesk.services.session import ReadSession
    from asfdesk.services.todo import TodoItem


@dataclass(frozen=True)
class SupervisionFigure:
    """A month's attended trainee hours for each supervisor hour.

    Attributes:
        ratio: None when no supervision is reported, or no attendance.
        before: the month before; None when it has none.
        supervision_minutes: None when no day of the month is filled in, which is not zero.
        attended_minutes: likewise.
    """

    ratio: Fraction | None
    before: Fraction | None
    supervision_minutes: int | None
    attended_minutes: int | None


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
    supervised, attended = _minutes(session, month, today)
    return SupervisionFigure(
        _per_hour(attended, supervised),
        _per_hour(*reversed(_minutes(session, month.plus(-1), today))),
        supervised,
        attended,
    )


def _minutes(session: ReadSession, month: Month, today: date) -> tuple[int | None, int | None]:
    """A month's supervised and attended minutes; None where nobody has filled in a day."""
    shown = supervision_month(session, month, today)
    supervised = any(minutes is not None for row in shown.rows for minutes in row.minutes)
    attended = session.attendance.entries(Period.of_month(month))
    return (
        shown.minutes if supervised else None,
        shown.attended_minutes if attended else None,
    )


def _per_hour(attended: int | None, supervised: int | None) -> Fraction | None:
    if attended is None or supervised is None:
        return None
    return ratio(attended, supervised)
