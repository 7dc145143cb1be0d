"""When VAT is paid: in the second month after its period (finance.md §9.3).

Quarters are calendar quarters, whatever the fiscal year. A year is the fiscal year; then too the
second month after it is reckoned with: it holds for those who trade within the EU, the others
have some months more, so the plan is on the safe side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.drivers.premises import VatPeriod

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.period import Month

MONTHS_AFTER = 2
QUARTER = 3


def vat_paid_in(month: Month, period: VatPeriod, year_ends: Sequence[Month]) -> Month:
    """The month in which a month's VAT is paid, or comes back.

    Args:
        month: the month of the sale or purchase.
        period: how often VAT is declared; NONE has no VAT, so its answer is never used.
        year_ends: the last months of the fiscal years, in order; the last one holds for what
            comes after it.
    """
    match period:
        case VatPeriod.QUARTER:
            last = month.plus(-month.number % QUARTER)
        case VatPeriod.YEAR:
            last = next((end for end in year_ends if month <= end), year_ends[-1])
        case VatPeriod.MONTH | VatPeriod.NONE:
            last = month
    return last.plus(MONTHS_AFTER)


def vat_payments(
    vat: Sequence[int], months: Sequence[Month], period: VatPeriod, year_ends: Sequence[Month]
) -> tuple[list[int], int]:
    """What is paid in each month of the plan, and what is left to pay after it.

    Args:
        vat: VAT of each month's sales less that of its purchases, öre.
        months: the plan's months.
        period: how often VAT is declared.
        year_ends: last months of the fiscal years; () = the plan's last month.

    Returns:
        Payments by month (- = paid, + = came back), and what comes after the last month.
    """
    paid = [0] * len(months)
    left = 0
    places = {month: at for at, month in enumerate(months)}
    for ore, month in zip(vat, months, strict=True):
        at = places.get(vat_paid_in(month, period, year_ends or months[-1:]))
        if at is None:
            left -= ore
        else:
            paid[at] -= ore
    return paid, left
