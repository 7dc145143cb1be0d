"""What a count that is not shown can be, for somebody who knows sums and other counts.

Counts are whole and not negative, and hang together by sums (a total and its parts). Whatever is
shown is fixed. Starting from one set of counts that fits, the simplex method walks to others:
each is a witness, and the lowest and highest whole values a count had in them are proved to be
possible. Showing less never makes a witness impossible, so a walk goes on from where it is when
one more count is hidden (Dantzig's method with Bland's rule, bounded below by zero, exact).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

type_exact = int | Fraction


class Feasible:
    """All that fits some equations, each of the form: coefficients times counts come to zero."""

    def __init__(
        self,
        equations: Sequence[Mapping[int, int]],
        values: Sequence[int],
        fixed: Collection[int],
    ) -> None:
        """Set the equations up.

        Args:
            equations: count's number -> coefficient.
            values: each count, where one is; a hidden one of which nothing is known may have any
                value, `settle` then looks for one that fits.
            fixed: those that are shown.
        """
        self._values: list[type_exact] = list(values)
        self._fixed = set(fixed)
        self._rows: dict[int, dict[int, type_exact]] = {}
        self._made_up: list[tuple[int, int]] = []
        self.low: list[int] = list(values)
        self.high: list[int] = list(values)
        for number, equation in enumerate(equations):
            self._add(number, equation)

    def settle(self) -> int | None:
        """Find values that fit; returns the number of an equation that cannot hold, else None."""
        for number, one in self._made_up:
            while self._values[one] > 0:
                if not self._step(one, up=False, most=self._values[one]):
                    return number
            self._fixed.add(one)
        if self._made_up:
            if not self._whole():
                return self._made_up[0][0]
            self.low = [int(value) for value in self._values]
            self.high = list(self.low)
        return None

    def copy(self, hidden: Collection[int]) -> Feasible:
        """The same from here on, with some counts not shown after all."""
        other = Feasible((), (), self._fixed.difference(hidden))
        other._values = list(self._values)
        other._rows = {one: dict(row) for one, row in self._rows.items()}
        other._made_up = list(self._made_up)
        other.low, other.high = list(self.low), list(self.high)
        return other

    def hide(self, one: int) -> None:
        """Let a count that was shown be anything that fits."""
        self._fixed.discard(one)

    def width(self, one: int) -> int:
        """How many whole values from the lowest to the highest have been proved."""
        return self.high[one] - self.low[one] + 1

    def widen(self, one: int, wanted: int) -> bool:
        """Whether a count can have at least so many values; stops as soon as that is proved."""
        for up in (True, False):
            while self.width(one) < wanted:
                if not self._step(one, up=up, most=wanted):
                    break
        return self.width(one) >= wanted

    # -- inside -------------------------------------------------------------------------------

    def _add(self, number: int, equation: Mapping[int, int]) -> None:
        """Enter an equation; what it is wrong by becomes a count that has to go to zero."""
        row: dict[int, type_exact] = {one: part for one, part in equation.items() if part}
        wrong: type_exact = 0
        for one, part in row.items():
            wrong += part * self._values[one]
        if wrong:
            made_up = len(self._values)
            self._values.append(wrong if wrong > 0 else -wrong)
            self.low.append(0)
            self.high.append(0)
            row[made_up] = -1 if wrong > 0 else 1
            self._made_up.append((number, made_up))
        for basic in [one for one in row if one in self._rows]:
            _take(row, row.pop(basic), self._rows[basic])
        if not row:
            return
        chosen = min(row, key=lambda one: (one in self._fixed, one))
        self._enter_row(row, chosen)

    def _enter_row(self, row: dict[int, type_exact], chosen: int) -> None:
        """Solve a row for one count and put that into all others."""
        pivot = row.pop(chosen)
        if pivot != 1:
            for one, value in row.items():
                row[one] = _plain(-value if pivot == -1 else Fraction(value) / pivot)
        for other in self._rows.values():
            part = other.pop(chosen, 0)
            if part:
                _take(other, part, row)
        self._rows[chosen] = row

    def _step(self, one: int, *, up: bool, most: type_exact) -> bool:
        """Move a count one corner up or down; False when it stands at its bound."""
        row = self._rows.get(one)
        if row is None:
            can = one not in self._fixed and (up or self._values[one] > 0)
            return can and self._enter(one, up=up, most=most)
        for other in sorted(row):
            rises = (row[other] < 0) == up
            if other not in self._fixed and (rises or self._values[other] > 0):
                return self._enter(other, up=rises, most=most)
        return False

    def _enter(self, entering: int, *, up: bool, most: type_exact) -> bool:
        """Move a count that is in no row of its own, until another one comes to its bound."""
        sign = 1 if up else -1
        limit: type_exact | None = None if up else self._values[entering]
        leaving: int | None = None
        touched = [(one, row[entering]) for one, row in self._rows.items() if entering in row]
        for one, part in touched:
            falls = part * sign
            if one in self._fixed:
                room: type_exact = 0
            elif falls > 0:
                room = self._values[one] / Fraction(falls) if falls != 1 else self._values[one]
            else:
                continue
            nearer = limit is None or room < limit
            if nearer or (room == limit and leaving is not None and one < leaving):
                limit, leaving = room, one
        step = most if limit is None else limit
        endless = limit is None
        if step:
            self._values[entering] = _plain(self._values[entering] + sign * step)
            for one, part in touched:
                self._values[one] = _plain(self._values[one] - part * sign * step)
            self._note()
        if leaving is not None:
            row = self._rows.pop(leaving)
            row[leaving] = 1
            self._enter_row(row, entering)
        return not endless or self._whole()

    def _note(self) -> None:
        """Remember what every count is here, when all of them are whole."""
        if any(self._values[one] for _number, one in self._made_up) or not self._whole():
            return
        for one, value in enumerate(self._values):
            if value < self.low[one]:
                self.low[one] = int(value)
            elif value > self.high[one]:
                self.high[one] = int(value)

    def _whole(self) -> bool:
        return all(type(value) is int for value in self._values)


def _take(row: dict[int, type_exact], part: type_exact, other: Mapping[int, type_exact]) -> None:
    """Take a multiple of another row from a row."""
    for one, value in other.items():
        left = _plain(row.get(one, 0) - part * value)
        if left:
            row[one] = left
        else:
            row.pop(one, None)


def _plain(value: type_exact) -> type_exact:
    """A whole number as int, so that whether all are whole can be told."""
    if type(value) is Fraction and value.denominator == 1:
        return value.numerator
    return value
