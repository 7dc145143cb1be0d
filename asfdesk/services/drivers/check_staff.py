"""Whether a row of staff can be right, with the support that comes with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import LINE_GROUPS, Group
from asfdesk.domain.drivers.parameters import ParameterKey
from asfdesk.domain.drivers.staff import SubsidyKind
from asfdesk.domain.period import MONTHS_IN_YEAR
from asfdesk.domain.plan import BASIS_POINTS, Section
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.drivers.driver_limits import (
    check_months,
    check_number,
    check_ore,
    check_positive,
    check_share,
)
from asfdesk.services.drivers.plan_model import plan_rates

if TYPE_CHECKING:
    from asfdesk.domain.drivers.staff import StaffRow, Subsidy
    from asfdesk.domain.plan import Plan
    from asfdesk.services.drivers.driver_limits import Limits
    from asfdesk.services.session import ReadSession

STAFF_LINES = frozenset(code for code, group in LINE_GROUPS.items() if group is Group.STAFF)
MOST_FTE_BP = 1_000 * BASIS_POINTS
MOST_RISE_BP = 5_000
OLDEST = 1900
YOUNGEST = 15
"""Nobody is employed before the year they turn sixteen (AFS 2023:2: a minor's ordinary work)."""
NEW_START_MOST_BP = 30_000
"""Three times the employer's contribution: more was never paid for a new start job."""


def checked_staff(session: ReadSession, plan: Plan, limits: Limits, row: StaffRow) -> StaffRow:
    """A row of staff that can be computed."""
    limits.line_under("line_code", row.line_code, STAFF_LINES)
    limits.span(row.first, row.last)
    check_positive("fte_bp", row.fte_bp, _("The share of full time must be more than zero."))
    check_number("fte_bp", row.fte_bp, 1, MOST_FTE_BP, scale=BASIS_POINTS)
    check_ore("monthly_pay_ore", row.monthly_pay_ore)
    if row.birth_year is not None:
        check_number("birth_year", row.birth_year, OLDEST, limits.months[-1].year - YOUNGEST)
    for name in ("holiday_bp", "pension_bp", "insurance_bp"):
        check_share(name, getattr(row, name))
    check_share("rise_bp", row.rise_bp, MOST_RISE_BP)
    check_number("rise_month", row.rise_month, 1, MONTHS_IN_YEAR)
    if row.subsidy is not None:
        _check_subsidy(session, plan, limits, row.subsidy)
    return replace(row, name=limits.name(row.name), project=row.project.strip())


def _check_subsidy(session: ReadSession, plan: Plan, limits: Limits, subsidy: Subsidy) -> None:
    limits.line("subsidy_line_code", subsidy.line_code, {Section.INCOME})
    for name, month in (("subsidy_first", subsidy.first), ("subsidy_last", subsidy.last)):
        limits.inside(name, month)
    check_months("subsidy_last", subsidy.first, subsidy.last)
    check_ore("subsidy_cap_ore", subsidy.cap_ore)
    check_number("subsidy_delay_months", subsidy.delay_months, 0, MONTHS_IN_YEAR)
    check_positive("subsidy_level_bp", subsidy.level_bp, _("Write how much of the cost is paid."))
    match subsidy.kind:
        case SubsidyKind.WAGE_SUBSIDY:
            _check_level(session, plan, limits, subsidy.level_bp)
        case SubsidyKind.INTRODUCTION:
            check_share("subsidy_level_bp", subsidy.level_bp)
        case SubsidyKind.NEW_START:
            if subsidy.level_bp > NEW_START_MOST_BP:
                raise InvalidInputError(
                    "subsidy_level_bp",
                    _("A new start job pays at most three times the contribution."),
                    todo=_("Write how many times, for example 2 or 2.5."),
                )


def _check_level(session: ReadSession, plan: Plan, limits: Limits, level_bp: int) -> None:
    """The highest level that the parameters give when the plan begins, else the whole cost."""
    rates = plan_rates(session, plan)
    most = rates.on(ParameterKey.WAGE_SUBSIDY_MOST, limits.months[0].first)
    limit = most.value if most else BASIS_POINTS
    if level_bp > limit:
        raise InvalidInputError(
            "subsidy_level_bp",
            _("A wage subsidy pays at most %(most)d %%.") % {"most": limit // 100},
            _("That is what Settings, Rates and caps says."),
            _("Write the level of the decision, or correct the cap there."),
        )
