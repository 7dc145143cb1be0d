"""Who may be told apart in a safe copy, and what of a month is told."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from asfdesk.domain.codes import AgeBand, Sex
from asfdesk.domain.period import Month
from asfdesk.domain.visiting.safe_copy import (
    ABOUT_PEOPLE,
    SafeKey,
    SafeMonth,
    SafePerson,
    blurred,
    drawn,
    protected_month,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

MARCH = Month(2026, 3)
PEOPLE = st.lists(
    st.builds(
        SafePerson,
        st.integers(1, 99),
        st.sampled_from(Sex),
        st.sampled_from(AgeBand),
        st.just(MARCH),
        st.none(),
    ),
    max_size=40,
)


def people(*kinds: tuple[Sex, AgeBand, int]) -> list[SafePerson]:
    return [
        SafePerson(0, sex, band, MARCH, None) for sex, band, count in kinds for _one in range(count)
    ]


def seen(found: Sequence[SafePerson]) -> Counter[tuple[Sex | None, AgeBand]]:
    return Counter((one.sex, one.age_band) for one in found)


def test_what_enough_people_share_is_told() -> None:
    known = people((Sex.WOMAN, AgeBand.FROM_30, 5), (Sex.MAN, AgeBand.FROM_55, 6))
    assert blurred(known, 5) == known


def test_one_rare_age_takes_away_the_ages_of_that_sex_and_of_no_other() -> None:
    known = people(
        (Sex.WOMAN, AgeBand.FROM_30, 9),
        (Sex.WOMAN, AgeBand.FROM_55, 1),
        (Sex.MAN, AgeBand.FROM_30, 5),
    )
    assert seen(blurred(known, 5)) == {
        (Sex.WOMAN, AgeBand.UNKNOWN): 10,
        (Sex.MAN, AgeBand.FROM_30): 5,
    }


def test_a_rare_sex_takes_away_everybodys() -> None:
    known = people((Sex.WOMAN, AgeBand.FROM_30, 9), (Sex.OTHER, AgeBand.FROM_30, 1))
    assert seen(blurred(known, 5)) == {(None, AgeBand.UNKNOWN): 10}


@given(PEOPLE, st.integers(2, 10))
def test_nobody_shares_sex_and_age_with_too_few(known: list[SafePerson], threshold: int) -> None:
    found = blurred(known, threshold)
    told = {kind: count for kind, count in seen(found).items() if kind != (None, AgeBand.UNKNOWN)}
    assert all(count >= threshold for count in told.values())
    assert [replace(one, sex=None, age_band=AgeBand.UNKNOWN) for one in found] == [
        replace(one, sex=None, age_band=AgeBand.UNKNOWN) for one in known
    ]


def test_new_numbers_are_drawn_and_give_the_order() -> None:
    known = [SafePerson(number, None, AgeBand.UNKNOWN, MARCH, None) for number in (17, 4, 230)]
    known = [replace(one, first=MARCH.plus(at)) for at, one in enumerate(known)]

    def turned(numbers: list[int]) -> None:
        numbers[:] = [3, 1, 2]

    found = drawn(known, turned)
    assert [(one.number, one.first) for one in found] == [
        (1, MARCH.plus(1)),
        (2, MARCH.plus(2)),
        (3, MARCH),
    ]


def test_a_month_of_few_tells_only_what_was_sold_and_worked() -> None:
    sums = {key: Fraction(7, 2) for key in SafeKey}
    month = SafeMonth(MARCH, dict(sums))
    few = protected_month(month, 4, 5)
    assert {key for key, value in few.sums.items() if value is None} == set(ABOUT_PEOPLE)
    assert few.value(SafeKey.AVAILABLE) == Fraction(7, 2)
    assert few.share(SafeKey.DELIVERED, SafeKey.AVAILABLE) is None
    assert protected_month(month, 5, 5) == month
    assert protected_month(month, 0, 5) == month


def test_a_share_of_nothing_is_none() -> None:
    month = SafeMonth(MARCH, {SafeKey.BOOKED: Fraction(3), SafeKey.AVAILABLE: Fraction(0)})
    assert month.share(SafeKey.BOOKED, SafeKey.AVAILABLE) is None
    half = replace(month, sums={**month.sums, SafeKey.AVAILABLE: Fraction(6)})
    assert half.share(SafeKey.BOOKED, SafeKey.AVAILABLE) == Fraction(1, 2)
