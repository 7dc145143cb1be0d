"""The registerutdrag of a trainee, from its own file: a protected person's asks for a reason."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.file.audit_log import note_export
from asfdesk.services.sending.trainee_extract import extract_of_file
from asfdesk.ui.dialogs.sending.document_dialog import DocumentDialog
from asfdesk.ui.dialogs.sending.report_output import Shown
from asfdesk.ui.kit.form.form import FormDialog, TextField

if TYPE_CHECKING:
    from asfdesk.domain.people.trainees import Trainee
    from asfdesk.reports.document import Document
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.page import Page


class ExtractTrainee(QObject):
    """One errand from the trainee's panel."""

    def __init__(self, page: Page, trainee: Trainee) -> None:
        super().__init__(page)
        self._page = page
        self._trainee = trainee
        write = page.context.write
        if write is None:
            return
        if trainee.protected:
            self._ask(write)
        else:
            page.run(partial(self._make, write, ""), self._show)

    def _ask(self, write: WriteSession) -> None:
        dialog = FormDialog(
            self._page,
            _("Extract about a protected person"),
            [TextField("reason", _("Why (sealed and logged)"), required=True)],
            lambda values: self._make(write, values.text("reason")),
            run=self._page.context.tasks.run,
            save_text=_("Open"),
        )
        dialog.saved.connect(self._show)
        dialog.open()

    def _make(self, write: WriteSession, reason: str) -> Document:
        """On the worker."""
        now = datetime.combine(self._page.context.today, datetime.now(UTC).timetz())
        return extract_of_file(write, self._trainee.id, now, reason)

    @Slot(object)
    def _show(self, document: Document) -> None:
        number, day = self._trainee.number, document.period.last.isoformat()
        stem = f"R12e_registerutdrag_{day}_deltagare-{number}"
        context = self._page.context
        if self._trainee.protected:
            self._page.announce(frozenset({Topic.TRAINEES}))
        DocumentDialog(self._page, context.tasks.run, Shown(document, stem), self._left).open()

    def _left(self, document: Document) -> None:
        """What names people leaves a line in the event log when it leaves the program."""
        write = self._page.context.write
        if write is not None:
            self._page.command(partial(note_export, write, document.key))
