"""Business plans: lines and monthly amounts, by effect on the result (income +, cost -)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.money import spread

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asfdesk.domain.period import Month


THOUSANDTHS = 1_000
BASIS_POINTS = 10_000

MAX_YEARS = 3
"""A plan spans at most three fiscal years (finance.md §1.2)."""


class PlanKind(StrEnum):
    """What a plan is."""

    BUDGET = "budget"
    FORECAST = "forecast"
    SCENARIO = "scenario"


class PlanStatus(StrEnum):
    """An approved plan is read-only; revise = copy (finance.md §9.2)."""

    DRAFT = "draft"
    APPROVED = "approved"
    REPLACED = "replaced"


class Section(StrEnum):
    """Part of the result a line belongs to."""

    INCOME = "income"
    COST = "cost"
    FINANCE = "finance"


class ValueSource(StrEnum):
    """Where a monthly amount came from."""

    TYPED = "typed"
    PASTED = "pasted"
    SPREAD = "spread"
    DRIVERS = "drivers"
    COPIED = "copied"


@dataclass(frozen=True)
class PlanLine:
    """A row of the plan.

    Attributes:
        name: "" for shipped lines that keep their translated words.
        export_account: the account its budget is exported on (decisions A17); "" = none.
        parent: the shipped line an own line belongs to, which gives its group; "" for shipped.
    """

    code: str
    section: Section
    sort: int
    name: str = ""
    export_account: str = ""
    active: bool = True
    parent: str = ""


@dataclass(frozen=True)
class Plan:
    """A plan for one to three fiscal years.

    Attributes:
        fiscal_year_id: the first of them.
        years: how many; the later ones follow it.
    """

    id: int
    fiscal_year_id: int
    kind: PlanKind
    name: str
    version: int
    status: PlanStatus = PlanStatus.DRAFT
    approved_on: date | None = None
    based_on_id: int | None = None
    assumptions: str = ""
    years: int = 1


@dataclass(frozen=True)
class PlanValue:
    """One monthly amount of one line, in öre by effect on the result."""

    line_code: str
    month: Month
    amount_ore: int
    source: ValueSource = ValueSource.TYPED


def spread_year(
    total_ore: int, months: Sequence[Month], weights: Sequence[int]
) -> dict[Month, int]:
    """A year's amount over its months by weights, to the öre (finance.md T10).

    Args:
        total_ore: the year's amount.
        months: the months of the fiscal year.
        weights: one per month, not negative: 1 each for evenly, working days, or the size of
            last year's months; equal parts when all are zero.
    """
    return dict(zip(months, spread(total_ore, weights), strict=True))
