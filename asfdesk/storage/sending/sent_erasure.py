"""Taking a person out of what was sent: the files that hold them go, and their rows (decisions C4).

The rows of the others stay, so that a correction of their months still tells what must be sent
again. That there was a report, to whom and when, stays; it names nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.sending.sent import Enclosure
from asfdesk.storage.vault import sealed_damaged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asfdesk.storage._driver import Database
    from asfdesk.storage.vault import Vault

_TABLE, _ROWS = "sent_report", "rows_sealed"


def forget_sent(db: Database, vault: Vault, number: int) -> int:
    """Take a running number out of every kept report; inside a transaction.

    Args:
        db: the working copy, an older copy or a backup; of any schema.
        vault: the key that its fields are sealed with.
        number: of the trainee.

    Returns:
        How many reports lost their files.

    Raises:
        FileDamagedError: what is sealed cannot be opened, so that nobody knows who is in it.
    """
    found = 0
    for row, enclosure in _enclosures(db, vault):
        if number in enclosure.people:
            found += 1
            sealed = vault.seal(_TABLE, row, _ROWS, enclosure.without(number).as_text())
            db.execute(
                f"UPDATE {_TABLE} SET {_ROWS} = :sealed WHERE id = :id",
                {"sealed": sealed, "id": row},
            )
            db.execute(
                """UPDATE sent_file SET name_sealed = NULL, content_sealed = NULL
                   WHERE sent_id = :id""",
                {"id": row},
            )
    return found


def reports_with(db: Database, vault: Vault, number: int) -> list[int]:
    """Ids of kept reports that hold somebody, whose files are still there."""
    sql = "SELECT sent_id FROM sent_file WHERE content_sealed IS NOT NULL"
    there = {sent_id for (sent_id,) in db.execute(sql).fetchall()}
    return [
        row
        for row, enclosure in _enclosures(db, vault)
        if row in there and number in enclosure.people
    ]


def _enclosures(db: Database, vault: Vault) -> Iterator[tuple[int, Enclosure]]:
    there = db.execute(
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'sent_report'"
    ).fetchone()[0]
    if not there:  # from before schema 3
        return
    sql = f"SELECT id, {_ROWS} FROM {_TABLE} WHERE {_ROWS} IS NOT NULL"
    for row, sealed in db.execute(sql).fetchall():
        try:
            yield row, Enclosure.from_text(vault.open(_TABLE, row, _ROWS, sealed))
        except ValueError:
            raise sealed_damaged() from None
