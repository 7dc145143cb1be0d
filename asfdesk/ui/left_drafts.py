"""Visits that were begun while the file was only looked at: offered once it is written in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from asfdesk.i18n import _, day
from asfdesk.services.visiting.draft_visits import drafts_of
from asfdesk.services.visiting.take_in_visit import preview, take_in
from asfdesk.ui.dialogs.visiting.take_in_dialog import TakeInDialog

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.visiting.visits import VisitDraft
    from asfdesk.services.changes import Changes
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.visiting.take_in_visit import VisitPreview
    from asfdesk.ui.kit.note_bar import NoteBar
    from asfdesk.ui.main_window import MainWindow
    from asfdesk.ui.tasks import Tasks

_MOST = 2
"""More notes would hide the page; the others stand on the page of visits."""


class LeftDrafts(QObject):
    """A note for each draft, with the way into the file.

    Attributes:
        dialog: the preview that was opened last.
        notes: what is offered, the latest visit first.
    """

    def __init__(self, window: MainWindow, file: OpenFile, tasks: Tasks, today: date) -> None:
        super().__init__(window)
        self._window = window
        self._file = file
        self._tasks = tasks
        self._today = today
        self.dialog: TakeInDialog | None = None
        self.notes: list[NoteBar] = []
        tasks.run(lambda: drafts_of(file)[0], self._offer)

    def _offer(self, drafts: list[VisitDraft]) -> None:
        for draft in drafts[:_MOST]:
            text = _("The visit of %(day)s is kept on this computer and is not in the file.")
            note = self._window.add_note(text % {"day": day(draft.visit.day)})
            note.offer(_("Take it into the file …"), partial(self._look, draft, note))
            self.notes.append(note)

    def _look(self, draft: VisitDraft, note: NoteBar, _pressed: object = None) -> None:
        write, today = self._file.writing(), self._today
        self._tasks.run(
            lambda: preview(write, draft, today),
            partial(self._show, draft, note),
            self._window.show_trouble,
        )

    def _show(self, draft: VisitDraft, note: NoteBar, found: VisitPreview) -> None:
        self.dialog = TakeInDialog(found, self._window)
        self.dialog.wanted.connect(partial(self._take, draft, note))
        self.dialog.open()

    def _take(self, draft: VisitDraft, note: NoteBar, chosen: list[str]) -> None:
        write, today = self._file.writing(), self._today
        self._tasks.run(
            lambda: take_in(write, draft, today, chosen),
            partial(self._taken, note),
            self._window.show_trouble,
        )

    def _taken(self, note: NoteBar, changes: Changes) -> None:
        self.notes.remove(note)
        note.deleteLater()
        if self._window.page is not None:
            self._window.page.announce(changes)
