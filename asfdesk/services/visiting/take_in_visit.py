"""A visit package looked at and taken in: its visit, its actions and its scenarios, no more.

What the file has changed since the adviser saw it is never written over: a status that both have
changed is a conflict, and the owner chooses (ADR 0045).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asfdesk.domain.visiting.visits import (
    Verdict,
    judge_action,
    judge_status,
)
from asfdesk.errors import AsfDeskError, InvalidInputError, RefusedError
from asfdesk.i18n import _, day
from asfdesk.services.changes import Topic
from asfdesk.services.drivers.scenarios import add_scenario, check_scenario
from asfdesk.services.visiting.hold_visits import checked_visit
from asfdesk.services.write_comments import names_mentioned

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from asfdesk.domain.planning.comments import AgreedAction
    from asfdesk.domain.visiting.visits import (
        MergedStatus,
        ScenarioDraft,
        Visit,
        VisitDraft,
    )
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

CHANGED: Changes = frozenset({Topic.VISITS, Topic.COMMENTS, Topic.PLAN})


@dataclass(frozen=True)
class OfferedScenario:
    """A scenario of the package; `problem` says why it cannot be made, "" = it can."""

    scenario: ScenarioDraft
    problem: str = ""


@dataclass(frozen=True)
class VisitPreview:
    """What taking a visit package in would do; nothing has been written.

    Attributes:
        known: the visit as an earlier package brought it; None = it is new.
        actions: newly agreed ones.
        statuses: changes of actions that are known, each judged.
        names: how many known names of people its texts hold; 0 also without the vault key.
    """

    draft: VisitDraft
    known: Visit | None
    actions: tuple[AgreedAction, ...]
    statuses: tuple[MergedStatus, ...]
    scenarios: tuple[OfferedScenario, ...]
    names: int

    @property
    def conflicts(self) -> tuple[MergedStatus, ...]:
        """The changes that the owner must choose in."""
        return tuple(one for one in self.statuses if one.verdict is Verdict.CONFLICT)

    @property
    def changes(self) -> tuple[MergedStatus, ...]:
        """The changes that are made without asking."""
        return tuple(one for one in self.statuses if one.verdict is Verdict.CHANGED)


def preview(session: ReadSession, draft: VisitDraft, today: date) -> VisitPreview:
    """Compare a package with the file.

    Raises:
        RefusedError: the file has taken it in already, or a later one of the same visit.
        InvalidInputError: it lies ahead.
    """
    checked_visit(draft.visit, today)
    known = session.visits.by_uid(draft.visit.uid)
    if known is not None:
        _refuse_again(known, draft)
    now = {one.uid: one for one in session.comments.actions(with_done=True)}
    statuses = [judge_status(one, now.get(one.uid)) for one in draft.changes]
    new = []
    for action in draft.actions:
        judged = judge_action(action, now)
        if judged is None:
            new.append(action)
        else:
            statuses.append(judged)
    return VisitPreview(
        draft,
        known,
        tuple(new),
        tuple(statuses),
        tuple(_offered(session, one) for one in _new_scenarios(session, draft, known)),
        names_mentioned(session, _texts(draft)),
    )


def take_in(
    session: WriteSession, draft: VisitDraft, today: date, chosen: Collection[str] = ()
) -> Changes:
    """Take a visit package in: one step that undo takes back whole.

    Args:
        session: the open file.
        draft: what the package holds.
        today: nothing of it may lie ahead.
        chosen: uids of the conflicts in which the package's status is to stand; in the others
            the file's stays.

    Raises:
        RefusedError, InvalidInputError: as for `preview`; nothing is written.
    """
    found = preview(session, draft, today)
    with session.writer.action("visit.take_in", CHANGED, "visit"):
        visit = checked_visit(draft.visit, today)
        if found.known is None:
            visit_id = session.visits.add(visit)
        else:
            visit_id = found.known.id
            session.visits.change(replace(visit, id=visit_id))
        if draft.figures:
            session.visits.set_figures(visit_id, draft.figures)
        for action in found.actions:
            session.comments.add_action(replace(action, id=0, visit_id=visit_id))
        for one in found.statuses:
            taken = one.verdict is Verdict.CHANGED or (
                one.verdict is Verdict.CONFLICT and one.uid in chosen
            )
            if taken and one.now is not None:
                session.comments.change_action(one.now.with_status(one.after, one.on))
        for offered in found.scenarios:
            if not offered.problem:
                kept = offered.scenario
                made = add_scenario(session, kept.plan_id, kept.name, kept.shocks)
                session.visits.add_plan(visit_id, made)
    return CHANGED


def _refuse_again(known: Visit, draft: VisitDraft) -> None:
    if known.revision < draft.visit.revision:
        return
    later = known.revision > draft.visit.revision
    raise RefusedError(
        _("A later package of the same visit has been taken in already.")
        if later
        else _("The visit package has been taken in already."),
        _("The visit of %(day)s is among the visits of the file.") % {"day": day(known.day)},
        _("Nothing was changed. If it was removed by mistake, undo the removal."),
    )


def _new_scenarios(
    session: ReadSession, draft: VisitDraft, known: Visit | None
) -> list[ScenarioDraft]:
    """Those that an earlier package of the visit did not bring."""
    ids = session.visits.plans(known.id) if known else []
    brought = {plan.name for plan in map(session.plans.plan, ids) if plan is not None}
    return [one for one in draft.scenarios if one.name not in brought]


def _offered(session: ReadSession, scenario: ScenarioDraft) -> OfferedScenario:
    plan = session.plans.plan(scenario.plan_id)
    if plan is None or plan.version != scenario.plan_version:
        return OfferedScenario(scenario, _("The plan it was tried on is not there any more."))
    try:
        check_scenario(session, scenario.plan_id, scenario.shocks)
    except (InvalidInputError, RefusedError):
        return OfferedScenario(scenario, _("The plan has been changed since it was tried."))
    except AsfDeskError as error:
        return OfferedScenario(scenario, error.what)
    return OfferedScenario(scenario)


def _texts(draft: VisitDraft) -> str:
    """Everything in clear that somebody wrote."""
    texts = [draft.visit.present, draft.visit.notes]
    texts += [f"{one.what} {one.owner}" for one in draft.actions]
    texts += [one.name for one in draft.scenarios]
    return "\n".join(texts)
