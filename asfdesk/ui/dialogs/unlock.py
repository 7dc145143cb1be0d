"""The password of a client file. Deriving the key takes a second and runs on the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout

from asfdesk.errors import WrongKeyError
from asfdesk.i18n import _
from asfdesk.services.open_file import open_client_file
from asfdesk.ui.dialogs.opening_trouble import WayOut, way_word, ways_out
from asfdesk.ui.kit.busy import BusyLine
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.password_edit import PasswordEdit
from asfdesk.ui.kit.text import Look, grow_to_words, label

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from asfdesk.errors import AsfDeskError
    from asfdesk.services.open_file import OpenFile
    from asfdesk.ui.tasks import Tasks

WIDTH = 440


class UnlockDialog(QDialog):
    """Asks for the password and opens.

    Signals:
        opened: the OpenFile.
        another: the user wants to choose another file.
        forgotten: the user wants the file out of the list.
    """

    opened = Signal(object)
    another = Signal()
    forgotten = Signal()

    def __init__(self, path: Path, name: str, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._tasks = tasks
        self.setWindowTitle(_("Open"))
        self.setAccessibleName(_("Open %(name)s") % {"name": name})
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 18)
        layout.setSpacing(10)
        layout.addWidget(label(name, Look.TITLE))
        prompt = label(_("Password or recovery code"))
        prompt.setProperty("look", "label")
        layout.addWidget(prompt)
        self.password = PasswordEdit(_("Password or recovery code"))
        self.password.setMinimumWidth(WIDTH)
        self.password.textChanged.connect(self._typed)
        prompt.setBuddy(self.password)
        layout.addWidget(self.password)
        self.read_only = QCheckBox(_("Read-only: leave the file exactly as it is"))
        layout.addWidget(self.read_only)
        self.trouble = label("", Look.ERROR, wrap=True)
        layout.addWidget(self.trouble)
        self._busy = BusyLine()
        layout.addWidget(self._busy)
        self._ways = QHBoxLayout()
        layout.addLayout(self._ways)
        layout.addLayout(self._button_row())
        self.password.setFocus()

    def _button_row(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addStretch(1)
        cancel = button(_("Cancel"))
        cancel.clicked.connect(self.reject)
        self.open_button = primary_button(_("Open"))
        self.open_button.setDefault(True)
        self.open_button.setEnabled(False)
        self.open_button.clicked.connect(self.submit)
        line.addWidget(cancel)
        line.addWidget(self.open_button)
        return line

    @property
    def way_buttons(self) -> list[QPushButton]:
        """What is offered after trouble."""
        places = [self._ways.itemAt(at) for at in range(self._ways.count())]
        found = [place.widget() for place in places if place is not None]
        return [one for one in found if isinstance(one, QPushButton)]

    @Slot()
    def submit(self) -> None:
        """Try the password."""
        self._open(read_only=self.read_only.isChecked(), take_over=False)

    def _open(self, *, read_only: bool, take_over: bool) -> None:
        self._clear_ways()
        self.trouble.setText("")
        self._let(enabled=False)
        self._busy.start(_("Opening: the key is worked out from the password …"))
        path, password = self._path, self.password.text()
        self._tasks.run(
            lambda: open_client_file(path, password, read_only=read_only, take_over=take_over),
            self._opened,
            self._refused,
        )

    @Slot(str)
    def _typed(self, text: str) -> None:
        self.open_button.setEnabled(bool(text))

    @Slot(object)
    def _opened(self, file: OpenFile) -> None:
        self._busy.stop()
        self.opened.emit(file)
        self.accept()

    @Slot(object)
    def _refused(self, error: AsfDeskError) -> None:
        """Say what happened, and put the ways out under it."""
        self._busy.stop()
        self._let(enabled=True)
        self.trouble.setText(str(error))
        self.password.setAccessibleDescription(str(error))
        for way in ways_out(error):
            made = button(way_word(way))
            made.setProperty("way", way.value)
            made.clicked.connect(self._take)
            self._ways.addWidget(made)
            # Shown by the layout only later, and not counted until then.
            made.show()
        self._ways.addStretch(1)
        grow_to_words(self)
        if isinstance(error, WrongKeyError):
            self.password.setFocus()
            self.password.selectAll()

    @Slot()
    def _take(self) -> None:
        match WayOut(self.sender().property("way")):
            case WayOut.AGAIN:
                self.submit()
            case WayOut.READ_ONLY:
                self.read_only.setChecked(True)
                self._open(read_only=True, take_over=False)
            case WayOut.TAKE_OVER:
                self._open(read_only=False, take_over=True)
            case WayOut.OTHER_FILE:
                self.another.emit()
                self.reject()
            case WayOut.FORGET:
                self.forgotten.emit()
                self.reject()

    def _let(self, *, enabled: bool) -> None:
        self.password.setEnabled(enabled)
        self.read_only.setEnabled(enabled)
        self.open_button.setEnabled(enabled and bool(self.password.text()))

    def _clear_ways(self) -> None:
        while (place := self._ways.takeAt(0)) is not None:
            made = place.widget()
            if made is not None:
                made.deleteLater()
