"""What a cell comes from, so that Excel can work it out again when a number is changed.

A cell keeps its value; the formula says only where it is from. Excel writes both, every other
renderer the value. Names, texts and numbers of the user never become part of a formula: it is
made of places in the report's own tables alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

Number = int | Fraction


@dataclass(frozen=True)
class Ref:
    """A cell by place, from 0: rows first and then total rows; columns from the left.

    Attributes:
        table: key of another table of the report; "" = the same table.
    """

    row: int
    column: int
    table: str = ""


@dataclass(frozen=True)
class Sum:
    """Some cells together, less some others; empty ones count as nothing."""

    plus: tuple[Ref, ...]
    minus: tuple[Ref, ...] = ()


@dataclass(frozen=True)
class Product:
    """One cell times another."""

    first: Ref
    second: Ref


@dataclass(frozen=True)
class Quotient:
    """One cell divided by another; empty where that is nothing."""

    over: Ref
    under: Ref


Formula = Sum | Product | Quotient


def refs_of(formula: Formula) -> tuple[Ref, ...]:
    """Every cell that a formula looks at."""
    match formula:
        case Sum(plus=plus, minus=minus):
            return (*plus, *minus)
        case Product(first=first, second=second):
            return (first, second)
        case Quotient(over=over, under=under):
            return (over, under)


def worth(formula: Formula, number: Callable[[Ref], Number | None]) -> Fraction | None:
    """What a formula gives, exactly; None when there is nothing to work with.

    Args:
        formula: what is worked out.
        number: the number in a cell, None where it is empty.
    """
    match formula:
        case Sum(plus=plus, minus=minus):
            added = [found for ref in plus if (found := number(ref)) is not None]
            taken = [found for ref in minus if (found := number(ref)) is not None]
            return Fraction(sum(added) - sum(taken)) if added or taken else None
        case Product(first=first, second=second):
            one, other = number(first), number(second)
            return None if one is None or other is None else Fraction(one * other)
        case Quotient(over=over, under=under):
            one, other = number(over), number(under)
            return None if one is None or not other else Fraction(one) / other
