"""The import dialog: what the files hold, what they change, and then the import itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
)

from asfdesk.domain.period import Period
from asfdesk.i18n import _, ngettext
from asfdesk.services.books.import_sie import accept_org_number, commit
from asfdesk.ui.dialogs.books.import_changes import ChangesTable
from asfdesk.ui.dialogs.books.import_choices import ImportChoices
from asfdesk.ui.dialogs.books.import_job import judge_again, prepare
from asfdesk.ui.dialogs.books.import_tables import RemarksPanel
from asfdesk.ui.dialogs.books.import_words import (
    decision_words,
)
from asfdesk.ui.dialogs.progress_relay import ProgressRelay
from asfdesk.ui.kit.buttons import button, chip, primary_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import (
        QWidget,
    )

    from asfdesk.errors import AsfDeskError
    from asfdesk.services.books.import_sie import Imported
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.dialogs.books.import_job import Prepared
    from asfdesk.ui.page import PageContext

_SIZE = (1060, 660)


class ImportDialog(QDialog):
    """Nothing is written before the button is pressed; then everything is, or nothing.

    Signals:
        imported: the fiscal years that the files went into, a tuple of Period, once they are in.
    """

    imported = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        context: PageContext,
        session: WriteSession,
        paths: Sequence[Path],
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._session = session
        self._prepared: Prepared | None = None
        self._committing = False
        self._relay = ProgressRelay(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Import bookkeeping"))
        self.resize(*_SIZE)
        self._words = label(_("Reading …"), Look.MUTED, wrap=True)
        self.choices = ImportChoices(is_owner=session.identities_open)
        self.remarks, self.changes = RemarksPanel(), ChangesTable()
        self._show_remarks = chip(_("Remarks"), checked=True)
        self._show_changes = chip(_("Changes per month"))
        self._bar = QProgressBar()
        self.import_button = primary_button(_("Import"))
        self._cancel = button(_("Cancel"))
        self._lay_out()
        self._connect()
        self._start_reading(paths)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 18, 22, 18)
        outer.setSpacing(12)
        outer.addWidget(label(_("Import bookkeeping"), Look.TITLE))
        outer.addWidget(self._words)
        middle = QHBoxLayout()
        middle.setSpacing(14)
        middle.addWidget(self.choices)
        right = Card()
        right.head.insertWidget(0, self._show_remarks)
        right.head.insertWidget(1, self._show_changes)
        right.body.addWidget(self.remarks, 1)
        right.body.addWidget(self.changes, 1)
        self.changes.hide()
        middle.addWidget(right, 1)
        outer.addLayout(middle, 1)
        line = QHBoxLayout()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress"))
        line.addWidget(self._bar, 1)
        line.addStretch(1)
        line.addWidget(self._cancel)
        line.addWidget(self.import_button)
        outer.addLayout(line)
        self.import_button.setEnabled(False)

    def _connect(self) -> None:
        self._relay.moved.connect(self._moved)
        self.choices.changed.connect(self._chosen)
        self.choices.number_accepted.connect(self._accept_number)
        self._show_remarks.clicked.connect(self._pick_remarks)
        self._show_changes.clicked.connect(self._pick_changes)
        self.import_button.clicked.connect(self._import)
        self._cancel.clicked.connect(self.reject)

    def _start_reading(self, paths: Sequence[Path]) -> None:
        session, choices, relay = self._session, self.choices.choices, self._relay
        self._context.tasks.run(
            lambda: prepare(session, paths, choices, relay), self._show, self._failed
        )

    def _judge_again(self) -> None:
        """After another choice."""
        before = self._prepared
        if before is not None:
            session, choices, relay = self._session, self.choices.choices, self._relay
            self.import_button.setEnabled(False)
            self._context.tasks.run(
                lambda: judge_again(session, before, choices, relay), self._show, self._failed
            )

    @Slot(int, int)
    def _moved(self, done: int, total: int) -> None:
        self._bar.setVisible(done < total)
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)

    @Slot(object)
    def _show(self, prepared: Prepared) -> None:
        self._prepared = prepared
        self._bar.hide()
        made = prepared.made
        self._words.setText(decision_words(made))
        self.choices.show_prepared(prepared)
        self.remarks.show_findings(made.files)
        self.changes.show_changes(made.files, prepared.lines, prepared.accounts)
        count = sum(len(file.findings) for file in made.files)
        remarks = ngettext("%(num)d remark", "%(num)d remarks", count)
        self._show_remarks.setText(remarks)
        self._show_changes.setEnabled(any(file.months for file in made.files))
        self._update_button()

    def _update_button(self) -> None:
        made = self._prepared.made if self._prepared else None
        allowed = made is not None and made.may_commit(self.choices.choices.accepted)
        self.import_button.setEnabled(allowed)

    @Slot(bool)
    def _chosen(self, again: bool) -> None:  # noqa: FBT001 - Qt's signature
        if again:
            self._judge_again()
        else:
            self._update_button()

    @Slot(str)
    def _accept_number(self, number: str) -> None:
        session = self._session
        self._context.tasks.run(
            lambda: accept_org_number(session, number), self._number_accepted, self._failed
        )

    @Slot(object)
    def _number_accepted(self, changes: Changes) -> None:
        self._context.bus.changed.emit(changes)
        self._judge_again()

    @Slot()
    def _pick_remarks(self) -> None:
        self._pick(remarks=True)

    @Slot()
    def _pick_changes(self) -> None:
        self._pick(remarks=False)

    def _pick(self, *, remarks: bool) -> None:
        self._show_remarks.setChecked(remarks)
        self._show_changes.setChecked(not remarks)
        self.remarks.setVisible(remarks)
        self.changes.setVisible(not remarks)

    @Slot()
    def _import(self) -> None:
        if self._prepared is None:
            return
        session, made, relay = self._session, self._prepared.made, self._relay
        accepted = self.choices.choices.accepted
        through = self.choices.books_through
        keep = self.choices.choices.keep_texts
        self._committing = True
        self.import_button.setEnabled(False)
        self._words.setText(_("Importing …"))
        relay.start()
        self._context.tasks.run(
            lambda: commit(session, made, accepted, through, relay, keep_texts=keep),
            self._imported,
            self._failed,
        )

    @Slot(object)
    def _imported(self, done: Imported) -> None:
        self._committing = False
        self._context.bus.changed.emit(done.changes)
        files = self._prepared.made.files if self._prepared else ()
        years = (file.year for file in files if not file.is_known)
        self.imported.emit(tuple(Period(year.first, year.last) for year in years if year))
        self.accept()

    @Slot(object)
    def _failed(self, error: AsfDeskError) -> None:
        self._committing = False
        self._bar.hide()
        self._words.setText(str(error))
        self._update_button()

    def reject(self) -> None:
        """Stop what is running; an import that has begun is waited for, it may be too late."""
        self._relay.stop()
        if self._committing:
            self._words.setText(_("Stopping …"))
            return
        super().reject()
