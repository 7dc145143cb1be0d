"""What the view of key figures shows: each figure with target, light, trend, history and doubts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.period import Month, Period
from asfdesk.domain.planning.figure_history import Step, period_at
from asfdesk.domain.planning.figure_targets import target_for
from asfdesk.domain.planning.key_figures import OF_PEOPLE, group_of_figure
from asfdesk.domain.planning.variance import Light
from asfdesk.services.planning.figure_history import first_month, history
from asfdesk.services.planning.figure_parts import gather_parts
from asfdesk.services.planning.figure_warnings import Doubts, warnings_of
from asfdesk.services.planning.key_figures import FigureMaker, training_cost_codes
from asfdesk.services.planning.society_view import calculation_of

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.period import FiscalYear
    from asfdesk.domain.plan import PlanLine
    from asfdesk.domain.planning.figure import Figure
    from asfdesk.domain.planning.figure_targets import Target
    from asfdesk.domain.planning.key_figures import FigureGroup
    from asfdesk.domain.planning.society import SocietyCalculation
    from asfdesk.services.planning.figure_history import History, Point
    from asfdesk.services.planning.figure_parts import Parts
    from asfdesk.services.planning.key_figures import BreakEvenOf, KeyFigureView
    from asfdesk.services.session import ReadSession

TREND_STEPS = (Step.MONTH, Step.ROLLING, Step.YEAR)
PEOPLE_STEPS = (Step.ROLLING, Step.YEAR)
"""A month's exits are too few to make a line of."""


@dataclass(frozen=True)
class FigureRow:
    """One key figure of the period.

    Attributes:
        target: the year's own, else the one for all years.
        warnings: what the figure doesn't tell, in sentences.
        trend: the points of the small chart, oldest first.
    """

    figure: Figure
    target: Target | None
    light: Light
    warnings: tuple[str, ...]
    trend: tuple[Point, ...]

    @property
    def key(self) -> str:
        """The figure's key."""
        return self.figure.key

    @property
    def group(self) -> FigureGroup:
        """What it is about."""
        return group_of_figure(self.figure.number)


@dataclass(frozen=True)
class FiguresPage:
    """Everything the view shows.

    Attributes:
        year: the fiscal year of the period's end, for targets; None outside every year.
        cost_lines: the plan lines of costs, for choosing the training's.
        chosen_lines: codes of those that are the training's.
        society: the socio-economic calculation of the same period.
    """

    period: Period
    step: Step
    view: KeyFigureView
    rows: tuple[FigureRow, ...]
    history: History
    year: FiscalYear | None
    cost_lines: tuple[PlanLine, ...]
    chosen_lines: frozenset[str]
    society: SocietyCalculation

    def row(self, key: str) -> FigureRow | None:
        """One row by its figure's key."""
        return next((row for row in self.rows if row.key == key), None)


@dataclass(frozen=True)
class FigureSpan:
    """What was read to show the period of a kind that a month is shown in, and its past."""

    month: Month
    step: Step
    period: Period
    first: Month
    parts: Parts


def shown_period(session: ReadSession, step: Step, month: Month) -> Period:
    """The period of a kind that a month is shown in.

    What is so far this year ends with the last closed month, as plan and actual do; while no
    month of the year is closed, with the month itself.
    """
    if step is Step.TO_DATE:
        year = session.enterprise.fiscal_year_on(month.first)
        closed = year.books_through if year else None
        if year is not None and closed is not None and closed >= Month.of(year.first):
            month = min(month, closed)
    return period_at(step, month, session.enterprise.fiscal_years())


def read_span(session: ReadSession, month: Month, step: Step, today: date) -> FigureSpan:
    """Read what the figures and their past are made of, once.

    Args:
        session: the open file.
        month: the month that is shown; the past ends with it.
        step: the kind of period.
        today: days after it count in no figure of attendance.
    """
    period = shown_period(session, step, month)
    first = min(first_month(session, month), Month.of(period.first))
    span = Period.of_months(first, max(month, Month.of(period.last)))
    parts = gather_parts(session, span, today, whole=period)
    return FigureSpan(month, step, period, first, parts)


def figures_page(
    session: ReadSession,
    span: FigureSpan,
    *,
    break_even: BreakEvenOf | None = None,
    shows_few: bool = False,
) -> FiguresPage:
    """The figures of a period, and their past.

    Args:
        session: the open file.
        span: what was read.
        break_even: as in `gather_figures`.
        shows_few: as in `gather_figures`.
    """
    month, step, period, first, parts = span.month, span.step, span.period, span.first, span.parts
    maker = FigureMaker(session, parts, break_even, shows_few=shows_few)
    view = maker.view(period)
    past = history(session, maker, first, month, shows_few=shows_few)
    year = session.enterprise.fiscal_year_on(period.last)
    targets = session.figure_targets.targets()
    society = calculation_of(session, maker, period, shows_few=shows_few)
    doubts = Doubts.of(session, view, society)
    rows = []
    for figure in view.figures:
        target = target_for(targets, figure.key, year.id if year else None)
        light = target.light(figure.value, figure.unit) if target else Light.GREY
        warnings = warnings_of(figure, doubts)
        rows.append(FigureRow(figure, target, light, warnings, _trend(past, figure.number)))
    return FiguresPage(
        period=period,
        step=step,
        view=view,
        rows=tuple(rows),
        history=past,
        year=year,
        cost_lines=tuple(line for line in parts.lines if line.section.value == "cost"),
        chosen_lines=training_cost_codes(session),
        society=society,
    )


def _trend(past: History, number: str) -> tuple[Point, ...]:
    """Months where there are any, else rolling years, else fiscal years."""
    steps = PEOPLE_STEPS if number in OF_PEOPLE else TREND_STEPS
    return next((found for step in steps if (found := past.of(number, step))), ())
