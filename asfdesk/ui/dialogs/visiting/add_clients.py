"""Adding clients: what was found, and the password that opens it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from asfdesk.errors import AsfDeskError
from asfdesk.i18n import _, ngettext
from asfdesk.services.visiting.open_client import Newness, add_client, move_client, what_is_new
from asfdesk.ui.kit.busy import BusyLine
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.form.password_edit import PasswordEdit
from asfdesk.ui.kit.table.table_model import Column, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from asfdesk.services.visiting.binder import Binder
    from asfdesk.services.visiting.open_client import NewFile
    from asfdesk.ui.tasks import Tasks

WIDTH, HEIGHT = 640, 440


@dataclass(frozen=True)
class _Round:
    """What a password came to: what is left, and why each of those did not go in."""

    added: int
    left: list[NewFile] = field(repr=False)
    why: dict[str, str] = field(repr=False)


class AddClientsDialog(QDialog):
    """Lists files; those that the password fits go into the binder, the others stay listed.

    Signals:
        changed: something has come into the binder, or was moved.
    """

    changed = Signal()

    def __init__(
        self,
        binder: Binder,
        found: Sequence[NewFile],
        tasks: Tasks,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._binder, self._tasks, self._today = binder, tasks, today
        self._why: dict[str, str] = {}
        self._found = list(found)
        self.setWindowTitle(_("Add clients"))
        self.setAccessibleName(_("Add clients"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(WIDTH, HEIGHT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 18)
        layout.setSpacing(10)
        layout.addWidget(label(_("Add clients"), Look.TITLE))
        self.words = label("", Look.MUTED, wrap=True)
        layout.addWidget(self.words)
        self._model: TableModel[NewFile] = TableModel(
            [
                Column(
                    _("File"),
                    lambda one: one.path.name,
                    second=lambda one: self._why.get(str(one.path), one.why) or _word(one),
                    bold=lambda one: one.newness is Newness.NEW,
                    tooltip=lambda one: str(one.path),
                    stretch=True,
                )
            ]
        )
        self.table = TableView(self._model, _("Files that were found"))
        layout.addWidget(self.table, 1)
        prompt = label(_("Adviser's password to the new ones"))
        self.password = PasswordEdit(_("Adviser's password to the new ones"))
        prompt.setBuddy(self.password)
        self.password.returnPressed.connect(self.submit)
        layout.addWidget(prompt)
        layout.addWidget(self.password)
        self.busy = BusyLine()
        layout.addWidget(self.busy)
        layout.addLayout(self._button_row())
        self._show()
        self.password.setFocus()

    def _button_row(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.move_button = button(_("Note where the moved ones lie now"))
        self.move_button.clicked.connect(self.move_known)
        line.addWidget(self.move_button)
        line.addStretch(1)
        close = button(_("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        self.add_button = primary_button(_("Add"))
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(self.submit)
        line.addWidget(close)
        line.addWidget(self.add_button)
        return line

    def _show(self) -> None:
        self._model.set_rows(self._found)
        new = sum(one.newness is Newness.NEW for one in self._found)
        self.words.setText(
            ngettext(
                "%(num)d file is new. Several with the same password go in together; write the"
                " next password for those that are left.",
                "%(num)d files are new. Several with the same password go in together; write the"
                " next password for those that are left.",
                new,
            )
            % {"num": new}
        )
        self.password.setEnabled(bool(new))
        self.add_button.setEnabled(bool(new))
        moved = any(one.newness is Newness.MOVED for one in self._found)
        self.move_button.setVisible(moved)

    @Slot()
    def submit(self) -> None:
        """Try the password on every new file."""
        password = self.password.text()
        if not password:
            return
        self._begin(_("Opening each file once …"))
        binder, today, found = self._binder, self._today, list(self._found)

        def work() -> _Round:
            why: dict[str, str] = {}
            added = 0
            for one in found:
                if one.newness is Newness.NEW:
                    try:
                        add_client(binder, one.path, password, today)
                        added += 1
                    except AsfDeskError as error:
                        why[str(one.path)] = error.what
            return _Round(added, what_is_new(binder, [one.path for one in found]), why)

        self._tasks.run(work, self._done, self._failed)

    @Slot()
    def move_known(self) -> None:
        """The clients that are known lie here now."""
        self._begin(_("Reading each file …"))
        binder, today, found = self._binder, self._today, list(self._found)

        def work() -> _Round:
            moved = [one for one in found if one.newness is Newness.MOVED]
            why: dict[str, str] = {}
            for one in moved:
                try:
                    move_client(binder, one.uid, one.path, today)
                except AsfDeskError as error:
                    why[str(one.path)] = error.what
            return _Round(len(moved), what_is_new(binder, [one.path for one in found]), why)

        self._tasks.run(work, self._done, self._failed)

    def _begin(self, text: str) -> None:
        self.add_button.setEnabled(False)
        self.move_button.setEnabled(False)
        self.busy.start(text)

    @Slot(object)
    def _done(self, done: _Round) -> None:
        self.busy.stop()
        self.move_button.setEnabled(True)
        self._found, self._why = done.left, done.why
        if done.added:
            self.changed.emit()
        if all(one.newness is Newness.KNOWN for one in self._found):
            self.accept()
            return
        self._show()
        self.password.selectAll()
        self.password.setFocus()

    @Slot(object)
    def _failed(self, error: AsfDeskError) -> None:
        self.busy.stop()
        self.move_button.setEnabled(True)
        self._show()
        self.words.setText(str(error))


def _word(one: NewFile) -> str:
    """What a file is to the binder."""
    known = {"name": one.known}
    match one.newness:
        case Newness.NEW:
            return _("new")
        case Newness.KNOWN:
            return _("already in the binder: %(name)s") % known
        case Newness.MOVED:
            return _("%(name)s, which has been moved here") % known
        case Newness.COPY:
            return (
                _("another version of %(name)s") % known
                if one.known
                else _("another version of a file in this list")
            )
        case _:
            return one.why
