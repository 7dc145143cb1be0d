"""Words for kinds of visits and what becomes of agreed actions."""

from __future__ import annotations

from asfdesk.domain.planning.comments import ActionStatus
from asfdesk.domain.visiting_codes import VisitKind
from asfdesk.i18n import _


def visit_kind(kind: VisitKind) -> str:
    """What a visit is for."""
    return {
        VisitKind.FIRST: _("First visit"),
        VisitKind.DIAGNOSIS: _("Where we stand"),
        VisitKind.PLANNING: _("Planning"),
        VisitKind.FOLLOW_UP: _("Follow-up"),
    }[kind]


def action_status(status: ActionStatus) -> str:
    """What became of an agreed action."""
    return {
        ActionStatus.OPEN: _("not begun"),
        ActionStatus.ONGOING: _("ongoing"),
        ActionStatus.DONE: _("done"),
        ActionStatus.DROPPED: _("dropped"),
    }[status]
