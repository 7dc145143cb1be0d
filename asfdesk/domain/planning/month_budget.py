"""A result by line and month, the first months booked and the others planned.

It is what a bank or a funder calls a resultatbudget: laid out like the resultatrapport, so that
what has been can be held against what is to come. In whole kronor, rounded
once, every sum that is shown is that of the amounts beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asfdesk.domain.money import ORE, kronor, round_together, round_within, whole_kronor
from asfdesk.domain.planning.statement import Figures, statement
from asfdesk.domain.planning.variance import Comparison

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from asfdesk.domain.period import Month
    from asfdesk.domain.plan import PlanLine
    from asfdesk.domain.planning.statement import StatementRow


@dataclass(frozen=True)
class MonthBudget:
    """Some months that follow each other.

    Attributes:
        label: what they are called together: the fiscal year.
        booked: so many of the months, from the first, are booked; the others are planned.
        lines: code (UNMAPPED among them) -> öre by effect, one per month.
    """

    label: str
    months: tuple[Month, ...]
    booked: int
    lines: Mapping[str, tuple[int, ...]]

    def amount(self, codes: Iterable[str], places: Iterable[int]) -> int:
        """Some lines in some months, by number from 0."""
        inside = tuple(places)
        return sum(self.lines[code][at] for code in codes if code in self.lines for at in inside)

    @property
    def all_months(self) -> range:
        """Every month by number."""
        return range(len(self.months))

    @property
    def result(self) -> int:
        """Everything together."""
        return self.amount(self.lines, self.all_months)


def month_budget(
    label: str,
    months: Sequence[Month],
    booked: tuple[int, Mapping[str, Mapping[Month, int]]],
    planned: Mapping[str, Mapping[Month, int]],
) -> MonthBudget:
    """A budget from amounts by line and month.

    Args:
        label: of the fiscal year.
        months: what it covers.
        booked: how many of the months are booked, and the books.
        planned: the plan; counts in the other months.
    """
    count, actual = booked
    codes = {*actual, *planned}
    lines = {
        code: tuple(
            (actual if at < count else planned).get(code, {}).get(month, 0)
            for at, month in enumerate(months)
        )
        for code in sorted(codes)
    }
    used = {code: row for code, row in lines.items() if any(row)}
    return MonthBudget(label, tuple(months), count, used)


def in_kronor(budget: MonthBudget) -> MonthBudget:
    """The same in whole kronor; the booked and the planned months each keep their rounded result.

    First the two results, then each line of each, then the line's months: a line's sum is less
    than a krona from its own, a month's result may be a few kronor from it.
    """
    lines, booked = budget.lines, budget.booked
    spans = (slice(None, booked), slice(booked, None))
    results = round_together([kronor(sum(sum(row[s]) for row in lines.values())) for s in spans])
    parts: dict[str, list[int]] = {code: [] for code in lines}
    for whole, span in zip(results, spans, strict=True):
        sums = round_within(whole, [kronor(sum(row[span])) for row in lines.values()])
        for (code, row), line in zip(lines.items(), sums, strict=True):
            if row[span]:
                parts[code] += round_within(line, [kronor(ore) for ore in row[span]])
    shown = {code: tuple(ORE * one for one in row) for code, row in parts.items()}
    return replace(budget, lines=shown)


def lines_in_kronor(sums: Mapping[str, int]) -> dict[str, int]:
    """Öre by line as whole kronor that add up to the rounded result."""
    return dict(zip(sums, whole_kronor(list(sums.values())), strict=True))


def budget_rows(
    lines: Sequence[PlanLine], budgets: Iterable[MonthBudget], also: Iterable[str] = ()
) -> list[StatementRow]:
    """The rows of the resultatrapport that several budgets need together.

    Their amounts are not those of any budget: ask it with the row's codes.

    Args:
        lines: the plan lines in their order.
        budgets: what is to be laid out.
        also: codes of more lines that have money.
    """
    used = {code for budget in budgets for code in budget.lines} | set(also)
    nothing = Comparison(None, None)
    something = Figures(Comparison(1, None), nothing, None, nothing)
    return statement(lines, dict.fromkeys(sorted(used), something))
