"""What a plan lacks: rates without a value."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.drivers.compute import compute
from asfdesk.domain.drivers.missing import missing_parameters
from asfdesk.domain.drivers.parameters import ParameterKey, Parameters
from asfdesk.domain.drivers.staff import Subsidy, SubsidyKind
from asfdesk.domain.period import Month
from asfdesk.i18n import set_language
from asfdesk.services.drivers.driver_nouns import Noun
from asfdesk.services.drivers.plan_checks import Gap, plan_gaps
from asfdesk.services.drivers.shipped_parameters import shipped_parameters
from tests.plans import PARAMETERS, bare_staff, months_from, plan

if TYPE_CHECKING:
    from asfdesk.services.drivers.plan_checks import PlanGap


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def gaps(parameters: Parameters) -> dict[Gap, PlanGap]:
    row = replace(bare_staff(26_000), holiday_bp=None)
    model = replace(plan(), parameters=parameters, staff=(row,))
    return {one.gap: one for one in plan_gaps(model, compute(model), unchecked=0)}


def test_a_rate_that_has_no_value_is_said_to_count_as_nothing() -> None:
    known = [one for one in PARAMETERS.values if one.key is not ParameterKey.HOLIDAY]
    found = gaps(Parameters.of(known))[Gap.NO_RATES]
    assert found.sentence == "1 rate that the plan needs has no value and counts as nothing."
    assert found.noun is Noun.PARAMETERS
    both = gaps(Parameters.of(()))[Gap.NO_RATES]
    assert both.sentence == "2 rates that the plan needs have no value and count as nothing."


def test_with_every_rate_nothing_is_said() -> None:
    assert Gap.NO_RATES not in gaps(PARAMETERS)


def test_support_before_its_cap_is_known_is_said_to_count_as_nothing() -> None:
    subsidy = Subsidy(SubsidyKind.NEW_START, 20_000)
    model = replace(
        plan(),
        months=months_from("2025-12", 2),
        workdays=(20, 20),
        parameters=shipped_parameters(),
        staff=(replace(bare_staff(26_000), subsidy=subsidy),),
    )
    found = {one.gap: one for one in plan_gaps(model, compute(model), unchecked=0)}
    # The cap of new start jobs is shipped from 2026 on, so December 2025 has none.
    assert [one.month for one in missing_parameters(model)] == [Month(2025, 12)]
    assert found[Gap.NO_RATES].sentence == (
        "1 rate that the plan needs has no value and counts as nothing."
    )
