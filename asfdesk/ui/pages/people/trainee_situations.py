"""Läges- och slutrapporter (R5) of a trainee: their texts, and the report they become."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from asfdesk.domain.people.placement_codes import SituationKind
from asfdesk.domain.people.progress import SITUATION_TEXTS, SituationReport
from asfdesk.i18n import _, day
from asfdesk.reports.people.progress_words import situation_kind_word, situation_text_word
from asfdesk.services.file.audit_log import note_export
from asfdesk.services.people import write_situations
from asfdesk.services.sending.situation_source import situation_of_file
from asfdesk.ui.dialogs.sending.document_dialog import DocumentDialog
from asfdesk.ui.dialogs.sending.report_output import Shown
from asfdesk.ui.kit.badge import Badge
from asfdesk.ui.kit.form.form import ChoiceField, DateField, MultilineField
from asfdesk.ui.kit.table.table_model import Column, Kind
from asfdesk.ui.kit.tone import Tone
from asfdesk.ui.pages.people.trainee_written import WrittenPanel
from asfdesk.ui.pages.record_card import CHANGE, NEW, REMOVE, RecordCard

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.people.placements import Placement
    from asfdesk.reports.document import Document
    from asfdesk.services.changes import Changes
    from asfdesk.services.people.written_views import WrittenView
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form.form import Field, FormValues
    from asfdesk.ui.pages.people.trainees_host import TraineesHost

MAKE = "make"
TEXT_HEIGHT = 260


class SituationsPanel(WrittenPanel):
    """The reports written so far; the texts of the chosen one under them."""

    key: ClassVar[str] = "situations"

    def __init__(self, page: TraineesHost) -> None:
        super().__init__(page)
        self.dialog: DocumentDialog | None = None
        self.reports: RecordCard[SituationReport] = RecordCard(
            _("Situation and final reports"),
            _columns(),
            key=lambda report: report.id,
            new_text=_("Write a report"),
            nothing=_(
                "No report is written. The referring body usually wants one after three months, "
                "before a prolongation and at exit."
            ),
            writable=page.writable,
            text=_all_texts,
            text_height=TEXT_HEIGHT,
            extra=[(MAKE, _("Show the report"))],
        )
        self.reports.asked.connect(self._about)
        self._due = Badge("", Tone.WARN)
        line = QHBoxLayout()
        line.addWidget(self._due)
        line.addStretch(1)
        self.content.addLayout(line)
        self.content.addWidget(self.reports, 1)

    @staticmethod
    def word() -> str:
        """What the view is called."""
        return _("Situation reports")

    def show_written(self, view: WrittenView) -> None:
        """Show the reports, and which one waits to be written."""
        self.reports.show_rows(view.situations)
        self.reports.new_button.setEnabled(self.page.writable and bool(view.placements))
        self._due.setVisible(view.due is not None)
        if view.due is not None:
            words = {"what": situation_kind_word(view.due.kind), "day": day(view.due.due_on)}
            self._due.set_status(_("%(what)s: due %(day)s") % words, Tone.WARN)

    @Slot(str, object)
    def _about(self, what: str, report: SituationReport | None) -> None:
        if what == MAKE and report is not None:
            self._make(report)
        elif what == REMOVE and report is not None:
            self.do(lambda session: write_situations.remove_situation(session, report.id))
        elif what in (NEW, CHANGE):
            self._write(report)

    def _write(self, report: SituationReport | None) -> None:
        today = self.page.context.today
        start = report or _proposed(self.view, today)

        def save(session: WriteSession, values: FormValues) -> Changes:
            made = SituationReport(
                start.id,
                start.placement_id if report else self.placement_of(values),
                values.required_day("day"),
                values.choice("kind"),
                values.required_day("first"),
                values.required_day("last"),
                **{name: values.text(name) for name in SITUATION_TEXTS},
            )
            if report is None:
                return write_situations.add_situation(session, made, today)
            return write_situations.change_situation(session, made, today)

        choice = [] if report else self.placement_field()
        title = _("Change report") if report else _("Write a report")
        self.write(title, [*choice, *_fields(start)], save)

    def _make(self, report: SituationReport) -> None:
        context, number = self.page.context, self.view.trainee_id
        if self.detail is not None:
            number = self.detail.row.trainee.number
        stem = f"R5_lagesrapport_{report.day.isoformat()}_deltagare-{number}"
        created_at = datetime.now().astimezone()
        self.page.run(
            lambda: situation_of_file(context.session, report.id, context.today, created_at),
            _Opener(self, stem),
        )

    def show_document(self, shown: Shown) -> None:
        """Open the finished report in a window of its own."""
        if self.is_closed:
            return
        run = self.page.context.tasks.run
        self.dialog = DocumentDialog(self.page, run, shown, self._left)
        self.dialog.finished.connect(self._closed_dialog)
        self.dialog.open()

    @Slot()
    def _closed_dialog(self) -> None:
        """Keep nothing of what was shown."""
        self.dialog = None

    def _left(self, document: Document) -> None:
        """What names people leaves a line in the event log when it leaves the program."""
        self.do(lambda session: note_export(session, document.key))


@dataclass(frozen=True)
class _Opener:
    """Where a finished report goes."""

    panel: SituationsPanel
    stem: str

    def __call__(self, document: Document) -> None:
        self.panel.show_document(Shown(document, self.stem))


def _columns() -> list[Column[SituationReport]]:
    return [
        Column(_("Written"), lambda report: day(report.day), Kind.DATE),
        Column(_("Report"), lambda report: situation_kind_word(report.kind), stretch=True),
        Column(_("From"), lambda report: day(report.first), Kind.DATE),
        Column(_("To"), lambda report: day(report.last), Kind.DATE),
        Column(_("Not written"), _lacking),
    ]


def _lacking(report: SituationReport) -> str:
    return ", ".join(situation_text_word(name) for name in report.unwritten)


def _all_texts(report: SituationReport) -> str:
    return "\n\n".join(
        f"{situation_text_word(name)}\n{getattr(report, name)}"
        for name in SITUATION_TEXTS
        if getattr(report, name)
    )


def _proposed(view: WrittenView, today: date) -> SituationReport:
    """What a new report begins with: the days since the latest one, and what still holds of it."""
    placement = view.placements[0]
    before = next((one for one in view.situations if one.placement_id == placement.id), None)
    first = before.last + timedelta(days=1) if before else placement.decision_from
    last = _last_day(placement, today)
    kind = SituationKind.OTHER
    if placement.exit is not None:
        kind = SituationKind.FINAL
    elif view.due is not None and view.due.placement_id == placement.id:
        kind = view.due.kind
    return SituationReport(
        0,
        placement.id,
        today,
        kind,
        first if first <= last else placement.decision_from,
        last,
        tasks=before.tasks if before else "",
        conditions=before.conditions if before else "",
    )


def _last_day(placement: Placement, today: date) -> date:
    ends = placement.last_day
    last = today if ends is None else min(today, ends)
    return max(last, placement.decision_from)


def _fields(start: SituationReport) -> list[Field]:
    return [
        ChoiceField(
            "kind",
            _("Report"),
            start.kind,
            options=[(kind, situation_kind_word(kind)) for kind in SituationKind],
        ),
        DateField("day", _("Written on"), start.day, required=True),
        DateField("first", _("From day"), start.first, required=True),
        DateField("last", _("To day"), start.last, required=True),
        *(
            MultilineField(name, situation_text_word(name), getattr(start, name), wide=True)
            for name in SITUATION_TEXTS
        ),
    ]
