"""The import dialog: what the files hold, what they change, and then the import itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from asfdesk.domain.period import Period
from asfdesk.domain.sie_issues import Code, Decision
from asfdesk.i18n import _, ngettext
from asfdesk.services.import_findings import ImportCode
from asfdesk.services.import_sie import accept_org_number, commit
from asfdesk.ui.dialogs.import_job import Choices, judge_again, prepare
from asfdesk.ui.dialogs.import_tables import ChangesTable, RemarksPanel
from asfdesk.ui.dialogs.import_words import (
    decision_words,
    encoding_word,
    file_status,
    file_words,
)
from asfdesk.ui.dialogs.progress_relay import ProgressRelay
from asfdesk.ui.kit.badge import Badge
from asfdesk.ui.kit.buttons import button, chip, link_button, primary_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.combo_box import ComboBox
from asfdesk.ui.kit.month_picker import month_text
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from asfdesk.domain.period import Month
    from asfdesk.errors import AsfDeskError
    from asfdesk.services.changes import Changes
    from asfdesk.services.import_preview import FilePreview
    from asfdesk.services.import_sie import Imported
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.dialogs.import_job import Prepared
    from asfdesk.ui.page import PageContext

_SIZE = (1060, 660)
_LEFT_WIDTH = 400


class ImportDialog(QDialog):
    """Nothing is written before the button is pressed; then everything is, or nothing."""

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
        self._choices = Choices()
        self._prepared: Prepared | None = None
        self._committing = False
        self._months: dict[str, tuple[ComboBox, list[Month | None]]] = {}
        self._asks: dict[str, QCheckBox] = {}
        self._relay = ProgressRelay(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Import bookkeeping"))
        self.resize(*_SIZE)
        self._words = label(_("Reading …"), Look.MUTED, wrap=True)
        self._left = QVBoxLayout()
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
        middle.addWidget(self._left_side())
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

    def _left_side(self) -> QScrollArea:
        holder = QWidget()
        holder.setProperty("look", "page")
        self._left = QVBoxLayout(holder)
        self._left.setContentsMargins(0, 0, 6, 0)
        self._left.setSpacing(12)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holder)
        area.setFixedWidth(_LEFT_WIDTH)
        return area

    def _connect(self) -> None:
        self._relay.moved.connect(self._moved)
        self._show_remarks.clicked.connect(self._pick_remarks)
        self._show_changes.clicked.connect(self._pick_changes)
        self.import_button.clicked.connect(self._import)
        self._cancel.clicked.connect(self.reject)

    def _start_reading(self, paths: Sequence[Path]) -> None:
        session, choices, relay = self._session, self._choices, self._relay
        self._context.tasks.run(
            lambda: prepare(session, paths, choices, relay), self._show, self._failed
        )

    def _judge_again(self) -> None:
        """After another choice."""
        before = self._prepared
        if before is not None:
            session, choices, relay = self._session, self._choices, self._relay
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
        self._clear_left()
        for file in made.files:
            self._left.addWidget(self._file_card(file))
        self._add_year_choice(prepared)
        self._add_questions(prepared)
        self._add_closing(prepared)
        self._add_encoding(prepared)
        self._left.addStretch(1)
        self.remarks.show_findings(made.files)
        self.changes.show_changes(made.files, prepared.lines)
        count = sum(len(file.findings) for file in made.files)
        remarks = ngettext("%(num)d remark", "%(num)d remarks", count)
        self._show_remarks.setText(remarks)
        self._show_changes.setEnabled(any(file.months for file in made.files))
        self._update_button()

    def _clear_left(self) -> None:
        self._asks, self._months = {}, {}
        while (item := self._left.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _file_card(self, file: FilePreview) -> Card:
        card = Card(file.name)
        card.head.addWidget(Badge(*file_status(file)))
        for words in file_words(file):
            card.body.addWidget(label(words, wrap=True))
        other = any(found.code == ImportCode.OTHER_COMPANY for found in file.refusals)
        if other and self._session.identities_open:
            number = file.file.org_number
            accept = link_button(_("%(number)s is our number too") % {"number": number})
            accept.setProperty("number", number)
            accept.clicked.connect(self._accept_number)
            card.body.addWidget(accept, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _add_year_choice(self, prepared: Prepared) -> None:
        """For files that do not tell which year they belong to."""
        codes = {found.code for file in prepared.made.files for found in file.findings}
        wanted = self._choices.year is not None or ImportCode.YEAR_NOT_CHOSEN in codes
        if not wanted or not prepared.years:
            return
        card = Card(_("Fiscal year"))
        box = ComboBox()
        box.setAccessibleName(_("Fiscal year"))
        box.addItem(_("Choose …"))
        for year in prepared.years:
            box.addItem(year.label)
            if self._choices.year == year.period:
                box.setCurrentIndex(box.count() - 1)
        box.activated.connect(self._choose_year)
        card.body.addWidget(box)
        self._left.addWidget(card)

    def _add_questions(self, prepared: Prepared) -> None:
        made = prepared.made
        asked = {
            str(found.code): found
            for file in made.files
            if not file.is_known
            for found in file.questions
        }
        unbalanced = any(
            Code.UNBALANCED in file.intake.left_out for file in made.files if file.intake
        )
        if not asked and not unbalanced and not made.unbalanced:
            return
        card = Card(_("Before the import"))
        for code, found in asked.items():
            card.body.addWidget(label(f"{found.what} {found.todo}", wrap=True))
            self._add_ask(card, code, _("Go on anyway"))
        if unbalanced or made.unbalanced:
            self._add_ask(card, Code.UNBALANCED.value, _("Take in vouchers that do not balance"))
        self._left.addWidget(card)

    def _add_ask(self, card: Card, code: str, words: str) -> None:
        box = QCheckBox(words)
        box.setChecked(code in self._choices.accepted)
        box.setProperty("code", code)
        box.toggled.connect(self._answered)
        card.body.addWidget(box)
        self._asks[code] = box

    def _add_closing(self, prepared: Prepared) -> None:
        """Which month the books are closed through, proposed from the file (decisions A6)."""
        proposed = prepared.made.books_through
        if not proposed or prepared.made.decision is Decision.REFUSE:
            return
        card = Card(_("Books closed through"))
        for file in prepared.made.files:
            if file.year is None or file.year.label not in proposed or file.is_preliminary:
                continue
            months: list[Month | None] = [None]
            months += Period(file.year.first, file.year.last).months()
            box = ComboBox()
            box.setAccessibleName(_("Books closed through, %(year)s") % {"year": file.year.label})
            for month in months:
                box.addItem(_("No month yet") if month is None else month_text(month))
            box.setCurrentIndex(months.index(proposed[file.year.label]))
            card.body.addWidget(box)
            self._months[file.year.label] = (box, months)
        words = _("Proposed from the file. Only closed months count in year to date and forecast.")
        card.body.addWidget(label(words, Look.SECONDARY, wrap=True))
        self._left.addWidget(card)

    def _add_encoding(self, prepared: Prepared) -> None:
        """Names in several encodings, so that å, ä and ö can be seen to be right."""
        if not prepared.samples:
            return
        card = Card(_("Which names look right?"))
        found = prepared.made.files[0].file.encoding.removesuffix("-sig")
        for sample in prepared.samples:
            choice = QRadioButton(" · ".join(sample.names))
            choice.setChecked(sample.encoding == found)
            choice.setProperty("encoding", sample.encoding)
            choice.setToolTip(choice.text())
            choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            choice.clicked.connect(self._choose_encoding)
            card.body.addWidget(choice)
            card.body.addWidget(label(encoding_word(sample.encoding), Look.SECONDARY))
        self._left.addWidget(card)

    def _update_button(self) -> None:
        made = self._prepared.made if self._prepared else None
        allowed = made is not None and made.may_commit(self._choices.accepted)
        self.import_button.setEnabled(allowed)

    @Slot(bool)
    def _answered(self, yes: bool) -> None:  # noqa: FBT001 - Qt's signature
        code = str(self.sender().property("code"))
        accepted = self._choices.accepted | {code} if yes else self._choices.accepted - {code}
        self._choices = replace(self._choices, accepted=accepted)
        if code == Code.UNBALANCED:
            self._judge_again()
        else:
            self._update_button()

    @Slot(int)
    def _choose_year(self, place: int) -> None:
        years = self._prepared.years if self._prepared else ()
        year = years[place - 1].period if 0 < place <= len(years) else None
        self._choices = replace(self._choices, year=year)
        self._judge_again()

    @Slot()
    def _choose_encoding(self) -> None:
        encoding = str(self.sender().property("encoding"))
        self._choices = replace(self._choices, encoding=encoding)
        self._judge_again()

    @Slot()
    def _accept_number(self) -> None:
        session, number = self._session, str(self.sender().property("number"))
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
        accepted = self._choices.accepted
        through = {name: months[box.currentIndex()] for name, (box, months) in self._months.items()}
        self._committing = True
        self.import_button.setEnabled(False)
        self._words.setText(_("Importing …"))
        relay.start()
        self._context.tasks.run(
            lambda: commit(session, made, accepted, through, relay), self._imported, self._failed
        )

    @Slot(object)
    def _imported(self, done: Imported) -> None:
        self._committing = False
        self._context.bus.changed.emit(done.changes)
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
