"""Words for visits, what becomes of agreed actions, and what a visit package brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.planning.comments import ActionStatus
from asfdesk.domain.visiting.visits import Verdict
from asfdesk.domain.visiting_codes import VisitKind
from asfdesk.i18n import _, day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asfdesk.domain.planning.comments import AgreedAction
    from asfdesk.domain.visiting.visits import MergedStatus, VisitDraft


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


def verdict_word(one: MergedStatus) -> str:
    """What taking in does to the status of an action that the file knows."""
    now = action_status(one.now.status) if one.now else ""
    after = action_status(one.after)
    return {
        Verdict.CHANGED: _("%(now)s becomes %(after)s"),
        Verdict.SAME: _("%(after)s in both"),
        Verdict.CONFLICT: _("%(now)s here, %(after)s in the package"),
        Verdict.GONE: _("is not in the file any more; nothing is done"),
        Verdict.NEW: _("new, %(after)s"),
    }[one.verdict] % {"now": now, "after": after}


def preview_lines(
    draft: VisitDraft, actions: Iterable[AgreedAction], statuses: Iterable[MergedStatus]
) -> list[str]:
    """What a visit package brings, one line each."""
    visit = draft.visit
    found = [
        _("Visit %(day)s: %(kind)s. Present: %(present)s.")
        % {"day": day(visit.day), "kind": visit_kind(visit.kind), "present": visit.present or "–"}
    ]
    if visit.notes:
        found.append(visit.notes)
    found += [
        _("New action: %(what)s (%(owner)s, due %(due)s)")
        % {"what": one.what, "owner": one.owner or "–", "due": day(one.due_on) or "–"}
        for one in actions
    ]
    found += [
        _("Action: %(what)s – %(verdict)s") % {"what": one.what, "verdict": verdict_word(one)}
        for one in statuses
    ]
    return found
