"""How much money a plan ties up, and what pays for it (kapitalbehov, finance.md §1.2).

The need is counted at the month-end where operations and investments together have taken most:
what has been invested until then, what it has cost to start, and the rest, which is working
capital. What pays for it is what there was at the start and what was borrowed less what was paid
back. What is left is the balance of that month-end in the liquidity budget.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.cash_blocks import CashBlock, block_sums
from asfdesk.domain.drivers.result import CashKind

if TYPE_CHECKING:
    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.drivers.result import Liquidity
    from asfdesk.domain.period import Month


@dataclass(frozen=True)
class CapitalNeed:
    """Öre, all of them up to the end of `month`.

    Attributes:
        month: where operations and investments together have taken most.
        investments_ore: paid for investments, VAT included.
        start_ore: costs that come only once, excl. VAT.
        working_ore: what else operations have taken; negative = they have given.
        opening_ore, loans_ore, repaid_ore: what pays for it.
        credit_limit_ore: the overdraft that may be used.
    """

    month: Month
    investments_ore: int
    start_ore: int
    working_ore: int
    opening_ore: int
    loans_ore: int
    repaid_ore: int
    credit_limit_ore: int

    @property
    def need_ore(self) -> int:
        """All that is tied up."""
        return self.investments_ore + self.start_ore + self.working_ore

    @property
    def financing_ore(self) -> int:
        """All that pays for it, the overdraft not counted."""
        return self.opening_ore + self.loans_ore - self.repaid_ore

    @property
    def left_ore(self) -> int:
        """The balance at the month's end; negative = the overdraft, or more money, is needed."""
        return self.financing_ore - self.need_ore


def capital_need(model: PlanModel, cash: Liquidity) -> CapitalNeed | None:
    """The need of a plan; None where operations and investments never take more than they give.

    Args:
        model: the plan, its shocks applied.
        cash: its liquidity budget.
    """
    operations = block_sums(cash, CashBlock.OPERATIONS)
    invested = block_sums(cash, CashBlock.INVESTMENTS)
    taken = list(accumulate(one + other for one, other in zip(operations, invested, strict=True)))
    at = min(range(len(taken)), key=lambda place: taken[place])
    if taken[at] >= 0:
        return None
    investments = -sum(invested[: at + 1])
    start = _start_costs(model, cash.months[at])
    return CapitalNeed(
        month=cash.months[at],
        investments_ore=investments,
        start_ore=start,
        working_ore=-taken[at] - investments - start,
        opening_ore=cash.opening_ore,
        loans_ore=sum(cash.rows.get(CashKind.LOANS_IN, ())[: at + 1]),
        repaid_ore=-sum(cash.rows.get(CashKind.AMORTISATION, ())[: at + 1]),
        credit_limit_ore=cash.credit_limit_ore,
    )


def _start_costs(model: PlanModel, through: Month) -> int:
    """Costs that come once, up to a month; a cost is typed as a positive amount on its line."""
    return sum(
        cost.amount_ore
        for cost in model.fixed
        if cost.every_months == 0
        and cost.line_code in model.costs_typed_positive
        and model.months[0] <= (cost.first or model.months[0]) <= through
    )
