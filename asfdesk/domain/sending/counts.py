"""Counts of persons that hang together, as the disclosure control sees them.

A count has a name: what is counted, over which period, and which cell of the table; the cell that
is everybody is "". A table is its cells and the sums over them. Counts of several reports are one
system as soon as sums tie them together: three months to their quarter, this year so far to last
month's, a split by sex to the same people split by age.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MOST_DIMENSIONS = 2
"""Three-way tables point at people in small enterprises (domain.md §7)."""


class Name(NamedTuple):
    """Names a count.

    Attributes:
        measure: what is counted: "exits".
        period: of which period, as text: "2026-Q1".
        cell: codes joined by "|", "" in the place of a dimension for all of it; "" = everybody.
    """

    measure: str
    period: str
    cell: str = ""


@dataclass(frozen=True)
class Sum:
    """A total is its parts together, whatever they are; everybody knows that."""

    total: Name
    parts: tuple[Name, ...]


@dataclass(frozen=True)
class Counts:
    """Counts that are to go out together, with the sums that tie them.

    Attributes:
        values: every count that is asked for, in the order in which they are read.
        sums: ties, also to counts that are not asked for.
        whole: counts that are totals; what is hidden to keep others company is no total if it
            need not be.
    """

    values: Mapping[Name, int]
    sums: tuple[Sum, ...]
    whole: frozenset[Name] = frozenset()

    @classmethod
    def together(cls, counted: Iterable[Counts], ties: Iterable[Sum] = ()) -> Counts:
        """Several tables as one; counts of the same name are the same count.

        Raises:
            ValueError: two tables give a count different values.
        """
        values: dict[Name, int] = {}
        sums: list[Sum] = []
        whole: set[Name] = set()
        for one in counted:
            for name, value in one.values.items():
                if values.setdefault(name, value) != value:
                    raise ValueError(name)
            sums += one.sums
            whole |= one.whole
        return cls(values, (*sums, *ties), frozenset(whole))


@dataclass(frozen=True)
class Table:
    """Persons by one or two properties, with all margins.

    Attributes:
        measure, period: as in `Name`.
        dimensions: the codes of each property, in order; one or two properties.
        cells: codes -> count; what is missing is zero.
        total: the name of everybody, when it is shared with another table.
    """

    measure: str
    period: str
    dimensions: tuple[tuple[str, ...], ...]
    cells: Mapping[tuple[str, ...], int]
    total: Name | None = None

    def __post_init__(self) -> None:
        """Two dimensions at most, known codes, whole counts from zero."""
        if not 1 <= len(self.dimensions) <= MOST_DIMENSIONS:
            raise ValueError(self.dimensions)
        known = set(product(*self.dimensions))
        if any(codes not in known or count < 0 for codes, count in self.cells.items()):
            raise ValueError(self.measure)

    @classmethod
    def one_way(
        cls, measure: str, period: str, counts: Mapping[str, int], total: Name | None = None
    ) -> Table:
        """Persons by one property."""
        cells: dict[tuple[str, ...], int] = {(code,): count for code, count in counts.items()}
        return cls(measure, period, (tuple(counts),), cells, total)

    def name(self, *codes: str) -> Name:
        """The name of a cell or, with "" for a dimension, of a margin; of everybody without."""
        if not any(codes):
            return self.total or Name(self.measure, self.period)
        return Name(self.measure, self.period, "|".join(codes))

    def counts(self) -> Counts:
        """Its cells and margins, and the sums over them."""
        sums: list[Sum] = []
        if len(self.dimensions) == 1:
            parts = tuple(self.name(code) for code in self.dimensions[0])
            sums.append(Sum(self.name(), parts))
        else:
            rows, columns = self.dimensions
            sums += [
                Sum(self.name(row, ""), tuple(self.name(row, one) for one in columns))
                for row in rows
            ]
            sums += [
                Sum(self.name("", column), tuple(self.name(one, column) for one in rows))
                for column in columns
            ]
            sums.append(Sum(self.name(), tuple(self.name(one, "") for one in rows)))
            sums.append(Sum(self.name(), tuple(self.name("", one) for one in columns)))
        values = {
            self.name(*codes): self.cells.get(codes, 0) for codes in product(*self.dimensions)
        }
        for one in sums:
            values[one.total] = sum(values[part] for part in one.parts)
        whole = frozenset(one.total for one in sums)
        return Counts(values, tuple(one for one in sums if one.parts), whole)


@dataclass(frozen=True)
class Earlier:
    """What has gone out, and what ties it to what is to go out now.

    Attributes:
        shown: counts that somebody has been shown, the earliest first.
        hidden: counts that were held back: they stay so.
        sums: ties between them, and to counts that nobody asked for.
        true: counts that nobody asked for, as they are: what a quarter is more than two of its
            months. Those below the threshold are protected like counts that were asked for.
    """

    shown: Mapping[Name, int] = field(default_factory=dict)
    hidden: Sequence[Name] = ()
    sums: Sequence[Sum] = ()
    true: Mapping[Name, int] = field(default_factory=dict)


class Reason(StrEnum):
    """Why a count is hidden; for those who know the counts anyway, never in what goes out.

    Whoever knows which cells were small knows that they are below the threshold (ADR 0009).

    SMALL: it is 1..n-1. BASE: so is what it is a part of. COMPANY: a hidden count could be worked
    out from it. EARLIER: with what has gone out before, it would give a count away. HELD: it was
    hidden in what has gone out before. CHANGED: it went out before as a count that differs by
    1..n-1.
    """

    SMALL = "small"
    BASE = "base"
    COMPANY = "company"
    EARLIER = "earlier"
    HELD = "held"
    CHANGED = "changed"


@dataclass(frozen=True)
class Cell:
    """A count as it goes out; `reason` tells why `value` is None."""

    value: int | None
    reason: Reason | None = None
