"""Business plans laid out for comparing, with what they are made from and measured against."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.kinds import KINDS
from asfdesk.domain.drivers.shocks import Shock
from asfdesk.domain.file.comparison import Entry
from asfdesk.reports.drivers.parameter_words import parameter_word
from asfdesk.reports.planning.plan_words import plan_title

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from asfdesk.services.session import ReadSession

    Inventory = Mapping[Hashable, Entry]


def plans(session: ReadSession) -> Inventory:
    """One entry for each plan and each of its amounts; listed under the plan."""
    years = {one.id: one for one in session.enterprise.fiscal_years()}
    found: dict[Hashable, Entry] = {}
    for plan in session.plans.plans():
        year = years[plan.fiscal_year_id]
        label, sort = plan_title(plan, year.label), (year.first.isoformat(), plan.version)
        key = (year.first, plan.kind, plan.name, plan.version)
        premises = session.drivers.premises(plan.id)
        about = (plan.status, plan.approved_on, plan.assumptions, plan.years, premises)
        found[key] = Entry(about, label, sort)
        for value in session.plans.values(plan.id):
            found[*key, value.line_code, value.month] = Entry(value.amount_ore, label, sort)
        for kind in (*KINDS, Shock):
            for at, driver in enumerate(session.drivers.of_kind(plan.id, kind)):
                found[*key, kind, at] = Entry(replace(driver, id=0), label, sort)
        for kept in session.parameters.of_plan(plan.id):
            found[*key, kept.key, kept.valid_from] = Entry(kept, label, sort)
    return found


def parameters(session: ReadSession) -> Inventory:
    """Rates and caps that were changed or checked here; listed under what they are."""
    return {
        (one.key, one.valid_from): Entry(one, parameter_word(one.key), (one.key,))
        for one in session.parameters.own()
    }


def expected(session: ReadSession) -> Inventory:
    """What is expected to be booked, what was sold, and bank balances; listed under the month."""
    found: dict[Hashable, Entry] = {
        one.id: Entry(one, str(one.month), (str(one.month),)) for one in session.expected.items()
    }
    for sold in session.expected.volumes():
        found[sold.line_code, sold.month, sold.name] = Entry(
            sold, str(sold.month), (str(sold.month),)
        )
    for day, ore in session.bank_balances.balances().items():
        found[day] = Entry(ore, day.isoformat(), (day.isoformat(),))
    return found


def targets(session: ReadSession) -> Inventory:
    """Targets of key figures, and what the value to society is reckoned with."""
    found: dict[Hashable, Entry] = {
        (one.figure, one.fiscal_year_id): Entry(one, "") for one in session.figure_targets.targets()
    }
    for assumed in session.society.assumptions():
        found["society", assumed.key] = Entry(assumed, "")
    return found
