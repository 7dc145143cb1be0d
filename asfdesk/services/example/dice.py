"""Chance that falls the same way every time, on every computer and Python version."""

from __future__ import annotations

import hashlib


class Dice:
    """Numbers drawn from a hash of what they are for.

    Args:
        seed: a word; another word gives another enterprise.
    """

    def __init__(self, seed: str) -> None:
        self._seed = seed

    def roll(self, sides: int, *what_for: object) -> int:
        """A whole number 0..sides-1 that belongs to `what_for`."""
        text = "|".join([self._seed, *map(str, what_for)])
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) % sides

    def around(self, middle: int, spread_permille: int, *what_for: object) -> int:
        """A whole number within `middle` plus or minus so many thousandths of it."""
        width = abs(middle) * spread_permille // 1000
        return middle - width + self.roll(2 * width + 1, *what_for)
