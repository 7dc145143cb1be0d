"""Rapporter: what is asked for, what is missing before it can go, and the report itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from asfdesk.i18n import _, ngettext, pgettext
from asfdesk.reports.document import PersonalData
from asfdesk.services.changes import Topic
from asfdesk.services.file.audit_log import note_export
from asfdesk.services.sending.due_reports import due_reports
from asfdesk.services.sending.export_report import file_stem
from asfdesk.services.sending.make_for_recipient import buyers_to_choose
from asfdesk.services.sending.report_catalogue import CATALOGUE, find_report, make_report
from asfdesk.services.sending.report_choices import (
    ReportStanding,
    Standing,
    report_choices,
    report_standing,
)
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.sending.report_period import offered_periods
from asfdesk.services.sending.resend_views import request_for, resend_view
from asfdesk.ui.dialogs.sending.for_recipient import Errand, ForRecipient
from asfdesk.ui.dialogs.sending.report_output import ReportOutput, Shown
from asfdesk.ui.kit.buttons import button, chip
from asfdesk.ui.kit.document.document_view import DocumentView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.page import Page
from asfdesk.ui.pages.sending.recipients_panel import RecipientsPanel
from asfdesk.ui.pages.sending.report_choice_bar import ReportChoiceBar
from asfdesk.ui.pages.sending.report_due_words import again_words, due_sentence, due_words
from asfdesk.ui.pages.sending.report_list import ReportList
from asfdesk.ui.pages.sending.resend_panel import ResendPanel
from asfdesk.ui.pages.sending.saved_line import SavedLine
from asfdesk.ui.pages.sending.sent_panel import SentPanel

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from asfdesk.errors import AsfDeskError
    from asfdesk.reports.document import Document
    from asfdesk.services.sending.due_reports import DueReport
    from asfdesk.services.sending.export_report import Exported
    from asfdesk.services.sending.make_for_recipient import MadeReport
    from asfdesk.services.sending.report_choices import (
        ReportChoices,
    )
    from asfdesk.services.sending.report_entry import ReportEntry
    from asfdesk.services.sending.resend_views import ResendLine, ResendView
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.page import PageContext


MAKE, SENT, AGAIN, RECIPIENTS = range(4)
"""The views of the page."""


@dataclass(frozen=True)
class _Asked:
    """Which preview is waited for; an older one that comes late is not shown."""

    number: int
    entry: ReportEntry


class ReportsPage(Page):
    """The list at the left; period, selection and the real document at the right."""

    key: ClassVar[str] = "reports"
    topics: ClassVar[frozenset[Topic]] = frozenset(Topic)
    catalogue: ClassVar[tuple[ReportEntry, ...]] = CATALOGUE

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._choices: ReportChoices | None = None
        self._entry: ReportEntry | None = None
        self._wanted = ""
        self._asked = 0
        self._standings: dict[str, ReportStanding] = {}
        self._uncounted = False
        self._shown_view = MAKE
        self._due: tuple[DueReport, ...] = ()
        self.output = ReportOutput(self, self.run, self.show_saved, self._log)
        self.for_recipient = ForRecipient(self, self.run, self._folder)
        self.for_recipient.made.connect(self.show_made)
        self.recipient_button = button(_("Make for a recipient …"))
        self.recipient_button.clicked.connect(self.ask_recipient)
        for one in (self.output.print_button, self.recipient_button, self.output.export_button):
            self.add_action_button(one)
        self.list = ReportList(self.catalogue)
        self.list.chosen.connect(self._choose)
        self.bar = ReportChoiceBar()
        self.bar.changed.connect(self._preview)
        self.view = DocumentView()
        self._trouble = label("", Look.MUTED, wrap=True)
        self._trouble.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._trouble)
        self._saved = SavedLine()
        self._due_line = label("", Look.BODY, wrap=True)
        self._due_line.hide()
        self._chips = QButtonGroup(self)
        self._views = QStackedWidget()
        self._views.addWidget(self._content())
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.body.addLayout(self._view_choices())
        self.body.addWidget(self._saved)
        self.body.addWidget(self._views, 1)
        self._chips.idClicked.connect(self.show_view)
        self.bar.changed.connect(self._saved.hide)

    # A view is made when it is first shown: making them all would keep the window waiting.

    @cached_property
    def sent(self) -> SentPanel:
        """What was made for somebody."""
        panel = SentPanel(self, self._folder, self._saved.tell)
        self._views.addWidget(panel)
        return panel

    @cached_property
    def again(self) -> ResendPanel:
        """What must be sent again."""
        panel = ResendPanel(self)
        panel.make.connect(self.make_again)
        panel.show_sent.connect(self.show_sent)
        self._views.addWidget(panel)
        return panel

    @cached_property
    def recipients(self) -> RecipientsPanel:
        """Whom packages go to."""
        panel = RecipientsPanel(self, self._folder, self._saved.tell)
        self._views.addWidget(panel)
        return panel

    def _folder(self) -> Path | None:
        """Ask for a folder, as an export does."""
        return self.output.choose_folder()

    def _view_choices(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        words = (_("Make"), pgettext("view", "Sent"), _("To send again"), _("Recipients"))
        for place, word in enumerate(words):
            choice = chip(word, checked=place == MAKE)
            if self.context.safe_copy:
                choice.hide()  # nothing goes out from one
            self._chips.addButton(choice, place)
            line.addWidget(choice)
        line.addStretch(1)
        return line

    @Slot(int)
    def show_view(self, place: int) -> None:
        """Switch to one of MAKE, SENT, AGAIN, RECIPIENTS."""
        self._chips.button(place).setChecked(True)
        self._shown_view = place
        for one in (*self.output.buttons, self.recipient_button):
            one.setVisible(place == MAKE)
        if place != MAKE:
            self.set_status("")
        self._saved.hide()
        self.reload()

    def _content(self) -> QWidget:
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self.bar)
        right.addWidget(self._due_line)
        right.addWidget(self._stack, 1)
        holder = QWidget()
        whole = QHBoxLayout(holder)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(14)
        whole.addWidget(self.list)
        whole.addLayout(right, 1)
        return holder

    def title(self) -> str:
        """The page's name."""
        return _("Reports")

    def reload(self) -> None:
        """Load the view that is shown; the preview and the list's badges follow."""
        session = self.context.session
        if self._shown_view == MAKE:
            self._views.setCurrentIndex(MAKE)
            self.run(lambda: report_choices(session), self._show_choices)
            return
        panel = self._panel()
        self._views.setCurrentWidget(panel)
        panel.load()
        self._look_what_is_due()

    def _panel(self) -> SentPanel | ResendPanel | RecipientsPanel:
        """The view that is shown; not for MAKE."""
        if self._shown_view == RECIPIENTS:
            return self.recipients
        return self.sent if self._shown_view == SENT else self.again

    def open_item(self, item: str) -> None:
        """Show one report, by key, or a view: "sent", "again", "recipients"."""
        view = {"sent": SENT, "again": AGAIN, "recipients": RECIPIENTS}.get(item, MAKE)
        if view != self._shown_view:
            self.show_view(view)
        if view == MAKE:
            self._wanted = item
            self.list.choose(item)

    @Slot(object)
    def _show_choices(self, choices: ReportChoices) -> None:
        self._choices = choices
        self._standings = {}
        self._uncounted = True
        self.list.show_standings({})
        if self._entry is None:
            self.list.choose(self._wanted)
        else:
            self._choose(self._entry)

    @Slot(object)
    def _choose(self, entry: ReportEntry) -> None:
        if entry is not self._entry:
            self._saved.hide()
        self._entry = entry
        if self._choices is not None:
            self.bar.offer(entry, self._choices, self.month)
            self._preview()

    def _request(self) -> ReportRequest | None:
        period = self.bar.period
        if period is None:
            return None
        return ReportRequest(
            period=period,
            today=self.context.today,
            created_at=_now(self.context.today),
            trainee_id=self.bar.trainee_id,
            agreement_id=self.bar.agreement_id,
            layout=self.bar.layout_key,
            project=self.bar.project_code,
        )

    @Slot()
    def _preview(self) -> None:
        """Make the report that is chosen now."""
        entry, request, session = self._entry, self._request(), self.context.session
        self._say_due()
        self._asked += 1
        asked = _Asked(self._asked, entry) if entry else None
        if entry is None or asked is None or request is None:
            self._say(_("There is no period to make this report for. Add a fiscal year first."))
            return

        def work() -> Shown:
            document = make_report(session, entry, request)
            return Shown(document, file_stem(session, entry, request))

        self.run(work, partial(self._show, asked), partial(self._refused, asked))

    def _show(self, asked: _Asked, shown: Shown) -> None:
        if asked.number != self._asked:
            return
        self.view.set_document(shown.document)
        self._stack.setCurrentWidget(self.view)
        self.output.show(shown)
        self.recipient_button.setEnabled(self._owner_writes())
        lacks = len(shown.document.head.open_issues)
        standing = Standing.LACKS if lacks else Standing.READY
        self._stand(ReportStanding(asked.entry.key, standing, lacks))
        self.set_status(_status(lacks))
        self._count_what_is_missing()

    def _owner_writes(self) -> bool:
        """Only an owner can seal what is made for somebody."""
        return self.writable and self.context.session.identities_open

    def _refused(self, asked: _Asked, error: AsfDeskError) -> None:
        """Say in place of the preview why there is none."""
        if asked.number == self._asked:
            self._say(str(error))

    def _say(self, text: str) -> None:
        self.view.set_document(None)
        self.output.show(None)
        self.recipient_button.setEnabled(False)
        self._trouble.setText(text)
        self._stack.setCurrentWidget(self._trouble)
        self.set_status("")
        self._count_what_is_missing()

    def _count_what_is_missing(self) -> None:
        """How the other reports stand for the month, one small job each.

        Not before there is a preview: Python does one thing at a time, and it is waited for.
        """
        session, choices = self.context.session, self._choices
        if choices is None or not self._uncounted:
            return
        self._uncounted = False
        self._look_what_is_due()
        for entry in self.catalogue:
            periods = offered_periods(entry.period_kinds[0], self.month, choices.fiscal_years)
            if not periods or entry is self._entry:
                continue
            request = ReportRequest(periods[0], self.context.today, datetime.now().astimezone())
            self.run(partial(report_standing, session, entry, request), self._stand)

    @Slot(object)
    def _stand(self, standing: ReportStanding) -> None:
        self._standings[standing.key] = standing
        self.list.show_standings(self._standings)

    @Slot(object)
    def show_saved(self, exported: Exported) -> None:
        """Say which files were written, and where."""
        self._saved.tell(exported.files)
        self._log(exported.document)

    @Slot()
    def ask_recipient(self) -> None:
        """Ask who the report that is shown goes to, then make it for them."""
        entry, request, write = self._entry, self._request(), self.context.write
        if entry is None or request is None or write is None:
            return
        due = [one for one in self._due if one.entry is entry and one.period == request.period]

        def work() -> Errand:
            buyers = buyers_to_choose(write, entry, request)
            first = sorted(buyers, key=lambda one: one[0] not in {d.buyer_id for d in due})
            return Errand(entry, request, tuple(first))

        self.run(work, partial(self._ask_recipient, write))

    def _ask_recipient(self, write: WriteSession, errand: Errand) -> None:
        self.for_recipient.ask(write, errand)

    @Slot(object)
    def make_again(self, line: ResendLine) -> None:
        """Make a new edition of what must be sent again."""
        write, today = self.context.write, self.context.today
        if write is None:
            return

        def work() -> Errand:
            request = replace(request_for(write, line, today), created_at=_now(today))
            return Errand(find_report(line.sent.report), request, recipient=line.sent.recipient)

        self.run(work, partial(self._ask_recipient, write))

    @Slot(object)
    def show_made(self, made: tuple[MadeReport, ...]) -> None:
        """Say which files were written, and that they are kept."""
        self.announce(frozenset({Topic.SENT}))
        files = [path for one in made for path in one.files]
        self._saved.tell(files, _("Kept under Sent: mark it there when it has gone."))

    @Slot(int)
    def show_sent(self, sent_id: int) -> None:
        """Go to a report in the ledger."""
        self.sent.select(sent_id)
        self.show_view(SENT)

    def _look_what_is_due(self) -> None:
        session, today = self.context.session, self.context.today
        self.run(lambda: (due_reports(session, today), resend_view(session)), self._show_due)

    def _show_due(self, found: tuple[tuple[DueReport, ...], ResendView]) -> None:
        self._due = found[0]
        self.list.show_due(due_words(self._due))
        count = len(found[1].lines)
        words = _("To send again")
        self._chips.button(AGAIN).setText(f"{words} ({count})" if count else words)
        if self._shown_view == AGAIN:
            self.set_status(again_words(count))
        self._say_due()

    def _say_due(self) -> None:
        """Who the report that is shown must still reach."""
        text = due_sentence(self._due, self._entry, self.bar.period, self.context.today)
        self._due_line.setText(text)
        self._due_line.setVisible(bool(text))

    def _log(self, document: Document) -> None:
        """What names people leaves a line in the event log when it leaves the program."""
        write = self.context.write
        if write is not None and document.head.personal is PersonalData.YES:
            self.command(lambda: note_export(write, document.key))


def _now(today: date) -> datetime:
    """The clock's time on the day that is counted from; the example stands still at its own."""
    return datetime.combine(today, datetime.now().astimezone().timetz())


def _status(lacks: int) -> str:
    if not lacks:
        return _("Nothing is missing: the report can go.")
    return ngettext(
        "%(num)d thing is missing before the report can go.",
        "%(num)d things are missing before the report can go.",
        lacks,
    )
