"""Att skicka om: what no longer agrees with what was sent, in the order it must go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from asfdesk.i18n import _, day, month_name
from asfdesk.reports.period_words import period_words
from asfdesk.reports.sending.sent_words import resend_word
from asfdesk.services.sending.report_entry import RestsOn
from asfdesk.services.sending.resend import compare_again
from asfdesk.services.sending.resend_views import resend_view
from asfdesk.ui.kit.buttons import button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.table.table_model import Column, Kind, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from asfdesk.services.sending.resend_views import MadeLine, ResendLine, ResendView
    from asfdesk.ui.page import Page


class ResendPanel(QWidget):
    """What must go again, and what an adviser has locked and nobody has compared.

    Signals:
        make: the ResendLine that a new version is wanted of.
        show_sent: the id of a report to look at in the ledger.
    """

    make = Signal(object)
    show_sent = Signal(int)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._model: TableModel[ResendLine] = TableModel(_columns())
        self.table = TableView(self._model, _("To send again"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.empty = label(_nothing(), Look.MUTED, wrap=True)
        self._advice = label("", Look.BODY, wrap=True)
        card = Card(_("To send again"), _("It has gone, and does not agree any more."))
        card.body.addWidget(self.empty)
        card.body.addWidget(self.table, 1)
        card.body.addLayout(self._buttons())
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(self._uncompared())
        body.addWidget(card, 1)
        body.addWidget(self._made_card())
        self._selected()

    def _buttons(self) -> QHBoxLayout:
        self.again = button(_("Make a new edition …"))
        self.again.clicked.connect(self._make)
        self.look = button(_("Show what was sent"))
        self.look.clicked.connect(self._look)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.again)
        line.addWidget(self.look)
        line.addWidget(self._advice, 1)
        return line

    def _made_card(self) -> QWidget:
        self._made_model: TableModel[MadeLine] = TableModel(_made_columns())
        self.made = TableView(self._made_model, _("Made, not sent"))
        self.made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.made.opened.connect(self._open_made)
        self.made_card = Card(
            _("Made, not sent"), _("Mark it as sent under Sent when it has gone.")
        )
        self.made_card.body.addWidget(self.made, 1)
        self.made_card.hide()
        return self.made_card

    @Slot(object)
    def _open_made(self, line: MadeLine) -> None:
        """Go on with it: a new edition when it has changed, else to the ledger to mark it."""
        if line.again is not None and self._owner_writes():
            self.make.emit(line.again)
        else:
            self.show_sent.emit(line.sent.id)

    def _uncompared(self) -> QWidget:
        self.waiting = Card()
        line = QHBoxLayout()
        self._months = label("", Look.BODY, wrap=True)
        self.compare = button(_("Compare now"))
        self.compare.clicked.connect(self._compare)
        line.addWidget(self._months, 1)
        line.addWidget(self.compare)
        self.waiting.body.addLayout(line)
        self.waiting.hide()
        return self.waiting

    def load(self) -> None:
        """Read what waits."""
        session = self._page.context.session
        self._page.run(lambda: resend_view(session), self.show_view)

    @Slot(object)
    def show_view(self, view: ResendView) -> None:
        """Show what waits."""
        self._model.set_rows(view.lines)
        self.empty.setVisible(not view.lines)
        self.table.setVisible(bool(view.lines))
        self._made_model.set_rows(view.made)
        self.made_card.setVisible(bool(view.made))
        if view.lines and not self.table.selected_rows():
            self.table.select_row(0)
        months = ", ".join(month_name(one.year, one.number) for one in view.uncompared)
        text = _("Locked by an adviser and not compared with what was sent: %(months)s.")
        self._months.setText(text % {"months": months})
        self.waiting.setVisible(bool(view.uncompared))
        self.compare.setEnabled(self._owner_writes())
        self._selected()

    @property
    def line(self) -> ResendLine | None:
        """What is selected."""
        rows = self.table.selected_rows()
        return rows[0] if rows else None

    def _owner_writes(self) -> bool:
        context = self._page.context
        return context.write is not None and context.session.identities_open

    @Slot()
    def _selected(self) -> None:
        line = self.line
        self.again.setEnabled(line is not None and self._owner_writes())
        self.look.setEnabled(line is not None)
        newer = line.newer if line else None
        text = _("Edition %(edition)d is made. Mark it as sent under Sent when it has gone.")
        self._advice.setText(text % {"edition": newer.version} if newer else "")

    @Slot()
    def _make(self) -> None:
        if self.line is not None:
            self.make.emit(self.line)

    @Slot()
    def _look(self) -> None:
        line = self.line
        if line is not None:
            self.show_sent.emit(line.newer.id if line.newer else line.sent.id)

    @Slot()
    def _compare(self) -> None:
        write, today = self._page.context.write, self._page.context.today
        if write is not None:
            self._page.command(lambda: compare_again(write, today))


def _columns() -> list[Column[ResendLine]]:
    return [
        Column(
            _("Report"),
            lambda line: f"{line.sent.report} {line.title}",
            second=lambda line: line.about,
            stretch=True,
        ),
        Column(_("Period"), lambda line: period_words(line.resend.period), bold=lambda _line: True),
        Column(
            _("Why"),
            lambda line: resend_word(
                line.resend.month,
                line.resend.reason,
                texts=line.rests_on is RestsOn.TEXTS,
            ),
            tone=lambda line: Tone.BAD if line.corrected else Tone.WARN,
            badge=True,
        ),
        Column(_("Recipient"), lambda line: line.sent.recipient),
        Column(_("Sent"), _last_sent, Kind.DATE),
        Column(_("Listed"), lambda line: day(line.resend.listed_on), Kind.DATE),
    ]


def _made_columns() -> list[Column[MadeLine]]:
    return [
        Column(
            _("Report"),
            lambda line: f"{line.sent.report} {line.title}",
            second=lambda line: line.about,
            stretch=True,
        ),
        Column(_("Period"), lambda line: period_words(line.sent.period), bold=lambda _line: True),
        Column(
            _("State"),
            lambda line: _("Changed since: make a new edition") if line.again else _("Made"),
            tone=lambda line: Tone.WARN if line.again else Tone.NEUTRAL,
            badge=True,
        ),
        Column(_("Recipient"), lambda line: line.sent.recipient),
        Column(_("Made"), lambda line: day(line.sent.created_at.date()), Kind.DATE),
    ]


def _last_sent(line: ResendLine) -> str:
    """When the period went out; nothing for one that is not in the ledger."""
    went = line.sent.last_sent_on or line.sent.sent_on
    return day(went if line.sent.period == line.resend.period else None)


def _nothing() -> str:
    return _("Nothing has to be sent again. What has been sent agrees with the locked months.")
