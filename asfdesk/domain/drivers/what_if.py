"""What if: a plan with its levers pulled, answered while one drags (decisions D3: 16 ms).

Nothing is written. What was pulled is a set of shocks; a scenario keeps them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import GRANTS, SALES
from asfdesk.domain.drivers.compute import Calculator
from asfdesk.domain.drivers.levers import levers, shocks_of
from asfdesk.domain.drivers.liquidity import CashCalculator
from asfdesk.domain.drivers.plan_break_even import plan_break_even
from asfdesk.domain.drivers.planned_levels import PlannedLevels
from asfdesk.domain.drivers.result import Part
from asfdesk.domain.drivers.shocked import shocked
from asfdesk.domain.money import ratio

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.drivers.levers import LeverKey
    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.drivers.plan_break_even import PlanBreakEven
    from asfdesk.domain.drivers.result import Liquidity, PlanResult
    from asfdesk.domain.drivers.shocks import Shock


@dataclass(frozen=True)
class YearSums:
    """One fiscal year of an answer, öre by effect.

    Attributes:
        own_share: own sales of goods and services of the income; None without income.
        public_share: public money of the income; None without income, or where training is
            typed so that nobody knows who pays it.
    """

    months: range
    result_ore: int
    income_ore: int
    own_share: Fraction | None
    public_share: Fraction | None


@dataclass(frozen=True)
class Answer:
    """What comes of some values of the levers.

    Attributes:
        years: one for each fiscal year of the plan.
        break_even: of the year that is looked at; None when no places are sold in it.
    """

    shocks: tuple[Shock, ...]
    model: PlanModel
    result: PlanResult
    years: tuple[YearSums, ...]
    break_even: PlanBreakEven | None

    @property
    def liquidity(self) -> Liquidity | None:
        """Cash by month; None when the opening balance isn't known."""
        return self.result.liquidity


def years_of(model: PlanModel) -> tuple[range, ...]:
    """The months of each fiscal year of a plan, by number from 0."""
    found, start = [], 0
    for at, month in enumerate(model.months):
        if month in model.year_ends or at == len(model.months) - 1:
            found.append(range(start, at + 1))
            start = at + 1
    return tuple(found)


class WhatIf:
    """One plan whose levers are pulled again and again; what does not change is kept."""

    def __init__(self, model: PlanModel, year: int = 0) -> None:
        self._base = shocked(model)
        self._calculator = Calculator()
        self._cash = CashCalculator()
        self._years = years_of(self._base)
        self._year = 0
        self.look_at(year)

    @property
    def years(self) -> tuple[range, ...]:
        """The plan's fiscal years."""
        return self._years

    def look_at(self, year: int) -> None:
        """Another fiscal year, by number from 0: its means are the levers' planned values."""
        self._year = min(year, len(self._years) - 1)
        self._level = PlannedLevels(self._base, self.months)
        self.levers = levers(self._level)
        self.plan = self.answer({})

    @property
    def months(self) -> range:
        """The months of the year that is looked at, by number from 0."""
        return self._years[self._year]

    def answer(self, values: Mapping[LeverKey, int]) -> Answer:
        """What comes of it; a lever that is not named stands as planned."""
        shocks = shocks_of(self._level, self.levers, values)
        return self.answer_to(shocks)

    def answer_to(self, shocks: Sequence[Shock]) -> Answer:
        """What comes of some shocks, on top of those the plan has itself."""
        model = shocked(replace(self._base, shocks=tuple(shocks)))
        bare = self._calculator.compute(model)
        result = replace(bare, liquidity=self._cash.liquidity(model, bare))
        return Answer(
            shocks=tuple(shocks),
            model=model,
            result=result,
            years=tuple(_sums(model, result, months) for months in self._years),
            break_even=plan_break_even(model, result, self.months),
        )


def _sums(model: PlanModel, result: PlanResult, months: range) -> YearSums:
    lines = {code: sum(line[months.start : months.stop]) for code, line in result.lines.items()}
    bases = {code: model.bases.get(code, code) for code in lines}
    income = sum(ore for code, ore in lines.items() if bases[code].startswith("I"))
    own = sum(ore for code, ore in lines.items() if bases[code] == SALES)
    public = _public(model, result, months, lines, bases)
    return YearSums(
        months=months,
        result_ore=sum(lines.values()),
        income_ore=income,
        own_share=ratio(own, income) if income > 0 else None,
        public_share=ratio(public, income) if public is not None and income > 0 else None,
    )


def _public(
    model: PlanModel,
    result: PlanResult,
    months: range,
    lines: Mapping[str, int],
    bases: Mapping[str, str],
) -> Fraction | None:
    """Grants, and the share of training that public payers stand for (key figure 3)."""
    payers = {one.id: one.payer.public for one in model.streams}
    total: dict[str, int] = {}
    paid: dict[str, int] = {}
    for one in result.components:
        if one.part is Part.TRAINING:
            ore = sum(one.amounts[months.start : months.stop])
            total[one.line_code] = total.get(one.line_code, 0) + ore
            if payers[one.driver_id]:
                paid[one.line_code] = paid.get(one.line_code, 0) + ore
    found = Fraction(sum(ore for code, ore in lines.items() if bases[code] in GRANTS))
    for code, ore in lines.items():
        if code in total or bases[code] == "I10":
            share = ratio(paid.get(code, 0), total.get(code, 0))
            if share is None and ore:
                return None
            found += ore * (share or 0)
    return found
