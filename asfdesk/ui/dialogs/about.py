"""About: the version, what the program is made of, and the licence texts."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from asfdesk import __version__, paths
from asfdesk.i18n import _
from asfdesk.ui.kit.buttons import primary_button
from asfdesk.ui.kit.form.combo_box import ComboBox
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

WIDTH, HEIGHT = 620, 520

LICENCES = (
    ("ASF Desk, Qt, PySide6 – LGPL 3.0", "licences/LGPL-3.0.txt"),
    ("GPL 3.0", "licences/GPL-3.0.txt"),
    ("Source Sans Pro – SIL Open Font License 1.1", "fonts/LICENSE.txt"),
)
"""Title and resource of each licence text; names of licences are not translated."""


class AboutDialog(QDialog):
    """Read-only; Esc closes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("About ASF Desk"))
        self.setAccessibleName(_("About ASF Desk"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(WIDTH, HEIGHT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 18)
        layout.setSpacing(10)
        layout.addWidget(label("ASF Desk", Look.TITLE))
        layout.addWidget(
            label(
                _("Version %(version)s, Python %(python)s")
                % {"version": __version__, "python": platform.python_version()},
                Look.MUTED,
            )
        )
        layout.addWidget(
            label(
                _(
                    "The program never connects to a network. What you write stays in the file"
                    " you have chosen, encrypted."
                ),
                wrap=True,
            )
        )
        self.choice = ComboBox()
        self.choice.setAccessibleName(_("Licence"))
        for title, name in LICENCES:
            self.choice.addItem(title, name)
        self.choice.currentIndexChanged.connect(self._read)
        layout.addWidget(self.choice)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Licence text"))
        layout.addWidget(self.text, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        close = primary_button(_("Close"))
        close.clicked.connect(self.accept)
        row.addWidget(close)
        layout.addLayout(row)
        self._read()

    @Slot()
    def _read(self) -> None:
        found = paths.resource(str(self.choice.currentData()))
        self.text.setPlainText(found.read_text(encoding="utf-8"))
