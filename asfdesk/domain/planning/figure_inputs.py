"""What the key figures are computed from: plain amounts of a period, as sizes.

Costs and debts are positive here, because the formulas of finance.md §9.6 speak of sizes; results
keep their sign. None = not known, which is not zero: a figure that needs it is absent.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import (
    GRANTS,
    SUBTOTALS,
    Group,
    Subtotal,
    codes_under,
    group_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from fractions import Fraction

    from asfdesk.domain.plan import PlanLine
    from asfdesk.domain.planning.figure import CountRange


@dataclass(frozen=True)
class Books:
    """Income and costs of a period, öre.

    Attributes:
        training: sold training and rehabilitation (I10).
        training_public: the part of it that public payers pay; None = not known.
        sales: goods and services (I20).
        subsidies: wage subsidies (I40).
        grants: wage subsidies and all public grants (I40, I50-I52, I60).
        income: total operating income.
        goods: goods and materials (K10).
        staff: the group of staff costs.
        depreciation: the group of depreciation.
        costs: total operating costs.
        training_cost: what the training costs; None when no line is chosen for it.
        largest_payer: the most that one buyer of training paid; the books do not say who pays a
            grant, so grants are not in it. None = not known.
    """

    training: int
    sales: int
    subsidies: int
    grants: int
    income: int
    goods: int
    staff: int
    depreciation: int
    costs: int
    training_public: int | None = None
    training_cost: int | None = None
    largest_payer: int | None = None

    @property
    def sold(self) -> int:
        """Training and goods and services together."""
        return self.training + self.sales

    @property
    def operating(self) -> int:
        """Operating result: income minus costs."""
        return self.income - self.costs


@dataclass(frozen=True)
class Balance:
    """The balance sheet at the end of a period, öre, every item as a size."""

    assets: int
    current_assets: int
    stock: int
    cash: int
    equity: int
    untaxed: int
    short_debt: int


@dataclass(frozen=True)
class Work:
    """Places, days and supervision in a period.

    Attributes:
        places: average sold places.
        available_days: sold place-days.
        delivered_days: delivered place-days (decisions A3).
        supervisor_hours: supervisors' hours with trainees and what belongs to it.
        supervisor_cost_ore: those hours at each supervisor's cost.
        supervisor_fte: hours / (8 h × working days) (decisions A15).
        mean_participants: mean ongoing placements per working day.
    """

    places: Fraction | None = None
    available_days: Fraction | None = None
    delivered_days: Fraction | None = None
    supervisor_hours: Fraction | None = None
    supervisor_cost_ore: int | None = None
    supervisor_fte: Fraction | None = None
    mean_participants: Fraction | None = None


@dataclass(frozen=True)
class Exits:
    """Placements that ended in a period; misregistered and deceased are not among them.

    `hidden`: the exits by group hold small counts that a rate would help to work out.
    """

    ended: int
    work_or_studies: int
    hidden: bool = False


@dataclass(frozen=True)
class BreakEven:
    """Where the plan of a fiscal year neither gains nor loses; None = the plan does not say.

    Attributes:
        fixed_ore: costs that places must cover, however many they are.
        per_place_ore: what one more place leaves in a year: price × days × occupancy, less what
            varies with places.
        stepped: every count of places at which nothing is lost when supervisors come in steps.
        goods_fixed_ore: costs that the sale of goods must cover.
        goods_margin: what a krona of goods sold leaves when the goods are paid.
    """

    fixed_ore: int | Fraction | None = None
    per_place_ore: Fraction | None = None
    stepped: tuple[CountRange, ...] = ()
    goods_fixed_ore: int | Fraction | None = None
    goods_margin: Fraction | None = None


@dataclass(frozen=True)
class SocietyInput:
    """What the assumptions about society come to, öre; None = one of them is missing.

    Attributes:
        value_ore: value today of the results of the period.
        month_ore: what one result is worth a month.
    """

    value_ore: Fraction | None = None
    month_ore: Fraction | None = None


@dataclass(frozen=True)
class FigureInput:
    """Everything for one period.

    Attributes:
        months: its calendar months, as far as the books go: costs of ten months are not those
            of twelve.
    """

    months: int
    books: Books | None = None
    balance: Balance | None = None
    work: Work = field(default_factory=Work)
    exits: Exits | None = None
    break_even: BreakEven | None = None
    society: SocietyInput | None = None


def books_of_lines(lines: Iterable[PlanLine], amounts: Mapping[str, int]) -> Books:
    """Books from plan lines and their öre by effect on the result (a missing line is zero).

    `training_public`, `training_cost` and `largest_payer` come from elsewhere and stay None.
    """
    known = list(lines)
    groups = dict.fromkeys(Group, 0)
    for line in known:
        groups[group_of(line)] += amounts.get(line.code, 0)
    sums = {name: sum(groups[group] for group in parts) for name, parts in SUBTOTALS}

    def under(*bases: str) -> int:
        return sum(amounts.get(code, 0) for code in codes_under(known, bases))

    return Books(
        training=under("I10"),
        sales=under("I20"),
        subsidies=under("I40"),
        grants=under(*GRANTS),
        income=sums[Subtotal.INCOME],
        goods=-under("K10"),
        staff=-groups[Group.STAFF],
        depreciation=-groups[Group.DEPRECIATION],
        costs=-sums[Subtotal.COSTS],
    )


def balance_of_accounts(
    closing_sie_ore: Mapping[int, int], result_ore: int, *, result_is_booked: bool
) -> Balance:
    """The balance sheet by account interval (finance.md §9.4 "Balance").

    Args:
        closing_sie_ore: first four digits of an account -> closing balance, SIE's sign.
        result_ore: the result of the year so far, by effect.
        result_is_booked: whether the year's result stands on 2099 or 8999 already; else it is
            added to equity.
    """

    def between(first: int, last: int) -> int:
        return sum(ore for head, ore in closing_sie_ore.items() if first <= head <= last)

    return Balance(
        assets=between(1000, 1999),
        current_assets=between(1400, 1999),
        stock=between(1400, 1499),
        cash=between(1900, 1999),
        equity=-between(2000, 2099) + (0 if result_is_booked else result_ore),
        untaxed=-between(2100, 2199),
        short_debt=-between(2400, 2999),
    )
