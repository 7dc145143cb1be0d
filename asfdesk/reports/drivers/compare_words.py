"""What differs between two plans, in words: a row in one only, or otherwise in the other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.costs import FixedCost, Grant, Investment, Loan
from asfdesk.domain.drivers.premises import CashItem, Premises
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.staff import StaffRow
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.i18n import _, money
from asfdesk.reports.drivers import driver_facts as facts
from asfdesk.reports.drivers.detail_words import detail_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asfdesk.domain.drivers.plan_comparison import DriverDifference


def difference_name(one: DriverDifference) -> str:
    """What the row is called."""
    return _("What the plan assumes") if one.kind is Premises else one.name


def difference_words(one: DriverDifference) -> str:
    """What differs: the facts of both with every detail they leave out, or where the row is."""
    if one.first is None:
        return _("only in B: %(facts)s") % {"facts": facts_of(one.second)}
    if one.second is None:
        return _("only in A: %(facts)s") % {"facts": facts_of(one.first)}
    first, second = facts_of(one.first), facts_of(one.second)
    said = [f"{first} \u2192 {second}"] if first != second else []
    return "; ".join((*said, *_left_out(one, first)))


def _left_out(one: DriverDifference, facts: str) -> Iterator[str]:
    """What differs and the facts of the row don't say."""
    for field in one.fields:
        changed = replace(one.first, **{field.name: field.second})  # type: ignore[type-var]
        if facts_of(changed) == facts:
            yield from detail_words(field.name, field.first, field.second)


def facts_of(driver: object) -> str:  # noqa: PLR0911 - one for each kind
    """What a driver says about itself, whatever its kind."""
    match driver:
        case TrainingStream():
            return facts.stream_facts(driver)
        case SalesStream():
            return facts.sale_facts(driver)
        case StaffRow():
            return facts.staff_facts(driver)
        case FixedCost():
            return facts.fixed_facts(driver)
        case Grant():
            return facts.grant_facts(driver)
        case Investment():
            return facts.investment_facts(driver)
        case Loan():
            return facts.loan_facts(driver)
        case CashItem():
            amount = _("%(amount)s kr") % {"amount": money(driver.amount_ore)}
            return f"{amount} \u00b7 {facts.cash_item_facts(driver)}"
        case Premises():
            return facts.premises_facts(driver)
        case _:
            return ""
