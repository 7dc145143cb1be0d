"""One document on its own, to read, print and export: a person's report, a certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from asfdesk.i18n import _
from asfdesk.ui.dialogs.sending.report_output import ReportOutput
from asfdesk.ui.kit.buttons import button
from asfdesk.ui.kit.document.document_view import DocumentView
from asfdesk.ui.kit.errors import show_error
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from asfdesk.errors import AsfDeskError
    from asfdesk.reports.document import Document
    from asfdesk.services.sending.export_report import Exported
    from asfdesk.ui.dialogs.sending.report_output import Shown

_SIZE = (820, 660)


class DocumentDialog(QDialog):
    """The report; `left` is told when it has been printed or exported."""

    def __init__(
        self,
        parent: QWidget,
        run: Callable[[Callable[[], Any], Callable[[Any], None], Callable[[Any], None]], None],
        shown: Shown,
        left: Callable[[Document], None] = lambda _document: None,
    ) -> None:
        super().__init__(parent)
        self._run = run
        self._left = left
        self.setWindowTitle(shown.document.title)
        self.setAccessibleName(shown.document.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self.view = DocumentView()
        self._said = label("", Look.MUTED, wrap=True)
        self._said.hide()
        self.output = ReportOutput(self, self.run, self._saved, left)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 18, 22, 18)
        outer.setSpacing(10)
        outer.addWidget(self.view, 1)
        outer.addWidget(self._said)
        line = QHBoxLayout()
        line.addStretch(1)
        for one in self.output.buttons:
            line.addWidget(one)
        self.close_button = button(_("Close"))
        self.close_button.clicked.connect(self.accept)
        line.addWidget(self.close_button)
        outer.addLayout(line)
        self.view.set_document(shown.document)
        self.output.show(shown)

    def run(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Work on the worker thread."""
        self._run(work, done, self._trouble)

    @Slot(object)
    def _saved(self, exported: Exported) -> None:
        self._said.setText(f"✓ {', '.join(path.name for path in exported.files)}")
        self._said.show()
        self._left(exported.document)

    @Slot(object)
    def _trouble(self, error: AsfDeskError) -> None:
        show_error(self, error)
