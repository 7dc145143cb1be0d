"""A whole plan: lines, overrides, what is kept, and what holds whatever the drivers are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from asfdesk.domain.codes import PriceBasis, PriceUnit
from asfdesk.domain.drivers.compute import Calculator, compute
from asfdesk.domain.drivers.costs import FixedCost, Grant, Investment, Loan, LoanKind
from asfdesk.domain.drivers.kept import MOST
from asfdesk.domain.drivers.parameters import Parameters
from asfdesk.domain.drivers.premises import Premises
from asfdesk.domain.drivers.result import Part
from asfdesk.domain.drivers.sales import SalesChange, SalesStream
from asfdesk.domain.drivers.staff import StaffRole, StaffRow, Subsidy, SubsidyKind
from asfdesk.domain.drivers.streams import StreamChange, TrainingStream
from asfdesk.domain.period import Month
from tests.plans import bare_staff, line, months_from, plan, stream

if TYPE_CHECKING:
    from asfdesk.domain.drivers.model import PlanModel

JANUARY, MAY = Month(2026, 1), Month(2026, 5)
WORKSHOP = replace(
    plan(),
    streams=(stream(),),
    sales=(SalesStream(1, "Café", 1_000_000, 120_00, 4000),),
    fixed=(FixedCost(1, "Hyra", "K20", 10_000_00),),
)
"""65 280 in January, 120 000 of sales a year with 40 % goods, rent of 10 000."""


def test_lines_add_up_to_the_result() -> None:
    found = compute(WORKSHOP)
    assert list(found.lines) == ["I10", "I20", "K10", "K20"]
    # 65 280 + 10 000 - 4 000 - 10 000.
    assert found.result[0] == 61_280_00
    assert found.months == WORKSHOP.months
    assert not found.overridden


def test_an_empty_plan_comes_to_nothing() -> None:
    found = compute(plan())
    assert found.lines == {}
    assert found.components == ()
    assert found.result == (0,) * 12
    assert found.supervision.planned_bp == (0,) * 12


def test_several_drivers_of_one_line_add_up() -> None:
    other = replace(stream(1), id=2, project="ESF")
    found = compute(replace(WORKSHOP, streams=(stream(), other)))
    assert line(found, "I10")[0] == 65_280_00 + 5_440_00
    assert [one.project for one in found.components if one.part is Part.TRAINING] == ["", "ESF"]


def test_an_override_stands_in_place_of_the_drivers() -> None:
    found = compute(replace(WORKSHOP, overrides={("I10", MAY): 70_000_00}))
    assert line(found, "I10")[3:6] == (65_280_00, 70_000_00, 68_544_00)
    assert found.overridden == {("I10", MAY)}
    assert found.components == compute(WORKSHOP).components


def test_an_override_that_says_the_same_is_none() -> None:
    assert not compute(replace(WORKSHOP, overrides={("I10", JANUARY): 65_280_00})).overridden


def test_zero_can_be_typed_over_a_driver() -> None:
    found = compute(replace(WORKSHOP, overrides={("K20", MAY): 0}))
    assert line(found, "K20")[4] == 0
    assert found.overridden == {("K20", MAY)}


def test_a_line_without_drivers_is_typed_whole() -> None:
    found = compute(replace(WORKSHOP, overrides={("I80", MAY): 5_000_00}))
    assert line(found, "I80") == (0,) * 4 + (5_000_00,) + (0,) * 7
    assert not found.overridden


def test_what_is_typed_outside_the_plan_is_left_out() -> None:
    outside = {("I10", Month(2025, 12)): 1, ("I80", Month(2027, 1)): 1}
    assert compute(replace(WORKSHOP, overrides=outside)).lines == compute(WORKSHOP).lines


def test_what_did_not_change_is_not_computed_again() -> None:
    calculator = Calculator()
    before = calculator.compute(WORKSHOP)
    after = calculator.compute(replace(WORKSHOP, streams=(stream(13),)))
    assert line(after, "I10")[0] == 70_720_00  # 13 x 20 x 0,85 x 320
    for old, new in zip(before.components[1:], after.components[1:], strict=True):
        assert new is old
    assert calculator.compute(WORKSHOP).components[0] is before.components[0]


def test_many_trials_are_not_kept_for_ever() -> None:
    calculator = Calculator()
    first = calculator.compute(WORKSHOP)
    for price in range(1000, 1000 + 3 * MOST):
        calculator.compute(replace(WORKSHOP, streams=(stream(price_kr=price),)))
    assert calculator.compute(WORKSHOP).components[0] is not first.components[0]
    assert calculator.compute(WORKSHOP) == first


def test_other_parameters_and_other_days_begin_anew() -> None:
    calculator = Calculator()
    model = replace(WORKSHOP, staff=(bare_staff(26_000),))
    assert line(calculator.compute(model), "K43")[0] == -8_169_20
    without = replace(model, parameters=Parameters.of(()))
    assert line(calculator.compute(without), "K43")[0] == 0
    closed = replace(model, workdays=(0,) * 12)
    assert line(calculator.compute(closed), "I10") == (0,) * 12


def test_a_workshop_of_several_years() -> None:
    # 755 days of 3 264, three years of 120 000.
    found = compute(
        replace(
            WORKSHOP,
            months=months_from("2026-01", 36),
            workdays=plan(count=36).workdays,
        )
    )
    assert sum(line(found, "I10")) == 755 * 3_264_00
    assert sum(line(found, "I20")) == 360_000_00
    assert sum(line(found, "K10")) == -144_000_00


MONTHS = months_from("2025-06", 48)
MONTH = st.sampled_from(MONTHS)
MAYBE = st.none() | MONTH
BP = st.integers(0, 10_000)
ORE = st.integers(0, 5_000_000)
CODE = st.sampled_from(["I10", "I20", "K10", "K20", "I70"])
CHANGES = st.lists(
    st.builds(StreamChange, MONTH, st.integers(0, 30_000), BP, ORE),
    max_size=3,
    unique_by=lambda change: change.first,
).map(tuple)
STREAMS = st.builds(
    TrainingStream,
    id=st.integers(1, 9),
    name=st.just("a"),
    places_milli=st.integers(0, 30_000),
    occupancy_bp=BP,
    price_ore=ORE,
    unit=st.sampled_from(PriceUnit),
    basis=st.sampled_from(PriceBasis),
    first=MAYBE,
    last=MAYBE,
    day_minutes=st.integers(60, 480),
    line_code=CODE,
    changes=CHANGES,
)
SALES = st.builds(
    SalesStream,
    id=st.integers(1, 9),
    name=st.just("b"),
    volume_milli=st.integers(0, 9_000_000),
    price_ore=st.integers(0, 100_000),
    cogs_bp=BP,
    season=st.lists(st.integers(0, 20), min_size=12, max_size=12).map(tuple),
    first=MAYBE,
    last=MAYBE,
    changes=st.lists(
        st.builds(SalesChange, MONTH, st.integers(0, 9_000_000), st.integers(0, 100_000)),
        max_size=2,
        unique_by=lambda change: change.first,
    ).map(tuple),
)
SUBSIDIES = st.builds(
    Subsidy,
    kind=st.sampled_from(SubsidyKind),
    level_bp=st.integers(0, 25_000),
    cap_ore=st.none() | ORE,
    with_premiums=st.booleans(),
    first=MAYBE,
    last=MAYBE,
)
STAFF = st.builds(
    StaffRow,
    id=st.integers(1, 9),
    role=st.sampled_from(StaffRole),
    name=st.just("c"),
    fte_bp=st.integers(0, 30_000),
    monthly_pay_ore=ORE,
    birth_year=st.none() | st.integers(1930, 2010),
    first=MAYBE,
    last=MAYBE,
    holiday_bp=st.none() | BP,
    rise_bp=st.integers(0, 500),
    rise_month=st.integers(1, 12),
    subsidy=st.none() | SUBSIDIES,
)
FIXED = st.builds(
    FixedCost,
    id=st.integers(1, 9),
    name=st.just("d"),
    line_code=CODE,
    amount_ore=ORE,
    every_months=st.integers(0, 6),
    first=MAYBE,
    last=MAYBE,
    index_bp=st.integers(0, 500),
)
GRANTS = st.builds(
    Grant,
    id=st.integers(1, 9),
    name=st.just("e"),
    line_code=st.just("I51"),
    amount_ore=ORE,
    first=st.sampled_from(MONTHS[:20]),
    last=st.sampled_from(MONTHS[20:]),
)
INVESTMENTS = st.builds(
    Investment,
    id=st.integers(1, 9),
    name=st.just("f"),
    month=MONTH,
    amount_ore=ORE,
    life_months=st.integers(1, 60),
)
LOANS = st.builds(
    Loan,
    id=st.integers(1, 9),
    name=st.just("g"),
    month=MONTH,
    amount_ore=ORE,
    rate_bp=st.integers(0, 1500),
    months=st.integers(1, 40),
    kind=st.sampled_from(LoanKind),
    grace_months=st.integers(0, 5),
)


@st.composite
def models(draw: st.DrawFn, count: int = 20) -> PlanModel:
    """A plan with a few drivers of every kind, and some amounts typed over them."""
    empty = plan("2026-03", count)
    return replace(
        empty,
        streams=tuple(draw(st.lists(STREAMS, max_size=2))),
        sales=tuple(draw(st.lists(SALES, max_size=2))),
        staff=tuple(draw(st.lists(STAFF, max_size=2))),
        fixed=tuple(draw(st.lists(FIXED, max_size=2))),
        grants=tuple(draw(st.lists(GRANTS, max_size=2))),
        investments=tuple(draw(st.lists(INVESTMENTS, max_size=2))),
        loans=tuple(draw(st.lists(LOANS, max_size=2))),
        premises=Premises(ratio_milli=draw(st.none() | st.integers(1000, 9000)), sick_bp=draw(BP)),
        overrides=draw(st.dictionaries(st.tuples(CODE, MONTH), st.integers(-99, 99), max_size=4)),
    )


@settings(max_examples=30, deadline=None)
@given(models())
def test_every_line_is_its_components_and_what_was_typed_over(model: PlanModel) -> None:
    found = compute(model)
    given_by = defaultdict[str, list[int]](lambda: [0] * len(model.months))
    for one in found.components:
        for at, ore in enumerate(one.amounts):
            given_by[one.line_code][at] += ore
    driven = {one.line_code for one in found.components}
    for code, amounts in found.lines.items():
        for month, ore, from_drivers in zip(model.months, amounts, given_by[code], strict=True):
            typed = model.overrides.get((code, month))
            assert ore == (from_drivers if typed is None else typed)
            differs = typed is not None and typed != from_drivers
            assert ((code, month) in found.overridden) is (differs and code in driven)
    assert driven <= set(found.lines)
    assert sum(found.result) == sum(map(sum, found.lines.values()))


@settings(max_examples=12, deadline=None)
@given(st.lists(models(), min_size=2, max_size=4))
def test_what_is_kept_never_changes_the_answer(plans: list[PlanModel]) -> None:
    calculator = Calculator()
    for model in (*plans, *plans):
        assert calculator.compute(model) == compute(model)


@settings(max_examples=60, deadline=None)
@given(STREAMS, st.sampled_from(months_from("2026-02", 11)), CHANGES)
def test_a_stream_split_at_a_month_earns_the_same(
    one: TrainingStream, at: Month, changes: tuple[StreamChange, ...]
) -> None:
    whole = replace(one, first=None, last=None, changes=changes)
    before, after = replace(whole, last=at.plus(-1)), replace(whole, first=at)
    parts = compute(replace(plan(), streams=(before, after)))
    assert parts.lines == compute(replace(plan(), streams=(whole,))).lines


@settings(max_examples=60, deadline=None)
@given(STREAMS, MONTH, st.integers(0, 30_000), BP, ORE)
def test_a_change_is_another_stream_from_then_on(
    one: TrainingStream, at: Month, places: int, occupancy: int, price: int
) -> None:
    changed = replace(one, changes=(StreamChange(at, places, occupancy, price),))
    before = replace(one, changes=(), last=min(one.last or at.plus(-1), at.plus(-1)))
    after = replace(
        one,
        changes=(),
        first=max(one.first or at, at),
        places_milli=places,
        occupancy_bp=occupancy,
        price_ore=price,
    )
    model = plan("2025-06", 48)
    parts = compute(replace(model, streams=(before, after)))
    assert parts.lines == compute(replace(model, streams=(changed,))).lines


@given(
    st.integers(0, 50),
    st.integers(0, 100),
    st.integers(0, 5000),
    st.sampled_from([PriceUnit.DAY, PriceUnit.HALF_DAY, PriceUnit.PLACE_MONTH]),
)
def test_twice_the_places_earn_twice_as_much(
    places: int, per_cent: int, price_kr: int, unit: PriceUnit
) -> None:
    one = replace(stream(places, per_cent * 100, price_kr), unit=unit)
    twice = replace(one, places_milli=2 * one.places_milli)
    single, double = (compute(replace(plan(), streams=(some,))) for some in (one, twice))
    assert line(double, "I10") == tuple(2 * ore for ore in line(single, "I10"))


@given(SALES)
def test_any_twelve_months_sell_the_year(one: SalesStream) -> None:
    steady = replace(one, first=None, last=None, changes=())
    year = compute(replace(plan(), sales=(steady,)))
    for first in ("2026-05", "2026-11"):
        other = compute(replace(plan(first), sales=(steady,)))
        assert sum(line(other, "I20")) == sum(line(year, "I20"))
        assert sum(line(other, "K10")) == sum(line(year, "K10"))
    exact_milli = steady.volume_milli * steady.price_ore
    assert abs(sum(line(year, "I20")) * 1000 - exact_milli) <= 500


@settings(max_examples=20, deadline=None)
@given(models(36))
def test_three_years_are_the_sum_of_their_years(model: PlanModel) -> None:
    # Rises and indexes are counted from the plan's first month, so they are left out here.
    level = replace(
        model,
        staff=tuple(replace(row, rise_bp=0) for row in model.staff),
        fixed=tuple(
            replace(cost, index_bp=0, first=cost.first or model.months[0]) for cost in model.fixed
        ),
    )
    whole = compute(level)
    years = [
        compute(
            replace(level, months=level.months[at : at + 12], workdays=level.workdays[at : at + 12])
        )
        for at in (0, 12, 24)
    ]
    for code, amounts in whole.lines.items():
        assert amounts == tuple(ore for year in years for ore in line(year, code))


@given(INVESTMENTS)
def test_depreciation_sums_to_what_was_paid(one: Investment) -> None:
    found = compute(replace(plan("2025-06", 120), investments=(one,)))
    assert sum(line(found, "K50")) == -one.amount_ore


@given(GRANTS)
def test_a_grant_sums_to_what_was_granted(one: Grant) -> None:
    found = compute(replace(plan("2025-06", 48), grants=(one,)))
    assert sum(line(found, "I51")) == one.amount_ore
