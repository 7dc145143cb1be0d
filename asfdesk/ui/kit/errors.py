"""The one place where expected trouble is shown: what happened, why, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout

from asfdesk.i18n import _
from asfdesk.ui import theme
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.icons import pixmap
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton, QWidget

    from asfdesk.errors import AsfDeskError

WIDTH = 460


class MessageDialog(QDialog):
    """A message with buttons at the bottom right; `add_button` puts more there."""

    def __init__(self, parent: QWidget | None, what: str, why: str = "", todo: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(_("ASF Desk"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(what)
        self.setAccessibleDescription(" ".join(part for part in (why, todo) if part))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 20, 22, 18)
        outer.setSpacing(16)
        row = QHBoxLayout()
        row.setSpacing(14)
        self.mark = QLabel()
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        self.words = QVBoxLayout()
        self.words.setSpacing(6)
        for text, look in ((what, Look.HEADING), (why, Look.BODY), (todo, Look.BODY)):
            if text:
                words = label(text, look, wrap=True)
                words.setMinimumWidth(WIDTH)
                words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self.words.addWidget(words)
        row.addLayout(self.words, 1)
        outer.addLayout(row)
        self.buttons = QHBoxLayout()
        self.buttons.addStretch(1)
        outer.addLayout(self.buttons)

    def set_mark(self, name: str, color: str) -> None:
        """Show an icon at the left."""
        self.mark.setPixmap(pixmap(name, color, 24, self.devicePixelRatioF(), 2.4))

    def tell(self) -> None:
        """Open with nothing to choose."""
        close = primary_button(_("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self.buttons.addWidget(close)
        self.open()
        close.setFocus()

    def ask(
        self, yes: QPushButton, act: Callable[[], object], *, no: str = "", careful: bool = False
    ) -> None:
        """Open with a way back and a way on.

        Args:
            yes: the way on, with its words and look.
            act: what it does.
            no: the way back; "Cancel" if left out.
            careful: begin at the way back, so that Enter alone changes nothing.
        """
        back = button(no or _("Cancel"))
        back.clicked.connect(self.reject)
        yes.clicked.connect(self.accept)
        self.accepted.connect(act)
        self.buttons.addWidget(back)
        self.buttons.addWidget(yes)
        self.open()
        (back if careful else yes).setFocus()


def show_error(parent: QWidget | None, error: AsfDeskError) -> MessageDialog:
    """Tell the user, without stopping the program: the box belongs to the window."""
    dialog = MessageDialog(parent, error.what, error.why, error.todo)
    dialog.set_mark("exclaim", theme.tokens().warn)
    dialog.tell()
    return dialog
