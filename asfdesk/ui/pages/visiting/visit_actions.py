"""Besök: everything that was agreed, what became of it, and what is late."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu

from asfdesk.domain.planning.comments import ActionStatus
from asfdesk.i18n import _, day
from asfdesk.reports.visiting.visit_words import action_status
from asfdesk.ui.kit.buttons import button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asfdesk.domain.planning.comments import AgreedAction


class VisitActions(Card):
    """The table and what can be done with a row.

    Signals:
        new_wanted: something more is agreed.
        status_wanted: an action and the status it is to have.
    """

    new_wanted = Signal()
    status_wanted = Signal(object, object)

    def __init__(self, today: date) -> None:
        super().__init__(_("Agreed actions"))
        self._agreed: Sequence[AgreedAction] = ()
        self._can = False
        self.model: TableModel[AgreedAction] = TableModel(_columns(today), _look)
        self.table = TableView(self.model, _("Agreed actions"))
        self.all_box = QCheckBox(_("Show done and dropped"))
        self.all_box.toggled.connect(self._show_rows)
        self.head.addWidget(self.all_box)
        self._none = label(_("Nothing is agreed that waits."), Look.MUTED, wrap=True)
        self.add_button = button(_("Agree on an action"))
        self.add_button.clicked.connect(self.new_wanted)
        self.status_button = button(_("Status"))
        menu = QMenu(self.status_button)
        for status in ActionStatus:
            menu.addAction(action_status(status), partial(self._set, status))
        self.status_button.setMenu(menu)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.add_button)
        foot.addWidget(self.status_button)
        foot.addStretch(1)
        self.body.addWidget(self._none)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(foot)
        self.table.take_what_is_left()
        self.table.current.connect(self._enable)

    def show_actions(self, actions: Sequence[AgreedAction], *, can_change: bool) -> None:
        """Show what is agreed now."""
        self._agreed, self._can = actions, can_change
        self.add_button.setEnabled(can_change)
        self._show_rows()

    @Slot()
    def _show_rows(self) -> None:
        every = self.all_box.isChecked()
        rows = [one for one in self._agreed if every or one.status.waits]
        self.table.show_rows(rows, lambda one: one.uid)
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._enable()

    def chosen(self) -> AgreedAction | None:
        """The action that is chosen."""
        index = self.table.currentIndex()
        return self.model.row_at(index) if index.isValid() else None

    @Slot()
    def _enable(self) -> None:
        self.status_button.setEnabled(self._can and self.chosen() is not None)

    def _set(self, status: ActionStatus) -> None:
        action = self.chosen()
        if action is not None and action.status is not status:
            self.status_wanted.emit(action, status)


def _columns(today: date) -> list[Column[AgreedAction]]:
    def status(action: AgreedAction) -> str:
        return _("late") if action.is_late(today) else action_status(action.status)

    def tone(action: AgreedAction) -> Tone:
        if action.is_late(today):
            return Tone.BAD
        return Tone.GOOD if action.status is ActionStatus.DONE else Tone.NEUTRAL

    return [
        Column(
            _("What is to be done"),
            lambda one: one.what,
            stretch=True,
            tooltip=lambda one: one.what,
        ),
        Column(_("Who"), lambda one: one.owner),
        Column(_("Due"), lambda one: day(one.due_on) if one.due_on else "", Kind.DATE),
        Column(_("Status"), status, tone=tone, badge=True),
        Column(_("Agreed"), lambda one: day(one.agreed_on), Kind.DATE, muted=True),
    ]


def _look(action: AgreedAction) -> RowLook:
    return RowLook.NORMAL if action.status.waits else RowLook.MUTED
