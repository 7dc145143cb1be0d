"""A client file is made: what goes into it, where and with what password, the recovery code."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from asfdesk.i18n import _
from asfdesk.services.file.sheets import recovery_sheet
from asfdesk.ui.dialogs.file.new_file_place import NewFilePlace
from asfdesk.ui.dialogs.file.recovery_code import RecoveryCodePanel
from asfdesk.ui.kit.busy import BusyLine
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.text import Look, grow_to_words, label

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from asfdesk.errors import AsfDeskError
    from asfdesk.reports.document import Document
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.ui.tasks import Tasks

WIDTH = 520


class FirstStep(QWidget):
    """What goes into the new file: the step that differs."""

    heading = ""
    """The step's heading."""

    @property
    def suggested_name(self) -> str:
        """What the file could be called; "" = nothing to go by."""
        raise NotImplementedError

    def is_ready(self) -> bool:
        """Whether it is filled in; says what is missing if not."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Put the keyboard where one begins."""
        raise NotImplementedError

    def show_error(self, error: AsfDeskError) -> bool:
        """Say what is wrong here; False when it is about something else."""
        raise NotImplementedError

    def maker(self, path: Path, password: str) -> Callable[[], tuple[OpenFile, str]]:
        """What makes the file, on the worker; gives it and its recovery code."""
        raise NotImplementedError


class NewFileDialog(QDialog):
    """Emits `made(OpenFile)` when the recovery code has been kept."""

    made = Signal(object)

    def __init__(
        self, tasks: Tasks, title: str, first: FirstStep, folder: Path, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._first = first
        self._file: OpenFile | None = None
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.place = NewFilePlace(folder)
        self.recovery = RecoveryCodePanel()
        self.recovery.noted.toggled.connect(self._noted)
        self._steps = QStackedWidget()
        for step in (first, self.place, self.recovery):
            self._steps.addWidget(step)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 18)
        layout.setSpacing(12)
        self._heading = label("", Look.TITLE)
        self._step_line = label("", Look.MUTED)
        self._trouble = label("", Look.ERROR, wrap=True)
        self._busy = BusyLine()
        layout.addWidget(self._heading)
        layout.addWidget(self._step_line)
        layout.addWidget(self._steps, 1)
        layout.addWidget(self._trouble)
        layout.addWidget(self._busy)
        layout.addLayout(self._button_row())
        self.setMinimumWidth(WIDTH)
        self._show(0)

    def _button_row(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.back_button = button(_("Back"))
        self.back_button.clicked.connect(self._back)
        self.cancel_button = button(_("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.next_button = primary_button("")
        self.next_button.setDefault(True)
        self.next_button.clicked.connect(self.next)
        line.addWidget(self.back_button)
        line.addStretch(1)
        line.addWidget(self.cancel_button)
        line.addWidget(self.next_button)
        return line

    @property
    def step(self) -> int:
        """0 what goes into it, 1 place and password, 2 the recovery code."""
        return self._steps.currentIndex()

    def _show(self, step: int) -> None:
        self._steps.setCurrentIndex(step)
        self._trouble.setText("")
        self._heading.setText(
            (self._first.heading, _("File and password"), _("The recovery sheet"))[step]
        )
        self._step_line.setText(_("Step %(step)d of 3") % {"step": step + 1})
        self.back_button.setVisible(step == 1)
        self.cancel_button.setVisible(step < self._steps.count() - 1)
        self.next_button.setText((_("Next"), _("Create the file"), _("Begin"))[step])
        self.next_button.setAccessibleName(self.next_button.text())
        self.next_button.setEnabled(step < self._steps.count() - 1)
        if step == 0:
            self._first.focus_first()
        elif step == 1:
            self.place.password.setFocus()
        else:
            self.recovery.print_button.setFocus()

    @Slot()
    def next(self) -> None:
        """The button at the bottom right."""
        if self.step == 0:
            if self._first.is_ready():
                self.place.set_name(self._first.suggested_name)
                self._show(1)
        elif self.step == 1:
            self._create()
        else:
            self._finish()

    @Slot()
    def _back(self) -> None:
        self._show(0)

    def _create(self) -> None:
        if not (self._first.is_ready() and self.place.is_ready()):
            return
        make = self._first.maker(self.place.path, self.place.password.text())
        self._let(enabled=False)
        self._busy.start(_("Creating and encrypting the file …"))

        def work() -> tuple[OpenFile, str, Document]:
            file, code = make()
            return file, code, recovery_sheet(file, code, datetime.now().astimezone())

        self._tasks.run(work, self._created, self._refused)

    @Slot(object)
    def _created(self, made: tuple[OpenFile, str, Document]) -> None:
        self._busy.stop()
        self._let(enabled=True)
        self._file, code, sheet = made
        self.recovery.set_code(code, sheet, self._file.path)
        self._show(2)

    @Slot(object)
    def _refused(self, error: AsfDeskError) -> None:
        self._busy.stop()
        self._let(enabled=True)
        if self._first.show_error(error):
            self._show(0)
            self._first.show_error(error)
        elif not self.place.show_error(error):
            self._trouble.setText(str(error))
            grow_to_words(self)

    @Slot(bool)
    def _noted(self, noted: bool) -> None:  # noqa: FBT001 - a slot takes what the signal gives
        self.next_button.setEnabled(noted)

    def _finish(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            self.made.emit(file)
        self.accept()

    def reject(self) -> None:
        """Esc after the file is made begins with it: the file is there and open."""
        if self._file is None and self.next_button.isEnabled():
            super().reject()
        elif self._file is not None and self.recovery.noted.isChecked():
            self._finish()

    def _let(self, *, enabled: bool) -> None:
        for widget in (self._steps, self.back_button, self.cancel_button, self.next_button):
            widget.setEnabled(enabled)
