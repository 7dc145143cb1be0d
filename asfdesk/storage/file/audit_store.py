"""The audit log: pages of it, and the one way in which old entries leave it.

Rows are written by `rows.Writer` with each action. Triggers refuse every change, and every removal
but of rows older than a day that `audit_pruned` has counted them for.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from asfdesk.domain.file.audit import AuditEntry, Pruned

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.file.audit import AuditFilter
    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault

# What concerns a trainee: the trainee's own row, placements, and entries of attendance. Only ids
# and running numbers are read.
_ENTRIES = """
SELECT a.id, a.at, a.slot, a.operation, a.entity, a.entity_id,
  CASE a.entity
    WHEN 'trainee' THEN (SELECT number FROM trainee WHERE id = a.entity_id)
    WHEN 'tombstone' THEN (SELECT number FROM tombstone WHERE id = a.entity_id)
    WHEN 'placement' THEN (SELECT t.number FROM placement p JOIN trainee t ON t.id = p.trainee_id
                           WHERE p.id = a.entity_id)
    WHEN 'placement_schedule' THEN (
      SELECT t.number FROM placement_schedule s JOIN placement p ON p.id = s.placement_id
        JOIN trainee t ON t.id = p.trainee_id WHERE s.id = a.entity_id)
    WHEN 'attendance' THEN (
      SELECT t.number FROM attendance d JOIN placement p ON p.id = d.placement_id
        JOIN trainee t ON t.id = p.trainee_id WHERE d.id = a.entity_id)
  END AS trainee,
  CASE a.entity
    WHEN 'supervisor' THEN (SELECT number FROM supervisor WHERE id = a.entity_id)
  END AS number
FROM audit a
WHERE a.at >= :first AND a.at < :after
  AND (:slot = '' OR a.slot = :slot)
  AND (:nouns = '[]' OR replace(substr(a.operation, 1, instr(a.operation, '.') - 1), 'undo:', '')
       IN (SELECT value FROM json_each(:nouns)))
"""
_PAGE = f"""SELECT * FROM ({_ENTRIES}) WHERE :trainee IS NULL OR trainee = :trainee
ORDER BY id DESC LIMIT :most OFFSET :offset"""
_COUNT = f"SELECT count(*) FROM ({_ENTRIES}) WHERE :trainee IS NULL OR trainee = :trainee"
_MONTHS = "SELECT DISTINCT substr(at, 1, 7) AS month FROM audit ORDER BY 1"


class AuditQueries:
    """Reads; the same for every key, because nothing in the log is sealed or says a name."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        del vault
        self._rows = rows

    def entries(self, wanted: AuditFilter, offset: int, most: int) -> list[AuditEntry]:
        """A page of entries, latest first."""
        params = {**_params(wanted), "offset": offset, "most": most}
        return [_entry(row) for row in self._rows.all(_PAGE, params)]

    def count_entries(self, wanted: AuditFilter) -> int:
        """How many entries there are on all pages."""
        return int(self._rows.value(_COUNT, _params(wanted)))

    def slots(self) -> list[str]:
        """Every key that has left an entry."""
        rows = self._rows.all("SELECT DISTINCT slot FROM audit ORDER BY slot")
        return [row["slot"] for row in rows]

    def months(self) -> list[str]:
        """Every month that has entries, in rising order."""
        return [row["month"] for row in self._rows.all(_MONTHS)]

    def pruned(self) -> list[Pruned]:
        """What has been taken away because of its age, latest first."""
        rows = self._rows.all("SELECT * FROM audit_pruned ORDER BY id DESC")
        return [
            Pruned(_moment(r["pruned_at"]), _moment(r["before"]).date(), r["audit_rows"])
            for r in rows
        ]


class AuditStore(AuditQueries):
    """Reads, and removes what is old enough; only inside `Writer.action`."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def prune(self, before: date) -> int:
        """Take away entries from before a day, leaving their count; returns it."""
        limit = {"before": f"{before.isoformat()}T00:00:00+00:00"}
        count = int(self._rows.value("SELECT count(*) FROM audit WHERE at < :before", limit))
        values = {"pruned_at": self._writer.now().isoformat(), **limit, "audit_rows": count}
        self._writer.insert("audit_pruned", values)
        self._writer.execute("DELETE FROM audit WHERE at < :before", limit)
        return count


def _params(wanted: AuditFilter) -> dict[str, object]:
    return {
        "first": wanted.first.isoformat() if wanted.first else "",
        # Everything on a day sorts before the day followed by the letter after T.
        "after": f"{wanted.last.isoformat()}U" if wanted.last else "~",
        "slot": wanted.slot,
        "nouns": json.dumps(wanted.nouns),
        "trainee": wanted.trainee,
    }


def _entry(row: type_row) -> AuditEntry:
    return AuditEntry(
        id=row["id"],
        at=_moment(row["at"]),
        slot=row["slot"],
        operation=row["operation"],
        entity=row["entity"],
        entity_id=row["entity_id"],
        trainee=row["trainee"],
        number=row["number"],
    )


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
