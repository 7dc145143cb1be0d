"""Which turnover in the books belongs to which agreement.

By the agreement's project or cost centre where the books use that code, else by its plan line. Of
what bears the code only sales count, and what stands on the agreement's own line: a grant to the
same project is no invoice. What is found by a code is not counted on the line too, so that nothing
is counted twice. Agreements with the same rule are booked together: the books cannot tell them
apart.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.books.ledger import effect
from asfdesk.domain.books.mapping import COST_CENTRE, PROJECT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from asfdesk.domain.agreements import Agreement
    from asfdesk.domain.books.ledger import AccountMonth, VoucherRow
    from asfdesk.domain.books.mapping import Mapper
    from asfdesk.domain.sales.invoicing import Invoice

INCOME = "3"
"""The first digit of income accounts (BAS)."""
SALES = ("30", "31", "32", "33", "34", "35", "36", "37")
"""Sales, which are invoiced (BAS); 38 and 39 are own work, grants and other income."""


@dataclass(frozen=True)
class BookingRule:
    """How an agreement's income is found in the books.

    Attributes:
        dimension: PROJECT or COST_CENTRE; 0 = by plan line.
        code: the object's code, or the plan line's.
        line: the agreement's plan line.
    """

    dimension: int
    code: str
    line: str


@dataclass(frozen=True)
class BookedSales:
    """What one rule finds in a month: öre by effect, and the accounts it stands on."""

    ore: int = 0
    accounts: tuple[str, ...] = ()


def booking_rule(
    agreement: Agreement, projects: Collection[str], cost_centres: Collection[str]
) -> BookingRule:
    """The rule of an agreement; the codes are those that the books use."""
    code = agreement.project
    if code and code in projects:
        return BookingRule(PROJECT, code, agreement.line_code)
    if code and code in cost_centres:
        return BookingRule(COST_CENTRE, code, agreement.line_code)
    return BookingRule(0, agreement.line_code, agreement.line_code)


@dataclass(frozen=True)
class SalesFinder:
    """Finds the rule that turnover belongs to."""

    rules: frozenset[BookingRule]
    mapper: Mapper

    def rule_of(self, row: AccountMonth | VoucherRow) -> BookingRule | None:
        """The rule, or None where no agreement has anything to do with the row."""
        if not row.account.startswith(INCOME):
            return None
        line = self.mapper.line(row.account, row.cost_centre, row.project) or ""
        for dimension, code in ((PROJECT, row.project), (COST_CENTRE, row.cost_centre)):
            found = self._by_object(dimension, code, line, row.account)
            if found is not None:
                return found
        by_line = BookingRule(0, line, line)
        return by_line if by_line in self.rules else None

    def _by_object(self, dimension: int, code: str, line: str, account: str) -> BookingRule | None:
        """The agreement's rule on this line, else, for sales, the first with the code."""
        rules = sorted(
            (one for one in self.rules if (one.dimension, one.code) == (dimension, code)),
            key=lambda one: (one.line != line, one.line),
        )
        first = next(iter(rules), None)
        fits = first is not None and (first.line == line or account.startswith(SALES))
        return first if fits else None

    def booked(self, rows: Iterable[AccountMonth]) -> dict[BookingRule, BookedSales]:
        """What each rule finds; rules without turnover are there too."""
        ore: dict[BookingRule, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for row in rows:
            rule = self.rule_of(row)
            if rule is not None:
                ore[rule][row.account] += effect(row.amount_sie_ore)
        return {
            rule: BookedSales(sum(ore[rule].values()), tuple(sorted(ore[rule])))
            for rule in self.rules
        }

    def elsewhere(
        self, rule: BookingRule, invoices: Sequence[Invoice], postings: Iterable[VoucherRow]
    ) -> Mapping[str, int]:
        """Account -> öre of invoices whose very amount is booked outside the rule."""
        there = [row for row in postings if self.rule_of(row) != rule]
        found: dict[str, int] = defaultdict(int)
        for invoice in invoices:
            hit = next(
                (row for row in there if effect(row.amount_sie_ore) == invoice.amount_ore), None
            )
            if hit is not None and invoice.amount_ore:
                there.remove(hit)
                found[hit.account] += invoice.amount_ore
        return dict(found)
