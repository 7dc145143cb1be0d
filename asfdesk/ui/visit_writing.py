"""From looking to writing and back, while an adviser has a client's file open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAction

from asfdesk.i18n import _
from asfdesk.services.visiting.visit_writing import (
    look_only,
    may_ask_to_write,
    write_in_file,
    writes_for_a_visit,
)
from asfdesk.ui.kit.form.fields import TextField
from asfdesk.ui.kit.form.form import FormDialog
from asfdesk.ui.left_drafts import LeftDrafts

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from asfdesk.errors import AsfDeskError
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.ui.main_window import MainWindow
    from asfdesk.ui.tasks import Tasks


class VisitWriting(QObject):
    """Puts the way to write, or back to looking, into a window's header.

    Signals:
        changed: the window, and the same file open in the other way, to be shown in its place.
    """

    changed = Signal(object, object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._waiting: OpenFile | None = None
        self.dialog: FormDialog | None = None
        self.drafts: LeftDrafts | None = None

    def offer(self, window: MainWindow, file: OpenFile, today: date) -> None:
        """Only where an adviser has the file open."""
        if may_ask_to_write(file):
            text, act = _("Write in the file …"), partial(self.ask, window, file)
        elif writes_for_a_visit(file):
            text, act = _("Look only"), partial(self.look, window, file)
            self.drafts = LeftDrafts(window, file, self._tasks, today)
        else:
            return
        made = QAction(text, window)
        made.triggered.connect(lambda _on=False: act())
        window.addAction(made)
        window.header.add_action(made)
        window.header.offer_writing(text, made.trigger)

    def ask(self, window: MainWindow, file: OpenFile) -> None:
        """The owner's password, and then the file to write in."""
        words = _("The owner's password")

        def work(password: str) -> OpenFile:
            self._waiting = write_in_file(file, password)
            return self._waiting

        dialog = FormDialog(
            window,
            _("Write in the file during the visit"),
            [TextField("password", words, required=True, secret=True)],
            lambda values: work(values.text("password")),
            run=self._tasks.run,
            save_text=_("Write in the file"),
            intro=_(
                "Let the owner write the password. It is used now and not kept. Participants are"
                " still numbers, and the log says that the adviser wrote."
            ),
        )
        dialog.saved.connect(partial(self._take_place, window, file))
        dialog.rejected.connect(self._give_up)
        self.dialog = dialog
        dialog.open()

    @Slot()
    def _give_up(self) -> None:
        """Changed their mind, or the program locks, perhaps while the key was worked out."""
        self._tasks.run(self._let_go, _nothing)

    def _let_go(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting.leave(keep_work=False)

    def look(self, window: MainWindow, file: OpenFile) -> None:
        """Save, and only look from here on."""
        if window.is_closing:
            return
        window.setEnabled(False)
        self._tasks.run(
            lambda: look_only(file),
            partial(self._take_place, window, file),
            partial(self._not_saved, window),
        )

    def _not_saved(self, window: MainWindow, error: AsfDeskError) -> None:
        window.setEnabled(True)
        window.save_beside.offer(error)

    def _take_place(self, window: MainWindow, before: OpenFile, file: OpenFile) -> None:
        self._waiting = None
        before.before_close = _no_more
        self.changed.emit(window, file)
        # After the window is gone: what its pages still ask for would find the file closed.
        QTimer.singleShot(0, self, lambda: self._tasks.run(before.close, _nothing))


def _nothing(_result: object) -> None:
    """Nobody waits for it."""


_no_more: Callable[[], None] = partial(_nothing, None)
