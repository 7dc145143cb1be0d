"""Avvikelser att rapportera: what waits to be noted, what waits to be sent, what has gone."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from asfdesk.domain.period import Period, PeriodKind
from asfdesk.i18n import _, day, ngettext
from asfdesk.reports.hours.absence_report import notified_words
from asfdesk.reports.hours.clock_words import clock_span
from asfdesk.reports.words import attendance_code_word
from asfdesk.services.changes import Topic
from asfdesk.services.file.audit_log import note_export
from asfdesk.services.hours.absence_list import AbsenceStanding, absence_rows
from asfdesk.services.hours.report_absences import mark_absences_sent, remove_absence
from asfdesk.services.sending.report_catalogue import find_report, make_report
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.ui.dialogs.hours.absence_form import open_absence
from asfdesk.ui.dialogs.sheet_dialog import SheetDialog
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.form.form import DateField, TextField
from asfdesk.ui.kit.table.table_model import Column, Kind, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.period import Month
    from asfdesk.reports.document import Document
    from asfdesk.services.changes import Changes
    from asfdesk.services.hours.absence_list import AbsenceRow
    from asfdesk.ui.kit.form.form import FormValues
    from asfdesk.ui.page import Page

_SIZE = (940, 560)


class AbsenceListDialog(QDialog):
    """A month of deviations over a page, which runs and announces what is done here."""

    def __init__(self, page: Page, month: Month) -> None:
        super().__init__(page)
        self._page = page
        self._month = month
        title = _("Deviations to report")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self.model: TableModel[AbsenceRow] = TableModel(_columns())
        self.table = TableView(self.model, title)
        self.table.opened.connect(self._open)
        self.table.current.connect(self._offer)
        self.table.chosen.connect(self._offer)
        self.said = label("", Look.MUTED, wrap=True)
        self.note_button = primary_button(_("Note deviation…"))
        self.note_button.clicked.connect(self._open_current)
        self.remove_button = button(_("Remove"))
        self.remove_button.clicked.connect(self._remove)
        self.report_button = button(_("Show report"))
        self.report_button.clicked.connect(self._report)
        self.sent_button = button(_("Mark as sent…"))
        self.sent_button.clicked.connect(self._mark)
        self._build(title)
        page.context.bus.changed.connect(self._changed)
        self._offer()
        self.load()

    def _build(self, title: str) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 18, 22, 18)
        outer.setSpacing(10)
        outer.addWidget(label(title, Look.TITLE))
        outer.addWidget(self.said)
        outer.addWidget(self.table, 1)
        line = QHBoxLayout()
        line.setSpacing(8)
        close = button(_("Close"))
        close.clicked.connect(self.accept)
        line.addWidget(close)
        line.addStretch(1)
        for one in (self.remove_button, self.report_button, self.sent_button, self.note_button):
            line.addWidget(one)
        outer.addLayout(line)

    def load(self) -> None:
        """Read the month anew."""
        session, month, today = self._page.context.session, self._month, self._page.context.today
        self._page.run(lambda: absence_rows(session, month, today), self._show)

    @Slot(object)
    def _show(self, rows: Sequence[AbsenceRow]) -> None:
        kept = self.table.selected_rows()
        self.model.set_rows(list(rows))
        place = _place_of(kept[0], rows) if kept else 0
        self.table.select_row(place)
        self.said.setText(said_words(rows))
        self._offer()

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes & {Topic.ABSENCES, Topic.ATTENDANCE, Topic.PLACEMENTS, Topic.TRAINEES}:
            self.load()

    @Slot(object)
    def _offer(self, _row: object = None) -> None:
        """What can be done with the chosen lines."""
        rows: list[AbsenceRow] = self.table.selected_rows()
        one = rows[0] if len(rows) == 1 else None
        noted = [row for row in rows if row.report is not None]
        writable = self._page.writable
        new = one is not None and one.report is None
        self.note_button.setText(_("Note deviation…") if new or one is None else _("Change…"))
        self.note_button.setEnabled(one is not None and writable)
        unsent = one is not None and one.standing is AbsenceStanding.TO_SEND
        self.remove_button.setEnabled(unsent and writable)
        opens = self._page.context.session.identities_open
        self.report_button.setEnabled(one is not None and one.report is not None and opens)
        self.sent_button.setEnabled(bool(noted) and len(noted) == len(rows) and writable)

    def _chosen(self) -> AbsenceRow | None:
        rows: list[AbsenceRow] = self.table.selected_rows()
        return rows[0] if rows else None

    @Slot()
    def _open_current(self) -> None:
        row = self._chosen()
        if row is not None:
            self._open(row)

    @Slot(object)
    def _open(self, row: AbsenceRow) -> None:
        if self._page.writable:
            open_absence(self._page, row.placement_id, row.day, row.report)

    @Slot()
    def _remove(self) -> None:
        row, write = self._chosen(), self._page.context.write
        report = row.report if row else None
        if report is not None and write is not None:
            self._page.command(partial(remove_absence, write, report.id))

    @Slot()
    def _report(self) -> None:
        """R4 of the chosen deviation, to print or save."""
        row = self._chosen()
        if row is None or row.report is None:
            return
        session = self._page.context.session
        request = ReportRequest(
            Period(row.day, row.day, PeriodKind.DAY),
            self._page.context.today,
            datetime.now().astimezone(),
            absence_id=row.report.id,
        )
        self._page.run(lambda: make_report(session, find_report("R4"), request), self._show_report)

    @Slot(object)
    def _show_report(self, document: Document) -> None:
        intro = _("Print it or save it as PDF, send it, and mark it as sent.")
        dialog = SheetDialog(document, intro, self._page.context.tasks, self)
        dialog.left.connect(self._left)
        dialog.open()

    @Slot(object)
    def _left(self, document: Document) -> None:
        """What names people leaves a line in the event log when it leaves the program."""
        write = self._page.context.write
        if write is not None:
            self._page.command(lambda: note_export(write, document.key))

    @Slot()
    def _mark(self) -> None:
        write, today = self._page.context.write, self._page.context.today
        rows: list[AbsenceRow] = self.table.selected_rows()
        ids = [row.report.id for row in rows if row.report is not None]
        if write is None or not ids:
            return
        known = next((row.report.recipient for row in rows if row.report), "")

        def save(values: FormValues) -> Changes:
            on = values.required_day("sent_on")
            return mark_absences_sent(write, ids, on, values.text("recipient"), today)

        self._page.form(
            ngettext("Mark %(num)d deviation as sent", "Mark %(num)d deviations as sent", len(ids)),
            [
                DateField("sent_on", _("Sent on"), today, required=True),
                TextField("recipient", _("Recipient"), known if len(ids) == 1 else ""),
            ],
            save,
            save_text=_("Mark as sent"),
            intro=_("This cannot be undone with Ctrl+Z."),
        )


def said_words(rows: Sequence[AbsenceRow]) -> str:
    """How many wait, and which days are proposed at all."""
    note = sum(row.standing is AbsenceStanding.TO_NOTE for row in rows)
    send = sum(row.standing is AbsenceStanding.TO_SEND for row in rows)
    if not rows:
        return _(
            "Nothing waits. Days under agreements that Arbetsförmedlingen pays for are proposed"
            " here when more than 15 planned minutes were missed; other days you can note from"
            " the attendance grid."
        )
    parts = [
        ngettext("%(num)d day to note", "%(num)d days to note", note),
        ngettext("%(num)d deviation to send", "%(num)d deviations to send", send),
    ]
    return " · ".join(parts)


def _place_of(kept: AbsenceRow, rows: Sequence[AbsenceRow]) -> int:
    places = [(row.placement_id, row.day) for row in rows]
    wanted = (kept.placement_id, kept.day)
    return places.index(wanted) if wanted in places else 0


def _standing_word(row: AbsenceRow) -> str:
    return {
        AbsenceStanding.TO_NOTE: _("To note"),
        AbsenceStanding.TO_SEND: _("To send"),
        AbsenceStanding.SENT: _("Sent"),
    }[row.standing]


def _tone(row: AbsenceRow) -> Tone:
    return Tone.GOOD if row.standing is AbsenceStanding.SENT else Tone.WARN


def _expected(row: AbsenceRow) -> str:
    known = row.report or row.proposal
    if known is None or known.expected_from is None or known.expected_to is None:
        return ""
    return clock_span(known.expected_from, known.expected_to)


def _absent(row: AbsenceRow) -> str:
    known = row.report or row.proposal
    if known is None or known.absent_from is None or known.absent_to is None:
        return _("%(minutes)d min") % {"minutes": row.minutes}
    return clock_span(known.absent_from, known.absent_to)


def _columns() -> Sequence[Column[AbsenceRow]]:
    return [
        Column(_("Status"), _standing_word, tone=_tone, badge=True),
        Column(_("Day"), lambda row: day(row.day), Kind.DATE, sort=lambda row: row.day),
        Column(_("Trainee"), lambda row: row.name, sort=lambda row: row.number, stretch=True),
        Column(_("Agreement"), lambda row: row.agreement),
        Column(_("Expected"), _expected),
        Column(_("Absent"), _absent),
        Column(_("Notified"), _notified),
        Column(_("Sent"), _sent_words, Kind.DATE),
    ]


def _notified(row: AbsenceRow) -> str:
    """What was noted, else what the attendance says."""
    if row.report is not None:
        return notified_words(row.report)
    code = row.proposal.code if row.proposal else None
    return attendance_code_word(code) if code else ""


def _sent_words(row: AbsenceRow) -> str:
    sent_on = row.report.sent_on if row.report else None
    return day(sent_on) if sent_on else ""
