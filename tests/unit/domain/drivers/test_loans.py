"""Payments of a loan that go beyond what the liquidity budget shows."""

from __future__ import annotations

import pytest

from asfdesk.domain.drivers.costs import Loan, LoanKind
from asfdesk.domain.drivers.loans import LoanPayment, loan_payments
from asfdesk.domain.period import Month


@pytest.mark.parametrize("kind", list(LoanKind))
@pytest.mark.parametrize("grace", [3, 5])
def test_a_loan_with_interest_only_is_settled_by_its_last_payment(
    kind: LoanKind, grace: int
) -> None:
    loan = Loan(1, "A", Month(2026, 1), 120_000_00, 600, 3, kind, grace_months=grace)
    # 6 % of 120 000 kr is 600 kr a month.
    assert loan_payments(loan) == (
        LoanPayment(Month(2026, 2), 600_00, 0),
        LoanPayment(Month(2026, 3), 600_00, 0),
        LoanPayment(Month(2026, 4), 600_00, 120_000_00),
    )
