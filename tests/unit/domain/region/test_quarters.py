"""Who is late, worked out by hand from a calendar."""

from __future__ import annotations

from datetime import date

import pytest

from asfdesk.domain.period import Period
from asfdesk.domain.region.quarters import Member, late_members, latest_due, quarters_due

Q = Period.of_quarter


def test_a_quarter_is_due_a_month_after_its_end() -> None:
    assert quarters_due(Q(2026, 3), date(2026, 10, 31)) == []
    assert quarters_due(Q(2026, 3), date(2026, 11, 1)) == [Q(2026, 3)]
    assert latest_due(date(2026, 10, 31)) == Q(2026, 2)
    assert latest_due(date(2026, 11, 1)) == Q(2026, 3)


@pytest.mark.parametrize(
    ("day", "months"),
    [(date(2026, 11, 1), 1), (date(2026, 11, 30), 1), (date(2026, 12, 1), 2)],
)
def test_months_are_counted_from_the_month_in_which_it_was_due(day: date, months: int) -> None:
    late = late_members([Member("1", "A", since=Q(2026, 3))], {}, day)
    assert [(one.months, one.missing, one.latest) for one in late] == [
        (months, (Q(2026, 3),), None)
    ]


def test_gaps_count_and_the_latest_comes_first() -> None:
    members = [
        Member("1", "In time", since=Q(2026, 2)),
        Member("2", "A gap", since=Q(2026, 1)),
        Member("3", "Ended", since=Q(2026, 1), ended_on=date(2026, 4, 30)),
        Member("4", "Never sent, not expected"),
        Member("5", "One missing", since=Q(2026, 1)),
    ]
    came = {
        "1": [Q(2026, 2), Q(2026, 3)],
        "2": [Q(2026, 1), Q(2026, 3)],
        "3": [Q(2026, 1)],
        "5": [Q(2026, 1), Q(2026, 2)],
    }
    late = late_members(members, came, date(2026, 11, 23))
    assert [(one.member.name, one.months, one.missing, one.latest) for one in late] == [
        ("A gap", 4, (Q(2026, 2),), Q(2026, 3)),
        ("One missing", 1, (Q(2026, 3),), Q(2026, 2)),
    ]
