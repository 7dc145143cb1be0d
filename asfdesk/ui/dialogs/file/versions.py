"""Two versions of the file: who saved the other, when, and what differs. Nothing is overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from asfdesk.i18n import _, moment
from asfdesk.services.file.compare_files import compare_with
from asfdesk.services.file.open_file import Role
from asfdesk.ui.dialogs.file.comparison_view import ComparisonView
from asfdesk.ui.kit.busy import BusyLine
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.text import Look, grow_to_words, label
from asfdesk.ui.other_window import open_in_other_window

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QPushButton, QWidget

    from asfdesk.errors import AsfDeskError
    from asfdesk.services.file.compare_files import Comparison
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.ui.tasks import Tasks

WIDTH = 560


class VersionsDialog(QDialog):
    """Compares on the worker and shows it; at a conflict it also asks how to go on.

    Signals:
        beside_wanted: save my work as a file of its own.
        keep_wanted: close, and keep my work on this computer.
    """

    beside_wanted = Signal()
    keep_wanted = Signal()

    def __init__(
        self,
        file: OpenFile,
        path: Path,
        tasks: Tasks,
        parent: QWidget | None = None,
        *,
        conflict: AsfDeskError | None = None,
        closing: bool = False,
    ) -> None:
        super().__init__(parent)
        self._path = path
        title = conflict.what if conflict else _("Two versions of the file")
        self.setWindowTitle(_("ASF Desk"))
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 18)
        layout.setSpacing(10)
        heading = label(title, Look.HEADING, wrap=True)
        heading.setMinimumWidth(WIDTH)
        layout.addWidget(heading)
        self.about = label(self._first_words(conflict), wrap=True)
        layout.addWidget(self.about)
        self.busy = BusyLine()
        layout.addWidget(self.busy)
        self.found = label("", wrap=True)
        self.found.hide()
        layout.addWidget(self.found)
        self.view = ComparisonView()
        layout.addWidget(self.view, 1)
        layout.addLayout(self._buttons(conflict=conflict is not None, closing=closing))
        self.busy.start(_("Comparing the two versions …"))
        tasks.run(lambda: compare_with(file, path), self._show, self._not_compared)

    def _first_words(self, conflict: AsfDeskError | None) -> str:
        if conflict is None:
            return _("The other one is %(name)s.") % {"name": self._path.name}
        return _("Nothing has been overwritten, and your work is kept on this computer.")

    def _buttons(self, *, conflict: bool, closing: bool) -> QHBoxLayout:
        line = QHBoxLayout()
        self.other_button = button(_("Open the other"))
        self.other_button.clicked.connect(self._open_other)
        wait = button(_("Wait") if conflict else _("Close"))
        wait.clicked.connect(self.reject)
        line.addWidget(self.other_button)
        line.addStretch(1)
        if closing:
            line.addWidget(self._way(button(_("Close and keep the work here")), self.keep_wanted))
        line.addWidget(wait)
        self.first = wait
        if conflict:
            self.first = self._way(primary_button(_("Save mine beside")), self.beside_wanted)
            line.addWidget(self.first)
        self.first.setDefault(True)
        return line

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard begins on what most people want."""
        super().showEvent(event)
        self.first.setFocus()

    def _way(self, made: QPushButton, wanted: SignalInstance) -> QPushButton:
        made.clicked.connect(self.accept)
        made.clicked.connect(wanted)
        return made

    @Slot()
    def _open_other(self) -> None:
        """In a window of its own, to look at beside this one."""
        if open_in_other_window(self._path):
            self.found.setText(_("The other version opens in a window of its own, read-only."))
        else:
            self.found.setText(_("No second window could be opened. Start the program once more."))
        self.found.show()
        grow_to_words(self)

    @Slot(object)
    def _show(self, comparison: Comparison) -> None:
        self.busy.stop()
        self.busy.hide()
        self.about.setText(f"{_who(comparison)} {self.about.text()}")
        if comparison.differences:
            self.found.setText(_("This is what differs:"))
        else:
            self.found.setText(_("The two hold the same. You can go on in either."))
        self.found.show()
        self.view.show_comparison(comparison)
        self.setAccessibleDescription(f"{self.about.text()} {self.found.text()}")
        grow_to_words(self)

    @Slot(object)
    def _not_compared(self, error: AsfDeskError) -> None:
        self.busy.stop()
        self.busy.hide()
        self.found.setText(str(error))
        self.found.show()
        grow_to_words(self)


def _who(comparison: Comparison) -> str:
    """Who saved it, as far as the file says; names stand in no client file."""
    values = {"time": moment(comparison.saved_at), "version": comparison.app_version}
    by = {
        Role.OWNER: _(
            "The other version was saved %(time)s by an owner, with ASF Desk %(version)s."
        ),
        Role.ADVISER: _(
            "The other version was saved %(time)s by an adviser, with ASF Desk %(version)s."
        ),
    }
    unknown = _("The other version was saved %(time)s with ASF Desk %(version)s.")
    words = by.get(comparison.role, unknown) if comparison.role else unknown
    told = words % values
    if comparison.holder is not None:
        told += " " + _("It is open now: %(user)s on %(host)s.") % {
            "user": comparison.holder.user,
            "host": comparison.holder.host,
        }
    return told
