"""What differs between two rows is named, also where their facts are the same."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from asfdesk.domain.drivers.costs import FixedCost
from asfdesk.domain.drivers.kinds import KINDS
from asfdesk.domain.drivers.plan_comparison import (
    _NOT_COMPARED,
    DriverDifference,
    field_differences,
)
from asfdesk.domain.drivers.premises import Premises, VatPeriod
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.staff import StaffRole, StaffRow, Subsidy, SubsidyKind
from asfdesk.domain.period import Month
from asfdesk.i18n import set_language
from asfdesk.reports.drivers.compare_words import difference_words
from asfdesk.reports.drivers.detail_words import _LABELS, _OF_SUBSIDY

COOK = StaffRow(1, StaffRole.OTHER, "Cook", 10_000, 30_000_00)
CAFE = SalesStream(1, "Café", 18_000_000, 75_00)
SUPPORT = Subsidy(SubsidyKind.WAGE_SUBSIDY, 6_000)


def words(first: object, second: object) -> str:
    set_language("en")
    differing = tuple(field_differences(first, second))
    return difference_words(DriverDifference(type(first), "x", first, second, differing))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", [*KINDS, Premises], ids=lambda kind: kind.__name__)
def test_every_detail_that_is_compared_has_a_name(kind: type) -> None:
    unnamed = {"name", "terms_changes"}  # the name pairs the rows; the other is never stored
    names = {field.name for field in fields(kind)} - _NOT_COMPARED - unnamed
    assert names <= set(_LABELS)
    assert {field.name for field in fields(Subsidy)} == set(_OF_SUBSIDY)


def test_a_detail_outside_the_facts_is_named_with_both_values() -> None:
    assert words(COOK, replace(COOK, rise_bp=270)) == (
        "Rise of pay each year: 0\u00a0% \u2192 2.7\u00a0%"
    )
    assert words(CAFE, replace(CAFE, vat_bp=1_200, terms_days=30)) == (
        "VAT: 25\u00a0% \u2192 12\u00a0%; Paid after: 0 \u2192 30"
    )
    assert words(COOK, replace(COOK, holiday_bp=0)) == (
        "Holiday supplement: by the rates \u2192 0\u00a0%"
    )
    assert words(CAFE, replace(CAFE, season=(2,) * 12)) == "Season"
    assert words(COOK, replace(COOK, line_code="K41")) == "Plan line"
    assert words(COOK, replace(COOK, rise_month=1)) == "Rise from: April \u2192 January"


def test_facts_come_first_and_what_they_leave_out_after() -> None:
    dearer = replace(COOK, monthly_pay_ore=31_000_00, birth_year=1960)
    assert words(COOK, dearer) == (
        "1 full-time × 30\u202f000 kr \u2192 1 full-time × 31\u202f000 kr;"
        " Year of birth: \u2013 \u2192 1960"
    )


def test_what_differs_in_the_support_of_a_pay() -> None:
    row = replace(COOK, subsidy=SUPPORT)
    ends = replace(row, subsidy=replace(SUPPORT, last=Month(2026, 6), cap_ore=18_300_00))
    assert words(row, ends) == (
        "Highest pay that counts: by the rates \u2192 18\u202f300.00 kr;"
        " Support until: \u2013 \u2192 Jun 2026"
    )


def test_premises_and_costs() -> None:
    assert words(Premises(), Premises(ratio_step_bp=5_000, payroll_tax_bp=3_000)) == (
        "Tax drawn from pay: 24\u00a0% \u2192 30\u00a0%; "
        "Employed in steps of: 0.25 of full time \u2192 0.5 of full time"
    )
    assert "Each month" not in words(Premises(), Premises(sick_cost_bp=9_000))
    monthly = words(Premises(), Premises(vat_period=VatPeriod.MONTH))
    assert (
        monthly == "at the start not known · VAT each quarter · trainees per supervisor not said"
        " \u2192 at the start not known · VAT each month · trainees per supervisor not said"
    )
    rent = FixedCost(1, "Rent", "K20", 1_000_00)
    assert words(rent, replace(rent, project="P1")) == "Project or cost centre: \u2013 \u2192 P1"
