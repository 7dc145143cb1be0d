"""Trainees, their sealed identities and age bands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar

from asfdesk.domain.codes import AgeBand, CoordinationStatus, IdentityKind, Sex
from asfdesk.domain.people.trainees import Identity, Trainee
from asfdesk.storage.columns import from_day, to_day
from asfdesk.storage.sealing import needs_vault_key, open_field, open_value, seal_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from asfdesk.domain.period import Period
    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault

T = TypeVar("T")

IDENTITY = "trainee_identity"
OPENING = "protected_opening"
LAST_NUMBER = "last_trainee_number"
"""Setting: the highest running number ever given, so that an erased one is not given again."""

_WITH_PLACEMENT = """id IN (SELECT trainee_id FROM placement
  WHERE decision_from <= :last AND coalesce(ended_on, decision_to, '9999-12-31') >= :first)"""
_IN_PERIOD = f"SELECT * FROM trainee WHERE {_WITH_PLACEMENT} ORDER BY number"
_NAMES_IN_PERIOD = f"""SELECT id, name_sealed FROM trainee_identity
  WHERE name_sealed IS NOT NULL AND {_WITH_PLACEMENT}"""


class TraineeQueries:
    """Reads. Identities are absent without the vault key."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def trainees(self) -> list[Trainee]:
        """Every trainee, by running number."""
        return [_trainee(row) for row in self._rows.all("SELECT * FROM trainee ORDER BY number")]

    def trainee(self, trainee_id: int) -> Trainee | None:
        """One trainee."""
        row = self._rows.get("trainee", trainee_id)
        return _trainee(row) if row else None

    def by_number(self, number: int) -> Trainee | None:
        """The trainee with a running number."""
        row = self._rows.one("SELECT * FROM trainee WHERE number = :number", {"number": number})
        return _trainee(row) if row else None

    def next_number(self) -> int:
        """The next free running number; a number is never used twice."""
        sql = """SELECT 1 + max(
                   coalesce((SELECT max(number) FROM trainee), 0),
                   coalesce((SELECT CAST(value AS INTEGER) FROM setting WHERE key = :key), 0))"""
        return int(self._rows.value(sql, {"key": LAST_NUMBER}))

    def names(self) -> dict[int, str]:
        """Trainee -> name, where one is written; empty without the vault key."""
        if self._vault is None:
            return {}
        sql = "SELECT id, name_sealed FROM trainee_identity WHERE name_sealed IS NOT NULL"
        return {r["id"]: open_field(self._vault, IDENTITY, r, "name") for r in self._rows.all(sql)}

    def in_period(self, period: Period) -> tuple[list[Trainee], dict[int, str]]:
        """Trainees with a placement in a period, by number, and the names of those that have one.

        Names are absent without the vault key.
        """
        asked = {"first": period.first.isoformat(), "last": period.last.isoformat()}
        trainees = [_trainee(row) for row in self._rows.all(_IN_PERIOD, asked)]
        if self._vault is None:
            return trainees, {}
        rows = self._rows.all(_NAMES_IN_PERIOD, asked)
        return trainees, {r["id"]: open_field(self._vault, IDENTITY, r, "name") for r in rows}

    def identities(self) -> dict[int, Identity]:
        """Trainee -> identity; empty without the vault key."""
        if self._vault is None:
            return {}
        rows = self._rows.all("SELECT * FROM trainee_identity")
        return {row["id"]: self._identity(row) for row in rows}

    def identity(self, trainee_id: int) -> Identity:
        """One identity, empty when nothing is written.

        Raises:
            NeedsVaultKeyError: an adviser's session.
        """
        if self._vault is None:
            raise needs_vault_key()
        row = self._rows.get(IDENTITY, trainee_id)
        return self._identity(row) if row else Identity()

    def age_bands(self, year: int) -> dict[int, AgeBand]:
        """Trainee -> age band of a calendar year; trainees without one are left out."""
        sql = "SELECT trainee_id, band FROM trainee_age_band WHERE year = :year"
        rows = self._rows.all(sql, {"year": year})
        return {row["trainee_id"]: AgeBand(row["band"]) for row in rows}

    def all_age_bands(self) -> dict[tuple[int, int], AgeBand]:
        """(trainee, calendar year) -> age band."""
        rows = self._rows.all("SELECT trainee_id, year, band FROM trainee_age_band")
        return {(row["trainee_id"], row["year"]): AgeBand(row["band"]) for row in rows}

    def trainee_in_use(self, trainee_id: int) -> bool:
        """Whether the trainee has a placement."""
        sql = "SELECT EXISTS (SELECT 1 FROM placement WHERE trainee_id = :id)"
        return bool(self._rows.value(sql, {"id": trainee_id}))

    def openings(self, trainee_id: int) -> list[tuple[str, str]]:
        """When a protected record was opened and why: (UTC time, reason), latest first."""
        sql = "SELECT * FROM protected_opening WHERE trainee_id = :id ORDER BY id DESC"
        return [
            (row["at"], open_field(self._vault, OPENING, row, "reason"))
            for row in self._rows.all(sql, {"id": trainee_id})
        ]

    def _identity(self, row: type_row) -> Identity:
        def text(name: str) -> str:
            return open_field(self._vault, IDENTITY, row, name)

        def value(name: str, read: Callable[[str], T]) -> T | None:
            return open_value(self._vault, IDENTITY, row, name, read)

        return Identity(
            name=text("name"),
            identity_kind=value("identity_kind", IdentityKind) or IdentityKind.NONE,
            identity_number=text("identity_number"),
            coordination_status=value("coordination_status", CoordinationStatus),
            checked_on=value("checked_on", date.fromisoformat),
            birth_year=value("birth_year", int),
            phone=text("phone"),
            email=text("email"),
            address=text("address"),
            emergency_contact=text("emergency_contact"),
            note=text("note"),
        )


def _trainee(row: type_row) -> Trainee:
    return Trainee(
        id=row["id"],
        number=row["number"],
        sex=Sex(row["sex"]),
        protected=bool(row["protected"]),
        registered_on=to_day(row["registered_on"]),
        ended_on=to_day(row["ended_on"]),
    )


class TraineeStore(TraineeQueries):
    """Reads and writes; writes only inside `Writer.action`."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def add_trainee(self, trainee: Trainee) -> int:
        """Add what is clear about a trainee; the value's id is not used. Returns the id."""
        return self._writer.insert("trainee", _trainee_values(trainee))

    def change_trainee(self, trainee: Trainee) -> None:
        """Write what is clear anew."""
        self._writer.update("trainee", trainee.id, _trainee_values(trainee))

    def remove_trainee(self, trainee_id: int) -> None:
        """Take a trainee away, with the identity and all that belongs to nobody else.

        A request of the waiting list that led here stays, without the trainee.
        """
        of = {"id": trainee_id}
        self.set_age_bands(trainee_id, {})
        for row in self._rows.all("SELECT id FROM trainee_employment WHERE trainee_id = :id", of):
            self._writer.delete("trainee_employment", row["id"])
        for row in self._rows.all("SELECT id FROM waiting WHERE trainee_id = :id", of):
            self._writer.update("waiting", row["id"], {"trainee_id": None})
        sql = "SELECT id FROM protected_opening WHERE trainee_id = :id"
        for row in self._rows.all(sql, {"id": trainee_id}):
            self._writer.delete(OPENING, row["id"])
        self._writer.delete(IDENTITY, trainee_id)
        self._writer.delete("trainee", trainee_id)

    def set_identity(self, trainee_id: int, identity: Identity) -> None:
        """Seal an identity, field by field.

        Raises:
            NeedsVaultKeyError: an adviser's session.
        """
        if self._vault is None:
            raise needs_vault_key()
        values = seal_fields(self._vault, IDENTITY, trainee_id, _identity_texts(identity))
        if self._rows.get(IDENTITY, trainee_id) is None:
            self._writer.insert(IDENTITY, {"id": trainee_id, **values})
        else:
            self._writer.update(IDENTITY, trainee_id, values)

    def set_age_bands(self, trainee_id: int, bands: Mapping[int, AgeBand]) -> None:
        """Make the stored bands exactly these (calendar year -> band)."""
        sql = "SELECT id, year, band FROM trainee_age_band WHERE trainee_id = :id"
        stored = {row["year"]: row for row in self._rows.all(sql, {"id": trainee_id})}
        for year in stored.keys() - bands.keys():
            self._writer.delete("trainee_age_band", stored[year]["id"])
        for year, band in bands.items():
            if year not in stored:
                row = {"trainee_id": trainee_id, "year": year, "band": band.value}
                self._writer.insert("trainee_age_band", row)
            elif stored[year]["band"] != band:
                self._writer.update("trainee_age_band", stored[year]["id"], {"band": band.value})

    def add_opening(self, trainee_id: int, at: str, reason: str) -> None:
        """Note that a protected record was opened; the reason is sealed."""
        row_id = self._writer.next_id(OPENING)
        sealed = seal_fields(self._vault, OPENING, row_id, {"reason": reason})
        self._writer.insert(OPENING, {"id": row_id, "trainee_id": trainee_id, "at": at, **sealed})


def _trainee_values(trainee: Trainee) -> dict[str, object]:
    return {
        "number": trainee.number,
        "sex": trainee.sex.value,
        "protected": int(trainee.protected),
        "registered_on": from_day(trainee.registered_on),
        "ended_on": from_day(trainee.ended_on),
    }


def _day_text(value: date | None) -> str:
    return value.isoformat() if value else ""


def _identity_texts(identity: Identity) -> dict[str, str]:
    has_number = bool(identity.identity_number)
    return {
        "name": identity.name,
        "identity_kind": identity.identity_kind.value if has_number else "",
        "identity_number": identity.identity_number,
        "coordination_status": identity.coordination_status or "",
        "checked_on": _day_text(identity.checked_on),
        "birth_year": str(identity.birth_year) if identity.birth_year else "",
        "phone": identity.phone,
        "email": identity.email,
        "address": identity.address,
        "emergency_contact": identity.emergency_contact,
        "note": identity.note,
    }
