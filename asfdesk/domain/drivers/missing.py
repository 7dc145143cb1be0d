"""Parameters that a plan asks for and that have no value: they were reckoned as nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asfdesk.domain.drivers.parameters import ParameterKey
from asfdesk.domain.drivers.rates import rates_by_month
from asfdesk.domain.drivers.subsidy import CAPS
from asfdesk.domain.drivers.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.drivers.staff import StaffRow
    from asfdesk.domain.period import Month


class Missing(NamedTuple):
    """A parameter without a value, and the first month of the plan that asked for it."""

    key: ParameterKey
    month: Month


def missing_parameters(model: PlanModel) -> tuple[Missing, ...]:
    """Each missing parameter once, in the order of their keys.

    The lower contribution for young people is no such: months without it have the full one.
    """
    timeline = Timeline(model.months, model.workdays)
    rates = rates_by_month(model.parameters, model.months)
    found: dict[ParameterKey, int] = {}
    for row in model.staff:
        for key, months in _asked(row, timeline):
            at = next((at for at in months if rates[at].get(key) is None), None)
            if at is not None:
                found[key] = min(at, found.get(key, at))
    return tuple(Missing(key, timeline.months[found[key]]) for key in sorted(found))


def _asked(row: StaffRow, timeline: Timeline) -> Iterator[tuple[ParameterKey, range]]:
    """What a row asks for, and in which months."""
    employed = timeline.span(row.first, row.last)
    yield ParameterKey.EMPLOYER_FEE, employed
    if row.birth_year is not None:
        yield ParameterKey.NO_FEE_BORN_THROUGH, employed
        yield ParameterKey.OLD_FROM_AGE, employed
        yield ParameterKey.OLD_FEE, employed
    if row.holiday_bp is None:
        yield ParameterKey.HOLIDAY, employed
    if row.insurance_bp is None:
        yield ParameterKey.INSURANCE, employed
    if row.pension_bp is None:
        yield ParameterKey.PENSION, employed
    if row.pension_bp != 0:
        yield ParameterKey.PENSION_TAX, employed
    if row.subsidy is not None and row.subsidy.cap_ore is None:
        granted = timeline.span(row.subsidy.first, row.subsidy.last)
        both = range(max(employed.start, granted.start), min(employed.stop, granted.stop))
        yield CAPS[row.subsidy.kind], both
