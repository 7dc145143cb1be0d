"""Whether a client file is whole, and what in it waits for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.hours.attendance import MonthStatus
from asfdesk.domain.period import Month, Period
from asfdesk.services.books.map_accounts import PlacedState, accounts_placed
from asfdesk.services.hours.attendance_month import month_grid
from asfdesk.services.without_days import is_safe_copy
from asfdesk.storage.file.schema_check import check_schema, schema_version, thorough_faults

if TYPE_CHECKING:
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.session import ReadSession


@dataclass(frozen=True)
class UnplacedAccounts:
    """Accounts of a fiscal year that need a look.

    Attributes:
        year: its label, 2026 or 2026/2027.
        without_line: accounts that no rule places ("utan planrad").
        to_confirm: accounts placed by the shipped rules, not confirmed yet.
    """

    year: str
    without_line: tuple[str, ...]
    to_confirm: tuple[str, ...]


@dataclass(frozen=True)
class FileCheck:
    """What a check found.

    Attributes:
        faults: damage, in SQLite's words; empty when the file is whole.
        schema_version: of the database.
        generation: how many times it has been saved.
        saved_at: UTC, ISO 8601.
        notes: what was noticed at opening.
        accounts: per fiscal year with imported books, where something is missing.
        unfilled_days: month -> planned days nobody has filled in, up to today.
    """

    faults: tuple[str, ...]
    schema_version: int
    generation: int
    saved_at: str
    notes: tuple[str, ...]
    accounts: tuple[UnplacedAccounts, ...]
    unfilled_days: dict[Month, int]

    @property
    def whole(self) -> bool:
        """Whether there is no damage; missing entries are no damage."""
        return not self.faults


def check_client_file(opened: OpenFile, today: date) -> FileCheck:
    """Check an open file thoroughly; nothing is changed.

    Raises:
        FileDamagedError: the schema is not ours.
    """
    file = opened.file
    check_schema(file.database)
    faults = thorough_faults(file.database)
    return FileCheck(
        faults=tuple(faults),
        schema_version=schema_version(file.database),
        generation=file.manifest.generation,
        saved_at=file.manifest.saved_at,
        notes=opened.notes,
        accounts=() if faults else tuple(_accounts(opened.session)),
        unfilled_days={} if faults else _unfilled(opened.session, today),
    )


def _accounts(session: ReadSession) -> list[UnplacedAccounts]:
    found = []
    for year in session.enterprise.fiscal_years():
        placed = accounts_placed(session, year)
        row = UnplacedAccounts(
            year.label,
            tuple(a.number for a in placed if a.state is PlacedState.NOWHERE),
            tuple(a.number for a in placed if a.state is PlacedState.NEW),
        )
        if row.without_line or row.to_confirm:
            found.append(row)
    return found


def _unfilled(session: ReadSession, today: date) -> dict[Month, int]:
    """Open months since the first placement that still have holes; a safe copy has no days."""
    if is_safe_copy(session):
        return {}
    placements = session.placements.in_period(date.min, today)
    if not placements:
        return {}
    first = Month.of(min(placement.decision_from for placement in placements))
    counts = {}
    for month in Period.of_months(first, Month.of(today)).months():
        if session.attendance.state(month).status is not MonthStatus.LOCKED:
            counts[month] = month_grid(session, month, today).unfilled
    return {month: count for month, count in counts.items() if count}
