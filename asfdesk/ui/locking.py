"""Locking and unlocking: the main window goes, with every page, name and key; a blank one comes.

The order is what matters: first nothing can be seen, then what was typed into a cell is taken,
dialogs are closed, running work is stopped or finished, the file is saved and closed. What cannot
be saved stays on this computer (decisions D5).
"""

from __future__ import annotations

import gc
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog

from asfdesk.services.file.lock_file import LockedFile, left_sentence, lock_file, reopen
from asfdesk.ui.dialogs.progress_relay import ProgressRelay
from asfdesk.ui.lock_window import LockWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from asfdesk.errors import AsfDeskError
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.ui.main_window import MainWindow
    from asfdesk.ui.tasks import Tasks


@dataclass(frozen=True)
class Place:
    """Where the user was.

    Attributes:
        page: as `MainWindow.go` takes it, with the month.
        work_left: there is work to be saved into the file now that it is open again.
    """

    page: str
    work_left: bool = False


class Locking(QObject):
    """Locks one file at a time.

    Signals:
        opened: the OpenFile and the Place, when the password was right.
        left: the lock window was closed; True when another file is wanted.
    """

    opened = Signal(object, object)
    left = Signal(bool)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._page = ""
        self._sentence = ""
        self._locked: LockedFile | None = None
        self._reopen: Callable[..., OpenFile] = reopen
        self._file: OpenFile | None = None
        self.window: LockWindow | None = None
        tasks.busy_changed.connect(self._rested)

    def lock(
        self,
        window: MainWindow,
        file: OpenFile,
        name: str,
        sentence: str = "",
        again: Callable[..., OpenFile] = reopen,
    ) -> None:
        """Lock now.

        Args:
            window: the main window; it is gone afterwards.
            file: what it shows; may be closed already, by new keys.
            name: what the start list calls the file, or "".
            sentence: why, when it is not the user's doing or time.
            again: opens it with what is typed; a client's is opened by the binder's password.
        """
        self._page, self._sentence, self._file = window.place, sentence, file
        self._reopen = again
        self._locked = None
        blank = LockWindow(name)
        blank.wanted.connect(self._open)
        blank.another.connect(self._another)
        blank.gone.connect(self._gone)
        self.window = blank
        focus = window.focusWidget()
        if focus is not None:
            # What is typed into a cell is taken, as when one goes to another cell.
            focus.clearFocus()
        _take_place(blank, window)
        put_away_everything_over(window)
        texts = [QGuiApplication.clipboard().text(mode) for mode in _clipboards()]
        self._tasks.run_last(lambda: lock_file(file, *texts), self._done, self._failed)
        window.release()
        window.deleteLater()

    @Slot(object)
    def _done(self, locked: LockedFile) -> None:
        self._file = None
        self._locked = locked
        # After a bug there is no answer; then nothing is emptied.
        for mode, clear in zip(_clipboards(), locked.to_clear, strict=False):
            if clear:
                QGuiApplication.clipboard().clear(mode)
        if self.window is not None:
            notes = (self._sentence, left_sentence(locked))
            self.window.show_locked(" ".join(note for note in notes if note))
        # The window and its pages refer to one another; only the collector sees that they are gone.
        QTimer.singleShot(0, self, self._forget)

    @Slot(object)
    def _failed(self, _error: AsfDeskError) -> None:
        """The disk of this computer did not even take the note that work was left."""
        if self._file is not None:
            self._done(LockedFile(self._file.path, adviser=False, read_only=False, work_left=True))

    @Slot(bool)
    def _rested(self, busy: bool) -> None:  # noqa: FBT001 - a slot takes what the signal gives
        """After a bug while locking the file is closed all the same, and the bug is shown."""
        if not busy and self._file is not None and self._file.closed:
            self._done(LockedFile(self._file.path, adviser=False, read_only=False, work_left=True))

    @Slot()
    def _forget(self) -> None:
        QApplication.sendPostedEvents(None, 0)
        gc.collect()

    @Slot(str, bool, bool)
    def _open(self, password: str, read_only: bool, take_over: bool) -> None:  # noqa: FBT001 - a slot takes what the signal gives
        locked = self._locked
        if locked is None:
            return
        again = self._reopen
        self._tasks.run(
            lambda: again(locked, password, read_only=read_only, take_over=take_over),
            self._opened,
            self._refused,
        )

    @Slot(object)
    def _opened(self, file: OpenFile) -> None:
        work_left = self._locked is not None and self._locked.work_left and not file.read_only
        self._locked = None
        self.opened.emit(file, Place(self._page, work_left))

    @Slot(object)
    def _refused(self, error: AsfDeskError) -> None:
        if self.window is not None:
            self.window.show_trouble(error)

    def put_away(self) -> QWidget | None:
        """Take the lock window away: the file is shown again in its place."""
        window, self.window = self.window, None
        if window is not None:
            window.gone.disconnect(self._gone)
            window.close()
            window.deleteLater()
        return window

    @Slot()
    def _another(self) -> None:
        self.put_away()
        self.left.emit(True)  # noqa: FBT003 - Qt signals take positions only

    @Slot()
    def _gone(self) -> None:
        window, self.window = self.window, None
        if window is not None:
            window.deleteLater()
        self.left.emit(False)  # noqa: FBT003 - Qt signals take positions only


def _clipboards() -> list[QClipboard.Mode]:
    """What is copied, and on X11 also what is merely marked."""
    modes = [QClipboard.Mode.Clipboard]
    if QGuiApplication.clipboard().supportsSelection():
        modes.append(QClipboard.Mode.Selection)
    return modes


def put_away_everything_over(window: QWidget) -> None:
    """Close menus and dialogs, and ask what runs long to stop.

    What is typed into a dialog is given up: it would have to be kept somewhere.
    """
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    for relay in window.findChildren(ProgressRelay):
        relay.stop()
    for one in reversed(QApplication.topLevelWidgets()):
        if isinstance(one, QDialog) and one.isVisible():
            one.reject()
            if one.isVisible():
                one.done(QDialog.DialogCode.Rejected)


def _take_place(blank: QWidget, window: QWidget) -> None:
    """Show one window where the other was, and hide that."""
    blank.resize(window.size())
    blank.move(window.pos())
    if window.windowState() & Qt.WindowState.WindowMaximized:
        blank.showMaximized()
    else:
        blank.show()
        blank.setGeometry(window.geometry())
    window.hide()
    blank.activateWindow()
