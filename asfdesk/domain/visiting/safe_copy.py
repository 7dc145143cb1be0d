"""What a safe copy holds in the place of days and people (ADR 0048)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.codes import AgeBand
from asfdesk.domain.money import ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date
    from fractions import Fraction

    from asfdesk.domain.codes import Sex
    from asfdesk.domain.period import Month


class SafeKey(StrEnum):
    """Sums of a month. Place-days are exact, minutes whole; PERSONS had a placement in it."""

    AVAILABLE = "available"
    BOOKED = "booked"
    ATTENDED = "attended"
    DELIVERED = "delivered"
    ATTENDED_MINUTES = "attended_minutes"
    REPORTED_MINUTES = "reported_minutes"
    EMPLOYED_MINUTES = "employed_minutes"
    WORKDAYS = "workdays"
    PERSONS = "persons"


ABOUT_PEOPLE = (
    SafeKey.BOOKED,
    SafeKey.ATTENDED,
    SafeKey.DELIVERED,
    SafeKey.ATTENDED_MINUTES,
    SafeKey.PERSONS,
)
"""Left out of a month with fewer persons than the threshold: a sum of few tells of each."""


@dataclass(frozen=True)
class SafePerson:
    """One trainee, under a number drawn for this copy alone.

    Attributes:
        sex, age_band: None and UNKNOWN where too few share them.
        first, last: the first and the last month of any placement; `last` None = still there.
    """

    number: int
    sex: Sex | None
    age_band: AgeBand
    first: Month
    last: Month | None


@dataclass(frozen=True)
class SafeMonth:
    """A month's sums; a key that is missing or None is not told."""

    month: Month
    sums: Mapping[SafeKey, Fraction | None]

    def value(self, key: SafeKey) -> Fraction | None:
        """One of them."""
        return self.sums.get(key)

    def share(self, part: SafeKey, whole: SafeKey) -> Fraction | None:
        """One as a share of another; None when either is not told or the whole is zero."""
        top, bottom = self.value(part), self.value(whole)
        return None if top is None or bottom is None else ratio(top, bottom)


@dataclass(frozen=True)
class CopyMark:
    """That the open file is a safe copy."""

    made_on: date
    threshold: int


def protected_month(month: SafeMonth, persons: int, threshold: int) -> SafeMonth:
    """The month as it goes into the copy: with few persons, without what their days sum to.

    Args:
        month: everything.
        persons: how many had a placement in it.
        threshold: smallest number that is told.
    """
    if not 0 < persons < threshold:
        return month
    return SafeMonth(
        month.month, {key: None if key in ABOUT_PEOPLE else v for key, v in month.sums.items()}
    )


def blurred(people: Sequence[SafePerson], threshold: int) -> list[SafePerson]:
    """The same people, so that each combination of sex and age band is shared by `threshold`.

    Age bands go first, and then for everybody of that sex: a single one without a band would be
    told by that. Where a sex itself is rare nobody has one.
    """
    sexes = Counter(one.sex for one in people)
    if min(sexes.values(), default=threshold) < threshold:
        return [SafePerson(p.number, None, AgeBand.UNKNOWN, p.first, p.last) for p in people]
    classes = Counter((one.sex, one.age_band) for one in people)
    rare = {sex for (sex, _band), count in classes.items() if count < threshold}
    return [
        SafePerson(p.number, p.sex, AgeBand.UNKNOWN, p.first, p.last) if p.sex in rare else p
        for p in people
    ]


def drawn(people: Iterable[SafePerson], shuffle: Callable[[list[int]], None]) -> list[SafePerson]:
    """The people under new numbers, in the order of these.

    Args:
        people: under any numbers.
        shuffle: puts a list into an order that nobody can know.
    """
    known = list(people)
    numbers = list(range(1, len(known) + 1))
    shuffle(numbers)
    again = [
        SafePerson(number, one.sex, one.age_band, one.first, one.last)
        for number, one in zip(numbers, known, strict=True)
    ]
    return sorted(again, key=lambda one: one.number)
