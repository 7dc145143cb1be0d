"""Uppföljning, Åtgärder: what was agreed and by whom, and what explains the month's figures."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from asfdesk.i18n import _, day, month_name
from asfdesk.reports.visiting.visit_words import action_status
from asfdesk.services.write_comments import finish_action, remove_action, reopen_action
from asfdesk.ui.kit.buttons import button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone
from asfdesk.ui.pages.planning.follow_up_forms import open_action, open_comment

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.services.drivers.follow_up_views import (
        FollowUpPageView,
        NamedAction,
        NamedComment,
    )
    from asfdesk.ui.kit.form.form import FormDialog
    from asfdesk.ui.page import Page


class ActionsView(QWidget):
    """Actions in one list, the month's comments in another."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._shown: FollowUpPageView | None = None
        today = page.context.today
        self.model: TableModel[NamedAction] = TableModel(_action_columns(today), _action_look)
        self.table = TableView(self.model, _("Agreed actions"))
        self.comments: TableModel[NamedComment] = TableModel(_comment_columns())
        self.comment_table = TableView(self.comments, _("Comments of the month"))
        self.done_box = QCheckBox(_("Show those that are done"))
        self.add_button = button(_("Agree on an action"))
        self.done_button = button(_("Done"))
        self.change_button = button(_("Change"))
        self.remove_button = button(_("Remove"))
        self._none = label("", Look.MUTED, wrap=True)
        self._no_comments = label("", Look.MUTED, wrap=True)
        actions = Card(_("Agreed actions"))
        actions.head.addWidget(self.done_box)
        actions.body.addWidget(self._none, 0, Qt.AlignmentFlag.AlignTop)
        actions.body.addWidget(self.table, 1)
        actions.body.addLayout(self._foot())
        self._comment_card = Card(_("Comments of the month"))
        self._comment_card.body.addWidget(self._no_comments, 0, Qt.AlignmentFlag.AlignTop)
        self._comment_card.body.addWidget(self.comment_table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(actions, 3)
        column.addWidget(self._comment_card, 2)
        for table in (self.table, self.comment_table):
            table.take_what_is_left()
        self.table.current.connect(self._enable)
        self.table.opened.connect(self._change)
        self.comment_table.opened.connect(self._change_comment)
        self.done_box.toggled.connect(self._show_rows)
        self.add_button.clicked.connect(self.open_new)
        self.done_button.clicked.connect(self._finish)
        self.change_button.clicked.connect(self._change)
        self.remove_button.clicked.connect(self._remove)

    def _foot(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(10)
        for one in (self.add_button, self.done_button, self.change_button, self.remove_button):
            line.addWidget(one)
        line.addStretch(1)
        return line

    def show_actions(self, shown: FollowUpPageView) -> None:
        """Show what is agreed now."""
        self._shown = shown
        month = self._page.month
        name = month_name(month.year, month.number)
        self._comment_card.set_title(_("Comments of %(month)s") % {"month": name})
        self.comments.set_rows(shown.comments)
        self.comment_table.setVisible(bool(shown.comments))
        self._no_comments.setVisible(not shown.comments)
        self._no_comments.setText(_("Comments are written at a row, under Plan and actual."))
        self._show_rows()

    @Slot()
    def _show_rows(self) -> None:
        shown = self._shown
        if shown is None:
            return
        rows = [*shown.actions, *(shown.done if self.done_box.isChecked() else ())]
        self.table.show_rows(rows, lambda named: named.action.id)
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._none.setText(_("Nothing is agreed that is not done."))
        self._enable()

    def _chosen(self) -> NamedAction | None:
        index = self.table.currentIndex()
        return self.model.row_at(index) if index.isValid() else None

    @Slot()
    def _enable(self) -> None:
        named, can = self._chosen(), self._page.writable
        self.add_button.setEnabled(can)
        for one in (self.done_button, self.change_button, self.remove_button):
            one.setEnabled(can and named is not None)
        done = named is not None and not named.action.status.waits
        self.done_button.setText(_("Not done") if done else _("Done"))

    def _rows_to_choose(self) -> list[tuple[str, str]]:
        rows = [(row.key, row.name) for row in self._shown.full] if self._shown else []
        known = {key for key, _name in rows}
        more = [line for line in (self._shown.lines if self._shown else ()) if line[0] not in known]
        return [("", _("Nothing special")), *rows, *more]

    @Slot()
    def open_new(self) -> FormDialog | None:
        """Note what was agreed."""
        return open_action(self._page, "", self._rows_to_choose())

    @Slot()
    def _change(self) -> None:
        named = self._chosen()
        if named is not None:
            key = named.action.line_code
            open_action(self._page, key, self._rows_to_choose(), named.action)

    @Slot()
    def _finish(self) -> None:
        named, write = self._chosen(), self._page.context.write
        if named is None or write is None:
            return
        if named.action.status.waits:
            today = self._page.context.today
            self._page.command(partial(finish_action, write, named.action.id, today))
        else:
            self._page.command(partial(reopen_action, write, named.action.id))

    @Slot()
    def _remove(self) -> None:
        named, write = self._chosen(), self._page.context.write
        if named is not None and write is not None:
            self._page.command(partial(remove_action, write, named.action.id))

    @Slot(object)
    def _change_comment(self, named: NamedComment) -> None:
        open_comment(self._page, named.comment.line_code, named.row, named.comment)


def _action_columns(today: date) -> list[Column[NamedAction]]:
    def due(named: NamedAction) -> str:
        action = named.action
        if action.done_on is not None:
            return _("done %(day)s") % {"day": day(action.done_on)}
        if not action.status.waits:
            return action_status(action.status)
        return day(action.due_on) if action.due_on is not None else ""

    def tone(named: NamedAction) -> Tone | None:
        if named.action.done_on is not None:
            return Tone.GOOD
        return Tone.BAD if named.action.is_late(today) else None

    def late(named: NamedAction) -> str:
        return _("late") if named.action.is_late(today) else ""

    return [
        Column(
            _("What is to be done"),
            lambda named: named.action.what,
            stretch=True,
            tooltip=lambda named: named.action.what,
        ),
        Column(_("About"), lambda named: named.row, muted=True),
        Column(_("Who"), lambda named: named.action.owner),
        Column(_("Due"), due, Kind.DATE, tone=tone, tooltip=late, badge=True),
        Column(_("Agreed"), lambda named: day(named.action.agreed_on), Kind.DATE, muted=True),
    ]


def _action_look(named: NamedAction) -> RowLook:
    return RowLook.NORMAL if named.action.status.waits else RowLook.MUTED


def _comment_columns() -> list[Column[NamedComment]]:
    return [
        Column(_("About"), lambda named: named.row),
        Column(
            _("Comment"),
            lambda named: " ".join(named.comment.body.split()),
            stretch=True,
            tooltip=lambda named: named.comment.body,
        ),
        Column(_("Written"), lambda named: day(named.comment.written_on), Kind.DATE, muted=True),
    ]
