"""A safe copy's session: asking for people or days is refused, so no figure is made of nothing.

The tables are there, and empty. A sum of them would be zero where it is not known; so the nouns
themselves say no, wherever they are asked from (ADR 0048).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NoReturn, cast

from asfdesk.errors import RefusedError
from asfdesk.i18n import _

if TYPE_CHECKING:
    from asfdesk.services.session import ReadSession

_NOT_KEPT = (
    *("trainees", "placements", "decisions", "backgrounds", "attendance", "absences"),
    *("supervision", "rota", "capacity", "attended", "progress", "notes", "waiting"),
    *("work_groups", "habilitation", "sent", "visits"),
)


class NotKept:
    """In the place of a noun that a safe copy does not keep."""

    def __getattr__(self, name: str) -> NoReturn:
        """Whatever is asked.

        Raises:
            RefusedError: always.
        """
        raise months_not_days()


def months_not_days() -> RefusedError:
    """Why something cannot be shown or made of a safe copy."""
    return RefusedError(
        _("A safe copy keeps months, not days."),
        _("People, agreements, attendance and supervision by the day stayed in the file."),
        _("Look in the enterprise's own file, or ask the enterprise to make it."),
    )


def is_safe_copy(session: ReadSession) -> bool:
    """Whether the open file is a safe copy."""
    return session.safe_copy.mark() is not None


def without_days(session: ReadSession) -> ReadSession:
    """The session as it is, or that of a safe copy without what such a copy does not keep."""
    if not is_safe_copy(session):
        return session
    kept: dict[str, Any] = dict.fromkeys(_NOT_KEPT, NotKept())
    return replace(session, **cast("Any", kept))
