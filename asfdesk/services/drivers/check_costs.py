"""Whether costs, grants, investments, loans and cash items can be right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.period import MAX_FISCAL_MONTHS, MONTHS_IN_YEAR
from asfdesk.domain.plan import Section
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.drivers.driver_limits import (
    check_days,
    check_months,
    check_number,
    check_ore,
    check_positive,
    check_share,
)

if TYPE_CHECKING:
    from asfdesk.domain.drivers.costs import FixedCost, Grant, Investment, Loan
    from asfdesk.domain.drivers.premises import CashItem
    from asfdesk.services.drivers.driver_limits import Limits

MOST_MONTHS = 600
"""Fifty years."""
MOST_INDEX_BP = 5_000
MOST_RATE_BP = 5_000


def checked_cost(limits: Limits, cost: FixedCost) -> FixedCost:
    """A cost (or other income) on a schedule; a negative one is a credit."""
    limits.line("line_code", cost.line_code, set(Section))
    limits.span(cost.first, cost.last)
    _check_some("amount_ore", cost.amount_ore)
    check_number("every_months", cost.every_months, 0, MAX_FISCAL_MONTHS)
    check_share("index_bp", cost.index_bp, MOST_INDEX_BP)
    check_share("vat_bp", cost.vat_bp)
    check_days("terms_days", cost.terms_days)
    return replace(cost, name=limits.name(cost.name), project=cost.project.strip())


def checked_grant(limits: Limits, grant: Grant) -> Grant:
    """A grant: its months may begin before the plan and end after it, but must touch it."""
    limits.line("line_code", grant.line_code, {Section.INCOME})
    check_positive("amount_ore", grant.amount_ore, _("Write how much the grant is."))
    check_ore("amount_ore", grant.amount_ore)
    check_months("last", grant.first, grant.last)
    limits.not_after("first", grant.first)
    check_number("delay_months", grant.delay_months, 0, 2 * MONTHS_IN_YEAR)
    return replace(grant, name=limits.name(grant.name), project=grant.project.strip())


def checked_investment(limits: Limits, one: Investment) -> Investment:
    """An investment: bought in the plan, or earlier and still written off."""
    limits.line("line_code", one.line_code, {Section.COST})
    limits.not_after("month", one.month)
    check_positive("amount_ore", one.amount_ore, _("Write what it costs."))
    check_ore("amount_ore", one.amount_ore)
    check_number("life_months", one.life_months, 1, MOST_MONTHS)
    check_share("vat_bp", one.vat_bp)
    check_days("terms_days", one.terms_days)
    return replace(one, name=limits.name(one.name))


def checked_loan(limits: Limits, loan: Loan) -> Loan:
    """A loan: taken in the plan, or earlier and still owed."""
    limits.line("line_code", loan.line_code, {Section.FINANCE})
    limits.not_after("month", loan.month)
    check_positive("amount_ore", loan.amount_ore, _("Write how much the loan is."))
    check_ore("amount_ore", loan.amount_ore)
    check_share("rate_bp", loan.rate_bp, MOST_RATE_BP)
    check_number("months", loan.months, 1, MOST_MONTHS)
    if not 0 <= loan.grace_months < loan.months:
        raise InvalidInputError(
            "grace_months",
            _("The months without repayment must be fewer than the loan's months."),
            todo=_("At least one month must be left to pay the loan back."),
        )
    return replace(loan, name=limits.name(loan.name))


def checked_cash_item(limits: Limits, item: CashItem) -> CashItem:
    """Money on its way: in positive, out negative."""
    limits.inside("month", item.month)
    _check_some("amount_ore", item.amount_ore)
    return replace(item, name=limits.name(item.name))


def _check_some(field: str, ore: int) -> None:
    check_ore(field, ore, negative=True)
    if ore == 0:
        raise InvalidInputError(field, _("Write an amount."))
