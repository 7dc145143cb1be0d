"""Habiliteringsersättning, worked out by hand: Göteborg's 114 and 79 kr, full from five hours."""

from __future__ import annotations

from datetime import date

import pytest

from asfdesk.domain.hours.attendance import DayPart
from asfdesk.domain.hours.habilitation import Habilitation, HabilitationRate, habilitation, rate_on

FIRST = HabilitationRate(1, date(2026, 1, 1), 114_00, 79_00, 300)
LATER = HabilitationRate(2, date(2026, 10, 15), 120_00, 80_00, 240)


@pytest.mark.parametrize(
    ("minutes", "part"),
    [
        (0, DayPart.NONE),
        (1, DayPart.HALF),
        (299, DayPart.HALF),
        (300, DayPart.FULL),
        (480, DayPart.FULL),
    ],
)
def test_a_day_is_full_from_the_limit(minutes: int, part: DayPart) -> None:
    assert FIRST.part(minutes) is part


def test_the_rate_changes_on_its_day() -> None:
    rates = [FIRST, LATER]
    assert rate_on(rates, date(2025, 12, 31)) is None
    assert rate_on(rates, date(2026, 10, 14)) is FIRST
    assert rate_on(rates, date(2026, 10, 15)) is LATER


def test_a_month_with_a_change_in_its_middle() -> None:
    """5 h and 4 h 30 before (114 + 79), 4 h 30 and 3 h after (120 + 80): 393 kr."""
    days = [
        (date(2026, 10, 5), 300),
        (date(2026, 10, 6), 270),
        (date(2026, 10, 7), 0),
        (date(2026, 10, 15), 270),
        (date(2026, 10, 16), 180),
    ]
    found = habilitation(days, [FIRST, LATER])
    assert found == Habilitation(full_days=2, half_days=2, known_ore=393_00)
    assert found.ore == 393_00
    assert found.days == 4


def test_a_day_in_parts_is_paid_once() -> None:
    """Two halves of three hours are one full day, not two half days."""
    found = habilitation([(date(2026, 10, 5), 180), (date(2026, 10, 5), 180)], [FIRST])
    assert found == Habilitation(full_days=1, known_ore=114_00)


def test_without_a_rate_the_amount_is_not_known() -> None:
    found = habilitation([(date(2025, 12, 30), 300), (date(2026, 1, 2), 300)], [FIRST])
    assert (found.full_days, found.unrated_days, found.known_ore) == (1, 1, 114_00)
    assert found.ore is None
