"""Safe copies: those that were made of a file, and what stands in one in the place of days."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.codes import AgeBand, Sex
from asfdesk.domain.period import Month
from asfdesk.domain.visiting.safe_copy import CopyMark, SafeKey, SafeMonth, SafePerson
from asfdesk.domain.visiting.visit_state import StateFigure, StateUnit
from asfdesk.storage.columns import need_day, need_moment

if TYPE_CHECKING:
    from datetime import datetime

    from asfdesk.storage.rows import Reader, Writer
    from asfdesk.storage.vault import Vault


@dataclass(frozen=True)
class Handout:
    """A safe copy that was made.

    Attributes:
        uid: the copy's own client number, as 32 hexadecimal digits.
        persons: rows about trainees in it.
    """

    uid: str
    made_at: datetime
    made_for: str = field(repr=False)
    persons: int = 0
    id: int = 0


class SafeCopyQueries:
    """Reads."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def mark(self) -> CopyMark | None:
        """Since when the open file is a safe copy; None when it is none."""
        row = self._rows.one("SELECT made_on, threshold FROM safe_copy")
        return CopyMark(need_day(row["made_on"]), row["threshold"]) if row else None

    def handouts(self) -> list[Handout]:
        """Every safe copy of this file, in the order they were made."""
        return [
            Handout(
                row["uid"],
                need_moment(row["made_at"]),
                row["made_for"],
                row["persons"],
                row["id"],
            )
            for row in self._rows.all("SELECT * FROM safe_handout ORDER BY id")
        ]

    def people(self) -> list[SafePerson]:
        """The trainees of a safe copy, by their numbers."""
        return [
            SafePerson(
                row["number"],
                Sex(row["sex"]) if row["sex"] else None,
                AgeBand(row["age_band"]),
                Month.parse(row["first_month"]),
                Month.parse(row["last_month"]) if row["last_month"] else None,
            )
            for row in self._rows.all("SELECT * FROM safe_person ORDER BY number")
        ]

    def months(self) -> list[SafeMonth]:
        """The months of a safe copy, in order."""
        found: dict[str, dict[SafeKey, Fraction | None]] = {}
        for row in self._rows.all("SELECT * FROM safe_month ORDER BY month, id"):
            value = None if row["value"] is None else Fraction(row["value"], row["divisor"])
            found.setdefault(row["month"], {})[SafeKey(row["key"])] = value
        return [SafeMonth(Month.parse(month), sums) for month, sums in found.items()]

    def figures(self) -> tuple[StateFigure, ...]:
        """What stood on the day that a safe copy was made, by key."""
        rows = self._rows.all("SELECT key, unit, value FROM safe_figure ORDER BY key")
        return tuple(StateFigure(row["key"], StateUnit(row["unit"]), row["value"]) for row in rows)


class SafeCopyStore(SafeCopyQueries):
    """Reads and writes; writes only inside `Writer.action`."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def add_handout(self, handout: Handout) -> int:
        """Enter a copy that is made."""
        return self._writer.insert(
            "safe_handout",
            {
                "uid": handout.uid,
                "made_at": handout.made_at.isoformat(timespec="seconds"),
                "made_for": handout.made_for,
                "persons": handout.persons,
            },
        )
