"""When a grant's money comes, which is not when it is earned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.costs import GrantPaid
from asfdesk.domain.money import spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.drivers.costs import Grant
    from asfdesk.domain.period import Month


@dataclass(frozen=True)
class GrantCash:
    """A grant's money.

    Attributes:
        amounts: what comes in each month of the plan.
        before: earned before the plan and not paid then; negative = paid ahead.
        after: earned through the plan's end and not paid then; negative = paid ahead.
    """

    amounts: tuple[int, ...]
    before: int
    after: int


def grant_cash(grant: Grant, months: Sequence[Month]) -> GrantCash:
    """The money of a grant, also of what was earned before the plan: its dates say it all."""
    parts = grant_parts(grant)
    amounts = [0] * len(months)
    before = after = 0
    for earned, ore in parts.items():
        paid = _paid_in(grant, earned)
        before += ore * ((earned < months[0]) - (paid < months[0]))
        after += ore * ((earned <= months[-1]) - (paid <= months[-1]))
        if months[0] <= paid <= months[-1]:
            amounts[months.index(paid)] += ore
    return GrantCash(tuple(amounts), before, after)


def grant_parts(grant: Grant) -> dict[Month, int]:
    """What is earned in each of its months: evenly, to the öre."""
    months = [grant.first]
    while months[-1] < grant.last:
        months.append(months[-1].plus(1))
    return dict(zip(months, spread(grant.amount_ore, [1] * len(months)), strict=True))


def _paid_in(grant: Grant, earned: Month) -> Month:
    match grant.paid:
        case GrantPaid.ADVANCE:
            return grant.first
        case GrantPaid.MONTHLY:
            return earned.plus(grant.delay_months)
        case GrantPaid.ARREARS:
            return grant.last.plus(grant.delay_months)
