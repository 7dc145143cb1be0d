"""Besök: visits, what was said and agreed, and packages between adviser and enterprise."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit

from asfdesk.i18n import _, day, ngettext
from asfdesk.reports.visiting.visit_words import visit_kind
from asfdesk.services.changes import Topic
from asfdesk.services.visiting.draft_visits import ENDING, read_visit, save_package
from asfdesk.services.visiting.take_in_visit import preview, take_in
from asfdesk.services.visiting.visit_page import (
    VisitRow,
    drop_visit,
    finish_visit,
    set_status,
    visits_page,
)
from asfdesk.ui.dialogs.visiting.briefing_dialog import show_briefing
from asfdesk.ui.dialogs.visiting.take_in_dialog import TakeInDialog
from asfdesk.ui.kit.ask_where import ask_where
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.table.table_model import Column, Kind, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.page import Page
from asfdesk.ui.pages.visiting.visit_actions import VisitActions
from asfdesk.ui.pages.visiting.visit_forms import open_action_form, open_visit_form
from asfdesk.ui.start_folder import start_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from asfdesk.domain.planning.comments import ActionStatus, AgreedAction
    from asfdesk.domain.visiting.visits import VisitDraft
    from asfdesk.services.changes import Changes
    from asfdesk.services.visiting.take_in_visit import VisitPreview
    from asfdesk.services.visiting.visit_page import VisitsView
    from asfdesk.ui.page import PageContext


class VisitsPage(Page):
    """A list of visits, the chosen one, and what was agreed at all of them.

    Attributes:
        choose_target: asks where a package is to be written; None = changed their mind.
        choose_source: asks which package to take in.
        dialog: the preview that was opened last.
    """

    key = "visits"
    topics = frozenset({Topic.VISITS, Topic.COMMENTS})
    uses_month = False

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._shown: VisitsView | None = None
        self.choose_target: Callable[[str], Path | None] = self._ask_target
        self.choose_source: Callable[[], Path | None] = self._ask_source
        self.dialog: TakeInDialog | None = None
        self.briefing_button = button(_("Briefing"))
        self.briefing_button.setToolTip(
            _("Two pages: what has changed since the chosen visit, and what to ask (Ctrl+B)")
        )
        self.briefing_button.clicked.connect(self.open_briefing)
        self.add_action_button(self.briefing_button)
        self.take_button = button(_("Take in package…"))
        self.take_button.clicked.connect(self.take_in)
        self.add_action_button(self.take_button, writes=True)
        self.save_button = button(_("Save package…"))
        self.save_button.clicked.connect(self.save_package)
        self.add_action_button(self.save_button)
        self.new_button = primary_button(_("New visit"))
        self.new_button.clicked.connect(self.new_visit)
        self.add_action_button(self.new_button)
        self.model: TableModel[VisitRow] = TableModel(_columns())
        self.table = TableView(self.model, _("Visits"))
        self.table.current.connect(self._show_chosen)
        self.table.opened.connect(self.change)
        self.notes = QPlainTextEdit()
        self.notes.setReadOnly(True)
        self.notes.setTabChangesFocus(True)
        self.notes.setAccessibleName(_("Notes"))
        self._present = label("", Look.SECONDARY, wrap=True)
        self.agreed = VisitActions(context.today)
        self.agreed.new_wanted.connect(self.new_action)
        self.agreed.status_wanted.connect(self._set_status)
        self._lay_out()

    def title(self) -> str:
        """Besök."""
        return _("Visits")

    def _lay_out(self) -> None:
        visits = Card(_("Visits"))
        self._none = label(_("No visit is noted yet."), Look.MUTED, wrap=True)
        visits.body.addWidget(self._none, 0, Qt.AlignmentFlag.AlignTop)
        visits.body.addWidget(self.table, 1)
        self.table.take_what_is_left()
        self._detail = Card(_("The visit"))
        self._detail.body.addWidget(self._present)
        self._detail.body.addWidget(self.notes, 1)
        self.change_button = button(_("Change"))
        self.change_button.clicked.connect(self.change)
        self.close_button = button(_("Close the visit"))
        self.close_button.clicked.connect(self.close_visit)
        self.remove_button = button(_("Remove"))
        self.remove_button.clicked.connect(self.remove)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        for one in (self.change_button, self.close_button, self.remove_button):
            foot.addWidget(one)
        foot.addStretch(1)
        self._detail.body.addLayout(foot)
        upper = QHBoxLayout()
        upper.setSpacing(14)
        upper.addWidget(visits, 5)
        upper.addWidget(self._detail, 6)
        self.body.addLayout(upper, 1)
        self.body.addWidget(self.agreed, 1)

    def reload(self) -> None:
        """Load visits, drafts and actions."""
        file = self.context.file
        if file is not None:
            self.run(partial(visits_page, file), self._show)

    def _show(self, shown: VisitsView) -> None:
        self._shown = shown
        self.table.show_rows(shown.rows, lambda row: row.visit.uid)
        self.table.setVisible(bool(shown.rows))
        self._none.setVisible(not shown.rows)
        if shown.rows and self.chosen() is None:
            self.table.setCurrentIndex(self.model.index(0, 0))
        can = self.writable or shown.draft is not None
        self.agreed.show_actions(shown.actions, can_change=can)
        self.set_status(self._told(shown))
        self._show_chosen()

    def _told(self, shown: VisitsView) -> str:
        parts = []
        if not self.writable:
            parts.append(
                _("What you write is kept on this computer until you save a visit package.")
            )
        if shown.unreadable:
            parts.append(
                ngettext(
                    "%(num)d visit on this computer was sealed under earlier keys.",
                    "%(num)d visits on this computer were sealed under earlier keys.",
                    shown.unreadable,
                )
                % {"num": shown.unreadable}
            )
        return " ".join(parts)

    def chosen(self) -> VisitRow | None:
        """The visit that is chosen."""
        index = self.table.currentIndex()
        return self.model.row_at(index) if index.isValid() else None

    @Slot()
    def _show_chosen(self) -> None:
        row = self.chosen()
        can = row is not None and (self.writable or row.draft is not None)
        for one in (self.change_button, self.close_button, self.remove_button):
            one.setEnabled(can)
        self.save_button.setEnabled(row is not None and row.draft is not None)
        self.notes.setVisible(row is not None)
        self.notes.setPlainText(row.visit.notes if row else "")
        text = _("Present: %(present)s") % {"present": row.visit.present} if row else ""
        self._present.setText(text)
        self._present.setVisible(bool(row and row.visit.present))
        title = f"{day(row.visit.day)}, {visit_kind(row.visit.kind)}" if row else _("The visit")
        self._detail.set_title(title)

    @Slot()
    def open_briefing(self) -> None:
        """What has changed since the chosen visit; since the latest while it goes on."""
        file, row = self.context.file, self.chosen()
        if file is not None:
            uid = row.visit.uid if row is not None else ""
            show_briefing(self, file, self.context.tasks, self.context.today, uid)

    @Slot()
    def new_visit(self) -> None:
        """Begin a visit."""
        if self.context.file is not None:
            open_visit_form(self, self.context.file)

    @Slot()
    def change(self) -> None:
        """Write the chosen visit anew."""
        row = self.chosen()
        if self.context.file is not None and row is not None and self.change_button.isEnabled():
            open_visit_form(self, self.context.file, row)

    @Slot()
    def close_visit(self) -> None:
        """Keep the figures as they stand with it."""
        file, row = self.context.file, self.chosen()
        if file is not None and row is not None:
            self.run(partial(finish_visit, file, row, self.context.today), self.announce)

    @Slot()
    def remove(self) -> None:
        """Take the chosen visit away."""
        file, row = self.context.file, self.chosen()
        if file is not None and row is not None:
            self.run(partial(drop_visit, file, row), self.announce)

    @Slot()
    def new_action(self) -> None:
        """Agree on something at the chosen visit."""
        file, shown = self.context.file, self._shown
        if file is None or shown is None:
            return
        row = self.chosen()
        if shown.draft is not None:
            row = VisitRow(shown.draft.visit, shown.draft)
        open_action_form(self, file, row)

    @Slot(object, object)
    def _set_status(self, action: AgreedAction, status: ActionStatus) -> None:
        file, shown = self.context.file, self._shown
        if file is not None and shown is not None:
            today = self.context.today
            work = partial(set_status, file, shown.draft, action, status, today)
            self.run(work, self.announce)

    @Slot()
    def save_package(self) -> None:
        """Write the chosen draft as a package for the owner."""
        file, row = self.context.file, self.chosen()
        if file is None or row is None or row.draft is None:
            return
        path = self.choose_target(f"besok_{row.visit.day.isoformat()}{ENDING}")
        if path is not None:
            work = partial(save_package, file, row.draft, path, self.context.today)
            self.run(work, self._saved)

    def _saved(self, draft: VisitDraft) -> None:
        self.announce(frozenset({Topic.VISITS}))
        text = _("The visit package of %(day)s is saved. Send it to the enterprise.")
        self.set_status(text % {"day": day(draft.visit.day)})

    @Slot()
    def take_in(self) -> None:
        """Choose a package and show what it brings."""
        file, write = self.context.file, self.context.write
        path = self.choose_source() if file is not None and write is not None else None
        if path is None or file is None or write is None:
            return
        today = self.context.today
        self.run(lambda: preview(write, read_visit(file, path), today), self._preview)

    def _preview(self, found: VisitPreview) -> None:
        self.dialog = TakeInDialog(found, self)
        self.dialog.wanted.connect(partial(self._take, found.draft))
        self.dialog.open()

    def _take(self, draft: VisitDraft, chosen: list[str]) -> None:
        write, today = self.context.write, self.context.today
        if write is None:
            return

        def work() -> Changes:
            return take_in(write, draft, today, chosen)

        self.command(work)

    def _ask_target(self, name: str) -> Path | None:
        kinds = _("Visit packages (*.asfbesok)")
        return ask_where(self, _("Save package…"), start_folder() / name, kinds)

    def _ask_source(self) -> Path | None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self,
            _("Take in package…"),
            str(start_folder()),
            _("Visit packages (*.asfbesok)"),
        )
        return Path(chosen) if chosen else None


def _columns() -> list[Column[VisitRow]]:
    def state(row: VisitRow) -> str:
        if row.draft is not None:
            return _("on this computer")
        return _("closed") if row.visit.closed_on else _("goes on")

    return [
        Column(_("Day"), lambda row: day(row.visit.day), Kind.DATE),
        Column(_("What it is for"), lambda row: visit_kind(row.visit.kind), stretch=True),
        Column(_("Status"), state, muted=True),
    ]
