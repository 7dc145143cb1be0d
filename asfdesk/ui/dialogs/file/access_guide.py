"""A short guide in two steps: what is asked, then the new recovery sheet.

Nothing takes effect before the second step is done, so leaving half-way leaves everything as it
was: the old passwords and the old sheet still hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout

from asfdesk.i18n import _
from asfdesk.services.file.file_access import new_recovery_code
from asfdesk.services.file.sheets import recovery_sheet
from asfdesk.ui.dialogs.file.recovery_code import RecoveryCodePanel
from asfdesk.ui.kit.busy import BusyLine
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.form.form_panel import FormPanel
from asfdesk.ui.kit.text import Look, grow_to_words, label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from asfdesk.errors import AsfDeskError
    from asfdesk.reports.document import Document
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.ui.kit.form.form import Field, FormValues
    from asfdesk.ui.tasks import Tasks

WIDTH = 560


@dataclass(frozen=True)
class Guide:
    """What a guide asks and does.

    Attributes:
        title: its heading.
        intro: what it is for.
        fields: of the first step.
        check: on the worker, before the sheet is printed; raises what cannot be.
        effect: what will happen, said beside the sheet; from what was typed.
        finish: on the worker: values and recovery code.
        leave: what the button that leaves says.
    """

    title: str
    intro: str
    fields: Sequence[Field]
    check: Callable[[FormValues], None]
    effect: Callable[[FormValues], str]
    finish: Callable[[FormValues, str], None]
    leave: str


class AccessGuide(QDialog):
    """Signals: finished_well when it has taken effect; failed_closed when the file closed on it."""

    finished_well = Signal()
    failed_closed = Signal(str)

    def __init__(self, guide: Guide, file: OpenFile, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._guide = guide
        self._file = file
        self._tasks = tasks
        self._values: FormValues | None = None
        self.setWindowTitle(guide.title)
        self.setAccessibleName(guide.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH)
        self.panel = FormPanel(guide.fields)
        self.recovery = RecoveryCodePanel()
        self.recovery.noted.toggled.connect(self._noted)
        self._steps = QStackedWidget()
        self._steps.addWidget(self.panel)
        self._steps.addWidget(self.recovery)
        self._words = label(guide.intro, wrap=True)
        self._step_line = label("", Look.MUTED)
        self.trouble = label("", Look.ERROR, wrap=True)
        self._busy = BusyLine()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 18)
        layout.setSpacing(12)
        layout.addWidget(label(guide.title, Look.TITLE))
        for one in (self._step_line, self._words):
            layout.addWidget(one)
        layout.addWidget(self._steps, 1)
        layout.addWidget(self.trouble)
        layout.addWidget(self._busy)
        layout.addLayout(self._button_row())
        self._show(0)

    def _button_row(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.leave_button = button(self._guide.leave)
        self.leave_button.clicked.connect(self.reject)
        self.next_button = primary_button("")
        self.next_button.setDefault(True)
        self.next_button.clicked.connect(self.next)
        line.addStretch(1)
        line.addWidget(self.leave_button)
        line.addWidget(self.next_button)
        return line

    @property
    def step(self) -> int:
        """0 what is asked, 1 the sheet."""
        return self._steps.currentIndex()

    def _show(self, step: int) -> None:
        self._steps.setCurrentIndex(step)
        self._step_line.setText(_("Step %(step)d of 2") % {"step": step + 1})
        self.next_button.setText((_("Next"), _("Finish"))[step])
        self.next_button.setAccessibleName(self.next_button.text())
        self.next_button.setEnabled(step == 0)
        if step == 0:
            self.panel.focus_first()
        else:
            self.recovery.print_button.setFocus()

    @Slot()
    def next(self) -> None:
        """The button at the bottom right."""
        self.trouble.setText("")
        if self.step == 0:
            self._check()
        elif self._values is not None:
            self._finish(self._values)

    def _check(self) -> None:
        values = self.panel.values()
        if values is None:
            return
        guide, file = self._guide, self._file
        self._values = values

        def work() -> tuple[str, Document]:
            guide.check(values)
            code = new_recovery_code()
            return code, recovery_sheet(file, code, datetime.now().astimezone())

        self._begin(_("Checking the password …"))
        self._tasks.run(work, self._checked, self._refused)

    @Slot(object)
    def _checked(self, made: tuple[str, Document]) -> None:
        self._end()
        if self._values is not None:
            self._words.setText(self._guide.effect(self._values))
        self.recovery.set_code(*made, self._file.path)
        self._show(1)
        grow_to_words(self)

    def _finish(self, values: FormValues) -> None:
        guide, code = self._guide, self.recovery.code.text()
        self._begin(_("Encrypting and saving …"))
        self._tasks.run_last(lambda: guide.finish(values, code), self._done, self._refused)

    @Slot(object)
    def _done(self, _result: object) -> None:
        self._end()
        self.accept()
        self.finished_well.emit()

    @Slot(object)
    def _refused(self, error: AsfDeskError) -> None:
        self._end()
        self.next_button.setEnabled(True)
        if self._file.closed:
            self.accept()
            self.failed_closed.emit(str(error))
        elif not (self.step == 0 and self.panel.show_error(error)):
            self.trouble.setText(str(error))
            grow_to_words(self)

    @Slot(bool)
    def _noted(self, noted: bool) -> None:  # noqa: FBT001 - a slot takes what the signal gives
        self.next_button.setEnabled(noted)

    def _begin(self, text: str) -> None:
        self._busy.start(text)
        for one in (self._steps, self.leave_button, self.next_button):
            one.setEnabled(False)

    def _end(self) -> None:
        self._busy.stop()
        self._steps.setEnabled(True)
        self.leave_button.setEnabled(True)

    def reject(self) -> None:
        """Leave, unless it is just taking effect."""
        if self.leave_button.isEnabled() or not self.isVisible():
            super().reject()
