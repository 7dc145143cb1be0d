"""Skickat: what was made for somebody, and what can be done with it again."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from asfdesk.domain.sending_codes import SentState
from asfdesk.i18n import _, day, ngettext, pgettext
from asfdesk.reports.period_words import period_words
from asfdesk.reports.sending.sent_words import state_word
from asfdesk.services.sending.sent_reports import (
    compare_sent,
    confirm_sent,
    mark_all_sent,
    protected_in,
    sent_lines,
    take_out_kept,
)
from asfdesk.ui.dialogs.sending.sent_comparison import SentComparisonDialog
from asfdesk.ui.kit.buttons import button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.form.form import DateField, FormDialog, TextField
from asfdesk.ui.kit.table.table_model import Column, Kind, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QPushButton

    from asfdesk.services.changes import Changes
    from asfdesk.services.sending.sent_reports import SentLine
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form.form import FormValues
    from asfdesk.ui.page import Page

_MOST_NAMED = 6
"""More than so many reports are counted in a question, not named."""


class SentPanel(QWidget):
    """The ledger as a table; what is selected can be marked, confirmed, taken out, compared.

    Several can be marked as sent at once: a month's reports often go on one day.

    Attributes:
        choose_folder: asks the user for a folder; None = changed their mind.
    """

    def __init__(
        self,
        page: Page,
        choose_folder: Callable[[], Path | None],
        saved: Callable[[list[Path]], None],
    ) -> None:
        super().__init__()
        self._page = page
        self._saved = saved
        self._wanted: int | None = None
        self.choose_folder = choose_folder
        self._model: TableModel[SentLine] = TableModel(_columns())
        self.table = TableView(self._model, pgettext("view", "Sent"))
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self._empty = label(_nothing(), Look.MUTED, wrap=True)
        card = Card(
            pgettext("view", "Sent"),
            _("Reports that were made for somebody, and kept as they were."),
        )
        card.body.addWidget(self._empty)
        card.body.addWidget(self.table, 1)
        card.body.addLayout(self._buttons())
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(card, 1)
        self._selected()

    def _buttons(self) -> QHBoxLayout:
        self.mark = self._button(_("Mark as sent …"), self.ask_sent)
        self.confirm = self._button(_("Confirmed …"), self.ask_confirmed)
        self.save = self._button(_("Save a copy …"), self.save_copy)
        self.compare = self._button(_("Compare with today …"), self.show_comparison)
        self._why = label("", Look.MUTED)
        line = QHBoxLayout()
        line.setSpacing(10)
        for one in (self.mark, self.confirm, self.save, self.compare):
            line.addWidget(one)
        line.addWidget(self._why, 1)
        return line

    @staticmethod
    def _button(text: str, act: Callable[[], object]) -> QPushButton:
        made = button(text)
        made.clicked.connect(act)
        return made

    def load(self) -> None:
        """Read the ledger."""
        session = self._page.context.session
        self._page.run(lambda: sent_lines(session), self._show)

    def select(self, sent_id: int) -> None:
        """Go to one report when the ledger is there."""
        self._wanted = sent_id

    @Slot(object)
    def _show(self, lines: tuple[SentLine, ...]) -> None:
        self._model.set_rows(lines)
        self._empty.setVisible(not lines)
        self.table.setVisible(bool(lines))
        ids = [one.sent.id for one in lines]
        if self._wanted in ids:
            self.table.select_row(ids.index(self._wanted))
        elif lines and not self.table.selected_rows():
            self.table.select_row(0)
        self._wanted = None
        self._selected()

    @property
    def lines(self) -> list[SentLine]:
        """What is selected, from the top."""
        return self.table.selected_rows()

    @property
    def line(self) -> SentLine | None:
        """What is selected when it is one alone."""
        return self.lines[0] if len(self.lines) == 1 else None

    @Slot()
    def _selected(self) -> None:
        line, write = self.line, self._page.context.write
        opens = self._page.context.session.identities_open
        sent = line is not None and line.sent.state is SentState.SENT
        can = line is not None and write is not None and opens
        self.mark.setEnabled(bool(self.lines) and write is not None and opens)
        self.confirm.setEnabled(can and sent)
        self.save.setEnabled(can and bool(line and line.files and line.files[0].name))
        self.compare.setEnabled(line is not None and opens)
        self._why.setText("" if opens else _("What was sent opens with an owner's password."))

    @Slot()
    def ask_sent(self) -> None:
        """When they were sent; one day for all that are selected."""
        lines, write, today = self.lines, self._page.context.write, self._page.context.today
        if not lines or write is None:
            return
        ids = [line.sent.id for line in lines]
        proposed = max(today, *(line.sent.created_at.date() for line in lines))

        def save(values: FormValues) -> Changes:
            return mark_all_sent(write, ids, values.required_day("sent_on"), today)

        field = DateField("sent_on", _("Sent"), proposed, required=True)
        self._page.form(_("Mark as sent"), [field], save, intro=_about_all(lines))

    @Slot()
    def ask_confirmed(self) -> None:
        """When the recipient said that it came; empty takes it back."""
        line, write, today = self.line, self._page.context.write, self._page.context.today
        if line is None or write is None:
            return

        def save(values: FormValues) -> Changes:
            return confirm_sent(write, line.sent.id, values.day("confirmed_on"), today)

        field = DateField("confirmed_on", _("Confirmed"), today)
        self._page.form(_("Receipt confirmed"), [field], save, intro=_about(line))

    @Slot()
    def save_copy(self) -> None:
        """Write the kept files to a folder again, byte for byte."""
        line, write = self.line, self._page.context.write
        folder = self.choose_folder() if line and write else None
        if line is None or write is None or folder is None:
            return
        self._page.run(
            lambda: protected_in(write, line.sent.id), partial(self._take_out, write, line, folder)
        )

    def _take_out(
        self, write: WriteSession, line: SentLine, folder: Path, protected: tuple[int, ...]
    ) -> None:
        def work(reason: str) -> list[Path]:
            at = datetime.now().astimezone()
            return [take_out_kept(write, one, folder, at, reason) for one in line.files]

        if not protected:
            self._page.run(lambda: work(""), self._saved)
            return
        dialog = FormDialog(
            self,
            _("Save a copy"),
            [TextField("reason", _("Reason"), required=True)],
            lambda values: work(values.text("reason")),
            run=self._page.context.tasks.run,
            intro=_("Somebody in the report is protected now. Who opens it, when and why is kept."),
        )
        dialog.saved.connect(self._saved)
        dialog.open()

    @Slot()
    def show_comparison(self) -> None:
        """What was sent beside what would be made today."""
        line, context = self.line, self._page.context
        if line is None:
            return
        self._page.run(
            lambda: compare_sent(context.session, line.sent.id, context.today),
            lambda found: SentComparisonDialog(self._page, _about(line), found).open(),
        )


def _columns() -> list[Column[SentLine]]:
    return [
        Column(
            _("Report"),
            lambda line: f"{line.sent.report} {line.title}",
            second=lambda line: " · ".join(
                filter(None, (period_words(line.sent.period), line.about))
            ),
            stretch=True,
            sort=lambda line: (line.sent.report, line.sent.period),
        ),
        Column(
            _("Recipient"),
            lambda line: line.sent.recipient,
            second=lambda line: line.sent.recipient_person,
        ),
        Column(_("Edition"), lambda line: str(line.sent.version), Kind.NUMBER),
        Column(
            _("Status"),
            lambda line: _("To send again") if line.waits else state_word(line.sent),
            tone=_tone,
            badge=True,
        ),
        Column(_("Made"), lambda line: day(line.sent.created_at.date()), Kind.DATE),
        Column(_("Sent"), lambda line: day(line.sent.sent_on), Kind.DATE, tooltip=_again),
        Column(_("Rows"), lambda line: str(line.sent.record_count), Kind.NUMBER),
        Column(
            _("Kept until"),
            lambda line: day(line.kept_until) if line.files else _("erased"),
            Kind.DATE,
            tooltip=lambda line: "" if line.kept_until else _("The agreement does not say."),
        ),
    ]


def _again(line: SentLine) -> str:
    """When the same edition went once more; the first day stands in the column."""
    last = line.sent.last_sent_on
    return _("Sent again on %(day)s") % {"day": day(last)} if last else ""


def _tone(line: SentLine) -> Tone:
    if line.waits:
        return Tone.WARN
    return Tone.GOOD if line.sent.state is SentState.SENT else Tone.NEUTRAL


def _about(line: SentLine) -> str:
    sent = line.sent
    return f"{sent.report} {line.title}, {period_words(sent.period)}, {sent.recipient}"


def _about_all(lines: Sequence[SentLine]) -> str:
    if len(lines) > _MOST_NAMED:
        return ngettext("%(num)d report", "%(num)d reports", len(lines)) % {"num": len(lines)}
    return "\n".join(_about(line) for line in lines)


def _nothing() -> str:
    return _(
        "Nothing has been made for anybody yet. Choose Make, then Make for a recipient: what is "
        "sent is kept here as it was."
    )
