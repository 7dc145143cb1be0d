"""Goals of a placement and the steps taken (stegförflyttning). Texts are sealed: owners only."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.people.placement_codes import GoalStatus
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.checks import check_order, missing, need_identities, need_text
from asfdesk.services.people.manage_placements import need_placement
from asfdesk.services.people.written_checks import (
    checked_text,
    not_after_today,
    not_before_placement,
)

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.people.progress import Goal, Step
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import WriteSession

CHANGED: Changes = frozenset({Topic.PROGRESS})


def add_goal(session: WriteSession, goal: Goal, today: date) -> Changes:
    """Set a goal; its id is not used.

    Raises:
        InvalidInputError: names the field.
        NeedsVaultKeyError: an adviser's session.
    """
    checked = _checked_goal(session, goal, today)
    with session.writer.action("goal.add", CHANGED, "goal"):
        session.progress.add_goal(checked)
    return CHANGED


def change_goal(session: WriteSession, goal: Goal, today: date) -> Changes:
    """Write a goal anew, or tell what became of it. One that is pursued again has no last day."""
    before = session.progress.goal(goal.id)
    if before is None:
        raise missing()
    checked = _checked_goal(session, replace(goal, placement_id=before.placement_id), today)
    with session.writer.action("goal.change", CHANGED, "goal", goal.id):
        session.progress.change_goal(checked)
    return CHANGED


def remove_goal(session: WriteSession, goal_id: int) -> Changes:
    """Take a goal away that was written by mistake."""
    need_identities(session)
    if session.progress.goal(goal_id) is None:
        raise missing()
    with session.writer.action("goal.remove", CHANGED, "goal", goal_id):
        session.progress.remove_goal(goal_id)
    return CHANGED


def add_step(session: WriteSession, step: Step, today: date) -> Changes:
    """Note a step; its id is not used.

    Raises:
        InvalidInputError: names the field.
        NeedsVaultKeyError: an adviser's session.
    """
    checked = _checked_step(session, step, today)
    with session.writer.action("step.add", CHANGED, "progress_step"):
        session.progress.add_step(checked)
    return CHANGED


def change_step(session: WriteSession, step: Step, today: date) -> Changes:
    """Write a step anew."""
    before = session.progress.step(step.id)
    if before is None:
        raise missing()
    checked = _checked_step(session, replace(step, placement_id=before.placement_id), today)
    with session.writer.action("step.change", CHANGED, "progress_step", step.id):
        session.progress.change_step(checked)
    return CHANGED


def remove_step(session: WriteSession, step_id: int) -> Changes:
    """Take a step away that was noted by mistake."""
    need_identities(session)
    if session.progress.step(step_id) is None:
        raise missing()
    with session.writer.action("step.remove", CHANGED, "progress_step", step_id):
        session.progress.remove_step(step_id)
    return CHANGED


def _checked_goal(session: WriteSession, goal: Goal, today: date) -> Goal:
    need_identities(session)
    need_placement(session, goal.placement_id)
    text = checked_text("text", need_text("text", goal.text, _("Write what the goal is.")))
    done_on = None if goal.status is GoalStatus.ACTIVE else goal.done_on or today
    check_order("done_on", goal.set_on, done_on)
    return replace(goal, text=text, done_on=done_on)


def _checked_step(session: WriteSession, step: Step, today: date) -> Step:
    need_identities(session)
    placement = need_placement(session, step.placement_id)
    if step.step_from is step.step_to:
        raise InvalidInputError(
            "step_to",
            _("This is the step that the trainee already stood on."),
            todo=_("Choose the step that was taken, forwards or back."),
        )
    not_before_placement("day", step.day, placement)
    not_after_today("day", step.day, today)
    return replace(step, note=checked_text("note", step.note))
