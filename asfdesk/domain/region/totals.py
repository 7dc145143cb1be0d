"""Sums over the packages of a quarter, as the database makes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asfdesk.domain.sending.packages import Unit


@dataclass(frozen=True)
class Total:
    """A figure added up.

    Attributes:
        total: of those that are shown.
        known, hidden: enterprises that say it, and that hold it back.
    """

    unit: Unit
    total: int
    known: int
    hidden: int
