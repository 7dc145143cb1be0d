"""A new client file made of an open export: data that outlived its file or its program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout

from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.file.open_import import import_openly
from asfdesk.ui.dialogs.file.new_file import FirstStep, NewFileDialog
from asfdesk.ui.kit.buttons import button
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.start_folder import start_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from asfdesk.errors import AsfDeskError
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.ui.tasks import Tasks


class FromOpenExportDialog(NewFileDialog):
    """Emits `made(OpenFile)` when the recovery code has been kept.

    Attributes:
        source: the field with the ZIP's path.
    """

    def __init__(
        self,
        tasks: Tasks,
        folder: Path,
        parent: QWidget | None = None,
        make: Callable[..., tuple[OpenFile, str]] = import_openly,
    ) -> None:
        first = _Export(make)
        self.source = first.source
        super().__init__(tasks, _("From an open export"), first, folder, parent)


class _Export(FirstStep):
    """Which ZIP it is."""

    def __init__(self, make: Callable[..., tuple[OpenFile, str]]) -> None:
        super().__init__()
        self.heading = _("The open export")
        self._make = make
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        layout.addWidget(
            label(
                _(
                    "The new file gets everything that is in the export, and keys of its own:"
                    " a new password and a new recovery sheet."
                ),
                Look.SECONDARY,
                wrap=True,
            )
        )
        layout.addSpacing(8)
        heading = label(_("ZIP file"))
        heading.setProperty("look", "label")
        self.source = QLineEdit()
        self.source.setAccessibleName(_("ZIP file"))
        heading.setBuddy(self.source)
        choose = button(_("Choose …"))
        choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.addWidget(self.source, 1)
        row.addWidget(choose)
        layout.addWidget(heading)
        layout.addLayout(row)
        self._trouble = label("", Look.ERROR, wrap=True)
        layout.addWidget(self._trouble)
        layout.addStretch(1)

    @property
    def suggested_name(self) -> str:
        return Path(self.source.text().strip()).stem

    def is_ready(self) -> bool:
        if self.source.text().strip():
            self._trouble.setText("")
            return True
        return not self.show_error(InvalidInputError("source", _("Choose the ZIP file.")))

    def focus_first(self) -> None:
        self.source.setFocus()

    def show_error(self, error: AsfDeskError) -> bool:
        if not isinstance(error, InvalidInputError) or error.field != "source":
            return False
        self._trouble.setText(str(error))
        self.source.setAccessibleDescription(str(error))
        self.source.setFocus()
        return True

    def maker(self, path: Path, password: str) -> Callable[[], tuple[OpenFile, str]]:
        source, make = Path(self.source.text().strip()).expanduser().absolute(), self._make
        return lambda: make(source, path, password)

    @Slot()
    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Choose the open export"), str(start_folder()), _("ZIP files (*.zip)")
        )
        if chosen:
            self.source.setText(chosen)
