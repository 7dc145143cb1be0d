"""Protection that follows into older copies: a backup from before somebody was protected.

The file carries the running numbers of those who are or were protected, each with the number of
times it changed: the higher count is the later word, whatever the clocks said. So a copy from
before the protection loses what says where the person is, and a copy from before it was lifted
does not bring it back (decisions C2, C12). The functions work on backups of every schema.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.people.protection import Protection
from asfdesk.errors import FileDamagedError
from asfdesk.storage._driver import DatabaseError
from asfdesk.storage.columns import need_day, to_day
from asfdesk.storage.sealing import needs_vault_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asfdesk.storage._driver import Database
    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault

TABLE = "protection"
_VOUCHED = "vouched_sealed"
_PLACEMENTS = "SELECT id FROM placement WHERE trainee_id = :id"
_SCHEDULES = f"SELECT id FROM placement_schedule WHERE placement_id IN ({_PLACEMENTS})"
_WIPE = (
    """UPDATE trainee_identity SET phone_sealed = NULL, email_sealed = NULL, address_sealed = NULL,
         emergency_contact_sealed = NULL, note_sealed = NULL WHERE id = :id""",
    "DELETE FROM trainee_age_band WHERE trainee_id = :id",
    f"UPDATE schedule_day SET start_minute = NULL WHERE schedule_id IN ({_SCHEDULES})",
    f"UPDATE placement_decision SET reference = '' WHERE placement_id IN ({_PLACEMENTS})",
)
"""What protecting somebody wipes; `services.people.protect_trainees` says why."""
_PROTECTED_BEFORE = """SELECT number, max(coalesce(registered_on, ''), coalesce((
    SELECT max(substr(at, 1, 10)) FROM audit
    WHERE operation = 'trainee.protect' AND entity = 'trainee' AND entity_id = trainee.id), ''))
  FROM trainee WHERE protected = 1 ORDER BY number"""
_UNKNOWN_DAY = date(2000, 1, 1)
"""When nothing says since when: the trainee has no day of registration that it could be before."""


class ProtectionQueries:
    """Reads."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def protections(self) -> list[Protection]:
        """Those that an owner's key wrote; nothing with an adviser's.

        An adviser's key can write rows too, and must neither protect nor lift a protection.
        """
        return vouched(self._rows.database, self._vault) if self._vault else []


class ProtectionStore(ProtectionQueries):
    """Writes; only inside an action that cannot be undone."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def note_protection(self, number: int, day: date, *, protected: bool) -> None:
        """Leave the trace of a change.

        Raises:
            NeedsVaultKeyError: an adviser's session.
        """
        if self._vault is None:
            raise needs_vault_key()
        db = self._writer.database
        known = {one.number: one.turn for one in vouched(db, self._vault)}
        turn = known.get(number, 0) + 1
        if (turn % 2 == 1) is not protected:
            turn += 1
        _put(db, Protection(number, turn, day), self._vault)

    def follow(self, known: Iterable[Protection]) -> list[int]:
        """Let this copy follow, see `follow_protections`.

        Raises:
            NeedsVaultKeyError: an adviser's session.
        """
        if self._vault is None:
            raise needs_vault_key()
        return follow_protections(self._writer.database, known, self._vault)


def follow_protections(db: Database, known: Iterable[Protection], vault: Vault) -> list[int]:
    """Let a copy follow what has been protected, or lifted, since it was made.

    A number that belongs to somebody registered after the change is left alone: the copy comes
    from another branch of the file's history.

    Args:
        db: of any schema, inside a transaction.
        known: as the file of today has them.
        vault: the key that the copy's fields are sealed with.

    Returns:
        The numbers of those whose protection changed there.
    """
    there = {one.number: one.turn for one in vouched(db, vault)}
    later = [one for one in known if one.turn > there.get(one.number, 0)]
    changed = [one.number for one in later if _follow_one(db, one)]
    if _has_table(db):
        for one in later:
            _put(db, one, vault)
    return changed


def vouch_for_protected(db: Database, vault: Vault) -> None:
    """Give those a trace who were protected before the file carried any.

    Since when is what the log says, or else the day they were registered.
    """
    known = {one.number for one in vouched(db, vault)}
    for number, since in db.execute(_PROTECTED_BEFORE).fetchall():
        if number not in known:
            _put(db, Protection(number, 1, to_day(since) or _UNKNOWN_DAY), vault)


def vouched(db: Database, vault: Vault) -> list[Protection]:
    """Every trace that an owner's key wrote, by number; none in a schema without them."""
    if not _has_table(db):
        return []
    cursor = db.execute(
        f"SELECT id, number, turn, changed_on, {_VOUCHED} FROM {TABLE} ORDER BY number"
    )
    names = ("id", "number", "turn", "changed_on", _VOUCHED)
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [_protection(row) for row in rows if _is_vouched(vault, row)]


def _follow_one(db: Database, one: Protection) -> bool:
    sql = """SELECT id, protected FROM trainee WHERE number = :number
             AND (registered_on IS NULL OR registered_on <= :day)"""
    found = db.execute(sql, {"number": one.number, "day": one.changed_on.isoformat()}).fetchone()
    if found is None:
        return False
    trainee_id, was = found
    db.execute(
        "UPDATE trainee SET protected = :now WHERE id = :id",
        {"now": int(one.protected), "id": trainee_id},
    )
    for statement in _WIPE if one.protected else ():
        if _has_place(db, statement):
            db.execute(statement, {"id": trainee_id})
    return bool(was) is not one.protected


def _put(db: Database, one: Protection, vault: Vault) -> None:
    sql = f"""SELECT coalesce((SELECT id FROM {TABLE} WHERE number = :number),
                (SELECT coalesce(max(id), 0) + 1 FROM {TABLE}))"""
    row = int(db.execute(sql, {"number": one.number}).fetchone()[0])
    db.execute(
        f"""INSERT OR REPLACE INTO {TABLE} (id, number, turn, changed_on, {_VOUCHED})
            VALUES (:id, :number, :turn, :day, :sealed)""",
        {
            "id": row,
            "number": one.number,
            "turn": one.turn,
            "day": one.changed_on.isoformat(),
            "sealed": vault.seal(TABLE, row, _VOUCHED, _said(one)),
        },
    )


def _is_vouched(vault: Vault, row: type_row) -> bool:
    try:
        said = vault.open(TABLE, row["id"], _VOUCHED, row[_VOUCHED])
    except FileDamagedError:  # forged, or moved from another row
        return False
    return said == _said(_protection(row))


def _said(one: Protection) -> str:
    return f"{one.number} {one.turn} {one.changed_on.isoformat()}"


def _protection(row: type_row) -> Protection:
    return Protection(row["number"], row["turn"], need_day(row["changed_on"]))


def _has_table(db: Database) -> bool:
    sql = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = :name"
    return bool(db.execute(sql, {"name": TABLE}).fetchone()[0])


def _has_place(db: Database, statement: str) -> bool:
    """Whether a copy's schema has the tables and columns that a statement clears."""
    try:
        db.execute(f"EXPLAIN {statement}", {"id": 0})
    except DatabaseError as error:
        if str(error).startswith("no such"):
            return False
        raise
    return True
