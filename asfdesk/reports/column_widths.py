"""Column widths that fit, the same way on paper and on screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Wish:
    """What a column needs at least, would like, and whether it holds words."""

    least: float
    wanted: float
    words: bool


def squeezed(wishes: Sequence[Wish], available: float) -> list[float]:
    """Widths within `available` as far as possible: titles over numbers wrap before words do."""
    widths = [wish.wanted for wish in wishes]
    for words in (False, True):
        missing = sum(widths) - available
        room = sum(wish.wanted - wish.least for wish in wishes if wish.words is words)
        if missing <= 0 or room <= 0:
            continue
        share = min(missing / room, 1)
        for at, wish in enumerate(wishes):
            if wish.words is words:
                widths[at] -= share * (wish.wanted - wish.least)
    return widths
