"""What is typed over the drivers, shared between the drivers of its line."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from asfdesk.domain.money import spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.drivers.result import Component, PlanResult


def settled(result: PlanResult) -> list[tuple[Component, tuple[int, ...]]]:
    """Every component with the amounts that its line ends up with.

    A month whose line says something else than its drivers is shared between them by size, to
    the öre; evenly where they all are zero.
    """
    over = {code for code, _month in result.overridden}
    if not over:
        return [(one, one.amounts) for one in result.components]
    together: dict[str, list[Component]] = defaultdict(list)
    for one in result.components:
        if one.line_code in over:
            together[one.line_code].append(one)
    shared = {
        id(one): amounts
        for code, components in together.items()
        for one, amounts in zip(components, _shared(result.lines[code], components), strict=True)
    }
    return [(one, shared.get(id(one), one.amounts)) for one in result.components]


def _shared(line: Sequence[int], components: Sequence[Component]) -> list[tuple[int, ...]]:
    amounts = [list(one.amounts) for one in components]
    for at, ore in enumerate(line):
        differs = ore - sum(one[at] for one in amounts)
        if differs:
            parts = spread(differs, [abs(one[at]) for one in amounts])
            for one, part in zip(amounts, parts, strict=True):
                one[at] += part
    return [tuple(one) for one in amounts]


def has_typed_lines(result: PlanResult) -> bool:
    """Whether any line has amounts although no driver gives it any."""
    driven = {one.line_code for one in result.components}
    return any(any(amounts) for code, amounts in result.lines.items() if code not in driven)
