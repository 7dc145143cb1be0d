"""Wage subsidies that are booked as lower wages: found, explained, and mended with one click.

Some bookkeepers credit the subsidy on 70xx. Then both wages and support look small, and the plan's
line for support stays empty (finance.md §2.3).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import GRANTS, codes_under
from asfdesk.domain.books.ledger import account_head, effect
from asfdesk.domain.books.line_suggestions import word_line
from asfdesk.domain.books.mapping import Mapper
from asfdesk.domain.period import Month

if TYPE_CHECKING:
    from asfdesk.domain.period import FiscalYear
    from asfdesk.services.session import ReadSession

WAGE_SUPPORT = "I40"
"""The shipped line for wage subsidies and staff support."""

_WAGES = range(7000, 7090)
_HOLIDAY_PAY = "semester"
"""Debts for holiday pay move both ways (BAS 7090-7099), also where they are booked elsewhere."""

_WAGE_SUPPORT = range(3980, 3990)


@dataclass(frozen=True)
class WageCredit:
    """A wage account with what seems to be wage subsidy on it.

    Attributes:
        amount_ore: the subsidy, by effect on the result.
        own_account: nothing else is on the account, so that it can be moved with one click;
            otherwise the bookkeeping has to tell wages and subsidy apart.
    """

    number: str
    name: str
    amount_ore: int
    own_account: bool


def wage_credits(session: ReadSession, year: FiscalYear) -> list[WageCredit]:
    """Accounts 7000-7089 that seem to hold wage subsidy.

    An account that is called so or has more credit than debit is one of its own. Others have
    credits in vouchers that debit bank, tax account or a claim, as a paid-out subsidy does. When
    3980-3989 hold support already, only the account's name counts. Accounts that the user has
    placed on a support line are left out.
    """
    mapper = Mapper(session.mapping.rules())
    grants = codes_under(session.plans.lines(with_inactive=True), GRANTS)
    names = {account.number: account.name for account in session.ledger.accounts()}
    sums: dict[str, int] = defaultdict(int)
    has_support = False
    for row in session.ledger.year_months(year, by_object=mapper.by_object):
        head = account_head(row.account)
        has_support |= head in _WAGE_SUPPORT
        if head in _WAGES and mapper.line(row.account, row.cost_centre, row.project) not in grants:
            sums[row.account] += effect(row.amount_sie_ore)
    months = Month.of(year.first), Month.of(year.last)
    paid = [] if has_support else session.ledger.wage_credits(*months)
    credited = {one.account: effect(one.amount_sie_ore) for one in paid}
    found = []
    for number, ore in sorted(sums.items()):
        if _HOLIDAY_PAY in names.get(number, "").casefold():
            continue
        said = word_line(names.get(number, ""), "7")
        named = said is not None and said[1] == WAGE_SUPPORT
        if ore > 0 and (named or not has_support):
            found.append(WageCredit(number, names.get(number, ""), ore, own_account=True))
        elif credited.get(number, 0) > 0:
            found.append(
                WageCredit(number, names.get(number, ""), credited[number], own_account=False)
            )
    return found
