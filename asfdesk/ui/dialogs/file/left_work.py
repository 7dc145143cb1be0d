"""Work that a crash or a missing drive kept from its file: what is to become of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from asfdesk.errors import FileConflictError, FileInUseError, FileMissingError, ReadOnlyError
from asfdesk.i18n import _, moment, ngettext
from asfdesk.services.file.open_file import utc_now
from asfdesk.services.file.unsaved_work import (
    age_words,
    continue_unsaved,
    discard_unsaved,
    keep_unsaved_beside,
    publish_unsaved,
)
from asfdesk.ui.dialogs.file.opening_trouble import WayOut, way_word
from asfdesk.ui.kit.ask_where import ask_where_client_file
from asfdesk.ui.kit.busy import BusyLine
from asfdesk.ui.kit.buttons import button, danger_button, primary_button
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.kit.form.password_edit import PasswordEdit
from asfdesk.ui.kit.text import Look, grow_to_words, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from asfdesk.errors import AsfDeskError
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.file.unsaved_work import LeftCopy
    from asfdesk.ui.tasks import Tasks

WIDTH = 520


class Begin(Protocol):
    """Begins what a button stands for."""

    def __call__(self, *, take_over: bool) -> None:
        """Begin, over somebody else's lock or not."""


class LeftWorkDialog(QDialog):
    """One piece of left work.

    Signals:
        opened: the OpenFile, when the user goes on with it.
        settled: it has been saved, kept beside or thrown away.
    """

    opened = Signal(object)
    settled = Signal()

    def __init__(self, left: LeftCopy, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left = left
        self._tasks = tasks
        self._begun: Begin | None = None
        self.setWindowTitle(_("Unsaved work"))
        self.setAccessibleName(_("Unsaved work"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 18)
        layout.setSpacing(10)
        layout.addWidget(label(_("Work that is not in the file"), Look.TITLE))
        for text in self._sentences():
            words = label(text, wrap=True)
            words.setMinimumWidth(WIDTH)
            layout.addWidget(words)
        prompt = label(_("The file's password"))
        prompt.setProperty("look", "label")
        layout.addWidget(prompt)
        self.password = PasswordEdit(_("The file's password"))
        self.password.textChanged.connect(self._typed)
        prompt.setBuddy(self.password)
        layout.addWidget(self.password)
        self.trouble = label("", Look.ERROR, wrap=True)
        layout.addWidget(self.trouble)
        self.take_over_button = button(way_word(WayOut.TAKE_OVER))
        self.take_over_button.clicked.connect(self._take_over)
        self.take_over_button.hide()
        layout.addWidget(self.take_over_button)
        self._busy = BusyLine()
        layout.addWidget(self._busy)
        layout.addLayout(self._button_row())
        self._typed("")
        self.password.setFocus()

    def _sentences(self) -> list[str]:
        left = self._left
        told = _("%(file)s was not closed as usual. %(changes)s from %(from)s to %(to)s.") % {
            "file": left.home.name,
            "changes": ngettext("%(num)d change", "%(num)d changes", left.changes),
            "from": moment(left.opened_at.astimezone()),
            "to": moment(left.changed_at.astimezone()),
        }
        return [
            f"{told} {age_words(left, utc_now())}".strip(),
            _("Nothing is lost: the work lies encrypted on this computer."),
        ]

    def _button_row(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.discard_button = danger_button(_("Throw away"))
        self.discard_button.clicked.connect(self._ask_discard)
        later = button(_("Later"))
        later.clicked.connect(self.reject)
        self.beside_button = button(_("Save as a file of its own"))
        self.beside_button.clicked.connect(self._beside)
        self.publish_button = button(_("Save to the file"))
        self.publish_button.clicked.connect(self._publish)
        self.open_button = primary_button(_("Go on working"))
        self.open_button.setDefault(True)
        self.open_button.clicked.connect(self._continue)
        line.addWidget(self.discard_button)
        line.addStretch(1)
        for one in (later, self.beside_button, self.publish_button, self.open_button):
            line.addWidget(one)
        return line

    @Slot(str)
    def _typed(self, text: str) -> None:
        for one in (self.beside_button, self.publish_button, self.open_button):
            one.setEnabled(bool(text))

    @Slot()
    def _continue(self) -> None:
        left, password = self._left, self.password.text()

        def begin(*, take_over: bool) -> None:
            self._begin(_("Opening …"))
            self._tasks.run(
                lambda: continue_unsaved(left, password, take_over=take_over),
                self._opened,
                self._refused,
            )

        self._start(begin)

    @Slot()
    def _publish(self) -> None:
        left, password = self._left, self.password.text()

        def begin(*, take_over: bool) -> None:
            self._run(
                _("Saving to the file …"),
                lambda: publish_unsaved(left, password, take_over=take_over),
            )

        self._start(begin)

    @Slot()
    def _beside(self) -> None:
        left, password = self._left, self.password.text()
        name = _("%(name)s – recovered") % {"name": left.home.stem}
        suggested = left.home.with_name(name + left.home.suffix)
        target = ask_where_client_file(self, suggested)
        if target is not None:

            def begin(*, take_over: bool) -> None:
                self._run(
                    _("Saving …"),
                    lambda: keep_unsaved_beside(left, password, target, take_over=take_over),
                )

            self._start(begin)

    @Slot()
    def _ask_discard(self) -> None:
        """Throwing away is the one thing that cannot be undone, so it is asked about."""
        dialog = MessageDialog(
            self,
            _("Throw the work away?"),
            ngettext(
                "%(num)d change is lost for good.",
                "%(num)d changes are lost for good.",
                self._left.changes,
            ),
            _("The file itself stays as it was last saved."),
        )
        keep = button(_("Keep it"))
        keep.clicked.connect(dialog.reject)
        away = danger_button(_("Throw away"))
        away.clicked.connect(dialog.accept)
        dialog.buttons.addWidget(away)
        dialog.buttons.addWidget(keep)
        dialog.accepted.connect(self._discard)
        dialog.open()
        keep.setFocus()

    @Slot()
    def _discard(self) -> None:
        left = self._left
        self._run(_("Throwing away …"), lambda: discard_unsaved(left))

    def _start(self, begin: Begin) -> None:
        """Do it; should the file be open elsewhere, it can be done again over that lock."""
        self._begun = begin
        begin(take_over=False)

    @Slot()
    def _take_over(self) -> None:
        if self._begun is not None:
            self._begun(take_over=True)

    def _run(self, text: str, work: Callable[[], None]) -> None:
        self._begin(text)
        self._tasks.run(work, self._done, self._refused)

    def _begin(self, text: str) -> None:
        self.trouble.setText("")
        self.take_over_button.hide()
        self._busy.start(text)
        self._let(enabled=False)

    @Slot(object)
    def _opened(self, file: OpenFile) -> None:
        self.opened.emit(file)
        self.accept()

    @Slot(object)
    def _done(self, _result: object) -> None:
        self.settled.emit()
        self.accept()

    @Slot(object)
    def _refused(self, error: AsfDeskError) -> None:
        self._busy.stop()
        self._let(enabled=True)
        self.trouble.setText(str(error))
        self.take_over_button.setVisible(isinstance(error, FileInUseError))
        grow_to_words(self)
        if isinstance(error, FileConflictError | FileMissingError | ReadOnlyError):
            # What is left is to save it somewhere else.
            self.beside_button.setFocus()
        else:
            self.password.setFocus()

    def _let(self, *, enabled: bool) -> None:
        self.password.setEnabled(enabled)
        self.discard_button.setEnabled(enabled)
        for one in (self.beside_button, self.publish_button, self.open_button):
            one.setEnabled(enabled and bool(self.password.text()))
