"""The result, row by row: plan lines, their groups, the sums of K2, and what has no plan line.

Every amount stands in exactly one line or in the row without plan line, so the last row is the
sum of the books.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import (
    SUBTOTALS,
    UNMAPPED,
    Group,
    Subtotal,
    group_of,
)
from asfdesk.domain.planning.variance import add_up, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from asfdesk.domain.plan import PlanLine
    from asfdesk.domain.planning.variance import Comparison


@dataclass(frozen=True)
class Figures:
    """One row's amounts, öre by effect on the result.

    Attributes:
        month: the month; its actual is what is booked, also while the month is open.
        to_date: the closed months of the year up to the month shown.
        last_year_ore: the same closed months a year before; None = not known.
        year: forecast (as the actual) beside the whole year's plan.
        rolling_ore: the twelve months up to the last closed one; None = not all are known.
        rolling_before_ore: the twelve months before those.
    """

    month: Comparison
    to_date: Comparison
    last_year_ore: int | None
    year: Comparison
    rolling_ore: int | None = None
    rolling_before_ore: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is no money anywhere."""
        sides = (self.month, self.to_date, self.year)
        amounts = [side.actual_ore for side in sides] + [side.plan_ore for side in sides]
        return not any((*amounts, self.last_year_ore, self.rolling_ore, self.rolling_before_ore))


def sum_figures(rows: Iterable[Figures]) -> Figures:
    """Several rows as one."""
    known = list(rows)
    return Figures(
        add_up(row.month for row in known),
        add_up(row.to_date for row in known),
        total(row.last_year_ore for row in known),
        add_up(row.year for row in known),
        total(row.rolling_ore for row in known),
        total(row.rolling_before_ore for row in known),
    )


class RowKind(StrEnum):
    """What a row is."""

    LINE = "line"
    GROUP = "group"
    SUBTOTAL = "subtotal"
    UNMAPPED = "unmapped"


@dataclass(frozen=True)
class StatementRow:
    """One row.

    Attributes:
        line: for LINE. `group`: for LINE and GROUP. `subtotal`: for SUBTOTAL.
        codes: the lines it adds up (UNMAPPED among them in the year's result).
    """

    kind: RowKind
    figures: Figures
    codes: tuple[str, ...]
    line: PlanLine | None = None
    group: Group | None = None
    subtotal: Subtotal | None = None

    @property
    def is_result(self) -> bool:
        """Whether it is a result, which gets no per cent."""
        return self.subtotal is not None and self.subtotal.is_result

    @property
    def key(self) -> str:
        """A name that stays the same when figures change."""
        if self.subtotal is not None:
            return self.subtotal.value
        if self.kind is RowKind.GROUP and self.group is not None:
            return self.group.value
        return self.codes[0]


def statement(lines: Sequence[PlanLine], figures: Mapping[str, Figures]) -> list[StatementRow]:
    """The rows in order; lines without any money are left out.

    A group has a row of its own when two of its lines are shown and it is not all of its sum; a
    result in the middle only when something comes after it. The row without plan line is there
    whenever it holds money.
    """
    shown = {
        line.code: line
        for line in lines
        if line.code in figures and not figures[line.code].is_empty
    }
    by_group = {
        group: [line for line in shown.values() if group_of(line) is group] for group in Group
    }
    rows: list[StatementRow] = []
    for group in Group:
        beside = _beside(group)
        alone = bool(beside) and not any(by_group[other] for other in beside)
        rows += _group_rows(group, by_group[group], figures, with_sum=not alone)
        rows += _sums_after(group, by_group, figures)
    unmapped = figures.get(UNMAPPED)
    if unmapped is not None and not unmapped.is_empty:
        rows.append(StatementRow(RowKind.UNMAPPED, unmapped, (UNMAPPED,)))
    everything = (*shown, *([UNMAPPED] if UNMAPPED in figures else []))
    if everything:
        rows.append(_sum_row(Subtotal.YEAR, everything, figures))
    return rows


def _beside(group: Group) -> list[Group]:
    """The other groups of the same sum of income or costs."""
    sums = (parts for subtotal, parts in SUBTOTALS if not subtotal.is_result and group in parts)
    return [other for parts in sums for other in parts if other is not group]


def _group_rows(
    group: Group, lines: Sequence[PlanLine], figures: Mapping[str, Figures], *, with_sum: bool
) -> Iterator[StatementRow]:
    for line in lines:
        row = figures[line.code]
        yield StatementRow(RowKind.LINE, row, (line.code,), line=line, group=group)
    if len(lines) > 1 and with_sum:
        codes = tuple(line.code for line in lines)
        summed = sum_figures(figures[code] for code in codes)
        yield StatementRow(RowKind.GROUP, summed, codes, group=group)


def _sums_after(
    group: Group, by_group: Mapping[Group, Sequence[PlanLine]], figures: Mapping[str, Figures]
) -> Iterator[StatementRow]:
    """Sums whose last group this is; the year's result comes at the very end instead."""
    later = list(Group)[list(Group).index(group) + 1 :]
    something_later = any(by_group[other] for other in later)
    for subtotal, groups in SUBTOTALS[:-1]:
        codes = tuple(line.code for part in groups for line in by_group[part])
        wanted = bool(codes) and (not subtotal.is_result or _adds(subtotal, by_group))
        if groups[-1] is group and wanted and (something_later or not subtotal.is_result):
            yield _sum_row(subtotal, codes, figures)


def _adds(subtotal: Subtotal, by_group: Mapping[Group, Sequence[PlanLine]]) -> bool:
    """Whether a result in the middle says something that the one before it does not."""
    needed = {
        Subtotal.AFTER_FINANCIAL: Group.FINANCIAL,
        Subtotal.BEFORE_TAX: Group.APPROPRIATIONS,
    }.get(subtotal)
    return needed is None or bool(by_group[needed])


def _sum_row(
    subtotal: Subtotal, codes: Sequence[str], figures: Mapping[str, Figures]
) -> StatementRow:
    summed = sum_figures(figures[code] for code in codes)
    return StatementRow(RowKind.SUBTOTAL, summed, tuple(codes), subtotal=subtotal)
