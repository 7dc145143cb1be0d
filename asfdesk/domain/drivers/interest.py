"""Interest on loans by month of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.drivers.loans import loan_payments

if TYPE_CHECKING:
    from asfdesk.domain.drivers.costs import Loan
    from asfdesk.domain.drivers.timeline import Timeline


def loan_interest(loan: Loan, timeline: Timeline) -> tuple[int, ...]:
    """Öre by month, positive; a loan from before the plan has only its later payments here."""
    paid = {payment.month: payment.interest_ore for payment in loan_payments(loan)}
    return tuple(paid.get(month, 0) for month in timeline.months)
