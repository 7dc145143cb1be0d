from __future__ import annotations

import pytest

from asfdesk.reports.chart_spec import Ink, waterfall


def test_a_waterfall_goes_from_plan_to_actual() -> None:
    made = waterfall(("Plan", 100_00), (("Platser", -30_00), ("Pris", 5_00)), ("Utfall", 75_00))
    assert [step.amount for step in made.steps] == [100_00, -30_00, 5_00, 75_00]
    assert [step.total for step in made.steps] == [True, False, False, True]
    assert made.steps[0].ink is Ink.PLAN


def test_a_waterfall_that_does_not_sum_is_refused() -> None:
    with pytest.raises(ValueError, match="7600"):
        waterfall(("Plan", 100_00), (("Platser", -30_00),), ("Utfall", 76_00))
