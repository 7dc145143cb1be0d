"""Two plans side by side: lines by year, and what they are made from where it differs."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.kinds import KINDS
from asfdesk.domain.drivers.premises import Premises

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from asfdesk.domain.drivers.kinds import Driver
    from asfdesk.domain.drivers.shocks import Shock
    from asfdesk.domain.period import FiscalYear, Month
    from asfdesk.domain.plan import Plan, PlanLine

Value = object
"""A number, text, month, code or tuple, as it stands in the driver."""

_NOT_COMPARED = frozenset({"id", "seeded", "since", "sick_changes"})
"""Row numbers, where a row came from, and what is never stored."""


@dataclass(frozen=True)
class Pair:
    """An amount in both plans, öre by effect; None = nothing is planned there.

    Attributes:
        comparable: False for a sum of years of which some are in one plan only.
    """

    first_ore: int | None
    second_ore: int | None
    comparable: bool = True

    @property
    def difference_ore(self) -> int | None:
        """The second less the first; None where one is missing: that is not nothing."""
        if self.first_ore is None or self.second_ore is None or not self.comparable:
            return None
        return self.second_ore - self.first_ore

    @property
    def one_sided(self) -> bool:
        """Whether only one of the plans has it."""
        return (self.first_ore is None) is not (self.second_ore is None)


@dataclass(frozen=True)
class ComparedRow:
    """A line, or a sum, in every fiscal year of either plan.

    Attributes:
        line: None for a sum.
        years: one pair for each year of the comparison.
    """

    line: PlanLine | None
    years: tuple[Pair, ...]

    @property
    def total(self) -> Pair:
        """All years together."""
        return Pair(
            _sum(pair.first_ore for pair in self.years),
            _sum(pair.second_ore for pair in self.years),
            comparable=not any(pair.one_sided for pair in self.years),
        )

    @property
    def differs(self) -> bool:
        """Whether any year does."""
        return any(pair.first_ore != pair.second_ore for pair in self.years)


@dataclass(frozen=True)
class FieldDifference:
    """One attribute that two rows of a kind say differently."""

    name: str
    first: Value
    second: Value


@dataclass(frozen=True)
class DriverDifference:
    """A row that is in one plan only, or otherwise in the other.

    Attributes:
        kind: its type; Premises for what a plan takes for granted.
        first, second: the row in each plan; None where it is missing.
        fields: what differs when both have it.
    """

    kind: type
    name: str
    first: Driver | Premises | None
    second: Driver | Premises | None
    fields: tuple[FieldDifference, ...] = ()


@dataclass(frozen=True)
class PlanComparison:
    """Two plans.

    Attributes:
        years: fiscal years that either covers, in order.
        rows: lines with amounts in either plan, in the plan's order.
        income, costs, finance, result: their sums.
        drivers: rows that differ, by kind and in the plans' order.
        first_shocks, second_shocks: what scenarios change.
    """

    first: Plan
    second: Plan
    years: tuple[FiscalYear, ...]
    rows: tuple[ComparedRow, ...]
    income: ComparedRow
    costs: ComparedRow
    finance: ComparedRow
    result: ComparedRow
    drivers: tuple[DriverDifference, ...]
    first_shocks: tuple[Shock, ...] = ()
    second_shocks: tuple[Shock, ...] = ()

    @property
    def shares_a_year(self) -> bool:
        """Whether some year has amounts in both; an empty plan is not asked about."""
        pairs = self.result.years
        first = any(pair.first_ore is not None for pair in pairs)
        second = any(pair.second_ore is not None for pair in pairs)
        both = any(pair.first_ore is not None and pair.second_ore is not None for pair in pairs)
        return both or not (first and second)


def pairs_by_year(
    first: Mapping[Month, int], second: Mapping[Month, int], years: Sequence[FiscalYear]
) -> tuple[Pair, ...]:
    """Two plans' months of one line, year by year."""
    return tuple(
        Pair(
            _sum(first.get(month) for month in year.months()),
            _sum(second.get(month) for month in year.months()),
        )
        for year in years
    )


def added_up(rows: Iterable[ComparedRow], years: int) -> ComparedRow:
    """The sum of some rows, year by year."""
    known = list(rows)
    return ComparedRow(
        None,
        tuple(
            Pair(
                _sum(row.years[at].first_ore for row in known),
                _sum(row.years[at].second_ore for row in known),
            )
            for at in range(years)
        ),
    )


def driver_differences(
    first: Mapping[type[Driver], Sequence[Driver]], second: Mapping[type[Driver], Sequence[Driver]]
) -> tuple[DriverDifference, ...]:
    """Rows that differ: those of one name are the same row, several of one name in order."""
    found: list[DriverDifference] = []
    for kind in KINDS:
        ours, theirs = _by_name(first.get(kind, ())), _by_name(second.get(kind, ()))
        for key in {**ours, **theirs}:
            one, other = ours.get(key), theirs.get(key)
            differing = tuple(field_differences(one, other)) if one and other else ()
            if one is None or other is None or differing:
                found.append(DriverDifference(kind, key[0], one, other, differing))
    return tuple(found)


def premises_difference(first: Premises, second: Premises) -> DriverDifference | None:
    """What two plans take for granted differently; None when it is the same."""
    differing = tuple(field_differences(first, second))
    return DriverDifference(Premises, "", first, second, differing) if differing else None


def field_differences(first: object, second: object) -> Iterator[FieldDifference]:
    """The attributes that differ between two values of one type."""
    for field in fields(first):  # type: ignore[arg-type]
        ours, theirs = getattr(first, field.name), getattr(second, field.name)
        if field.name not in _NOT_COMPARED and ours != theirs:
            yield FieldDifference(field.name, ours, theirs)


def _by_name(drivers: Iterable[Driver]) -> dict[tuple[str, int], Driver]:
    found: dict[tuple[str, int], Driver] = {}
    for driver in drivers:
        name: str = getattr(driver, "name", "")
        number = sum(1 for known, _number in found if known == name)
        found[name, number] = replace(driver, id=0)
    return found


def _sum(amounts: Iterable[int | None]) -> int | None:
    known = [ore for ore in amounts if ore is not None]
    return sum(known) if known else None
