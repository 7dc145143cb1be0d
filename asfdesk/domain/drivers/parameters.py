"""Dated parameters: rates and caps of law and agreements, each with its source (finance.md §4)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class ParameterUnit(StrEnum):
    """What a parameter's number is."""

    BASIS_POINTS = "bp"
    ORE = "ore"
    YEARS = "years"
    YEAR = "year"


class ParameterKey(StrEnum):
    """What can be looked up."""

    EMPLOYER_FEE = "employer_fee_bp"
    YOUTH_FEE = "youth_fee_bp"
    YOUTH_FROM_AGE = "youth_from_age"
    YOUTH_TO_AGE = "youth_to_age"
    YOUTH_CAP = "youth_cap_ore"
    OLD_FEE = "old_fee_bp"
    OLD_FROM_AGE = "old_from_age"
    NO_FEE_BORN_THROUGH = "no_fee_born_through"
    GROWTH_FEE = "growth_fee_bp"
    GROWTH_CAP = "growth_cap_ore"
    PENSION_TAX = "pension_tax_bp"
    HOLIDAY = "holiday_bp"
    PENSION = "pension_bp"
    INSURANCE = "insurance_bp"
    WAGE_SUBSIDY_CAP = "wage_subsidy_cap_ore"
    WAGE_SUBSIDY_MOST = "wage_subsidy_most_bp"
    NEW_START_CAP = "new_start_cap_ore"
    INTRODUCTION_LEVEL = "introduction_bp"
    INTRODUCTION_CAP = "introduction_cap_ore"
    PRICE_BASE = "price_base_ore"
    RAISED_PRICE_BASE = "raised_price_base_ore"
    INCOME_BASE = "income_base_ore"
    VAT = "vat_bp"
    VAT_REDUCED = "vat_reduced_bp"
    VAT_LOW = "vat_low_bp"
    VAT_FOOD = "vat_food_bp"
    VAT_FREE_TURNOVER = "vat_free_turnover_ore"
    COMPANY_TAX = "company_tax_bp"

    @property
    def unit(self) -> ParameterUnit:
        """What its number is; the end of its code says so."""
        if self is ParameterKey.NO_FEE_BORN_THROUGH:
            return ParameterUnit.YEAR
        ends = {"_bp": ParameterUnit.BASIS_POINTS, "_ore": ParameterUnit.ORE}
        return next((unit for end, unit in ends.items() if self.endswith(end)), ParameterUnit.YEARS)

    @property
    def most(self) -> int:
        """Its highest value; above it a value is a slip of the keyboard, and the lowest is 0."""
        return _MOST[self.unit]


_MOST = {
    ParameterUnit.BASIS_POINTS: 100_000,
    ParameterUnit.ORE: 10**12,
    ParameterUnit.YEARS: 150,
    ParameterUnit.YEAR: 2199,
}


@dataclass(frozen=True)
class Parameter:
    """One value of a parameter, in its unit.

    Attributes:
        valid_from, valid_to: days it holds, both included; None = for ever.
        source: law, page or agreement it was taken from.
        checked_on: when somebody last checked it against the source; None = never.
        changed: whether the user has written it; else it came with the program.
    """

    key: ParameterKey
    value: int
    unit: ParameterUnit
    valid_from: date
    valid_to: date | None = None
    source: str = ""
    checked_on: date | None = None
    changed: bool = False


@dataclass(frozen=True)
class Parameters:
    """Every value known; several of one key follow each other in time, a later start wins."""

    values: tuple[Parameter, ...]

    @classmethod
    def of(cls, values: Iterable[Parameter]) -> Parameters:
        """From values in any order."""
        return cls(tuple(sorted(values, key=lambda one: (one.key, one.valid_from))))

    def on(self, key: ParameterKey, day: date) -> Parameter | None:
        """The value that holds on a day, or None."""
        held = (
            one
            for one in self.values
            if one.key is key
            and one.valid_from <= day
            and (one.valid_to is None or day <= one.valid_to)
        )
        return max(held, key=lambda one: one.valid_from, default=None)
