"""Where a new client file is put, and its password, typed twice or suggested."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.file.file_notes import password_advice
from asfdesk.services.file.open_file import with_ending
from asfdesk.services.file.passphrase import suggest_passphrase
from asfdesk.ui.kit.ask_where import ask_where_client_file
from asfdesk.ui.kit.badge import Badge
from asfdesk.ui.kit.buttons import button, link_button
from asfdesk.ui.kit.form.password_edit import PasswordEdit
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from asfdesk.errors import AsfDeskError


class NewFilePlace(QWidget):
    """The second step of a new enterprise."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._suggested = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        self.file = QLineEdit()
        self.file.setAccessibleName(_("File"))
        choose = button(_("Choose …"))
        choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.addWidget(self.file, 1)
        row.addWidget(choose)
        _labelled(layout, _("File"), self.file, row)
        layout.addSpacing(8)
        self.password = PasswordEdit(_("Password"))
        _labelled(layout, _("Password"), self.password)
        self.again = PasswordEdit(_("The password again"))
        _labelled(layout, _("The password again"), self.again)
        hints = QHBoxLayout()
        suggest = link_button(_("Suggest a password"))
        suggest.clicked.connect(self.suggest)
        self.strength = Badge()
        self.strength.hide()
        hints.addWidget(suggest)
        hints.addStretch(1)
        hints.addWidget(self.strength)
        layout.addLayout(hints)
        self._note = label(
            _("The file is encrypted with the password. Nobody can open it without."),
            Look.SECONDARY,
            wrap=True,
        )
        layout.addWidget(self._note)
        self._trouble = label("", Look.ERROR, wrap=True)
        layout.addWidget(self._trouble)
        layout.addStretch(1)
        self.password.textChanged.connect(self._judge)

    @property
    def path(self) -> Path:
        """Where the file will be."""
        return with_ending(Path(self.file.text().strip()).expanduser())

    def set_name(self, enterprise: str) -> None:
        """Suggest a file name from the enterprise's, unless one has been chosen."""
        if self.file.text() == self._suggested:
            plain = re.sub(r'[\\/:*?"<>|]+', " ", enterprise)
            plain = re.sub(r"\s+", " ", plain).strip(" .")
            self._suggested = str(with_ending(self._folder / (plain or _("Enterprise"))))
            self.file.setText(self._suggested)

    def is_ready(self) -> bool:
        """Whether file and password can be used; says what is missing if not."""
        for error in self._troubles():
            self.show_error(error)
            return False
        self._trouble.setText("")
        return True

    def _troubles(self) -> list[InvalidInputError]:
        found = []
        if not self.file.text().strip():
            found.append(InvalidInputError("path", _("Choose where the file is to be.")))
        if not self.password.text().strip():
            found.append(InvalidInputError("password", _("Write a password.")))
        elif self.password.text() != self.again.text():
            found.append(InvalidInputError("again", _("The two passwords are not the same.")))
        return found

    def show_error(self, error: AsfDeskError) -> bool:
        """Say what is wrong and go to the field; False when it is about something else."""
        fields = {"path": self.file, "password": self.password, "again": self.again}
        field = fields.get(error.field) if isinstance(error, InvalidInputError) else None
        if field is None:
            return False
        self._trouble.setText(str(error))
        field.setAccessibleDescription(str(error))
        field.setFocus()
        return True

    @Slot()
    def suggest(self) -> None:
        """Fill in a password of random words, readable so that it can be written down."""
        words = suggest_passphrase()
        self.password.setText(words)
        self.again.setText(words)
        self.password.reveal()
        self.again.reveal()

    @Slot(str)
    def _judge(self, text: str) -> None:
        advice = password_advice(text)
        self.strength.setVisible(bool(text))
        if advice:
            self.strength.set_status(_("Short"), Tone.WARN)
        else:
            self.strength.set_status(_("Long enough"), Tone.GOOD)
        self._note.setText(
            advice or _("The file is encrypted with the password. Nobody can open it without.")
        )
        self._trouble.setText("")

    @Slot()
    def _choose(self) -> None:
        chosen = ask_where_client_file(self, Path(self.file.text()))
        if chosen is not None:
            self.file.setText(str(with_ending(chosen)))


def _labelled(
    layout: QVBoxLayout, text: str, field: QLineEdit, row: QHBoxLayout | None = None
) -> None:
    """A heading and its field under it."""
    heading = label(text)
    heading.setProperty("look", "label")
    heading.setBuddy(field)
    layout.addWidget(heading)
    if row is None:
        layout.addWidget(field)
    else:
        layout.addLayout(row)
