"""The recovery code, shown once with its sheet: the only way in when passwords are forgotten."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from asfdesk.errors import AsfDeskError
from asfdesk.i18n import _
from asfdesk.services.file.sheets import save_recovery_sheet
from asfdesk.ui.kit.ask_where import ask_where_pdf
from asfdesk.ui.kit.buttons import button, link_button
from asfdesk.ui.kit.document.paper import Paper
from asfdesk.ui.kit.errors import show_error
from asfdesk.ui.kit.text import label

if TYPE_CHECKING:
    from asfdesk.reports.document import Document


class RecoveryCodePanel(QWidget):
    """The code with what to do with it. `noted` is ticked by the user when it is kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._home = Path()
        self._sheet: Document | None = None
        self.paper = Paper(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(
            label(
                _(
                    "If everybody forgets their password this code opens the file, and it is "
                    "nowhere else. Print the sheet now and keep it where the enterprise keeps its "
                    "contracts, not beside the file."
                ),
                wrap=True,
            )
        )
        self.code = QLineEdit()
        self.code.setReadOnly(True)
        self.code.setProperty("look", "code")
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.code.setAccessibleName(_("Recovery code"))
        layout.addWidget(self.code)
        ways = QHBoxLayout()
        self.print_button = button(_("Print the sheet"))
        self.print_button.clicked.connect(self._print)
        self.save_button = link_button(_("Save as PDF instead"))
        self.save_button.clicked.connect(self._save)
        ways.addWidget(self.print_button)
        ways.addWidget(self.save_button)
        ways.addStretch(1)
        layout.addLayout(ways)
        self.noted = QCheckBox(_("The sheet is printed, or the code is written down"))
        layout.addWidget(self.noted)
        layout.addStretch(1)

    def set_code(self, code: str, sheet: Document, home: Path) -> None:
        """Show a code; `home` is the client file it opens."""
        self._sheet = sheet
        self._home = home
        self.code.setText(code)

    @Slot()
    def _print(self) -> None:
        """Straight to a printer (decisions C14); what came out of it is ticked."""
        if self._sheet is not None and self.paper.print(self._sheet):
            self.noted.setChecked(True)

    @Slot()
    def _save(self) -> None:
        # Not in the file's folder to begin with: that is the one place that is refused.
        name = _("Recovery sheet")
        suggested = Path.home() / f"{name}.pdf"
        chosen = ask_where_pdf(self, _("Save the recovery sheet"), suggested)
        if chosen is not None:
            self.save_to(chosen)

    def save_to(self, path: Path) -> None:
        """Write the sheet; it is one page, so it is done at once."""
        if self._sheet is None:
            return
        try:
            save_recovery_sheet(path, self._sheet, self._home)
        except AsfDeskError as error:
            show_error(self, error)
        else:
            self.noted.setChecked(True)
