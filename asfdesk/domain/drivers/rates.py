"""Parameters by month of a plan: looked up once, shared by every driver."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.drivers.parameters import ParameterKey, Parameters
    from asfdesk.domain.period import Month


@dataclass(frozen=True)
class Rates:
    """What the parameters say in one month."""

    values: Mapping[ParameterKey, int] = field(default_factory=dict)

    def get(self, key: ParameterKey) -> int | None:
        """The value, or None where there is none for the month."""
        return self.values.get(key)

    def or_zero(self, key: ParameterKey) -> int:
        """The value, or 0: `missing.missing_parameters` tells which were not there."""
        return self.values.get(key, 0)


def rates_by_month(parameters: Parameters, months: Sequence[Month]) -> tuple[Rates, ...]:
    """What holds on each month's first day; months that say the same share one object.

    A value that begins inside a month holds from the next: pay, contributions and support are
    reckoned by whole months, and the laws change them at a month's turn.
    """
    days = [month.first for month in months]
    tables: list[dict[ParameterKey, int]] = [{} for _month in months]
    for one in sorted(parameters.values, key=lambda one: one.valid_from):
        for day, table in zip(days, tables, strict=True):
            if one.valid_from <= day and (one.valid_to is None or day <= one.valid_to):
                table[one.key] = one.value
    found: list[Rates] = []
    for table in tables:
        same = bool(found) and found[-1].values == table
        found.append(found[-1] if same else Rates(table))
    return tuple(found)
