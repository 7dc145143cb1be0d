"""Notes about a trainee, and what the trainee has consented to. Free text is sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.people.placement_codes import ConsentKind, NoteKind
from asfdesk.domain.people.progress import Consent, TraineeNote
from asfdesk.storage.columns import from_day, need_day, to_day
from asfdesk.storage.sealing import open_field, seal_fields

if TYPE_CHECKING:
    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault

NOTE, CONSENT = "trainee_note", "consent"


class NoteQueries:
    """Reads. Texts are "" without the vault key."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def notes(self) -> list[TraineeNote]:
        """Every note, by day."""
        sql = "SELECT * FROM trainee_note ORDER BY day, id"
        return [self._note(row) for row in self._rows.all(sql)]

    def notes_of(self, trainee_id: int) -> list[TraineeNote]:
        """The notes about one trainee, by day."""
        sql = "SELECT * FROM trainee_note WHERE trainee_id = :id ORDER BY day, id"
        return [self._note(row) for row in self._rows.all(sql, {"id": trainee_id})]

    def note(self, note_id: int) -> TraineeNote | None:
        """One note."""
        row = self._rows.get(NOTE, note_id)
        return self._note(row) if row else None

    def consents(self) -> list[Consent]:
        """The whole register, by day."""
        sql = "SELECT * FROM consent ORDER BY given_on, id"
        return [self._consent(row) for row in self._rows.all(sql)]

    def consents_of(self, trainee_id: int) -> list[Consent]:
        """What one trainee has consented to, by day."""
        sql = "SELECT * FROM consent WHERE trainee_id = :id ORDER BY given_on, id"
        return [self._consent(row) for row in self._rows.all(sql, {"id": trainee_id})]

    def consent(self, consent_id: int) -> Consent | None:
        """One consent."""
        row = self._rows.get(CONSENT, consent_id)
        return self._consent(row) if row else None

    def notes_in_use(self, trainee_id: int) -> bool:
        """Whether anything is written about a trainee."""
        sql = """SELECT EXISTS (SELECT 1 FROM trainee_note WHERE trainee_id = :id)
                   OR EXISTS (SELECT 1 FROM consent WHERE trainee_id = :id)"""
        return bool(self._rows.value(sql, {"id": trainee_id}))

    def _note(self, row: type_row) -> TraineeNote:
        return TraineeNote(
            id=row["id"],
            trainee_id=row["trainee_id"],
            day=need_day(row["day"]),
            kind=NoteKind(row["kind"]),
            text=open_field(self._vault, NOTE, row, "text"),
        )

    def _consent(self, row: type_row) -> Consent:
        return Consent(
            id=row["id"],
            trainee_id=row["trainee_id"],
            kind=ConsentKind(row["kind"]),
            given_on=need_day(row["given_on"]),
            withdrawn_on=to_day(row["withdrawn_on"]),
            note=open_field(self._vault, CONSENT, row, "note"),
        )


class NoteStore(NoteQueries):
    """Reads and writes; writes only inside `Writer.action`. Ids of added values are not used."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def add_note(self, note: TraineeNote) -> int:
        """Add a note and return its id."""
        row_id = self._writer.next_id(NOTE)
        return self._writer.insert(NOTE, {"id": row_id, **self._note_values(row_id, note)})

    def change_note(self, note: TraineeNote) -> None:
        """Write a note anew."""
        self._writer.update(NOTE, note.id, self._note_values(note.id, note))

    def remove_note(self, note_id: int) -> None:
        """Take a note away."""
        self._writer.delete(NOTE, note_id)

    def add_consent(self, consent: Consent) -> int:
        """Add a consent and return its id."""
        row_id = self._writer.next_id(CONSENT)
        values = self._consent_values(row_id, consent)
        return self._writer.insert(CONSENT, {"id": row_id, **values})

    def change_consent(self, consent: Consent) -> None:
        """Write a consent anew."""
        self._writer.update(CONSENT, consent.id, self._consent_values(consent.id, consent))

    def remove_consent(self, consent_id: int) -> None:
        """Take a consent away."""
        self._writer.delete(CONSENT, consent_id)

    def _note_values(self, row_id: int, note: TraineeNote) -> dict[str, object]:
        return {
            "trainee_id": note.trainee_id,
            "day": note.day.isoformat(),
            "kind": note.kind.value,
            **seal_fields(self._vault, NOTE, row_id, {"text": note.text}),
        }

    def _consent_values(self, row_id: int, consent: Consent) -> dict[str, object]:
        return {
            "trainee_id": consent.trainee_id,
            "kind": consent.kind.value,
            "given_on": consent.given_on.isoformat(),
            "withdrawn_on": from_day(consent.withdrawn_on),
            **seal_fields(self._vault, CONSENT, row_id, {"note": consent.note}),
        }
