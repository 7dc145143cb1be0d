"""Whether what a plan takes for granted can be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.plan import BASIS_POINTS, THOUSANDTHS, Section
from asfdesk.services.drivers.driver_limits import Limits, check_number, check_ore, check_share

if TYPE_CHECKING:
    from asfdesk.domain.drivers.premises import Premises
    from asfdesk.services.session import ReadSession

MOST_RATIO_MILLI = 100_000
"""A hundred trainees per supervisor."""


def checked_premises(session: ReadSession, premises: Premises) -> Premises:
    """Premises that can be computed with.

    Raises:
        InvalidInputError: something cannot be right; `field` is the attribute's name.
    """
    limits = Limits.of(session, ())
    limits.line("sick_line_code", premises.sick_line_code, {Section.COST})
    check_ore("opening_ore", premises.opening_ore, negative=True)
    check_ore("credit_limit_ore", premises.credit_limit_ore)
    check_share("payroll_tax_bp", premises.payroll_tax_bp)
    check_share("sick_bp", premises.sick_bp)
    check_share("sick_cost_bp", premises.sick_cost_bp, 2 * BASIS_POINTS)
    check_number("ratio_step_bp", premises.ratio_step_bp, 1, BASIS_POINTS)
    if premises.ratio_milli is not None:
        check_number("ratio_milli", premises.ratio_milli, 1, MOST_RATIO_MILLI, scale=THOUSANDTHS)
    return premises
