"""Words of the plan: its lines, groups, sums, kinds and states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import Group, Subtotal
from asfdesk.domain.plan import PlanKind, PlanStatus
from asfdesk.i18n import N_, _, day

if TYPE_CHECKING:
    from asfdesk.domain.plan import Plan, PlanLine

_LINES = {
    "I10": N_("Work training and rehabilitation"),
    "I20": N_("Sales of goods and services"),
    "I30": N_("Own work capitalised"),
    "I40": N_("Wage subsidies and staff support"),
    "I50": N_("Other public grants"),
    "I51": N_("State grants"),
    "I52": N_("Municipal and regional grants"),
    "I60": N_("EU grants"),
    "I70": N_("Other income"),
    "I80": N_("Gifts"),
    "K10": N_("Goods, materials, subcontractors"),
    "K11": N_("Change in stock"),
    "K20": N_("Premises"),
    "K30": N_("Equipment, materials, repairs, energy"),
    "K31": N_("Vehicles, freight, travel"),
    "K32": N_("Advertising and selling"),
    "K33": N_("Office, telephone, IT"),
    "K34": N_("Insurance and risk"),
    "K35": N_("Administration, accounting, advice"),
    "K36": N_("Grants given"),
    "K37": N_("Hired staff and other external costs"),
    "K40": N_("Wages and remuneration"),
    "K41": N_("Supervisors' wages"),
    "K42": N_("Pensions"),
    "K43": N_("Employer contributions and agreed insurance"),
    "K44": N_("Other staff costs"),
    "K50": N_("Depreciation and write-downs"),
    "K60": N_("Other operating costs"),
    "F10": N_("Financial income"),
    "F20": N_("Interest costs"),
    "F30": N_("Appropriations"),
    "F40": N_("Tax"),
}

_GROUPS = {
    Group.NET_SALES: N_("Net sales"),
    Group.OWN_WORK: N_("Own work capitalised"),
    Group.OTHER_INCOME: N_("Other operating income"),
    Group.GOODS: N_("Raw materials and goods"),
    Group.EXTERNAL: N_("Other external costs"),
    Group.STAFF: N_("Staff costs"),
    Group.DEPRECIATION: N_("Depreciation and write-downs"),
    Group.OTHER_COSTS: N_("Other operating costs"),
    Group.FINANCIAL: N_("Financial items"),
    Group.APPROPRIATIONS: N_("Appropriations"),
    Group.TAX: N_("Tax"),
}

_SUBTOTALS = {
    Subtotal.INCOME: N_("Total operating income"),
    Subtotal.COSTS: N_("Total operating costs"),
    Subtotal.OPERATING: N_("Operating result"),
    Subtotal.AFTER_FINANCIAL: N_("Result after financial items"),
    Subtotal.BEFORE_TAX: N_("Result before tax"),
    Subtotal.YEAR: N_("Result"),
}

_SURPLUS = {
    Subtotal.OPERATING: N_("Operating surplus or deficit"),
    Subtotal.AFTER_FINANCIAL: N_("Surplus or deficit after financial items"),
    Subtotal.BEFORE_TAX: N_("Surplus or deficit before tax"),
    Subtotal.YEAR: N_("Surplus or deficit"),
}

_KINDS = {
    PlanKind.BUDGET: N_("Budget"),
    PlanKind.FORECAST: N_("Forecast"),
    PlanKind.SCENARIO: N_("Scenario"),
}

_STATUSES = {
    PlanStatus.DRAFT: N_("Draft"),
    PlanStatus.APPROVED: N_("Approved"),
    PlanStatus.REPLACED: N_("Replaced"),
}


def line_word(line: PlanLine) -> str:
    """The name of a plan line: the user's own, else the shipped word."""
    return line.name or _(_LINES[line.code])


def unmapped_word() -> str:
    """The row for accounts without a plan line; one name everywhere (decisions A9)."""
    return _("Without plan line")


def typed_word() -> str:
    """The mark of amounts that the user has typed because there is no bookkeeping."""
    return _("typed in")


def group_word(group: Group) -> str:
    """A row of the K2 income statement."""
    return _(_GROUPS[group])


def subtotal_word(subtotal: Subtotal, *, says_surplus: bool = False) -> str:
    """A sum of the income statement; associations and foundations speak of surplus."""
    words = {**_SUBTOTALS, **_SURPLUS} if says_surplus else _SUBTOTALS
    return _(words[subtotal])


def kind_word(kind: PlanKind) -> str:
    """Budget, forecast or scenario."""
    return _(_KINDS[kind])


def status_word(status: PlanStatus) -> str:
    """Draft, approved or replaced."""
    return _(_STATUSES[status])


def plan_title(plan: Plan, year: str) -> str:
    """Budget 2026, version 2."""
    return _("%(name)s %(year)s, version %(version)d") % {
        "name": plan.name or kind_word(plan.kind),
        "year": year,
        "version": plan.version,
    }


def plan_state(plan: Plan) -> str:
    """Draft, approved 2026-01-15, or replaced, in lower case."""
    if plan.status is PlanStatus.APPROVED and plan.approved_on is not None:
        return _("approved %(day)s") % {"day": day(plan.approved_on)}
    return status_word(plan.status).lower()
