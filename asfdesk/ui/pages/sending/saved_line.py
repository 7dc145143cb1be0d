"""A line that says which files were written, and opens their folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from asfdesk.i18n import _, ngettext
from asfdesk.ui.kit.buttons import link_button
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tip import plain_tip

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MOST_NAMED = 3


class SavedLine(QWidget):
    """Hidden until something has been saved."""

    def __init__(self) -> None:
        super().__init__()
        self._folder: Path | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        self.text = label("", Look.BODY, wrap=True)
        self.open_folder = link_button(_("Open the folder"))
        self.open_folder.clicked.connect(self._show_folder)
        line.addWidget(self.text, 1)
        line.addWidget(self.open_folder)
        self.hide()

    def tell(self, files: Sequence[Path], more: str = "") -> None:
        """Say which files were written, and where; `more` = what else has happened."""
        self._folder = files[0].parent
        text = ngettext("%(num)d file saved", "%(num)d files saved", len(files))
        names = ", ".join(path.name for path in files[:MOST_NAMED])
        rest = " …" if len(files) > MOST_NAMED else ""
        self.text.setText(" ".join(filter(None, (f"✓ {text}: {names}{rest}", more))))
        self.text.setToolTip(plain_tip(str(self._folder)))
        self.show()

    @Slot()
    def _show_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
