"""What somebody can work out who knows everything that was shown, and how it hangs together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.sending.feasible import Feasible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from asfdesk.domain.sending.counts import Counts, Earlier, Name, Sum


class Attacker:
    """Knows all sums, all that was shown earlier, and of what goes out now what is not hidden."""

    def __init__(self, counts: Counts, earlier: Earlier, hidden: Collection[Name]) -> None:
        """Set up what he knows.

        What was shown earlier and cannot be true together with the present counts (a correction
        came between) tells him of another state: it is left out.
        """
        self._counts = counts
        self._sums = list(dict.fromkeys((*counts.sums, *earlier.sums)))
        named = [*counts.values, *earlier.shown, *earlier.hidden, *earlier.true]
        named += [name for one in self._sums for name in (one.total, *one.parts)]
        self._names = list(dict.fromkeys(named))
        self._number = {name: number for number, name in enumerate(self._names)}
        self._known = dict(earlier.shown)
        for name, value in counts.values.items():
            if self._known.get(name, value) != value:
                del self._known[name]
        self._true = dict(earlier.true)
        base = self._set_up(())
        self._start_from = base if base.settle() is None else None
        self._space = self._facing(hidden)

    def meet(self, hidden: Collection[Name]) -> None:
        """Face other counts: some of them hidden, all others shown."""
        self._space = self._facing(hidden)

    def hide(self, name: Name) -> bool:
        """One count less is shown; False when he knows it from earlier all the same."""
        if name in self._known:
            return False
        self._space.hide(self._number[name])
        return True

    def knows(self, name: Name) -> bool:
        """Whether he has been shown it earlier."""
        return name in self._known

    def is_kept_from(self, name: Name, values: int) -> bool:
        """Whether a count can have at least so many values, for all he knows."""
        return self._space.widen(self._number[name], values)

    def width(self, name: Name) -> int:
        """How many values that is, once it has been asked."""
        return self._space.width(self._number[name])

    def _facing(self, hidden: Collection[Name]) -> Feasible:
        if self._start_from is None:
            return self._settled(hidden)
        inside = [self._number[name] for name in hidden if name not in self._known]
        return self._start_from.copy(inside)

    def _set_up(self, hidden: Collection[Name]) -> Feasible:
        return Feasible(
            [self._equation(one) for one in self._sums],
            [self._start(name) for name in self._names],
            [self._number[name] for name in self._fixed(hidden)],
        )

    def _settled(self, hidden: Collection[Name]) -> Feasible:
        while True:
            space = self._set_up(hidden)
            wrong = space.settle()
            if wrong is None:
                return space
            self._forget(wrong)

    def _fixed(self, hidden: Collection[Name]) -> Iterable[Name]:
        yield from self._known
        for name in self._counts.values:
            if name not in hidden and name not in self._known:
                yield name

    def _start(self, name: Name) -> int:
        for values in (self._counts.values, self._known, self._true):
            if name in values:
                return values[name]
        return 0

    def _equation(self, one: Sum) -> dict[int, int]:
        equation = {self._number[one.total]: -1}
        for part in one.parts:
            equation[self._number[part]] = equation.get(self._number[part], 0) + 1
        return equation

    def _forget(self, wrong: int) -> None:
        """Leave out what contradicts: the earliest of what was shown in a sum, or the sum."""
        one = self._sums[wrong]
        there = {one.total, *one.parts}
        for name in self._known:
            if name in there and name not in self._counts.values:
                del self._known[name]
                return
        del self._sums[wrong]
