"""The line at the top: whose file it is, how it is open, the month, and what has been saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu

from asfdesk.i18n import _
from asfdesk.ui.kit.badge import Badge
from asfdesk.ui.kit.buttons import button
from asfdesk.ui.kit.elided_label import ElidedLabel
from asfdesk.ui.kit.icon_button import IconButton
from asfdesk.ui.kit.month_picker import MonthPicker
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QPushButton, QWidget

    from asfdesk.domain.period import Month

HEIGHT = 50


class Header(QFrame):
    """Enterprise, badges, month picker and the line that says where the work is."""

    def __init__(self, month: Month, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "header")
        self.setFixedHeight(HEIGHT)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(22, 0, 14, 0)
        layout.setSpacing(12)
        self._line = layout
        self._name = ElidedLabel("", "enterprise")
        layout.addWidget(self._name, 1)
        self._badges = QHBoxLayout()
        self._badges.setSpacing(8)
        layout.addLayout(self._badges)
        layout.addStretch(0)
        self.picker = MonthPicker(month)
        layout.addWidget(self.picker)
        self.saved = label("", Look.MUTED)
        layout.addWidget(self.saved)
        self.lock_button = IconButton("lock", _("Lock now"))
        layout.addWidget(self.lock_button)
        self.menu_button = IconButton("menu", _("Menu"))
        self.menu_button.clicked.connect(self._open_menu)
        layout.addWidget(self.menu_button)
        self._menu = QMenu(self)

    def offer_back(self, text: str, act: Callable[[], None]) -> QPushButton:
        """A way back to where the file was opened from, first in the line."""
        made = button(text)
        made.clicked.connect(act)
        self._line.insertWidget(0, made)
        return made

    def offer_writing(self, text: str, act: Callable[[], None]) -> QPushButton:
        """The way from looking to writing, or back, beside how the file is open."""
        made = button(text)
        made.clicked.connect(act)
        self._line.insertWidget(self._line.indexOf(self.picker) - 1, made)
        return made

    def add_action(self, action: QAction) -> None:
        """Put something into the menu at the right."""
        self._menu.addAction(action)

    @Slot()
    def _open_menu(self) -> None:
        corner = self.menu_button.rect().bottomRight()
        corner.setX(corner.x() - self._menu.sizeHint().width())
        self._menu.popup(self.menu_button.mapToGlobal(corner))

    def set_name(self, name: str) -> None:
        """Whose file it is."""
        self._name.setText(name)

    @property
    def badges(self) -> list[Badge]:
        """How the file is open, as shown."""
        places = [self._badges.itemAt(at) for at in range(self._badges.count())]
        found = [place.widget() for place in places if place is not None]
        return [badge for badge in found if isinstance(badge, Badge)]

    def set_badges(
        self, *, adviser: bool, read_only: bool, example: bool, safe_copy: bool = False
    ) -> None:
        """How the file is open; a safe copy is never anything but looked at by an adviser."""
        while (old := self._badges.takeAt(0)) is not None:
            badge = old.widget()
            if badge is not None:
                badge.deleteLater()
        for wanted, text, tone in (
            (safe_copy, _("Safe copy"), Tone.ACCENT),
            (adviser and not safe_copy, _("Adviser"), Tone.ACCENT),
            (read_only, _("Read-only"), Tone.NEUTRAL),
            (example, _("Example data"), Tone.WARN),
        ):
            if wanted:
                self._badges.addWidget(Badge(text, tone))

    def set_saved(self, text: str) -> None:
        """Where the work is: in the file, or on this computer only."""
        self.saved.setText(text)
        self.saved.setAccessibleName(text)
