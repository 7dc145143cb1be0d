"""Lines of a new plan that no driver of their own explains: costs on a schedule, or amounts."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import base_code, effect_of_input
from asfdesk.domain.drivers.costs import FixedCost
from asfdesk.domain.money import round_half_up
from asfdesk.domain.period import MONTHS_IN_YEAR
from asfdesk.domain.plan import PlanValue, Section, ValueSource
from asfdesk.reports.planning.plan_words import line_word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.period import Month
    from asfdesk.domain.plan import PlanLine
    from asfdesk.services.session import ReadSession

ALIKE = Fraction(15, 100)
"""Amounts are alike when none lies further than so much from their mean."""
KEPT = frozenset({"K50"})
"""Depreciation, like all of the financial lines, stays as it was booked."""
WITHOUT_VAT = frozenset({"K20", "K34", "K36", "K40", "K41", "K42", "K43", "K60"})
"""Rent, insurance, grants given and staff carry no VAT as a rule; the user may say otherwise."""
VAT_BP = 2_500
TERMS_DAYS = 30
STEPS = (1, 2, 3, 4, 6)
"""Every so many months; less often is kept as it was booked."""


@dataclass(frozen=True)
class _Schedule:
    every_months: int
    first: Month
    each_ore: int


def seed_lines(
    session: ReadSession, year: Mapping[str, Mapping[Month, int]], months: Sequence[Month]
) -> tuple[tuple[FixedCost, ...], tuple[PlanValue, ...]]:
    """Each line as a cost on a schedule where its amounts came by one, else month by month.

    Args:
        session: the open file.
        year: line -> the plan's first twelve months -> last year's öre by effect.
        months: the months of the plan; kept amounts lie in the same calendar months of each year.
    """
    costs: list[FixedCost] = []
    kept: list[PlanValue] = []
    lines = {line.code: line for line in session.plans.lines(with_inactive=True)}
    for code, amounts in year.items():
        line = lines.get(code)
        if line is None:
            continue
        scheduled = None if _stays(line) else _schedule(amounts, months[0])
        if scheduled is None:
            kept += _amounts(code, amounts, months)
        else:
            costs.append(_cost(line, scheduled, months[0]))
    return tuple(costs), tuple(kept)


def _stays(line: PlanLine) -> bool:
    return line.section is Section.FINANCE or base_code(line) in KEPT


def _schedule(amounts: Mapping[Month, int], start: Month) -> _Schedule | None:
    """How often amounts came, if they were alike; None when they lay in some other way."""
    booked = sorted(month for month, ore in amounts.items() if ore)
    if not booked:
        return None
    for step in STEPS:
        expected = [
            start.plus(at)
            for at in range(MONTHS_IN_YEAR)
            if (at - _at(booked[0], start)) % step == 0
        ]
        if booked == expected:
            mean = Fraction(sum(amounts[month] for month in booked), len(booked))
            if all(abs(amounts[month] - mean) <= ALIKE * abs(mean) for month in booked):
                return _Schedule(step, booked[0], round_half_up(mean))
    return None


def _at(month: Month, start: Month) -> int:
    return (month.year - start.year) * MONTHS_IN_YEAR + month.number - start.number


def _cost(line: PlanLine, found: _Schedule, start: Month) -> FixedCost:
    taxed = line.section is Section.COST and base_code(line) not in WITHOUT_VAT
    staff_or_income = line.section is Section.INCOME or base_code(line).startswith("K4")
    return FixedCost(
        id=0,
        name=line_word(line),
        line_code=line.code,
        amount_ore=effect_of_input(line, found.each_ore),
        every_months=found.every_months,
        first=found.first if found.first > start else None,
        vat_bp=VAT_BP if taxed else 0,
        terms_days=0 if staff_or_income else TERMS_DAYS,
        seeded=True,
    )


def _amounts(code: str, amounts: Mapping[Month, int], months: Sequence[Month]) -> list[PlanValue]:
    by_number = {month.number: ore for month, ore in amounts.items()}
    return [
        PlanValue(code, month, by_number[month.number], ValueSource.COPIED)
        for month in months
        if month.number in by_number
    ]
