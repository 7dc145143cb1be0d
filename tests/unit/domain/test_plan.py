"""Making a plan's amounts (finance.md T10, T12)."""

from __future__ import annotations

from asfdesk.domain.books.ledger import effect
from asfdesk.domain.period import Period
from asfdesk.domain.plan import spread_year

DAYS_2026 = (20, 20, 22, 20, 19, 21, 23, 21, 22, 22, 21, 20)
YEAR = Period.of_year(2026).months()


def test_t10_spread_on_working_days() -> None:
    parts = list(spread_year(60_000_000, YEAR, DAYS_2026).values())
    assert parts == [
        4780877, 4780877, 5258964, 4780877, 4541833, 5019920,
        5498008, 5019920, 5258964, 5258964, 5019920, 4780876,
    ]  # fmt: skip
    assert sum(parts) == 60_000_000


def test_a_million_evenly() -> None:
    parts = list(spread_year(100_000_000, YEAR, [1] * 12).values())
    assert parts == [8_333_334] * 4 + [8_333_333] * 8


def test_a_cost_is_spread_as_its_mirror_image() -> None:
    assert list(spread_year(-100, YEAR[:3], [1, 1, 1]).values()) == [-34, -33, -33]


def test_t12_signs_go_there_and_back() -> None:
    assert effect(-115_000_000) == 115_000_000
    assert effect(36_000_000) == -36_000_000
    assert effect(effect(36_000_000)) == 36_000_000
