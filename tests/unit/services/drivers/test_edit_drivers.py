"""What a plan is made from is edited, and its amounts follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from asfdesk.domain.codes import PriceBasis, PriceUnit
from asfdesk.domain.drivers.costs import FixedCost, Grant, Investment, Loan
from asfdesk.domain.drivers.premises import CashItem, Premises
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.staff import StaffRole, StaffRow, Subsidy, SubsidyKind
from asfdesk.domain.drivers.streams import StreamChange
from asfdesk.domain.enterprise import ClosedPeriod
from asfdesk.domain.period import Month, Period
from asfdesk.domain.plan import ValueSource
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.reports.file.operation_words import OPERATIONS
from asfdesk.services.drivers.edit_drivers import (
    TABLES,
    add_driver,
    change_driver,
    order_drivers,
    remove_driver,
    set_premises,
)
from asfdesk.services.drivers.plan_life import approve_plan
from asfdesk.services.drivers.type_amounts import set_amounts
from asfdesk.services.manage_enterprise import (
    add_closed_period,
    change_closed_period,
    remove_closed_period,
    set_eves_closed,
)
from tests.bookroom import T1, add_plan, add_stream, add_year

if TYPE_CHECKING:
    from asfdesk.domain.drivers.kinds import Driver
    from asfdesk.services.session import WriteSession

YEAR = Period.of_year(2026).months()
JANUARY = YEAR[0]
ROW = StaffRow(0, StaffRole.SUPERVISOR, "Handledare", 10_000, 31_000_00, line_code="K41")
SALE = SalesStream(0, "Café", 1_000, 100_00)
COST = FixedCost(0, "Hyra", "K20", 10_00)
GRANT = Grant(0, "Bidrag", "I52", 10_00, JANUARY, YEAR[11])
LOAN = Loan(0, "Lån", JANUARY, 10_00, 500, 12)


@pytest.fixture
def plan_id(session: WriteSession) -> int:
    return add_plan(session, add_year(session), {}, approved=False)


def test_t1_from_places_days_occupancy_and_price(session: WriteSession, plan_id: int) -> None:
    add_driver(session, plan_id, T1)
    values = session.plans.values(plan_id)
    assert [value.amount_ore for value in values][:1] == [6_528_000]
    assert sum(value.amount_ore for value in values) == 81_926_400
    assert {value.source for value in values} == {ValueSource.DRIVERS}


def test_closed_weeks_are_no_working_days(session: WriteSession, plan_id: int) -> None:
    add_closed_period(session, ClosedPeriod(0, date(2026, 1, 12), date(2026, 1, 16)))
    add_driver(session, plan_id, T1)
    assert session.plans.amounts(plan_id)["I10"][JANUARY] == 4_896_000  # 15 days


def test_drafts_follow_the_calendar_and_approved_plans_stay(session: WriteSession) -> None:
    year_id = add_year(session)
    approved = add_plan(session, year_id, {}, approved=False)
    add_stream(session, approved)
    approve_plan(session, approved, date(2025, 12, 1))
    draft = add_plan(session, year_id, {}, approved=False)
    add_stream(session, draft)
    add_closed_period(session, ClosedPeriod(0, date(2026, 1, 12), date(2026, 1, 16)))

    def january(plan: int) -> int:
        return session.plans.amounts(plan)["I10"][JANUARY]

    assert (january(approved), january(draft)) == (6_528_000, 4_896_000)
    closed = session.enterprise.closed_periods()[0]
    change_closed_period(session, replace(closed, last=date(2026, 1, 12)))
    assert january(draft) == 6_201_600  # 19 days
    remove_closed_period(session, closed.id)
    assert january(draft) == 6_528_000
    session.writer.undo()
    assert january(draft) == 6_201_600
    set_eves_closed(session, closed=False)  # three more days in June and December
    assert sum(session.plans.amounts(draft)["I10"].values()) == 253 * 326_400
    assert sum(session.plans.amounts(approved)["I10"].values()) == 251 * 326_400


def test_one_step_back_takes_driver_and_amounts(session: WriteSession, plan_id: int) -> None:
    add_driver(session, plan_id, T1)
    stream = session.drivers.streams(plan_id)[0]
    later = StreamChange(Month(2026, 7), 14_000, 8_500, 33_000)
    change_driver(session, plan_id, replace(stream, changes=(later,)))
    assert session.plans.amounts(plan_id)["I10"][Month(2026, 7)] == 9_032_100  # 14*23*.85*330
    session.writer.undo()
    assert session.plans.amounts(plan_id)["I10"][Month(2026, 7)] == 7_507_200
    assert session.drivers.streams(plan_id) == (stream,)
    remove_driver(session, plan_id, stream)
    assert session.plans.values(plan_id) == []
    session.writer.undo()
    session.writer.undo()
    assert (session.drivers.streams(plan_id), session.plans.values(plan_id)) == ((), [])


def test_an_override_outlives_its_driver_and_zero_is_no_gap(
    session: WriteSession, plan_id: int
) -> None:
    add_stream(session, plan_id, replace(T1, first=Month(2026, 2)))
    assert session.plans.amounts(plan_id)["I10"][JANUARY] == 0
    set_amounts(session, plan_id, {("I10", Month(2026, 3)): 1})
    remove_driver(session, plan_id, session.drivers.streams(plan_id)[0])
    assert session.plans.amounts(plan_id) == {"I10": {Month(2026, 3): 1}}


def test_nothing_new_is_no_step(session: WriteSession, plan_id: int) -> None:
    add_driver(session, plan_id, T1)
    steps = len(session.writer.undo_steps())
    stream = session.drivers.streams(plan_id)[0]
    assert change_driver(session, plan_id, stream) == frozenset()
    assert order_drivers(session, plan_id, type(stream), [stream.id]) == frozenset()
    assert set_premises(session, plan_id, Premises()) == frozenset()
    assert len(session.writer.undo_steps()) == steps


def test_changing_a_seeded_row_makes_it_the_users(session: WriteSession, plan_id: int) -> None:
    add_driver(session, plan_id, replace(T1, seeded=True))
    stream = session.drivers.streams(plan_id)[0]
    assert stream.seeded
    change_driver(session, plan_id, replace(stream, places_milli=13_000))
    assert not session.drivers.streams(plan_id)[0].seeded


def test_rows_are_reordered_among_their_kind(session: WriteSession, plan_id: int) -> None:
    ids = [add_stream(session, plan_id, replace(T1, name=name)) for name in "ab"]
    order_drivers(session, plan_id, type(T1), ids[::-1])
    assert [one.name for one in session.drivers.streams(plan_id)] == ["b", "a"]
    with pytest.raises(RefusedError):
        order_drivers(session, plan_id, type(T1), ids[:1])


def test_an_approved_plan_takes_no_drivers(session: WriteSession) -> None:
    plan_id = add_plan(session, add_year(session), {"I20": 1})
    with pytest.raises(RefusedError):
        add_driver(session, plan_id, T1)
    with pytest.raises(RefusedError):
        set_premises(session, plan_id, Premises(opening_ore=1))


def test_a_driver_of_another_plan_is_not_changed(session: WriteSession, plan_id: int) -> None:
    other = add_plan(session, add_year(session, date(2027, 1, 1), date(2027, 12, 31)), {},
                     approved=False)  # fmt: skip
    stream_id = add_stream(session, plan_id)
    with pytest.raises(RefusedError):
        change_driver(session, other, replace(T1, id=stream_id, name="X"))
    with pytest.raises(RefusedError):
        remove_driver(session, other, replace(T1, id=stream_id))


def test_premises_with_illness_cost_substitutes(session: WriteSession, plan_id: int) -> None:
    add_driver(session, plan_id, replace(ROW, holiday_bp=0, pension_bp=0, insurance_bp=0))
    set_premises(session, plan_id, Premises(sick_bp=500, sick_cost_bp=8_000))
    # 31 000 x 1.3142 = 40 740.20 a month; 5 % of it, 80 % on top: 1 629.608 -> 1 629.61
    assert session.plans.amounts(plan_id)["K37"][JANUARY] == -162_961


SUBSIDY = Subsidy(SubsidyKind.WAGE_SUBSIDY, 6_000)
OUTSIDE, BEFORE = Month(2027, 1), Month(2025, 12)


@pytest.mark.parametrize(
    ("driver", "field"),
    [
        (replace(T1, name=" "), "name"),
        (replace(T1, name="x" * 101), "name"),
        (replace(T1, places_milli=0), "places_milli"),
        (replace(T1, occupancy_bp=10_001), "occupancy_bp"),
        (replace(T1, price_ore=-1), "price_ore"),
        (replace(T1, line_code="I20"), "line_code"),
        (replace(T1, line_code="X"), "line_code"),
        (replace(T1, first=OUTSIDE), "first"),
        (replace(T1, last=BEFORE), "last"),
        (replace(T1, first=YEAR[5], last=YEAR[4]), "last"),
        (replace(T1, buyer_id=77), "buyer_id"),
        (replace(T1, unit=PriceUnit.PLACE_MONTH, basis=PriceBasis.ATTENDED), "basis"),
        (replace(T1, terms_days=366), "terms_days"),
        (replace(T1, vat_bp=10_001), "vat_bp"),
        (replace(T1, day_minutes=0), "day_minutes"),
        (replace(T1, changes=(StreamChange(JANUARY, 1, 1, 1),)), "changes"),
        (replace(T1, changes=(StreamChange(OUTSIDE, 1, 1, 1),)), "changes"),
        (replace(T1, changes=(StreamChange(YEAR[3], 1, 10_001, 1),)), "changes.occupancy_bp"),
        (replace(T1, places_milli=10_000_001), "places_milli"),
        (replace(T1, changes=(StreamChange(YEAR[3], 1, 1, 1), StreamChange(YEAR[3], 2, 1, 1))),
         "changes"),
        (replace(SALE, line_code="K20"), "line_code"),
        (replace(SALE, cost_line_code="I20"), "cost_line_code"),
        (replace(SALE, volume_milli=0), "volume_milli"),
        (replace(SALE, cogs_bp=10_001), "cogs_bp"),
        (replace(SALE, season=(0,) * 12), "season"),
        (replace(SALE, season=(1,) * 11), "season"),
        (replace(SALE, season=(-1, *(1,) * 11)), "season"),
        (replace(ROW, line_code="K20"), "line_code"),
        (replace(ROW, fte_bp=0), "fte_bp"),
        (replace(ROW, birth_year=1899), "birth_year"),
        (replace(ROW, birth_year=2012), "birth_year"),
        (replace(ROW, rise_month=13), "rise_month"),
        (replace(ROW, pension_bp=10_001), "pension_bp"),
        (replace(ROW, subsidy=replace(SUBSIDY, level_bp=8_001)), "subsidy_level_bp"),
        (replace(ROW, subsidy=replace(SUBSIDY, level_bp=0)), "subsidy_level_bp"),
        (replace(ROW, subsidy=replace(SUBSIDY, line_code="K40")), "subsidy_line_code"),
        (replace(ROW, subsidy=replace(SUBSIDY, last=OUTSIDE)), "subsidy_last"),
        (replace(ROW, subsidy=Subsidy(SubsidyKind.NEW_START, 30_001)), "subsidy_level_bp"),
        (replace(ROW, subsidy=Subsidy(SubsidyKind.INTRODUCTION, 10_001)), "subsidy_level_bp"),
        (replace(COST, amount_ore=0), "amount_ore"),
        (replace(COST, every_months=19), "every_months"),
        (replace(COST, index_bp=5_001), "index_bp"),
        (replace(GRANT, line_code="K20"), "line_code"),
        (replace(GRANT, last=BEFORE), "last"),
        (replace(GRANT, first=OUTSIDE, last=OUTSIDE), "first"),
        (replace(GRANT, amount_ore=0), "amount_ore"),
        (Investment(0, "Ugn", OUTSIDE, 1_00, 12), "month"),
        (Investment(0, "Ugn", JANUARY, 1_00, 0), "life_months"),
        (Investment(0, "Ugn", JANUARY, 1_00, 12, line_code="I20"), "line_code"),
        (replace(LOAN, line_code="K20"), "line_code"),
        (replace(LOAN, months=0), "months"),
        (replace(LOAN, grace_months=12), "grace_months"),
        (replace(LOAN, rate_bp=5_001), "rate_bp"),
        (CashItem(0, OUTSIDE, 1_00, "Skatt"), "month"),
        (CashItem(0, JANUARY, 0, "Skatt"), "amount_ore"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_refused_by_its_field(
    session: WriteSession, plan_id: int, driver: Driver, field: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        add_driver(session, plan_id, driver)
    assert caught.value.field == field
    assert session.drivers.of_kind(plan_id, type(driver)) == ()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"sick_line_code": "I20"}, "sick_line_code"),
        ({"credit_limit_ore": -1}, "credit_limit_ore"),
        ({"payroll_tax_bp": 10_001}, "payroll_tax_bp"),
        ({"ratio_milli": 0}, "ratio_milli"),
        ({"ratio_step_bp": 0}, "ratio_step_bp"),
        ({"sick_bp": 10_001}, "sick_bp"),
    ],
)
def test_premises_that_cannot_be_right(
    session: WriteSession, plan_id: int, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        set_premises(session, plan_id, replace(Premises(), **changes))
    assert caught.value.field == field


def test_what_is_older_than_the_plan_is_taken(session: WriteSession, plan_id: int) -> None:
    add_driver(session, plan_id, Investment(0, "Ugn", Month(2024, 1), 60_000_00, 60))
    add_driver(session, plan_id, replace(LOAN, month=Month(2020, 1), months=120))
    add_driver(session, plan_id, replace(GRANT, first=Month(2025, 6), last=Month(2027, 6)))
    assert session.plans.amounts(plan_id)["K50"][JANUARY] == -1_000_00


def test_every_kind_has_words_for_what_is_done_to_it() -> None:
    done = {f"{table}.{verb}" for table in TABLES.values() for verb in ("add", "change", "remove")}
    assert done <= set(OPERATIONS)
