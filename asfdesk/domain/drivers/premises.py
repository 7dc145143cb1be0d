"""What a whole plan takes for granted: cash, VAT, supervision, illness."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asfdesk.domain.period import Month


class VatPeriod(StrEnum):
    """How often VAT is declared. NONE = the enterprise declares no VAT."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    NONE = "none"


@dataclass(frozen=True)
class CashItem:
    """Money already on its way when the plan begins, or outside the result: in +, out -.

    `source` tells what it is of: receivables and debts at the start, tax, dividends and so on.
    """

    id: int
    month: Month
    amount_ore: int
    name: str


@dataclass(frozen=True)
class Premises:
    """Assumptions of one plan.

    Attributes:
        opening_ore: cash and bank when the plan begins; None = not known, so no liquidity.
        credit_limit_ore: the overdraft that may be used.
        payroll_tax_bp: share of gross pay that is tax drawn by the employer.
        vat_period: VAT of a period is paid in the second month after it.
        ratio_milli: trainees that one full-time supervisor takes, in thousandths; None = not said.
        ratio_step_bp: supervisors are employed in steps of so many basis points of full time.
        sick_bp: supervisors' sick leave that is covered by a substitute, share of their hours.
        sick_cost_bp: what a covered hour costs on top, as a share of the hour's own cost
            (sick pay and the substitute's pay less what is not paid out).
        sick_line_code: plan line of that cost.
        sick_changes: (from month, basis points) in order, that a shock from a month on makes;
            `sick_on` gives what holds in a month. Never stored.
    """

    opening_ore: int | None = None
    credit_limit_ore: int = 0
    payroll_tax_bp: int = 2400
    vat_period: VatPeriod = VatPeriod.QUARTER
    ratio_milli: int | None = None
    ratio_step_bp: int = 2500
    sick_bp: int = 0
    sick_cost_bp: int = 8000
    sick_line_code: str = "K37"
    sick_changes: tuple[tuple[Month, int], ...] = ()

    def sick_on(self, month: Month) -> int:
        """The share of supervisors' sick leave that holds in a month, basis points."""
        held = [bp for first, bp in self.sick_changes if first <= month]
        return held[-1] if held else self.sick_bp
