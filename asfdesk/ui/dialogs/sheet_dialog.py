"""A page to read before it is printed or saved: the agreement with an adviser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from asfdesk.i18n import _
from asfdesk.services.file.sheets import save_sheet
from asfdesk.ui.kit.ask_where import ask_where_pdf
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.document.document_view import DocumentView
from asfdesk.ui.kit.document.paper import Paper
from asfdesk.ui.kit.errors import show_error
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.start_folder import start_folder

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from asfdesk.errors import AsfDeskError
    from asfdesk.reports.document import Document
    from asfdesk.ui.tasks import Tasks

WIDTH, HEIGHT = 820, 660


class SheetDialog(QDialog):
    """Preview, print, save as PDF.

    Signals:
        left: the page has left the program, printed or saved.
    """

    left = Signal(object)

    def __init__(self, document: Document, intro: str, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._tasks = tasks
        self.paper = Paper(self)
        self.setWindowTitle(document.title)
        self.setAccessibleName(document.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(WIDTH, HEIGHT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 18)
        layout.setSpacing(10)
        layout.addWidget(label(document.title, Look.TITLE))
        layout.addWidget(label(intro, Look.MUTED, wrap=True))
        self.view = DocumentView()
        self.view.set_document(document)
        layout.addWidget(self.view, 1)
        self._said = label("", Look.MUTED, wrap=True)
        layout.addWidget(self._said)
        line = QHBoxLayout()
        close = button(_("Close"))
        close.clicked.connect(self.accept)
        self.save_button = button(_("Save as PDF"))
        self.save_button.clicked.connect(self._save)
        self.print_button = primary_button(_("Print"))
        self.print_button.clicked.connect(self._print)
        line.addWidget(close)
        line.addStretch(1)
        line.addWidget(self.save_button)
        line.addWidget(self.print_button)
        layout.addLayout(line)
        self.print_button.setFocus()

    @Slot()
    def _print(self) -> None:
        if self.paper.print(self._document):
            self.left.emit(self._document)

    @Slot()
    def _save(self) -> None:
        suggested = start_folder() / f"{self._document.title}.pdf"
        chosen = ask_where_pdf(self, _("Save as PDF"), suggested)
        if chosen is not None:
            self.save_to(chosen)

    def save_to(self, path: Path) -> None:
        """Write the page as a PDF."""
        document = self._document
        self._tasks.run(lambda: save_sheet(path, document), self._saved, self._refused)

    @Slot(object)
    def _saved(self, _result: object) -> None:
        self._said.setText(_("Saved."))
        self.left.emit(self._document)

    @Slot(object)
    def _refused(self, error: AsfDeskError) -> None:
        show_error(self, error)
