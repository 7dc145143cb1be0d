"""What surrounds a placement: before and after, the asking afterwards, employment with us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.people.background import Background, FollowUpContact, TraineeEmployment
from asfdesk.domain.people.placement_codes import (
    Education,
    EmploymentForm,
    FollowUpState,
    FollowUpStep,
    Occupation,
    SupportLength,
    SupportSource,
)
from asfdesk.storage.columns import from_day, need_day, to_day
from asfdesk.storage.sealing import open_field, open_value, seal_fields

if TYPE_CHECKING:
    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault

TABLE = "placement_background"


class BackgroundQueries:
    """Reads. What is sealed is None or "" for advisers."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def background(self, placement_id: int) -> Background:
        """What is known around one placement; empty when nothing is."""
        row = self._rows.one(f"SELECT * FROM {TABLE} WHERE id = :id", {"id": placement_id})
        return self._background(row) if row else Background(placement_id)

    def backgrounds(self) -> dict[int, Background]:
        """Placement id -> what is known around it, where anything is."""
        rows = self._rows.all(f"SELECT * FROM {TABLE}")
        return {row["id"]: self._background(row) for row in rows}

    def follow_ups(self, placement_id: int | None = None) -> list[FollowUpContact]:
        """The askings of one placement, or of all, in the order they were written down."""
        sql = """SELECT * FROM follow_up_contact
                 WHERE :id IS NULL OR placement_id = :id ORDER BY placement_id, id"""
        return [self._contact(row) for row in self._rows.all(sql, {"id": placement_id})]

    def employments(self, trainee_id: int | None = None) -> list[TraineeEmployment]:
        """A trainee's employments with us, or everybody's, by first day."""
        sql = """SELECT * FROM trainee_employment
                 WHERE :id IS NULL OR trainee_id = :id ORDER BY starts_on, id"""
        return [self._employment(row) for row in self._rows.all(sql, {"id": trainee_id})]

    def _background(self, row: type_row) -> Background:
        vault = self._vault
        return Background(
            placement_id=row["id"],
            before=_occupation(row["occupation_before"]),
            before_bp=row["occupation_before_bp"],
            after=_occupation(row["occupation_after"]),
            after_bp=row["occupation_after_bp"],
            work_began_on=to_day(row["work_began_on"]),
            work_lasted_month=_flag(row["work_lasted_month"]),
            study_support=_flag(row["study_support"]),
            municipal_job=_flag(row["municipal_job"]),
            education=open_value(vault, TABLE, row, "education", Education),
            support_before=open_value(vault, TABLE, row, "support_before", SupportSource),
            support_after=open_value(vault, TABLE, row, "support_after", SupportSource),
            support_length=open_value(vault, TABLE, row, "support_length", SupportLength),
        )

    def _contact(self, row: type_row) -> FollowUpContact:
        return FollowUpContact(
            id=row["id"],
            placement_id=row["placement_id"],
            step=FollowUpStep(row["step"]),
            state=FollowUpState(row["state"]),
            asked_on=to_day(row["asked_on"]),
            answered_on=to_day(row["answered_on"]),
            occupation=_occupation(row["occupation"]),
            occupation_bp=row["occupation_bp"],
            note=open_field(self._vault, "follow_up_contact", row, "note"),
        )

    def _employment(self, row: type_row) -> TraineeEmployment:
        return TraineeEmployment(
            id=row["id"],
            trainee_id=row["trainee_id"],
            starts_on=need_day(row["starts_on"]),
            ends_on=to_day(row["ends_on"]),
            fte_bp=row["fte_bp"],
            form=open_value(self._vault, "trainee_employment", row, "form", EmploymentForm),
        )


class BackgroundStore(BackgroundQueries):
    """Reads and writes; writes only inside `Writer.action`. Ids of added values are not used."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def set_background(self, background: Background) -> None:
        """Write what is known around a placement; an adviser's leaves what is sealed."""
        row_id = background.placement_id
        values: dict[str, object] = {
            "occupation_before": background.before or "",
            "occupation_before_bp": background.before_bp,
            "occupation_after": background.after or "",
            "occupation_after_bp": background.after_bp,
            "work_began_on": from_day(background.work_began_on),
            "work_lasted_month": _from_flag(background.work_lasted_month),
            "study_support": _from_flag(background.study_support),
            "municipal_job": _from_flag(background.municipal_job),
            **seal_fields(
                self._vault,
                TABLE,
                row_id,
                {
                    "education": background.education or "",
                    "support_before": background.support_before or "",
                    "support_after": background.support_after or "",
                    "support_length": background.support_length or "",
                },
            ),
        }
        if self._rows.one(f"SELECT id FROM {TABLE} WHERE id = :id", {"id": row_id}):
            self._writer.update(TABLE, row_id, values)
        else:
            self._writer.insert(TABLE, {"id": row_id, **values})

    def put_follow_up(self, contact: FollowUpContact) -> None:
        """Write how the asking at one step went, over what was written of that step."""
        sql = "SELECT id FROM follow_up_contact WHERE placement_id = :id AND step = :step"
        key = {"id": contact.placement_id, "step": contact.step.value}
        row = self._rows.one(sql, key)
        row_id = row["id"] if row else self._writer.next_id("follow_up_contact")
        values: dict[str, object] = {
            "placement_id": contact.placement_id,
            "step": contact.step.value,
            "state": contact.state.value,
            "asked_on": from_day(contact.asked_on),
            "answered_on": from_day(contact.answered_on),
            "occupation": contact.occupation or "",
            "occupation_bp": contact.occupation_bp,
            **seal_fields(self._vault, "follow_up_contact", row_id, {"note": contact.note}),
        }
        if row:
            self._writer.update("follow_up_contact", row_id, values)
        else:
            self._writer.insert("follow_up_contact", {"id": row_id, **values})

    def remove_follow_up(self, contact_id: int) -> None:
        """Take away what was written of a step; it is then to be asked again."""
        self._writer.delete("follow_up_contact", contact_id)

    def add_employment(self, employment: TraineeEmployment) -> int:
        """Add an employment and return its id."""
        row_id = self._writer.next_id("trainee_employment")
        values = {"trainee_id": employment.trainee_id, **self._employment_of(row_id, employment)}
        self._writer.insert("trainee_employment", {"id": row_id, **values})
        return row_id

    def change_employment(self, employment: TraineeEmployment) -> None:
        """Write an employment anew."""
        values = self._employment_of(employment.id, employment)
        self._writer.update("trainee_employment", employment.id, values)

    def remove_employment(self, employment_id: int) -> None:
        """Take an employment away."""
        self._writer.delete("trainee_employment", employment_id)

    def _employment_of(self, row_id: int, employment: TraineeEmployment) -> dict[str, object]:
        texts = {"form": employment.form or ""}
        return {
            "starts_on": employment.starts_on.isoformat(),
            "ends_on": from_day(employment.ends_on),
            "fte_bp": employment.fte_bp,
            **seal_fields(self._vault, "trainee_employment", row_id, texts),
        }


def _occupation(code: str) -> Occupation | None:
    return Occupation(code) if code else None


def _flag(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _from_flag(value: bool | None) -> int | None:  # noqa: FBT001 - a column's value
    return None if value is None else int(value)
