"""Attendance per placement and day, and the months that rule it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from asfdesk.domain.codes import AttendanceCode, Form
from asfdesk.domain.hours.attendance import (
    AttendanceEntry,
    AttendanceTotals,
    Attended,
    CodeTotals,
    MonthState,
    MonthStatus,
    total,
)
from asfdesk.domain.hours.sick_mark import SICK_CODES, SickMark
from asfdesk.domain.period import Month, Period
from asfdesk.storage.columns import need_day
from asfdesk.storage.sealing import needs_vault_key, open_value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault

_ENTRIES = """
SELECT * FROM attendance WHERE day BETWEEN :first AND :last
AND +placement_id BETWEEN :low AND :high ORDER BY placement_id, day, activity
"""
# The plus keeps to the index of days: of a month all placements are few, of one all days many.
_ANY = {"low": 0, "high": 2**62}
_ENTRIES_OF_PLACEMENT = """
SELECT * FROM attendance WHERE placement_id = :placement AND day BETWEEN :first AND :last
ORDER BY day, activity
"""
_SEALED_MARKS = """
SELECT id, placement_id, day, sick_sealed FROM attendance
WHERE day BETWEEN :first AND :last AND sick_sealed IS NOT NULL
AND (:placement IS NULL OR placement_id = :placement)
"""
_ABSENCES = f"""
SELECT * FROM attendance WHERE day BETWEEN :first AND :last
AND code IN ({", ".join(f"'{code}'" for code in sorted(SICK_CODES))}) ORDER BY id
"""
# Activities are summed to days first, so that a day with two activities counts once.
_TOTALS = """
WITH placement_day AS (
  SELECT placement_id, substr(day, 1, 7) AS month, sum(planned_minutes) AS planned,
    sum(attended_minutes) AS attended, max(code) AS code
  FROM attendance WHERE day BETWEEN :first AND :last GROUP BY placement_id, day
)
SELECT placement_id, month, d.code, p.trainee_id, p.agreement_id, p.form,
  count(*) AS days, sum(planned) AS planned, sum(attended) AS attended,
  sum(planned > 0) AS planned_days, sum(attended > 0) AS attended_days,
  sum(attended = 0) AS whole_days, sum(max(planned - attended, 0)) AS missed
FROM placement_day AS d JOIN placement AS p ON p.id = d.placement_id
GROUP BY placement_id, month, d.code ORDER BY placement_id, month
"""

_CODES: dict[str | None, AttendanceCode | None] = {code.value: code for code in AttendanceCode}
_CODES |= {None: None, "": None}
"""What stands in the column -> the code. A month has thousands of rows."""

_ATTENDED_BY_MONTH = """
SELECT a.placement_id, substr(a.day, 1, 7) AS month, sum(a.attended_minutes) AS minutes
FROM placement AS p JOIN attendance AS a ON a.placement_id = p.id
WHERE p.agreement_id = :agreement AND a.day <= :last GROUP BY a.placement_id, month
"""


class AttendanceQueries:
    """Reads."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def entries(self, period: Period, placements: Collection[int] = ()) -> list[AttendanceEntry]:
        """Every entry of a period, ordered by placement, day and activity.

        Args:
            period: which days.
            placements: those that are asked about; others may come too. None named = all.
        """
        rows = self._rows.all(_ENTRIES, _span(period) | _among(placements))
        days = {text: need_day(text) for text in {row["day"] for row in rows}}
        return [
            AttendanceEntry(
                row["placement_id"],
                days[row["day"]],
                row["planned_minutes"],
                row["attended_minutes"],
                _CODES[row["code"]],
                row["activity"],
            )
            for row in rows
        ]

    def of_placement(
        self, placement_id: int, period: Period | None = None
    ) -> list[AttendanceEntry]:
        """A placement's entries in order: those of a period, or everything ever filled in."""
        asked = {"placement": placement_id, "first": "", "last": "9"}
        rows = self._rows.all(_ENTRIES_OF_PLACEMENT, asked | (_span(period) if period else {}))
        return [_entry(row) for row in rows]

    def totals(self, period: Period) -> list[AttendanceTotals]:
        """Sums by placement and month, in that order; months cut by the period are partial."""
        rows = self._rows.all(_TOTALS, _span(period))
        grouped = groupby(rows, key=lambda row: (row["placement_id"], row["month"]))
        return [_totals(list(group)) for _key, group in grouped]

    def sick_days(self, period: Period, placement_id: int | None = None) -> set[tuple[int, date]]:
        """Placement and day of absences that are marked as illness; none without the vault key.

        Args:
            period: which days.
            placement_id: only this one's; None = everybody's.
        """
        asked = {**_span(period), "placement": placement_id}
        rows = self._rows.all(_SEALED_MARKS, asked) if self._vault else []
        return {(row["placement_id"], need_day(row["day"])) for row in rows if self._is_sick(row)}

    def _is_sick(self, row: type_row) -> bool:
        return open_value(self._vault, "attendance", row, "sick", SickMark) is SickMark.SICK

    def attended_by_month(self, agreement_id: int, last: date) -> dict[tuple[int, Month], int]:
        """(placement, month) -> attended minutes of an agreement, from the beginning to a day."""
        values = {"agreement": agreement_id, "last": last.isoformat()}
        return {
            (row["placement_id"], Month.parse(row["month"])): row["minutes"]
            for row in self._rows.all(_ATTENDED_BY_MONTH, values)
        }

    def state(self, month: Month) -> MonthState:
        """A month's status; a month nobody has locked is open."""
        row = self._state_row(month)
        return _state(row) if row else MonthState(month)

    def states(self) -> list[MonthState]:
        """Every month that has ever been locked, in order."""
        return [_state(row) for row in self._rows.all("SELECT * FROM attendance_month ORDER BY 2")]

    def _state_row(self, month: Month) -> type_row | None:
        return self._rows.one(
            "SELECT * FROM attendance_month WHERE month = :month", {"month": str(month)}
        )


class AttendanceStore(AttendanceQueries):
    """Reads and writes; writes only inside `Writer.action`."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def put(self, entry: AttendanceEntry) -> bool:
        """Write an entry over what is there; False when it says the same already."""
        row = self._row(entry.placement_id, entry.day, entry.activity)
        if row is None:
            self._writer.insert("attendance", _key(entry) | _values(entry))
            return True
        if _same(row, entry):
            return False
        self._writer.update("attendance", row["id"], _changed(row, entry))
        return True

    def put_all(self, entries: Sequence[AttendanceEntry]) -> None:
        """Write many entries, each placement, day and activity once: as `put` for each of them."""
        there = self._there([(entry.placement_id, entry.day) for entry in entries])
        added: list[dict[str, object]] = []
        changed: list[tuple[type_row, dict[str, object]]] = []
        for entry in entries:
            rows = there.get((entry.placement_id, entry.day.isoformat()), [])
            row = next((one for one in rows if one["activity"] == entry.activity), None)
            if row is None:
                added.append(_key(entry) | _values(entry))
            elif not _same(row, entry):
                changed.append((row, _changed(row, entry)))
        self._writer.insert_all("attendance", added)
        self._writer.update_all("attendance", changed)

    def clear_all(self, places: Collection[tuple[int, date]]) -> None:
        """Take away the entries of placements on days, all activities."""
        there = self._there(places)
        self._writer.delete_all("attendance", [row for rows in there.values() for row in rows])

    def _there(self, places: Collection[tuple[int, date]]) -> dict[tuple[int, str], list[type_row]]:
        """What lies on placements and days, by both."""
        if not places:
            return {}
        days = [day for _placement, day in places]
        wanted = {(placement, day.isoformat()) for placement, day in places}
        found: dict[tuple[int, str], list[type_row]] = {}
        asked = _span(Period(min(days), max(days))) | _among({one for one, _day in places})
        for row in self._rows.all(_ENTRIES, asked):
            key = (row["placement_id"], row["day"])
            if key in wanted:
                found.setdefault(key, []).append(row)
        return found

    def mark_sick(self, places: Collection[tuple[int, date]], month: Month, *, sick: bool) -> None:
        """Mark absences of a month as illness or not.

        Every absence of the month is sealed anew, marked or not: otherwise it could be told from
        the rows, the undo list or a backup which of them it was, without the key.

        Raises:
            NeedsVaultKeyError: an adviser's session.
        """
        if self._vault is None:
            raise needs_vault_key()
        for row in self._rows.all(_ABSENCES, _span(Period.of_month(month))):
            asked = (row["placement_id"], need_day(row["day"])) in places
            ill = sick if asked else self._is_sick(row)
            mark = SickMark.SICK if ill else SickMark.NOT_SICK
            sealed = self._vault.seal("attendance", row["id"], "sick_sealed", mark)
            self._writer.update("attendance", row["id"], {"sick_sealed": sealed})

    def clear(self, placement_id: int, day: date) -> bool:
        """Take away a day's entries, all activities; False when there were none."""
        rows = self._rows.all(
            "SELECT id FROM attendance WHERE placement_id = :placement AND day = :day",
            {"placement": placement_id, "day": day.isoformat()},
        )
        for row in rows:
            self._writer.delete("attendance", row["id"])
        return bool(rows)

    def set_state(self, state: MonthState, on: date) -> None:
        """Write a month's status and the day it got it."""
        values = {
            "status": state.status,
            "version": state.version,
            "reason": state.reason,
            "changed_on": on.isoformat(),
        }
        row = self._state_row(state.month)
        if row is None:
            self._writer.insert("attendance_month", {"month": str(state.month)} | values)
        else:
            self._writer.update("attendance_month", row["id"], values)

    def _row(self, placement_id: int, day: date, activity: str) -> type_row | None:
        return self._rows.one(
            "SELECT * FROM attendance"
            " WHERE placement_id = :placement AND day = :day AND activity = :activity",
            {"placement": placement_id, "day": day.isoformat(), "activity": activity},
        )


def _span(period: Period) -> dict[str, object]:
    return {"first": period.first.isoformat(), "last": period.last.isoformat()}


def _among(placements: Collection[int]) -> dict[str, object]:
    return {"low": min(placements), "high": max(placements)} if placements else dict(_ANY)


def _key(entry: AttendanceEntry) -> dict[str, object]:
    return {
        "placement_id": entry.placement_id,
        "day": entry.day.isoformat(),
        "activity": entry.activity,
    }


def _values(entry: AttendanceEntry) -> dict[str, object]:
    return {
        "planned_minutes": entry.planned_minutes,
        "attended_minutes": entry.attended_minutes,
        "code": entry.code,
    }


def _same(row: type_row, entry: AttendanceEntry) -> bool:
    return all(row[name] == value for name, value in _values(entry).items())


def _changed(row: type_row, entry: AttendanceEntry) -> dict[str, object]:
    """The columns to write. Whoever was there after all was not ill; emptying takes no key."""
    mark = row["sick_sealed"] if entry.code in SICK_CODES else None
    return {**_values(entry), "sick_sealed": mark}


def _entry(row: type_row) -> AttendanceEntry:
    return AttendanceEntry(
        placement_id=row["placement_id"],
        day=need_day(row["day"]),
        planned_minutes=row["planned_minutes"],
        attended_minutes=row["attended_minutes"],
        code=_CODES[row["code"]],
        activity=row["activity"],
    )


def _totals(rows: list[type_row]) -> AttendanceTotals:
    first = rows[0]
    return AttendanceTotals(
        placement_id=first["placement_id"],
        trainee_id=first["trainee_id"],
        agreement_id=first["agreement_id"],
        form=Form(first["form"]),
        month=Month.parse(first["month"]),
        sums=total(_sums(rows)),
    )


def _sums(rows: Iterable[type_row]) -> Iterable[Attended]:
    for row in rows:
        code = CodeTotals(row["days"], row["whole_days"], row["missed"])
        yield Attended(
            planned_minutes=row["planned"],
            attended_minutes=row["attended"],
            filled_days=row["days"],
            planned_days=row["planned_days"],
            attended_days=row["attended_days"],
            by_code={AttendanceCode(row["code"]): code} if row["code"] else {},
        )


def _state(row: type_row) -> MonthState:
    return MonthState(
        Month.parse(row["month"]), MonthStatus(row["status"]), row["version"], row["reason"]
    )
