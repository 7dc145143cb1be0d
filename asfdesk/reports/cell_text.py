"""Cells as text, the way PDF, screen and plain text show them (decisions A2)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk import i18n
from asfdesk.reports.document import Hidden, Kind

if TYPE_CHECKING:
    from asfdesk.reports.document import Cell, Column, Fact, KeyFigure, Value

DECIMALS = {Kind.HOURS: 2, Kind.PERCENT: 1, Kind.DECIMAL: 2, Kind.MONEY_EXACT: 2}
"""Decimals a kind has unless the column says otherwise."""


def value_text(
    value: Value, kind: Kind, decimals: int | None = None, *, signed: bool = False
) -> str:
    """A value as the reader sees it: "–" for None, the stand-in for a hidden one.

    Raises:
        TypeError: the value is not of the kind (a report that is built wrong).
    """
    match value:
        case None:
            return i18n.ABSENT
        case Hidden(text=text):
            return text
        case str():
            return value
        case date():
            return i18n.day(value)
        case int() | Fraction():
            text = number_text(value, kind, DECIMALS.get(kind, 0) if decimals is None else decimals)
            return f"+{text}" if signed and value > 0 else text


def number_text(value: int | Fraction, kind: Kind, decimals: int) -> str:
    """A number of a kind, without sign for positive ones.

    Raises:
        TypeError: a number in a column of text or dates.
    """
    match kind:
        case Kind.INTEGER:
            return i18n.decimal(Fraction(value), 0)
        case Kind.MONEY | Kind.MONEY_EXACT:
            return i18n.decimal(Fraction(value, 100), decimals)
        case Kind.HOURS:
            return i18n.decimal(Fraction(value, 60), decimals)
        case Kind.PERCENT:
            return i18n.percent(Fraction(value), decimals)
        case Kind.DECIMAL:
            return i18n.decimal(Fraction(value), decimals)
        case Kind.TEXT | Kind.DATE:
            raise TypeError(kind)


def cell_text(cell: Cell, column: Column, *, symbol: bool = True) -> str:
    """A cell as the reader sees it, with its tone's symbol before it."""
    text = value_text(
        cell.value, cell_kind(cell, column), cell_decimals(cell, column), signed=column.signed
    )
    mark = cell.tone.symbol if symbol and cell.symbol else ""
    return f"{mark}\u00a0{text}" if mark else text


def cell_kind(cell: Cell, column: Column) -> Kind:
    """The kind that rules: the cell's own, or the column's."""
    return column.kind if cell.kind is None else cell.kind


def cell_decimals(cell: Cell, column: Column) -> int:
    """How many decimals the cell is shown with."""
    if cell.decimals is not None:
        return cell.decimals
    if column.decimals is not None and cell.kind in (None, column.kind):
        return column.decimals
    return DECIMALS.get(cell_kind(cell, column), 0)


def fact_text(fact: Fact) -> str:
    """The value of a fact."""
    return value_text(fact.value, fact.kind)


def figure_text(figure: KeyFigure) -> str:
    """A key figure with its unit."""
    text = value_text(figure.value, figure.kind, figure.decimals)
    return f"{text}\u00a0{figure.unit}" if figure.unit and figure.value is not None else text
