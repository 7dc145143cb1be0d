"""The file itself: where it lies, how large it is, and how it differs from another version."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog

from asfdesk.i18n import _
from asfdesk.services.file.file_facts import file_facts, size_words
from asfdesk.ui.dialogs.file.open_export import OpenExportFlow
from asfdesk.ui.dialogs.file.versions import VersionsDialog
from asfdesk.ui.kit.buttons import button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.elided_label import ElidedLabel
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from asfdesk.services.file.file_facts import FileFacts
    from asfdesk.ui.page import Page


class FileCard(Card):
    """Quiet facts; a sentence more only where the place or the size makes one worth reading."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("The file"))
        self._page = page
        self.compare_button = button(_("Compare with another version …"))
        self.compare_button.clicked.connect(self._choose)
        self.head.addWidget(self.compare_button)
        self.export = OpenExportFlow(page)
        self.export_button = button(_("Export everything …"))
        self.export_button.clicked.connect(self.export.begin)
        self.head.addWidget(self.export_button)
        self.export_button.setVisible(page.context.session.identities_open)
        self.where = ElidedLabel("", Look.BODY)
        self.body.addWidget(self.where)
        self.advice = label("", Look.MUTED, wrap=True)
        self.body.addWidget(self.advice)
        self.advice.hide()

    def reload(self) -> None:
        """Look at the file as it is now."""
        file = self._page.context.file
        if file is not None:
            self._page.run(lambda: file_facts(file), self.show_facts)

    @Slot(object)
    def show_facts(self, facts: FileFacts) -> None:
        """Say where the file lies and how large it is."""
        size = f" · {size_words(facts.size)}" if facts.size else ""
        self.where.setText(f"{facts.name}{size} · {facts.folder}")
        self.where.setToolTip(str(Path(facts.folder) / facts.name))
        self.advice.setText("\n".join(facts.advice))
        self.advice.setVisible(bool(facts.advice))

    @Slot()
    def _choose(self) -> None:
        """Another version, wherever it lies."""
        file = self._page.context.file
        if file is None:
            return
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Compare with"), str(file.path.parent), _("Client files (*.asfdesk)")
        )
        if chosen:
            VersionsDialog(file, Path(chosen), self._page.context.tasks, self).open()
