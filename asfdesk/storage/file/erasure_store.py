"""Taking a trainee out of a file: rows are wiped or removed without before-images.

The connection's `secure_delete` overwrites what is freed; `compact` rebuilds the database so that
no page keeps a remnant. The same functions work on the open file and on each backup, whose rows
are reached by running number, because that is what a tombstone knows.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.file.erasure import ErasureKind, ErasureReason, Removed, Tombstone
from asfdesk.errors import FileDamagedError
from asfdesk.storage._driver import DatabaseError
from asfdesk.storage.columns import need_day
from asfdesk.storage.people.request_traces import REQUEST_OF_TRACE, TRACE_OF_REQUEST
from asfdesk.storage.sealing import needs_vault_key
from asfdesk.storage.sending.sent_erasure import forget_sent, reports_with
from asfdesk.storage.trouble import explained

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asfdesk.storage._driver import Database
    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault

_PLACEMENTS = "SELECT id FROM placement WHERE trainee_id = :id"
_SCHEDULES = f"SELECT id FROM placement_schedule WHERE placement_id IN ({_PLACEMENTS})"
_HAS_TEXTS = """trainee_id = :id AND NOT (caseworker_sealed IS NULL AND note_sealed IS NULL
  AND exit_reason_sealed IS NULL AND exit_note_sealed IS NULL)"""
_COUNTS = f"""SELECT
  (SELECT count(*) FROM trainee_identity WHERE id = :id) AS identities,
  (SELECT count(*) FROM placement WHERE {_HAS_TEXTS}) AS sealed_texts,
  (SELECT count(*) FROM protected_opening WHERE trainee_id = :id) AS openings,
  (SELECT count(*) FROM trainee_age_band WHERE trainee_id = :id) AS age_bands,
  (SELECT count(*) FROM placement WHERE trainee_id = :id) AS placements,
  (SELECT count(*) FROM attendance WHERE placement_id IN ({_PLACEMENTS})) AS attendance,
  (SELECT count(*) FROM goal WHERE placement_id IN ({_PLACEMENTS}))
  + (SELECT count(*) FROM progress_step WHERE placement_id IN ({_PLACEMENTS}))
  + (SELECT count(*) FROM situation_report WHERE placement_id IN ({_PLACEMENTS}))
  + (SELECT count(*) FROM trainee_note WHERE trainee_id = :id)
  + (SELECT count(*) FROM consent WHERE trainee_id = :id) AS written"""
_TOLD = ("goal", "progress_step", "situation_report", "absence_report", "work_group_member")
"""What was written about somebody, and clock times of absence."""
_BARE = ("placement_decision", "placement_pause", "follow_up_contact")
_WHO = (
    "DELETE FROM trainee_identity WHERE id = :id",
    "DELETE FROM protected_opening WHERE trainee_id = :id",
    """UPDATE placement SET caseworker_sealed = NULL, note_sealed = NULL,
         exit_reason_sealed = NULL, exit_note_sealed = NULL WHERE trainee_id = :id""",
    "DELETE FROM trainee_note WHERE trainee_id = :id",
    "DELETE FROM consent WHERE trainee_id = :id",
    f"""DELETE FROM protection
         WHERE number IN (SELECT {TRACE_OF_REQUEST} FROM waiting WHERE trainee_id = :id)""",
    "DELETE FROM waiting WHERE trainee_id = :id",
    *(f"DELETE FROM {table} WHERE placement_id IN ({_PLACEMENTS})" for table in _TOLD),
    f"UPDATE placement_pause SET reason_sealed = NULL WHERE placement_id IN ({_PLACEMENTS})",
    f"UPDATE follow_up_contact SET note_sealed = NULL WHERE placement_id IN ({_PLACEMENTS})",
    f"UPDATE attendance SET sick_sealed = NULL WHERE placement_id IN ({_PLACEMENTS})",
    "UPDATE trainee_employment SET form_sealed = NULL WHERE trainee_id = :id",
    f"""UPDATE placement_background SET education_sealed = NULL, support_before_sealed = NULL,
         support_after_sealed = NULL, support_length_sealed = NULL WHERE id IN ({_PLACEMENTS})""",
    f"UPDATE placement_decision SET reference = '' WHERE placement_id IN ({_PLACEMENTS})",
    f"UPDATE schedule_day SET start_minute = NULL WHERE schedule_id IN ({_SCHEDULES})",
)
"""Identity, reasons of protected openings, sealed texts, and clock times: where somebody was."""
_EVERYTHING = (
    *(f"DELETE FROM {table} WHERE placement_id IN ({_PLACEMENTS})" for table in _BARE),
    f"DELETE FROM placement_background WHERE id IN ({_PLACEMENTS})",
    f"UPDATE invoiced_row SET placement_id = NULL WHERE placement_id IN ({_PLACEMENTS})",
    "DELETE FROM trainee_employment WHERE trainee_id = :id",
    f"DELETE FROM attendance WHERE placement_id IN ({_PLACEMENTS})",
    f"DELETE FROM schedule_day WHERE schedule_id IN ({_SCHEDULES})",
    f"DELETE FROM placement_schedule WHERE placement_id IN ({_PLACEMENTS})",
    "DELETE FROM placement WHERE trainee_id = :id",
    "DELETE FROM trainee_age_band WHERE trainee_id = :id",
    "DELETE FROM protection WHERE number IN (SELECT number FROM trainee WHERE id = :id)",
    "DELETE FROM trainee WHERE id = :id",
)
CLEAR_TEXTS = (
    ("comment", "body"),
    ("agreed_action", "what || ' ' || owner"),
    ("plan", "name || ' ' || assumptions"),
    ("attendance_month", "reason"),
    ("agreement", "name || ' ' || reference || ' ' || project || ' ' || measure"),
    ("buyer", "name || ' ' || invoice_reference || ' ' || invoice_email"),
    ("closed_period", "name"),
    ("voucher", "text"),
    ("account", "name"),
    ("sie_object", "name"),
    ("plan_line", "name"),
    ("placement_decision", "reference"),
    ("work_group", "name"),
    ("invoice", "number"),
    ("sent_report", "recipient"),
    ("plan_stream", "name"),
    ("plan_stream", "project"),
    ("plan_sale", "name"),
    ("plan_sale", "project"),
    ("plan_staff", "name"),
    ("plan_staff", "project"),
    ("plan_fixed_cost", "name"),
    ("plan_fixed_cost", "project"),
    ("plan_grant", "name"),
    ("plan_grant", "project"),
    ("plan_investment", "name"),
    ("plan_loan", "name"),
    ("plan_cash_item", "name"),
    ("plan_parameter", "source"),
    ("parameter", "source"),
    ("expected_item", "name"),
    ("sold_volume", "name"),
    ("society_assumption", "source"),
    ("visit", "present"),
    ("visit", "notes"),
    ("recipient", "name"),
    ("published_count", "recipient"),
    ("measure_budget", "measure"),
    ("safe_handout", "made_for"),
    ("yearly_fact", "reference"),
)
"""Columns in clear text that somebody may have written a name in."""


_VOUCHED = "vouched_sealed"
_REQUEST = f"id = {REQUEST_OF_TRACE} AND trainee_id IS NULL AND received_on <= :day"
"""The request that a tombstone names, where it has not become a trainee."""


class ErasureQueries:
    """Reads."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def tombstones(self) -> list[Tombstone]:
        """Every erasure that this copy of the file knows of, in order."""
        rows = self._rows.all("SELECT * FROM tombstone ORDER BY id")
        return [_tombstone(row) for row in rows]

    def vouched_tombstones(self) -> list[Tombstone]:
        """Those that an owner's key wrote; only they reach beyond this copy of the file.

        An adviser's key can write rows too, and must not be able to empty the owner's backups.
        """
        vault = self._vault
        if vault is None:
            return []
        rows = self._rows.all("SELECT * FROM tombstone ORDER BY id")
        return [_tombstone(row) for row in rows if _is_vouched(vault, row)]

    def next_tombstone(self, stone: Tombstone) -> int:
        """The id that a tombstone has or will get."""
        sql = """SELECT coalesce((SELECT id FROM tombstone WHERE number = :number AND kind = :kind),
                   (SELECT coalesce(max(id), 0) + 1 FROM tombstone))"""
        return int(self._rows.value(sql, {"number": stone.number, "kind": stone.kind.value}))

    def counts(self, trainee_id: int) -> Removed:
        """What there is of a trainee."""
        row = self._rows.one(_COUNTS, {"id": trainee_id})
        return Removed(**row) if row else Removed()

    def kept_reports(self, number: int) -> list[int]:
        """Ids of kept reports that hold a running number; nothing with an adviser's key."""
        return reports_with(self._rows.database, self._vault, number) if self._vault else []

    def has_request(self, stone: Tombstone) -> bool:
        """Whether the queue of this copy holds the request that a tombstone names."""
        return bool(self._rows.all(f"SELECT id FROM waiting WHERE {_REQUEST}", _named(stone)))

    def mentions(self, words: Iterable[str]) -> list[tuple[str, int]]:
        """(table, rows) where one of the words stands in clear text, whatever its case."""
        found = []
        wanted = [word.casefold() for word in words if word]
        for table, text in CLEAR_TEXTS if wanted else ():
            rows = self._rows.all(f"SELECT DISTINCT {text} AS text FROM {table}")
            hits = sum(any(word in row["text"].casefold() for word in wanted) for row in rows)
            if hits:
                found.append((table, hits))
        return found


class ErasureStore(ErasureQueries):
    """Removes; only inside an action that cannot be undone."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def take_out(self, trainee_id: int, kind: ErasureKind) -> Removed:
        """Take a trainee out; returns what there was of what goes.

        Raises:
            NeedsVaultKeyError: an adviser's session cannot tell whom kept reports hold.
        """
        there = self.counts(trainee_id)
        number = self._rows.value("SELECT number FROM trainee WHERE id = :id", {"id": trainee_id})
        if self._vault is None:
            raise needs_vault_key()
        sent = forget_sent(self._rows.database, self._vault, number)
        for sql in _WHO if kind is ErasureKind.ANONYMISED else (*_WHO, *_EVERYTHING):
            self._writer.execute(sql, {"id": trainee_id})
        if kind is ErasureKind.ERASED:
            return replace(there, sent=sent)
        return Removed(
            there.identities,
            there.sealed_texts,
            there.openings,
            written=there.written,
            sent=sent,
        )

    def take_request(self, stone: Tombstone) -> None:
        """Take a request out that stood in an older copy's queue."""
        _take_request(self._writer.database, stone)

    def add_tombstone(self, stone: Tombstone) -> int:
        """Leave the trace, or find the one that is there; returns its id."""
        sql = "SELECT id FROM tombstone WHERE number = :number AND kind = :kind"
        there = self._rows.value(sql, {"number": stone.number, "kind": stone.kind.value})
        row = int(there) if there else self._writer.next_id("tombstone")
        values = {"id": row, **_values(stone), _VOUCHED: _voucher(self._vault, row, stone)}
        if there:  # perhaps without an owner's word
            self._writer.execute("DELETE FROM tombstone WHERE id = :id", {"id": row})
        return self._writer.insert("tombstone", values)


def follow(db: Database, stones: Iterable[Tombstone], vault: Vault, *, vouch: bool = True) -> int:
    """Take those whom tombstones name out of an older copy or a backup.

    A number that belongs to somebody registered after the erasure is left alone: the copy comes
    from another branch of the file's history. The caller compacts what comes of it.

    Args:
        db: of any schema, inside a transaction.
        stones: what has been erased from the file.
        vault: the key that the copy's fields are sealed with; opens what was sent.
        vouch: vouch for them in the copy, too; else they only stay there as they are.

    Returns:
        How many trainees were taken out.
    """
    return sum(_follow_one(db, stone, vault, vouch=vouch) for stone in stones)


def passed_over(db: Database, stones: Iterable[Tombstone]) -> list[int]:
    """Numbers of the erased that somebody registered later still bears there, after `follow`.

    Somebody else in another branch of the file's history; or the same person, whose registration
    day was wrong when the copy was made. Only the user can tell.
    """
    sql = "SELECT count(*) FROM trainee WHERE number = :number AND registered_on > :day"
    return [
        stone.number
        for stone in stones
        if db.execute(sql, {"number": stone.number, "day": stone.erased_on.isoformat()}).fetchone()[
            0
        ]
    ]


def _follow_one(db: Database, stone: Tombstone, vault: Vault, *, vouch: bool) -> int:
    gone = _take_request(db, stone) if stone.number < 0 else _take_trainee(db, stone, vault)
    if _has_tombstones(db):
        db.execute(
            """INSERT OR IGNORE INTO tombstone (number, erased_on, kind, reason)
               VALUES (:number, :erased_on, :kind, :reason)""",
            _values(stone),
        )
        if vouch:
            _vouch(db, stone, vault)
    return gone


def _take_trainee(db: Database, stone: Tombstone, vault: Vault) -> int:
    sql = """SELECT id FROM trainee WHERE number = :number
             AND (registered_on IS NULL OR registered_on <= :day)"""
    found = db.execute(sql, {"number": stone.number, "day": stone.erased_on.isoformat()})
    row = found.fetchone()
    if row is None:
        return 0
    whole = stone.kind is ErasureKind.ERASED
    forget_sent(db, vault, stone.number)
    for statement in (*_WHO, *_EVERYTHING) if whole else _WHO:
        if _has_place(db, statement):
            db.execute(statement, {"id": row[0]})
    return 1


def _take_request(db: Database, stone: Tombstone) -> int:
    """One that had not become a trainee there; else it goes, or stays, with the trainee."""
    sql = f"DELETE FROM waiting WHERE {_REQUEST} RETURNING id"
    values = _named(stone)
    return len(db.execute(sql, values).fetchall()) if _has_place(db, sql, values) else 0


def _named(stone: Tombstone) -> dict[str, object]:
    return {"number": stone.number, "day": stone.erased_on.isoformat()}


def _has_place(db: Database, statement: str, values: dict[str, object] | None = None) -> bool:
    """Whether a copy's schema has the tables and columns that a statement clears."""
    try:
        db.execute(f"EXPLAIN {statement}", values or {"id": 0})
    except DatabaseError as error:
        if str(error).startswith("no such"):
            return False
        raise
    return True


def _vouch(db: Database, stone: Tombstone, vault: Vault) -> None:
    sql = "SELECT id FROM tombstone WHERE number = :number AND kind = :kind"
    ((row,),) = db.execute(sql, {"number": stone.number, "kind": stone.kind.value}).fetchall()
    db.execute(
        f"UPDATE tombstone SET erased_on = :day, {_VOUCHED} = :sealed WHERE id = :id",
        {
            "day": stone.erased_on.isoformat(),
            "sealed": _voucher(vault, row, stone),
            "id": row,
        },
    )


def _voucher(vault: Vault | None, row: int, stone: Tombstone) -> bytes | None:
    return vault.seal("tombstone", row, _VOUCHED, _said(stone)) if vault else None


def _is_vouched(vault: Vault, row: type_row) -> bool:
    try:
        said = vault.open("tombstone", row["id"], _VOUCHED, row[_VOUCHED])
    except FileDamagedError:  # forged, or moved from another row
        return False
    return said == _said(_tombstone(row))


def _said(stone: Tombstone) -> str:
    return f"{stone.number} {stone.kind.value} {stone.erased_on.isoformat()}"


def _has_tombstones(db: Database) -> bool:
    """A backup from before schema 2 has no place for them; the computer remembers them."""
    sql = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'tombstone'"
    return bool(db.execute(sql).fetchone()[0])


def compact(db: Database) -> None:
    """Rebuild the database, so that no page keeps what has been removed.

    Raises:
        DiskFullError: not enough room; everything is as it was.
    """
    with explained():
        db.execute("VACUUM")


def _tombstone(row: type_row) -> Tombstone:
    return Tombstone(
        number=row["number"],
        erased_on=need_day(row["erased_on"]),
        kind=ErasureKind(row["kind"]),
        reason=ErasureReason(row["reason"]),
    )


def _values(stone: Tombstone) -> dict[str, object]:
    return {
        "number": stone.number,
        "erased_on": stone.erased_on.isoformat(),
        "kind": stone.kind.value,
        "reason": stone.reason.value,
    }
