"""The months of a plan, numbered from its first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.period import MONTHS_IN_YEAR

if TYPE_CHECKING:
    from asfdesk.domain.period import Month


def months_between(first: Month, last: Month) -> int:
    """How many months later `last` is; negative when it is earlier."""
    return (last.year - first.year) * MONTHS_IN_YEAR + last.number - first.number


@dataclass(frozen=True)
class Timeline:
    """The months of a plan without gaps, and the working days of each."""

    months: tuple[Month, ...]
    workdays: tuple[int, ...]

    @property
    def first(self) -> Month:
        """The first month."""
        return self.months[0]

    def at(self, month: Month) -> int:
        """The number of a month, counted from the first; outside the plan too."""
        return months_between(self.first, month)

    def span(self, first: Month | None, last: Month | None) -> range:
        """The numbers of the plan's months from one to another, both included.

        None = from the plan's first, to its last.
        """
        if not self.months:
            return range(0)
        start = 0 if first is None else max(self.at(first), 0)
        stop = len(self.months) if last is None else min(self.at(last) + 1, len(self.months))
        return range(start, stop)

    def begun(self, since: Month | None) -> Month:
        """The month that what was typed of a driver holds in: its first one in the plan.

        Rises and indexes are counted from it, so that somebody employed for years has the pay
        that was typed when the plan begins.
        """
        return self.first if since is None else max(since, self.first)
