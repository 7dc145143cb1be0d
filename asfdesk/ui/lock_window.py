"""What is shown while the program is locked: nothing of the file, and a place for the password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from asfdesk.errors import WrongKeyError
from asfdesk.i18n import _
from asfdesk.ui import theme
from asfdesk.ui.dialogs.file.opening_trouble import WayOut, way_word, ways_out
from asfdesk.ui.kit.busy import BusyLine
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.form.password_edit import PasswordEdit
from asfdesk.ui.kit.icons import pixmap
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from asfdesk.errors import AsfDeskError

COLUMN = 460
OFFERED = frozenset({WayOut.READ_ONLY, WayOut.TAKE_OVER})
"""What else can be done with a file is done from the start: "Open another file" leads there."""
MARK = 34


class LockWindow(QWidget):
    """Takes the main window's place.

    Args:
        name: what the start list calls the file; "" where it is not in that list.

    Signals:
        wanted: open with this password (text), read-only, and although somebody has it open.
        another: the user wants another file.
        gone: the window was closed.
    """

    wanted = Signal(str, bool, bool)
    another = Signal()
    gone = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._saving = True
        self._close_when_saved = False
        self.setWindowTitle("ASF Desk")
        self.setAccessibleName(_("ASF Desk is locked"))
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        card = QFrame()
        card.setProperty("look", "card")
        card.setFixedWidth(COLUMN)
        column = QVBoxLayout(card)
        column.setContentsMargins(26, 24, 26, 20)
        column.setSpacing(10)
        column.addLayout(self._heading(name))
        self.note = label("", wrap=True)
        self.note.hide()
        column.addWidget(self.note)
        prompt = label(_("Password or recovery code"))
        prompt.setProperty("look", "label")
        column.addWidget(prompt)
        self.password = PasswordEdit(_("Password or recovery code"))
        self.password.textChanged.connect(self._typed)
        self.password.returnPressed.connect(self.submit)
        prompt.setBuddy(self.password)
        column.addWidget(self.password)
        self.trouble = label("", Look.ERROR, wrap=True)
        self.trouble.hide()
        column.addWidget(self.trouble)
        self._busy = BusyLine()
        column.addWidget(self._busy)
        self._ways = QHBoxLayout()
        column.addLayout(self._ways)
        column.addLayout(self._button_row())
        outer = QVBoxLayout(self)
        # Without alignment: only then is the card as high as its wrapped words need.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        outer.addStretch(2)
        outer.addLayout(middle)
        outer.addStretch(3)
        self._let(enabled=False)
        self._busy.start(_("Saving and locking …"))

    def _heading(self, name: str) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(14)
        mark = QLabel()
        mark.setPixmap(pixmap("lock", theme.tokens().accent, MARK, self.devicePixelRatioF(), 1.8))
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(_("ASF Desk is locked"), Look.TITLE))
        if name:
            words.addWidget(label(name, Look.MUTED, wrap=True))
        line.addLayout(words, 1)
        return line

    def _button_row(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.another_button = button(_("Open another file"))
        self.another_button.clicked.connect(self.another)
        self.open_button = primary_button(_("Unlock"))
        self.open_button.clicked.connect(self.submit)
        line.addWidget(self.another_button)
        line.addStretch(1)
        line.addWidget(self.open_button)
        return line

    @property
    def way_buttons(self) -> list[QPushButton]:
        """What is offered after trouble."""
        places = [self._ways.itemAt(at) for at in range(self._ways.count())]
        found = [place.widget() for place in places if place is not None]
        return [one for one in found if isinstance(one, QPushButton)]

    def show_locked(self, note: str) -> None:
        """The file is closed and the keys are gone; `note` says what became of the work."""
        self._saving = False
        self._busy.stop()
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self._let(enabled=True)
        self.password.setFocus()
        if self._close_when_saved:
            self.close()

    def show_trouble(self, error: AsfDeskError) -> None:
        """Say why it could not be opened, with the ways out under it."""
        self._busy.stop()
        self._let(enabled=True)
        self.trouble.setText(str(error))
        self.trouble.show()
        self.password.setAccessibleDescription(str(error))
        for way in ways_out(error):
            if way not in OFFERED:
                continue
            made = button(way_word(way))
            made.setProperty("way", way.value)
            made.clicked.connect(self._take)
            self._ways.addWidget(made)
        self._ways.addStretch(1)
        self.password.setFocus()
        if isinstance(error, WrongKeyError):
            self.password.selectAll()

    @Slot()
    def submit(self) -> None:
        """Try the password."""
        if self.password.text() and self.open_button.isEnabled():
            self._ask(read_only=False, take_over=False)

    def _ask(self, *, read_only: bool, take_over: bool) -> None:
        while (place := self._ways.takeAt(0)) is not None:
            made = place.widget()
            if made is not None:
                made.deleteLater()
        self.trouble.hide()
        self._let(enabled=False)
        self._busy.start(_("Opening: the key is worked out from the password …"))
        self.wanted.emit(self.password.text(), read_only, take_over)

    @Slot()
    def _take(self) -> None:
        way = WayOut(self.sender().property("way"))
        self._ask(read_only=way is WayOut.READ_ONLY, take_over=way is WayOut.TAKE_OVER)

    @Slot(str)
    def _typed(self, text: str) -> None:
        self.open_button.setEnabled(bool(text))

    def _let(self, *, enabled: bool) -> None:
        self.password.setEnabled(enabled)
        self.another_button.setEnabled(enabled)
        self.open_button.setEnabled(enabled and bool(self.password.text()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing waits for the file to be saved."""
        if self._saving:
            self._close_when_saved = True
            event.ignore()
            return
        super().closeEvent(event)
        self.gone.emit()
