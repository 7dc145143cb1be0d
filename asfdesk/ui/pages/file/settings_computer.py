"""Settings that belong to this computer and not to the file: look and language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from asfdesk.i18n import _, pgettext
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.form.combo_box import ComboBox
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.settings import AppSettings
from asfdesk.ui.theme import Mode

if TYPE_CHECKING:
    from asfdesk.ui.preferences import Preferences

WAITS = (1, 2, 5, 10, 15, 20, 30, 45, 60, 0)
"""Minutes that can be chosen; 0 = never."""


class ComputerCard(Card):
    """What is chosen holds at once."""

    def __init__(self, preferences: Preferences | None) -> None:
        super().__init__(_("This computer"))
        self._preferences = preferences
        modes = [
            (Mode.SYSTEM, pgettext("appearance", "System")),
            (Mode.LIGHT, _("Light")),
            (Mode.DARK, _("Dark")),
        ]
        # Each language is named in itself, so that it is found whatever is shown.
        languages = [("sv", "Svenska"), ("en", "English")]
        theme = preferences.settings.theme if preferences else Mode.SYSTEM
        language = preferences.settings.language if preferences else "sv"
        self.theme = _box(modes, theme, _("Appearance"))
        self.language = _box(languages, language, _("Language"))
        self.lock = _box(_waits(), str(self._minutes), _("Lock after"))
        line = QHBoxLayout()
        line.setSpacing(6)  # the widest line of the page: in English it just fits
        for text, box in (
            (_("Appearance"), self.theme),
            (_("Language"), self.language),
            (_("Lock after"), self.lock),
        ):
            line.addWidget(label(text, Look.MUTED))
            line.addWidget(box, 1)
        self.body.addLayout(line)
        for box in (self.theme, self.language, self.lock):
            box.setEnabled(preferences is not None)
        self.lock.activated.connect(self._wait_chosen)
        self.theme.activated.connect(self._theme_chosen)
        self.language.activated.connect(self._language_chosen)

    @property
    def _minutes(self) -> int:
        settings = self._preferences.settings if self._preferences else AppSettings()
        return min(WAITS, key=lambda wait: abs(wait - settings.lock_minutes))

    @Slot()
    def _wait_chosen(self) -> None:
        if self._preferences is not None:
            self._preferences.lock_after(int(self.lock.currentData()))

    @Slot()
    def _theme_chosen(self) -> None:
        if self._preferences is not None:
            self._preferences.use_theme(Mode(self.theme.currentData()))

    @Slot()
    def _language_chosen(self) -> None:
        if self._preferences is not None:
            self._preferences.use_language(str(self.language.currentData()))


def _waits() -> list[tuple[str, str]]:
    never = _("Never")
    return [(str(wait), _("%(num)d min") % {"num": wait} if wait else never) for wait in WAITS]


def _box(options: list[tuple[Mode, str]] | list[tuple[str, str]], now: str, name: str) -> ComboBox:
    box = ComboBox()
    box.setAccessibleName(name)
    for value, text in options:
        box.addItem(text, str(value))
    box.setCurrentIndex([str(value) for value, _text in options].index(str(now)))
    return box
