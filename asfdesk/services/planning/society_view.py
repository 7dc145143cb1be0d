"""What a period's results come to for society, under the user's assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.planning.key_figures import points_at_somebody
from asfdesk.domain.planning.society import Case, Numbers, SocietyCalculation, sensitivity, value
from asfdesk.services.planning.figure_parts import gather_parts
from asfdesk.services.planning.key_figures import FigureMaker
from asfdesk.services.small_counts import small_count

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.period import Period
    from asfdesk.services.session import ReadSession


def society_calculation(
    session: ReadSession, period: Period, today: date, *, shows_few: bool = False
) -> SocietyCalculation:
    """The calculation of a period of whole months.

    Args:
        session: the open file.
        period: one or more whole months.
        today: days after it count in no figure of attendance.
        shows_few: as in `gather_figures`: on the enterprise's own screen only.
    """
    maker = FigureMaker(session, gather_parts(session, period, today), shows_few=shows_few)
    return calculation_of(session, maker, period, shows_few=shows_few)


def calculation_of(
    session: ReadSession, maker: FigureMaker, period: Period, *, shows_few: bool
) -> SocietyCalculation:
    """The same from parts that have been read."""
    effort = maker.effort(period)
    assumptions = tuple(session.society.assumptions())
    few = 0 if shows_few else small_count(session)
    exits = maker.exits(period)
    if points_at_somebody(exits, few):
        return SocietyCalculation(period, assumptions, None, {}, ())
    return SocietyCalculation(
        period,
        assumptions,
        effort,
        {case: value(effort, Numbers.of(assumptions, case)) for case in Case},
        sensitivity(effort, assumptions),
    )
