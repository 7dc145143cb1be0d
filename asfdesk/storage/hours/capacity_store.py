"""Sums that capacity rests on, made by the database: attendance by day, supervision, the queue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.codes import Form, PlacementStatus
from asfdesk.domain.hours.attendance import AttendanceEntry
from asfdesk.domain.people.placement_codes import WaitingStatus
from asfdesk.storage.columns import need_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.domain.period import Period
    from asfdesk.storage.rows import Reader
    from asfdesk.storage.vault import Vault

# What was registered by mistake is never counted (decisions A16).
_ATTENDED = """
SELECT day, sum(attended_minutes) AS minutes FROM attendance
WHERE day BETWEEN :first AND :last
  AND placement_id NOT IN (SELECT id FROM placement WHERE status = :mistake)
GROUP BY day
"""
# Activities are summed to days: a day with two activities is one day of a place.
_PLACEMENT_DAYS = """
SELECT placement_id, day, sum(planned_minutes) AS planned, sum(attended_minutes) AS attended
FROM attendance WHERE day BETWEEN :first AND :last GROUP BY placement_id, day
"""
_COST = """
SELECT count(*) AS days, count(cost) AS priced, sum(cost) AS cost, sum(minutes) AS minutes
FROM (
  SELECT s.minutes, s.minutes * (
    SELECT e.cost_per_hour_ore FROM employment AS e
    WHERE e.supervisor_id = s.supervisor_id AND e.valid_from <= s.day
      AND s.day <= coalesce(p.ended_on, s.day)
    ORDER BY e.valid_from DESC LIMIT 1
  ) AS cost
  FROM supervision AS s JOIN supervisor AS p ON p.id = s.supervisor_id
  WHERE s.day BETWEEN :first AND :last
)
"""
# Who has left the queue since was still in it then.
_WAITING = """
SELECT form, buyer_id, count(*) AS people FROM waiting
WHERE received_on <= :as_of
  AND (closed_on > :as_of OR (closed_on IS NULL AND status IN (:waits, :offered)))
GROUP BY form, buyer_id
"""

PlacementDays = dict[tuple[int, date], tuple[AttendanceEntry, ...]]
"""(placement id, day) -> one entry with the day's sums."""


@dataclass(frozen=True)
class Queued:
    """How many wait for a form, and for which buyer's place if that is known."""

    form: Form
    buyer_id: int | None
    people: int


@dataclass(frozen=True)
class TimeCost:
    """Supervisors' reported minutes, and sixtieths of an öre; None when some have no price."""

    minutes: int
    sixtieths: int | None


class CapacityQueries:
    """Reads only; what it reads is written elsewhere."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def attended_by_day(self, period: Period) -> dict[date, int]:
        """Day -> all trainees' attended minutes; days without a row are left out."""
        asked = _span(period) | {"mistake": PlacementStatus.MISREGISTERED.value}
        rows = self._rows.all(_ATTENDED, asked)
        return {need_day(row["day"]): row["minutes"] for row in rows}

    def placement_days(self, period: Period) -> PlacementDays:
        """What is written down, a day of a placement each."""
        return {
            (row["placement_id"], day): (
                AttendanceEntry(row["placement_id"], day, row["planned"], row["attended"]),
            )
            for row in self._rows.all(_PLACEMENT_DAYS, _span(period))
            for day in (need_day(row["day"]),)
        }

    def time_cost(self, period: Period) -> TimeCost:
        """What reported time comes to, each day at the price that held."""
        row = self._rows.one(_COST, _span(period)) or {}
        priced = row["priced"] == row["days"]
        return TimeCost(row["minutes"] or 0, (row["cost"] or 0) if priced else None)

    def waiting(self, as_of: date) -> list[Queued]:
        """The queue on a day."""
        params: Mapping[str, object] = {
            "as_of": as_of.isoformat(),
            "waits": WaitingStatus.WAITING,
            "offered": WaitingStatus.OFFERED,
        }
        return [
            Queued(Form(row["form"]), row["buyer_id"], row["people"])
            for row in self._rows.all(_WAITING, params)
        ]


def _span(period: Period) -> dict[str, object]:
    return {"first": period.first.isoformat(), "last": period.last.isoformat()}
