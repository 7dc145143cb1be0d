"""A what-if's year as rows: what each buyer and sale brings, the other lines, the result."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.result import Part
from asfdesk.domain.plan import THOUSANDTHS
from asfdesk.i18n import _
from asfdesk.reports.drivers.driver_words import plain_number
from asfdesk.reports.drivers.what_if_words import places_words
from asfdesk.reports.planning.plan_words import line_word
from asfdesk.reports.planning.variance_words import price_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.drivers.result import Component
    from asfdesk.domain.drivers.streams import TrainingStream
    from asfdesk.domain.drivers.what_if import Answer
    from asfdesk.domain.plan import PlanLine

_SOLD = (Part.TRAINING, Part.SALES)


@dataclass(frozen=True)
class WhatIfRow:
    """One row, öre by effect: one amount per month, and what the plan has in the year."""

    name: str
    cells: tuple[int, ...]
    planned_ore: int
    is_result: bool = False

    @property
    def total(self) -> int:
        """The year."""
        return sum(self.cells)

    @property
    def changed(self) -> bool:
        """Whether it is otherwise than the plan."""
        return self.total != self.planned_ore


def what_if_rows(
    answer: Answer, plan: Answer, lines: Sequence[PlanLine], months: range
) -> list[WhatIfRow]:
    """The rows of a year in the order of the plan's lines; together they are the result.

    A line with streams or sales is shown by them, unless something is typed over it.
    """
    now, before = _rows(answer, lines, months), _rows(plan, lines, months)
    found = []
    for key in [*now, *(key for key in before if key not in now)]:
        cells = now[key][1] if key in now else (0,) * len(months)
        planned = sum(before[key][1]) if key in before else 0
        if any(cells) or planned:
            name = (now.get(key) or before[key])[0]
            found.append(WhatIfRow(name, cells, planned))
    result = answer.result.result[months.start : months.stop]
    planned = sum(plan.result.result[months.start : months.stop])
    return [*found, WhatIfRow(_("Result"), result, planned, is_result=True)]


_Rows = dict[tuple[str, int], tuple[str, tuple[int, ...]]]


def _rows(answer: Answer, lines: Sequence[PlanLine], months: range) -> _Rows:
    result = answer.result
    over = {code for code, month in result.overridden if result.months.index(month) in months}
    found: _Rows = {}
    for line in lines:
        amounts = result.lines.get(line.code)
        if amounts is None:
            continue
        parts = [one for one in result.components if one.line_code == line.code]
        if line.code in over or not parts or any(one.part not in _SOLD for one in parts):
            found[line.code, 0] = line_word(line), amounts[months.start : months.stop]
        else:
            found.update(_by_driver(line, parts, answer.model, months))
    return found


def _by_driver(
    line: PlanLine, parts: Sequence[Component], model: PlanModel, months: range
) -> Iterator[tuple[tuple[str, int], tuple[str, tuple[int, ...]]]]:
    streams = {one.id: one for one in model.streams}
    for one in parts:
        name = one.name or line_word(line)
        if one.part is Part.TRAINING:
            name = _stream_name(name, streams[one.driver_id])
        number = one.driver_id if one.part is Part.TRAINING else -one.driver_id
        yield (line.code, number), (name, one.amounts[months.start : months.stop])


def _stream_name(name: str, stream: TrainingStream) -> str:
    """Huddinge · 10 places × 335 kr, or without the numbers where they change within the plan."""
    if stream.changes or not stream.places_milli:
        return name
    values = {
        "name": name,
        "places": _places(stream.places_milli),
        "price": price_words(Fraction(stream.price_ore)),
    }
    return _("%(name)s · %(places)s × %(price)s kr") % values


def _places(milli: int) -> str:
    if milli == THOUSANDTHS:
        return places_words(1)
    return _("%(count)s places") % {"count": plain_number(Fraction(milli, THOUSANDTHS))}
