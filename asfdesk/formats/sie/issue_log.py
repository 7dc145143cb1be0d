"""Collecting what is found in a file: at most 200 of a code, the rest counted (sie.md §5.1)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from asfdesk.domain.books.sie_issues import KEPT_PER_CODE, Code, Severity, issue

if TYPE_CHECKING:
    from asfdesk.domain.books.sie_issues import Issue


class IssueLog:
    """Issues by code, and tallies that become one issue each."""

    def __init__(self) -> None:
        self._kept: list[Issue] = []
        self._totals: dict[Code, int] = {}
        self._tallied: Counter[Code] = Counter()
        self._tallies: dict[tuple[Code, str | None], tuple[int, int]] = {}

    def add(self, code: Code, line: int | None = None, **values: str | int) -> None:
        """Note one issue with its line and what its sentence names."""
        total = self._totals.get(code, 0) + 1
        self._totals[code] = total
        if total <= KEPT_PER_CODE:
            self._kept.append(issue(code, line, **values))

    def tally(self, code: Code, line: int, name: str | None = None) -> None:
        """Count something frequent; it becomes one issue per name, at its first line.

        A name can be empty in the file; None is for what has no name.
        """
        first, count = self._tallies.get((code, name), (line, 0))
        self._tallies[code, name] = (first, count + 1)
        self._tallied[code] += 1

    def count(self, code: Code) -> int:
        """How many of a code there are so far."""
        return self._totals.get(code, 0) + self._tallied[code]

    @property
    def refused(self) -> bool:
        """Whether something was found that refuses the file."""
        return any(found.severity is Severity.REFUSE for found in self._kept)

    def issues(self) -> tuple[Issue, ...]:
        """All that is kept, whole-file ones first, then by line."""
        kept = list(self._kept)
        room: dict[Code, int] = {}
        for (code, name), (line, count) in self._tallies.items():
            room[code] = room.get(code, 0) + 1
            if room[code] <= KEPT_PER_CODE:
                values = {"count": count} if name is None else {"name": name, "count": count}
                kept.append(issue(code, line, **values))
        return tuple(sorted(kept, key=lambda found: found.line or 0))

    def totals(self) -> dict[Code, int]:
        """How many of each code, kept or not."""
        found = self._totals.keys() | self._tallied.keys()
        return {code: self.count(code) for code in Code if code in found}
