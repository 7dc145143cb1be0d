"""Decisions and pauses of placements; `PlacementQueries` puts them into each placement."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from asfdesk.domain.people.decisions import Decision, Pause
from asfdesk.domain.people.placement_codes import DecisionKind
from asfdesk.storage.columns import from_day, need_day, to_day
from asfdesk.storage.sealing import open_field, seal_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault


class DecisionQueries:
    """Reads. `where` speaks of the placement as `p`, as in `PlacementQueries`."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def decisions(
        self, where: str, params: Mapping[str, object]
    ) -> dict[int, tuple[Decision, ...]]:
        """Placement id -> its decisions in the order they were noted."""
        sql = f"""SELECT d.* FROM placement_decision d JOIN placement p ON p.id = d.placement_id
                  WHERE {where} ORDER BY d.id"""
        found: dict[int, list[Decision]] = defaultdict(list)
        for row in self._rows.all(sql, params):
            found[row["placement_id"]].append(_decision(row))
        return {placement: tuple(rows) for placement, rows in found.items()}

    def pauses(self, where: str, params: Mapping[str, object]) -> dict[int, tuple[Pause, ...]]:
        """Placement id -> its pauses by first day; the reason is "" without the vault key."""
        sql = f"""SELECT d.* FROM placement_pause d JOIN placement p ON p.id = d.placement_id
                  WHERE {where} ORDER BY d.first_day, d.id"""
        found: dict[int, list[Pause]] = defaultdict(list)
        for row in self._rows.all(sql, params):
            found[row["placement_id"]].append(self._pause(row))
        return {placement: tuple(rows) for placement, rows in found.items()}

    def _pause(self, row: type_row) -> Pause:
        return Pause(
            id=row["id"],
            placement_id=row["placement_id"],
            first=need_day(row["first_day"]),
            last=to_day(row["last_day"]),
            reason=open_field(self._vault, "placement_pause", row, "reason"),
        )


def _decision(row: type_row) -> Decision:
    return Decision(
        id=row["id"],
        placement_id=row["placement_id"],
        kind=DecisionKind(row["kind"]),
        valid_from=need_day(row["valid_from"]),
        valid_to=to_day(row["valid_to"]),
        registered_on=need_day(row["registered_on"]),
        decided_on=to_day(row["decided_on"]),
        reference=row["reference"],
    )


class DecisionStore(DecisionQueries):
    """Reads and writes; writes only inside `Writer.action`. Ids of added values are not used."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def add_decision(self, placement_id: int, decision: Decision) -> int:
        """Note a decision of a placement and return its id."""
        values = {"placement_id": placement_id, **_decision_values(decision)}
        return self._writer.insert("placement_decision", values)

    def change_decision(self, decision: Decision) -> None:
        """Write a decision anew."""
        self._writer.update("placement_decision", decision.id, _decision_values(decision))

    def remove_decision(self, decision_id: int) -> None:
        """Take a decision away."""
        self._writer.delete("placement_decision", decision_id)

    def add_pause(self, placement_id: int, pause: Pause) -> int:
        """Add a pause of a placement and return its id."""
        row_id = self._writer.next_id("placement_pause")
        values = {"id": row_id, "placement_id": placement_id, **self._pause_values(row_id, pause)}
        self._writer.insert("placement_pause", values)
        return row_id

    def change_pause(self, pause: Pause) -> None:
        """Write a pause anew."""
        self._writer.update("placement_pause", pause.id, self._pause_values(pause.id, pause))

    def remove_pause(self, pause_id: int) -> None:
        """Take a pause away."""
        self._writer.delete("placement_pause", pause_id)

    def _pause_values(self, row_id: int, pause: Pause) -> dict[str, object]:
        return {
            "first_day": pause.first.isoformat(),
            "last_day": from_day(pause.last),
            **seal_fields(self._vault, "placement_pause", row_id, {"reason": pause.reason}),
        }


def _decision_values(decision: Decision) -> dict[str, object]:
    return {
        "kind": decision.kind.value,
        "decided_on": from_day(decision.decided_on),
        "valid_from": decision.valid_from.isoformat(),
        "valid_to": from_day(decision.valid_to),
        "registered_on": decision.registered_on.isoformat(),
        "reference": decision.reference,
    }
