from __future__ import annotations

from fractions import Fraction

import pytest

from asfdesk.domain.period import Month
from asfdesk.i18n import set_language
from asfdesk.reports import document as d
from asfdesk.reports.chart_kinds import (
    chart_table,
    income_band,
    liquidity,
    month_labels,
    occupancy,
    plan_and_actual,
)
from asfdesk.reports.chart_spec import Ink, waterfall
from asfdesk.reports.chart_words import chart_words, point_words

MONTHS = [Month(2026, 11), Month(2026, 12)]


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def values(table: d.Table) -> list[list[d.Value]]:
    return [[cell.value for cell in row.cells] for row in table.rows]


def test_plan_and_actual_add_up_until_what_is_not_known() -> None:
    spec = plan_and_actual(MONTHS, (100_00, 200_00), (90_00, None), "Behind.")
    assert point_words(spec) == [
        "Nov: Plan 100 kr, Actual 90 kr, Plan to date 100 kr, Actual to date 90 kr",
        "Dec: Plan 200 kr, Plan to date 300 kr",
    ]
    assert chart_words(spec).startswith("Behind.\nNov: ")


def test_costs_stand_upright() -> None:
    spec = plan_and_actual(MONTHS, None, (-90_00, -10_00), "", costs=True)
    assert spec.series[0].values == (90_00, 10_00)
    assert spec.lines[0].values == (90_00, 100_00)


def test_the_lowest_cash_is_marked_the_first_of_equals() -> None:
    spec = liquidity(MONTHS, (-60_000_00, -60_000_00), (5, 6), "s", 50_000_00)
    assert [(mark.index, mark.text, mark.ink) for mark in spec.marks] == [
        (0, "Lowest \u221260\u202f000 kr, November", Ink.BAD)
    ]
    assert spec.series[2].values == (-50_000_00, -50_000_00)
    assert liquidity(MONTHS, (None, None), None, "s").marks == ()


def test_a_waterfall_says_what_each_step_does() -> None:
    spec = waterfall(("Plan", 100_00), (("Places", -30_00), ("Price", 5_00)), ("Actual", 75_00))
    assert point_words(spec) == [
        "Plan: 100 kr", "Places: \u221230 kr", "Price: +5 kr", "Actual: 75 kr",
    ]  # fmt: skip
    assert values(chart_table(spec, "fall")) == [
        ["Plan", 100_00], ["Places", -30_00], ["Price", 5_00], ["Actual", 75_00],
    ]  # fmt: skip


def test_occupancy_leaves_out_what_has_not_come() -> None:
    spec = occupancy(
        month_labels(MONTHS), (8, 8), (7, Fraction(13, 2)), (Fraction(11, 2), None), "s"
    )
    assert point_words(spec) == [
        "Nov: Sold 8, Booked 7, Attended 5.5",
        "Dec: Sold 8, Booked 6.5",
    ]
    assert [column.kind for column in chart_table(spec, "p").columns] == [
        d.Kind.TEXT, d.Kind.DECIMAL, d.Kind.DECIMAL, d.Kind.DECIMAL,
    ]  # fmt: skip


def test_a_band_is_told_by_both_its_ends() -> None:
    spec = income_band(MONTHS, (5_00, 6_00), ((1_00, 2_00), (9_00, 10_00)), None, "s")
    assert point_words(spec)[0] == (
        "Nov: Expected 5 kr, 8 outcomes of 10, from 1 kr, 8 outcomes of 10, to 9 kr"
    )
    assert values(chart_table(spec, "b"))[1] == ["Dec", 6_00, 2_00, 10_00]


def test_a_point_without_values_says_so() -> None:
    spec = plan_and_actual(MONTHS, None, (None, None), "")
    assert point_words(spec)[0] == "Nov: no value"


def test_months_of_two_years_say_which() -> None:
    assert month_labels([Month(2026, 12), Month(2027, 1)]) == ("Dec 26", "Jan 27")
