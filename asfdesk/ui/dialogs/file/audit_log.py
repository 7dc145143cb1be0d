"""Händelselogg: who did what, when, on which record; filtered, and out in every format."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from asfdesk.domain.file.audit import AuditFilter
from asfdesk.i18n import _, moment, ngettext
from asfdesk.reports.file.audit_words import GROUPS
from asfdesk.services.file.audit_log import (
    audit_choices,
    audit_document,
    audit_page,
    audit_stem,
    note_export,
)
from asfdesk.ui.dialogs.sending.report_output import ReportOutput, Shown
from asfdesk.ui.kit.buttons import button
from asfdesk.ui.kit.errors import show_error
from asfdesk.ui.kit.form.combo_box import ComboBox
from asfdesk.ui.kit.form.date_edit import DateEdit
from asfdesk.ui.kit.table.table_model import Column, Kind, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from asfdesk.errors import AsfDeskError
    from asfdesk.reports.document import Document
    from asfdesk.services.file.audit_log import AuditChoices, AuditLine, AuditPage
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.sending.export_report import Exported
    from asfdesk.ui.page import PageContext

_SIZE = (940, 600)


class AuditLogDialog(QDialog):
    """The log, two hundred entries at a time, latest first."""

    def __init__(self, parent: QWidget, context: PageContext, file: OpenFile) -> None:
        super().__init__(parent)
        self._context = context
        self._file = file
        self._wanted = AuditFilter()
        self._lines: list[AuditLine] = []
        self.setWindowTitle(_("Event log"))
        self.resize(*_SIZE)
        self._said = label("", Look.MUTED, wrap=True)
        self._model: TableModel[AuditLine] = TableModel(_columns())
        self.table = TableView(self._model, _("Event log"))
        self.more = button(_("Show more"))
        self.output = ReportOutput(self, self.run, self._exported, self._left)
        self._build()
        self.more.clicked.connect(self._fetch)
        self.run(lambda: audit_choices(file), self._offer)
        self._fetch()

    def run(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Work on the thread that owns the file."""
        self._context.tasks.run(work, done, self._trouble)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 18, 22, 18)
        outer.setSpacing(10)
        outer.addWidget(label(_("Event log"), Look.TITLE))
        outer.addWidget(self._said)
        outer.addLayout(self._filter_line())
        outer.addWidget(self.table, 1)
        line = QHBoxLayout()
        line.addWidget(self.more)
        line.addStretch(1)
        for one in self.output.buttons:
            line.addWidget(one)
        close = button(_("Close"))
        close.clicked.connect(self.accept)
        line.addWidget(close)
        outer.addLayout(line)

    def _filter_line(self) -> QHBoxLayout:
        self.who, self.what, self.trainee = ComboBox(), ComboBox(), ComboBox()
        for box, name, first in (
            (self.who, _("Who"), _("Everybody")),
            (self.what, _("What"), _("Everything")),
            (self.trainee, _("Trainee"), _("All trainees")),
        ):
            box.setAccessibleName(name)
            box.addItem(first, None)
        for name, nouns in GROUPS:
            self.what.addItem(_(name), nouns)
        self.first, self.last = DateEdit(), DateEdit()
        self.first.setAccessibleName(_("From day"))
        self.last.setAccessibleName(_("To day"))
        line = QHBoxLayout()
        line.setSpacing(8)
        for box in (self.who, self.what, self.trainee):
            line.addWidget(box, 1)
            box.activated.connect(self._filter)
        for text, editor in ((_("From"), self.first), (_("To"), self.last)):
            words = label(text, Look.SECONDARY)
            words.setBuddy(editor)
            line.addWidget(words)
            line.addWidget(editor)
            editor.editingFinished.connect(self._filter)
            editor.picked.connect(self._filter)
        return line

    @Slot(object)
    def _offer(self, choices: AuditChoices) -> None:
        for slot, word in choices.slots:
            self.who.addItem(word, slot)
        for number, word in choices.trainees:
            self.trainee.addItem(word, number)

    @Slot()
    def _filter(self, _value: object = None) -> None:
        wanted = AuditFilter(
            first=self.first.day,
            last=self.last.day,
            slot=self.who.currentData() or "",
            nouns=tuple(self.what.currentData() or ()),
            trainee=self.trainee.currentData(),
        )
        if wanted != self._wanted:
            self._wanted = wanted
            self._lines = []
            self._fetch()

    @Slot()
    def _fetch(self) -> None:
        """The next entries; the first time also the document that is printed and exported."""
        file, wanted, offset = self._file, self._wanted, len(self._lines)
        today = self._context.today
        self.more.setEnabled(False)
        self.run(lambda: (wanted, audit_page(file, wanted, offset)), self._show)
        if not offset:
            made = datetime.now().astimezone()
            stem = audit_stem(wanted, today)
            self.output.show(None)
            self.run(
                lambda: Shown(audit_document(file, wanted, today, made), stem), self.output.show
            )

    @Slot(object)
    def _show(self, read: tuple[AuditFilter, AuditPage]) -> None:
        wanted, page = read
        if wanted != self._wanted:
            return
        count = page.count + len(self._lines)
        self._lines += page.lines
        self._model.set_rows(self._lines)
        said = ngettext("%(num)d entry", "%(num)d entries", count)
        never = _("The log never holds what was written, and nobody can change it.")
        self._said.setText(" ".join(part for part in (f"{said}.", never, page.gone) if part))
        self.more.setEnabled(True)
        self.more.setVisible(page.has_more)

    @Slot(object)
    def _exported(self, exported: Exported) -> None:
        text = ngettext("%(num)d file saved", "%(num)d files saved", len(exported.files))
        names = ", ".join(path.name for path in exported.files)
        self._said.setText(f"✓ {text}: {names}")
        self._left(exported.document)

    def _left(self, document: Document) -> None:
        """The log has left the program, and that is an event too."""
        write = self._context.write
        if write is not None:
            self.run(lambda: note_export(write, document.key), lambda _changes: None)

    @Slot(object)
    def _trouble(self, error: AsfDeskError) -> None:
        show_error(self, error)


def _columns() -> Sequence[Column[AuditLine]]:
    return [
        Column(_("When"), lambda line: moment(line.at.astimezone()), Kind.DATE, width=130),
        Column(_("Who"), lambda line: line.who),
        Column(_("What"), lambda line: line.what, stretch=True),
        Column(_("Record"), lambda line: line.record),
    ]
