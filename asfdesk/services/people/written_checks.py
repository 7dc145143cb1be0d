"""What must hold of everything that is written about a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.people.placements import Placement

MOST_LETTERS = 4000
"""About a page and a half: what must fit a report that somebody is to read."""


def checked_text(field: str, text: str) -> str:
    """The text without spaces around it, if it is not too long."""
    stripped = text.strip()
    if len(stripped) > MOST_LETTERS:
        raise InvalidInputError(
            field,
            _("The text is too long."),
            _("It has %(count)d characters; there is room for %(most)d.")
            % {"count": len(stripped), "most": MOST_LETTERS},
            _("Shorten it, or write the rest as another note."),
        )
    return stripped


def not_after_today(field: str, day: date, today: date) -> None:
    """What has happened cannot lie ahead."""
    if day > today:
        raise InvalidInputError(
            field,
            _("The day has not come yet."),
            todo=_("Choose today or an earlier day."),
        )


def not_before_placement(field: str, day: date, placement: Placement) -> None:
    """What belongs to a placement cannot lie before it."""
    if day < placement.decision_from:
        raise InvalidInputError(
            field,
            _("The placement began later."),
            _("Its first day is %(day)s.") % {"day": placement.decision_from.isoformat()},
            _("Choose that day or a later one."),
        )
