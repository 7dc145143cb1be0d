"""The recovery code, shown once: it is the only way in when the password is forgotten."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from asfdesk.errors import AsfDeskError
from asfdesk.i18n import _
from asfdesk.services.recovery_sheet import recovery_sheet, save_recovery_sheet
from asfdesk.ui.kit.buttons import button
from asfdesk.ui.kit.errors import show_error
from asfdesk.ui.kit.text import Look, label


class RecoveryCodePanel(QWidget):
    """The code with what to do with it. `noted` is ticked by the user when it is kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._home = Path()
        self._enterprise = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(
            label(
                _(
                    "If everybody forgets their password this code opens the file. It is nowhere"
                    " else, and nobody can make a new one without it."
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
        self.print_button = button(_("Print"))
        self.print_button.clicked.connect(self._print)
        self.copy_button = button(_("Copy"))
        self.copy_button.clicked.connect(self._copy)
        self.save_button = button(_("Save as a text file"))
        self.save_button.clicked.connect(self._save)
        for one in (self.print_button, self.copy_button, self.save_button):
            ways.addWidget(one)
        ways.addStretch(1)
        layout.addLayout(ways)
        layout.addWidget(
            label(
                _("Keep it where the enterprise keeps its contracts, not beside the file."),
                Look.MUTED,
                wrap=True,
            )
        )
        self.noted = QCheckBox(_("The recovery code is printed or written down"))
        layout.addWidget(self.noted)
        layout.addStretch(1)

    def set_code(self, code: str, enterprise: str, home: Path) -> None:
        """Show a code; `home` is the client file it opens."""
        self._enterprise = enterprise
        self._home = home
        self.code.setText(code)

    @property
    def sheet(self) -> str:
        """The sheet's text."""
        return recovery_sheet(self._enterprise, self.code.text())

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code.text())

    @Slot()
    def _print(self) -> None:
        """Straight to a printer (decisions C14)."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        if dialog.exec():
            document = QTextDocument()
            document.setPlainText(self.sheet)
            document.print_(printer)

    @Slot()
    def _save(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self,
            _("Save the recovery code"),
            _("recovery-code.txt"),
            _("Text files (*.txt)"),
        )
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Write the sheet; one page of text, so it is done at once."""
        try:
            save_recovery_sheet(path, self.sheet, self._home)
        except AsfDeskError as error:
            show_error(self, error)
