"""Plans made by hand for the tests of cash: what each driver gives is written out, not computed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asfdesk.domain.drivers.costs import FixedCost
from asfdesk.domain.drivers.model import PlanModel
from asfdesk.domain.drivers.parameters import Parameters
from asfdesk.domain.drivers.premises import Premises
from asfdesk.domain.drivers.result import Component, Part, PlanResult, Supervision
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.staff import StaffRole, StaffRow, Subsidy, SubsidyKind
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.domain.period import Month

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

JANUARY = Month(2026, 1)


def months(count: int, first: Month = JANUARY) -> tuple[Month, ...]:
    """So many months in a row."""
    return tuple(first.plus(at) for at in range(count))


def model(count: int = 6, first: Month = JANUARY, **given: Any) -> PlanModel:  # noqa: ANN401 - any field of the plan
    """A plan with an opening balance of 0 unless something else is said."""
    values: dict[str, Any] = {"premises": Premises(opening_ore=0), **given}
    return PlanModel(
        months=months(count, first),
        workdays=(20,) * count,
        parameters=Parameters(()),
        **values,
    )


def part(
    kind: Part, line: str, amounts: Sequence[int], driver_id: int = 1, name: str = "x"
) -> Component:
    """A component."""
    return Component(kind, driver_id, name, line, tuple(amounts))


def result(
    plan: PlanModel,
    components: Sequence[Component] = (),
    typed: Mapping[str, Sequence[int]] | None = None,
) -> PlanResult:
    """What the components come to, with whole lines typed over them."""
    count = len(plan.months)
    lines: dict[str, tuple[int, ...]] = {}
    for one in components:
        before = lines.get(one.line_code, (0,) * count)
        lines[one.line_code] = tuple(a + b for a, b in zip(before, one.amounts, strict=True))
    over = set()
    for code, amounts in (typed or {}).items():
        driven = lines.get(code)
        if driven is not None:
            over |= {
                (code, month)
                for month, old, new in zip(plan.months, driven, amounts, strict=True)
                if old != new
            }
        lines[code] = tuple(amounts)
    return PlanResult(
        months=plan.months,
        lines=lines,
        components=tuple(components),
        volumes=(),
        supervision=Supervision((0,) * count, None),
        overridden=frozenset(over),
    )


def t11() -> tuple[PlanModel, PlanResult]:
    """finance.md T11: January to June with a result of 7 576 kr each month."""
    plan = model(
        premises=Premises(opening_ore=150_000_00, credit_limit_ore=50_000_00),
        streams=(TrainingStream(1, "Kommunen", 12_000, 8_500, 320_00),),
        sales=(SalesStream(1, "Café", 1, 1, terms_days=30),),
        staff=(
            StaffRow(
                1,
                StaffRole.SUPERVISOR,
                "Handledare",
                10_000,
                120_000_00,
                subsidy=Subsidy(SubsidyKind.WAGE_SUBSIDY, 6_000),
            ),
        ),
        fixed=(FixedCost(1, "Hyra", "K20", 30_000_00, vat_bp=0, terms_days=0),),
    )
    six = 6
    return plan, result(
        plan,
        [
            part(Part.TRAINING, "I10", [65_280_00] * six),
            part(Part.SALES, "I20", [80_000_00] * six),
            part(Part.GOODS, "K10", [-20_000_00] * six),
            part(Part.SUBSIDY, "I40", [70_000_00] * six),
            part(Part.PAY, "K40", [-120_000_00] * six),
            part(Part.FEES, "K43", [-37_704_00] * six),
            part(Part.FIXED, "K20", [-30_000_00] * six),
        ],
    )
