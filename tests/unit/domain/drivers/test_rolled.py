"""What a driver is when a later plan begins."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.drivers.costs import FixedCost, Grant, Investment, Loan
from asfdesk.domain.drivers.premises import CashItem
from asfdesk.domain.drivers.rolled import rolled
from asfdesk.domain.drivers.sales import SalesChange, SalesStream
from asfdesk.domain.drivers.staff import StaffRole, StaffRow, Subsidy, SubsidyKind
from asfdesk.domain.drivers.streams import StreamChange, TrainingStream
from asfdesk.domain.period import Month, Period

if TYPE_CHECKING:
    from asfdesk.domain.drivers.kinds import Driver

BEGUN = Month(2026, 1)
NEXT = Period.of_year(2027).months()
STREAM = TrainingStream(1, "A", 10_000, 8_000, 300_00)
ROW = StaffRow(1, StaffRole.OTHER, "A", 10_000, 30_000_00, rise_bp=200, rise_month=4)
COST = FixedCost(1, "A", "K20", 100_00)


def test_changes_that_have_come_are_worked_in_and_later_ones_still_come() -> None:
    changes = tuple(
        StreamChange(month, places, 7_000, 310_00)
        for month, places in ((Month(2026, 5), 1), (Month(2027, 1), 2), (Month(2027, 6), 3),
                              (Month(2028, 1), 4))
    )  # fmt: skip
    found = rolled(replace(STREAM, first=Month(2026, 3), changes=changes), BEGUN, NEXT)
    assert found == replace(
        STREAM, places_milli=2, occupancy_bp=7_000, price_ore=310_00, changes=changes[2:3]
    )
    sale = SalesStream(1, "A", 1_000, 5_00, changes=(SalesChange(Month(2026, 9), 2_000, 6_00),))
    found = rolled(sale, BEGUN, NEXT)
    assert found == replace(sale, volume_milli=2_000, price_ore=6_00, changes=())


def test_a_pay_has_risen_each_time_its_month_came() -> None:
    found = rolled(ROW, BEGUN, NEXT)
    assert isinstance(found, StaffRow)
    assert found.monthly_pay_ore == 30_600_00  # April 2026
    two_years_on = Period.of_year(2028).months()
    found = rolled(ROW, BEGUN, two_years_on)
    assert isinstance(found, StaffRow)
    assert found.monthly_pay_ore == 31_212_00


def test_support_that_has_ended_is_left_out() -> None:
    support = Subsidy(SubsidyKind.WAGE_SUBSIDY, 6_000, last=Month(2026, 12))
    found = rolled(replace(ROW, subsidy=support), BEGUN, NEXT)
    assert isinstance(found, StaffRow)
    assert found.subsidy is None
    longer = replace(support, first=Month(2026, 5), last=Month(2027, 5))
    found = rolled(replace(ROW, subsidy=longer), BEGUN, NEXT)
    assert isinstance(found, StaffRow)
    assert found.subsidy == replace(longer, first=None)


def test_a_schedule_keeps_its_months_and_its_index() -> None:
    found = rolled(replace(COST, every_months=5, index_bp=500), BEGUN, NEXT)
    # January, June, November 2026, April 2027 …; one January has come since.
    assert found == replace(COST, every_months=5, index_bp=500, amount_ore=105_00,
                            first=Month(2027, 4))  # fmt: skip
    quarterly = replace(COST, every_months=3, first=Month(2026, 2))
    found = rolled(quarterly, BEGUN, NEXT)
    assert found == replace(quarterly, first=Month(2027, 2))


@pytest.mark.parametrize(
    "driver",
    [
        replace(STREAM, last=Month(2026, 12)),
        replace(STREAM, first=Month(2028, 1)),
        replace(COST, every_months=0, first=Month(2026, 6)),
        Grant(1, "A", "I60", 1, Month(2026, 1), Month(2026, 12)),
        Investment(1, "A", Month(2028, 1), 1, 12),
        Loan(1, "A", Month(2028, 1), 1, 1, 12),
        CashItem(1, Month(2028, 1), 1, "A"),
    ],
)
def test_what_has_ended_or_comes_later_is_left_out(driver: Driver) -> None:
    assert rolled(driver, BEGUN, NEXT) is None


@pytest.mark.parametrize(
    "driver",
    [
        Grant(1, "A", "I60", 1, Month(2026, 1), Month(2027, 1)),
        Investment(1, "A", Month(2024, 1), 1, 12),
        Loan(1, "A", Month(2020, 1), 1, 1, 240),
        replace(COST, every_months=0, first=Month(2027, 6)),
    ],
)
def test_what_was_bought_borrowed_or_granted_keeps_its_months(driver: Driver) -> None:
    assert rolled(driver, BEGUN, NEXT) == driver


def test_a_cost_that_comes_next_in_a_later_year_has_that_years_index() -> None:
    cost = FixedCost(1, "A", "K34", 10_000_00, every_months=12, first=Month(2027, 3), index_bp=200)
    months = Period.of_months(Month(2027, 7), Month(2028, 6)).months()
    # It came in March 2027; in March 2028 one January has passed.
    expected = replace(cost, amount_ore=10_200_00, first=Month(2028, 3))
    assert rolled(cost, Month(2026, 7), months) == expected
