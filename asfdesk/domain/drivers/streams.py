"""Training streams: places sold to a buyer, by month (finance.md §9.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.codes import PayerKind, PriceBasis, PriceUnit

if TYPE_CHECKING:
    from asfdesk.domain.period import Month

DAY_MINUTES = 360
"""Minutes of a place-day when nothing else is said; only a price by the hour uses them."""


@dataclass(frozen=True)
class StreamChange:
    """What holds from a month on, until the next change: the stream's price or places changed."""

    first: Month
    places_milli: int
    occupancy_bp: int
    price_ore: int


@dataclass(frozen=True)
class TrainingStream:
    """Work training sold to one payer.

    Attributes:
        id: row number; 0 = not kept yet.
        buyer_id: the buyer in the file it stands for, or None.
        unit: what the price is for. LUMP_SUM is a year's sum (a twelfth a month); PLACE_MONTH is
            per place and month; RESULT counts `places_milli` as results a month.
        basis: PLACE pays every sold place, whatever the occupancy; BOOKED and ATTENDED pay
            `occupancy_bp` of them.
        places_milli: thousandths of a place.
        occupancy_bp: share of the place-days that is paid for, basis points.
        price_ore: öre per unit, excl. VAT.
        first, last: months it runs, both included; None = from the plan's first, to its last.
        day_minutes: minutes of a place-day, for HOUR.
        vat_bp: VAT on it; the program stores it, it never decides it.
        terms_days: days until it is paid.
        line_code: plan line of the income.
        project: project or cost centre that it is followed up on; "" = none.
        changes: later values, by month.
        seeded: taken from last year's actuals and not changed since.
        terms_changes: (from month, days) in order, that a shock on the payment from a month on
            makes. Never stored.
    """

    id: int
    name: str
    places_milli: int
    occupancy_bp: int
    price_ore: int
    unit: PriceUnit = PriceUnit.DAY
    basis: PriceBasis = PriceBasis.ATTENDED
    payer: PayerKind = PayerKind.MUNICIPALITY
    buyer_id: int | None = None
    first: Month | None = None
    last: Month | None = None
    day_minutes: int = DAY_MINUTES
    vat_bp: int = 0
    terms_days: int = 30
    line_code: str = "I10"
    project: str = ""
    changes: tuple[StreamChange, ...] = ()
    seeded: bool = False
    terms_changes: tuple[tuple[Month, int], ...] = ()
