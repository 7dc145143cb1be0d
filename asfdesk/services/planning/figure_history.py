"""Key figures back in time: one reading of the file, every point added up from its months."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.period import Month
from asfdesk.domain.planning.figure_history import Step, periods
from asfdesk.domain.planning.key_figures import BY_YEAR, steps_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.domain.period import Period
    from asfdesk.domain.planning.figure import Figure
    from asfdesk.services.planning.key_figures import FigureMaker
    from asfdesk.services.session import ReadSession

MOST_MONTHS = 240
"""Twenty years; a year typed wrong must not make a history of centuries."""


@dataclass(frozen=True)
class Point:
    """A figure in one period of its history."""

    period: Period
    figure: Figure


@dataclass(frozen=True)
class History:
    """Every figure's past.

    Attributes:
        points: figure's number -> step -> points, oldest first. A point may have no value: the
            books did not reach it, or there was nothing to divide by.
    """

    points: Mapping[str, Mapping[Step, tuple[Point, ...]]] = field(default_factory=dict)

    def of(self, number: str, step: Step) -> tuple[Point, ...]:
        """One figure's points, from its first value to its last; between them may be gaps."""
        found = self.points.get(number, {}).get(step, ())
        telling = [at for at, one in enumerate(found) if _tells(one)]
        return found[telling[0] : telling[-1] + 1] if telling else ()

    def steps(self, number: str) -> tuple[Step, ...]:
        """The steps in which a figure has any value."""
        return tuple(step for step in Step if self.of(number, step))


def _tells(one: Point) -> bool:
    figure = one.figure
    return figure.value is not None or figure.protected or bool(figure.counts)


def first_month(session: ReadSession, through: Month) -> Month:
    """The first month that any figure can rest on: a fiscal year or a placement."""
    starts = [Month.of(year.first) for year in session.enterprise.fiscal_years()]
    starts += [Month.of(one.decision_from) for one in session.placements.placements()]
    earliest = min([one for one in starts if one <= through], default=through)
    return max(earliest, through.plus(1 - MOST_MONTHS))


def history(
    session: ReadSession, maker: FigureMaker, first: Month, through: Month, *, shows_few: bool
) -> History:
    """Every figure from one month to another; a plan's also for the year that is going on.

    Args:
        session: the open file.
        maker: of parts that hold these months.
        first: the first month.
        through: the last one.
        shows_few: as in `gather_figures`.
    """
    years = session.enterprise.fiscal_years()
    found: dict[str, dict[Step, list[Point]]] = defaultdict(lambda: defaultdict(list))
    for step in Step:
        for period in periods(step, first, through, years):
            for figure in maker.figures(period, whole=True):
                wanted = steps_of(figure.number, shows_few=shows_few)
                if step in wanted and figure.number not in BY_YEAR:
                    found[figure.number][step].append(Point(period, figure))
    for year in sorted(years, key=lambda one: one.first):
        if year.first <= through.first:
            for figure in maker.figures(year.period):
                if figure.number in BY_YEAR:
                    found[figure.number][Step.YEAR].append(Point(year.period, figure))
    return History(
        {
            number: {step: tuple(points) for step, points in by_step.items()}
            for number, by_step in found.items()
        }
    )
