"""What each forecast method says of each row, so that one can be chosen by what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.planning.forecast import Method
from asfdesk.domain.planning.statement import RowKind
from asfdesk.domain.planning.variance import total
from asfdesk.services.planning.follow_up import line_forecast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.domain.planning.follow_up import FollowUp
    from asfdesk.domain.planning.forecast import Caution, LineYear
    from asfdesk.services.planning.line_years import LineYears


@dataclass(frozen=True)
class MethodAnswer:
    """One method on one row.

    Attributes:
        ore: the year by it; None where it has nothing to go by.
        caution: why it misleads; None on sums, and where it does not.
    """

    method: Method
    ore: int | None
    caution: Caution | None = None


Answers = tuple[MethodAnswer, ...]


def method_answers(years: LineYears, view: FollowUp) -> dict[str, Answers]:
    """Row key -> what the four methods give; a sum adds its lines up."""
    planned = view.plan is not None
    by_line = {code: _of_line(line, has_plan=planned) for code, line in years.lines.items()}
    return {
        row.row.key: (
            by_line.get(row.row.key, ())
            if row.row.kind in (RowKind.LINE, RowKind.UNMAPPED)
            else _of_sum(row.row.codes, by_line)
        )
        for row in view.rows
    }


def _of_line(line: LineYear, *, has_plan: bool) -> Answers:
    return tuple(
        MethodAnswer(
            method,
            line_forecast(line, method, has_plan=has_plan)
            if method is Method.REMAINING_PLAN
            else line.forecast_ore(method),
            line.caution(method),
        )
        for method in Method
    )


def _of_sum(codes: tuple[str, ...], by_line: Mapping[str, Answers]) -> Answers:
    """A line for which a method says nothing is added by what it falls back on: method A."""
    found = []
    for at, method in enumerate(Method):
        parts = [answers for code in codes if (answers := by_line.get(code))]
        known = any(answers[at].ore is not None for answers in parts)
        ore = [answers[at if answers[at].ore is not None else 0].ore for answers in parts]
        found.append(MethodAnswer(method, total(ore) if known else None))
    return tuple(found)
