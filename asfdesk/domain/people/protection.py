"""The trace of a protected identity: running numbers, so that older copies follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class Protection:
    """How a trainee's protection stands; it says a number, never who or why.

    Attributes:
        number: the running number.
        turn: how often it has changed: 1 protected, 2 lifted, 3 protected again …
        changed_on: the day of the latest change.
    """

    number: int
    turn: int
    changed_on: date

    @property
    def protected(self) -> bool:
        """Whether the person is protected now."""
        return self.turn % 2 == 1
