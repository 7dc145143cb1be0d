"""The shipped plan lines and where an account lands when no rule says otherwise.

Only intervals of account numbers and our own headings: no chart of accounts is shipped
(decisions A17). The intervals of finance.md §9.4 cover every number 3000-8989 exactly once;
8990-8999 close the year and class 9 is internal, so both stand outside (sie.md §1.6).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.books.ledger import account_head
from asfdesk.domain.plan import PlanLine, Section

if TYPE_CHECKING:
    from collections.abc import Iterable

UNMAPPED = ""
"""The code of the row "utan planrad": accounts that have no line."""

TRAINING = "I10"
SALES = "I20"
SUPERVISOR_PAY = "K41"


class Group(StrEnum):
    """Rows of the K2 income statement by nature of expense (finance.md §6), in its order."""

    NET_SALES = "net_sales"
    OWN_WORK = "own_work"
    OTHER_INCOME = "other_income"
    GOODS = "goods"
    EXTERNAL = "external"
    STAFF = "staff"
    DEPRECIATION = "depreciation"
    OTHER_COSTS = "other_costs"
    FINANCIAL = "financial"
    APPROPRIATIONS = "appropriations"
    TAX = "tax"


class Subtotal(StrEnum):
    """Sums of the K2 income statement, in its order."""

    INCOME = "income"
    COSTS = "costs"
    OPERATING = "operating"
    AFTER_FINANCIAL = "after_financial"
    BEFORE_TAX = "before_tax"
    YEAR = "year"

    @property
    def is_result(self) -> bool:
        """Whether the row is a result: no per cent is given there (decisions A8)."""
        return self not in (Subtotal.INCOME, Subtotal.COSTS)


_INCOME = (Group.NET_SALES, Group.OWN_WORK, Group.OTHER_INCOME)
_COSTS = (Group.GOODS, Group.EXTERNAL, Group.STAFF, Group.DEPRECIATION, Group.OTHER_COSTS)

SUBTOTALS: tuple[tuple[Subtotal, tuple[Group, ...]], ...] = (
    (Subtotal.INCOME, _INCOME),
    (Subtotal.COSTS, _COSTS),
    (Subtotal.OPERATING, (*_INCOME, *_COSTS)),
    (Subtotal.AFTER_FINANCIAL, (*_INCOME, *_COSTS, Group.FINANCIAL)),
    (Subtotal.BEFORE_TAX, (*_INCOME, *_COSTS, Group.FINANCIAL, Group.APPROPRIATIONS)),
    (Subtotal.YEAR, tuple(Group)),
)
"""Which groups each sum adds up; a sum stands after the last of its groups."""

LINE_GROUPS: dict[str, Group] = {
    "I10": Group.NET_SALES,
    "I20": Group.NET_SALES,
    "I30": Group.OWN_WORK,
    "I40": Group.OTHER_INCOME,
    "I50": Group.OTHER_INCOME,
    "I51": Group.OTHER_INCOME,
    "I52": Group.OTHER_INCOME,
    "I60": Group.OTHER_INCOME,
    "I70": Group.OTHER_INCOME,
    "I80": Group.OTHER_INCOME,
    "K10": Group.GOODS,
    "K11": Group.GOODS,
    "K20": Group.EXTERNAL,
    "K30": Group.EXTERNAL,
    "K31": Group.EXTERNAL,
    "K32": Group.EXTERNAL,
    "K33": Group.EXTERNAL,
    "K34": Group.EXTERNAL,
    "K35": Group.EXTERNAL,
    "K36": Group.EXTERNAL,
    "K37": Group.EXTERNAL,
    "K40": Group.STAFF,
    "K41": Group.STAFF,
    "K42": Group.STAFF,
    "K43": Group.STAFF,
    "K44": Group.STAFF,
    "K50": Group.DEPRECIATION,
    "K60": Group.OTHER_COSTS,
    "F10": Group.FINANCIAL,
    "F20": Group.FINANCIAL,
    "F30": Group.APPROPRIATIONS,
    "F40": Group.TAX,
}
"""Shipped line -> row of the K2 income statement."""

GRANTS = frozenset({"I40", "I50", "I51", "I52", "I60"})
"""Support and grants (key figure 4). All of them are public money (key figure 3)."""

TYPED_AS_COST = frozenset({"F20", "F40"})
"""Financial lines that are costs by nature: interest costs and tax are typed positive too."""

INTERVALS: tuple[tuple[int, int, str], ...] = (
    (3000, 3799, "I20"),
    (3800, 3899, "I30"),
    (3900, 3979, "I70"),
    (3980, 3980, "I50"),
    (3981, 3984, "I60"),
    (3985, 3986, "I51"),
    (3987, 3987, "I52"),
    (3988, 3988, "I40"),
    (3989, 3989, "I50"),
    (3990, 3992, "I70"),
    (3993, 3993, "I80"),
    (3994, 3996, "I70"),
    (3997, 3997, "I40"),
    (3998, 3999, "I70"),
    (4000, 4899, "K10"),
    (4900, 4999, "K11"),
    (5000, 5199, "K20"),
    (5200, 5599, "K30"),
    (5600, 5899, "K31"),
    (5900, 6099, "K32"),
    (6100, 6299, "K33"),
    (6300, 6399, "K34"),
    (6400, 6699, "K35"),
    (6700, 6799, "K36"),
    (6800, 6999, "K37"),
    (7000, 7399, "K40"),
    (7400, 7499, "K42"),
    (7500, 7599, "K43"),
    (7600, 7699, "K44"),
    (7700, 7899, "K50"),
    (7900, 7999, "K60"),
    (8000, 8399, "F10"),
    (8400, 8499, "F20"),
    (8500, 8899, "F30"),
    (8900, 8989, "F40"),
)
"""First and last account (both included) -> shipped line. I10 and K41 are reached by rules only."""


def default_line(account: str) -> str | None:
    """The shipped line of an account by its first four digits (decisions A9).

    Returns:
        A code of DEFAULT_LINES, or None outside 3000-8989 or when the account is not digits.
    """
    head = account_head(account)
    if head is None:
        return None
    return next((code for first, last, code in INTERVALS if first <= head <= last), None)


def _section(code: str) -> Section:
    return {"I": Section.INCOME, "K": Section.COST, "F": Section.FINANCE}[code[0]]


def _first_account(code: str) -> str:
    """The account a line's budget is exported on unless the user chooses another."""
    return next((str(first) for first, _last, line in INTERVALS if line == code), "")


DEFAULT_LINES: tuple[PlanLine, ...] = tuple(
    PlanLine(code, _section(code), position * 100, export_account=_first_account(code))
    for position, code in enumerate(LINE_GROUPS, start=1)
)
"""The shipped lines in the order they are shown; `sort` leaves room for the user's own lines."""


def base_code(line: PlanLine) -> str:
    """The shipped line that one belongs to: itself, or the parent of an own line."""
    return line.parent or line.code


def group_of(line: PlanLine) -> Group:
    """The K2 row a line is added to."""
    return LINE_GROUPS[base_code(line)]


def codes_under(lines: Iterable[PlanLine], bases: Iterable[str]) -> frozenset[str]:
    """Codes of the lines that are, or belong to, any of the shipped lines in `bases`."""
    wanted = frozenset(bases)
    return frozenset(line.code for line in lines if base_code(line) in wanted)


def is_typed_as_cost(line: PlanLine) -> bool:
    """Whether amounts are typed and shown positive on input, and kept negative."""
    return line.section is Section.COST or base_code(line) in TYPED_AS_COST


def effect_of_input(line: PlanLine, typed_ore: int) -> int:
    """What was typed on a line as effect on the result, and back.

    Costs are typed as positive numbers and kept negative; a typed minus is a credit
    (finance.md §9.1). Income and the other financial lines are typed as they are kept.
    """
    return -typed_ore if is_typed_as_cost(line) else typed_ore
