"""Linear programming against tables: how low and how high a count can be, for all that is known.

Written apart from the program's own search, in another way: persons of each kind are the unknowns,
every number that was shown is an equation, and the two-phase simplex method runs on a tableau of
whole numbers (Edmonds' pivoting), so that nothing is rounded.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Mapping

    type_kinds = frozenset[Hashable]

ARTIFICIAL = -1


class Attack:
    """Everything that is known about some kinds of persons."""

    def __init__(self, shown: Mapping[type_kinds, int]) -> None:
        """Take in what was shown: how many persons there are of some kinds together.

        Raises:
            ValueError: it cannot all be true.
        """
        self._nobody = {kind for kinds, count in shown.items() if not count for kind in kinds}
        left = {kinds - self._nobody: count for kinds, count in shown.items() if count}
        known = sorted({kind for kinds in left for kind in kinds}, key=repr)
        self._columns = {kind: number for number, kind in enumerate(known)}
        self._rows = [
            [*(int(kind in kinds) for kind in known), count] for kinds, count in left.items()
        ]
        self._basis = [ARTIFICIAL] * len(self._rows)
        self._scale = 1
        self._find_a_start()

    def leaves(self, kinds: Collection[Hashable], wanted: int) -> bool:
        """Whether the number of persons of some kinds can have so many whole values or more."""
        inside = [kind for kind in kinds if kind not in self._nobody]
        if any(kind not in self._columns for kind in inside):
            return True
        aim = [0] * len(self._columns)
        for kind in inside:
            aim[self._columns[kind]] = 1
        low = high = self._value(aim)
        for sign in (1, -1):
            costs = self._costs([sign * one for one in aim])
            while (column := next((c for c, cost in enumerate(costs) if cost > 0), -1)) >= 0:
                row = self._leaving(column)
                if row is None:
                    return True
                costs = self._pivot(row, column, costs)
                value = self._value(aim)
                low, high = min(low, value), max(high, value)
                if floor(high) - ceil(low) + 1 >= wanted:
                    return True
        return floor(high) - ceil(low) + 1 >= wanted

    def _find_a_start(self) -> None:
        """Phase one: persons of known kinds only."""
        width = len(self._columns)
        costs = [sum(row[column] for row in self._rows) for column in range(width + 1)]
        while costs[-1]:
            column = next((c for c, cost in enumerate(costs[:-1]) if cost > 0), -1)
            row = self._leaving(column) if column >= 0 else None
            if row is None:
                raise ValueError(costs)
            costs = self._pivot(row, column, costs)
        for row in reversed(range(len(self._rows))):
            if self._basis[row] != ARTIFICIAL:
                continue
            column = next((c for c in range(width) if self._rows[row][c]), -1)
            if column < 0:
                del self._rows[row], self._basis[row]
                continue
            if self._rows[row][column] < 0:
                self._rows[row] = [-one for one in self._rows[row]]
            self._pivot(row, column, [0] * (width + 1))

    def _value(self, aim: list[int]) -> Fraction:
        total = sum(row[-1] * aim[c] for row, c in zip(self._rows, self._basis, strict=True))
        return Fraction(total, self._scale)

    def _costs(self, aim: list[int]) -> list[int]:
        """What each kind adds to the aim, times the scale."""
        costs = [self._scale * one for one in aim]
        for row, basic in zip(self._rows, self._basis, strict=True):
            if aim[basic]:
                costs = [cost - aim[basic] * row[c] for c, cost in enumerate(costs)]
        return costs

    def _leaving(self, column: int) -> int | None:
        """The row that bounds a column first; of several the lowest kind (Bland)."""
        best: int | None = None
        for number, row in enumerate(self._rows):
            if row[column] <= 0:
                continue
            if best is None:
                best = number
                continue
            mine = row[-1] * self._rows[best][column]
            its = self._rows[best][-1] * row[column]
            if mine < its or (mine == its and self._basis[number] < self._basis[best]):
                best = number
        return best

    def _pivot(self, row: int, column: int, costs: list[int]) -> list[int]:
        """Put a kind into a row; returns the new costs."""
        chosen = self._rows[row]
        pivot, scale = chosen[column], self._scale
        for number, other in enumerate(self._rows):
            part = other[column]
            if number == row:
                continue
            if part:
                self._rows[number] = [
                    (pivot * mine - part * its) // scale
                    for mine, its in zip(other, chosen, strict=True)
                ]
            elif pivot != scale:
                self._rows[number] = [pivot * mine // scale for mine in other]
        part = costs[column]
        self._basis[row], self._scale = column, pivot
        return [
            (pivot * mine - part * its) // scale for mine, its in zip(costs, chosen, strict=False)
        ]
