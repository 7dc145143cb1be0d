"""Protection that follows into older copies: a backup from before somebody was protected.

The file carries the running numbers of those who are or were protected, each with the marks of
its protections and of those that were lifted. A copy takes in what others know: a protection it
has not heard of always, so that it loses what says where the person is; a lifting only for the
very protections that it names. Whoever was protected on two computers and lifted on one of them
stays protected (decisions C2, C12). The functions work on backups of every schema.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.people.protection import Protection
from asfdesk.errors import FileDamagedError
from asfdesk.storage._driver import DatabaseError
from asfdesk.storage.columns import need_day, to_day
from asfdesk.storage.people.request_traces import REQUEST_OF_TRACE, TRACE_OF_REQUEST
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
_FIND_TRAINEE = """SELECT id, protected FROM trainee WHERE number = :number
  AND (registered_on IS NULL OR registered_on <= :day)"""
_FIND_REQUEST = f"""SELECT id, protected FROM waiting
  WHERE id = {REQUEST_OF_TRACE} AND received_on <= :day"""
_WIPE_REQUEST = ("UPDATE waiting SET contact_sealed = NULL, note_sealed = NULL WHERE id = :id",)
_REQUESTS_TOO = """UPDATE waiting SET protected = 1
  WHERE trainee_id IN (SELECT id FROM trainee WHERE protected = 1)"""
_REQUESTS_BEFORE = f"""SELECT {TRACE_OF_REQUEST}, max(received_on, coalesce((
    SELECT max(substr(at, 1, 10)) FROM audit
    WHERE (entity = 'waiting' AND entity_id = waiting.id)
    OR (operation = 'trainee.protect' AND entity = 'trainee'
      AND entity_id = waiting.trainee_id)), ''))
  FROM waiting WHERE protected = 1 ORDER BY id"""
_PROTECTED_BEFORE = """SELECT number, max(coalesce(registered_on, ''), coalesce((
    SELECT max(substr(at, 1, 10)) FROM audit
    WHERE operation = 'trainee.protect' AND entity = 'trainee' AND entity_id = trainee.id), ''))
  FROM trainee WHERE protected = 1 ORDER BY number"""
_UNKNOWN_DAY = date(2000, 1, 1)
"""When nothing says since when: the trainee has no day of registration that it could be before."""


@dataclass(frozen=True)
class Followed:
    """What a copy took in. Below zero stand requests on the waiting list.

    Attributes:
        changed: numbers of those who are protected now and were not, or the other way round.
        doubtful: numbers of those who stay protected although another copy has lifted it: not
            the protection that holds here.
    """

    changed: tuple[int, ...] = ()
    doubtful: tuple[int, ...] = ()


@dataclass(frozen=True)
class _Step:
    """What following asks for with one trainee, or request for a place, of a copy.

    Attributes:
        was: whether the person was protected there.
        now: how it stands with what others know.
        doubtful: see `Followed`.
    """

    row_id: int
    was: bool
    now: Protection
    doubtful: bool

    @property
    def table(self) -> str:
        """Where it stands."""
        return "trainee" if self.now.number > 0 else "waiting"

    @property
    def wipe(self) -> tuple[str, ...]:
        """What goes when somebody is protected."""
        return _WIPE if self.now.number > 0 else _WIPE_REQUEST


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

    def is_behind(self, known: Iterable[Protection]) -> bool:
        """Whether `follow` would change anything."""
        return bool(self._vault and _steps(self._rows.database, known, self._vault))


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
        before = {one.number: one for one in vouched(db, self._vault)}.get(number)
        trace = before or Protection(number, day, frozenset())
        if protected or not trace.made:
            trace = trace.again(_fresh_mark(), day)
        _put(db, trace if protected else trace.ended(day), self._vault)

    def follow(self, known: Iterable[Protection]) -> Followed:
        """Let this copy follow, see `follow_protections`.

        Raises:
            NeedsVaultKeyError: an adviser's session.
        """
        if self._vault is None:
            raise needs_vault_key()
        return follow_protections(self._writer.database, known, self._vault)


def follow_protections(db: Database, known: Iterable[Protection], vault: Vault) -> Followed:
    """Let a copy follow what has been protected, or lifted, elsewhere.

    A number that belongs to somebody registered, or a request received, after the change is left
    alone: the copy comes from another branch of the file's history.

    Args:
        db: of schema 4 or later where it has a waiting list, inside a transaction.
        known: as the file of today, or this computer, has them.
        vault: the key that the copy's fields are sealed with.
    """
    steps = _steps(db, known, vault)
    for step in steps:
        _take(db, step)
        if _has_table(db):
            _put(db, step.now, vault)
    return Followed(
        tuple(step.now.number for step in steps if step.was is not step.now.protected),
        tuple(step.now.number for step in steps if step.doubtful),
    )


def vouch_for_protected(db: Database, vault: Vault) -> None:
    """Give those a trace who were protected before the file carried any.

    Since when is what the log says, or else the day they were registered, or asked for a place.
    """
    known = {one.number for one in vouched(db, vault)}
    db.execute(_REQUESTS_TOO)
    before = (*db.execute(_PROTECTED_BEFORE).fetchall(), *db.execute(_REQUESTS_BEFORE).fetchall())
    for number, since in before:
        if number not in known:
            day = to_day(since) or _UNKNOWN_DAY
            # The same mark in every copy of the file that is upgraded by itself.
            _put(db, Protection(number, day, frozenset({day.isoformat()})), vault)


def vouched(db: Database, vault: Vault) -> list[Protection]:
    """Every trace that an owner's key wrote, by number; none in a schema without them."""
    if not _has_table(db):
        return []
    cursor = db.execute(
        f"SELECT id, number, turn, changed_on, {_VOUCHED} FROM {TABLE} ORDER BY number"
    )
    names = ("id", "number", "turn", "changed_on", _VOUCHED)
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [one for one in (_vouched_one(vault, row) for row in rows) if one is not None]


def _steps(db: Database, known: Iterable[Protection], vault: Vault) -> list[_Step]:
    there = {one.number: one for one in vouched(db, vault)}
    found = (_step(db, one, there.get(one.number)) for one in known)
    return [step for step in found if step is not None]


def _step(db: Database, one: Protection, mine: Protection | None) -> _Step | None:
    sql = _FIND_TRAINEE if one.number > 0 else _FIND_REQUEST
    found = db.execute(sql, {"number": one.number, "day": one.changed_on.isoformat()}).fetchone()
    if found is None:
        return None
    was = bool(found[1])
    now = mine.merged(one) if mine else one
    if was and not (mine and mine.protected):
        # No trace tells which protection holds here, so no lifting can be known to come after it.
        now = now if now.protected else now.again(_fresh_mark(), now.changed_on)
    if now == mine and was is now.protected:
        return None
    return _Step(found[0], was, now, doubtful=was and now.protected and not one.protected)


def _take(db: Database, step: _Step) -> None:
    db.execute(
        f"UPDATE {step.table} SET protected = :now WHERE id = :id",
        {"now": int(step.now.protected), "id": step.row_id},
    )
    for statement in step.wipe if step.now.protected else ():
        if _has_place(db, statement):
            db.execute(statement, {"id": step.row_id})


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


def _vouched_one(vault: Vault, row: type_row) -> Protection | None:
    """A trace as an owner's key wrote it; None if it was forged, or moved from another row."""
    try:
        said = vault.open(TABLE, row["id"], _VOUCHED, row[_VOUCHED])
    except FileDamagedError:
        return None
    made, lifted = (frozenset(part.split()) for part in f"{said};;".split(";")[1:3])
    one = Protection(row["number"], need_day(row["changed_on"]), made, lifted)
    return one if said == _said(one) and one.turn == row["turn"] else None


def _said(one: Protection) -> str:
    marks = ";".join(" ".join(sorted(part)) for part in (one.made, one.lifted))
    return f"{one.number} {one.changed_on.isoformat()};{marks}"


def _fresh_mark() -> str:
    return secrets.token_hex(8)


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
