"""Plans to be computed in tests: 2026's working days and the parameters of finance.md §4."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.model import PlanModel
from asfdesk.domain.drivers.parameters import Parameter, ParameterKey, Parameters
from asfdesk.domain.drivers.staff import StaffRole, StaffRow
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.domain.period import Month

if TYPE_CHECKING:
    from asfdesk.domain.drivers.result import PlanResult

K = ParameterKey

WORKDAYS = {
    2026: (20, 20, 22, 20, 19, 21, 23, 21, 22, 22, 21, 20),
    2027: (19, 20, 21, 22, 20, 21, 22, 22, 22, 21, 22, 21),
    2028: (20, 21, 23, 18, 21, 20, 21, 23, 21, 22, 22, 19),
}
"""finance.md §4.3."""

YOUNG = date(2026, 4, 1), date(2027, 9, 30)


def _parameter(
    key: ParameterKey, value: int, first: date = date(2020, 1, 1), last: date | None = None
) -> Parameter:
    return Parameter(key, value, key.unit, first, last)


PARAMETERS = Parameters.of(
    [
        _parameter(K.EMPLOYER_FEE, 3142),
        _parameter(K.YOUTH_FEE, 2081, *YOUNG),
        _parameter(K.YOUTH_FROM_AGE, 18, *YOUNG),
        _parameter(K.YOUTH_TO_AGE, 22, *YOUNG),
        _parameter(K.YOUTH_CAP, 2_500_000, *YOUNG),
        _parameter(K.OLD_FEE, 1021),
        _parameter(K.OLD_FROM_AGE, 66, date(2023, 1, 1), date(2025, 12, 31)),
        _parameter(K.OLD_FROM_AGE, 67, date(2026, 1, 1)),
        _parameter(K.NO_FEE_BORN_THROUGH, 1937),
        _parameter(K.PENSION_TAX, 2426),
        _parameter(K.HOLIDAY, 1200),
        _parameter(K.PENSION, 450),
        _parameter(K.INSURANCE, 48),
        _parameter(K.WAGE_SUBSIDY_CAP, 2_000_000),
        _parameter(K.WAGE_SUBSIDY_MOST, 8000),
        _parameter(K.NEW_START_CAP, 2_000_000),
        _parameter(K.INTRODUCTION_LEVEL, 8000),
        _parameter(K.INTRODUCTION_CAP, 2_000_000),
    ]
)


def months_from(first: str, count: int) -> tuple[Month, ...]:
    """So many months in a row."""
    return tuple(Month.parse(first).plus(at) for at in range(count))


def plan(first: str = "2026-01", count: int = 12) -> PlanModel:
    """An empty plan."""
    months = months_from(first, count)
    days = tuple(WORKDAYS.get(one.year, (21,) * 12)[one.number - 1] for one in months)
    return PlanModel(
        months,
        days,
        PARAMETERS,
        costs_typed_positive=frozenset({"K10", "K20", "K37", "K40", "K41", "K42", "K43", "F20"}),
    )


def stream(places: int = 12, occupancy_bp: int = 8500, price_kr: int = 320) -> TrainingStream:
    """Training sold by the attended day: T1."""
    return TrainingStream(1, "Kommunen", places * 1000, occupancy_bp, price_kr * 100)


def bare_staff(pay_kr: int, fte_bp: int = 10_000) -> StaffRow:
    """An employment with pay and contribution only."""
    row = StaffRow(1, StaffRole.SUBSIDISED, "Medarbetare", fte_bp, pay_kr * 100)
    return replace(row, holiday_bp=0, pension_bp=0, insurance_bp=0)


def line(result: PlanResult, code: str) -> tuple[int, ...]:
    """A line's months; nothing where it has none."""
    return result.lines.get(code, (0,) * len(result.months))
