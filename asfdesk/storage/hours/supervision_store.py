"""Supervisors, their employments and their time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.codes import Activity
from asfdesk.domain.hours.supervision import (
    Employment,
    SupervisionEntry,
    SupervisionTotals,
    Supervisor,
)
from asfdesk.domain.period import Month
from asfdesk.storage.columns import from_day, need_day, to_day
from asfdesk.storage.sealing import open_field, seal_fields

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.period import Period
    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault

_ENTRIES = """
SELECT * FROM supervision WHERE day BETWEEN :first AND :last
ORDER BY supervisor_id, day, activity, agreement_id
"""
_TOTALS = """
SELECT supervisor_id, substr(day, 1, 7) AS month, activity, agreement_id, sum(minutes) AS minutes
FROM supervision WHERE day BETWEEN :first AND :last
GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
"""
_BY_DAY = """
SELECT day, sum(minutes) AS minutes FROM supervision
WHERE day BETWEEN :first AND :last GROUP BY day ORDER BY day
"""
_BY_SUPERVISOR = """
SELECT supervisor_id, sum(minutes) AS minutes FROM supervision
WHERE day BETWEEN :first AND :last GROUP BY supervisor_id
"""
_EXACT = """
SELECT * FROM supervision WHERE supervisor_id = :supervisor AND day = :day
AND activity = :activity AND ifnull(agreement_id, 0) = ifnull(:agreement, 0)
"""


class SupervisionQueries:
    """Reads."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def supervisors(self) -> list[Supervisor]:
        """Everybody who is or was a supervisor, by number; names only with the vault key."""
        employments: dict[int, list[Employment]] = {}
        for row in self._rows.all("SELECT * FROM employment ORDER BY supervisor_id, valid_from"):
            employments.setdefault(row["supervisor_id"], []).append(_employment(row))
        rows = self._rows.all("SELECT * FROM supervisor ORDER BY number")
        return [self._supervisor(row, employments.get(row["id"], [])) for row in rows]

    def supervisor(self, supervisor_id: int) -> Supervisor | None:
        """One supervisor, or None."""
        return next((s for s in self.supervisors() if s.id == supervisor_id), None)

    def entries(self, period: Period) -> list[SupervisionEntry]:
        """All supervision of a period, by supervisor, day, activity and agreement."""
        return [_entry(row) for row in self._rows.all(_ENTRIES, _span(period))]

    def totals(self, period: Period) -> list[SupervisionTotals]:
        """Minutes by supervisor, month, activity and agreement, in that order."""
        return [
            SupervisionTotals(
                row["supervisor_id"],
                Month.parse(row["month"]),
                Activity(row["activity"]),
                row["agreement_id"],
                row["minutes"],
            )
            for row in self._rows.all(_TOTALS, _span(period))
        ]

    def minutes_by_day(self, period: Period) -> dict[date, int]:
        """Day -> minutes of all supervisors; days without time are left out."""
        rows = self._rows.all(_BY_DAY, _span(period))
        return {need_day(row["day"]): row["minutes"] for row in rows}

    def minutes_by_supervisor(self, period: Period) -> dict[int, int]:
        """Supervisor id -> minutes; those without time are left out."""
        rows = self._rows.all(_BY_SUPERVISOR, _span(period))
        return {row["supervisor_id"]: row["minutes"] for row in rows}

    def _supervisor(self, row: type_row, employments: list[Employment]) -> Supervisor:
        return Supervisor(
            id=row["id"],
            number=row["number"],
            name=open_field(self._vault, "supervisor", row, "name"),
            started_on=to_day(row["started_on"]),
            ended_on=to_day(row["ended_on"]),
            employments=tuple(employments),
            esf_project=bool(row["esf_project"]),
        )


class SupervisionStore(SupervisionQueries):
    """Reads and writes; writes only inside `Writer.action`."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def add_supervisor(self, supervisor: Supervisor) -> int:
        """Add a supervisor (id and employments of the value are not used); returns the id.

        Raises:
            NeedsVaultKeyError: a name cannot be sealed with this key.
        """
        row_id = self._writer.next_id("supervisor")
        values = self._values(row_id, supervisor) | {"id": row_id, "number": supervisor.number}
        return self._writer.insert("supervisor", values)

    def change_supervisor(self, supervisor: Supervisor) -> None:
        """Write name and dates of a supervisor."""
        values = self._values(supervisor.id, supervisor)
        self._writer.update("supervisor", supervisor.id, values)

    def next_number(self) -> int:
        """The running number the next supervisor gets; numbers are never used again."""
        return int(self._rows.value("SELECT coalesce(max(number), 0) + 1 FROM supervisor"))

    def remove_employment(self, employment_id: int) -> None:
        """Take away what held from a day."""
        self._writer.delete("employment", employment_id)

    def put_employment(self, employment: Employment) -> None:
        """Write what holds from a date, over what held from the same date."""
        values = {
            "supervisor_id": employment.supervisor_id,
            "valid_from": employment.valid_from.isoformat(),
            "fte_bp": employment.fte_bp,
            "cost_per_hour_ore": employment.cost_per_hour_ore,
        }
        row = self._rows.one(
            "SELECT id FROM employment WHERE supervisor_id = :supervisor AND valid_from = :day",
            {"supervisor": employment.supervisor_id, "day": values["valid_from"]},
        )
        if row is None:
            self._writer.insert("employment", values)
        else:
            self._writer.update("employment", row["id"], values)

    def put(self, entry: SupervisionEntry) -> bool:
        """Write minutes over what is there; False when it says the same already."""
        row = self._row(entry)
        if row is None:
            self._writer.insert("supervision", _key(entry) | {"minutes": entry.minutes})
            return True
        if row["minutes"] == entry.minutes:
            return False
        self._writer.update("supervision", row["id"], {"minutes": entry.minutes})
        return True

    def clear(self, entry: SupervisionEntry) -> bool:
        """Take away the time with the entry's key; False when there was none."""
        row = self._row(entry)
        if row is not None:
            self._writer.delete("supervision", row["id"])
        return row is not None

    def _row(self, entry: SupervisionEntry) -> type_row | None:
        key = _key(entry)
        return self._rows.one(
            _EXACT,
            {
                "supervisor": key["supervisor_id"],
                "day": key["day"],
                "activity": key["activity"],
                "agreement": key["agreement_id"],
            },
        )

    def _values(self, row_id: int, supervisor: Supervisor) -> dict[str, object]:
        return {
            "started_on": from_day(supervisor.started_on),
            "ended_on": from_day(supervisor.ended_on),
            "esf_project": int(supervisor.esf_project),
            **seal_fields(self._vault, "supervisor", row_id, {"name": supervisor.name}),
        }


def _span(period: Period) -> dict[str, object]:
    return {"first": period.first.isoformat(), "last": period.last.isoformat()}


def _key(entry: SupervisionEntry) -> dict[str, object]:
    return {
        "supervisor_id": entry.supervisor_id,
        "day": entry.day.isoformat(),
        "activity": entry.activity,
        "agreement_id": entry.agreement_id,
    }


def _employment(row: type_row) -> Employment:
    return Employment(
        row["id"],
        row["supervisor_id"],
        need_day(row["valid_from"]),
        row["fte_bp"],
        row["cost_per_hour_ore"],
    )


def _entry(row: type_row) -> SupervisionEntry:
    return SupervisionEntry(
        row["supervisor_id"],
        need_day(row["day"]),
        row["minutes"],
        Activity(row["activity"]),
        row["agreement_id"],
    )
