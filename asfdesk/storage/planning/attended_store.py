"""Attended days and minutes by placement and month, added up by the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.period import Month

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.storage.rows import Reader
    from asfdesk.storage.vault import Vault


@dataclass(frozen=True)
class Attended:
    """What one placement attended in a month: days with any time, and minutes."""

    days: int
    minutes: int


class AttendedQueries:
    """Reads. Ten years of daily rows are one question, answered in months."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def by_month(self, first: date, last: date) -> dict[tuple[int, Month], Attended]:
        """(placement id, month) -> what was attended on first..last, all activities together."""
        sql = """SELECT placement_id, substr(day, 1, 7) AS month, sum(attended_minutes) AS minutes,
                 count(DISTINCT CASE WHEN attended_minutes > 0 THEN day END) AS days
                 FROM attendance WHERE day BETWEEN :first AND :last
                 GROUP BY placement_id, month"""
        params = {"first": first.isoformat(), "last": last.isoformat()}
        months: dict[str, Month] = {}
        found = {}
        for row in self._rows.all(sql, params):
            text = row["month"]
            month = months.get(text) or months.setdefault(text, Month.parse(text))
            found[row["placement_id"], month] = Attended(row["days"], row["minutes"])
        return found
