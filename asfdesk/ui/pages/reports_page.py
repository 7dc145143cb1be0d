"""Rapporter: what is asked for, what is missing before it can go, and the report itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from asfdesk.i18n import _, ngettext
from asfdesk.reports.document import PersonalData
from asfdesk.services.audit_log import note_export
from asfdesk.services.changes import Topic
from asfdesk.services.export_report import file_stem
from asfdesk.services.report_catalogue import CATALOGUE, make_report
from asfdesk.services.report_choices import (
    ReportStanding,
    Standing,
    report_choices,
    report_standing,
)
from asfdesk.services.report_entry import ReportRequest
from asfdesk.services.report_period import offered_periods
from asfdesk.ui.dialogs.report_output import ReportOutput, Shown
from asfdesk.ui.kit.buttons import link_button
from asfdesk.ui.kit.document_view import DocumentView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tip import plain_tip
from asfdesk.ui.page import Page
from asfdesk.ui.pages.report_choice_bar import ReportChoiceBar
from asfdesk.ui.pages.report_list import ReportList

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.errors import AsfDeskError
    from asfdesk.reports.document import Document
    from asfdesk.services.export_report import Exported
    from asfdesk.services.report_choices import (
        ReportChoices,
    )
    from asfdesk.services.report_entry import ReportEntry
    from asfdesk.ui.page import PageContext


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
        self._saved_in: Path | None = None
        self.output = ReportOutput(self, self.run, self.show_saved, self._log)
        for one in self.output.buttons:
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
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.body.addLayout(self._content(), 1)

    def _content(self) -> QHBoxLayout:
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self.bar)
        right.addWidget(self._saved_line())
        right.addWidget(self._stack, 1)
        whole = QHBoxLayout()
        whole.setSpacing(14)
        whole.addWidget(self.list)
        whole.addLayout(right, 1)
        return whole

    def _saved_line(self) -> QWidget:
        """Where the last export went; hidden until there is one."""
        self._saved = QWidget()
        line = QHBoxLayout(self._saved)
        line.setContentsMargins(0, 0, 0, 0)
        self._saved_text = label("", Look.BODY)
        self._open_folder = link_button(_("Open the folder"))
        self._open_folder.clicked.connect(self._show_folder)
        line.addWidget(self._saved_text, 1)
        line.addWidget(self._open_folder)
        self._saved.hide()
        return self._saved

    def title(self) -> str:
        """The page's name."""
        return _("Reports")

    def reload(self) -> None:
        """Load what can be chosen; the preview and the list's badges follow."""
        session = self.context.session
        self.run(lambda: report_choices(session), self._show_choices)

    def open_item(self, item: str) -> None:
        """Show one report, by key."""
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
            created_at=datetime.now().astimezone(),
            trainee_id=self.bar.trainee_id,
            agreement_id=self.bar.agreement_id,
            layout=self.bar.layout_key,
        )

    @Slot()
    def _preview(self) -> None:
        """Make the report that is chosen now."""
        entry, request, session = self._entry, self._request(), self.context.session
        self._saved.hide()
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
        lacks = len(shown.document.head.open_issues)
        standing = Standing.LACKS if lacks else Standing.READY
        self._stand(ReportStanding(asked.entry.key, standing, lacks))
        self.set_status(_status(lacks))
        self._count_what_is_missing()

    def _refused(self, asked: _Asked, error: AsfDeskError) -> None:
        """Say in place of the preview why there is none."""
        if asked.number == self._asked:
            self._say(str(error))

    def _say(self, text: str) -> None:
        self.view.set_document(None)
        self.output.show(None)
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
        self._saved_in = exported.files[0].parent
        text = ngettext("%(num)d file saved", "%(num)d files saved", len(exported.files))
        names = ", ".join(path.name for path in exported.files)
        self._saved_text.setText(f"✓ {text}: {names}")
        self._saved_text.setToolTip(plain_tip(str(self._saved_in)))
        self._saved.show()
        self._log(exported.document)

    def _log(self, document: Document) -> None:
        """What names people leaves a line in the event log when it leaves the program."""
        write = self.context.write
        if write is not None and document.head.personal is PersonalData.YES:
            self.command(lambda: note_export(write, document.key))

    @Slot()
    def _show_folder(self) -> None:
        if self._saved_in is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved_in)))


def _status(lacks: int) -> str:
    if not lacks:
        return _("Nothing is missing: the report can go.")
    return ngettext(
        "%(num)d thing is missing before the report can go.",
        "%(num)d things are missing before the report can go.",
        lacks,
    )
