"""What the page of visits shows, and one way to change it whether or not the file is written in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import uuid4

from asfdesk.domain.visiting.visits import VisitDraft
from asfdesk.services.visiting import draft_visits
from asfdesk.services.visiting.hold_visits import (
    begin_visit,
    change_visit,
    close_visit,
    remove_visit,
)
from asfdesk.services.visiting.visit_state import state_of
from asfdesk.services.write_comments import agree_action, change_action, checked_action

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.planning.comments import ActionStatus, AgreedAction
    from asfdesk.domain.visiting.visits import Visit
    from asfdesk.services.changes import Changes
    from asfdesk.services.file.open_file import OpenFile


@dataclass(frozen=True)
class VisitRow:
    """A visit of the file, or a draft that lies on this computer only."""

    visit: Visit
    draft: VisitDraft | None = None


@dataclass(frozen=True)
class VisitsView:
    """Everything the page shows.

    Attributes:
        rows: visits, drafts first.
        actions: every agreed action, as the latest draft has it if there is one.
        draft: the latest draft; None when the file is written in, or nothing goes on.
        unreadable: drafts that today's keys do not open.
    """

    rows: tuple[VisitRow, ...]
    actions: tuple[AgreedAction, ...]
    draft: VisitDraft | None
    unreadable: int


def visits_page(file: OpenFile) -> VisitsView:
    """Visits, drafts and what was agreed."""
    drafts, unreadable = draft_visits.drafts_of(file)
    session = file.session
    known = {one.visit.uid for one in drafts}
    rows = [VisitRow(one.visit, one) for one in drafts]
    rows += [VisitRow(one) for one in session.visits.visits() if one.uid not in known]
    draft = drafts[0] if drafts and file.write is None else None
    actions = session.comments.actions(with_done=True)
    seen = draft.seen(actions) if draft else actions
    return VisitsView(tuple(rows), tuple(seen), draft, unreadable)


def put_visit(file: OpenFile, row: VisitRow | None, visit: Visit, today: date) -> Changes:
    """Begin a visit (row None; its uid is not used), or write one anew.

    Raises:
        InvalidInputError: it lies ahead, or a text is too long.
    """
    if row is not None and row.draft is not None:
        changed = row.draft.next(visit=replace(visit, revision=row.visit.revision))
        return draft_visits.keep(file, changed, today)
    if row is not None:
        return change_visit(file.writing(), visit, today)
    begun = replace(visit, uid=uuid4().hex)
    if file.write is not None:
        return begin_visit(file.write, begun, today)
    return draft_visits.keep(file, VisitDraft(replace(begun, revision=1)), today)


def finish_visit(file: OpenFile, row: VisitRow, today: date) -> Changes:
    """Keep the figures as they stand with the visit."""
    if row.draft is None:
        return close_visit(file.writing(), row.visit.id, today)
    figures = tuple(state_of(file.session, today).figures.values())
    visit = replace(row.visit, closed_on=today)
    return draft_visits.keep(file, row.draft.next(visit=visit, figures=figures), today)


def drop_visit(file: OpenFile, row: VisitRow) -> Changes:
    """Take a visit away; a draft only from this computer."""
    if row.draft is not None:
        return draft_visits.drop(file, row.visit.uid)
    return remove_visit(file.writing(), row.visit.id)


def put_action(file: OpenFile, row: VisitRow | None, action: AgreedAction, today: date) -> Changes:
    """Agree on an action (id 0) at a visit or between visits, or write one anew.

    Raises:
        InvalidInputError: nothing is to be done, or it is due before it was agreed.
        ReadOnlyError: there is no draft to put it in, and the file is only looked at.
    """
    checked = checked_action(action)
    if file.write is None and row is not None and row.draft is not None:
        draft = row.draft
        new = checked if checked.uid else replace(checked, uid=uuid4().hex)
        others = tuple(one for one in draft.actions if one.uid != new.uid)
        return draft_visits.keep(file, draft.next(actions=(*others, new)), today)
    session = file.writing()
    if checked.id:
        return change_action(session, checked)
    visit_id = row.visit.id if row is not None and row.draft is None else None
    return agree_action(session, replace(checked, visit_id=visit_id))


def set_status(
    file: OpenFile,
    draft: VisitDraft | None,
    action: AgreedAction,
    status: ActionStatus,
    today: date,
) -> Changes:
    """Say what became of an action: in the draft of a visit, else in the file.

    Raises:
        ReadOnlyError: there is no draft, and the file is only looked at.
    """
    if draft is not None:
        return draft_visits.keep(file, draft.with_status(action, status, today), today)
    return change_action(file.writing(), action.with_status(status, today))
