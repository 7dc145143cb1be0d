"""Groups for week sheets, and which placement belongs to which; at most one each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.alphabet import in_alphabet
from asfdesk.domain.hours.work_groups import WorkGroup
from asfdesk.storage.columns import from_day, to_day

if TYPE_CHECKING:
    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault


class WorkGroupQueries:
    """Reads."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def groups(self) -> list[WorkGroup]:
        """Every group by name, those that have ended too."""
        rows = self._rows.all("SELECT * FROM work_group ORDER BY id")
        return sorted(map(_group, rows), key=lambda group: (in_alphabet(group.name), group.id))

    def group(self, group_id: int) -> WorkGroup | None:
        """One group."""
        row = self._rows.get("work_group", group_id)
        return _group(row) if row else None

    def members(self) -> dict[int, int]:
        """Placement id -> group id."""
        rows = self._rows.all("SELECT placement_id, group_id FROM work_group_member ORDER BY 1")
        return {row["placement_id"]: row["group_id"] for row in rows}


class WorkGroupStore(WorkGroupQueries):
    """Reads and writes; writes only inside `Writer.action`."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def add_group(self, group: WorkGroup) -> int:
        """Add a group (its id is not used) and return its id."""
        return self._writer.insert("work_group", _values(group))

    def change_group(self, group: WorkGroup) -> None:
        """Write a group anew."""
        self._writer.update("work_group", group.id, _values(group))

    def remove_group(self, group_id: int) -> None:
        """Take a group away; its placements are in none then."""
        sql = "SELECT id FROM work_group_member WHERE group_id = :group"
        for row in self._rows.all(sql, {"group": group_id}):
            self._writer.delete("work_group_member", row["id"])
        self._writer.delete("work_group", group_id)

    def put_member(self, placement_id: int, group_id: int | None) -> bool:
        """Move a placement to a group, or out of every group; False when it is there already."""
        sql = "SELECT * FROM work_group_member WHERE placement_id = :placement"
        row = self._rows.one(sql, {"placement": placement_id})
        if (row["group_id"] if row else None) == group_id:
            return False
        if row is None:
            values = {"group_id": group_id, "placement_id": placement_id}
            self._writer.insert("work_group_member", values)
        elif group_id is None:
            self._writer.delete("work_group_member", row["id"])
        else:
            self._writer.update("work_group_member", row["id"], {"group_id": group_id})
        return True


def _group(row: type_row) -> WorkGroup:
    return WorkGroup(row["id"], row["name"], to_day(row["ended_on"]))


def _values(group: WorkGroup) -> dict[str, object]:
    return {"name": group.name, "ended_on": from_day(group.ended_on)}
