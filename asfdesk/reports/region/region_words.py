"""What the figures of a region are called, and how they stand in a cell."""

from __future__ import annotations

from fractions import Fraction

from asfdesk.domain.sending.packages import Unit
from asfdesk.i18n import N_, _
from asfdesk.reports import document as doc

_NAMES = {
    "trainees.unique": N_("Trainees"),
    "places.sold": N_("Places sold"),
    "places.created": N_("Places created"),
    "places.all.occupancy": N_("Occupancy"),
    "supervision.trainees_per_supervisor": N_("Trainees per supervisor"),
    "outcomes.work_or_studies": N_("Left to work or studies"),
    "outcomes.nearer": N_("Nearer to work"),
    "economy.result.year": N_("Result this year"),
    "economy.own_sales_share": N_("Own sales, share of income"),
    "economy.largest_buyer": N_("Largest buyer, share of income"),
    "economy.liquidity_months": N_("Months that the cash lasts"),
}
_KINDS = {Unit.ORE: doc.Kind.MONEY, Unit.BP: doc.Kind.PERCENT, Unit.MILLI: doc.Kind.DECIMAL}
HELD_BACK = "*"
_DIVISORS = {Unit.BP: 10_000, Unit.MILLI: 1_000}


def figure_word(key: str) -> str:
    """What a figure of a package is called beside those of others."""
    return _(_NAMES[key])


def figure_cell(unit: Unit, value: Fraction | int | None, decimals: int | None = None) -> doc.Cell:
    """A value in its unit: kronor, per cent, or a number of persons, places or months."""
    kind = _KINDS.get(unit, doc.Kind.DECIMAL)
    if value is None:
        return doc.Cell(None, kind=kind)
    if kind is doc.Kind.MONEY:
        return doc.Cell(round(value), kind=kind)
    return doc.Cell(Fraction(value) / _DIVISORS.get(unit, 1), kind=kind, decimals=decimals)
