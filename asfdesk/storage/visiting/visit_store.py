"""Visits, their figures and the scenarios that were tried at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.visiting.visit_state import StateFigure, StateUnit
from asfdesk.domain.visiting.visits import Visit
from asfdesk.domain.visiting_codes import VisitKind
from asfdesk.storage.columns import from_day, need_day, to_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault


def _visit(row: type_row) -> Visit:
    return Visit(
        row["id"],
        row["uid"],
        need_day(row["day"]),
        VisitKind(row["kind"]),
        row["present"],
        row["notes"],
        to_day(row["closed_on"]),
        row["revision"],
    )


class VisitQueries:
    """Reads."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def visits(self) -> list[Visit]:
        """Every visit, the latest first."""
        return [
            _visit(row) for row in self._rows.all("SELECT * FROM visit ORDER BY 3 DESC, 1 DESC")
        ]

    def visit(self, visit_id: int) -> Visit | None:
        """One visit."""
        row = self._rows.get("visit", visit_id)
        return _visit(row) if row else None

    def by_uid(self, uid: str) -> Visit | None:
        """The visit with a uid."""
        row = self._rows.one("SELECT * FROM visit WHERE uid = :uid", {"uid": uid})
        return _visit(row) if row else None

    def figures(self, visit_id: int) -> tuple[StateFigure, ...]:
        """What stood at a visit, by key."""
        rows = self._rows.all(
            "SELECT key, unit, value FROM visit_figure WHERE visit_id = :visit ORDER BY key",
            {"visit": visit_id},
        )
        return tuple(StateFigure(row["key"], StateUnit(row["unit"]), row["value"]) for row in rows)

    def plans(self, visit_id: int) -> list[int]:
        """Ids of the scenarios saved with a visit."""
        rows = self._rows.all(
            "SELECT plan_id FROM visit_plan WHERE visit_id = :visit ORDER BY id",
            {"visit": visit_id},
        )
        return [row["plan_id"] for row in rows]


class VisitStore(VisitQueries):
    """Reads and writes; writes only inside `Writer.action`."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def add(self, visit: Visit) -> int:
        """Add a visit (its id is not used) and return its id."""
        return self._writer.insert("visit", {"uid": visit.uid, **_columns(visit)})

    def change(self, visit: Visit) -> None:
        """Write a visit's fields; its uid stays."""
        self._writer.update("visit", visit.id, _columns(visit))

    def remove(self, visit_id: int) -> None:
        """Take a visit away, with its figures; its actions stay, without it."""
        for table in ("visit_figure", "visit_plan"):
            self._clear(table, visit_id)
        for row in self._of("agreed_action", visit_id):
            self._writer.update("agreed_action", row["id"], {"visit_id": None})
        self._writer.delete("visit", visit_id)

    def set_figures(self, visit_id: int, figures: Iterable[StateFigure]) -> None:
        """Keep figures instead of those that were kept before."""
        self._clear("visit_figure", visit_id)
        for one in figures:
            self._writer.insert(
                "visit_figure",
                {
                    "visit_id": visit_id,
                    "key": one.key,
                    "unit": one.unit.value,
                    "value": one.value,
                },
            )

    def add_plan(self, visit_id: int, plan_id: int) -> None:
        """Say that a scenario was saved with a visit."""
        self._writer.insert("visit_plan", {"visit_id": visit_id, "plan_id": plan_id})

    def _of(self, table: str, visit_id: int) -> list[type_row]:
        sql = {
            "visit_figure": "SELECT id FROM visit_figure WHERE visit_id = :visit",
            "visit_plan": "SELECT id FROM visit_plan WHERE visit_id = :visit",
            "agreed_action": "SELECT id FROM agreed_action WHERE visit_id = :visit",
        }[table]
        return self._rows.all(sql, {"visit": visit_id})

    def _clear(self, table: str, visit_id: int) -> None:
        for row in self._of(table, visit_id):
            self._writer.delete(table, row["id"])


def _columns(visit: Visit) -> dict[str, object]:
    return {
        "day": visit.day.isoformat(),
        "kind": visit.kind.value,
        "present": visit.present,
        "notes": visit.notes,
        "closed_on": from_day(visit.closed_on),
        "revision": visit.revision,
    }
