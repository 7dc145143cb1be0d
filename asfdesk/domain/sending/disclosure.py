"""Disclosure control: the one layer under every aggregated output (decisions C16, ADR 0040).

A count of 1..n-1 is hidden. So is whatever else is needed for whoever knows all that is shown,
all that was shown earlier and how it hangs together to be left with at least n values for each
hidden count. Nothing is shown that has not passed `protect` (counts), `protect_share`
(percentages) or `protect_mean` (means and medians). The same input gives the same output.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.sending.attacker import Attacker
from asfdesk.domain.sending.counts import Cell, Counts, Earlier, Name, Reason, Sum, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Cell", "Counts", "Earlier", "Name", "Protected", "Reason", "Sum", "Table"]

NOTHING = Earlier()


@dataclass(frozen=True)
class Protected:
    """Counts as they may go out."""

    cells: Mapping[Name, Cell]

    def value(self, name: Name) -> int | None:
        """A count, or None where it is hidden."""
        return self.cells[name].value

    def reason(self, name: Name) -> Reason | None:
        """Why it is hidden; see `Reason` for who may be told."""
        return self.cells[name].reason

    @property
    def hides_any(self) -> bool:
        """Whether anything is hidden."""
        return any(cell.value is None for cell in self.cells.values())


def protect(counts: Counts | Table, threshold: int, *readers: Earlier) -> Protected:
    """Hide what must be hidden, and as little else as a simple search finds.

    Args:
        counts: a table, or several that go out together (`Counts.together`).
        threshold: n; 3-10, default 5.
        readers: what has gone out already, once for each kind of reader: everybody who gets the
            suppressed figures; those who by agreement know some exactly as well. What is hidden
            is kept from each of them who does not know it. None = nothing has gone out.

    Returns:
        A cell for every count of `counts`.
    """
    asked = counts.counts() if isinstance(counts, Table) else counts
    return _Search(asked, threshold, readers or (NOTHING,)).result()


def protect_total(total: int, threshold: int) -> int | None:
    """A total that hangs together with nothing: hidden when it is 1..n-1."""
    return None if 0 < total < threshold else total


def protect_share(part: int, whole: int, threshold: int) -> bool:
    """Whether a percentage of persons may be shown, when its counts may.

    Not when the whole, the part or the rest is 1..n-1 persons: a percentage of a known whole
    tells the part, and so the rest.
    """
    return whole >= threshold and not any(0 < one < threshold for one in (part, whole - part))


def protect_mean(base: int, threshold: int, differs_by: Iterable[int] = ()) -> bool:
    """Whether a mean or a median over this many persons may be shown.

    Args:
        base: how many persons.
        threshold: n.
        differs_by: for each mean of the same that has gone out, how many persons are in one of
            the two bases only: two means and their bases tell the sum over those.
    """
    return base >= threshold and not any(0 < one < threshold for one in differs_by)


class _Reader:
    """Somebody the hidden counts are kept from."""

    def __init__(self, counts: Counts, threshold: int, earlier: Earlier) -> None:
        self._n = threshold
        self._silent = Attacker(counts, earlier, counts.values)
        small = [name for name, value in earlier.true.items() if 0 < value < threshold]
        self.guarded = tuple(dict.fromkeys((*earlier.hidden, *small)))
        """Counts that are not asked for now and must not be given away."""
        self.attacker = Attacker(counts, earlier, ())

    def bare(self, hidden: Iterable[Name]) -> Name | None:
        """The first hidden count that has too few values left; None when there is none."""
        for name in dict.fromkeys((*hidden, *self.guarded)):
            if self.attacker.knows(name) or self.attacker.is_kept_from(name, self._n):
                continue
            if not self.attacker.is_kept_from(name, self.best(name)):
                return name
        return None

    def best(self, name: Name) -> int:
        """How many values a count has when nothing more is shown: n, or what is left of them."""
        if self.attacker.knows(name):
            return 1
        self._silent.is_kept_from(name, self._n)
        return min(self._silent.width(name), self._n)


class _Search:
    """Looks for what to hide."""

    def __init__(self, counts: Counts, threshold: int, readers: Sequence[Earlier]) -> None:
        self._counts = counts
        self._n = threshold
        self._earlier = readers
        self._hidden: dict[Name, Reason] = {}
        self._place = {name: place for place, name in enumerate(counts.values)}
        self._sums_of: dict[Name, list[Sum]] = {}
        ties = [one for earlier in readers for one in earlier.sums]
        for one in dict.fromkeys((*counts.sums, *ties)):
            for name in (one.total, *one.parts):
                self._sums_of.setdefault(name, []).append(one)

    def result(self) -> Protected:
        """Every count, hidden or not."""
        self._hide_small()
        readers = [_Reader(self._counts, self._n, one) for one in self._earlier]
        self._show_known(readers)
        if self._hidden or any(one.guarded for one in readers):
            company = self._hide_company(readers)
            self._show_needless(company, readers)
        cells = {
            name: Cell(None, self._hidden[name]) if name in self._hidden else Cell(value)
            for name, value in self._counts.values.items()
        }
        return Protected(cells)

    # -- small --------------------------------------------------------------------------------

    def _hide_small(self) -> None:
        values = self._counts.values
        for name, value in values.items():
            before = [one.shown.get(name, value) for one in self._earlier]
            if 0 < value < self._n:
                self._hidden[name] = Reason.SMALL
            elif any(name in one.hidden and name not in one.shown for one in self._earlier):
                self._hidden[name] = Reason.HELD
            elif any(0 < abs(value - shown) < self._n for shown in before):
                self._hidden[name] = Reason.CHANGED
        for one in self._counts.sums:
            if 0 < values.get(one.total, 0) < self._n:
                for part in one.parts:
                    if part in values:
                        self._hidden.setdefault(part, Reason.BASE)

    def _show_known(self, readers: Sequence[_Reader]) -> None:
        """Hiding what follows from earlier outputs hides nothing, unless it is small itself."""
        for name, reason in list(self._hidden.items()):
            if reason is Reason.BASE and all(one.best(name) < self._n for one in readers):
                del self._hidden[name]

    # -- company ------------------------------------------------------------------------------

    def _hide_company(self, readers: Sequence[_Reader]) -> list[Name]:
        """Hide more until nothing hidden can be worked out; returns what was hidden for that."""
        company: list[Name] = []
        for reader in readers:
            reader.attacker.meet(self._hidden)
        for reader in readers:
            while (bare := reader.bare(self._hidden)) is not None:
                chosen = self._next(bare, [reader], readers)
                if chosen is None:
                    break
                tied = bare in self._counts.values
                self._hidden[chosen] = Reason.COMPANY if tied else Reason.EARLIER
                company.append(chosen)
                for one in readers:
                    one.attacker.hide(chosen)
        if (
            len(readers) > 1
            and company
            and any(one.bare(self._hidden) is not None for one in readers)
        ):
            company += self._hide_company(readers)
        return company

    def _next(
        self, bare: Name, reader: Sequence[_Reader], readers: Sequence[_Reader]
    ) -> Name | None:
        """What to hide beside a count: what hangs together with it and costs least."""
        near = self._near(bare)
        left = [name for name in self._counts.values if name not in self._hidden]
        left.sort(key=lambda name: (name not in near, *self._cost(name)))
        for whom in (readers, reader):
            for name in left:
                if all(one.best(name) >= self._n for one in whom):
                    return name
        return None

    def _near(self, bare: Name) -> set[Name]:
        """What shares a sum with a count, or with another hidden one that does, and so on."""
        found, front, seen = {bare}, [bare], set[Sum]()
        while front:
            for one in self._sums_of.get(front.pop(), ()):
                if one in seen:
                    continue
                seen.add(one)
                new = [name for name in (one.total, *one.parts) if name not in found]
                found.update(new)
                front += [name for name in new if name in self._hidden]
        return found

    def _cost(self, name: Name) -> tuple[bool, int, bool, int, int]:
        """Totals last; what closes a circle with other hidden counts first; then the smallest."""
        value = self._counts.values[name]
        alone = sum(
            not any(other in self._hidden for other in (one.total, *one.parts))
            for one in self._sums_of.get(name, ())
        )
        return (name in self._counts.whole, alone, value == 0, value, self._place[name])

    def _show_needless(self, company: Sequence[Name], readers: Sequence[_Reader]) -> None:
        """Show again what turned out not to be needed, the most telling first."""
        for name in sorted(company, key=self._worth, reverse=True):
            reason = self._hidden.pop(name)
            for reader in readers:
                reader.attacker.meet(self._hidden)
            if any(reader.bare(self._hidden) is not None for reader in readers):
                self._hidden[name] = reason

    def _worth(self, name: Name) -> tuple[bool, int, int]:
        return (name in self._counts.whole, self._counts.values[name], -self._place[name])
