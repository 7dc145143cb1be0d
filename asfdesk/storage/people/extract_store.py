"""Everything a client file holds about one trainee, table by table, with its seals opened.

The tables are those that lead to the trainee: by the trainee, by its placements, by its running
number. A test walks the schema, so that a new table of that sort cannot be forgotten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.people.extract import ExtractTable
from asfdesk.storage.people.request_traces import TRACE_OF_REQUEST
from asfdesk.storage.sealing import needs_vault_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.domain.people.extract import ExtractValue
    from asfdesk.storage.rows import Reader, type_row
    from asfdesk.storage.vault import Vault

_PLACEMENTS = "SELECT id FROM placement WHERE trainee_id = :id"
_BY_PLACEMENT = f"placement_id IN ({_PLACEMENTS})"
_NUMBERS = f"""SELECT number FROM trainee WHERE id = :id
  UNION SELECT {TRACE_OF_REQUEST} FROM waiting WHERE trainee_id = :id"""
_SEALED = "_sealed"

ABOUT: Mapping[str, str] = {
    "trainee": "id = :id",
    "trainee_identity": "id = :id",
    "trainee_age_band": "trainee_id = :id",
    "protected_opening": "trainee_id = :id",
    "waiting": "trainee_id = :id",
    "placement": "trainee_id = :id",
    "placement_decision": _BY_PLACEMENT,
    "placement_pause": _BY_PLACEMENT,
    "placement_background": f"id IN ({_PLACEMENTS})",
    "placement_schedule": _BY_PLACEMENT,
    "schedule_day": f"schedule_id IN (SELECT id FROM placement_schedule WHERE {_BY_PLACEMENT})",
    "work_group_member": _BY_PLACEMENT,
    "attendance": _BY_PLACEMENT,
    "absence_report": _BY_PLACEMENT,
    "goal": _BY_PLACEMENT,
    "progress_step": _BY_PLACEMENT,
    "situation_report": _BY_PLACEMENT,
    "trainee_note": "trainee_id = :id",
    "follow_up_contact": _BY_PLACEMENT,
    "trainee_employment": "trainee_id = :id",
    "consent": "trainee_id = :id",
    "invoiced_row": _BY_PLACEMENT,
    "protection": f"number IN ({_NUMBERS})",
    "tombstone": f"number IN ({_NUMBERS})",
}
"""Table -> which of its rows are about the trainee, in the order they are shown."""


class ExtractQueries:
    """Reads."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def tables(self, trainee_id: int) -> list[ExtractTable]:
        """Every table of `ABOUT`, also those without rows.

        Raises:
            NeedsVaultKeyError: an adviser's session.
        """
        if self._vault is None:
            raise needs_vault_key()
        return [self._table(name, trainee_id, self._vault) for name in ABOUT]

    def _table(self, name: str, trainee_id: int, vault: Vault) -> ExtractTable:
        info = self._rows.all(f"PRAGMA table_info({name})")
        columns = tuple(str(one["name"]) for one in info)
        found = self._rows.all(
            f"SELECT * FROM {name} WHERE {ABOUT[name]} ORDER BY id", {"id": trainee_id}
        )
        return ExtractTable(
            name,
            tuple(column.removesuffix(_SEALED) for column in columns),
            tuple(_opened(vault, name, columns, row) for row in found),
        )


def _opened(
    vault: Vault, table: str, columns: tuple[str, ...], row: type_row
) -> dict[str, ExtractValue]:
    return {
        column.removesuffix(_SEALED): (
            vault.open(table, row["id"], column, row[column])
            if column.endswith(_SEALED)
            else row[column]
        )
        for column in columns
    }
