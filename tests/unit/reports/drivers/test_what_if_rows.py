"""The year of a what-if as rows: they sum to the result, whatever is typed over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.books.chart import DEFAULT_LINES
from asfdesk.domain.drivers.costs import FixedCost
from asfdesk.domain.drivers.levers import LeverKey
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.domain.drivers.what_if import WhatIf
from asfdesk.domain.period import Month
from asfdesk.i18n import set_language
from asfdesk.reports.drivers.what_if_rows import what_if_rows
from tests.unit.domain.drivers.cash_cases import model

if TYPE_CHECKING:
    from asfdesk.reports.drivers.what_if_rows import WhatIfRow

PLAN = model(
    12,
    streams=(
        TrainingStream(1, "Huddinge", 10_000, 8_000, 335_00),
        TrainingStream(2, "Lumena", 6_000, 8_000, 335_00),
    ),
    sales=(SalesStream(1, "Café", 1_200_000, 50_00, cogs_bp=4_000),),
    fixed=(FixedCost(1, "Hyra", "K20", 30_000_00),),
    costs_typed_positive=frozenset({"K10", "K20"}),
)


def rows(what_if: WhatIf, values: dict[LeverKey, int] | None = None) -> list[WhatIfRow]:
    """Its rows."""
    return what_if_rows(what_if.answer(values or {}), what_if.plan, DEFAULT_LINES, range(12))


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def test_streams_and_sales_by_name_the_rest_by_line() -> None:
    found = rows(WhatIf(PLAN))
    assert [(row.name, row.total) for row in found] == [
        ("Huddinge · 10 places × 335 kr", 643_200_00),
        ("Lumena · 6 places × 335 kr", 385_920_00),
        ("Café", 60_000_00),
        ("Goods, materials, subcontractors", -24_000_00),
        ("Premises", -360_000_00),
        ("Result", 705_120_00),
    ]


def test_they_sum_to_the_result() -> None:
    *parts, result = rows(WhatIf(PLAN), {LeverKey.PLACES: 17_000, LeverKey.SALES_VOLUME: 9_900})
    assert result.is_result
    for at in range(12):
        assert sum(row.cells[at] for row in parts) == result.cells[at]


def test_what_is_otherwise_than_planned() -> None:
    found = rows(WhatIf(PLAN), {LeverKey.SALES_VOLUME: 9_000})
    assert [(row.name, row.planned_ore) for row in found if row.changed] == [
        ("Café", 60_000_00),
        ("Goods, materials, subcontractors", -24_000_00),
        ("Result", 705_120_00),
    ]


def test_a_line_that_is_typed_over_is_shown_whole() -> None:
    over = replace(PLAN, overrides={("I10", Month(2026, 3)): 1_00})
    *parts, result = rows(WhatIf(over))
    assert parts[0].name == "Work training and rehabilitation"
    assert parts[0].cells[2] == 1_00
    assert sum(row.total for row in parts) == result.total
