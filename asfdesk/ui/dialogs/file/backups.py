"""The backups of the open file: what they hold, whether they are whole, and back to one of them.

Nothing is ever replaced: a backup becomes a new file beside, and the file that is open stays.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout

from asfdesk.errors import CancelledError
from asfdesk.i18n import ABSENT, _, moment
from asfdesk.reports.file.backup_words import opens_word, state_word, why_word
from asfdesk.services.file.file_facts import size_words
from asfdesk.services.file.manage_backups import State, check_backups, list_backups, restore_backup
from asfdesk.ui.dialogs.progress_relay import ProgressRelay
from asfdesk.ui.kit.busy import BusyLine
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.errors import show_error
from asfdesk.ui.kit.table.table_model import Column, Kind, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone
from asfdesk.ui.other_window import open_in_other_window

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PySide6.QtGui import QCloseEvent
    from PySide6.QtWidgets import QWidget

    from asfdesk.errors import AsfDeskError
    from asfdesk.services.file.manage_backups import BackupRow
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.ui.tasks import Tasks

_SIZE = (820, 520)
_TONES = {
    State.WHOLE: Tone.GOOD,
    State.DAMAGED: Tone.BAD,
    State.UNCHECKED: Tone.NEUTRAL,
}


class BackupsDialog(QDialog):
    """A list, a check of all, and restoring the chosen one."""

    def __init__(self, file: OpenFile, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._tasks = tasks
        self._restored: Path | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Backups"))
        self.setAccessibleName(_("Backups"))
        self.resize(*_SIZE)
        self._relay = ProgressRelay(self)
        self.busy = BusyLine()
        self._relay.moved.connect(self.busy.show_progress)
        self._model: TableModel[BackupRow] = TableModel(_columns())
        self.table = TableView(self._model, _("Backups"))
        self.table.current.connect(self._show_actions)
        self.check = button(_("Check all"))
        self.check.clicked.connect(self._check)
        self.stop = button(_("Stop"))
        self.stop.clicked.connect(self._relay.stop)
        self.restore = button(_("Restore as a new file"))
        self.restore.clicked.connect(self._restore)
        self.open_it = button(_("Open it"))
        self.open_it.clicked.connect(self._open)
        self.done_words = label("", wrap=True)
        self._lay_out()
        self._reload()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 18, 22, 18)
        outer.setSpacing(10)
        outer.addWidget(label(_("Backups"), Look.TITLE))
        about = _(
            "Kept on this computer: one a day, then one a week, then one a month. Restoring makes "
            "a new file; the one that is open stays as it is."
        )
        outer.addWidget(label(about, Look.MUTED, wrap=True))
        outer.addWidget(self.table, 1)
        outer.addWidget(self.busy)
        told = QHBoxLayout()
        told.addWidget(self.done_words, 1)
        told.addWidget(self.open_it)
        outer.addLayout(told)
        line = QHBoxLayout()
        for made in (self.restore, self.check, self.stop):
            line.addWidget(made)
        line.addStretch(1)
        close = primary_button(_("Close"))
        close.clicked.connect(self.accept)
        line.addWidget(close)
        outer.addLayout(line)
        self._rest()

    @property
    def row(self) -> BackupRow | None:
        """The backup that is chosen."""
        return self._model.row_if_any(self.table.currentIndex())

    def closeEvent(self, event: QCloseEvent) -> None:
        """A check that goes on is stopped."""
        self._relay.stop()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        """The same when it is closed by a button."""
        self._relay.stop()
        super().done(result)

    @Slot()
    def _reload(self) -> None:
        file = self._file
        self._tasks.run(lambda: list_backups(file), self._show, self._failed)

    @Slot(object)
    def _show(self, rows: Sequence[BackupRow]) -> None:
        self._model.set_rows(list(rows))
        self.table.select_row(0)
        self._rest()

    @Slot()
    def _check(self) -> None:
        file, relay = self._file, self._relay
        relay.start()
        self._work(_("Opening each backup …"), may_stop=True)
        self._tasks.run(lambda: check_backups(file, relay), self._checked, self._failed)

    @Slot(object)
    def _checked(self, rows: Sequence[BackupRow]) -> None:
        self._show(rows)
        damaged = any(row.state is State.DAMAGED for row in rows)
        self._say(
            _("There are damaged backups. They are not counted among those that are kept.")
            if damaged
            else _("Every backup has been opened, and all are whole.")
        )

    @Slot()
    def _restore(self) -> None:
        row, file = self.row, self._file
        if row is None:
            return
        target = self._ask_where(row)
        if target is not None:
            self._work(_("Restoring …"))
            self._tasks.run(
                lambda: restore_backup(file, row.path, target), self._was_restored, self._failed
            )

    def _ask_where(self, row: BackupRow) -> Path | None:
        """Beside the file unless the user says otherwise; the name says from when it is."""
        day = row.saved_at.astimezone().date().isoformat() if row.saved_at else row.generation
        name = _("%(name)s – backup %(day)s") % {"name": self._file.path.stem, "day": day}
        chosen, _kind = QFileDialog.getSaveFileName(
            self,
            _("Where to save the file"),
            str(self._file.path.with_name(name + self._file.path.suffix)),
            _("Client files (*.asfdesk)"),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        return Path(chosen) if chosen else None

    @Slot(object)
    def _was_restored(self, made: Path) -> None:
        self._restored = made
        self._rest()
        self._say(
            _("Restored as %(name)s. It opens with the passwords of today.") % {"name": made.name}
        )
        self.open_it.show()

    @Slot()
    def _open(self) -> None:
        if self._restored is None:
            return
        if not open_in_other_window(self._restored, read_only=False):
            self._say(_("No second window could be opened. Start the program once more."))

    @Slot(object)
    def _failed(self, error: AsfDeskError) -> None:
        self._rest()
        if isinstance(error, CancelledError):
            self._reload()
        else:
            show_error(self, error)

    @Slot()
    def _show_actions(self) -> None:
        row = self.row
        self.restore.setEnabled(row is not None and row.state is not State.DAMAGED)
        self.check.setEnabled(self._model.rowCount() > 0)

    def _work(self, text: str, *, may_stop: bool = False) -> None:
        self.done_words.hide()
        self.open_it.hide()
        self.busy.show()
        self.busy.start(text)
        self.restore.setEnabled(False)
        self.check.setVisible(not may_stop)
        self.check.setEnabled(False)
        self.stop.setVisible(may_stop)

    def _rest(self) -> None:
        self.busy.stop()
        self.busy.hide()
        self.stop.hide()
        self.check.show()
        self.done_words.setVisible(bool(self.done_words.text()))
        self.open_it.hide()
        self._show_actions()

    def _say(self, text: str) -> None:
        self.done_words.setText(text)
        self.done_words.show()
        self.setAccessibleDescription(text)


def _columns() -> list[Column[BackupRow]]:
    return [
        Column(
            _("Saved"),
            lambda row: _when(row.saved_at),
            Kind.DATE,
            second=lambda row: _("No. %(number)d") % {"number": row.generation},
            sort=lambda row: row.generation,
        ),
        Column(_("Why"), lambda row: why_word(row.why), second=_opens, stretch=True),
        Column(_("Size"), lambda row: size_words(row.size), Kind.NUMBER, sort=lambda row: row.size),
        Column(
            _("State"),
            lambda row: state_word(row.state),
            tone=lambda row: _TONES[row.state],
            badge=True,
        ),
        Column(_("Checked"), lambda row: _when(row.checked_at), Kind.DATE, muted=True),
    ]


def _opens(row: BackupRow) -> str:
    return opens_word(row.opens_with)


def _when(value: datetime | None) -> str:
    return moment(value.astimezone()) if value else ABSENT
