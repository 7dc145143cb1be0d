"""Value to society: the worked example of finance.md §9.6 (27, 28) and ranges worked by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from asfdesk.domain.codes import ExitGroup
from asfdesk.domain.planning.society import (
    Actor,
    Assumption,
    Case,
    Effort,
    Factor,
    Numbers,
    actors_in_kronor,
    impact,
    month_benefit,
    payback_months,
    present_values,
    proxy_key,
    sensitivity,
    value,
)

KR = 100
WORK_KOMMUN = proxy_key(ExitGroup.WORK, Actor.MUNICIPALITY)
STUDIES_STATE = proxy_key(ExitGroup.STUDIES, Actor.STATE)

EXAMPLE = (
    Assumption(WORK_KOMMUN, 150_000 * KR, 210_000 * KR, 260_000 * KR),
    Assumption(Factor.DEADWEIGHT, 2000, 2500, 5000),
    Assumption(Factor.ATTRIBUTION, 5000, 6000, 7000),
    Assumption(Factor.DISPLACEMENT, 0, 1000, 2000),
    Assumption(Factor.DROP_OFF, 1000, 2000, 3000),
    Assumption(Factor.YEARS, 1, 3, 5),
    Assumption(Factor.DISCOUNT, 350, 350, 350),
)
EFFORT = Effort(
    results={ExitGroup.WORK: 7},
    result_months={ExitGroup.WORK: 30},
    cost_ore=1_480_000 * KR,
    ended=18,
)


def likely() -> Numbers:
    return Numbers.of(EXAMPLE, Case.LIKELY)


def test_the_worked_example_to_the_ore() -> None:
    first = impact(7 * 210_000 * KR, likely())
    assert first == 595_350 * KR
    years = present_values(first, likely())
    assert [f"{float(ore / KR):.2f}" for ore in years] == ["575217.39", "444612.48", "343661.82"]
    found = value(EFFORT, likely())
    assert found.total is not None
    assert f"{float(found.total / KR):.2f}" == "1363491.69"
    assert found.ratio is not None
    assert f"{float(found.ratio):.2f}" == "0.92"
    assert found.impact == 595_350 * KR


def test_payback_of_the_worked_example() -> None:
    months = payback_months(Fraction(1_480_000 * KR, 18), Fraction(7, 18), Fraction(25_000 * KR))
    assert months is not None
    assert f"{float(months):.2f}" == "8.46"
    typed = Numbers({**likely().by_key, Factor.MONTH_BENEFIT: 25_000 * KR})
    assert value(EFFORT, typed).payback_months == months


def test_the_month_is_a_twelfth_of_the_year_unless_it_is_typed() -> None:
    """Seven to work at 210 000 kr a year each: 17 500 kr a month and result."""
    assert month_benefit(EFFORT, likely()) == 17_500 * KR
    both = replace(EFFORT, results={ExitGroup.WORK: 1, ExitGroup.STUDIES: 3})
    numbers = Numbers({WORK_KOMMUN: 120_000 * KR, STUDIES_STATE: 40_000 * KR})
    # (120 000 + 3 × 40 000) / 4 / 12 = 5 000
    assert month_benefit(both, numbers) == 5_000 * KR
    assert month_benefit(EFFORT, Numbers({})) is None


def test_each_case_takes_the_end_that_makes_it_smaller_or_larger() -> None:
    """Cautious: 7 × 150 000 × 0,5 × 0,5 × 0,8 = 210 000; one year / 1,035 = 202 898,55."""
    cautious = value(EFFORT, Numbers.of(EXAMPLE, Case.CAUTIOUS))
    assert cautious.impact == 210_000 * KR
    assert cautious.total == Fraction(210_000 * KR * 1000, 1035)
    # Favourable: 7 × 260 000 × 0,8 × 0,7 × 1 = 1 019 200, five years, 10 % lost each.
    favourable = value(EFFORT, Numbers.of(EXAMPLE, Case.FAVOURABLE))
    assert favourable.impact == 1_019_200 * KR
    kept, rate = Fraction(9, 10), Fraction(1035, 1000)
    assert favourable.total == sum(1_019_200 * KR * kept ** (t - 1) / rate**t for t in range(1, 6))
    middle = value(EFFORT, likely())
    assert cautious.ratio is not None
    assert middle.ratio is not None
    assert favourable.ratio is not None
    assert cautious.ratio < middle.ratio < favourable.ratio


@pytest.mark.parametrize(
    ("case", "kronor"),
    [
        (Case.CAUTIOUS, 75_000),  # 2,5 years × 150 000 × 0,5 × 0,5 × 0,8
        (Case.LIKELY, 212_625),  # 2,5 × 210 000 × 0,75 × 0,6 × 0,9
        (Case.FAVOURABLE, 364_000),  # 2,5 × 260 000 × 0,8 × 0,7 × 1
    ],
)
def test_the_period_alone_takes_the_same_off_and_adds_nothing_later(
    case: Case, kronor: int
) -> None:
    """Thirty months after the exits; neither years, drop-off nor discount rate matter."""
    numbers = Numbers.of(EXAMPLE, case)
    found = value(EFFORT, numbers)
    assert found.period_only == kronor * KR
    assert found.period_ratio == Fraction(kronor, 1_480_000)
    assert found.total is not None
    assert found.period_only is not None
    assert found.period_only < found.total
    later = (Factor.YEARS, Factor.DROP_OFF, Factor.DISCOUNT)
    alone = value(
        EFFORT, Numbers({key: one for key, one in numbers.by_key.items() if key not in later})
    )
    assert (alone.period_only, alone.total, alone.ratio) == (kronor * KR, None, None)


@pytest.mark.parametrize(
    "missing", [WORK_KOMMUN, Factor.DEADWEIGHT, Factor.ATTRIBUTION, Factor.DISPLACEMENT]
)
def test_the_period_alone_is_not_counted_with_a_part_missing(missing: str) -> None:
    found = value(EFFORT, Numbers.of([one for one in EXAMPLE if one.key != missing], Case.LIKELY))
    assert (found.period_only, found.period_ratio) == (None, None)


def test_actors_and_years_add_up_to_the_total() -> None:
    numbers = Numbers({**likely().by_key, STUDIES_STATE: 33_333_33})
    effort = replace(EFFORT, results={ExitGroup.WORK: 5, ExitGroup.STUDIES: 2})
    found = value(effort, numbers)
    assert found.total is not None
    assert sum(found.by_actor.values()) == found.total
    assert found.by_actor[Actor.MUNICIPALITY] > found.by_actor[Actor.STATE] > 0
    assert found.by_actor[Actor.REGION] == 0


def test_shown_kronor_of_the_actors_sum_to_the_shown_total() -> None:
    """100,40 + 200,40 + 300,40 = 601,20: 601, so the first of equal remainders gets the krona."""
    exact = {
        Actor.MUNICIPALITY: Fraction(100_40),
        Actor.REGION: Fraction(200_40),
        Actor.STATE: Fraction(300_40),
        Actor.PERSON: Fraction(0),
    }
    found = replace(value(EFFORT, likely()), by_actor=exact)
    assert list(actors_in_kronor(found).values()) == [101_00, 200_00, 300_00, 0]


@pytest.mark.parametrize("missing", [WORK_KOMMUN, Factor.DEADWEIGHT, Factor.YEARS])
def test_a_missing_assumption_gives_no_value_and_no_zero(missing: str) -> None:
    numbers = Numbers.of([one for one in EXAMPLE if one.key != missing], Case.LIKELY)
    found = value(EFFORT, numbers)
    assert (found.total, found.ratio, found.impact) == (None, None, None)
    assert numbers.missing == (() if missing == WORK_KOMMUN else (missing,))


def test_without_a_cost_there_is_a_value_but_no_ratio() -> None:
    found = value(replace(EFFORT, cost_ore=None), likely())
    assert found.total is not None
    assert (found.ratio, found.period_ratio, found.payback_months) == (None, None, None)


def test_no_result_is_worth_nothing_and_never_pays_back() -> None:
    found = value(replace(EFFORT, results={}, result_months={}), likely())
    assert (found.total, found.ratio, found.payback_months) == (0, 0, None)


def test_sensitivity_moves_one_assumption_and_the_one_that_matters_most_is_first() -> None:
    found = sensitivity(EFFORT, EXAMPLE)
    assert found[0].key == Factor.YEARS
    assert [one.size for one in found] == sorted((one.size for one in found), reverse=True)
    assert Factor.DISCOUNT not in {one.key for one in found}  # it has no range
    attribution = next(one for one in found if one.key == Factor.ATTRIBUTION)
    middle = value(EFFORT, likely()).ratio
    assert middle is not None
    assert attribution.cautious == middle * 5 / 6
    assert attribution.favourable == middle * 7 / 6
    deadweight = next(one for one in found if one.key == Factor.DEADWEIGHT)
    assert deadweight.cautious == middle * Fraction(50, 75)


def test_more_years_than_the_method_knows_are_not_counted() -> None:
    numbers = Numbers({**likely().by_key, Factor.YEARS: 10**12})
    assert len(present_values(Fraction(100), numbers)) == 20


def test_numbers_that_no_form_lets_through_break_nothing() -> None:
    """A file may come from anyone."""
    absurd = dict.fromkeys([one.key for one in EXAMPLE], -(10**15))
    assert value(EFFORT, Numbers(absurd)).total == 0
    assert value(EFFORT, Numbers(dict.fromkeys(absurd, 10**15))).total == 0
    assert Numbers(absurd).years == 1
