"""Mottagare: whose cards have been imported, the own fingerprint, and export packages."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from asfdesk.domain.sending.packages import spoken
from asfdesk.i18n import _, day, pgettext
from asfdesk.reports.sending.recipient_words import recipient_kind_word
from asfdesk.services.sending.make_package import set_whereabouts, whereabouts
from asfdesk.services.sending.recipients import (
    card_in,
    confirm_recipient,
    end_recipient,
    import_card,
    own_fingerprint,
)
from asfdesk.ui.dialogs.sending.export_package import ExportPackage
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.form.form import FormDialog, TextField
from asfdesk.ui.kit.table.table_model import Column, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QPushButton

    from asfdesk.domain.sending.packages import Recipient
    from asfdesk.services.changes import Changes
    from asfdesk.services.sending.make_package import WrittenPackage
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form.form import FormValues
    from asfdesk.ui.page import Page


class RecipientsPanel(QWidget):
    """Recipients as a table, and what can be done with them.

    Attributes:
        choose_card: asks the user for a card; None = changed their mind.
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
        self._where = ("", "")
        self.choose_card: Callable[[], Path | None] = self._ask_card
        self.package = ExportPackage(self, page.run, choose_folder)
        self.package.made.connect(self._made)
        self._model: TableModel[Recipient] = TableModel(_columns(page.context.today))
        self.table = TableView(self._model, _("Recipients"))
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self._empty = label(_nothing(), Look.MUTED, wrap=True)
        self.fingerprint = label("", Look.BODY, wrap=True)
        card = Card(_("Recipients"), _("Packages are encrypted to those whose card is here."))
        card.body.addWidget(self._empty)
        card.body.addWidget(self.table, 1)
        card.body.addLayout(self._buttons())
        card.body.addWidget(self.fingerprint)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(card, 1)
        self._selected()

    def _buttons(self) -> QHBoxLayout:
        self.create_button = primary_button(_("Create export package …"))
        self.import_ = button(_("Import card …"))
        self.confirm = button(_("Compare fingerprint …"))
        self.end = button(_("End"))
        self.details = button(_("Your details …"))
        acts: tuple[tuple[QPushButton, Callable[[], object]], ...] = (
            (self.create_button, self.ask_package),
            (self.import_, self.ask_import),
            (self.confirm, self.ask_confirm),
            (self.end, self.end_or_begin),
            (self.details, self.ask_details),
        )
        line = QHBoxLayout()
        line.setSpacing(10)
        for one, act in acts:
            one.clicked.connect(act)
            line.addWidget(one)
        line.addStretch(1)
        return line

    def load(self) -> None:
        """Read the recipients."""
        session = self._page.context.session
        self._page.run(
            lambda: (
                session.packages.recipients(),
                own_fingerprint(session),
                whereabouts(session),
            ),
            self._show,
        )

    @Slot(object)
    def _show(self, found: tuple[list[Recipient], str, tuple[str, str]]) -> None:
        recipients, own, self._where = found
        self._model.set_rows(recipients)
        self._empty.setVisible(not recipients)
        self.table.setVisible(bool(recipients))
        if recipients and not self.table.selected_rows():
            self.table.select_row(0)
        self.fingerprint.setText(
            _("Your own fingerprint, to read aloud: %(digits)s") % {"digits": own}
            if own
            else _("Your own fingerprint is made with the first package.")
        )
        self._selected()

    @property
    def recipient(self) -> Recipient | None:
        """The one that is selected."""
        rows = self.table.selected_rows()
        return rows[0] if len(rows) == 1 else None

    def _owner(self) -> WriteSession | None:
        context = self._page.context
        return context.write if context.session.identities_open else None

    @Slot()
    def _selected(self) -> None:
        owner, chosen = self._owner() is not None, self.recipient
        self.create_button.setEnabled(owner)
        self.import_.setEnabled(owner)
        self.details.setEnabled(owner)
        self.confirm.setEnabled(owner and chosen is not None and chosen.confirmed_on is None)
        self.end.setEnabled(owner and chosen is not None)
        ended = chosen is not None and chosen.ended_on is not None
        self.end.setText(_("Begin again") if ended else pgettext("recipient", "End"))

    def ask_package(self) -> FormDialog | None:
        """Ask what the package is about, and for whom."""
        write = self._owner()
        if write is None:
            return None
        context = self._page.context
        return self.package.ask(write, self._model.rows, self._page.month, context.today)

    @Slot()
    def ask_import(self) -> None:
        """Import a card from a file, then compare its fingerprint."""
        write, path = self._owner(), self.choose_card()
        if write is None or path is None:
            return
        today = self._page.context.today

        def work() -> Changes:
            import_card(write, card_in(path, today), today)
            return frozenset(self._page.topics)

        self._page.command(work)

    def _ask_card(self) -> Path | None:
        kinds = _("Recipient's card (%(pattern)s)") % {"pattern": "*.asfkort"}
        name, _kind = QFileDialog.getOpenFileName(self, _("Import card"), str(Path.home()), kinds)
        return Path(name) if name else None

    def ask_confirm(self) -> FormDialog | None:
        """Ask for the fingerprint as the recipient reads it aloud."""
        write, chosen, today = self._owner(), self.recipient, self._page.context.today
        if write is None or chosen is None:
            return None

        def save(values: FormValues) -> Changes:
            return confirm_recipient(write, chosen.id, values.text("heard"), today)

        dialog = FormDialog(
            self,
            _("Compare fingerprint"),
            [TextField("heard", _("Fingerprint"), required=True, help=_("Thirty digits."))],
            save,
            run=self._page.context.tasks.run,
            intro=_(
                "Call %(name)s on a number you already have. Type the fingerprint as it is read "
                "to you."
            )
            % {"name": chosen.card.name},
        )
        dialog.saved.connect(self._page.context.bus.changed.emit)
        dialog.open()
        return dialog

    def ask_details(self) -> FormDialog | None:
        """Ask where the enterprise is, for those who compare."""
        write = self._owner()
        if write is None:
            return None
        fields = [
            TextField("municipality", _("Municipality"), self._where[0]),
            TextField("coordination", _("Coordination body"), self._where[1]),
        ]

        def save(values: FormValues) -> Changes:
            texts = values.text("municipality"), values.text("coordination")
            return set_whereabouts(write, *texts)

        dialog = FormDialog(
            self,
            _("Your details in packages"),
            fields,
            save,
            run=self._page.context.tasks.run,
            intro=_("Recipients compare by them. Both may be left empty."),
        )
        dialog.saved.connect(self._page.context.bus.changed.emit)
        dialog.open()
        return dialog

    @Slot()
    def end_or_begin(self) -> None:
        """No more packages to the one that is selected, or packages again."""
        write, chosen = self._owner(), self.recipient
        if write is None or chosen is None:
            return
        on = None if chosen.ended_on else self._page.context.today
        self._page.command(partial(end_recipient, write, chosen.id, on))

    @Slot(object)
    def _made(self, written: WrittenPackage) -> None:
        self._saved([written.path])
        self.load()


def _columns(today: date) -> list[Column[Recipient]]:
    return [
        Column(_("Name"), lambda one: one.card.name),
        Column(_("Kind"), lambda one: recipient_kind_word(one.card.kind)),
        Column(_("Fingerprint"), lambda one: spoken(one.card.fingerprint)),
        Column(_("Card valid until"), lambda one: day(one.card.valid_until)),
        Column(
            _("Status"),
            lambda one: _state(one, today),
            tone=lambda one: Tone.GOOD if one.takes(today) else Tone.WARN,
        ),
    ]


def _state(one: Recipient, today: date) -> str:
    if one.ended_on is not None:
        return _("ended %(day)s") % {"day": day(one.ended_on)}
    if one.confirmed_on is None:
        return _("the fingerprint must be compared")
    return _("takes packages") if one.takes(today) else _("the card has expired")


def _nothing() -> str:
    return _(
        "No card has been imported. A recipient hands out a card (.asfkort); with it, packages "
        "are encrypted so that nobody else can read them."
    )
