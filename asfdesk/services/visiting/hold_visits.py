"""Visits in the client file: held, changed, closed with the figures as they stand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.checks import missing
from asfdesk.services.visiting.visit_state import state_of

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.visiting.visits import Visit
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

CHANGED: Changes = frozenset({Topic.VISITS})
WITH_ACTIONS: Changes = frozenset({Topic.VISITS, Topic.COMMENTS})
_NOTHING: Changes = frozenset()
LONGEST_PRESENT = 1_000
LONGEST_NOTES = 20_000


def begin_visit(session: WriteSession, visit: Visit, today: date) -> Changes:
    """Note a visit (its id is not used).

    Raises:
        InvalidInputError: it lies ahead, or a text is too long.
    """
    checked = checked_visit(visit, today)
    with session.writer.action("visit.add", CHANGED, "visit"):
        session.visits.add(checked)
    return CHANGED


def change_visit(session: WriteSession, visit: Visit, today: date) -> Changes:
    """Write a visit anew; its figures stay.

    Raises:
        InvalidInputError: as for `begin_visit`. RefusedError: it is not there any more.
    """
    checked = checked_visit(visit, today)
    if checked == _known(session, visit.id):
        return _NOTHING
    with session.writer.action("visit.change", CHANGED, "visit", visit.id):
        session.visits.change(checked)
    return CHANGED


def close_visit(session: WriteSession, visit_id: int, today: date) -> Changes:
    """Keep the figures as they stand, so that the next visit can tell what has changed."""
    visit = _known(session, visit_id)
    figures = state_of(session, today).figures.values()
    with session.writer.action("visit.close", CHANGED, "visit", visit_id):
        session.visits.change(replace(visit, closed_on=today))
        session.visits.set_figures(visit_id, figures)
    return CHANGED


def remove_visit(session: WriteSession, visit_id: int) -> Changes:
    """Take a visit away with its figures; what was agreed stays."""
    _known(session, visit_id)
    with session.writer.action("visit.remove", WITH_ACTIONS, "visit", visit_id):
        session.visits.remove(visit_id)
    return WITH_ACTIONS


def checked_visit(visit: Visit, today: date) -> Visit:
    """The visit as it may be kept.

    Raises:
        InvalidInputError: it lies ahead, or a text is too long.
    """
    if visit.day > today:
        raise InvalidInputError(
            "day",
            _("The day has not come yet."),
            todo=_("Choose today or an earlier day."),
        )
    present, notes = visit.present.strip(), visit.notes.strip()
    _refuse_long("present", present, LONGEST_PRESENT)
    _refuse_long("notes", notes, LONGEST_NOTES)
    return replace(visit, present=present, notes=notes)


def _refuse_long(field: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise InvalidInputError(
            field,
            _("The text is too long."),
            _("It has %(count)d characters; there is room for %(most)d.")
            % {"count": len(text), "most": longest},
        )


def _known(session: ReadSession, visit_id: int) -> Visit:
    visit = session.visits.visit(visit_id)
    if visit is None:
        raise missing()
    return visit
