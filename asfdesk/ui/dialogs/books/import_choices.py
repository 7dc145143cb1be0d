"""The left side of the import dialog: what the files are, and what the user decides about them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from asfdesk.domain.books.sie_issues import Code, Decision
from asfdesk.domain.period import Period
from asfdesk.i18n import _
from asfdesk.services.books.import_findings import ImportCode
from asfdesk.ui.dialogs.books.export_guide import ExportGuide
from asfdesk.ui.dialogs.books.import_job import Choices
from asfdesk.ui.dialogs.books.import_words import (
    encoding_evidence,
    encoding_word,
    file_status,
    file_words,
)
from asfdesk.ui.kit.badge import Badge
from asfdesk.ui.kit.buttons import link_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.form.combo_box import ComboBox
from asfdesk.ui.kit.month_picker import month_text
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from asfdesk.domain.period import Month
    from asfdesk.services.books.import_preview import FilePreview
    from asfdesk.ui.dialogs.books.import_job import Prepared

_WIDTH = 400
MOST_FILE = 32
"""A file's name is shortened to so many characters; its end tells files apart too."""


def shortened(name: str) -> str:
    """A file's name with its middle left out when it is too long."""
    if len(name) <= MOST_FILE:
        return name
    end = MOST_FILE // 3
    return f"{name[: MOST_FILE - end - 1]}…{name[-end:]}"


class ImportChoices(QScrollArea):
    """A card for each file, then the questions, the closed month and the encoding.

    Signals:
        changed: another choice; True when the files must be judged again.
        number_accepted: an organisation number that the owner says is theirs.
    """

    changed = Signal(bool)
    number_accepted = Signal(str)

    def __init__(self, *, is_owner: bool) -> None:
        super().__init__()
        self.choices = Choices()
        self._is_owner = is_owner
        self._prepared: Prepared | None = None
        self._months: dict[str, tuple[ComboBox, list[Month | None]]] = {}
        self.keep_texts: QCheckBox | None = None
        holder = QWidget()
        holder.setProperty("look", "page")
        self._left = QVBoxLayout(holder)
        self._left.setContentsMargins(0, 0, 6, 0)
        self._left.setSpacing(12)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(holder)
        self.setFixedWidth(_WIDTH)

    @property
    def books_through(self) -> dict[str, Month | None]:
        """Year label -> the last closed month that is chosen."""
        return {name: months[box.currentIndex()] for name, (box, months) in self._months.items()}

    def show_prepared(self, prepared: Prepared) -> None:
        """Show files that have been judged."""
        self._prepared = prepared
        self._clear()
        for file in prepared.made.files:
            self._left.addWidget(self._file_card(file))
        self._add_year_choice(prepared)
        self._add_questions(prepared)
        self._add_closing(prepared)
        self._add_encoding(prepared)
        self._add_kept(prepared)
        self._add_guide(prepared)
        self._left.addStretch(1)

    def _clear(self) -> None:
        self._months = {}
        while (item := self._left.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _file_card(self, file: FilePreview) -> Card:
        card = Card(shortened(file.name))
        card.setToolTip(file.name)
        card.head.addWidget(Badge(*file_status(file)))
        for words in file_words(file):
            card.body.addWidget(label(words, wrap=True))
        other = any(found.code == ImportCode.OTHER_COMPANY for found in file.refusals)
        if other and self._is_owner:
            number = file.file.org_number
            accept = link_button(_("%(number)s is our number too") % {"number": number})
            accept.setProperty("number", number)
            accept.clicked.connect(self._accept_number)
            card.body.addWidget(accept, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _add_year_choice(self, prepared: Prepared) -> None:
        """For files that do not tell which year they belong to."""
        codes = {found.code for file in prepared.made.files for found in file.findings}
        wanted = self.choices.year is not None or ImportCode.YEAR_NOT_CHOSEN in codes
        if not wanted or not prepared.years:
            return
        card = Card(_("Fiscal year"))
        box = ComboBox()
        box.setAccessibleName(_("Fiscal year"))
        box.addItem(_("Choose …"))
        for year in prepared.years:
            box.addItem(year.label)
            if self.choices.year == year.period:
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
        box.setChecked(code in self.choices.accepted)
        box.setProperty("code", code)
        box.toggled.connect(self._answered)
        card.body.addWidget(box)

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
        evidence = encoding_evidence(
            prepared.made.files[0].file.encoding, chosen=self.choices.encoding is not None
        )
        card.body.addWidget(label(evidence, Look.SECONDARY, wrap=True))
        for sample in prepared.samples:
            # The last ones: the company's own name stands above, and all fit in the tooltip.
            choice = QRadioButton(" · ".join(sample.names[-2:]))
            choice.setChecked(sample.encoding == found)
            choice.setProperty("encoding", sample.encoding)
            choice.setToolTip(" · ".join(sample.names))
            choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            choice.clicked.connect(self._choose_encoding)
            card.body.addWidget(choice)
            card.body.addWidget(label(encoding_word(sample.encoding), Look.SECONDARY))
        self._left.addWidget(card)

    def _add_kept(self, prepared: Prepared) -> None:
        """What is kept of the vouchers besides figures; nothing unless the user asks."""
        if prepared.made.decision is Decision.REFUSE:
            return
        card = Card(_("What is kept"))
        wanted = self.choices.keep_texts
        box = QCheckBox(_("Keep voucher texts (they may name people)"))
        box.setChecked(prepared.keeps_texts if wanted is None else wanted)
        box.toggled.connect(self._choose_texts)
        self.keep_texts = box
        card.body.addWidget(box)
        words = _(
            "They are not needed for the follow-up. Signatures, addresses and codes of persons are"
            " never kept."
        )
        card.body.addWidget(label(words, Look.SECONDARY, wrap=True))
        self._left.addWidget(card)

    def _add_guide(self, prepared: Prepared) -> None:
        """How to export, for the program that made the file: the way to a better one."""
        card = Card(_("How to export from your program"))
        guide = ExportGuide()
        programs = [file.file.program for file in prepared.made.files if file.file.program]
        guide.show_for(programs[0] if programs else "")
        card.body.addWidget(guide)
        self._left.addWidget(card)

    @Slot(bool)
    def _choose_texts(self, keep: bool) -> None:  # noqa: FBT001 - Qt's signature
        self.choices = replace(self.choices, keep_texts=keep)

    @Slot(bool)
    def _answered(self, yes: bool) -> None:  # noqa: FBT001 - Qt's signature
        code = str(self.sender().property("code"))
        accepted = self.choices.accepted | {code} if yes else self.choices.accepted - {code}
        self.choices = replace(self.choices, accepted=accepted)
        self.changed.emit(code == Code.UNBALANCED)

    @Slot(int)
    def _choose_year(self, place: int) -> None:
        years = self._prepared.years if self._prepared else ()
        year = years[place - 1].period if 0 < place <= len(years) else None
        self.choices = replace(self.choices, year=year)
        self.changed.emit(True)  # noqa: FBT003 - Qt signals take positions only

    @Slot()
    def _choose_encoding(self) -> None:
        encoding = str(self.sender().property("encoding"))
        self.choices = replace(self.choices, encoding=encoding)
        self.changed.emit(True)  # noqa: FBT003 - Qt signals take positions only

    @Slot()
    def _accept_number(self) -> None:
        self.number_accepted.emit(str(self.sender().property("number")))
