"""From account to plan line: the user's rules first, then the standard chart (decisions A9).

An account is placed on its first four digits, so 3010, 30101 and 301012 follow each other. A rule
whose bounds have more digits than that tells them apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import default_line
from asfdesk.domain.books.ledger import is_result_account

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

COST_CENTRE = 1
"""SIE's reserved dimension for kostnadsställe (§8)."""
PROJECT = 6
"""SIE's reserved dimension for projekt (§8)."""

HEAD_DIGITS = 4


@dataclass(frozen=True)
class ObjectKey:
    """One cost centre or project: its dimension (COST_CENTRE or PROJECT) and its code."""

    dimension: int
    code: str


class RuleKind(StrEnum):
    """What a rule goes by; the narrower kind wins, so priority follows from it."""

    OBJECT = "object"
    ACCOUNT = "account"
    INTERVAL = "interval"


PRIORITY = {RuleKind.OBJECT: 10, RuleKind.ACCOUNT: 20, RuleKind.INTERVAL: 30}
"""Lowest number wins (finance.md §9.2)."""


class HowPlaced(StrEnum):
    """Why an account stands on its line."""

    RULE = "rule"
    DEFAULT = "default"
    NOWHERE = "nowhere"


@dataclass(frozen=True)
class MapRule:
    """Accounts of an interval, all of them or those with one object, belong to a line.

    Attributes:
        priority: lowest wins; between equals the one given first.
        account_from: first account, digits.
        account_to: last account, digits; the same as account_from for a single account.
        dimension: 1 (kostnadsställe), 6 (projekt) or None for every posting.
        object: the code in that dimension; None with dimension None.
    """

    priority: int
    account_from: str
    account_to: str
    dimension: int | None
    object: str | None
    line_code: str
    id: int = 0

    @property
    def kind(self) -> RuleKind:
        """What the rule goes by."""
        if self.dimension is not None:
            return RuleKind.OBJECT
        same = self.account_from == self.account_to
        return RuleKind.ACCOUNT if same else RuleKind.INTERVAL

    def covers(self, account: str) -> bool:
        """Whether the account lies between the bounds, compared on the bounds' own length."""
        low = _cut(account, len(self.account_from))
        high = _cut(account, len(self.account_to))
        return self.account_from <= low and high <= self.account_to

    def fits(self, account: str, cost_centre: str, project: str) -> bool:
        """Whether the rule places this turnover."""
        if not self.covers(account):
            return False
        if self.dimension is None:
            return True
        return self.object == (cost_centre if self.dimension == COST_CENTRE else project)


def _cut(account: str, digits: int) -> str:
    return account[: max(digits, HEAD_DIGITS)].ljust(HEAD_DIGITS, "0")


@dataclass(frozen=True)
class Placing:
    """Where turnover stands and why; line_code None is "utan planrad"."""

    line_code: str | None
    how: HowPlaced
    rule: MapRule | None = None


def place(account: str, cost_centre: str, project: str, rules: Sequence[MapRule]) -> Placing:
    """The line of an account's turnover with these objects ("" = none).

    Accounts outside 3000-8989 have no line: they are no part of the result.
    """
    if not is_result_account(account):
        return Placing(None, HowPlaced.NOWHERE)
    fitting = (rule for rule in rules if rule.fits(account, cost_centre, project))
    rule = min(fitting, key=lambda found: found.priority, default=None)
    if rule is not None:
        return Placing(rule.line_code, HowPlaced.RULE, rule)
    code = default_line(account)
    return Placing(code, HowPlaced.NOWHERE if code is None else HowPlaced.DEFAULT)


def resolve(account: str, cost_centre: str, project: str, rules: Sequence[MapRule]) -> str | None:
    """The line code alone; None for "utan planrad"."""
    return place(account, cost_centre, project, rules).line_code


class Mapper:
    """Places many rows by the same rules, each combination worked out once.

    Attributes:
        by_object: whether cost centres or projects matter at all.
    """

    def __init__(self, rules: Iterable[MapRule]) -> None:
        self._rules = sorted(rules, key=lambda rule: rule.priority)
        self._known: dict[tuple[str, str, str], Placing] = {}
        self.by_object = any(rule.dimension is not None for rule in self._rules)

    def place(self, account: str, cost_centre: str = "", project: str = "") -> Placing:
        """The placing of an account's turnover with these objects."""
        key = (account, cost_centre, project) if self.by_object else (account, "", "")
        if key not in self._known:
            self._known[key] = place(*key, self._rules)
        return self._known[key]

    def line(self, account: str, cost_centre: str = "", project: str = "") -> str | None:
        """The line code alone."""
        return self.place(account, cost_centre, project).line_code
