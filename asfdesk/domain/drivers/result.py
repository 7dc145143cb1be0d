"""What a plan comes to, month by month: lines, volumes, staff and cash."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from asfdesk.domain.period import Month


class Part(StrEnum):
    """What an amount is a part of."""

    TRAINING = "training"
    SALES = "sales"
    GOODS = "goods"
    PAY = "pay"
    FEES = "fees"
    PENSION = "pension"
    SUBSIDY = "subsidy"
    SICK = "sick"
    FIXED = "fixed"
    GRANT = "grant"
    DEPRECIATION = "depreciation"
    INTEREST = "interest"


@dataclass(frozen=True)
class Component:
    """One driver's share of one line: öre by effect, one per month of the plan.

    Attributes:
        driver_id: row number of the stream, staff row, cost … it comes from.
        name: what the driver is called.
    """

    part: Part
    driver_id: int
    name: str
    line_code: str
    amounts: tuple[int, ...]
    project: str = ""


@dataclass(frozen=True)
class Volumes:
    """Counts of one stream by month, exact; a stream that sells no places has none.

    Attributes:
        places: sold places.
        place_days, delivered_days: available and delivered place-days; with a price for places
            all of them count as delivered.
    """

    stream_id: int
    places: tuple[Fraction, ...]
    place_days: tuple[Fraction, ...]
    delivered_days: tuple[Fraction, ...]


@dataclass(frozen=True)
class Supervision:
    """Supervisors by month, full-time equivalents in basis points.

    `needed_bp` is None when no ratio is said.
    """

    planned_bp: tuple[int, ...]
    needed_bp: tuple[int, ...] | None


class CashKind(StrEnum):
    """Rows of the liquidity budget, in its order: in, out, investment, financing."""

    TRAINING = "training"
    SALES = "sales"
    SUBSIDIES = "subsidies"
    GRANTS = "grants"
    OTHER_IN = "other_in"
    GOODS = "goods"
    PURCHASES = "purchases"
    NET_PAY = "net_pay"
    PAYROLL_TAX = "payroll_tax"
    PENSIONS = "pensions"
    VAT = "vat"
    INTEREST = "interest"
    COMPANY_TAX = "company_tax"
    INVESTMENTS = "investments"
    LOANS_IN = "loans_in"
    AMORTISATION = "amortisation"
    CARRIED = "carried"


@dataclass(frozen=True)
class Liquidity:
    """Cash by month, öre; in +, out -.

    Attributes:
        rows: one amount per month for each kind that has any.
        balances: cash and bank at each month's end.
        credit_limit_ore: the overdraft that may be used.
        before: by kind, what was earned or owed before the plan and is settled in it, in its
            rows: grants only. What else was on its way is a carried item.
        after: by kind, what the plan leaves to be paid later: + comes in, - goes out. Grant
            money that came ahead of its months is negative: it has still to be earned.
    """

    months: tuple[Month, ...]
    opening_ore: int
    rows: Mapping[CashKind, tuple[int, ...]]
    balances: tuple[int, ...]
    credit_limit_ore: int = 0
    before: Mapping[CashKind, int] = field(default_factory=dict)
    after: Mapping[CashKind, int] = field(default_factory=dict)

    @property
    def lowest(self) -> tuple[Month, int]:
        """The lowest month-end and its balance; the earlier of two alike (decisions A7)."""
        at = min(range(len(self.balances)), key=lambda i: self.balances[i])
        return self.months[at], self.balances[at]

    @property
    def headroom_ore(self) -> int:
        """What is left of cash and overdraft at the lowest month-end; negative = too little."""
        return self.lowest[1] + self.credit_limit_ore


@dataclass(frozen=True)
class PlanResult:
    """A computed plan.

    Attributes:
        lines: line code -> öre by effect, one per month, overrides in place.
        components: what the drivers gave, before overrides; a line's components sum to what it
            would be without them.
        overridden: cells that say something else than the drivers give.
    """

    months: tuple[Month, ...]
    lines: Mapping[str, tuple[int, ...]]
    components: tuple[Component, ...]
    volumes: tuple[Volumes, ...]
    supervision: Supervision
    liquidity: Liquidity | None = None
    overridden: frozenset[tuple[str, Month]] = field(default_factory=frozenset)

    @property
    def result(self) -> tuple[int, ...]:
        """The sum of every line, one per month."""
        return tuple(sum(month) for month in zip(*self.lines.values(), strict=True)) or (0,) * len(
            self.months
        )
