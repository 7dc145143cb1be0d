"""Visits, what is agreed at them, and what an adviser who may not write brings along instead."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.planning.comments import ActionStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from asfdesk.domain.drivers.shocks import Shock
    from asfdesk.domain.planning.comments import AgreedAction
    from asfdesk.domain.visiting.visit_state import StateFigure
    from asfdesk.domain.visiting_codes import VisitKind


@dataclass(frozen=True)
class Visit:
    """One visit. Clear text, so it must name no trainee (decisions C1).

    Attributes:
        id: 0 before it is stored.
        uid: the same in the client file and in visit packages.
        closed_on: the day its figures were last taken down; None while it goes on.
        revision: of the visit package that it was last taken in from; 0 = written in the file.
    """

    id: int
    uid: str
    day: date
    kind: VisitKind
    present: str = ""
    notes: str = ""
    closed_on: date | None = None
    revision: int = 0


@dataclass(frozen=True)
class StatusChange:
    """What became of an action that the client file knows already.

    Attributes:
        what: the action's words, to show where the file no longer has it.
        before: its status in the file that the adviser saw.
        on: the day of the change.
    """

    uid: str
    what: str
    before: ActionStatus
    after: ActionStatus
    on: date


@dataclass(frozen=True)
class ScenarioDraft:
    """A what-if that was tried at the table, to be made a scenario by whoever may write.

    Attributes:
        plan_id: the plan it was tried on, whose rows the shocks strike.
        plan_version: of that plan, so that another under the same id is told apart.
    """

    name: str
    plan_id: int
    plan_version: int
    shocks: tuple[Shock, ...]


@dataclass(frozen=True)
class VisitDraft:
    """A visit that is not in the client file: everything a visit package holds.

    Attributes:
        visit: its revision counts how many times the draft has been changed.
        actions: newly agreed; of these only uid, words, days, line and status count.
        changes: of actions that the file knows.
        figures: as they stood (`visit_state`).
    """

    visit: Visit
    actions: tuple[AgreedAction, ...] = ()
    changes: tuple[StatusChange, ...] = ()
    scenarios: tuple[ScenarioDraft, ...] = ()
    figures: tuple[StateFigure, ...] = ()

    def next(self, **parts: object) -> VisitDraft:
        """The draft changed, as its next revision."""
        changed: VisitDraft = replace(self, **parts)  # type: ignore[arg-type]
        visit = replace(changed.visit, revision=self.visit.revision + 1)
        return replace(changed, visit=visit)

    def with_status(self, action: AgreedAction, status: ActionStatus, on: date) -> VisitDraft:
        """The next revision, in which an action stands otherwise.

        Args:
            action: as it was shown: one of the draft's own, or one that the file knows with the
                draft's change in it.
            status: what it is to be.
            on: the day.
        """
        if any(one.uid == action.uid for one in self.actions):
            own = tuple(
                one.with_status(status, on) if one.uid == action.uid else one
                for one in self.actions
            )
            return self.next(actions=own)
        known = next((one for one in self.changes if one.uid == action.uid), None)
        before = known.before if known else action.status
        others = tuple(one for one in self.changes if one.uid != action.uid)
        if status is before:
            return self.next(changes=others)
        change = StatusChange(action.uid, action.what, before, status, on)
        return self.next(changes=(*others, change))

    def seen(self, known: Iterable[AgreedAction]) -> list[AgreedAction]:
        """The file's actions as they stand with the draft's changes, then the draft's own."""
        changes = {one.uid: one for one in self.changes}
        found = [
            one.with_status(changes[one.uid].after, changes[one.uid].on)
            if one.uid in changes
            else one
            for one in known
        ]
        uids = {one.uid for one in found}
        return [*found, *(one for one in self.actions if one.uid not in uids)]


class Verdict(StrEnum):
    """What happens to one part of a visit package when it is taken in."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    CONFLICT = "conflict"
    GONE = "gone"


@dataclass(frozen=True)
class MergedStatus:
    """A change of status, judged against the file.

    Attributes:
        now: the file's action; None when it has been removed.
        after: the status that the package brings.
    """

    uid: str
    what: str
    before: ActionStatus
    after: ActionStatus
    on: date
    now: AgreedAction | None
    verdict: Verdict


def judge_status(change: StatusChange, now: AgreedAction | None) -> MergedStatus:
    """The last change of a status wins only if the file has not changed it since.

    A status that both have given is no conflict; another than both knew before is one.
    """
    if now is None:
        verdict = Verdict.GONE
    elif now.status is change.after:
        verdict = Verdict.SAME
    elif now.status is change.before:
        verdict = Verdict.CHANGED
    else:
        verdict = Verdict.CONFLICT
    what = now.what if now else change.what
    return MergedStatus(change.uid, what, change.before, change.after, change.on, now, verdict)


def judge_action(action: AgreedAction, known: Mapping[str, AgreedAction]) -> MergedStatus | None:
    """An action that an earlier revision brought already; None when it is new.

    Its status before is that it had not begun: so it was when it was agreed.
    """
    now = known.get(action.uid)
    if now is None:
        return None
    day = action.done_on or action.agreed_on
    change = StatusChange(action.uid, action.what, ActionStatus.OPEN, action.status, day)
    return judge_status(change, now)
