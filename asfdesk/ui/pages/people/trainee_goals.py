"""Goals of a trainee's placements, and the steps taken on the way to work or studies."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from asfdesk.domain.people.placement_codes import GoalStatus, ProgressStep
from asfdesk.domain.people.progress import Goal, Step
from asfdesk.i18n import _, day
from asfdesk.reports.people.progress_words import goal_status_word, progress_step_word
from asfdesk.services.people import follow_goals
from asfdesk.ui.kit.form.form import ChoiceField, DateField, MultilineField
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook
from asfdesk.ui.kit.tone import Tone
from asfdesk.ui.pages.people.trainee_written import WrittenPanel
from asfdesk.ui.pages.record_card import CHANGE, NEW, REMOVE, RecordCard

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.services.changes import Changes
    from asfdesk.services.people.written_views import WrittenView
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form.form import Field, FormValues
    from asfdesk.ui.pages.people.trainees_host import TraineesHost

GOAL_TONES = {
    GoalStatus.ACTIVE: Tone.ACCENT,
    GoalStatus.REACHED: Tone.GOOD,
    GoalStatus.CHANGED: Tone.NEUTRAL,
    GoalStatus.DROPPED: Tone.NEUTRAL,
}


class GoalsPanel(WrittenPanel):
    """Goals at the left, steps at the right."""

    key: ClassVar[str] = "goals"

    def __init__(self, page: TraineesHost) -> None:
        super().__init__(page)
        self.goals: RecordCard[Goal] = RecordCard(
            _("Goals"),
            _goal_columns(),
            key=lambda goal: goal.id,
            new_text=_("New goal"),
            nothing=_("No goal is set. A goal says what the placement is to lead to."),
            writable=page.writable,
            text=lambda goal: goal.text,
            look=_goal_look,
        )
        self.goals.asked.connect(self._about_goal)
        self.steps: RecordCard[Step] = RecordCard(
            _("Steps"),
            _step_columns(),
            key=lambda step: step.id,
            new_text=_("New step"),
            nothing=_("No step is noted. Steps show the way to work or studies."),
            writable=page.writable,
            text=lambda step: step.note,
        )
        self.steps.asked.connect(self._about_step)
        line = QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(self.goals, 3)
        line.addWidget(self.steps, 2)
        self.content.addLayout(line, 1)

    @staticmethod
    def word() -> str:
        """What the view is called."""
        return _("Goals and steps")

    def show_written(self, view: WrittenView) -> None:
        """Show both; without a placement there is nothing to set a goal for."""
        self.goals.show_rows(view.goals)
        self.steps.show_rows(view.steps)
        now = _("Now: %(step)s") % {"step": progress_step_word(view.step)} if view.step else ""
        self.steps.set_title(_("Steps"), now)
        for card in (self.goals, self.steps):
            card.new_button.setEnabled(self.page.writable and bool(view.placements))

    @Slot(str, object)
    def _about_goal(self, what: str, goal: Goal | None) -> None:
        if what == REMOVE and goal is not None:
            self.do(lambda session: follow_goals.remove_goal(session, goal.id))
            return
        today = self.page.context.today

        def save(session: WriteSession, values: FormValues) -> Changes:
            made = Goal(
                goal.id if goal else 0,
                goal.placement_id if goal else self.placement_of(values),
                values.required_day("set_on"),
                values.choice("status"),
                values.day("done_on"),
                values.text("text"),
            )
            if goal is None:
                return follow_goals.add_goal(session, made, today)
            return follow_goals.change_goal(session, made, today)

        if what in (NEW, CHANGE):
            choice = [] if goal else self.placement_field()
            title = _("Change goal") if goal else _("New goal")
            self.write(title, [*choice, *_goal_fields(goal, today)], save)

    @Slot(str, object)
    def _about_step(self, what: str, step: Step | None) -> None:
        if what == REMOVE and step is not None:
            self.do(lambda session: follow_goals.remove_step(session, step.id))
            return
        today = self.page.context.today

        def save(session: WriteSession, values: FormValues) -> Changes:
            made = Step(
                step.id if step else 0,
                step.placement_id if step else self.placement_of(values),
                values.required_day("day"),
                values.choice("step_from"),
                values.choice("step_to"),
                values.text("note"),
            )
            if step is None:
                return follow_goals.add_step(session, made, today)
            return follow_goals.change_step(session, made, today)

        if what in (NEW, CHANGE):
            choice = [] if step else self.placement_field()
            title = _("Change step") if step else _("New step")
            self.write(title, [*choice, *_step_fields(step, self.view.step, today)], save)


def _goal_columns() -> list[Column[Goal]]:
    return [
        Column(_("Goal"), lambda goal: goal.text.replace("\n", " "), stretch=True),
        Column(
            _("Status"),
            lambda goal: goal_status_word(goal.status),
            tone=lambda goal: GOAL_TONES[goal.status],
            badge=True,
        ),
        Column(_("Set"), lambda goal: day(goal.set_on), Kind.DATE),
        Column(_("Goal ended"), lambda goal: day(goal.done_on) if goal.done_on else "", Kind.DATE),
    ]


def _goal_look(goal: Goal) -> RowLook:
    return RowLook.NORMAL if goal.status is GoalStatus.ACTIVE else RowLook.MUTED


def _step_columns() -> list[Column[Step]]:
    return [
        Column(_("Day"), lambda step: day(step.day), Kind.DATE),
        Column(
            _("Step"),
            lambda step: progress_step_word(step.step_to),
            second=_came_from,
            tone=lambda step: Tone.GOOD if step.forward else None,
            stretch=True,
        ),
    ]


def _came_from(step: Step) -> str:
    words = _("forwards from %(step)s") if step.forward else _("back from %(step)s")
    return words % {"step": progress_step_word(step.step_from)}


def _goal_fields(goal: Goal | None, today: date) -> list[Field]:
    return [
        MultilineField("text", _("Goal"), goal.text if goal else "", required=True),
        ChoiceField(
            "status",
            _("Status"),
            goal.status if goal else GoalStatus.ACTIVE,
            options=[(status, goal_status_word(status)) for status in GoalStatus],
        ),
        DateField("set_on", _("Set on"), goal.set_on if goal else today, required=True),
        DateField(
            "done_on",
            _("Ended on"),
            goal.done_on if goal else None,
            _("Empty: today, when the goal is no longer pursued."),
        ),
    ]


def _step_fields(step: Step | None, now: ProgressStep | None, today: date) -> list[Field]:
    options = [(one, progress_step_word(one)) for one in ProgressStep]
    came_from = step.step_from if step else now or ProgressStep.ARRIVING
    return [
        DateField("day", _("Day"), step.day if step else today, required=True),
        ChoiceField("step_from", _("From step"), came_from, options=options),
        ChoiceField(
            "step_to", _("To step"), step.step_to if step else _next(came_from), options=options
        ),
        MultilineField("note", _("What shows it"), step.note if step else ""),
    ]


def _next(step: ProgressStep) -> ProgressStep:
    """The step that is most likely taken; the last leads nowhere."""
    ladder = list(ProgressStep)
    return ladder[min(ladder.index(step) + 1, len(ladder) - 1)]
