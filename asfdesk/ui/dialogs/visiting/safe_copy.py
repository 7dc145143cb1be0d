"""Making a safe copy: what it holds first, then where, for whom and under which password."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.visiting.safe_copy import CopyOrder, contents_document, make_safe_copy
from asfdesk.ui.dialogs.file.access_words import new_password, same_twice
from asfdesk.ui.kit.ask_where import ask_where_client_file
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.document.document_view import DocumentView
from asfdesk.ui.kit.form.form import TextField
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.start_folder import start_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from asfdesk.errors import AsfDeskError
    from asfdesk.reports.document import Document
    from asfdesk.services.changes import Changes
    from asfdesk.services.file.open_file import KdfCost, OpenFile
    from asfdesk.ui.kit.form.form import FormDialog, FormValues
    from asfdesk.ui.page import Page

SIZE = (900, 640)


class CopyContentsDialog(QDialog):
    """Exactly what the copy holds, before anything is written.

    Signals:
        wanted: the user goes on.
    """

    wanted = Signal()

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Make a safe copy"))
        self.setAccessibleName(self.windowTitle())
        self.resize(*SIZE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 18)
        layout.setSpacing(10)
        layout.addWidget(label(self.windowTitle(), Look.TITLE))
        text = _("Nothing has been written yet. Read what an adviser would get to keep.")
        layout.addWidget(label(text, Look.MUTED, wrap=True))
        self.view = DocumentView()
        self.view.set_document(document)
        layout.addWidget(self.view, 1)
        line = QHBoxLayout()
        self.cancel_button = button(_("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.go_on_button = primary_button(_("Choose where …"))
        self.go_on_button.clicked.connect(self._go_on)
        line.addStretch(1)
        line.addWidget(self.cancel_button)
        line.addWidget(self.go_on_button)
        layout.addLayout(line)
        self.go_on_button.setFocus()

    @Slot()
    def _go_on(self) -> None:
        self.accept()
        self.wanted.emit()


class SafeCopyFlow(QObject):
    """Shows, asks, writes and tells.

    Attributes:
        choose_target: asks where to write, given a proposed name; None = changed their mind.
        dialog: what is in the copy, while it is shown.
        form: for whom and under which password, while it is asked.
        cost: of the key that the password gives; None = as every file the program makes.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self.choose_target: Callable[[str], Path | None] = self._ask_target
        self.dialog: CopyContentsDialog | None = None
        self.form: FormDialog | None = None
        self.cost: KdfCost | None = None

    @Slot()
    def begin(self) -> None:
        """Work out what a copy would hold."""
        file, today = self._page.context.file, self._page.context.today
        now = datetime.now().astimezone()
        if file is not None:
            self._page.set_status(_("Working out what the copy would hold …"))
            self._page.run(lambda: contents_document(file, today, now), self._show, self._not_shown)

    @Slot(object)
    def _show(self, document: Document) -> None:
        self._page.refresh()
        self.dialog = CopyContentsDialog(document, self._page)
        self.dialog.wanted.connect(self.ask)
        self.dialog.open()

    @Slot(object)
    def _not_shown(self, error: AsfDeskError) -> None:
        self._page.refresh()
        self._page.show_trouble(error)

    @Slot()
    def ask(self) -> None:
        """Where, and then for whom."""
        file, today = self._page.context.file, self._page.context.today
        if file is None:
            return
        name = "_".join((file.path.stem, _("safe-copy"), today.isoformat()))
        target = self.choose_target(f"{name}.asfdesk")
        if target is None:
            return
        fields = [
            TextField("made_for", _("Who is it for?"), required=True),
            *new_password(),
        ]
        self.form = self._page.form(
            _("Make a safe copy"),
            fields,
            partial(self._write, file, target),
            save_text=_("Write the copy"),
            intro=_(
                "The recipient opens the copy with a password of its own. Give it in another way "
                "than the file. The name is kept in your file's list of what has gone out."
            ),
        )
        self.form.saved.connect(partial(self._tell, target))

    def _write(self, file: OpenFile, target: Path, values: FormValues) -> Changes:
        order = CopyOrder(target, values.text("made_for"), same_twice(values))
        if self.cost is not None:
            order = CopyOrder(order.path, order.made_for, order.password, self.cost)
        make_safe_copy(file, order, self._page.context.today)
        return frozenset({Topic.SENT})

    def _tell(self, target: Path, _changes: Changes) -> None:
        self._page.set_status(_("The safe copy is in %(name)s.") % {"name": target.name})

    def _ask_target(self, name: str) -> Path | None:
        path = ask_where_client_file(self._page, start_folder() / name)
        return path.with_suffix(".asfdesk") if path is not None and not path.suffix else path
