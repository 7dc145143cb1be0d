"""Expected income worked out by hand, and the band around it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

import pytest

from asfdesk.domain.codes import Form
from asfdesk.domain.period import Month
from asfdesk.domain.planning.attendance_spread import PaidMonth, Shares, Spread, shares_of
from asfdesk.domain.planning.decision_forecast import (
    Parts,
    expected,
    in_kronor,
    prolonged_chances,
    together,
)
from asfdesk.domain.planning.decision_inputs import Beliefs, HeldPlace, Rate, Situation
from asfdesk.domain.planning.decision_paths import Band, bands
from asfdesk.domain.planning.decision_record import Group
from asfdesk.domain.planning.prolongation_odds import odds

GROUP = Group(1, Form.WORK_TRAINING)
OTHER = Group(2, Form.WORK_TRAINING)
NEVER = Rate(0, 10**15, 1)
STILL = Spread(0.0, 0.0, 0.0, 10**9)
AS_MEASURED = Shares({}, {}, {}, {True: STILL, False: STILL})
DAYS = 10
KR_100 = 100_00


def situation(*held: HeldPlace, places: int = 0) -> Situation:
    """Ten days in one month, of one agreement that pays 100 kr a day."""
    return Situation(
        first=date(2026, 11, 1),
        months=(Month(2026, 11),),
        edges=(0, DAYS),
        held=held,
        fixed={},
        groups={1: GROUP},
        places={1: places},
        usual={1: (KR_100,) * DAYS},
        by_attendance={1: True},
    )


def beliefs(share: float = 0.5, paid: Fraction = Fraction(4, 5)) -> Beliefs:
    """Prolonged with a share that is decided, always for three days."""
    return Beliefs(
        odds=odds({}, {GROUP: share}),
        lengths={GROUP: (3,)},
        first_lengths={GROUP: (5,)},
        share={1: paid},
        shares=AS_MEASURED,
        early=NEVER,
    )


def held(decided: int, *, final: bool = False) -> HeldPlace:
    return HeldPlace(1, 1, decided, (KR_100,) * DAYS, final)


def test_whole_kronor_add_up_from_the_parts_to_the_whole() -> None:
    """100,60 + 0,60 and 50,30 + 50,30 a month: 201,80 twice is 403,60, shown as 404.

    Each month is 202; the larger remainder of 101,20 and 100,60 gets the krona: 101 and 101. Of
    101,20 the equal remainders of 100,60 and 0,60 leave it to the first; of 100,60 = 50,30 + 50,30
    the first of two equal remainders gets it.
    """
    first, second = Parts(decided=100_60, new=60), Parts(fixed=50_30, prolonged=50_30)
    found = in_kronor({1: (first, first), 2: (second, second)})
    assert found[1] == (Parts(decided=101_00),) * 2
    assert found[2] == (Parts(fixed=51_00, prolonged=50_00),) * 2
    assert together([*found[1], *found[2]]).total == 404_00
    assert in_kronor({1: (Parts(fixed=40),), 2: (Parts(new=20),)}) == {
        1: (Parts(fixed=100),),
        2: (Parts(),),
    }


def test_a_decision_goes_on_as_long_as_it_is_prolonged() -> None:
    assert prolonged_chances(0.5, (3,), 8) == [0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125, 0.125]
    assert prolonged_chances(0.5, (1, 3), 3) == [0.5, 0.375, 0.34375]


def test_what_is_decided_and_what_rests_on_prolonging() -> None:
    """4 days x 100 x 0.8 = 320; then (3 x 0.5 + 3 x 0.25) x 100 x 0.8 = 180."""
    found = expected(situation(held(4)), beliefs())
    assert found == {1: (Parts(decided=320_00, prolonged=180_00),)}
    assert together(found[1]).total == 500_00


def test_what_ends_for_certain_is_not_prolonged() -> None:
    assert expected(situation(held(4, final=True)), beliefs())[1] == (Parts(decided=320_00),)


def test_a_decision_that_ended_lately_may_be_prolonged_from_the_first_day() -> None:
    """(3 x 0.5 + 3 x 0.25 + 3 x 0.125 + 0.0625) x 80 = 215."""
    assert expected(situation(held(0)), beliefs())[1] == (Parts(prolonged=215_00),)


def test_months_and_days_without_pay() -> None:
    two = replace(
        situation(HeldPlace(1, 1, DAYS, (KR_100, 0, KR_100, *(0,) * 6, Fraction(100, 3)))),
        months=(Month(2026, 11), Month(2026, 12)),
        edges=(0, 2, DAYS),
        fixed={1: (7, 8)},
    )
    found = expected(two, beliefs(paid=Fraction(1)))[1]
    assert found == (Parts(fixed=7, decided=100_00), Parts(fixed=8, decided=100_33))


def test_leaving_early_lessens_what_is_decided() -> None:
    """Half a time on 50 days: one in a hundred a day, so e^-0.01, e^-0.02 … of the days."""
    with_early = replace(beliefs(paid=Fraction(1)), early=Rate(0, 0, 50))
    found = expected(situation(held(DAYS, final=True)), with_early)[1][0]
    assert found.decided == 956_39  # 100 x (1 - e^-0.1) / (1 - e^-0.01)


def test_new_trainees_fill_free_places_only() -> None:
    rate = {1: Rate(1, 10, 5)}
    full = replace(beliefs(), filled=rate)
    assert expected(situation(held(DAYS), places=1), full)[1][0].new == 0
    some = expected(situation(places=1), full)[1][0].new
    assert 0 < some < DAYS * 80_00
    assert expected(situation(places=1), beliefs())[1][0].new == 0


def test_the_paths_have_the_expected_mean() -> None:
    asked = situation(held(4), places=2)
    taken = replace(beliefs(), filled={1: Rate(10**7, 10**8, 1)})
    wanted = together(expected(asked, taken)[1]).total
    chance = Random(7)  # noqa: S311 - simulation, not secrets
    sums = [bands(asked, taken, chance, 1).whole.p50 for _path in range(4000)]
    assert sum(sums) / len(sums) == pytest.approx(wanted, rel=0.03)


def test_what_is_certain_has_no_width_and_chance_is_given() -> None:
    sure = bands(situation(held(DAYS, final=True)), beliefs(), Random(1), 50)  # noqa: S311
    assert sure.whole == Band(800_00, 800_00, 800_00)
    once, again = (
        bands(situation(held(4)), beliefs(), Random(5), 60)  # noqa: S311 - simulation
        for _time in range(2)
    )
    assert once == again
    assert once.whole.p10 == 320_00
    assert once.months == (once.whole,)


def test_a_band_is_the_tenth_the_fiftieth_and_the_ninetieth_of_a_hundred() -> None:
    assert Band.of(range(1, 101)) == Band(10, 50, 90)
    assert Band.of([5]) == Band(5, 5, 5)
    assert 90 in Band.of(range(1, 101))
    assert 91 not in Band.of(range(1, 101))


def test_a_share_nobody_knows_is_a_half_and_many_cases_are_believed() -> None:
    assert odds({}).mean_bp(GROUP) == 5_000
    many = odds({GROUP: ((90, 100), (90, 100))})
    assert 8_700 < many.mean_bp(GROUP) < 9_100
    few = odds({GROUP: ((3, 3),)})
    assert 6_000 < few.mean_bp(GROUP) < many.mean_bp(GROUP)


def test_a_group_without_cases_is_taken_to_be_like_the_others() -> None:
    seen = odds({GROUP: ((45, 50), (44, 50))})
    assert 5_500 < seen.mean_bp(OTHER) < seen.mean_bp(GROUP)
    assert odds({GROUP: ((5, 50), (5, 50))}).mean_bp(OTHER) < 4_500


def test_thousands_of_cases_do_not_vanish_into_zero() -> None:
    assert odds({GROUP: ((3000, 4000),) * 3}).mean_bp(GROUP) == pytest.approx(7_500, abs=200)


def test_the_paid_share_is_exact_and_people_are_drawn_towards_it() -> None:
    months = [
        PaidMonth(who, 1, Month(2026, month), Fraction(20), Fraction(days))
        for who, days in ((1, 20), (2, 10))
        for month in range(1, 7)
    ]
    shares = shares_of(months)
    assert shares.measured == {1: Fraction(3, 4)}
    assert shares.units == {1: Fraction(240)}
    high, low = shares.people[1][0], shares.people[2][0]
    assert 0.15 < high < 0.25
    assert low == pytest.approx(-high)
    assert shares.people[1][1] < shares.spreads[True].people


def test_a_measured_share_is_as_sure_as_its_people_and_months_are_many() -> None:
    """Three people with 40, 40 and 20 of 100 units, the third in two months of 10.

    People weigh 0.4, 0.4 and 0.2: squares 0.16 + 0.16 + 0.04 = 0.36; months 0.4, 0.4, 0.1, 0.1:
    0.16 + 0.16 + 0.01 + 0.01 = 0.34. The shares are all alike, so only what is usual is left of
    the spreads: people 0.10 on 2 + 3, so 0.01 x 3/5 = 0.006; the rest 0.12 on no freedom left
    (4 cells - 3 people - 2 months + 1 = 0), so 0.0144. 0.006 x 0.36 + 0.0144 x 0.34 = 0.007056.
    """
    months = [
        PaidMonth(who, 1, Month(2026, month), Fraction(units), Fraction(units, 2))
        for who, month, units in ((1, 1, 40), (2, 1, 40), (3, 1, 10), (3, 2, 10))
    ]
    assert shares_of(months).levels[1] == pytest.approx(0.084)


def test_who_has_been_measured_follows_the_level_as_far_as_there_is_room() -> None:
    """Trust 3/4: half the width of people, so a quarter of the level; a newcomer all of it."""
    spread = Spread(0.2, 0.0, 0.0, 10)
    shares = Shares({}, {}, {1: (0.05, 0.1), 2: (0.05, 0.0)}, {True: spread, False: spread})
    many = 4000
    chance = Random(3)  # noqa: S311 - simulation, not secrets

    def mean(placement: int) -> float:
        draws = (shares.draw_person(placement, spread, 0.4, chance) for _draw in range(many))
        return sum(draws) / many

    assert mean(1) == pytest.approx(1_500, abs=60)
    assert mean(2) == 500
    assert mean(3) == pytest.approx(4_000, abs=120)


def test_an_agreement_s_own_level_widens_the_band() -> None:
    """Nothing else varies: 800 kr, and P10 and P90 lie 1.2816 x 0.05 x 1 000 kr away from it."""
    taken = replace(beliefs(), levels={1: 0.05})
    band = bands(situation(held(DAYS, final=True)), taken, Random(2), 4000).whole  # noqa: S311
    assert band.p50 == pytest.approx(800_00, abs=4_00)
    assert band.p10 == pytest.approx(735_92, abs=5_00)
    assert band.p90 == pytest.approx(864_08, abs=5_00)


def test_nothing_seen_still_varies() -> None:
    spread = shares_of([]).spreads[True]
    assert (spread.people, spread.months, spread.rest) == pytest.approx((0.10, 0.03, 0.12))
    assert len(set(spread.draw_months(6, Random(1)))) == 6  # noqa: S311 - simulation
