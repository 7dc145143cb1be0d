"""Notes about a trainee, and the register of what the trainee has consented to."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from asfdesk.domain.people.placement_codes import ConsentKind, NoteKind
from asfdesk.domain.people.progress import Consent, TraineeNote
from asfdesk.i18n import _, day
from asfdesk.reports.people.progress_words import consent_kind_word, no_health_words, note_kind_word
from asfdesk.services.people import keep_notes
from asfdesk.ui.kit.form.form import ChoiceField, DateField, MultilineField
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone
from asfdesk.ui.pages.people.trainee_written import WrittenPanel
from asfdesk.ui.pages.record_card import CHANGE, NEW, REMOVE, RecordCard

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.services.changes import Changes
    from asfdesk.services.people.written_views import WrittenView
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form.form import Field, FormValues
    from asfdesk.ui.pages.people.trainees_host import TraineesHost


class NotesPanel(WrittenPanel):
    """Notes at the left, consents at the right."""

    key: ClassVar[str] = "notes"

    def __init__(self, page: TraineesHost) -> None:
        super().__init__(page)
        self.notes: RecordCard[TraineeNote] = RecordCard(
            _("Notes"),
            _note_columns(),
            key=lambda note: note.id,
            new_text=_("New note"),
            nothing=_("Nothing has been noted."),
            writable=page.writable,
            text=lambda note: note.text,
        )
        self.notes.asked.connect(self._about_note)
        self.consents: RecordCard[Consent] = RecordCard(
            _("Consents"),
            _consent_columns(),
            key=lambda consent: consent.id,
            new_text=_("New consent"),
            nothing=_("No consent is entered. Without one, nothing that needs it may be done."),
            writable=page.writable,
            text=lambda consent: consent.note,
            look=_consent_look,
        )
        self.consents.asked.connect(self._about_consent)
        self.content.addWidget(label(no_health_words(), Look.MUTED, wrap=True))
        line = QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(self.notes, 1)
        line.addWidget(self.consents, 1)
        self.content.addLayout(line, 1)

    @staticmethod
    def word() -> str:
        """What the view is called."""
        return _("Notes and consents")

    def show_written(self, view: WrittenView) -> None:
        """Show both."""
        self.notes.show_rows(view.notes)
        self.consents.show_rows(view.consents)

    @Slot(str, object)
    def _about_note(self, what: str, note: TraineeNote | None) -> None:
        if what == REMOVE and note is not None:
            self.do(lambda session: keep_notes.remove_note(session, note.id))
            return
        today, trainee = self.page.context.today, self.view.trainee_id

        def save(session: WriteSession, values: FormValues) -> Changes:
            made = TraineeNote(
                note.id if note else 0,
                trainee,
                values.required_day("day"),
                values.choice("kind"),
                values.text("text"),
            )
            if note is None:
                return keep_notes.add_note(session, made, today)
            return keep_notes.change_note(session, made, today)

        if what in (NEW, CHANGE):
            title = _("Change note") if note else _("New note")
            self.write(title, _note_fields(note, today), save)

    @Slot(str, object)
    def _about_consent(self, what: str, consent: Consent | None) -> None:
        if what == REMOVE and consent is not None:
            self.do(lambda session: keep_notes.remove_consent(session, consent.id))
            return
        today, trainee = self.page.context.today, self.view.trainee_id

        def save(session: WriteSession, values: FormValues) -> Changes:
            made = Consent(
                consent.id if consent else 0,
                trainee,
                values.choice("kind"),
                values.required_day("given_on"),
                values.day("withdrawn_on"),
                values.text("note"),
            )
            if consent is None:
                return keep_notes.add_consent(session, made, today)
            return keep_notes.change_consent(session, made, today)

        if what in (NEW, CHANGE):
            title = _("Change consent") if consent else _("New consent")
            self.write(title, _consent_fields(consent, today), save)


def _note_columns() -> list[Column[TraineeNote]]:
    return [
        Column(_("Day"), lambda note: day(note.day), Kind.DATE),
        Column(_("Kind"), lambda note: note_kind_word(note.kind)),
        Column(_("What was noted"), lambda note: note.text.replace("\n", " "), stretch=True),
    ]


def _consent_columns() -> list[Column[Consent]]:
    return [
        Column(_("Consent to"), lambda consent: consent_kind_word(consent.kind), stretch=True),
        Column(_("Given"), lambda consent: day(consent.given_on), Kind.DATE),
        Column(
            _("Holds"),
            _holds,
            tone=lambda consent: Tone.NEUTRAL if consent.withdrawn_on else Tone.GOOD,
            badge=True,
        ),
    ]


def _holds(consent: Consent) -> str:
    if consent.withdrawn_on is None:
        return _("Holds")
    return _("Withdrawn %(day)s") % {"day": day(consent.withdrawn_on)}


def _consent_look(consent: Consent) -> RowLook:
    return RowLook.MUTED if consent.withdrawn_on else RowLook.NORMAL


def _note_fields(note: TraineeNote | None, today: date) -> list[Field]:
    return [
        DateField("day", _("Day"), note.day if note else today, required=True),
        ChoiceField(
            "kind",
            _("Kind"),
            note.kind if note else NoteKind.TALK,
            options=[(kind, note_kind_word(kind)) for kind in NoteKind],
        ),
        MultilineField("text", _("What was noted"), note.text if note else "", required=True),
    ]


def _consent_fields(consent: Consent | None, today: date) -> list[Field]:
    return [
        ChoiceField(
            "kind",
            _("Consent to"),
            consent.kind if consent else ConsentKind.FOLLOW_UP,
            options=[(kind, consent_kind_word(kind)) for kind in ConsentKind],
        ),
        DateField("given_on", _("Given on"), consent.given_on if consent else today, required=True),
        DateField(
            "withdrawn_on",
            _("Withdrawn on"),
            consent.withdrawn_on if consent else None,
            _("Empty: it still holds. From this day it can no longer be relied on."),
        ),
        MultilineField(
            "note",
            _("What was agreed, and where the paper is kept"),
            consent.note if consent else "",
        ),
    ]
