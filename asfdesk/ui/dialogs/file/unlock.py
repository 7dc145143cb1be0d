"""The password of a client file. Deriving the key takes a second and runs on the worker.

What can be told without a password is told first: nobody types one for a file that is missing,
damaged or open somewhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from asfdesk.errors import FileMissingError, PassingPlaceError, WrongKeyError
from asfdesk.i18n import _
from asfdesk.services.file.before_opening import FirstLook, look_before_opening, restore_beside
from asfdesk.services.file.open_file import open_client_file
from asfdesk.services.file.unsaved_work import left_in
from asfdesk.ui.dialogs.file.opening_trouble import WayOut, asks_password
from asfdesk.ui.dialogs.file.trouble_panel import TroublePanel
from asfdesk.ui.dialogs.file.unlock_ways import UnlockWays
from asfdesk.ui.kit.busy import BusyLine
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.form.password_edit import PasswordEdit
from asfdesk.ui.kit.text import Look, fit_to_words, label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QLabel, QPushButton

    from asfdesk.errors import AsfDeskError
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.ui.tasks import Tasks

WIDTH = 440


class UnlockDialog(QDialog):
    """Asks for the password and opens.

    Signals:
        opened: the OpenFile.
        another: the user wants to choose another file.
        forgotten: the user wants the file out of the list.
        left_wanted: the user wants to take care of work a crash left (LeftCopy).
    """

    opened = Signal(object)
    another = Signal()
    forgotten = Signal()
    left_wanted = Signal(object)

    def __init__(
        self,
        path: Path,
        name: str,
        tasks: Tasks,
        parent: QWidget | None = None,
        *,
        read_only: bool = False,
    ) -> None:
        super().__init__(parent)
        self.path = path
        self._tasks = tasks
        self._look = FirstLook()
        self._keys_of = path
        self._restoring: Path | None = None
        self._seen = False
        self._opening = False
        self.setWindowTitle(_("Open"))
        self.setAccessibleName(_("Open %(name)s") % {"name": name})
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 18)
        layout.setSpacing(10)
        layout.addWidget(label(name, Look.TITLE))
        self.panel = TroublePanel()
        self.panel.chosen.connect(self._take)
        layout.addWidget(self.panel.texts)
        self._ask = self._password_rows()
        self.read_only.setChecked(read_only)
        layout.addWidget(self._ask)
        layout.addWidget(self.panel)
        self._busy = BusyLine()
        layout.addWidget(self._busy)
        layout.addStretch(1)
        layout.addLayout(self._button_row())
        self._ways = UnlockWays(self, tasks)
        self._ways.began.connect(self._begin)
        self._ways.moved.connect(self._moved)
        self._ways.kept.connect(self._kept)
        self._ways.restoring.connect(self._ask_for_backup)
        self._ways.failed.connect(self.refuse)
        self.password.setFocus()

    def _password_rows(self) -> QWidget:
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        self._prompt = label(_("Password or recovery code"))
        self._prompt.setProperty("look", "label")
        rows.addWidget(self._prompt)
        self.password = PasswordEdit(_("Password or recovery code"))
        self.password.setMinimumWidth(WIDTH)
        self.password.textChanged.connect(self._typed)
        self._prompt.setBuddy(self.password)
        rows.addWidget(self.password)
        self.read_only = QCheckBox(_("Read-only: leave the file exactly as it is"))
        rows.addWidget(self.read_only)
        return holder

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
    def trouble(self) -> QLabel:
        """What happened, as shown."""
        return self.panel.what

    @property
    def way_buttons(self) -> list[QPushButton]:
        """What is offered after trouble."""
        return self.panel.buttons

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the file from outside, once."""
        super().showEvent(event)
        if not self._seen:
            self._seen = True
            self.look()

    def look(self) -> None:
        """See what can be told without a password."""
        path = self.path
        self._tasks.run(lambda: look_before_opening(path), self._looked)

    @Slot(object)
    def _looked(self, look: FirstLook) -> None:
        self._look = look
        if self._opening:
            return
        self._busy.stop()
        if look.trouble is not None:
            self.refuse(look.trouble)
        elif look.left is not None:
            self.refuse(left_in(look.left))
        else:
            self._clear()
            self._ask_again()

    @Slot()
    def submit(self) -> None:
        """Try the password."""
        self._open(read_only=self.read_only.isChecked(), take_over=False)

    def _open(self, *, read_only: bool, take_over: bool) -> None:
        self._opening = True
        self._begin(_("Opening: the key is worked out from the password …"))
        path, password = self.path, self.password.text()
        home, keys_of, backup = self._restoring, self._keys_of, self._look.backup

        def work() -> OpenFile:
            if home is not None and backup is not None:
                return restore_beside(home, keys_of, password, backup)
            return open_client_file(
                path, password, read_only=read_only, take_over=take_over, adviser_looks=True
            )

        self._tasks.run(work, self._opened, self._not_opened)

    @Slot(str)
    def _typed(self, text: str) -> None:
        self.open_button.setEnabled(bool(text))
        self.panel.let(enabled=True, password=bool(text))

    @Slot(object)
    def _opened(self, file: OpenFile) -> None:
        self._busy.stop()
        self.opened.emit(file)
        self.accept()

    @Slot(object)
    def _not_opened(self, error: AsfDeskError) -> None:
        self._opening = False
        self.refuse(error)

    @Slot(object)
    def refuse(self, error: AsfDeskError, ways: Sequence[WayOut] = ()) -> None:
        """Say what happened, and put the ways out under it."""
        self._busy.stop()
        asked = asks_password(error)
        self._ask.setVisible(asked)
        # Opening to work in a mail's own folder would only be refused again.
        again = asked and not isinstance(error, PassingPlaceError)
        self.open_button.setVisible(again)
        self.panel.show_trouble(error, self._look.backup, primary=not again, ways=ways)
        self._let(enabled=True)
        self.password.setAccessibleDescription(str(error))
        fit_to_words(self)
        if asked:
            self.password.setFocus()
        elif self.way_buttons:
            self.way_buttons[0].setFocus()
        if isinstance(error, WrongKeyError):
            self.password.selectAll()

    @Slot(object)
    def _take(self, way: WayOut) -> None:
        match way:
            case WayOut.AGAIN if self.password.isVisibleTo(self) and self.password.text():
                self.submit()
            case WayOut.AGAIN:
                self._begin(_("Looking at the file …"))
                self.look()
            case WayOut.RECOVERY:
                self._ask_for_code()
            case WayOut.READ_ONLY:
                self.read_only.setChecked(True)
                self._open(read_only=True, take_over=False)
            case WayOut.TAKE_OVER:
                self._open(read_only=False, take_over=True)
            case WayOut.SAVE_COPY | WayOut.BACKUP | WayOut.KEEP_DAMAGED:
                self._ways.take(way, self.path)
            case WayOut.LEFT_WORK:
                self.left_wanted.emit(self._look.left)
                self.reject()
            case WayOut.OTHER_FILE:
                self.another.emit()
                self.reject()
            case WayOut.FORGET:
                self.forgotten.emit()
                self.reject()

    def _ask_for_code(self) -> None:
        """The same field takes the code; now it is said so, and shown as it is typed."""
        self._clear()
        text = _("Recovery code")
        self._prompt.setText(text)
        self.password.setAccessibleName(text)
        self.password.clear()
        self.password.reveal()
        self.panel.say(
            "",
            _(
                "Write the code from the recovery sheet. Upper and lower case and hyphens do not "
                "matter."
            ),
        )
        fit_to_words(self)
        self.password.setFocus()

    @Slot(object, str)
    def _moved(self, path: Path, words: str) -> None:
        """There is a file to open instead, under another name."""
        self.path = path
        self._look = FirstLook()
        self._clear()
        self._busy.stop()
        self._ask_again()
        self.panel.say("", words)
        fit_to_words(self)

    def _ask_again(self) -> None:
        """There is a file that a password may open."""
        self._ask.show()
        self.open_button.show()
        self.password.setFocus()

    @Slot(object)
    def _ask_for_backup(self, home: Path) -> None:
        """The password opens the backup and makes it a file of its own."""
        self._restoring = home
        self._clear()
        self._ask_again()
        self.read_only.hide()
        self.panel.say(
            "",
            _(
                "The backup becomes a file of its own, beside this one. Write an owner's password, "
                "today's or the one from when it was made."
            ),
        )
        fit_to_words(self)

    @Slot(object, str)
    def _kept(self, path: Path, words: str) -> None:
        """The damaged file has another name; its own is free, and the backup still offered."""
        self._keys_of = path
        why = _("Its bytes are as they were.")
        todo = _("Open the latest backup if there is one, or choose another file.")
        ways = [WayOut.OTHER_FILE, WayOut.FORGET]
        if self._look.backup is not None:
            ways.insert(0, WayOut.BACKUP)
        self.refuse(FileMissingError(words, why, todo), ways)

    @Slot(str)
    def _begin(self, text: str) -> None:
        self._clear()
        self._let(enabled=False)
        self._busy.start(text)

    def _clear(self) -> None:
        self.panel.clear()
        self.password.setAccessibleDescription("")
        self._let(enabled=True)

    def _let(self, *, enabled: bool) -> None:
        typed = bool(self.password.text())
        self.password.setEnabled(enabled)
        self.read_only.setEnabled(enabled)
        self.open_button.setEnabled(enabled and typed)
        self.panel.let(enabled=enabled, password=typed)
