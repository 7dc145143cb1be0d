"""300 enterprises: the database's sums are those of plain Python."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.region.rollup import keys_compared, roll_up
from asfdesk.domain.sending.package_arrival import Pin
from asfdesk.services.region.take_in import packages_under, take_in
from tests.region import (
    QUARTER,
    figures,
    open_test_region,
    org_number,
    package_of,
    public,
    write,
)

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 23)
MANY = 300


def test_three_hundred_packages_add_up(tmp_path: Path) -> None:
    pins = tuple(Pin(org_number(n), f"F{n}", public(n), TODAY) for n in range(1, MANY + 1))
    region = replace(open_test_region(tmp_path), pins=pins)
    for n in range(1, MANY + 1):
        write(tmp_path, package_of(n), n)
    taken = take_in(region, packages_under([tmp_path]), TODAY)
    assert [one.error for one in taken] == [None] * MANY
    plain: dict[str, int] = {}
    for n in range(1, MANY + 1):
        for one in figures(n):
            plain[one.key] = plain.get(one.key, 0) + (one.value or 0)
    totals = region.store.totals(QUARTER)
    assert {key: one.total for key, one in totals.items()} == plain
    assert totals["economy.liquidity_months"].known == MANY // 2
    rolled = roll_up(region.store.sent(QUARTER, keys_compared()))
    spread = rolled.figure("trainees.unique").spread
    assert spread is not None
    assert (spread.total, spread.count) == (plain["trainees.unique"], MANY)
    assert rolled.work.part == plain["exact.exits.arbete"] + plain["exact.exits.studier"]
    region.close()
