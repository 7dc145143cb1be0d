"""The choices this computer remembers, in force: look, language, recent files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal

from asfdesk.i18n import set_language
from asfdesk.ui.settings import load_settings, save_settings
from asfdesk.ui.theme import Theme

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from asfdesk.ui.settings import AppSettings
    from asfdesk.ui.theme import Mode


class Preferences(QObject):
    """Applies settings and saves every change of them.

    Signals:
        language_changed: windows are built anew, since texts are made when they are.
    """

    language_changed = Signal()

    def __init__(self, app: QApplication, settings: AppSettings | None = None) -> None:
        super().__init__(app)
        self._app = app
        self.settings = load_settings() if settings is None else settings
        self.theme = Theme(app, self.settings.theme)
        self._translator = QTranslator(self)
        self._apply_language()

    def use_theme(self, mode: Mode) -> None:
        """Follow the system, light or dark."""
        self.theme.use(mode)
        self._keep(replace(self.settings, theme=mode))

    def use_language(self, code: str) -> None:
        """Swedish ("sv") or English ("en")."""
        if code == self.settings.language:
            return
        self._keep(replace(self.settings, language=code))
        self._apply_language()
        self.language_changed.emit()

    def remember(self, path: Path, name: str) -> None:
        """Put a file first among the recent ones (owners only)."""
        self._keep(self.settings.with_recent(path, name))

    def listed_name(self, path: Path) -> str:
        """What the start list calls a file; "" when it is not in it."""
        return next((one.name for one in self.settings.recent if one.path == str(path)), "")

    def forget(self, path: Path) -> None:
        """Take a file out of the recent ones."""
        self._keep(self.settings.without_recent(path))

    def remember_binder(self, path: Path | None) -> None:
        """Where the adviser's binder lies; None = in its usual place. It names no client."""
        self._keep(replace(self.settings, binder=str(path) if path else ""))

    def lock_after(self, minutes: int) -> None:
        """How long nothing may happen before the program locks; 0 = never."""
        self._keep(replace(self.settings, lock_minutes=minutes))

    def remember_import(self, folder: Path) -> None:
        """Where the latest SIE file lay; the folder only (owners only)."""
        self._keep(replace(self.settings, import_folder=str(folder)))

    def keep_window(self, width: int, height: int, *, maximized: bool) -> None:
        """How large the window was."""
        if maximized:
            self._keep(replace(self.settings, maximized=True))
        else:
            self._keep(replace(self.settings, width=width, height=height, maximized=False))

    def _keep(self, settings: AppSettings) -> None:
        self.settings = settings
        save_settings(settings)

    def _apply_language(self) -> None:
        """Our own texts through gettext, Qt's own buttons and menus through its translator."""
        set_language(self.settings.language)
        self._app.removeTranslator(self._translator)
        self._translator = QTranslator(self)
        if self.settings.language == "sv":
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            QLocale.setDefault(QLocale("sv_SE"))
            if self._translator.load(QLocale("sv_SE"), "qtbase", "_", folder):
                self._app.installTranslator(self._translator)
        else:
            QLocale.setDefault(QLocale("en_GB"))
