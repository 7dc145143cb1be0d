"""A key figure as a value: what was divided by what, in which units, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from asfdesk.domain.money import ratio

type_number = Fraction | int | None
"""What a formula is fed with."""


class Unit(StrEnum):
    """What a number counts."""

    SHARE = "share"
    MONEY = "ore"
    MONTHS = "months"
    DAYS = "days"
    HOURS = "hours"
    PERSONS = "persons"
    NUMBER = "number"
    PLACES = "places"


class Source(StrEnum):
    """Where the input comes from; reports say it beside the figure."""

    BOOKS = "books"
    BALANCE = "balance"
    BOOKS_AND_BALANCE = "books_and_balance"
    BOOKS_AND_AGREEMENTS = "books_and_agreements"
    ATTENDANCE = "attendance"
    BOOKS_AND_ATTENDANCE = "books_and_attendance"
    SUPERVISION = "supervision"
    EXITS = "exits"
    BOOKS_AND_EXITS = "books_and_exits"
    PLAN = "plan"
    ASSUMPTIONS = "assumptions"


@dataclass(frozen=True)
class CountRange:
    """Whole counts in a row; `last` None = and every higher one."""

    first: int
    last: int | None = None


@dataclass(frozen=True)
class Figure:
    """One key figure.

    Attributes:
        number: its number in finance.md §9.6 ("10a" where one number holds two).
        key: its stable name in exports.
        unit: of the value; money is öre.
        protected: whether the value is withheld because too few people are behind it.
        counts: break-even in places: every count of places at which nothing is lost.
    """

    number: str
    key: str
    unit: Unit
    value: Fraction | None
    numerator: Fraction | None
    denominator: Fraction | None
    numerator_unit: Unit
    denominator_unit: Unit
    source: Source
    protected: bool = False
    counts: tuple[CountRange, ...] = ()

    @property
    def withheld(self) -> Figure:
        """The same figure without its numbers."""
        return replace(
            self, value=None, numerator=None, denominator=None, protected=True, counts=()
        )


@dataclass(frozen=True)
class FigureKind:
    """Unit, units of the two parts, and source."""

    unit: Unit
    parts: tuple[Unit, Unit]
    source: Source

    def figure(self, number: str, key: str, top: type_number, bottom: type_number) -> Figure:
        """A figure that is one number divided by another; absent where it cannot be."""
        value = None if top is None or bottom is None else ratio(top, bottom)
        return Figure(
            number,
            key,
            self.unit,
            value,
            None if top is None else Fraction(top),
            None if bottom is None else Fraction(bottom),
            *self.parts,
            self.source,
        )
