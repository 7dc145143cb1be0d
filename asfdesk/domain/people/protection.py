"""The trace of a protected identity: running numbers, so that older copies follow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


@dataclass(frozen=True)
class Protection:
    """How a trainee's protection stands; it says a number, never who or why.

    Every time somebody is protected gets a mark of its own, and lifting names the marks that it
    lifts. So two copies that went their own ways can be put together: a lifting counts against
    the protections that it came after, and against no other.

    Attributes:
        number: the running number; a request on the waiting list has its own below zero
            (`waiting.trace_number`).
        changed_on: the day of the latest change.
        made: the marks of the times that the person was protected.
        lifted: those of them that have been lifted.
    """

    number: int
    changed_on: date
    made: frozenset[str]
    lifted: frozenset[str] = frozenset()

    @property
    def protected(self) -> bool:
        """Whether the person is protected: a mark is left that nobody has lifted."""
        return bool(self.made - self.lifted)

    @property
    def turn(self) -> int:
        """How often it has changed: 1 protected, 2 lifted, 3 protected again."""
        return 2 * len(self.lifted) + int(self.protected)

    def again(self, mark: str, day: date) -> Protection:
        """Protected, under a mark that has not been used."""
        return replace(self, changed_on=day, made=self.made | {mark})

    def ended(self, day: date) -> Protection:
        """Lifted, with every mark that is known here."""
        return replace(self, changed_on=day, lifted=self.made)

    def merged(self, other: Protection) -> Protection:
        """What two copies of the file know together of the same number."""
        return Protection(
            self.number,
            max(self.changed_on, other.changed_on),
            self.made | other.made,
            self.lifted | other.lifted,
        )


def merge_protections(traces: Iterable[Protection]) -> list[Protection]:
    """What several lists know together, one for each number, in order."""
    found: dict[int, Protection] = {}
    for one in traces:
        known = found.get(one.number)
        found[one.number] = known.merged(one) if known else one
    return [found[number] for number in sorted(found)]
