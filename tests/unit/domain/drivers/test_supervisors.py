"""Supervisors needed by ratio in steps, against those that are planned."""

from __future__ import annotations

from dataclasses import replace

import pytest

from asfdesk.domain.codes import PriceUnit
from asfdesk.domain.drivers.compute import compute
from asfdesk.domain.drivers.premises import Premises
from asfdesk.domain.drivers.staff import StaffRole
from asfdesk.domain.drivers.supervisors import needed_bp
from asfdesk.domain.period import Month
from tests.plans import bare_staff, plan, stream


@pytest.mark.parametrize(
    ("trainees", "ratio_milli", "step_bp", "needed"),
    [
        (12_000, 8000, 2500, 15_000),
        (12_000, 8000, 10_000, 20_000),
        (8_000, 8000, 10_000, 10_000),
        (8_001, 8000, 10_000, 20_000),
        # 12,4 / 5,5 = 2,2545…
        (12_400, 5500, 2500, 25_000),
        (0, 8000, 2500, 0),
    ],
)
def test_needed_in_whole_steps(trainees: int, ratio_milli: int, step_bp: int, needed: int) -> None:
    premises = Premises(ratio_milli=ratio_milli, ratio_step_bp=step_bp)
    assert needed_bp(trainees, premises) == needed


def test_without_a_ratio_nothing_is_said() -> None:
    assert needed_bp(12_000, Premises()) is None
    assert compute(replace(plan(), streams=(stream(),))).supervision.needed_bp is None


def test_every_sold_place_counts_while_anybody_comes() -> None:
    one = stream(12, 8500)
    other = replace(stream(4), id=2, first=Month(2026, 9))
    results = replace(stream(5), id=3, unit=PriceUnit.RESULT)
    model = replace(
        plan(),
        workdays=(20, 20, 22, 20, 19, 21, 0, 21, 22, 22, 21, 20),
        streams=(one, other, results),
        premises=Premises(ratio_milli=8000),
    )
    assert compute(model).supervision.needed_bp == (
        *(15_000,) * 6,
        0,
        15_000,
        *(20_000,) * 4,
    )


def test_planned_are_the_supervisors_alone() -> None:
    supervisor = replace(bare_staff(31_000, 15_000), role=StaffRole.SUPERVISOR)
    later = replace(supervisor, id=2, fte_bp=2500, first=Month(2026, 7), last=Month(2026, 8))
    model = replace(plan(), staff=(supervisor, later, bare_staff(30_000)))
    assert compute(model).supervision.planned_bp == (
        *(15_000,) * 6,
        17_500,
        17_500,
        *(15_000,) * 4,
    )
