"""Between a region and its window: opening, making, what is done in it, and locking."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from asfdesk.i18n import _
from asfdesk.services.region.make_region import CARD_SUFFIX
from asfdesk.services.region.open_region import KEYS_SUFFIX, SUFFIX
from asfdesk.ui.dialogs.region.region_forms import (
    ask_new_region,
    ask_region_password,
    show_new_keys,
)
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.locking import put_away_everything_over
from asfdesk.ui.pages.region.region_window import RegionWindow
from asfdesk.ui.region_errands import RegionErrands
from asfdesk.ui.start_folder import start_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from asfdesk.services.region.make_region import MadeRegion
    from asfdesk.services.region.open_region import Region
    from asfdesk.ui.preferences import Preferences
    from asfdesk.ui.tasks import Tasks

_KINDS, _KEY_KINDS = f"*{SUFFIX}", f"*{KEYS_SUFFIX}"


class RegionDesk(QObject):
    """Holds the region that is open, and the window that shows it.

    Signals:
        shown: the region's window is up.
        ended: it was closed; True when the start is wanted.
        lock_wanted: lock the program now.
    """

    shown = Signal()
    ended = Signal(bool)
    lock_wanted = Signal()

    def __init__(
        self,
        tasks: Tasks,
        preferences: Preferences,
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._preferences = preferences
        self._today = today
        self.region: Region | None = None
        self.window: RegionWindow | None = None

    def begin(self, parent: QWidget | None) -> None:
        """Open a region, or make one."""
        dialog = MessageDialog(
            parent,
            _("A region of many enterprises"),
            _(
                "For a support structure that gets packages from enterprises: who is late, and how"
                " they compare."
            ),
            _("It is one encrypted file, opened with your key file and its password."),
        )
        new = button(_("New region …"))
        new.clicked.connect(dialog.accept)
        new.clicked.connect(partial(self._new, parent))
        other = primary_button(_("Open a region …"))
        other.setDefault(True)
        other.clicked.connect(dialog.accept)
        other.clicked.connect(partial(self._choose, parent))
        dialog.buttons.addWidget(new)
        dialog.buttons.addWidget(other)
        dialog.open()
        other.setFocus()

    def _choose(self, parent: QWidget | None) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            parent,
            _("Open a region"),
            str(start_folder()),
            _("Regions (%(kinds)s)") % {"kinds": _KINDS},
        )
        if chosen:
            self._ask(parent, Path(chosen), make=False)

    def _ask(self, parent: QWidget | None, path: Path, *, make: bool) -> None:
        keys: Path | None = path.with_suffix(KEYS_SUFFIX)
        if keys is None or not keys.exists():
            keys = self._choose_keys(parent)
        if keys is not None:
            dialog = ask_region_password(parent, self._tasks, path, keys, make=make)
            dialog.saved.connect(self.show)
            dialog.open()

    def _choose_keys(self, parent: QWidget | None) -> Path | None:
        chosen, _kind = QFileDialog.getOpenFileName(
            parent,
            _("Your key file"),
            str(start_folder()),
            _("Key files (%(kinds)s)") % {"kinds": _KEY_KINDS},
        )
        return Path(chosen) if chosen else None

    def _new(self, parent: QWidget | None) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            parent,
            _("Where the region is to lie"),
            str(start_folder() / f"Region{SUFFIX}"),
            _("Regions (%(kinds)s)") % {"kinds": _KINDS},
        )
        if not chosen:
            return
        path = Path(chosen).with_suffix(SUFFIX)
        if path.with_suffix(KEYS_SUFFIX).exists():
            self._ask(parent, path, make=True)
            return
        dialog = ask_new_region(parent, self._tasks, path, self._today())
        dialog.other_way(
            _("I have a key file …"), partial(self._with_keys, parent, path)
        ).setToolTip(_("The keys whose card the enterprises have: %s") % f"*{CARD_SUFFIX}")
        dialog.saved.connect(self.made)
        dialog.open()

    def _with_keys(self, parent: QWidget | None, path: Path) -> None:
        keys = self._choose_keys(parent)
        if keys is not None:
            dialog = ask_region_password(parent, self._tasks, path, keys, make=True)
            dialog.saved.connect(self.show)
            dialog.open()

    @Slot(object)
    def made(self, made: MadeRegion) -> None:
        """A new region: show it, and its code once."""
        self.show(made.region)
        if self.window is not None:
            show_new_keys(self.window, made)

    @Slot(object)
    def show(self, region: Region) -> None:
        """The region's window, at once; what it shows comes from the worker."""
        self.region = region
        window = RegionWindow(region.name)
        errands = RegionErrands(region, window, self._tasks, self._today())
        errands.lock_wanted.connect(self.lock_wanted)
        errands.close_wanted.connect(self._close)
        window.gone.connect(self._gone)
        self.window = window
        settings = self._preferences.settings
        window.resize(settings.width, settings.height)
        (window.showMaximized if settings.maximized else window.show)()
        window.members.table.setFocus()
        self.shown.emit()
        errands.show_again()

    def show_anew(self) -> None:
        """In another language."""
        region = self.region
        if region is not None:
            self._put_away()
            self.show(region)

    def _put_away(self) -> None:
        window, self.window = self.window, None
        if window is not None:
            put_away_everything_over(window)
            window.gone.disconnect(self._gone)
            window.stop.emit()
            window.close()
            window.deleteLater()

    def forget(self) -> None:
        """The window goes, and with it every figure; the file is closed when the worker is free."""
        self._put_away()
        region, self.region = self.region, None
        if region is not None:
            self._tasks.run(region.close, _nothing)

    @Slot()
    def _close(self) -> None:
        self.forget()
        self.ended.emit(True)  # noqa: FBT003 - Qt signals take positions only

    def lock(self) -> None:
        """Close it; the password is asked for when it is opened again."""
        self._close()

    @Slot()
    def _gone(self) -> None:
        self.window = None
        self.forget()
        self.ended.emit(False)  # noqa: FBT003 - Qt signals take positions only


def _nothing(_result: object) -> None:
    """Nobody waits for it."""
