"""Comments on figures, and agreed actions. Clear text: no trainee may be named (decisions C1)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.planning.comments import ActionStatus, Comment
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.checks import check_order, missing, need_text

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.planning.comments import AgreedAction, CommentScope
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

CHANGED: Changes = frozenset({Topic.COMMENTS})
LONGEST = 1_000
"""A comment of R7 holds a thousand characters (domain.md §8.1)."""
SHORTEST_NAME = 3
"""Shorter names are ordinary words too often."""


def write_comment(
    session: WriteSession,
    scope: CommentScope,
    period: str,
    line_code: str,
    body: str,
    today: date,
) -> Changes:
    """Write what explains a figure; an empty text takes the comment away."""
    text = body.strip()
    if len(text) > LONGEST:
        raise InvalidInputError(
            "body",
            _("The comment is too long: %(length)d characters.") % {"length": len(text)},
            todo=_("Keep it to %(longest)d characters.") % {"longest": LONGEST},
        )
    before = session.comments.comment(scope, period, line_code)
    if text == (before.body if before else ""):
        return frozenset()
    with session.writer.action("comment.write", CHANGED, "comment"):
        session.comments.put(Comment(scope, period, line_code, text, today))
    return CHANGED


def agree_action(session: WriteSession, action: AgreedAction) -> Changes:
    """Note what was agreed, who does it and when it is due (its id is not used)."""
    checked = checked_action(action)
    with session.writer.action("action.add", CHANGED, "agreed_action"):
        session.comments.add_action(checked)
    return CHANGED


def change_action(session: WriteSession, action: AgreedAction) -> Changes:
    """Change an agreed action."""
    checked = checked_action(action)
    if session.comments.action(action.id) is None:
        raise missing()
    with session.writer.action("action.change", CHANGED, "agreed_action", action.id):
        session.comments.change_action(checked)
    return CHANGED


def finish_action(session: WriteSession, action_id: int, today: date) -> Changes:
    """Note that an action is done."""
    action = session.comments.action(action_id)
    if action is None:
        raise missing()
    return change_action(session, action.with_status(ActionStatus.DONE, today))


def reopen_action(session: WriteSession, action_id: int) -> Changes:
    """Note that an action was not done after all."""
    action = session.comments.action(action_id)
    if action is None:
        raise missing()
    return change_action(session, replace(action, done_on=None, status=ActionStatus.OPEN))


def remove_action(session: WriteSession, action_id: int) -> Changes:
    """Take an agreed action away."""
    with session.writer.action("action.remove", CHANGED, "agreed_action", action_id):
        session.comments.remove_action(action_id)
    return CHANGED


def names_mentioned(session: ReadSession, text: str) -> int:
    """How many known names of trainees and supervisors a text holds; 0 without the vault key.

    The page warns before saving: comments are read by advisers too. Names stay in memory.
    """
    if not session.identities_open:
        return 0
    words = {word.strip(".,;:!?()\"'").casefold() for word in text.split()}
    names = [
        *session.trainees.names().values(),
        *(s.name for s in session.supervision.supervisors()),
    ]
    parts = ({part.casefold() for part in name.split()} for name in names)
    return sum(
        any(len(part) >= SHORTEST_NAME and part in words for part in known) for known in parts
    )


def checked_action(action: AgreedAction) -> AgreedAction:
    """The action as it may be kept.

    Raises:
        InvalidInputError: nothing is to be done, or it is due before it was agreed.
    """
    what = need_text("what", action.what, _("Write what was agreed."))
    check_order("due_on", action.agreed_on, action.due_on)
    return replace(action, what=what, owner=action.owner.strip())
