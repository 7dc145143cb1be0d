"""Deviations that are reported (avvikelser)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from asfdesk.domain.hours.absence_reports import AbsenceReport
from asfdesk.storage.columns import from_day, need_day, to_day
from asfdesk.storage.sealing import open_field, seal_fields

if TYPE_CHECKING:
    from asfdesk.domain.period import Period
    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault

TABLE = "absence_report"


class AbsenceQueries:
    """Reads. The recipient is "" without the vault key."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def reports(self, period: Period) -> list[AbsenceReport]:
        """Those of a period, by day and placement."""
        sql = """SELECT * FROM absence_report WHERE day BETWEEN :first AND :last
                 ORDER BY day, placement_id, absent_from, id"""
        span = {"first": period.first.isoformat(), "last": period.last.isoformat()}
        return [self._report(row) for row in self._rows.all(sql, span)]

    def in_period_or_unsent(self, period: Period) -> list[AbsenceReport]:
        """Those of a period, and every one that waits to be sent; by day and placement."""
        sql = """SELECT * FROM absence_report
                 WHERE sent_on IS NULL OR day BETWEEN :first AND :last
                 ORDER BY day, placement_id, absent_from, id"""
        span = {"first": period.first.isoformat(), "last": period.last.isoformat()}
        return [self._report(row) for row in self._rows.all(sql, span)]

    def unsent(self) -> int:
        """How many wait to be sent; no recipient is opened for it."""
        return int(self._rows.value("SELECT count(*) FROM absence_report WHERE sent_on IS NULL"))

    def all_reports(self) -> list[AbsenceReport]:
        """Every one, by day."""
        rows = self._rows.all("SELECT * FROM absence_report ORDER BY day, id")
        return [self._report(row) for row in rows]

    def report(self, report_id: int) -> AbsenceReport | None:
        """One of them."""
        row = self._rows.get(TABLE, report_id)
        return self._report(row) if row else None

    def _report(self, row: type_row) -> AbsenceReport:
        notified = row["notified_at"]
        return AbsenceReport(
            id=row["id"],
            placement_id=row["placement_id"],
            day=need_day(row["day"]),
            expected_from=row["expected_from"],
            expected_to=row["expected_to"],
            absent_from=row["absent_from"],
            absent_to=row["absent_to"],
            activity=row["activity"],
            notified_at=datetime.fromisoformat(notified) if notified else None,
            sent_on=to_day(row["sent_on"]),
            recipient=open_field(self._vault, TABLE, row, "recipient"),
        )


class AbsenceStore(AbsenceQueries):
    """Reads and writes; writes only inside `Writer.action`."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def add(self, report: AbsenceReport) -> int:
        """Add one (its id is not used) and return its id."""
        row_id = self._writer.next_id(TABLE)
        self._writer.insert(TABLE, {"id": row_id, **self._values(row_id, report)})
        return row_id

    def change(self, report: AbsenceReport) -> None:
        """Write one anew; without the vault key its recipient stays as it is."""
        self._writer.update(TABLE, report.id, self._values(report.id, report))

    def remove(self, report_id: int) -> None:
        """Take one away."""
        self._writer.delete(TABLE, report_id)

    def _values(self, row_id: int, report: AbsenceReport) -> dict[str, object]:
        notified = report.notified_at
        return {
            "placement_id": report.placement_id,
            "day": report.day.isoformat(),
            "activity": report.activity,
            "expected_from": report.expected_from,
            "expected_to": report.expected_to,
            "absent_from": report.absent_from,
            "absent_to": report.absent_to,
            "notified_at": notified.isoformat(timespec="minutes") if notified else None,
            "sent_on": from_day(report.sent_on),
            **seal_fields(self._vault, TABLE, row_id, {"recipient": report.recipient}),
        }
