"""Sales of goods and services: volume, price, cost of goods and season (finance.md §9.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asfdesk.domain.period import Month

EVEN_SEASON = (1,) * 12
"""The same share of the year's volume in every month."""


@dataclass(frozen=True)
class SalesChange:
    """What holds from a month on, until the next change."""

    first: Month
    volume_milli: int
    price_ore: int


@dataclass(frozen=True)
class SalesStream:
    """Goods or services sold.

    Attributes:
        volume_milli: thousandths of a unit in twelve months.
        price_ore: öre per unit, excl. VAT.
        cogs_bp: cost of goods as a share of the sales, basis points.
        season: twelve weights, January first: a calendar month's share of the year's volume.
        vat_bp, terms_days: VAT on the sales and days until they are paid (0 = cash).
        cost_vat_bp, cost_terms_days: the same of the purchases.
        line_code, cost_line_code: plan lines of sales and purchases.
        seeded: taken from last year's actuals and not changed since.
        terms_changes: (from month, days) in order, that a shock on the payment from a month on
            makes. Never stored.
    """

    id: int
    name: str
    volume_milli: int
    price_ore: int
    cogs_bp: int = 0
    season: tuple[int, ...] = EVEN_SEASON
    first: Month | None = None
    last: Month | None = None
    vat_bp: int = 2500
    terms_days: int = 0
    cost_vat_bp: int = 2500
    cost_terms_days: int = 30
    line_code: str = "I20"
    cost_line_code: str = "K10"
    project: str = ""
    changes: tuple[SalesChange, ...] = ()
    seeded: bool = False
    terms_changes: tuple[tuple[Month, int], ...] = ()
