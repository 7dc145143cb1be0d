"""What there is to know and do about the client that is chosen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout

from asfdesk.domain.visiting.client import FileState
from asfdesk.i18n import _, moment
from asfdesk.reports.visiting.client_words import known_words, state_word
from asfdesk.ui.kit.badge import Badge
from asfdesk.ui.kit.buttons import button, link_button, primary_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent
    from PySide6.QtWidgets import QWidget

    from asfdesk.services.visiting.client_trust import OtherCopy
    from asfdesk.services.visiting.clients_view import ClientRow

_BAD = (FileState.NOT_TRUSTED, FileState.NEW_KEY, FileState.OTHER_CLIENT, FileState.DAMAGED)
_MOST_OTHERS = 3


class NotesEdit(QPlainTextEdit):
    """Private notes; what is typed is kept when one goes on to something else.

    Signals:
        left: the keyboard has gone somewhere else.
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("Private preparation notes"))
        self.setPlaceholderText(_("Only you see this. It is never written into the client's file."))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it is done."""
        super().focusOutEvent(event)
        self.left.emit()


class ClientCard(Card):
    """State, versions, notes, and what can be done.

    Signals:
        open_wanted: read-only or not (bool).
        version_wanted: another version is to be opened (Path).
        briefing_wanted: open it with its visit briefing on top.
        refresh_wanted, place_wanted, trust_wanted, password_wanted: as they say.
        notes_changed: uid and text.
    """

    open_wanted = Signal(bool)
    version_wanted = Signal(object)
    briefing_wanted = Signal()
    refresh_wanted = Signal()
    place_wanted = Signal()
    trust_wanted = Signal()
    password_wanted = Signal()
    notes_changed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(_("No client is chosen"))
        self._uid = ""
        self._before = ""
        self.setFixedHeight(212)
        row = QHBoxLayout()
        row.setSpacing(22)
        left = QVBoxLayout()
        left.setSpacing(7)
        self.state = Badge()
        left.addWidget(self.state)
        self.words = label("", wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        left.addWidget(self.words)
        self._versions = QVBoxLayout()
        left.addLayout(self._versions)
        left.addStretch(1)
        left.addLayout(self._button_row())
        right = QVBoxLayout()
        right.setSpacing(5)
        right.addWidget(label(_("Private preparation notes"), Look.SECONDARY))
        self.notes = NotesEdit()
        self.notes.left.connect(self.keep_notes)
        right.addWidget(self.notes, 1)
        row.addLayout(left, 3)
        row.addLayout(right, 2)
        self.body.addLayout(row)
        self.show_row(None)

    def _button_row(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(10)
        self.open_button = primary_button(_("Open"))
        self.open_button.clicked.connect(partial(self.open_wanted.emit, False))  # noqa: FBT003 - Qt signals take positions only
        self.look_button = button(_("Look only"))
        self.look_button.clicked.connect(partial(self.open_wanted.emit, True))  # noqa: FBT003 - Qt signals take positions only
        self.briefing_button = button(_("Briefing"))
        self.briefing_button.setToolTip(_("Open it with its visit briefing on top (Ctrl+B)"))
        self.briefing_button.clicked.connect(self.briefing_wanted)
        self.refresh_button = link_button(_("Read its figures"))
        self.refresh_button.clicked.connect(self.refresh_wanted)
        self.place_button = link_button(_("Where it lies now …"))
        self.place_button.clicked.connect(self.place_wanted)
        self.trust_button = link_button(_("Trust the new key …"))
        self.trust_button.clicked.connect(self.trust_wanted)
        self.password_button = link_button(_("Another password …"))
        self.password_button.clicked.connect(self.password_wanted)
        self._buttons = (
            self.open_button,
            self.look_button,
            self.briefing_button,
            self.refresh_button,
            self.place_button,
            self.trust_button,
            self.password_button,
        )
        for one in self._buttons:
            line.addWidget(one)
        line.addStretch(1)
        return line

    def show_row(self, row: ClientRow | None) -> None:
        """Show a client, or that none is chosen."""
        self.keep_notes()
        while (place := self._versions.takeAt(0)) is not None:
            gone = place.widget()
            if gone is not None:
                gone.deleteLater()
        for one in (*self._buttons, self.notes, self.state):
            one.setVisible(row is not None)
        self._uid = row.client.uid if row else ""
        self._before = row.client.notes if row else ""
        self.notes.setPlainText(self._before)
        if row is None:
            self.set_title(_("No client is chosen"))
            self.words.setText("")
            return
        client = row.client
        self.set_title(client.name, known_words(client.figures))
        said = state_word(client.state, conflict=row.conflict)
        tone = Tone.BAD if client.state in _BAD or row.conflict else Tone.WARN
        self.state.set_status(said or _("the file is here"), tone if said else Tone.GOOD)
        self.words.setText(_conflict_words() if row.conflict else client.trouble)
        if row.conflict:
            self._offer_versions(row)
        self.open_button.setEnabled(row.openable)
        self.look_button.setEnabled(row.openable)
        self.briefing_button.setEnabled(row.openable)
        self.trust_button.setVisible(client.state is FileState.NEW_KEY)
        self.password_button.setVisible(client.state is FileState.WRONG_KEY)
        self.place_button.setVisible(client.state in (FileState.MISSING, FileState.OTHER_CLIENT))

    def _offer_versions(self, row: ClientRow) -> None:
        for copy in (*((row.mine,) if row.mine else ()), *row.others[:_MOST_OTHERS]):
            self._versions.addWidget(self._version(copy))

    def _version(self, copy: OtherCopy) -> QWidget:
        made = link_button(
            _("Look at %(name)s: saved %(time)s, generation %(number)d")
            % {
                "name": copy.path.name,
                "time": moment(copy.saved_at),
                "number": copy.generation,
            }
        )
        made.clicked.connect(partial(self.version_wanted.emit, copy.path))
        return made

    def keep_notes(self) -> None:
        """Hand over what was typed, if it was."""
        text = self.notes.toPlainText()
        if self._uid and text.strip() != self._before:
            self._before = text.strip()
            self.notes_changed.emit(self._uid, text)


def _conflict_words() -> str:
    return _(
        "Two versions of the file lie beside each other. Look at both, and ask the owner which"
        " one goes on."
    )
