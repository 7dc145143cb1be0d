"""Setting what key figures should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.checks import missing

if TYPE_CHECKING:
    from asfdesk.domain.planning.figure_targets import Target
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import WriteSession

CHANGED: Changes = frozenset({Topic.PLAN})
MOST_MICRO = 10**15
"""A thousand million of a figure's unit."""


def set_target(session: WriteSession, target: Target) -> Changes:
    """Write a figure's target, for a fiscal year or for all years.

    Raises:
        InvalidInputError: a distance is negative, or red begins before yellow does.
    """
    year = target.fiscal_year_id
    if year is not None and session.enterprise.fiscal_year(year) is None:
        raise missing()
    if abs(target.value_micro) > MOST_MICRO:
        raise InvalidInputError("value", _("The target is too large."))
    for field, distance in (("yellow", target.yellow_micro), ("red", target.red_micro)):
        if distance is not None and not 0 <= distance <= MOST_MICRO:
            raise InvalidInputError(
                field,
                _("A distance can't be negative."),
                todo=_("Write how far from the target it may be, whichever way is worse."),
            )
    if target.red_micro is not None and target.red_micro < (target.yellow_micro or 0):
        raise InvalidInputError(
            "red",
            _("Red would begin before yellow does."),
            todo=_("Choose the same distance or a longer one."),
        )
    with session.writer.action("figure_target.set", CHANGED, "figure_target"):
        session.figure_targets.put(target)
    return CHANGED


def clear_target(session: WriteSession, figure: str, fiscal_year_id: int | None) -> Changes:
    """Take a figure's target away."""
    known = {(one.figure, one.fiscal_year_id) for one in session.figure_targets.targets()}
    if (figure, fiscal_year_id) not in known:
        return frozenset()
    with session.writer.action("figure_target.remove", CHANGED, "figure_target"):
        session.figure_targets.remove(figure, fiscal_year_id)
    return CHANGED
