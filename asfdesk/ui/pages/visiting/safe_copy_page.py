"""Säker kopia: the months and persons that a safe copy keeps, to read, print and save."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Slot

from asfdesk.i18n import _
from asfdesk.services.visiting.safe_copy import safe_copy_document
from asfdesk.ui.dialogs.sending.report_output import ReportOutput, Shown
from asfdesk.ui.kit.document.document_view import DocumentView
from asfdesk.ui.page import Page
from asfdesk.ui.pages.sending.saved_line import SavedLine

if TYPE_CHECKING:
    from asfdesk.reports.document import Document
    from asfdesk.services.sending.export_report import Exported
    from asfdesk.ui.page import PageContext


class SafeCopyPage(Page):
    """The first page of a safe copy."""

    key: ClassVar[str] = "safe_copy"
    uses_month: ClassVar[bool] = False

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.output = ReportOutput(self, self.run, self._saved)
        for one in (self.output.print_button, self.output.export_button):
            self.add_action_button(one)
        self.view = DocumentView()
        self.saved = SavedLine()
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.body.addWidget(self.saved)
        self.body.addWidget(self.view, 1)

    def title(self) -> str:
        """The page's name."""
        return _("Safe copy")

    def reload(self) -> None:
        """Read what the copy says."""
        session, now = self.context.session, datetime.now().astimezone()
        self.run(lambda: safe_copy_document(session, now), self._show)

    @Slot(object)
    def _show(self, document: Document) -> None:
        self.set_status(_("It keeps months, not days, and can only be looked at."))
        self.view.set_document(document)
        self.output.show(Shown(document, f"{document.key}_saker-kopia_{document.period}"))

    @Slot(object)
    def _saved(self, exported: Exported) -> None:
        self.saved.tell(exported.files)
