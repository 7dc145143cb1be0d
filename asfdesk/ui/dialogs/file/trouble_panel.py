"""Trouble inside a dialog: what happened, why, what to do, and a button for each way out.

The words stand above what is asked for (a password), the buttons below: first read, then typed,
then pressed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from asfdesk.services.file.before_opening import backup_day
from asfdesk.ui.dialogs.file.opening_trouble import WayOut, needs_password, way_word, ways_out
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.errors import AsfDeskError
    from asfdesk.services.file.backup_rows import BackupRow


class TroublePanel(QWidget):
    """The buttons; empty until there is trouble. `texts` is placed by the dialog.

    Signals:
        chosen: the WayOut whose button was pressed.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.texts = QWidget()
        lines = QVBoxLayout(self.texts)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(6)
        self.what = label("", Look.ERROR, wrap=True)
        self.words = label("", wrap=True)
        lines.addWidget(self.what)
        lines.addWidget(self.words)
        self._ways = QVBoxLayout(self)
        self._ways.setContentsMargins(0, 0, 0, 0)
        self._ways.setSpacing(6)
        self.clear()

    @property
    def buttons(self) -> list[QPushButton]:
        """What is offered, as it stands."""
        places = [self._ways.itemAt(at) for at in range(self._ways.count())]
        found = [place.widget() for place in places if place is not None]
        return [one for one in found if isinstance(one, QPushButton)]

    def show_trouble(
        self,
        error: AsfDeskError,
        backup: BackupRow | None,
        *,
        primary: bool,
        ways: Sequence[WayOut] = (),
    ) -> None:
        """Say what happened and offer the ways out.

        Args:
            error: the trouble.
            backup: the latest good one, if there is any.
            primary: whether the first way is what most people come to do now.
            ways: what is offered; empty = what fits the error.
        """
        self.clear()
        self.say(error.what, " ".join(part for part in (error.why, error.todo) if part))
        found = ways or ways_out(error, has_backup=backup is not None)
        for at, way in enumerate(found):
            make = primary_button if primary and at == 0 else button
            made = make(way_word(way, backup_day(backup) if backup else None))
            made.setProperty("way", way.value)
            made.clicked.connect(self._pressed)
            self._ways.addWidget(made)
            # Shown by the layout only later, and not counted until then.
            made.show()
        self.show()

    def say(self, what: str, words: str = "") -> None:
        """Two texts without ways out."""
        for one, text in ((self.what, what), (self.words, words)):
            one.setText(text)
            one.setVisible(bool(text))
        self.texts.setVisible(bool(what or words))

    def clear(self) -> None:
        """Nothing has happened."""
        self.say("")
        self.hide()
        while (place := self._ways.takeAt(0)) is not None:
            made = place.widget()
            if made is not None:
                made.deleteLater()

    def let(self, *, enabled: bool, password: bool) -> None:
        """Take clicks; what needs a password only when one has been typed."""
        for one in self.buttons:
            one.setEnabled(enabled and (password or not needs_password(_way(one))))

    @Slot()
    def _pressed(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton):
            self.chosen.emit(_way(pressed))


def _way(one: QPushButton) -> WayOut:
    return WayOut(one.property("way"))
